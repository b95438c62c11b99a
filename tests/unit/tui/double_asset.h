/* SPDX-License-Identifier: Apache-2.0 */
/*
 * double_asset - a small hospital instead of a database, so that screens are
 * tested alone: its devices, their conversations and what became of them.
 */
#ifndef WW_TEST_TUI_DOUBLE_ASSET_H
#define WW_TEST_TUI_DOUBLE_ASSET_H

#include <stdlib.h>
#include <string.h>

#include "store/store.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define PUT(to, text) snprintf(to, sizeof(to), "%s", text)

/* 2026-11-24 14:22:07 UTC */
static const uint64_t NOW_US = 1795530127000000;
static const uint64_t MINUTE_US = 60000000;

/* What a test may change. */
struct reader {
	uint64_t version;
	bool empty, gone, recording, behind;
	uint64_t packets;      /* more than at first                           */
	uint64_t commits;      /* seconds after NOW_US of the last one         */
	unsigned without;      /* hides so many of the first assets            */
	const char *name;      /* instead of the first asset's, if not NULL    */
	unsigned asked;        /* how often for assets                         */
};

struct sample_asset {
	uint64_t id;
	const char *name, *class_name, *vendor, *model, *version, *ip, *mac;
	const char *serial;
	bool clinical;
	enum grade grade;
	unsigned minutes;      /* since it was seen                            */
	unsigned findings[SEVERITIES];
};

static const struct sample_asset sample_assets[] = {
	{0x1001, "ct-2", "imaging-ct", "Siemens", "SOMATOM go.Up", "VA48A",
	 "10.20.30.22", "98:e7:43:00:00:02", "SN-4711", true, GRADE_CONFIRMED, 0,
	 {0, 0, 1, 1, 1}},
	{0x1002, "ct-1", "imaging-ct", "Siemens", "SOMATOM Definition AS+",
	 "VA44A", "10.20.30.21", "98:e7:43:00:00:01", "SN-4712", true, GRADE_CONFIRMED, 3,
	 {0, 1, 0, 1, 0}},
	{0x1003, "us-portable-4", "ultrasound", "Philips", "EPIQ 7", "3.0.2",
	 "10.20.31.77", "7c:94:b2:77:00:23", "", true, GRADE_PROBABLE, 130,
	 {0, 0, 0, 1, 0}},
	{0x1004, "r\xc3\xb6ntgen-\xe6\x9d\xb1\xe4\xba\xac", "imaging-cr",
	 "Carestream Health International", "DRX-1 System", "5.7.412.7",
	 "10.20.30.40", "", "", true, GRADE_POSSIBLE, 3000, {0, 0, 1, 0, 0}},
	{0x1005, "mirth-1", "interface-engine", "NextGen", "Mirth Connect",
	 "4.4.0", "10.20.30.9", "00:50:56:aa:00:09", "", false, GRADE_CONFIRMED, 1,
	 {1, 0, 0, 0, 0}},
	{0x1006, "", "", "", "", "", "fe80::9ae7:43ff:fe00:6",
	 "02:00:00:00:00:06", "", false, GRADE_POSSIBLE, 40, {0, 0, 0, 0, 0}},
};

struct reader *reader_open(const char *path, struct err *e)
{
	(void)path;
	err_set(e, ERR_DATABASE, "there is no database in this test");
	return NULL;
}

void reader_close(struct reader *r)
{
	(void)r;
}

uint64_t reader_version(struct reader *r)
{
	return r->version;
}

bool reader_is_written(const struct reader *r)
{
	return r->recording;
}

static bool sample_gone(const struct reader *r, struct err *e)
{
	if (r->gone)
		err_set(e, ERR_DATABASE, "the database is locked; another "
					 "program holds it, try again");
	return r->gone;
}

bool reader_amounts(struct reader *r, struct site_row *site, struct err *e)
{
	(void)e;
	if (r->empty)
		return true;
	site->facts = 123456;
	site->flows = 3;
	return true;
}

bool reader_site(struct reader *r, struct site_row *site, struct err *e)
{
	memset(site, 0, sizeof(*site));
	if (sample_gone(r, e))
		return false;
	site->recording = r->recording;
	if (r->empty)
		return true;
	site->assets = COUNT(sample_assets) - r->without;
	site->clinical = 4;
	site->unknown = 1;
	site->findings[SEVERITY_CRITICAL] = 1;
	site->findings[SEVERITY_HIGH] = 2;
	site->all_findings = 4;
	site->captures = 2;
	site->first_us = NOW_US - 300 * MINUTE_US;
	site->last_us = NOW_US;
	site->written_us = NOW_US + r->commits * 1000000;
	return true;
}

static bool holds(const char *text, const char *word)
{
	return strcasestr(text, word) != NULL;
}

