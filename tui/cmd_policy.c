/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cmd_policy - what is usual, written down, checked, and made into rules for
 * people to apply; and what hangs on one device.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/block.h"
#include "store/policy.h"
#include "tui/tui.h"

/* What a command line is about, read from its database. */
struct policy_page {
	const struct command_line *cl;
	struct reader *reader;
	struct policy policy;
	uint64_t asset;        /* that --asset or whatif names, or 0           */
};

static bool page_open(struct policy_page *p, const struct command_line *cl,
		      const char *asset, struct err *e)
{
	struct policy_wish wish = {
		.min_days = cl->min_days > 0 ? cl->min_days : POLICY_MIN_DAYS,
		.class = cl->class,
	};

	*p = (struct policy_page){.cl = cl};
	if (cl->asset != NULL && cl->class != NULL)
		return err_set(e, ERR_USAGE, "policy: --asset or --class, not "
			       "both");
	p->reader = reader_open(path_to_read(cl), e);
	if (p->reader == NULL ||
	    (asset != NULL &&
	     !reader_find_asset(p->reader, asset, &p->asset, e)))
		return false;
	wish.asset = p->asset;
	return reader_policy(p->reader, &wish, &p->policy, e);
}

static void page_close(struct policy_page *p)
{
	policy_free(&p->policy);
	if (p->reader != NULL)
		reader_close(p->reader);
}

/* ---- one conversation -------------------------------------------------------------- */

static void print_flow(const struct policy_flow *f, const char *why)
{
	const struct policy_asset *a = f->of[POLICY_CLIENT];
	char client[POLICY_TEXT], server[POLICY_TEXT], text[POLICY_TEXT];

	if (policy_rank(f->of[POLICY_SERVER]) < policy_rank(a))
		a = f->of[POLICY_SERVER];
	policy_who(f, POLICY_CLIENT, client);
	policy_who(f, POLICY_SERVER, server);
	printf("  %c  ", a->criticality);
	print_text(stdout, client);
	printf(" to ");
	print_text(stdout, server);
	policy_service(f, text);
	printf(", ");
	print_text(stdout, text);
	policy_evidence(f, text);
	printf("\n     %s%s", why, why[0] != '\0' ? "; " : "");
	print_text(stdout, text);
	printf("\n");
	if (!policy_caution(f, text))
		return;
	printf("     CAUTION: ");
	print_text(stdout, text);
	printf("\n");
}

/* What a policy is about, in words. */
static const char *about(const struct policy_page *p)
{
	return p->policy.wish.asset != 0    ? "this device"
	       : p->policy.wish.class != NULL ? "devices of this class"
					      : "clinical devices";
}

/* ---- learn, rules ------------------------------------------------------------------ */

static bool write_form(const struct policy_page *p, enum policy_form form,
		       struct err *e)
{
	struct outfile out;
	bool good;

	if (!outfile_open(&out, p->cl->output, e))
		return false;
	good = policy_write(&p->policy, form, out.stream, e);
	return outfile_close(&out, good, e) && good;
}

/* A scanner knocks at thousands of doors: those that opened are shown. */
static bool is_shown(const struct policy_flow *f)
{
	return f->blocked && (f->open || f->verdict != POLICY_SCANNED);
}

static void print_blocked(const struct policy_page *p)
{
	const struct policy *y = &p->policy;
	size_t n = 0, hidden = 0, rules = policy_count(y, POLICY_RULE);

	for (size_t i = 0; i < y->flows; i++) {
		n += y->flow[i].blocked;
		hidden += y->flow[i].blocked && !is_shown(&y->flow[i]);
	}
	printf("%zu rule%s about %s would stop %zu of the conversations that "
	       "were seen\n(%zu with groups and neighbours stay in their "
	       "segment, where no firewall sees them)\n",
	       rules, plural(rules), about(p), n,
	       policy_count(y, POLICY_INSIDE));
	for (enum policy_verdict v = POLICY_FEW_DAYS; v < POLICY_INSIDE; v++)
		for (size_t i = 0; i < y->flows; i++)
			if (y->flow[i].verdict == v && is_shown(&y->flow[i]))
				print_flow(&y->flow[i],
					   policy_verdict_name(v));
	if (hidden > 0)
		printf("%zu more are doors at which a scanner knocked in vain; "
		       "--json lists them too\n", hidden);
}

