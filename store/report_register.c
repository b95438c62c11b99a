/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report_register - the register of risks: every finding that is not fixed,
 * who decided what about it and until when, and what risk is left.
 */
#include <stddef.h>
#include <string.h>

#include "store/report.h"

enum { CONTROL_TEXT = 96 };

/* What is printed; numbers of the device are made once for all its findings. */
struct risk {
	struct register_row row;
	char alone[8];         /* the score without this finding; or empty     */
	unsigned undecided;
	char hicp[CONTROL_TEXT], csf[CONTROL_TEXT], hipaa[CONTROL_TEXT];
	const struct reporting *report;
	char data[DATA_DATE_TEXT], known[KNOWN_TEXT];
};

#define R(member) offsetof(struct risk, row.member)
#define M(member) offsetof(struct risk, member)
enum { EVERY = IN_BOTH | IN_PAGE, IN_FILES = IN_CSV | IN_PAGE };
static const struct column risk_columns[] = {
	{"id", CELL_TEXT, R(finding.id_text), EVERY},
	{"severity", CELL_SEVERITY, R(finding.severity), EVERY},
	{"rule", CELL_TEXT, R(finding.rule), EVERY},
	{"risk", CELL_TEXT, R(finding.title), EVERY | MAY_CUT},
	{"confidence", CELL_TRUST, R(finding.confidence), IN_CSV},
	{"device", CELL_TEXT, R(finding.asset_text), IN_CSV},
	{"name", CELL_TEXT, R(finding.asset_name), EVERY | MAY_CUT},
	{"ip", CELL_TEXT, R(finding.asset_ip), EVERY},
	{"class", CELL_TEXT, R(class_name), EVERY | MAY_CUT},
	{"criticality", CELL_LETTER, R(criticality), IN_CSV},
	{"port", CELL_PORT, R(finding.port), EVERY},
	{"owner", CELL_TEXT, R(owner), IN_FILES},
	{"state", CELL_STATE, R(finding.state), EVERY},
	{"decided_by", CELL_TEXT, R(finding.decided_by), EVERY | MAY_CUT},
	{"reason", CELL_TEXT, R(finding.reason), IN_FILES},
	{"since", CELL_TIME, R(finding.since_us), IN_CSV},
	{"until", CELL_DAY, R(finding.until_us), EVERY},
	{"score_undecided", CELL_COUNT, M(undecided), IN_FILES},
	{"score", CELL_COUNT, R(score), EVERY},
	{"score_without", CELL_TEXT, M(alone), EVERY},
	{"evidence", CELL_TEXT, R(evidence), IN_FILES},
	{"first_seen", CELL_TIME, R(finding.first_us), IN_CSV},
	{"last_seen", CELL_TIME, R(finding.last_us), IN_CSV},
	{"advice", CELL_TEXT, R(finding.advice), IN_CSV},
	{"hicp_2023", CELL_TEXT, M(hicp), IN_CSV},
	{"nist_csf_2_0", CELL_TEXT, M(csf), IN_CSV},
	{"hipaa_45_cfr", CELL_TEXT, M(hipaa), IN_CSV},
	{"advisory_data", CELL_TEXT, M(data), IN_CSV},
	{"signatures", CELL_TEXT, M(known), IN_CSV},
	{0},
};

static void control_of(const struct reporting *r, const char *rule,
		       enum catalogue which, char out[CONTROL_TEXT])
{
	const struct knowledge *k = r->reader->knowledge;

	snprintf(out, CONTROL_TEXT, "%s",
		 k != NULL ? knowledge_control(k, rule, which) : "");
}

/* ---- finding by finding ----------------------------------------------------------- */

struct list {
	struct reporting *report;
	struct risk risk;
	struct score left, undecided;
	uint64_t asset;        /* whose scores these are                       */
	bool failed;
};

