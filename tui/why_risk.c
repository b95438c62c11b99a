/* SPDX-License-Identifier: Apache-2.0 */
/* why_risk - what a score is made of, and which advisories may mean a device. */
#include "tui/why.h"

#include <stdlib.h>

/* ---- what it is for ------------------------------------------------------------- */

/* What its class means, and what others call it. */
void why_kind(const struct asset_row *a)
{
	const char *means = criticality_means(a->criticality);

	if (a->class_title[0] == '\0')
		return;
	printf("  kind        ");
	print_text(stdout, a->class_title);
	if (means[0] != '\0')
		printf(", %s", means);
	if (a->class_fda[0] != '\0')
		printf("; FDA %s", a->class_fda);
	if (a->class_umdns[0] != '\0')
		printf("; UMDNS %s", a->class_umdns);
	if (a->class_gmdn[0] != '\0')
		printf("; GMDN %s", a->class_gmdn);
	printf("\n");
}

/* ---- the score ------------------------------------------------------------------- */

static const char *exposure_words(enum exposure x)
{
	static const char *const words[] = {
		[EXPOSURE_0] = "in an isolated zone, and nothing crosses",
		[EXPOSURE_1] = "in a clinical zone, and nothing crosses",
		[EXPOSURE_2] = "shared, or no zone is known",
		[EXPOSURE_3] = "it reaches, or data of it reaches, outside",
		[EXPOSURE_4] = "reached from outside or by guests",
	};

	return words[x];
}

static void print_item(const struct score_item *i)
{
	printf("    %-24s weight %3u, leaves %3u; without it %u\n", i->id,
	       i->weight, i->left, i->without);
}

static void print_floors(unsigned floors)
{
	for (unsigned f = FLOOR_COMPROMISE; f <= FLOOR_EXPLOITED; f *= 2)
		if ((floors & f) != 0)
			printf("    lifted by %s\n",
			       score_floor_name((enum score_floor)f));
}

bool why_score(struct reader *r, uint64_t asset, struct err *e)
{
	struct score s;

	if (!reader_score(r, asset, &s, e))
		return false;
	printf("  score       %u of 100, %s: a measure of urgency, not of harm\n",
	       s.score, score_band(s.score));
	printf("    impact %u by what it is; likelihood %u.%u %% by what was "
	       "found, at exposure: %s\n",
	       s.impact, s.likelihood / 10, s.likelihood % 10,
	       exposure_words(s.exposure));
	for (unsigned i = 0; i < s.items; i++)
		print_item(&s.item[i]);
	print_floors(s.floors);
	return true;
}

/* ---- advisories -------------------------------------------------------------------- */

static bool print_advised(void *ctx, const struct advised_row *a)
{
	bool *first = ctx;

	if (*first)
		printf("\nAdvisories that may mean it\n");
	*first = false;
	printf("  %-12s  %s", a->verdict, a->advisory);
	print_behind("  ", a->title);
	printf("\n    %s, CVSS %u.%u%s%s", a->cve, a->score / 10, a->score % 10,
	       a->exploited ? ", known to be exploited" : "",
	       a->no_fix ? ", no fix will come" : "");
	print_behind(", SSVC ", a->ssvc);
	print_behind("\n    means ", a->product);
	print_behind(" ", a->means);
	print_behind("; seen here: ", a->version);
	print_behind("\n    ", a->url);
	printf("\n");
	return true;
}

bool why_advised(struct reader *r, uint64_t asset, struct err *e)
{
	bool first = true;

	return reader_advised(r, asset, print_advised, &first, e);
}