static bool list_blocked(const struct policy_page *p, struct err *e)
{
	const struct policy *y = &p->policy;

	if (!p->cl->json)
		print_blocked(p);
	for (size_t i = 0; p->cl->json && i < y->flows; i++)
		if (y->flow[i].blocked &&
		    !policy_json_flow(&y->flow[i], "stopped", stdout))
			break;
	return out_flush(stdout, "standard output", e);
}

static bool form_of(const char *name, enum policy_form *form, struct err *e)
{
	for (*form = POLICY_NFT; *form < POLICY_FORMS; ++*form)
		if (name != NULL && strcmp(policy_form_name(*form), name) == 0)
			return true;
	return err_set(e, ERR_USAGE, "policy rules: -f nft, cisco-ios or csv; or "
		       "--dry-run for what they would stop");
}

static bool print_rules(struct policy_page *p, struct err *e)
{
	const struct command_line *cl = p->cl;
	enum policy_form form = POLICY_NFT;

	if (!cl->dry_run && !form_of(cl->format, &form, e))
		return false;
	return page_open(p, cl, cl->asset, e) &&
	       (cl->dry_run ? list_blocked(p, e) : write_form(p, form, e));
}

static bool learn(struct policy_page *p, struct err *e)
{
	return page_open(p, p->cl, p->cl->asset, e) &&
	       write_form(p, POLICY_LIST, e);
}

/* ---- accept ------------------------------------------------------------------------ */

/* What learn would write; the caller frees. */
static char *learnt(struct policy_page *p, struct err *e)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);
	bool good = out != NULL && page_open(p, p->cl, p->cl->asset, e) &&
		    policy_write(&p->policy, POLICY_LIST, out, e);

	if (out != NULL && fclose(out) == 0 && good)
		return text;
	free(text);
	return NULL;
}

static bool accept_list(struct policy_page *p, struct err *e)
{
	const struct command_line *cl = p->cl;
	const char *file = cl->arguments > 1 ? cl->argument[1] : "";
	struct zones *list;
	char *text;
	bool good;

	if (cl->reason == NULL)
		return err_set(e, ERR_USAGE,
			       "policy accept: needs --reason TEXT");
	text = file[0] != '\0' ? block_text(file, e) : learnt(p, e);
	if (text == NULL)
		return false;
	list = zones_take(file[0] != '\0' ? file : "what was learnt", text, e);
	good = list != NULL &&
	       store_baseline(path_to_read(cl), file, text, cl->reason,
			      who_decides(cl), e) &&
	       judge_decided(cl, path_to_read(cl), e);
	zones_close(list);
	free(text);
	return good;
}

/* ---- check ------------------------------------------------------------------------- */

/* The file, else the list that was accepted last. */
static struct zones *list_of(struct policy_page *p, char name[ROW_TEXT],
			     struct err *e)
{
	struct baseline_row row;
	struct zones *list = NULL;

	if (p->cl->arguments > 1) {
		snprintf(name, ROW_TEXT, "%s", p->cl->argument[1]);
		return zones_open(p->cl->argument[1], e);
	}
	if (!reader_baseline(p->reader, &row, e))
		return NULL;
	if (row.text == NULL)
		err_set(e, ERR_INPUT, "policy check: no list was accepted here; "
			"name a FILE, or see wardwatch policy accept --help");
	else
		list = zones_take("the accepted list", row.text, e);
	snprintf(name, ROW_TEXT, "the list that %.40s accepted", row.author);
	free(row.text);
	return list;
}

struct check {
	size_t open, beyond, quiet, unmet;
	bool *met;             /* by number of the flow                        */
	bool *covered;         /* by row                                       */
};

