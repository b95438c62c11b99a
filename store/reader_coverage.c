/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reader_coverage - what the sensor could not see, computed from what is stored.
 *
 * A direction that was not seen is told by TCP alone: who goes on after a SYN, or
 * sends data to a client that was never heard, had an answer or a question.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "store/pack.h"
#include "store/reader.h"

/* When anybody listened: what several captures cover counts once. */
struct spans {
	uint64_t first_us, last_us, seen_us;
};

struct survey {
	struct coverage *c;
	const struct id_set *clinical;
	bool client;           /* of those of the pack is clinical             */
	struct coverage_net *net; /* the one in hand, NULL: no room for it     */
	uint64_t tally[TALLIES];
	uint64_t captures, broken;
};

static void put(struct survey *s, enum coverage_line line, uint64_t n,
		uint64_t of)
{
	s->c->n[line] = n;
	s->c->of[line] = of;
}

/* ---- networks -------------------------------------------------------------------- */

static bool add_net(void *ctx, sqlite3_stmt *row)
{
	const struct survey *s = ctx;

	coverage_add_assets(s->c, (net_t)column_number(row, 0),
			    column_number(row, 1));
	return true;
}

/* ---- conversations --------------------------------------------------------------- */

static void add_talk(struct survey *s, const struct unpack_talk *u)
{
	const struct talk_record *t = &u->talk;
	struct coverage *c = s->c;
	bool one = t->packets[0] == 0 || t->packets[1] == 0;
	bool group = addr_is_group(t->server);
	/* Older packs do not know of halves: SYN, and perhaps one more. */
	bool whole = t->l4 == 6 && !t->half &&
		     (t->answered || t->packets[0] + t->packets[1] >
					     2 * (uint64_t)t->flows);

	c->talks++;
	c->n[COVERAGE_one_way] += whole && one;
	c->of[COVERAGE_one_way] += whole;
	c->n[COVERAGE_unanswered] += !group && !whole && !t->answered;
	c->of[COVERAGE_unanswered] += !group;
	c->n[COVERAGE_unproved] += u->client_asset == 0 &&
				   !addr_is_global(t->client);
	if (t->answered &&
	    (s->client || id_set_has(s->clinical, u->server_asset))) {
		c->n[COVERAGE_encrypted] += t->encrypted;
		c->of[COVERAGE_encrypted]++;
	}
	if (s->net == NULL)
		return;
	s->net->talks++;
	s->net->whole += whole;
	s->net->one_way += whole && one;
}

static bool add_pack(struct survey *s, const struct terms *terms,
		     sqlite3_stmt *row)
{
	struct unpack_talk u;

	unpack_talks(&u, sqlite3_column_blob(row, 0),
		     (size_t)sqlite3_column_bytes(row, 0));
	s->net = coverage_net_of(s->c, u.talk.net);
	s->client = id_set_has(s->clinical, u.client_asset);
	while (unpack_talk(&u, terms))
		add_talk(s, &u);
	return !u.in.bad;
}

static bool add_talks(struct survey *s, struct reader *r, struct err *e)
{
	struct terms terms;
	sqlite3_stmt *row;
	bool whole = true;
	int code = SQLITE_DONE;

	if (!terms_read(&r->db, &terms, e))
		return false;
	row = db_use(&r->db, "SELECT pack FROM conversation", e);
	if (row == NULL)
		return false;
	while (whole && (code = sqlite3_step(row)) == SQLITE_ROW)
		whole = add_pack(s, &terms, row);
	db_done(row);
	if (!whole)
		return db_damaged(&r->db, e);
	return code == SQLITE_DONE || db_fail(&r->db, e);
}

/* ---- captures --------------------------------------------------------------------- */

/* By their beginnings. Between them nobody listened. */
static bool add_span(void *ctx, sqlite3_stmt *row)
{
	struct spans *s = ctx;
	uint64_t first = column_number(row, 0), last = column_number(row, 1);

	if (s->first_us == 0)
		s->first_us = first;
	if (first < s->last_us)
		first = s->last_us;
	if (last > first)
		s->seen_us += last - first;
	if (last > s->last_us)
		s->last_us = last;
	return true;
}

static bool read_spans(struct reader *r, struct spans *spans, struct err *e)
{
	*spans = (struct spans){0};
	return listing_all(
		r,
		"SELECT first_us, last_us FROM capture WHERE frames > 0 "
		"AND id NOT IN (SELECT capture FROM listening) "
		"UNION ALL SELECT first_us, last_us FROM listening "
		"ORDER BY first_us",
		add_span, spans, e);
}

bool reader_seen_us(struct reader *r, uint64_t *us, struct err *e)
{
	struct spans spans;
	bool good = read_spans(r, &spans, e);

	*us = spans.seen_us;
	return good;
}

static bool add_capture(void *ctx, const struct capture_row *row)
{
	struct survey *s = ctx;

	for (unsigned i = 0; i < TALLIES; i++)
		s->tally[i] += row->tally[i];
	s->captures++;
	s->broken += row->problem[0] != '\0' || !(row->complete || row->live);
	return true;
}

static void put_tallies(struct survey *s)
{
	const uint64_t *n = s->tally, frames = n[TALLY_packets];
	uint64_t dropped = n[TALLY_kernel_drop] + n[TALLY_interface_drop];

	put(s, COVERAGE_seconds, s->c->seen_us / 1000000,
	    (s->c->last_us - s->c->first_us) / 1000000);
	put(s, COVERAGE_broken, s->broken, s->captures);
	put(s, COVERAGE_dropped, dropped, frames + dropped);
	put(s, COVERAGE_duplicate, n[TALLY_duplicate], frames);
	put(s, COVERAGE_cut, n[TALLY_cut], frames);
	put(s, COVERAGE_undecoded, n[TALLY_link_type] + n[TALLY_ethertype] +
					   n[TALLY_tunnel_depth], frames);
	put(s, COVERAGE_gaps, n[TALLY_gap], 0);
	put(s, COVERAGE_untold, n[TALLY_pipe_drop], 0);
}

/* ---- all of it ------------------------------------------------------------------------- */

static bool survey(struct survey *s, struct reader *r, struct err *e)
{
	struct spans spans;

	if (!listing_all(r, "SELECT net, count(DISTINCT asset) FROM asset_address "
			 "GROUP BY net", add_net, s, e) ||
	    !read_spans(r, &spans, e) ||
	    !reader_captures(r, add_capture, s, e))
		return false;
	s->c->first_us = spans.first_us;
	s->c->last_us = spans.last_us;
	s->c->seen_us = spans.seen_us;
	put_tallies(s);
	put(s, COVERAGE_forged, setting_number(&r->db, "strange"), 0);
	put(s, COVERAGE_unkept, setting_number(&r->db, "unkept"), 0);
	put(s, COVERAGE_refused, setting_number(&r->db, "refused") -
					 s->c->n[COVERAGE_forged] +
					 setting_number(&r->db, "invalid"), 0);
	return add_talks(s, r, e);
}

bool reader_coverage(struct reader *r, struct coverage *c, struct err *e)
{
	struct survey s = {.c = c, .clinical = &r->census.clinical};
	bool done;

	memset(c, 0, sizeof(*c));
	if (!db_read_begin(&r->db, e))
		return false;
	done = reader_census(r, e);
	if (done) {
		coverage_begin(c, &r->census.seen);
		done = survey(&s, r, e);
	}
	db_read_end(&r->db);
	if (!done)
		coverage_free(c);
	return done;
}
