/* SPDX-License-Identifier: Apache-2.0 */
/* export - lists as tables: which columns, and what a cell says. */
#include "classify/days.h"
#include "store/export.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <time.h>

#define A(member) offsetof(struct asset_row, member)
static const struct column asset_columns[] = {
	{"id", CELL_TEXT, A(id_text), IN_BOTH},
	{"name", CELL_TEXT, A(name), IN_BOTH | MAY_CUT},
	{"class", CELL_TEXT, A(class_name), IN_BOTH | MAY_CUT},
	{"vendor", CELL_TEXT, A(vendor), IN_BOTH | MAY_CUT | MAY_GO},
	{"model", CELL_TEXT, A(model), IN_BOTH | MAY_CUT},
	{"version", CELL_TEXT, A(version), IN_BOTH | MAY_CUT | MAY_GO},
	{"serial", CELL_TEXT, A(serial), IN_CSV},
	{"os", CELL_TEXT, A(os), IN_CSV},
	{"software", CELL_TEXT, A(software), IN_CSV},
	{"ip", CELL_TEXT, A(ip), IN_BOTH},
	{"net", CELL_NET, A(net), IN_BOTH | MAY_GO},
	{"addresses", CELL_TEXT, A(addresses), IN_CSV},
	{"mac", CELL_TEXT, A(mac), IN_BOTH | MAY_GO},
	{"mac_owner", CELL_TEXT, A(mac_owner), IN_CSV},
	{"behind", CELL_TEXT, A(behind_text), IN_CSV},
	{"behind", CELL_TEXT, A(behind_name), IN_TEXT | MAY_CUT},
	{"criticality", CELL_LETTER, A(criticality), IN_CSV},
	{"clinical", CELL_FLAG, A(clinical), IN_CSV},
	{"class_title", CELL_TEXT, A(class_title), IN_CSV},
	{"class_fda", CELL_TEXT, A(class_fda), IN_CSV},
	{"class_umdns", CELL_TEXT, A(class_umdns), IN_CSV},
	{"class_gmdn", CELL_TEXT, A(class_gmdn), IN_CSV},
	{"grade", CELL_GRADE, A(grade), IN_BOTH | MAY_GO},
	{"risk_score", CELL_COUNT, A(score), IN_BOTH},
	{"first_seen", CELL_TIME, A(first_us), IN_CSV},
	{"last_seen", CELL_TIME, A(last_us), IN_CSV},
	{"facts", CELL_COUNT, A(facts), IN_CSV},
	{"services", CELL_COUNT, A(services), IN_CSV},
	{"critical", CELL_COUNT, A(findings[SEVERITY_CRITICAL]), IN_CSV | NOT_JSON},
	{"high", CELL_COUNT, A(findings[SEVERITY_HIGH]), IN_CSV | NOT_JSON},
	{"medium", CELL_COUNT, A(findings[SEVERITY_MEDIUM]), IN_CSV | NOT_JSON},
	{"low", CELL_COUNT, A(findings[SEVERITY_LOW]), IN_CSV | NOT_JSON},
	{"info", CELL_COUNT, A(findings[SEVERITY_INFO]), IN_CSV | NOT_JSON},
	{"owner", CELL_TEXT, A(owner), IN_CSV},
	{"location", CELL_TEXT, A(location), IN_CSV},
	{"department", CELL_TEXT, A(department), IN_CSV},
	{"segment", CELL_TEXT, A(segment), IN_CSV},
	{"tag", CELL_TEXT, A(tag), IN_CSV},
	{"C/H/M/L", CELL_RISKS, A(findings), IN_TEXT},
	{0},
};

#define F(member) offsetof(struct finding_row, member)
static const struct column finding_columns[] = {
	{"id", CELL_TEXT, F(id_text), IN_BOTH},
	{"severity", CELL_SEVERITY, F(severity), IN_BOTH},
	{"state", CELL_STATE, F(state), IN_TEXT},
	{"rule", CELL_TEXT, F(rule), IN_BOTH},
	{"title", CELL_TEXT, F(title), IN_BOTH | MAY_CUT},
	{"asset", CELL_TEXT, F(asset_text), IN_BOTH | MAY_GO},
	{"asset_name", CELL_TEXT, F(asset_name), IN_BOTH | MAY_CUT},
	{"asset_ip", CELL_TEXT, F(asset_ip), IN_BOTH},
	{"clinical", CELL_FLAG, F(clinical), IN_CSV},
	{"port", CELL_PORT, F(port), IN_BOTH},
	{"confidence", CELL_TRUST, F(confidence), IN_BOTH | MAY_GO},
	{"detail", CELL_TEXT, F(detail), IN_CSV},
	{"because", CELL_TEXT, F(because), IN_CSV},
	{"advice", CELL_TEXT, F(advice), IN_CSV},
	{"source", CELL_TEXT, F(source), IN_CSV},
	{"evidence", CELL_COUNT, F(evidences), IN_CSV},
	{"state", CELL_STATE, F(state), IN_CSV},
	{"since", CELL_TIME, F(since_us), IN_CSV},
	{"decided_by", CELL_TEXT, F(decided_by), IN_CSV},
	{"reason", CELL_TEXT, F(reason), IN_CSV},
	{"until", CELL_DAY, F(until_us), IN_CSV},
	{"first_seen", CELL_TIME, F(first_us), IN_CSV},
	{"last_seen", CELL_TIME, F(last_us), IN_CSV},
	{0},
};

