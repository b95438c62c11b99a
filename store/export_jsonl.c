/* SPDX-License-Identifier: Apache-2.0 */
/* export_jsonl - one object per line, keys sorted, a schema name in each. */
#include <string.h>

#include "store/jsonl.h"

enum { TITLE_TEXT = 48 };

struct jsonl {
	struct reader *reader;
	FILE *out;
	struct err *e;
	enum export_what what;
	bool failed;
};

static bool put_line(struct jsonl *j, json_t *object)
{
	return put_object(j->out, object);
}

/* ---- evidence ---------------------------------------------------------------------- */

/* Adds a reason to its claim in the array that ctx is. */
static bool add_reason(void *ctx, const struct evidence_row *row)
{
	json_t *claims = ctx, *claim, *reason;
	size_t i;

	if (row->claim[0] == '\0')
		return true;
	json_array_foreach(claims, i, claim)
	{
		const char *kind = json_string_value(
			json_object_get(claim, "kind"));
		const char *value = json_string_value(
			json_object_get(claim, "value"));

		if (kind == NULL || value == NULL ||
		    strcmp(kind, row->claim) != 0 ||
		    strcmp(value, row->claim_value) != 0)
			continue;
		reason = evidence_value(row);
		put_text(reason, "where", row->where);
		put_number(reason, "score", row->decibans);
		put_flag(reason, "counted", row->counted);
		must(json_array_append_new(json_object_get(claim, "evidence"),
					   reason) == 0);
		break;
	}
	return true;
}

static bool add_evidence(void *ctx, const struct evidence_row *row)
{
	return json_array_append_new(ctx, evidence_value(row)) == 0;
}

static bool add_claim(void *ctx, const struct claim_row *row)
{
	json_t *v = json_object();

	put_text(v, "kind", row->kind);
	put_text(v, "value", row->value);
	put_text(v, "grade", grade_name(row->grade));
	put_number(v, "score", row->decibans);
	put_flag(v, "chosen", row->chosen);
	put_flag(v, "disputed", row->disputed);
	put(v, "evidence", json_array());
	if (row->said != 0) {
		put_text(v, "said_by", row->author);
		put_time(v, "said_at", row->said_us);
		put_text(v, "reason", row->reason);
	}
	return json_array_append_new(ctx, v) == 0;
}

/* ---- arrays of an asset --------------------------------------------------------------- */

static bool add_text(void *ctx, sqlite3_stmt *s)
{
	char text[ROW_TEXT];

	column_text(s, 0, text, sizeof(text));
	return json_array_append_new(ctx, text_value(text)) == 0;
}

static bool add_address(void *ctx, sqlite3_stmt *s)
{
	json_t *v = json_object();
	char text[ADDR_TEXT], net[NET_TEXT];

	column_text(s, 0, text, sizeof(text));
	net_print((net_t)column_number(s, 1), net);
	put_text(v, "ip", text);
	put_net(v, net);
	return json_array_append_new(ctx, v) == 0;
}

static bool put_array(struct jsonl *j, json_t *object, const char *key,
		      const char *text, uint64_t id,
		      bool (*add)(void *, sqlite3_stmt *))
{
	json_t *array = json_array();

	put(object, key, array);
	return listing_of(j->reader, text, id, add, array, j->e);
}

static bool put_arrays(struct jsonl *j, json_t *v, uint64_t id)
{
	json_t *claims = json_array();

	put(v, "claims", claims);
	return put_array(j, v, "addresses",
			 "SELECT ip, net FROM asset WHERE id = ?1 AND "
			 "addresses = '' AND ip <> '' UNION ALL SELECT * FROM "
			 "(SELECT ip, net FROM asset_address WHERE asset = ?1 "
			 "ORDER BY place)",
			 id, add_address) &&
	       put_array(j, v, "macs",
			 "SELECT mac FROM asset WHERE id = ?1 AND macs = '' AND "
			 "mac <> '' UNION ALL SELECT * FROM (SELECT mac FROM "
			 "asset_mac WHERE asset = ?1 ORDER BY place)",
			 id, add_text) &&
	       put_array(j, v, "software",
			 "SELECT c.value ->> 1 FROM asset a, json_each(a.claims) "
			 "c WHERE a.id = ?1 AND c.value ->> 0 = 'software' AND "
			 "c.value ->> 3 = 1 ORDER BY 1",
			 id, add_text) &&
	       put_array(j, v, "findings",
			 "SELECT id_name(id) FROM finding WHERE asset = ?1 "
			 "ORDER BY id",
			 id, add_text) &&
	       reader_claims(j->reader, id, add_claim, claims, j->e) &&
	       reader_evidence(j->reader, id, add_reason, claims, j->e);
}