/* One word only; id, finding and class as the real ones, no other field. */
static bool bad_filter(const struct query *q, struct err *e)
{
	const char *colon = q->filter != NULL ? strchr(q->filter, ':') : NULL;

	if (colon == NULL || strncmp(q->filter, "id:", 3) == 0 ||
	    strncmp(q->filter, "finding:", 8) == 0 ||
	    strncmp(q->filter, "class:", 6) == 0 ||
	    strncmp(q->filter, "behind:", 7) == 0)
		return false;
	err_set(e, ERR_USAGE, "there is no field '%.*s' to filter by; there "
			      "are: name class",
		(int)(colon - q->filter), q->filter);
	return true;
}

static void sample_asset_row(const struct reader *r, unsigned i,
			     struct asset_row *row)
{
	const struct sample_asset *a = &sample_assets[i];

	memset(row, 0, sizeof(*row));
	row->id = a->id;
	asset_id_print(a->id, row->id_text);
	PUT(row->name, i == 0 && r->name != NULL ? r->name : a->name);
	PUT(row->class_name, a->class_name);
	PUT(row->vendor, a->vendor);
	PUT(row->model, a->model);
	PUT(row->version, a->version);
	PUT(row->ip, a->ip);
	PUT(row->addresses, a->ip);
	PUT(row->serial, a->serial);
	PUT(row->mac, a->mac);
	PUT(row->net, "vlan 210");
	if (r->behind && a->id == 0x1002) {
		row->behind = 0x1005;
		asset_id_print(row->behind, row->behind_text);
		PUT(row->behind_name, "mirth-1");
	}
	row->criticality = a->clinical ? 'B' : '?';
	row->clinical = a->clinical;
	row->grade = a->grade;
	row->first_us = NOW_US - 300 * MINUTE_US;
	row->last_us = NOW_US - a->minutes * MINUTE_US;
	row->facts = 12;
	row->services = 2;
	memcpy(row->findings, a->findings, sizeof(row->findings));
}

const char *asset_order_name(enum asset_order o)
{
	static const char *const names[] = {"risk", "name", "class", "vendor",
					    "address", "seen"};

	return o < ASSET_ORDERS ? names[o] : "";
}

/* By risk as they stand; every other order by name. */
bool reader_assets(struct reader *r, const struct query *q,
		   bool (*each)(void *, const struct asset_row *), void *ctx,
		   struct err *e)
{
	unsigned n = COUNT(sample_assets), order[COUNT(sample_assets)];

	r->asked++;
	if (sample_gone(r, e) || bad_filter(q, e))
		return false;
	for (unsigned i = 0; i < n; i++)
		order[i] = i;
	for (unsigned i = 0; q->order != BY_RISK && i < n; i++)
		for (unsigned j = i + 1; j < n; j++)
			if (strcmp(sample_assets[order[i]].name,
				   sample_assets[order[j]].name) > 0) {
				unsigned k = order[i];

				order[i] = order[j];
				order[j] = k;
			}
	for (unsigned i = 0; !r->empty && i < n; i++) {
		unsigned at = order[q->reverse ? n - 1 - i : i];
		struct asset_row row;

		if (at < r->without)
			continue;
		sample_asset_row(r, at, &row);
		if (q->asset != 0 && q->asset != row.id)
			continue;
		if (q->filter != NULL && strncmp(q->filter, "behind:", 7) == 0
			    ? row.behind == 0 ||
				      !holds(row.behind_text, q->filter + 7)
		    : q->filter != NULL && strncmp(q->filter, "class:", 6) == 0
			    ? !holds(row.class_name[0] != '\0'
						     ? row.class_name
						     : "unknown",
					     q->filter + 6)
			    : q->filter != NULL &&
				      !holds(row.name, q->filter) &&
				      !holds(row.class_name, q->filter))
			continue;
		if (!each(ctx, &row))
			break;
	}
	return true;
}

enum { SAMPLE_GROUPS = 16 };

struct sample_classes {
	struct class_row row[SAMPLE_GROUPS];
	unsigned n;
};

static bool sample_class(void *ctx, const struct asset_row *a)
{
	struct sample_classes *all = ctx;
	unsigned i = 0;

	while (i < all->n && strcmp(all->row[i].name, a->class_name) != 0)
		i++;
	if (i == all->n)
		snprintf(all->row[all->n++].name, sizeof(all->row[i].name),
			 "%s", a->class_name);
	all->row[i].assets++;
	all->row[i].clinical += a->clinical;
	for (unsigned s = 0; s < SEVERITIES; s++)
		all->row[i].findings[s] += a->findings[s];
	return true;
}

bool reader_classes(struct reader *r,
		    bool (*each)(void *, const struct class_row *), void *ctx,
		    struct err *e)
{
	struct sample_classes all = {.n = 0};
	struct query q = {0};
	bool good = reader_assets(r, &q, sample_class, &all, e);

	for (unsigned i = 0; good && i < all.n && each(ctx, &all.row[i]);)
		i++;
	return good;
}

