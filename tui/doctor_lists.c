/* SPDX-License-Identifier: Apache-2.0 */
/* doctor_lists - why a list is empty or short, and what was lost on the way. */
#include <string.h>

#include "tui/doctor.h"
#include "tui/view_words.h"

enum { FEW_WHOLE = 3, MOST_ONE_WAY = 9 }; /* of ten */

static const uint64_t SHORT_US = 3600 * 1000000ull;

/* ---- reasons ---------------------------------------------------------------------- */

static bool is_half(const struct coverage *c, enum coverage_line line)
{
	return c->of[line] > 0 && c->n[line] * 2 >= c->of[line];
}

/* Why whoever is there may not be known, the plainest reason first. */
static void say_blindness(const struct base_facts *b, struct verdict *v)
{
	const struct coverage *c = &b->coverage;
	char heard[SPAN_TEXT];

	if (c->of[COVERAGE_one_way] == 0)
		verdict_add(v, "; no TCP conversation was heard, as where only "
			"broadcasts come");
	if (is_half(c, COVERAGE_one_way))
		verdict_add(v, "; of %llu of %llu TCP conversations one direction was "
			"heard, and devices are known by what they answer",
			(unsigned long long)c->n[COVERAGE_one_way],
			(unsigned long long)c->of[COVERAGE_one_way]);
	if (is_half(c, COVERAGE_dropped))
		verdict_add(v, "; most frames were dropped before they were read");
	if (b->filter[0] != '\0')
		verdict_add(v, "; the configuration has a filter: %.100s", b->filter);
	if (c->nets == 1 && c->net[0].number == NET_PLAIN)
		verdict_add(v, "; only one network, without VLAN tags, was heard: are "
			"the others mirrored?");
	if (c->seen_us < SHORT_US) {
		span_print(c->seen_us, heard);
		verdict_add(v, "; only %s were heard, and many devices speak seldom",
			heard);
	}
}

void judge_database_assets(const struct facts *s, struct verdict *v)
{
	const struct base_facts *b = base_of(s);

	if (b == NULL)
		return;
	if (b->site.assets > 0) {
		bool vague = b->site.unknown * 2 > b->site.assets;

		verdict_set(v, vague ? MARK_LOOK : MARK_OK,
			    "%u device%s, %u of unknown class", b->site.assets,
			    plural(b->site.assets), b->site.unknown);
		if (vague)
			say_blindness(b, v);
		return;
	}
	verdict_set(v, MARK_LOOK, "empty");
	if (b->site.captures == 0)
		verdict_add(v, "; no capture was read");
	else if (b->tally[TALLY_packets] == 0)
		verdict_add(v, "; not one frame was read");
	else if (b->tally[TALLY_link_type] == b->tally[TALLY_packets])
		verdict_add(v, "; all frames are of a link type that is not decoded");
	else if (b->coverage.talks == 0)
		verdict_add(v, "; %llu frames, but no conversation among them",
			(unsigned long long)b->tally[TALLY_packets]);
	else if (b->coverage.n[COVERAGE_unproved] == b->coverage.talks)
		verdict_add(v, "; all %llu conversations are of addresses that nobody "
			"was seen to answer from",
			(unsigned long long)b->coverage.talks);
	if (b->tally[TALLY_packets] > 0)
		say_blindness(b, v);
}

void judge_database_clinical(const struct facts *s, struct verdict *v)
{
	const struct base_facts *b = base_of(s);

	if (b == NULL || b->site.assets == 0)
		return;
	if (b->site.clinical > 0) {
		verdict_set(v, MARK_OK, "%u", b->site.clinical);
		return;
	}
	verdict_set(v, MARK_LOOK, "none");
	if (b->site.possibly > 0)
		verdict_add(v, "; %u may be, by a class that is only possible",
			b->site.possibly);
	if (b->encrypted * 2 > b->answered)
		verdict_add(v, "; %u of %u conversations that were looked at are "
			"encrypted, and say little", b->encrypted, b->answered);
	say_blindness(b, v);
	if (b->site.unknown > 0)
		verdict_add(v, "; wardwatch why tells what is known of one of unknown "
			"class");
}

