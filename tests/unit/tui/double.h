/* SPDX-License-Identifier: Apache-2.0 */
/*
 * double - the same hospital's findings, claims and evidence. Defines the
 * functions of the reader: the archive's stay out.
 */
#ifndef WW_TEST_TUI_DOUBLE_H
#define WW_TEST_TUI_DOUBLE_H

#include "classify/attrs.h"
#include "tests/unit/tui/double_asset.h"

static const char *const words_of_rules[][4] = {
	{"NET-002", "Connection from the internet reaches a medical device",
	 "Anybody in the world can try to reach this device; makers do not "
	 "build medical devices for that, and a fault in one of its services "
	 "is found by machines within hours.",
	 "Close the way at the firewall today. If the maker needs it for "
	 "service, ask for a tunnel that is opened by the hospital."},
	{"CLN-001", "DICOM transferred without TLS",
	 "Images and patient names can be read by anyone on these network "
	 "paths.",
	 "Enable DICOM TLS on both sides, or put both into a network of "
	 "their own."},
	{"CLN-001", "DICOM transferred without TLS",
	 "Images and patient names can be read by anyone on these network "
	 "paths.",
	 "Enable DICOM TLS on both sides, or put both into a network of "
	 "their own."},
	{"INV-007", "New service on a medical device",
	 "A port that opens on a device of many years is a change that "
	 "somebody should know.",
	 "Ask the maker's service whether it was they."},
};

static const struct {
	unsigned asset;
	enum severity severity;
	uint16_t port;
	const char *detail;
} sample_findings[] = {
	{0, SEVERITY_CRITICAL, 3389, "203.0.113.9 reaches port 3389"},
	{0, SEVERITY_HIGH, 104, "DICOM association outside TLS"},
	{1, SEVERITY_HIGH, 104,
	 "serial number in images made by the device: SN-4712"},
	{0, SEVERITY_MEDIUM, 5900, "SNMP answered in clear: version 2c"},
};

#define CLAIM(k, v, g, n, c, d)                                                \
	{                                                                      \
		.kind = k, .value = v, .grade = (g), .decibans = (n),      \
		.chosen = (c), .disputed = (d)                                 \
	}

bool reader_claims(struct reader *r, uint64_t asset,
		   bool (*each)(void *, const struct claim_row *), void *ctx,
		   struct err *e)
{
	static const struct claim_row rows[] = {
		CLAIM("class", "imaging-ct", GRADE_CONFIRMED, 62, true, false),
		CLAIM("vendor", "Siemens", GRADE_CONFIRMED, 45, true, false),
		CLAIM("model", "SOMATOM go.Up", GRADE_CONFIRMED, 40, true, false),
		CLAIM("version", "VA48A", GRADE_PROBABLE, 25, true, true),
		CLAIM("version", "VA44A", GRADE_PROBABLE, 20, false, false),
		CLAIM("serial", "SN-4711", GRADE_CONFIRMED, 40, true, false),
		CLAIM("name", "ct-2-station", GRADE_PROBABLE, 20, false, false),
		{.kind = "owner", .value = "Radiology North", .said = 1,
		 .author = "ana", .chosen = true},
	};

	(void)asset;
	if (sample_gone(r, e))
		return false;
	for (size_t i = 0; i < COUNT(rows) && each(ctx, &rows[i]); i++)
		;
	return true;
}

static void sample_evidence(unsigned i, struct evidence_row *row)
{
	static const char *const values[] = {
		"SOMATOM go.Up", "VA48A", "SIEMENS_SWFVA48A", "SN-4711",
		"ct-2-station", "98:e7:43:00:00:02"};
	static const char *const attrs[] = {
		"dicom_model", "dicom_version", "dicom_impl_version",
		"dicom_serial", "dicom_station", "arp_binding"};

	memset(row, 0, sizeof(*row));
	row->fact = 0x5000 + i;
	PUT(row->attr, attrs[i]);
	PUT(row->sentence, attr_row(attr_of_name(attrs[i]))->sentence);
	PUT(row->value, values[i]);
	PUT(row->voice, "self");
	PUT(row->source, "dicom");
	PUT(row->capture, "north.pcapng");
	PUT(row->claim, i < 2 ? "model" : i == 3 ? "serial" : "");
	PUT(row->claim_value, i < 2 ? values[0] : i == 3 ? values[3] : "");
	PUT(row->where, i < 2 ? "imaging.sig:118" : "");
	row->frame = 4120 + i;
	row->first_us = NOW_US - 200 * MINUTE_US;
	row->last_us = NOW_US;
	row->count = 37;
	row->port = 104;
	row->decibans = i < 2 ? 40 - 15 * i : 40;
	row->counted = i == 0;
}

static bool each_evidence(struct reader *r,
			  bool (*each)(void *, const struct evidence_row *),
			  void *ctx, struct err *e)
{
	if (sample_gone(r, e))
		return false;
	for (unsigned i = 0; i < 6; i++) {
		struct evidence_row row;

		sample_evidence(i, &row);
		if (!each(ctx, &row))
			break;
	}
	return true;
}

