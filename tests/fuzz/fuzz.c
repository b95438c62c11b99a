/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fuzz - one dissector against hostile octets, or the reader of signatures.
 *
 * WW_FUZZ names the row. The input is cut into messages of both sides; the
 * whole and the octet-by-octet way must say the same. "sig" and "list" are no
 * rows: the input is a file of signatures, rules and classes, or a list of
 * devices as CSV.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "capture/base/must.h"
#include "classify/dispatch.h"
#include "classify/judge.h"
#include "store/reconcile.h"
#include "tests/support/dissect.h"

static const struct dissector *row(void)
{
	const char *name = getenv("WW_FUZZ");
	const struct dissector *by;

	must(name != NULL);
	for (unsigned i = 1; (by = dispatch_row(i)) != NULL; i++)
		if (strcmp(by->name, name) == 0)
			return by;
	fprintf(stderr, "no dissector %s\n", name);
	abort();
}

enum { FROM_SERVER = 1, AMID = 0x40, GAP = 0x80 };

/* Messages: one octet of side, two of length, then the octets. Where parsers
 * bear it, octets are missing, or the beginning was. */
static void play(struct trial *t, struct cur in, size_t chunk)
{
	while (cur_left(&in) > 0) {
		uint8_t how = cur_u8(&in);
		enum side from = how & FROM_SERVER ? SERVER : CLIENT;
		size_t n = cur_u16(&in);
		struct cur part;

		if (t->by->reads_cut && (how & AMID) != 0)
			t->d.mid_stream = true;
		if (t->by->reads_cut && (how & GAP) != 0) {
			trial_gap(t, from, n + 1);
			continue;
		}

		if (n > cur_left(&in))
			n = cur_left(&in);
		part = cur_take(&in, n);
		if (n == 0)
			continue;
		if (t->by->carrier == ON_TCP)
			trial_bytes(t, from, part.p, n, chunk);
		else
			trial_datagram(t, from, part.p, n);
	}
}

/* ---- signatures ------------------------------------------------------------------ */

static void meet(void *ctx, const struct sig_match *m, const struct fact *f)
{
	const struct knowledge *k = ctx;

	must(f != NULL && m->device != NULL && m->where != NULL);
	must(m->decibans > 0 && knowledge_devices(k) > 0);
}

/* What was believed is used: on texts that templates like to trip over. */
static void use(struct knowledge *k)
{
	static const char *const texts[] = {"", "A", "ACME-P300/2.1", "((((",
					    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"};
	struct fact facts[ATTRS];

	for (size_t t = 0; t < sizeof(texts) / sizeof(texts[0]); t++) {
		memset(facts, 0, sizeof(facts));
		for (unsigned a = 0; a < ATTRS; a++) {
			facts[a].attr = (uint16_t)a;
			facts[a].word = t;
			facts[a].length = (uint8_t)strlen(texts[t]);
			snprintf(facts[a].text, sizeof(facts[a].text),
				 "%s", texts[t]);
		}
		sig_matches(k, facts, ATTRS, meet, k);
	}
}

/* Believed, or refused with a line. */
static void read_signatures(const uint8_t *data, size_t size)
{
	int fd = memfd_create("fuzz.sig", 0);
	struct knowledge_paths alone = {0};
	struct knowledge *k;
	struct err e = {0};
	char path[64];

	must(fd >= 0 && write(fd, data, size) == (ssize_t)size);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	k = knowledge_with(&alone, path, &e);
	if (k != NULL)
		use(k);
	else
		must(e.text[0] != '\0');
	knowledge_close(k);
	close(fd);
}

/* ---- a list of devices ----------------------------------------------------------- */

/* What comes out is text without a control character, in its room. */
static void look(const struct listed *row)
{
	for (unsigned i = 0; i < LISTED_COLUMNS; i++) {
		must(strlen(row->text[i]) < LISTED_TEXT);
		for (const char *at = row->text[i]; *at != '\0'; at++)
			must((unsigned char)*at >= ' ' && *at != 0x7f);
	}
}

static void read_list(const uint8_t *data, size_t size)
{
	struct listing_file list;
	struct err e = {0};
	struct csv csv;
	bool good;

	must(listing_map(&list, NULL, &e));
	good = csv_open_octets(&csv, "fuzz", data, size, '\0', CSV_DETECT, &e) &&
	       listing_read(&list, &csv, &e);
	must(good || e.text[0] != '\0');
	for (size_t i = 0; i < list.rows; i++)
		look(&list.row[i]);
	listing_close(&list);
	csv_close(&csv);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct dissector *by;
	struct trial *whole, *pieces;
	const char *name = getenv("WW_FUZZ");

	if (name != NULL && strcmp(name, "sig") == 0) {
		read_signatures(data, size);
		return 0;
	}
	if (name != NULL && strcmp(name, "list") == 0) {
		read_list(data, size);
		return 0;
	}
	if (by == NULL)
		by = row();
	if (size > 3)
		trial_probe(by, CLIENT, data + 3, size - 3);
	whole = trial_open(by, 104);
	play(whole, cur_of(data, size), 0);
	if (by->carrier == ON_TCP) {
		pieces = trial_open(by, 104);
		play(pieces, cur_of(data, size), 1);
		must(trial_same(whole, pieces));
		trial_close(pieces);
	}
	trial_close(whole);
	return 0;
}