void judge_database_findings(const struct facts *s, struct verdict *v)
{
	const struct base_facts *b = base_of(s);
	unsigned open = 0;

	if (b == NULL || b->site.assets == 0)
		return;
	for (unsigned i = 0; i < SEVERITIES; i++)
		open += b->site.findings[i];
	if (open > 0 && b->advisories[0] == '\0') {
		verdict_set(v, MARK_OK, "%u; none is about an advisory, for none "
			    "was imported", open);
		return;
	}
	verdict_set(v, open > 0 ? MARK_OK : MARK_LOOK, "%u", open);
	if (open > 0)
		return;
	if (b->site.all_findings > 0)
		verdict_add(v, "; %u are decided, suppressed or stale: wardwatch show "
			"findings --filter -state:open", b->site.all_findings);
	if (b->site.clinical == 0)
		verdict_add(v, "; no clinical device is known, and most rules are "
			"about those");
	if (b->advisories[0] == '\0')
		verdict_add(v, "; no advisory was imported: wardwatch import csaf");
	if (b->coverage.seen_us < SHORT_US)
		say_blindness(b, v);
}

void judge_database_networks(const struct facts *s, struct verdict *v)
{
	const struct base_facts *b = base_of(s);
	unsigned blind = 0;

	if (b == NULL || b->coverage.nets == 0)
		return;
	v->figure[0] = '\0';
	for (size_t i = 0; i < b->coverage.nets; i++) {
		const struct coverage_net *n = &b->coverage.net[i];
		const char *name = n->number == NET_PLAIN ? "without VLAN tag"
							  : n->name;

		if (n->whole < FEW_WHOLE ||
		    n->one_way * 10 < n->whole * MOST_ONE_WAY)
			continue;
		if (blind++ == 0)
			verdict_set(v, MARK_LOOK, "%s", name);
		else
			verdict_add(v, "; %s", name);
	}
	if (blind == 0)
		verdict_set(v, MARK_OK, "none of %zu", b->coverage.nets);
}

/* ---- losses ------------------------------------------------------------------------ */

/* Holes of which a counter says the same. */
static enum tally tally_of(enum coverage_line line)
{
	switch (line) {
	case COVERAGE_dropped: return TALLY_kernel_drop;
	case COVERAGE_cut: return TALLY_cut;
	case COVERAGE_gaps: return TALLY_gap;
	case COVERAGE_untold: return TALLY_pipe_drop;
	default: return TALLIES;
	}
}

static const char *advice_of(enum coverage_line line)
{
	static const char *const advice[COVERAGES] = {
		[COVERAGE_broken] = "see wardwatch summary for what was wrong",
		[COVERAGE_one_way] = "mirror both directions of each port",
		[COVERAGE_forged] = "somebody floods the network with addresses, "
				    "or very many hosts pass",
		[COVERAGE_refused] = "raise facts or talks in the configuration",
		[COVERAGE_unkept] = "raise starts in the configuration",
	};
	enum tally t = tally_of(line);

	return t != TALLIES ? tally_remedy(t) : advice[line];
}

static bool is_told(enum tally t)
{
	for (enum coverage_line l = 0; l < COVERAGES; l++)
		if (tally_of(l) == t)
			return true;
	return t == TALLY_interface_drop; /* in COVERAGE_dropped */
}

static void say_holes(struct sheet *sheet, const char *name,
		      const struct coverage *c)
{
	char share[SHARE_TEXT];

	for (enum coverage_line l = 0; l < COVERAGES; l++) {
		struct check check = {.area = AREA_database,
				      .name = coverage_name(l),
				      .what = coverage_sentence(l),
				      .advice = advice_of(l),
				      .fix = ""};
		struct verdict v = {.mark = MARK_LOOK};

		if (!coverage_is_hole(c, l))
			continue;
		coverage_share(c, l, share);
		verdict_set(&v, MARK_LOOK, "%llu%s%s%s",
			    (unsigned long long)c->n[l],
			    share[0] != '\0' ? " (" : "", share,
			    share[0] != '\0' ? ")" : "");
		sheet_line(sheet, &check, name, &v);
	}
}

void sheet_losses(struct sheet *sheet, const char *name,
		  const struct base_facts *b)
{
	if (!b->there || b->closed.kind != ERR_NONE)
		return;
	say_holes(sheet, name, &b->coverage);
	for (enum tally t = 0; t < TALLIES; t++) {
		struct check check = {.area = AREA_database,
				      .name = tally_name(t),
				      .what = tally_sentence(t),
				      .advice = tally_remedy(t),
				      .fix = ""};
		struct verdict v = {0};

		if (b->tally[t] == 0 || check.advice == NULL || is_told(t))
			continue;
		verdict_set(&v, MARK_LOOK, "%llu",
			    (unsigned long long)b->tally[t]);
		sheet_line(sheet, &check, name, &v);
	}
}