bool reader_evidence(struct reader *r, uint64_t asset,
		     bool (*each)(void *, const struct evidence_row *),
		     void *ctx, struct err *e)
{
	(void)asset;
	return each_evidence(r, each, ctx, e);
}

bool reader_finding_evidence(struct reader *r, uint64_t asset, uint64_t finding,
			     bool (*each)(void *, const struct evidence_row *),
			     void *ctx, struct err *e)
{
	(void)asset;
	(void)finding;
	return each_evidence(r, each, ctx, e);
}

static void sample_finding_row(const struct reader *r, unsigned i,
			       struct finding_row *row)
{
	struct asset_row asset;

	sample_asset_row(r, sample_findings[i].asset, &asset);
	memset(row, 0, sizeof(*row));
	row->id = 0x2001 + i;
	asset_id_print(row->id, row->id_text);
	row->asset = asset.id;
	memcpy(row->asset_text, asset.id_text, sizeof(row->asset_text));
	memcpy(row->asset_name, asset.name, sizeof(row->asset_name));
	memcpy(row->asset_ip, asset.ip, sizeof(row->asset_ip));
	PUT(row->rule, words_of_rules[i][0]);
	PUT(row->title, words_of_rules[i][1]);
	PUT(row->because, words_of_rules[i][2]);
	PUT(row->advice, words_of_rules[i][3]);
	PUT(row->source, "HICP 4, 9; NIST PR.DS-02");
	PUT(row->detail, sample_findings[i].detail);
	row->severity = sample_findings[i].severity;
	row->confidence = 2;
	row->port = sample_findings[i].port;
	row->first_us = NOW_US - 250 * MINUTE_US;
	row->last_us = NOW_US - i * MINUTE_US;
	row->evidences = 3;
	row->clinical = asset.clinical;
	row->state = i == 3 ? STATE_ACCEPTED : STATE_OPEN;
	row->since_us = row->first_us;
	if (i == 3) {
		PUT(row->decided_by, "ana");
		PUT(row->reason, "ordered, BME-7");
		row->until_us = NOW_US + 1440 * MINUTE_US;
	}
}

bool reader_finding_asset(struct reader *r, uint64_t finding, uint64_t *asset,
			  struct err *e)
{
	struct finding_row row = {0};

	*asset = 0;
	if (sample_gone(r, e))
		return false;
	for (unsigned i = 0; i < COUNT(sample_findings); i++) {
		sample_finding_row(r, i, &row);
		if (row.id == finding)
			*asset = row.asset;
	}
	return true;
}

bool reader_findings(struct reader *r, const struct query *q,
		     bool (*each)(void *, const struct finding_row *),
		     void *ctx, struct err *e)
{
	if (sample_gone(r, e) || bad_filter(q, e))
		return false;
	for (unsigned i = 0; !r->empty && i < COUNT(sample_findings); i++) {
		struct finding_row row;

		sample_finding_row(r, i, &row);
		if (q->asset != 0 && q->asset != row.asset)
			continue;
		if (q->filter != NULL && strncmp(q->filter, "finding:", 8) == 0
			    ? !holds(row.rule, q->filter + 8)
		    : q->filter != NULL && strncmp(q->filter, "id:", 3) == 0
			    ? !holds(row.id_text, q->filter + 3)
			    : q->filter != NULL && !holds(row.title, q->filter))
			continue;
		if (!each(ctx, &row))
			break;
	}
	return true;
}

const char *act_name(enum act a)
{
	static const char *const names[ACTS] = {
		[ACT_ACCEPT] = "accept", [ACT_REOPEN] = "reopen"};

	return names[a];
}

struct sample_rules {
	struct rule_row row[SAMPLE_GROUPS];
	uint64_t asset[SAMPLE_GROUPS];
	unsigned n;
};

static bool sample_rule(void *ctx, const struct finding_row *f)
{
	struct sample_rules *all = ctx;
	struct rule_row *u;
	unsigned i = 0;

	while (i < all->n && strcmp(all->row[i].name, f->rule) != 0)
		i++;
	u = &all->row[i];
	if (i == all->n) {
		all->n++;
		u->finding = f->id;
		u->severity = f->severity;
		PUT(u->name, f->rule);
		PUT(u->title, f->title);
		PUT(u->because, f->because);
		PUT(u->advice, f->advice);
	}
	u->findings++;
	u->assets += u->assets == 0 || all->asset[i] != f->asset;
	all->asset[i] = f->asset;
	return true;
}

bool reader_rules(struct reader *r, bool (*each)(void *, const struct rule_row *),
		  void *ctx, struct err *e)
{
	struct sample_rules all = {.n = 0};
	struct query q = {0};
	bool good = reader_findings(r, &q, sample_rule, &all, e);

	for (unsigned i = 0; good && i < all.n && each(ctx, &all.row[i]);)
		i++;
	return good;
}

#endif
