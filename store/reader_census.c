/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reader_census - one look at all assets: how many of which class, in which
 * networks, and which are clinical. It is kept for as long as nobody writes.
 *
 * Grouped here, by name: few classes, many assets, and SQLite would sort them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "store/reader.h"

enum { NETS_MAX = 8192 };

/* ---- networks -------------------------------------------------------------------- */

/* The place of a network in order, made if new; NULL when there are too many. */
struct coverage_net *coverage_net_of(struct coverage *c, net_t number)
{
	size_t low = 0, high = c->nets;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (c->net[middle].number < number)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < c->nets && c->net[low].number == number)
		return &c->net[low];
	if (c->nets == NETS_MAX)
		return NULL;
	if (c->net == NULL)
		c->net = must_alloc(NETS_MAX, sizeof(*c->net));
	memmove(&c->net[low + 1], &c->net[low],
		(c->nets - low) * sizeof(*c->net));
	c->nets++;
	c->net[low] = (struct coverage_net){.number = number};
	net_print(number, c->net[low].name);
	return &c->net[low];
}

void coverage_add_assets(struct coverage *c, net_t number, uint64_t n)
{
	struct coverage_net *net = coverage_net_of(c, number);

	if (net != NULL)
		net->assets += n;
}

void coverage_begin(struct coverage *c, const struct coverage *seen)
{
	*c = *seen;
	if (seen->net == NULL)
		return;
	c->net = must_alloc(NETS_MAX, sizeof(*c->net));
	memcpy(c->net, seen->net, seen->nets * sizeof(*c->net));
}

/* ---- classes --------------------------------------------------------------------- */

/* Where a class stands, or would. */
static size_t place_of(const struct census *c, const char *name)
{
	size_t low = 0, high = c->classes;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(c->class[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct class_row *row_of(struct census *c, const char *name)
{
	if (c->last < c->classes && strcmp(c->class[c->last].name, name) == 0)
		return &c->class[c->last];
	c->last = place_of(c, name);
	if (c->last < c->classes && strcmp(c->class[c->last].name, name) == 0)
		return &c->class[c->last];
	c->class = grow(c->class, (unsigned)c->classes, sizeof(*c->class));
	memmove(c->class + c->last + 1, c->class + c->last,
		(c->classes - c->last) * sizeof(*c->class));
	memset(&c->class[c->last], 0, sizeof(*c->class));
	snprintf(c->class[c->last].name, sizeof(c->class[c->last].name), "%s", name);
	c->classes++;
	return &c->class[c->last];
}

static void count_class(struct census *c, sqlite3_stmt *s)
{
	char name[sizeof(((struct class_row *)0)->name)];
	uint64_t open = column_number(s, 1);
	struct class_row *row;

	column_text(s, 0, name, sizeof(name));
	row = row_of(c, name);
	row->assets++;
	row->clinical += (unsigned)column_number(s, 2);
	row->possibly += (unsigned)column_number(s, 3);
	for (unsigned i = 0; i < SEVERITIES; i++)
		row->findings[i] += (unsigned)(open >> 12 * i & 4095);
}

/* ---- all of it -------------------------------------------------------------------- */

static bool count_asset(void *ctx, sqlite3_stmt *s)
{
	struct census *c = ctx;

	count_class(c, s);
	if (column_number(s, 2) != 0)
		id_set_add(&c->clinical, column_number(s, 4));
	if (column_number(s, 5) == 0) {
		c->seen.of[COVERAGE_no_mac]++;
		c->seen.n[COVERAGE_no_mac] += column_number(s, 6);
	}
	if (column_number(s, 7) != 0)
		coverage_add_assets(&c->seen, (net_t)column_number(s, 8), 1);
	return true;
}

/* grade 0: GRADE_POSSIBLE */
static const char census_text[] =
	"SELECT class, open, clinical, grade = 0 AND criticality BETWEEN 'A' AND "
	"'C', id, behind, mac = '', ip <> '' AND addresses = '', net FROM asset";

void census_free(struct census *c)
{
	free(c->class);
	id_set_free(&c->clinical);
	coverage_free(&c->seen);
	*c = (struct census){.known = false};
}

static bool take_census(struct reader *r, struct err *e)
{
	uint64_t version = reader_version(r);
	struct census *c = &r->census;
	sqlite3_stmt *s;

	if (c->known && c->version == version)
		return true;
	census_free(c);
	s = db_use(&r->db, census_text, e);
	c->version = version;
	c->known = s != NULL && listing_run(r, s, count_asset, c, e);
	return c->known;
}

bool reader_census(struct reader *r, struct err *e)
{
	bool good;

	if (!db_read_begin(&r->db, e))
		return false;
	good = take_census(r, e);
	db_read_end(&r->db);
	return good;
}