static void check_rows(struct check *c, const struct policy *p,
		       const struct zones *list)
{
	for (size_t i = 0; i < p->flows; i++) {
		const struct policy_flow *f = &p->flow[i];

		if (f->verdict >= POLICY_INSIDE)
			continue;
		c->covered[i] = policy_covered(list, f, c->met) || !f->open;
		c->open += f->open;
		c->quiet += !f->open;
		c->beyond += !c->covered[i];
	}
	for (unsigned k = 0; zones_flow_at(list, k) != NULL; k++)
		c->unmet += !c->met[k];
}

static void print_check(const struct policy_page *p, const struct check *c,
			const struct zones *list, const char *name)
{
	const struct flow_rule *r;

	print_text(stdout, name);
	printf(": %zu of %zu conversations of %s are beyond it\n", c->beyond,
	       c->open, about(p));
	if (c->quiet > 0)
		printf("(%zu more were not answered, and are not counted)\n",
		       c->quiet);
	printf("%s", c->beyond > 0 ? "\n" : "");
	for (size_t i = 0; i < p->policy.flows; i++)
		if (p->policy.flow[i].verdict < POLICY_INSIDE &&
		    !c->covered[i])
			print_flow(&p->policy.flow[i], "");
	if (c->unmet > 0)
		printf("\n%zu flow%s of the list met nothing:\n", c->unmet,
		       plural(c->unmet));
	for (unsigned k = 0; (r = zones_flow_at(list, k)) != NULL; k++) {
		if (c->met[k])
			continue;
		printf("  line %u  ", r->line);
		print_text(stdout, r->name);
		printf("\n");
	}
}

static void print_check_json(const struct policy_page *p,
			     const struct check *c, const struct zones *list)
{
	const struct flow_rule *r;

	for (size_t i = 0; i < p->policy.flows; i++)
		if (p->policy.flow[i].verdict < POLICY_INSIDE &&
		    !c->covered[i])
			policy_json_flow(&p->policy.flow[i], "beyond", stdout);
	for (unsigned k = 0; (r = zones_flow_at(list, k)) != NULL; k++)
		if (!c->met[k])
			policy_json_unmet(r, stdout);
}

static bool check(struct policy_page *p, bool *beyond, struct err *e)
{
	struct check c = {0};
	struct zones *list;
	char name[ROW_TEXT];
	unsigned flows = 0;

	if (!page_open(p, p->cl, p->cl->asset, e))
		return false;
	list = list_of(p, name, e);
	if (list == NULL)
		return false;
	while (zones_flow_at(list, flows) != NULL)
		flows++;
	c.met = calloc(flows + 1, sizeof(*c.met));
	c.covered = calloc(p->policy.flows + 1, sizeof(*c.covered));
	if (c.met != NULL && c.covered != NULL) {
		check_rows(&c, &p->policy, list);
		if (p->cl->json)
			print_check_json(p, &c, list);
		else
			print_check(p, &c, list, name);
	}
	free(c.met);
	free(c.covered);
	zones_close(list);
	*beyond = c.beyond > 0;
	return out_flush(stdout, "standard output", e);
}

/* ---- the verb ------------------------------------------------------------------------ */

int cmd_policy(const struct command_line *cl)
{
	struct policy_page p = {.cl = cl};
	const char *what = cl->argument[0];
	bool beyond = false, good;
	struct err e = {0};

	if (strcmp(what, "learn") == 0)
		good = learn(&p, &e);
	else if (strcmp(what, "accept") == 0)
		good = accept_list(&p, &e);
	else if (strcmp(what, "check") == 0)
		good = check(&p, &beyond, &e);
	else if (strcmp(what, "rules") == 0)
		good = print_rules(&p, &e);
	else if (strcmp(what, "whatif") == 0)
		return policy_whatif(cl);
	else
		return say_usage("policy: learn, accept, check, rules or whatif, "
				 "not %s", what);
	page_close(&p);
	if (!good)
		return say_error(&e);
	return beyond ? STATUS_FINDINGS : STATUS_DONE;
}