#define T(member) offsetof(struct flow_row, member)
static const struct column flow_columns[] = {
	{"client", CELL_TEXT, T(client), IN_BOTH},
	{"client_name", CELL_TEXT, T(client_name), IN_BOTH | MAY_CUT | MAY_GO},
	{"server", CELL_TEXT, T(server), IN_BOTH},
	{"server_name", CELL_TEXT, T(server_name), IN_BOTH | MAY_CUT | MAY_GO},
	{"net", CELL_NET, T(net), IN_BOTH | MAY_GO},
	{"transport", CELL_TEXT, T(transport), IN_BOTH},
	{"port", CELL_PORT, T(port), IN_BOTH},
	{"protocol", CELL_TEXT, T(protocol), IN_BOTH},
	{"known_by", CELL_TEXT, T(known_by), IN_CSV},
	{"answered", CELL_FLAG, T(answered), IN_CSV},
	{"encrypted", CELL_FLAG, T(encrypted), IN_BOTH | MAY_GO},
	{"flows", CELL_NUMBER, T(flows), IN_BOTH},
	{"client_packets", CELL_NUMBER, T(packets[0]), IN_CSV},
	{"server_packets", CELL_NUMBER, T(packets[1]), IN_CSV},
	{"client_octets", CELL_NUMBER, T(octets[0]), IN_BOTH | MAY_GO},
	{"server_octets", CELL_NUMBER, T(octets[1]), IN_BOTH | MAY_GO},
	{"first_seen", CELL_TIME, T(first_us), IN_CSV},
	{"last_seen", CELL_TIME, T(last_us), IN_CSV},
	{"days", CELL_COUNT, T(days), IN_CSV},
	{"hours", CELL_TEXT, T(hours), IN_BOTH | MAY_CUT | MAY_GO},
	{0},
};

#define N(member) offsetof(struct title_row, member)
static const struct column title_columns[] = {
	{"title", CELL_TEXT, N(title), IN_BOTH},
	{"net", CELL_NET, N(net), IN_BOTH | MAY_GO},
	{"used_by", CELL_TEXT, N(used), IN_BOTH | MAY_CUT},
	{"answered_at", CELL_TEXT, N(answers), IN_BOTH | MAY_CUT},
	{"called_at", CELL_TEXT, N(called), IN_BOTH | MAY_CUT | MAY_GO},
	{"tried_by", CELL_TEXT, N(tried), IN_BOTH | MAY_CUT},
	{"named_by", CELL_TEXT, N(named), IN_BOTH | MAY_CUT},
	{"devices", CELL_COUNT, N(devices), IN_CSV},
	{"remark", CELL_TEXT, N(remark), IN_BOTH},
	{0},
};

#define C(member) offsetof(struct change_row, member)
static const struct column change_columns[] = {
	{"time", CELL_TIME, C(at_us), IN_BOTH},
	{"kind", CELL_TEXT, C(kind), IN_BOTH},
	{"asset", CELL_TEXT, C(asset_text), IN_BOTH | MAY_GO},
	{"asset_name", CELL_TEXT, C(name), IN_BOTH | MAY_CUT},
	{"class", CELL_TEXT, C(class_name), IN_BOTH | MAY_CUT | MAY_GO},
	{"ip", CELL_TEXT, C(ip), IN_BOTH},
	{"field", CELL_TEXT, C(field), IN_CSV},
	{"before", CELL_TEXT, C(before), IN_CSV},
	{"after", CELL_TEXT, C(after), IN_CSV},
	{"other", CELL_TEXT, C(other_text), IN_CSV},
	{"other_name", CELL_TEXT, C(other_name), IN_CSV},
	{"what", CELL_TEXT, C(what), IN_TEXT | MAY_CUT},
	{0},
};

/* ---- rows of any list through one callback ------------------------------------ */

struct any {
	bool (*row)(void *, const void *);
	void *ctx;
};

