/* SPDX-License-Identifier: Apache-2.0 */
/* policy_whatif - what would break without a device, who reaches it, and whom it
 * reaches. */
#include <stdlib.h>

#include "store/policy.h"
#include "tui/tui.h"

static void print_who(const struct policy_asset *a, struct addr ip)
{
	char text[ADDR_TEXT];

	addr_print(ip, text);
	if (a->name[0] != '\0')
		print_text(stdout, a->name);
	else
		printf("%s", text);
	if (a->class[0] != '\0') {
		printf(" (");
		print_text(stdout, a->class);
		printf(")");
	}
	if (a->name[0] != '\0')
		printf(" %s", text);
}

static void print_service(const struct policy_flow *f)
{
	char text[POLICY_TEXT];

	policy_service(f, text);
	print_text(stdout, text);
}

/* ---- what would break ---------------------------------------------------------------- */

static void print_loss(const struct policy_flow *f, uint64_t asset)
{
	bool asks = f->of[POLICY_CLIENT]->id == asset;
	enum policy_end other = asks ? POLICY_SERVER : POLICY_CLIENT;
	char last[TIME_TEXT];
	unsigned days = days_count(f->days);

	time_print(f->last_us, last);
	printf("  %c  %s ", f->of[other]->criticality,
	       asks ? "it asks" : "asked by");
	print_who(f->of[other], f->end[other]);
	printf(", ");
	print_service(f);
	printf(", on %u day%s, last %.10s\n", days, plural(days), last);
}

static void print_losses(const struct policy *p, uint64_t asset)
{
	size_t n, clinical = 0, behind = 0;
	const struct policy_flow **flow = policy_broken(p, asset, &n);

	for (size_t i = 0; i < n; i++)
		clinical += flow[i]->of[flow[i]->of[0]->id == asset]->clinical;
	printf("\nWhat would break: %zu conversation%s, %zu of them with clinical "
	       "devices\n", n, plural(n), clinical);
	for (size_t i = 0; i < n; i++)
		print_loss(flow[i], asset);
	for (size_t i = 0; i < p->assets; i++) {
		if (!policy_is_behind(p, &p->asset[i], asset))
			continue;
		if (behind++ == 0)
			printf("\nBehind it, and lost with it\n");
		printf("  %c  ", p->asset[i].criticality);
		print_text(stdout, p->asset[i].name);
		printf(" (");
		print_text(stdout, p->asset[i].class);
		printf(")\n");
	}
	free((void *)flow);
}

/* ---- who reaches whom ------------------------------------------------------------------ */

static void print_step(const struct policy_step *s, enum policy_way way)
{
	printf("  %u  %c  ", s->step, s->who->criticality);
	print_who(s->who, s->ip);
	printf(", %s ", way == POLICY_REACHES ? "at" : "by");
	print_service(s->by);
	if (s->over != NULL) {
		enum policy_end end = way == POLICY_REACHES ? POLICY_CLIENT
							    : POLICY_SERVER;

		printf(way == POLICY_REACHES ? ", over " : " to ");
		print_who(s->by->of[end], s->by->end[end]);
	}
	printf("\n");
}

static void print_reach(const struct policy *p, uint64_t asset,
			enum policy_way way)
{
	size_t n, clinical = 0;
	struct policy_step *step = policy_reach(p, asset, way, &n);

	for (size_t i = 0; i < n; i++)
		clinical += step[i].who->clinical;
	printf("\n%s: %zu in %d steps, %zu clinical\n",
	       way == POLICY_REACHES ? "What it reaches by services seen in use"
				     : "What reaches it by services seen in use",
	       n, (int)POLICY_STEPS, clinical);
	for (size_t i = 0; i < n; i++)
		print_step(&step[i], way);
	free(step);
}

static void print_page(const struct policy *p, uint64_t asset)
{
	const struct policy_asset *a = policy_asset_of(p, asset);
	char id[ASSET_ID_TEXT];

	asset_id_print(asset, id);
	print_text(stdout, a->name[0] != '\0' ? a->name : a->ip);
	printf("  %s  ", id);
	print_text(stdout, a->ip);
	printf("\n");
	if (a->critical[0] != '\0')
		printf("has an open critical finding, %s\n", a->critical);
	print_losses(p, asset);
	print_reach(p, asset, POLICY_REACHED_BY);
	print_reach(p, asset, POLICY_REACHES);
	printf("\nWhat was not seen is not here: a neighbour that never asked "
	       "may still reach it.\n");
}

int policy_whatif(const struct command_line *cl)
{
	struct policy_wish wish = {.min_days = 1};
	struct reader *r;
	struct policy p;
	struct err e = {0};
	bool good;

	if (cl->arguments < 2)
		return say_usage("policy whatif: which device?");
	r = reader_open(path_to_read(cl), &e);
	if (r == NULL)
		return say_error(&e);
	good = reader_find_asset(r, cl->argument[1], &wish.asset, &e) &&
	       reader_policy(r, &wish, &p, &e);
	reader_close(r);
	if (!good)
		return say_error(&e);
	if (cl->json)
		policy_json_reach(&p, wish.asset, stdout);
	else
		print_page(&p, wish.asset);
	policy_free(&p);
	return out_flush(stdout, "standard output", &e) ? STATUS_DONE
							: say_error(&e);
}
