/* SPDX-License-Identifier: Apache-2.0 */
/*
 * console_decide - two lines in which a finding is decided: why, and until when.
 *
 * Nothing is decided here: what was typed is handed to the command that does,
 * with its checks, its audit and its words, see console_run.c.
 */
#include <string.h>

#include "classify/days.h"
#include "tui/console_state.h"
#include "tui/entry.h"

/* Of a decision that bears a risk. */
enum { DAYS_ASKED = 90, DAYS_MOST = 400 };

struct search {
	uint64_t finding;
	struct finding_row row;
	bool found;
};

static bool take_finding(void *ctx, const struct finding_row *row)
{
	struct search *s = ctx;

	if (row->id != s->finding)
		return true;
	s->row = *row;
	s->found = true;
	return false;
}

static bool find(struct console *c, struct search *s, struct err *e)
{
	struct query q = {0};

	return reader_finding_asset(c->reader, s->finding, &q.asset, e) &&
	       (q.asset == 0 ||
		reader_findings(c->reader, &q, take_finding, s, e));
}

/* Now, or the last moment seen where clocks say that this is later. */
static uint64_t today(const struct console *c)
{
	return c->now_us > c->site.last_us ? c->now_us : c->site.last_us;
}

static void begin(struct console *c, const struct finding_row *f, enum act act)
{
	struct dialogue *d = &c->dialogue;
	const char *who = mask_hides(c->mask, SECRET_NAME)
				  ? f->asset_text
				  : text_or(f->asset_name, f->asset_text);

	/* What was refused can be mended. */
	if (d->finding != f->id || d->act != act) {
		d->reason[0] = '\0';
		day_print(day_end(today(c) + DAYS_ASKED * DAY_US), d->until);
	}
	d->open = true;
	d->at_until = false;
	d->finding = f->id;
	d->act = act;
	d->hint[0] = '\0';
	memcpy(d->id, f->id_text, sizeof(d->id));
	snprintf(d->about, sizeof(d->about), "%s %s of %.60s", act_name(act),
		 f->rule, who);
}

/* What can be done about a finding in this state. */
static enum act act_for(enum finding_state s)
{
	if (s == STATE_SUPPRESSED)
		return ACTS;
	return s == STATE_ACCEPTED || s == STATE_MITIGATED || s == STATE_FIXED
		       ? ACT_REOPEN
		       : ACT_ACCEPT;
}

/* Why nobody can decide now; NULL when he can. */
static const char *hindrance(const struct console *c, uint64_t finding)
{
	if (c->undecided[0] != '\0')
		return c->undecided;
	if (c->deciding)
		return "a decision is still being written down";
	if (finding == 0)
		return "mark a finding to decide about it";
	if (c->width < SMALL_WIDTH || c->height < SMALL_HEIGHT)
		return "enlarge to 40x8 to decide";
	return NULL;
}

void decide_ask(struct console *c, uint64_t finding)
{
	struct search s = {.finding = finding};
	const char *why = hindrance(c, finding);
	struct err e = {0};

	if (why != NULL) {
		console_say(c, why);
		return;
	}
	if (!find(c, &s, &e))
		console_tell(c, e.text, "the database cannot be read now");
	else if (!s.found)
		console_say(c, "this finding no longer holds");
	else if (act_for(s.row.state) == ACTS)
		console_say(c, "its rule is suppressed; wardwatch finding lift "
			       "takes that back");
	else
		begin(c, &s.row, act_for(s.row.state));
}

/* ---- keys ------------------------------------------------------------------------ */

static bool is_blank(const char *text)
{
	return text[strspn(text, " ")] == '\0';
}

/* The line that is complete; says what is missing. */
static bool is_said(const struct console *c, struct dialogue *d)
{
	uint64_t last_us = day_end(today(c) + DAYS_MOST * DAY_US), until_us;
	char last[DAY_TEXT];

	d->hint[0] = '\0';
	day_print(last_us, last);
	if (is_blank(d->reason))
		snprintf(d->hint, sizeof(d->hint), "say why");
	else if (d->at_until && !day_parse(d->until, &until_us))
		snprintf(d->hint, sizeof(d->hint),
			 "write a day as 2026-12-31");
	else if (d->at_until && until_us > last_us)
		snprintf(d->hint, sizeof(d->hint),
			 "at most %d days, to %s; it can be decided anew",
			 DAYS_MOST, last);
	return d->hint[0] == '\0';
}

static void enter(struct console *c, struct dialogue *d)
{
	if (!is_said(c, d))
		return;
	if (d->act == ACT_ACCEPT && !d->at_until) {
		d->at_until = true;
		return;
	}
	d->open = false;
	c->deciding = c->decides = true;
}

void decide_key(struct console *c, struct key k)
{
	struct dialogue *d = &c->dialogue;
	bool other = k.press == PRESS_TAB || k.press == PRESS_BACK_TAB ||
		     k.press == PRESS_UP || k.press == PRESS_DOWN;

	if (k.press == PRESS_ESC)
		memset(d, 0, sizeof(*d));
	else if (k.press == PRESS_ENTER)
		enter(c, d);
	else if (other && d->act == ACT_ACCEPT)
		d->at_until = !d->at_until;
	else if (d->at_until)
		entry_type(d->until, sizeof(d->until), k);
	else
		entry_type(d->reason, sizeof(d->reason), k);
}

/* ---- what comes of it ------------------------------------------------------------ */

bool console_decides(struct console *c, struct decided *out)
{
	const struct dialogue *d = &c->dialogue;

	if (!c->decides)
		return false;
	c->decides = false;
	*out = (struct decided){
		.act = act_name(d->act),
		.finding = d->id,
		.reason = d->reason,
		.until = d->act == ACT_ACCEPT ? d->until : NULL,
	};
	return true;
}

void console_decided(struct console *c, bool good, const char *sentence)
{
	if (good)
		memset(&c->dialogue, 0, sizeof(c->dialogue));
	c->deciding = false;
	c->stay_us = 0;
	console_tell(c, sentence, good ? "noted" : "not noted; P shows why");
	/* Whoever types on should see it, too. */
	c->stay_us = c->now_us + STAY_US;
	c->changed = true;
}