static bool any_asset(void *ctx, const struct asset_row *row)
{
	struct any *any = ctx;

	return any->row(any->ctx, row);
}

static bool any_finding(void *ctx, const struct finding_row *row)
{
	struct any *any = ctx;

	return any->row(any->ctx, row);
}

static bool any_flow(void *ctx, const struct flow_row *row)
{
	struct any *any = ctx;

	return any->row(any->ctx, row);
}

static bool any_title(void *ctx, const struct title_row *row)
{
	struct any *any = ctx;

	return any->row(any->ctx, row);
}

static bool any_change(void *ctx, const struct change_row *row)
{
	struct any *any = ctx;

	return any->row(any->ctx, row);
}

static bool read_assets(struct reader *r, const struct query *q,
			bool (*row)(void *, const void *), void *ctx,
			struct err *e)
{
	return reader_assets(r, q, any_asset, &(struct any){row, ctx}, e);
}

static bool read_findings(struct reader *r, const struct query *q,
			  bool (*row)(void *, const void *), void *ctx,
			  struct err *e)
{
	return reader_findings(r, q, any_finding, &(struct any){row, ctx}, e);
}

static bool read_flows(struct reader *r, const struct query *q,
		       bool (*row)(void *, const void *), void *ctx,
		       struct err *e)
{
	return reader_flows(r, q, any_flow, &(struct any){row, ctx}, e);
}

static bool read_titles(struct reader *r, const struct query *q,
			bool (*row)(void *, const void *), void *ctx,
			struct err *e)
{
	return reader_titles(r, q, any_title, &(struct any){row, ctx}, e);
}

static bool read_changes(struct reader *r, const struct query *q,
			 bool (*row)(void *, const void *), void *ctx,
			 struct err *e)
{
	return reader_changes(r, q, any_change, &(struct any){row, ctx}, e);
}

const struct export_list *export_list_of(enum export_what what)
{
	static const struct export_list lists[] = {
		[EXPORT_ASSETS] = {asset_columns, read_assets},
		[EXPORT_FINDINGS] = {finding_columns, read_findings},
		[EXPORT_FLOWS] = {flow_columns, read_flows},
		[EXPORT_AE] = {title_columns, read_titles},
		[EXPORT_CHANGES] = {change_columns, read_changes},
	};

	return &lists[what];
}

/* ---- cells ---------------------------------------------------------------------- */

void time_print(uint64_t us, char out[TIME_TEXT])
{
	time_t seconds = (time_t)(us / 1000000);
	struct tm tm;
	char day[24];

	if (gmtime_r(&seconds, &tm) == NULL || tm.tm_year > 8099 ||
	    strftime(day, sizeof(day), "%Y-%m-%dT%H:%M:%S", &tm) == 0) {
		snprintf(out, TIME_TEXT, "%s", "-");
		return;
	}
	snprintf(out, TIME_TEXT, "%s.%06uZ", day, (unsigned)(us % 1000000));
}

void kinds_print(const struct site_row *s, const char *clinical,
		 char out[KINDS_TEXT])
{
	char more[32] = "";

	if (s->possibly > 0)
		snprintf(more, sizeof(more), "%u more possibly, ", s->possibly);
	snprintf(out, KINDS_TEXT, "%u %s, %s%u of unknown class", s->clinical,
		 clinical, more, s->unknown);
}

void span_print(uint64_t us, char out[SPAN_TEXT])
{
	unsigned long long s = us / 1000000;

	if (s < 120)
		snprintf(out, SPAN_TEXT, "%llu s", s);
	else if (s < 7200)
		snprintf(out, SPAN_TEXT, "%llu min", s / 60);
	else
		snprintf(out, SPAN_TEXT, "%llu h %llu min", s / 3600,
			 s / 60 % 60);
}

static const char *trust_name(unsigned confidence)
{
	static const char *const names[] = {"low", "medium", "high"};

	return confidence < 3 ? names[confidence] : "";
}

static void print_number(uint64_t n, char out[CELL_MAX])
{
	snprintf(out, CELL_MAX, "%llu", (unsigned long long)n);
}

/* The last day before a moment; empty for 0. */
void day_print(uint64_t until_us, char out[DAY_TEXT])
{
	char text[TIME_TEXT] = "";

	if (until_us != 0)
		time_print(until_us - 1, text);
	snprintf(out, DAY_TEXT, "%.10s", text);
}

