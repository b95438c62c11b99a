/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fuzz - one dissector against hostile octets, or the decoder, or a reader of our
 * own files.
 *
 * WW_FUZZ names the row. The input is cut into messages of both sides; the
 * whole and the octet-by-octet way must say the same. "sig" is no row: its
 * input is a file of signatures, rules and classes; nor are "zones", a file of
 * networks, flows and lists, "mds2", a form of a maker, "list", a list of
 * devices as CSV, and "frame", frames of one link type.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zip.h>

#include "capture/base/must.h"
#include "capture/capture.h"
#include "classify/dispatch.h"
#include "classify/judge.h"
#include "classify/zones.h"
#include "store/form.h"
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
	trial_rest(t);
}

/* ---- frames ---------------------------------------------------------------------- */

/* Each octet that a packet is said to hold can be read. */
static void touch(const struct packet *p)
{
	volatile uint8_t read;

	for (size_t i = 0; i < cur_left(&p->network); i++)
		read = cur_at(&p->network, i);
	for (size_t i = 0; i < cur_left(&p->payload); i++)
		read = cur_at(&p->payload, i);
	(void)read;
	must(cur_left(&p->payload) <= p->payload_wire);
}

/* Their link type in two octets; each has its length in two, and is alone in its
 * piece of memory. */
static void read_frames(const uint8_t *data, size_t size)
{
	struct cur in = cur_of(data, size);
	struct decoder *d = decoder_open();
	struct tallies t = {{0}};
	struct frame f = {.link = cur_u16(&in)};

	while (cur_left(&in) > 0) {
		size_t n = cur_u16(&in);
		uint8_t *octets;
		struct packet p;

		if (n > cur_left(&in))
			n = cur_left(&in);
		if (n == 0)
			continue;
		octets = must_alloc(n, 1);
		memcpy(octets, in.p, n);
		cur_skip(&in, n);
		f.bytes = cur_of(octets, n);
		f.wire_len = (uint32_t)n;
		f.number++;
		f.time_us += 1000;
		if (decode(d, &f, &p, &t))
			touch(&p);
		free(octets);
	}
	decoder_close(d);
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

/* ---- zones ----------------------------------------------------------------------- */

/* Asks of everything that was believed. */
static void ask(const struct zones *z)
{
	static const char *const where[] = {"10.0.0.1", "10.20.0.7", "8.8.8.8",
					    "fd77:8::5"};
	const struct flow_rule *r;
	struct flow_wish w = {.protocol = "dicom", .l4 = 6};

	for (unsigned n = 0; (r = zones_flow_at(z, n)) != NULL; n++)
		must(r->number == n && r->name[0] != '\0');
	for (size_t i = 0; i < 16; i++) {
		w.port = (uint16_t)(i * 4099);
		w.net = net_of(NET_VLAN, (uint32_t)i % 3);
		must(addr_parse(where[i % 4], &w.from.ip));
		must(addr_parse(where[i / 4], &w.to.ip));
		w.from.class = i % 2 == 0 ? "imaging-ct" : NULL;
		must(zones_flow(z, &w) == NULL || zones_cover(z, &w));
		zones_listed(z, LIST_DENY, w.from.ip);
		zones_told(z, LIST_BAD, "e7d7");
	}
}

static void read_zones(const uint8_t *data, size_t size)
{
	char *text = must_alloc(size + 1, 1);
	struct zones *z;
	struct err e = {0};

	memcpy(text, data, size);
	z = zones_take("fuzz", text, &e);
	if (z != NULL)
		ask(z);
	else
		must(e.text[0] != '\0');
	zones_close(z);
	free(text);
}

/* ---- forms of makers ----------------------------------------------------------------- */

static void add_part(zip_t *z, const char *name, const uint8_t *text, size_t n)
{
	must(zip_file_add(z, name, zip_source_buffer(z, text, n, 0), 0) >= 0);
}

/* XML as a sheet, and behind an octet of 0 as the texts that cells share: an
 * archive around it, whose sums no chance would make right. */
static char *packed(const uint8_t *data, size_t *size)
{
	zip_source_t *all = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *z = zip_open_from_source(all, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	const uint8_t *end = memchr(data, 0, *size);
	size_t n = end != NULL ? (size_t)(end - data) : *size;
	zip_stat_t st;
	char *text;

	must(z != NULL);
	zip_source_keep(all);
	add_part(z, "xl/worksheets/sheet1.xml", data, n);
	if (end != NULL)
		add_part(z, "xl/sharedStrings.xml", end + 1, *size - n - 1);
	must(zip_close(z) == 0 && zip_source_open(all) == 0 &&
	     zip_source_stat(all, &st) == 0);
	text = must_alloc(st.size + 1, 1);
	must(zip_source_read(all, text, st.size) == (zip_int64_t)st.size);
	zip_source_close(all);
	zip_source_free(all);
	*size = st.size;
	return text;
}

static void read_mds2(const uint8_t *data, size_t size)
{
	struct form f = {0};
	struct err e = {0};
	char *book = size > 0 && data[0] == '<' ? packed(data, &size) : NULL;

	if (form_read(&f, book != NULL ? book : (const char *)data, size, &e))
		must(f.rows > 0 && form_answer(&f, f.row[0].question) != NULL);
	else
		must(e.text[0] != '\0');
	form_free(&f);
	free(book);
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
	static const struct {
		const char *name;
		void (*read)(const uint8_t *, size_t);
	} others[] = {
		{"frame", read_frames}, {"sig", read_signatures},
		{"zones", read_zones},	{"mds2", read_mds2},
		{"list", read_list},
	};
	static const struct dissector *by;
	struct trial *whole, *pieces;
	const char *name = getenv("WW_FUZZ");

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (name != NULL && strcmp(name, others[i].name) == 0) {
			others[i].read(data, size);
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
