/* SPDX-License-Identifier: Apache-2.0 */
/* export_jsonl - one object per line, keys sorted, a schema name in each. */
#include <string.h>

#include "store/jsonl.h"

struct jsonl {
	struct reader *reader;
	FILE *out;
	struct err *e;
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

static bool put_asset(void *ctx, const void *any)
{
	struct jsonl *j = ctx;
	const struct asset_row *row = any;
	const char letter[2] = {row->criticality, '\0'};
	json_t *v = json_object();

	put_text(v, "schema", "wardwatch/asset/1");
	put_text(v, "id", row->id_text);
	put_text(v, "name", row->name);
	put_text(v, "class", row->class_name);
	put_text(v, "vendor", row->vendor);
	put_text(v, "model", row->model);
	put_text(v, "version", row->version);
	put_text(v, "serial", row->serial);
	put_text(v, "os", row->os);
	put_text(v, "ip", row->ip);
	put_net(v, row->net);
	put_text(v, "mac", row->mac);
	put_text(v, "mac_owner", row->mac_owner);
	put_text(v, "behind", row->behind_text);
	put_number(v, "risk_score", row->score);
	put_text(v, "risk_band", score_band(row->score));
	put_text(v, "criticality", letter[0] == '?' ? "" : letter);
	put_flag(v, "clinical", row->clinical);
	put_text(v, "class_title", row->class_title);
	put_text(v, "class_fda", row->class_fda);
	put_text(v, "class_umdns", row->class_umdns);
	put_text(v, "class_gmdn", row->class_gmdn);
	put_text(v, "owner", row->owner);
	put_text(v, "location", row->location);
	put_text(v, "department", row->department);
	put_text(v, "segment", row->segment);
	put_text(v, "tag", row->tag);
	put_text(v, "grade", grade_name(row->grade));
	put_time(v, "first_seen", row->first_us);
	put_time(v, "last_seen", row->last_us);
	put_number(v, "facts", row->facts);
	put_number(v, "services", row->services);
	if (!put_arrays(j, v, row->id)) {
		json_decref(v);
		j->failed = true;
		return false;
	}
	return put_line(j, v);
}

static bool put_finding(void *ctx, const void *any)
{
	struct jsonl *j = ctx;
	const struct finding_row *row = any;
	json_t *v = json_object(), *evidence = json_array();

	put_text(v, "schema", "wardwatch/finding/1");
	put_text(v, "id", row->id_text);
	put_text(v, "rule", row->rule);
	put_text(v, "state", finding_state_name(row->state));
	put_time(v, "since", row->since_us);
	put_text(v, "decided_by", row->decided_by);
	put_text(v, "reason", row->reason);
	put_day(v, "until", row->until_us);
	put_text(v, "severity", severity_name(row->severity));
	put_text(v, "confidence", trust_name(row->confidence));
	put_text(v, "title", row->title);
	put_text(v, "detail", row->detail);
	put_text(v, "because", row->because);
	put_text(v, "advice", row->advice);
	put_text(v, "source", row->source);
	put_text(v, "asset", row->asset_text);
	put_text(v, "asset_name", row->asset_name);
	put_text(v, "asset_ip", row->asset_ip);
	put_flag(v, "clinical", row->clinical);
	put_port(v, row->port);
	put_time(v, "first_seen", row->first_us);
	put_time(v, "last_seen", row->last_us);
	put(v, "evidence", evidence);
	if (!reader_finding_evidence(j->reader, row->asset, row->id, add_evidence,
				     evidence, j->e)) {
		json_decref(v);
		j->failed = true;
		return false;
	}
	return put_line(j, v);
}

static bool put_flow(void *ctx, const void *any)
{
	const struct flow_row *row = any;
	json_t *v = json_object();

	put_text(v, "schema", "wardwatch/flow/1");
	put_text(v, "client", row->client);
	put_text(v, "client_name", row->client_name);
	put_text(v, "server", row->server);
	put_text(v, "server_name", row->server_name);
	put_net(v, row->net);
	put_text(v, "transport", row->transport);
	put_port(v, row->port);
	put_text(v, "protocol", row->protocol);
	put_text(v, "known_by", row->known_by);
	put_flag(v, "answered", row->answered);
	put_flag(v, "encrypted", row->encrypted);
	put_number(v, "flows", row->flows);
	put_number(v, "days", row->days);
	put_text(v, "hours", row->hours);
	put_number(v, "client_packets", row->packets[0]);
	put_number(v, "server_packets", row->packets[1]);
	put_number(v, "client_octets", row->octets[0]);
	put_number(v, "server_octets", row->octets[1]);
	put_time(v, "first_seen", row->first_us);
	put_time(v, "last_seen", row->last_us);
	return put_line(ctx, v);
}

static bool put_title(void *ctx, const void *any)
{
	const struct title_row *row = any;
	json_t *v = json_object();

	put_text(v, "schema", "wardwatch/ae/1");
	put_text(v, "title", row->title);
	put_net(v, row->net);
	put_text(v, "used_by", row->used);
	put_text(v, "answered_at", row->answers);
	put_text(v, "called_at", row->called);
	put_text(v, "tried_by", row->tried);
	put_text(v, "named_by", row->named);
	put_number(v, "devices", row->devices);
	put_text(v, "remark", row->remark);
	return put_line(ctx, v);
}

static bool put_change(void *ctx, const void *any)
{
	const struct change_row *row = any;
	json_t *v = json_object();

	put_text(v, "schema", "wardwatch/change/1");
	put_time(v, "time", row->at_us);
	put_text(v, "kind", row->kind);
	put_text(v, "asset", row->asset_text);
	put_text(v, "asset_name", row->name);
	put_text(v, "class", row->class_name);
	put_text(v, "ip", row->ip);
	put_text(v, "field", row->field);
	put_text(v, "before", row->before);
	put_text(v, "after", row->after);
	put_text(v, "other", row->other_text);
	put_text(v, "other_name", row->other_name);
	return put_line(ctx, v);
}

static bool write_jsonl(struct reader *r, enum export_what what,
			const struct query *q, FILE *out, unsigned width,
			struct err *e)
{
	static bool (*const row[])(void *, const void *) = {
		[EXPORT_ASSETS] = put_asset,
		[EXPORT_FINDINGS] = put_finding,
		[EXPORT_FLOWS] = put_flow,
		[EXPORT_AE] = put_title,
		[EXPORT_CHANGES] = put_change,
	};
	struct jsonl j = {r, out, e, false};
	bool good = what != EXPORT_FINDINGS || reader_places(r, e);

	(void)width;
	good = good && export_list_of(what)->read(r, q, row[what], &j, e) &&
	       !j.failed;
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
	struct jsonl j = {r, out, e, false};

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