/* Those that only tell who reaches a device, and advisories, weigh elsewhere. */
static void score_alone(struct list *l, const char *rule)
{
	l->risk.alone[0] = '\0';
	for (unsigned i = 0; i < l->left.items; i++)
		if (!l->left.item[i].advisory &&
		    strcmp(l->left.item[i].id, rule) == 0) {
			snprintf(l->risk.alone, sizeof(l->risk.alone), "%u",
				 l->left.item[i].without);
			return;
		}
}

static bool scores_of(struct list *l, uint64_t asset)
{
	struct reporting *r = l->report;

	if (l->asset == asset)
		return true;
	l->asset = asset;
	if (!reader_score(r->reader, asset, &l->left, r->e) ||
	    !reader_score_undecided(r->reader, asset, &l->undecided, r->e))
		return false;
	l->risk.undecided = l->undecided.score;
	return true;
}

static bool put_risk(void *ctx, const struct register_row *row)
{
	struct list *l = ctx;
	struct risk *k = &l->risk;
	const char *rule = row->finding.rule;

	if (!scores_of(l, row->finding.asset)) {
		l->failed = true;
		return false;
	}
	k->row = *row;
	score_alone(l, rule);
	control_of(l->report, rule, CATALOGUE_HICP, k->hicp);
	control_of(l->report, rule, CATALOGUE_CSF, k->csf);
	control_of(l->report, rule, CATALOGUE_HIPAA, k->hipaa);
	return page_row(&l->report->page, k);
}

static bool put_risks(struct reporting *r)
{
	struct list l = {.report = r};
	bool read;

	memcpy(l.risk.data, r->data, sizeof(r->data));
	memcpy(l.risk.known, r->known, sizeof(r->known));
	page_table(&r->page, "Findings that are not fixed, the riskiest devices "
		   "first", risk_columns, true);
	read = reader_register(r->reader, r->request->filter, put_risk, &l,
			       r->e);
	page_table_end(&r->page);
	return read && !l.failed;
}

/* ---- rule by class ------------------------------------------------------------------- */

struct group {
	struct group_row row;
	char hicp[CONTROL_TEXT], csf[CONTROL_TEXT], hipaa[CONTROL_TEXT];
	char data[DATA_DATE_TEXT], known[KNOWN_TEXT];
};

#define G(member) offsetof(struct group, row.member)
static const struct column group_columns[] = {
	{"severity", CELL_SEVERITY, G(severity), EVERY},
	{"rule", CELL_TEXT, G(rule), EVERY},
	{"risk", CELL_TEXT, G(title), EVERY | MAY_CUT},
	{"class", CELL_TEXT, G(class_name), EVERY | MAY_CUT},
	{"devices", CELL_COUNT, G(devices), EVERY},
	{"findings", CELL_COUNT, G(findings), EVERY},
	{"open", CELL_COUNT, G(open), EVERY},
	{"accepted", CELL_COUNT, G(accepted), EVERY},
	{"mitigated", CELL_COUNT, G(mitigated), EVERY},
	{"suppressed", CELL_COUNT, G(suppressed), EVERY},
	{"stale", CELL_COUNT, G(stale), EVERY},
	{"until", CELL_DAY, G(until_us), EVERY},
	{"score", CELL_COUNT, G(score), EVERY},
	{"first_seen", CELL_TIME, G(first_us), IN_CSV},
	{"hicp_2023", CELL_TEXT, offsetof(struct group, hicp), IN_CSV},
	{"nist_csf_2_0", CELL_TEXT, offsetof(struct group, csf), IN_CSV},
	{"hipaa_45_cfr", CELL_TEXT, offsetof(struct group, hipaa), IN_CSV},
	{"advisory_data", CELL_TEXT, offsetof(struct group, data), IN_CSV},
	{"signatures", CELL_TEXT, offsetof(struct group, known), IN_CSV},
	{0},
};

