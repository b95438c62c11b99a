/* SPDX-License-Identifier: Apache-2.0 */
/* export_model - models and what is declared of them, as JSON Lines. */
#include "store/jsonl.h"
#include "store/models.h"

struct lines {
	struct reader *reader;
	FILE *out;
	struct err *e;
	json_t *document;      /* whose answers are told                       */
	bool whole;            /* a model with all its parts                   */
	bool failed;
};

static bool put_line(struct lines *l, json_t *object)
{
	bool done = json_dumpf(object, l->out,
			       JSON_SORT_KEYS | JSON_COMPACT) == 0 &&
		    fputc('\n', l->out) != EOF;

	json_decref(object);
	return done;
}

static bool add(json_t *array, json_t *value)
{
	return json_array_append_new(array, value) == 0;
}

static void put_findings(json_t *v, const unsigned n[SEVERITIES])
{
	json_t *findings = json_object();

	for (enum severity s = 0; s < SEVERITIES; s++)
		put_number(findings, severity_name(s), n[s]);
	put(v, "open_findings", findings);
}

/* ---- documents ------------------------------------------------------------------- */

static json_t *document_value(const struct mds2_row *row)
{
	json_t *v = json_object();

	put_text(v, "schema", "wardwatch/mds2/1");
	put_text(v, "vendor", row->vendor);
	put_text(v, "model", row->model);
	put_text(v, "document", row->document);
	put_text(v, "edition", row->edition);
	put_text(v, "file", row->file);
	put_text(v, "sha256", row->digest);
	put_number(v, "devices", row->devices);
	return v;
}

static bool put_document(void *ctx, const struct mds2_row *row)
{
	json_t *v = document_value(row);

	put_number(v, "answers", row->answers);
	put_number(v, "devices_contradicting", row->against);
	put_number(v, "questions_contradicted", row->questions);
	return put_line(ctx, v);
}

static bool keep_document(void *ctx, const struct mds2_row *row)
{
	struct lines *l = ctx;

	l->document = document_value(row);
	return true;
}

/* By question: what was seen, and what comes of all of it. */
struct answers {
	struct lines *lines;
	json_t *seen, *agreement;
};

static bool add_seen(void *ctx, const struct mds2_seen_row *row)
{
	struct answers *a = ctx;
	json_t *v = json_object(), *of = json_object();
	json_t *list = json_object_get(a->seen, row->question);
	json_t *most = json_object_get(a->agreement, row->question);

	put_text(of, "id", row->asset_text);
	put_text(of, "name", row->asset_name);
	put_text(of, "ip", row->asset_ip);
	put_text(of, "version", row->version);
	put(v, "asset", of);
	put_text(v, "agreement", agreement_name(row->agreement));
	put_flag(v, "decides", row->decides);
	put_text(v, "rule", row->rule);
	put_text(v, "seen", row->seen);
	put(v, "port", row->port != 0 ? json_integer(row->port) : json_null());
	put(v, "evidence", evidence_value(&row->evidence));
	if (json_integer_value(most) < (json_int_t)row->agreement)
		put_number(a->agreement, row->question, row->agreement);
	if (list == NULL) {
		list = json_array();
		put(a->seen, row->question, list);
	}
	return add(list, v);
}

static bool put_answer(void *ctx, const struct mds2_answer_row *row)
{
	struct answers *a = ctx;
	json_t *v = json_copy(a->lines->document);
	json_t *seen = json_object_get(a->seen, row->question);
	json_t *most = json_object_get(a->agreement, row->question);

	put_text(v, "question", row->question);
	put_text(v, "asks", row->asks);
	put_text(v, "declared", row->answer);
	put_text(v, "note", row->note);
	put_text(v, "agreement",
		 agreement_name((enum agreement)json_integer_value(most)));
	put(v, "seen", seen != NULL ? json_incref(seen) : json_array());
	return put_line(a->lines, v);
}

static bool put_answers(struct lines *l, uint64_t document, uint64_t asset)
{
	struct answers a = {l, json_object(), json_object()};
	bool done = reader_mds2(l->reader, document, keep_document, l, l->e) &&
		    reader_mds2_seen(l->reader, document, asset, add_seen, &a,
				     l->e) &&
		    l->document != NULL &&
		    reader_mds2_answers(l->reader, document, put_answer, &a,
					l->e);

	json_decref(l->document);
	json_decref(a.seen);
	json_decref(a.agreement);
	return done;
}

bool export_mds2(struct reader *r, uint64_t document, uint64_t asset, FILE *out,
		 struct err *e)
{
	struct lines l = {.reader = r, .out = out, .e = e};

	return (document == 0 ? reader_mds2(r, 0, put_document, &l, e)
			      : put_answers(&l, document, asset)) &&
	       export_flushed(out, e);
}

/* ---- models ----------------------------------------------------------------------- */

static bool add_version(void *ctx, const struct model_version_row *row)
{
	json_t *v = json_object();

	put_text(v, "version", row->version);
	put_number(v, "devices", row->devices);
	put_time(v, "first_seen", row->first_us);
	put_time(v, "last_seen", row->last_us);
	put_findings(v, row->findings);
	return add(ctx, v);
}

static bool add_service(void *ctx, const struct model_service_row *row)
{
	json_t *v = json_object();

	put_flag(v, "offered", row->offered);
	put_text(v, "transport", row->transport);
	put_number(v, "port", row->port);
	put_text(v, "protocol", row->protocol);
	put_text(v, "known_by", row->known_by);
	put_number(v, "devices", row->devices);
	put_flag(v, "encrypted", row->encrypted);
	put_flag(v, "clear", row->clear);
	return add(ctx, v);
}

static bool add_rule(void *ctx, const struct model_rule_row *row)
{
	json_t *v = json_object();

	put_text(v, "rule", row->rule);
	put_text(v, "title", row->title);
	put_text(v, "severity", severity_name(row->severity));
	put_number(v, "devices", row->devices);
	put_number(v, "versions", row->versions);
	return add(ctx, v);
}

static bool put_parts(struct lines *l, const struct model_row *row, json_t *v)
{
	json_t *versions = json_array(), *services = json_array(),
	       *rules = json_array();

	put(v, "by_version", versions);
	put(v, "services", services);
	put(v, "findings", rules);
	return reader_model_versions(l->reader, row->vendor, row->model,
				     add_version, versions, l->e) &&
	       reader_model_services(l->reader, row->vendor, row->model,
				     add_service, services, l->e) &&
	       reader_model_rules(l->reader, row->vendor, row->model, add_rule,
				  rules, l->e);
}

static bool put_model(void *ctx, const struct model_row *row)
{
	struct lines *l = ctx;
	json_t *v = json_object();

	put_text(v, "schema", "wardwatch/model/1");
	put_text(v, "vendor", row->vendor);
	put_text(v, "model", row->model);
	put_text(v, "class", row->class_name);
	put_number(v, "devices", row->devices);
	put_number(v, "versions", row->versions);
	put_number(v, "devices_with_mds2", row->declared);
	put_time(v, "first_seen", row->first_us);
	put_time(v, "last_seen", row->last_us);
	put_findings(v, row->findings);
	if (l->whole && !put_parts(l, row, v)) {
		json_decref(v);
		l->failed = true;
		return false;
	}
	return put_line(l, v);
}

bool export_models(struct reader *r, const char *vendor, const char *model,
		   FILE *out, struct err *e)
{
	struct lines l = {.reader = r, .out = out, .e = e,
			  .whole = model[0] != '\0'};

	return reader_models(r, vendor, model, put_model, &l, e) && !l.failed &&
	       export_flushed(out, e);
}