/* ---- rows ------------------------------------------------------------------------------ */

static json_t *cell_value(const struct column *c, const void *row)
{
	const void *at = (const char *)row + c->offset;
	char cell[CELL_MAX];
	uint16_t port;

	switch (c->kind) {
	case CELL_TEXT:
		return text_value(at);
	case CELL_COUNT:
		return json_integer((json_int_t)*(const unsigned *)at);
	case CELL_NUMBER:
		return json_integer((json_int_t)*(const uint64_t *)at);
	case CELL_PORT:
		port = *(const uint16_t *)at;
		return port != 0 ? json_integer(port) : json_null();
	case CELL_FLAG:
		return json_boolean(*(const bool *)at);
	default:
		cell_print(c, row, cell);
		return text_value(cell);
	}
}

/* A title of several words as one. */
static const char *key_of(const char *title, char key[TITLE_TEXT])
{
	if (strchr(title, ' ') == NULL)
		return title;
	snprintf(key, TITLE_TEXT, "%s", title);
	for (char *at = key; *at != '\0'; at++)
		if (*at == ' ')
			*at = '_';
	return key;
}

json_t *row_value(const struct column *c, unsigned where, const void *row)
{
	json_t *v = json_object();
	char key[TITLE_TEXT];

	for (; c->title != NULL; c++)
		if ((c->where & where) != 0 && (c->where & NOT_JSON) == 0)
			put(v, key_of(c->title, key), cell_value(c, row));
	return v;
}

/* The cells of CSV, and the schema. */
static json_t *line_value(const struct jsonl *j, const void *row)
{
	static const char *const schemas[] = {
		[EXPORT_ASSETS] = "wardwatch/asset/1",
		[EXPORT_FINDINGS] = "wardwatch/finding/1",
		[EXPORT_FLOWS] = "wardwatch/flow/1",
		[EXPORT_AE] = "wardwatch/ae/1",
		[EXPORT_CHANGES] = "wardwatch/change/1",
	};
	json_t *v = row_value(export_list_of(j->what)->columns, IN_CSV, row);

	put_text(v, "schema", schemas[j->what]);
	return v;
}

static bool put_row(void *ctx, const void *row)
{
	return put_line(ctx, line_value(ctx, row));
}

/* As a line, unless its parts could not be read. */
static bool put_whole(struct jsonl *j, json_t *v, bool whole)
{
	if (whole)
		return put_line(j, v);
	json_decref(v);
	j->failed = true;
	return false;
}

static bool put_asset(void *ctx, const void *any)
{
	struct jsonl *j = ctx;
	const struct asset_row *row = any;
	json_t *v = line_value(j, row);

	put_text(v, "risk_band", score_band(row->score));
	return put_whole(j, v, put_arrays(j, v, row->id));
}

static bool put_finding(void *ctx, const void *any)
{
	struct jsonl *j = ctx;
	const struct finding_row *row = any;
	json_t *v = line_value(j, row), *evidence = json_array();

	put(v, "evidence", evidence);
	return put_whole(j, v, reader_finding_evidence(j->reader, row->asset,
						       row->id, add_evidence,
						       evidence, j->e));
}

static bool write_jsonl(struct reader *r, enum export_what what,
			const struct query *q, FILE *out, unsigned width,
			struct err *e)
{
	struct jsonl j = {.reader = r, .out = out, .e = e, .what = what};
	bool (*row)(void *, const void *) = what == EXPORT_ASSETS ? put_asset
					    : what == EXPORT_FINDINGS
						    ? put_finding
						    : put_row;
	bool good = what != EXPORT_FINDINGS || reader_places(r, e);

	(void)width;
	good = good && export_list_of(what)->read(r, q, row, &j, e) && !j.failed;
	reader_places_free(r);
	return good;
}