static bool put_group(void *ctx, const struct group_row *row)
{
	struct reporting *r = ctx;
	struct group g = {.row = *row};

	control_of(r, row->rule, CATALOGUE_HICP, g.hicp);
	control_of(r, row->rule, CATALOGUE_CSF, g.csf);
	control_of(r, row->rule, CATALOGUE_HIPAA, g.hipaa);
	memcpy(g.data, r->data, sizeof(g.data));
	memcpy(g.known, r->known, sizeof(g.known));
	return page_row(&r->page, &g);
}

static bool put_groups(struct reporting *r)
{
	bool read;

	page_table(&r->page, "Findings that are not fixed, by rule and class; "
		   "until: the decision that ends first; score: of the riskiest "
		   "device", group_columns, true);
	read = reader_register_groups(r->reader, put_group, r, r->e);
	page_table_end(&r->page);
	return read;
}

/* ---- what a rule says: once, not at each finding ------------------------------------ */

static const struct column rule_columns[] = {
	{"rule", CELL_TEXT, G(rule), IN_PAGE},
	{"severity", CELL_SEVERITY, G(severity), IN_PAGE},
	{"risk", CELL_TEXT, G(title), IN_PAGE},
	{"advice", CELL_TEXT, G(advice), IN_PAGE},
	{"hicp_2023", CELL_TEXT, offsetof(struct group, hicp), IN_PAGE},
	{"nist_csf_2_0", CELL_TEXT, offsetof(struct group, csf), IN_PAGE},
	{"hipaa_45_cfr", CELL_TEXT, offsetof(struct group, hipaa), IN_PAGE},
	{0},
};

struct rules {
	struct reporting *report;
	char last[16];
};

static bool put_rule(void *ctx, const struct group_row *row)
{
	struct rules *all = ctx;

	if (strcmp(all->last, row->rule) == 0)
		return true;
	memcpy(all->last, row->rule, sizeof(all->last));
	return put_group(all->report, row);
}

/* Wide words: there is room for them in pages. */
static bool put_rules(struct reporting *r)
{
	struct rules all = {r, ""};
	bool read;

	if (r->request->format == PAGE_TEXT || r->request->filter != NULL)
		return true;
	page_heading(&r->page, "What the rules say");
	page_table(&r->page, "Rules of these findings", rule_columns, false);
	read = reader_register_groups(r->reader, put_rule, &all, r->e);
	page_table_end(&r->page);
	return read;
}

/* ---- what has ended -------------------------------------------------------------------- */

struct ended {
	unsigned fixed, withdrawn;
};

static bool count_past(void *ctx, const struct past_row *p)
{
	struct ended *n = ctx;

	if (p->back_us == 0)
		++*(strcmp(p->state, "fixed") == 0 ? &n->fixed : &n->withdrawn);
	return true;
}

bool report_register(struct reporting *r)
{
	struct page *p = &r->page;
	struct ended n = {0, 0};

	if (!reader_register_takes(r->request->filter, r->e) ||
	    !report_head(r, "Register of risks") ||
	    !reader_past(r->reader, 0, count_past, &n, r->e))
		return false;
	page_heading(p, "Risks");
	page_say(p, "A score is a measure of urgency from 0 to 100, not of harm. "
		 "Of a device it is told without any decision (undecided), as it "
		 "stands, and as it would be without this one finding; empty "
		 "where it adds nothing of its own. Evidence is the "
		 "first frame of several; wardwatch why ID tells them all.");
	if (r->reader->knowledge == NULL)
		page_say(p, "The columns of HICP, NIST and HIPAA are empty: the "
			 "signatures are not at hand.");
	if (!(r->request->groups ? put_groups(r) : put_risks(r)))
		return false;
	if (!put_rules(r))
		return false;
	if (r->request->filter == NULL && !report_controls(r))
		return false;
	page_heading(p, "What has ended");
	page_say(p, "Findings no longer held: %u fixed, as the device itself "
		 "told; %u withdrawn by other rules, other data or more that "
		 "was seen. wardwatch finding log tells each, and all "
		 "decisions.", n.fixed, n.withdrawn);
	return true;
}