bool day_parse(const char *text, uint64_t *until_us)
{
	struct tm tm = {0}, again;
	char rest = 0;
	time_t at;

	if (strlen(text) != 10 ||
	    sscanf(text, "%4d-%2d-%2d%c", &tm.tm_year, &tm.tm_mon, &tm.tm_mday,
		   &rest) != 3 || tm.tm_year < 1970)
		return false;
	tm.tm_year -= 1900;
	tm.tm_mon--;
	again = tm;
	at = timegm(&again);
	if (again.tm_mon != tm.tm_mon || again.tm_mday != tm.tm_mday)
		return false;
	*until_us = ((uint64_t)at + 86400) * 1000000;
	return true;
}

uint64_t day_end(uint64_t day_us)
{
	return day_us != 0 ? (days_day(day_us) + 1) * DAY_US : 0;
}

static void print_time(uint64_t us, char out[CELL_MAX])
{
	char text[TIME_TEXT] = "";

	if (us != 0)
		time_print(us, text);
	snprintf(out, CELL_MAX, "%s", text);
}

/* critical/high/medium/low */
static void print_risks(const unsigned n[SEVERITIES], char out[CELL_MAX])
{
	snprintf(out, CELL_MAX, "%u/%u/%u/%u", n[SEVERITY_CRITICAL],
		 n[SEVERITY_HIGH], n[SEVERITY_MEDIUM], n[SEVERITY_LOW]);
}

void cell_print(const struct column *c, const void *row, char out[CELL_MAX])
{
	const void *at = (const char *)row + c->offset;
	const char *text = at;

	out[0] = '\0';
	switch (c->kind) {
	case CELL_NET:
	case CELL_TEXT:
		if (c->kind == CELL_TEXT || strcmp(text, "-") != 0)
			text_clean(text, out, CELL_MAX);
		break;
	case CELL_COUNT:
		print_number(*(const unsigned *)at, out);
		break;
	case CELL_NUMBER:
		print_number(*(const uint64_t *)at, out);
		break;
	case CELL_PORT:
		if (*(const uint16_t *)at != 0)
			print_number(*(const uint16_t *)at, out);
		break;
	case CELL_FLAG:
		snprintf(out, CELL_MAX, "%s",
			 *(const bool *)at ? "yes" : "no");
		break;
	case CELL_LETTER:
		snprintf(out, CELL_MAX, "%c", *text != '?' ? *text : '\0');
		break;
	case CELL_TIME:
		print_time(*(const uint64_t *)at, out);
		break;
	case CELL_DAY:
		day_print(*(const uint64_t *)at, out);
		break;
	case CELL_STATE:
		snprintf(out, CELL_MAX, "%s", finding_state_name(
				 *(const enum finding_state *)at));
		break;
	case CELL_GRADE:
		snprintf(out, CELL_MAX, "%s",
			 grade_name(*(const enum grade *)at));
		break;
	case CELL_SEVERITY:
		snprintf(out, CELL_MAX, "%s",
			 severity_name(*(const enum severity *)at));
		break;
	case CELL_TRUST:
		snprintf(out, CELL_MAX, "%s",
			 trust_name(*(const uint8_t *)at));
		break;
	case CELL_RISKS:
		print_risks(at, out);
		break;
	}
}

/* ---- formats ---------------------------------------------------------------------- */

bool export_flushed(FILE *out, struct err *e)
{
	if (fflush(out) == 0 && ferror(out) == 0)
		return true;
	return err_set(e, ERR_PERMISSION,
		       "the list could not be written: %s; check the free "
		       "space and the rights",
		       strerror(errno));
}

static const struct export *format_of(enum export_format format)
{
	static const struct export *const formats[] = {
		[EXPORT_CSV] = &export_csv,
		[EXPORT_JSONL] = &export_jsonl,
		[EXPORT_TEXT] = &export_text,
	};

	return formats[format];
}

bool export_write(struct reader *r, enum export_what what,
		  enum export_format format, const struct query *q, FILE *out,
		  unsigned width, struct err *e)
{
	bool done;

	if (!db_read_begin(&r->db, e))
		return false;
	done = format_of(format)->write(r, what, q, out, width, e);
	db_read_end(&r->db);
	return done && export_flushed(out, e);
}

bool export_covered(const struct coverage *c, enum export_format format,
		    FILE *out, struct err *e)
{
	format_of(format)->coverage(c, out);
	return export_flushed(out, e);
}

bool export_coverage(struct reader *r, enum export_format format, FILE *out,
		     struct err *e)
{
	struct coverage c;
	bool good;

	if (!reader_coverage(r, &c, e))
		return false;
	good = export_covered(&c, format, out, e);
	coverage_free(&c);
	return good;
}

bool export_captures(struct reader *r, enum export_format format, FILE *out,
		     struct err *e)
{
	return format_of(format)->captures(r, out, e) &&
	       export_flushed(out, e);
}