static bool put_capture(void *ctx, const struct capture_row *row)
{
	json_t *v = json_object(), *tallies = json_object();

	put_text(v, "schema", "wardwatch/capture/1");
	put_text(v, "name", row->name);
	put_text(v, "problem", row->problem);
	put_flag(v, "live", row->live);
	put_flag(v, "complete", row->complete);
	put_number(v, "size", row->size);
	put_number(v, "frames", row->frames);
	put_time(v, "first_seen", row->first_us);
	put_time(v, "last_seen", row->last_us);
	for (enum tally t = 0; t < TALLIES; t++)
		put_number(tallies, tally_name(t), row->tally[t]);
	put(v, "counters", tallies);
	return put_line(ctx, v);
}

static bool jsonl_captures(struct reader *r, FILE *out, struct err *e)
{
	struct jsonl j = {.reader = r, .out = out, .e = e};

	return reader_captures(r, put_capture, &j, e);
}

/* ---- two databases ---------------------------------------------------------------- */

const char *diff_name(enum diff_kind k)
{
	static const char *const names[DIFF_KINDS] = {
		[DIFF_LESS] = "less",	   [DIFF_NEW] = "new",
		[DIFF_GONE] = "gone",	   [DIFF_OTHER] = "different",
		[DIFF_RAISED] = "raised", [DIFF_NOT_OPEN] = "not open",
	};

	return k < DIFF_KINDS ? names[k] : "";
}

bool export_diff_row(const struct diff_row *row, FILE *out)
{
	bool finding = row->rule[0] != '\0';
	json_t *v = json_object();
	char id[ASSET_ID_TEXT] = "";

	if (row->asset != 0)
		asset_id_print(row->asset, id);
	put_text(v, "schema", "wardwatch/diff/1");
	put_text(v, "kind", diff_name(row->kind));
	put_text(v, "asset", id);
	put_text(v, "asset_name", row->name);
	put_text(v, "class", row->class_name);
	put_text(v, "vendor", row->vendor);
	put_text(v, "model", row->model);
	put_text(v, "ip", row->ip);
	put_text(v, "same_by", row->by);
	put_text(v, "field", row->field);
	put_text(v, "before", row->before);
	put_text(v, "after", row->after);
	put_flag(v, "network_unseen", row->unseen);
	put_text(v, "rule", row->rule);
	put_text(v, "title", row->title);
	put_text(v, "severity", finding ? severity_name(row->severity) : "");
	put_port(v, row->port);
	return put_object(out, v);
}

bool export_diff_extent(const char *side, const struct diff_extent *c, FILE *out)
{
	json_t *v = json_object();

	put_text(v, "schema", "wardwatch/diff-coverage/1");
	put_text(v, "side", side);
	put_number(v, "captures", c->captures);
	put_number(v, "broken", c->broken);
	put_time(v, "first_seen", c->first_us);
	put_time(v, "last_seen", c->last_us);
	put_number(v, "seconds", c->heard_s);
	put_number(v, "frames", c->frames);
	put_number(v, "octets", c->octets);
	put_number(v, "lost", c->lost);
	put_number(v, "networks", c->networks);
	put_number(v, "assets", c->assets);
	put_number(v, "with_mac", c->with_mac);
	return put_object(out, v);
}

static json_t *network_value(const struct coverage_net *net)
{
	json_t *v = json_object();

	put_net(v, net->name);
	put_number(v, "assets", net->assets);
	put_number(v, "conversations", net->talks);
	put_number(v, "tcp", net->whole);
	put_number(v, "one_way", net->one_way);
	return v;
}

static void jsonl_coverage(const struct coverage *c, FILE *out)
{
	json_t *v = json_object(), *networks = json_array();

	put_text(v, "schema", "wardwatch/coverage/1");
	put_time(v, "first_seen", c->first_us);
	put_time(v, "last_seen", c->last_us);
	for (enum coverage_line i = 0; i < COVERAGES; i++) {
		json_t *line = json_object();

		put_number(line, "n", c->n[i]);
		put(line, "of", c->of[i] > 0 ? json_integer((json_int_t)c->of[i])
					     : json_null());
		put(v, coverage_name(i), line);
	}
	for (size_t i = 0; i < c->nets; i++)
		must(json_array_append_new(networks,
					   network_value(&c->net[i])) == 0);
	put(v, "networks", networks);
	put_object(out, v);
}

const struct export export_jsonl = {write_jsonl, jsonl_captures,
				    jsonl_coverage};