bool reader_flows(struct reader *r, const struct query *q,
		  bool (*each)(void *, const struct flow_row *), void *ctx,
		  struct err *e)
{
	static const struct flow_row rows[] = {
		{.id = 0x3001, .client = "10.20.30.22", .server = "10.20.30.10",
		 .net = "vlan 210", .client_name = "ct-2",
		 .server_name = "pacs-1", .client_id = "0000-0000-1001",
		 .protocol = "dicom",
		 .known_by = "dicom", .port = 104, .transport = "tcp",
		 .answered = true, .flows = 412,
		 .packets = {1204000, 812}, .octets = {1200000000, 90000}},
		{.id = 0x3002, .client = "10.20.30.9", .server = "10.20.30.60",
		 .net = "vlan 210", .protocol = "tls", .known_by = "ndpi",
		 .port = 443, .transport = "tcp", .answered = true,
		 .encrypted = true, .flows = 3, .packets = {40, 30},
		 .octets = {9000, 12000}},
		{.id = 0x3003, .client = "10.20.40.17", .server = "10.20.30.22",
		 .net = "vlan 210", .server_name = "ct-2",
		 .server_id = "0000-0000-1001", .known_by = "",
		 .port = 5900, .transport = "tcp", .refused = true, .flows = 1,
		 .packets = {3, 0}, .octets = {180, 0}},
	};

	if (sample_gone(r, e) || bad_filter(q, e))
		return false;
	for (size_t i = 0; !r->empty && i < COUNT(rows); i++) {
		struct flow_row row = rows[i];

		row.first_us = NOW_US - 100 * MINUTE_US;
		row.last_us = NOW_US - 2 * MINUTE_US;
		if (q->asset != 0 && i == 1)
			continue;
		if (q->filter != NULL && !holds(row.protocol, q->filter))
			continue;
		if (!each(ctx, &row))
			break;
	}
	return true;
}

/* Of the first assets; the latest first. */
bool reader_changes(struct reader *r, const struct query *q,
		    bool (*each)(void *, const struct change_row *), void *ctx,
		    struct err *e)
{
	static const struct {
		unsigned asset, minutes;
		const char *kind, *field, *other, *what;
	} rows[] = {
		{1, 3, "software", "dicom_version", "",
		 "dicom_version: VA44A, was VA40A"},
		{0, 60, "service", "vnc", "", "5900/tcp vnc"},
		{0, 60, "peer", "rfb", "0000-0000-1007", "10.20.40.17 rfb"},
		{0, 70, "identity", "dicom_serial", "",
		 "dicom_serial: SN-4711, was SN-4709"},
		{2, 1440, "back", "", "", "heard again, for the first time "
					  "since 2026-11-09"},
		{2, 5000, "address", "instead", "",
		 "10.20.31.77 instead of 10.20.31.12"},
		{4, 9000, "appeared", "", "", "first seen"},
	};

	if (sample_gone(r, e) || bad_filter(q, e))
		return false;
	for (size_t i = 0; !r->empty && i < COUNT(rows); i++) {
		const struct sample_asset *a = &sample_assets[rows[i].asset];
		struct change_row row = {
			.asset = a->id,
			.at_us = NOW_US - rows[i].minutes * MINUTE_US,
		};

		if ((q->asset != 0 && q->asset != a->id) ||
		    (q->limit > 0 && i >= q->limit) ||
		    (q->filter != NULL && !holds(rows[i].what, q->filter)))
			continue;
		asset_id_print(a->id, row.asset_text);
		PUT(row.name, rows[i].asset == 0 && r->name != NULL ? r->name : a->name);
		PUT(row.class_name, a->class_name);
		PUT(row.ip, a->ip);
		PUT(row.kind, rows[i].kind);
		PUT(row.field, rows[i].field);
		PUT(row.other_text, rows[i].other);
		PUT(row.what, rows[i].what);
		if (!each(ctx, &row))
			break;
	}
	return true;
}

bool reader_coverage(struct reader *r, struct coverage *c, struct err *e)
{
	memset(c, 0, sizeof(*c));
	if (sample_gone(r, e))
		return false;
	c->n[COVERAGE_one_way] = 3;
	c->of[COVERAGE_one_way] = 120;
	c->n[COVERAGE_encrypted] = 24;
	c->of[COVERAGE_encrypted] = 200;
	return true;
}

bool reader_captures(struct reader *r,
		     bool (*each)(void *, const struct capture_row *),
		     void *ctx, struct err *e)
{
	struct capture_row live = {.name = "eth2", .live = true};
	struct capture_row file = {.name = "north.pcapng", .complete = true};

	if (sample_gone(r, e))
		return false;
	if (r->empty)
		return true;
	live.frames = 1000000 + r->packets;
	live.first_us = NOW_US - 300 * MINUTE_US;
	live.last_us = NOW_US;
	live.tally[TALLY_packets] = live.frames;
	live.tally[TALLY_octets] = live.frames * 500;
	live.tally[TALLY_kernel_drop] = 112;
	live.tally[TALLY_flow_evicted] = 7;
	file.frames = 88120;
	file.first_us = NOW_US - 90000 * MINUTE_US;
	file.last_us = NOW_US - 89000 * MINUTE_US;
	file.tally[TALLY_packets] = file.frames;
	file.tally[TALLY_octets] = 43000000;
	PUT(file.problem, "the file ends inside a record");
	(void)(each(ctx, &live) && each(ctx, &file));
	return true;
}

#endif
