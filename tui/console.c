/* SPDX-License-Identifier: Apache-2.0 */
/* console - keys and ticks in, changed views out. */
#include "tui/console.h"

#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "tui/console_state.h"
#include "tui/entry.h"

enum { LOOK_US = 1000000 };

struct view *console_view(struct console *c)
{
	return c->depth > 0 ? c->over[c->depth - 1] : c->first[c->at];
}

/* ---- the stack of views ------------------------------------------------------- */

static struct view *view_make(const struct view_ops *ops, uint64_t subject)
{
	struct view *v = must_alloc(1, sizeof(*v));

	v->ops = ops;
	v->subject = subject;
	v->state = must_alloc(1, ops->state_size);
	return v;
}

static void view_free(struct view *v)
{
	if (v == NULL)
		return;
	list_close(&v->list);
	free(v->state);
	free(v);
}

static void open_over(struct console *c, const struct step *step)
{
	struct view *v;

	if (c->depth == CONSOLE_DEPTH) {
		console_say(c, "many screens are open; Esc closes one");
		return;
	}
	v = view_make(step->open, step->subject);
	snprintf(v->filter, sizeof(v->filter), "%s",
		 step->filter != NULL ? step->filter : "");
	c->over[c->depth++] = v;
	console_read(c);
}

static void close_over(struct console *c)
{
	view_free(c->over[--c->depth]);
	c->over[c->depth] = NULL;
	console_read(c);
}

static void show_first(struct console *c, unsigned n)
{
	if (view_first(n) == NULL)
		return;
	while (c->depth > 0)
		view_free(c->over[--c->depth]);
	c->at = n;
	if (c->first[n] == NULL)
		c->first[n] = view_make(view_first(n), 0);
	console_read(c);
}

/* ---- the filter line ----------------------------------------------------------- */

static void set_filter(struct console *c, const char *text)
{
	struct view *v = console_view(c);

	if (strcmp(v->filter, text) == 0)
		return;
	snprintf(v->filter, sizeof(v->filter), "%s", text);
	v->list.moved = false;
	/* Read when it is drawn: a pasted word is one question, not ten. */
	c->stale = true;
}

/* Keys while the filter line is open. */
static void type_key(struct console *c, struct key k)
{
	char text[FILTER_TEXT];

	snprintf(text, sizeof(text), "%s", console_view(c)->filter);
	if (k.press == PRESS_ENTER || k.press == PRESS_TAB)
		c->typing = false;
	else if (k.press == PRESS_ESC) {
		c->typing = false;
		set_filter(c, c->before);
	} else if (entry_type(text, sizeof(text), k))
		set_filter(c, text);
	else
		list_move(&console_view(c)->list,
			  key_request(k, TRAIT_ROWS));
}

/* ---- requests ------------------------------------------------------------------ */

static void ask_help(struct console *c)
{
	unsigned i = 0;

	if (console_view(c)->ops == &view_help) {
		close_over(c);
		return;
	}
	while (view_at(i) != console_view(c)->ops)
		i++;
	open_over(c, &(struct step){.open = &view_help, .subject = i + 1});
}

static void ask_back(struct console *c)
{
	if (c->depth > 0)
		close_over(c);
	else
		set_filter(c, "");
}

static void ask_order(struct console *c, bool reverse)
{
	struct view *v = console_view(c);

	if (reverse)
		v->reverse = !v->reverse;
	else
		v->order = (enum asset_order)((v->order + 1) % ASSET_ORDERS);
	console_read(c);
}

static void ask_freeze(struct console *c)
{
	c->frozen = !c->frozen;
	if (!c->frozen)
		console_read_all(c);
}

/* P, or S. */
static void ask_mask(struct console *c, bool serials)
{
	struct mask *m = &c->mask;

	if (serials)
		m->serials = !m->serials;
	else
		m->privacy = !m->privacy;
	console_read_masked(c);
	/* Whoever wants to read it pressed P for that. */
	if (c->said[0] != '\0')
		return;
	if (!serials)
		console_say(c, m->privacy ? "names, addresses and serial numbers "
					    "are masked; P shows them"
					  : "names and addresses are shown");
	else if (!m->serials)
		console_say(c, "serial numbers are masked");
	else
		console_say(c, m->privacy ? "serial numbers are shown as soon "
					    "as P shows names"
					  : "serial numbers are shown; S masks "
					    "them");
}

static void ask_filter(struct console *c)
{
	c->typing = true;
	snprintf(c->before, sizeof(c->before), "%s", console_view(c)->filter);
}

/* What every screen does alike. */
static void ask(struct console *c, enum request request, struct key k)
{
	unsigned firsts = view_firsts();

	switch ((int)request) {
	case REQ_HELP:
		ask_help(c);
		break;
	case REQ_BACK:
		ask_back(c);
		break;
	case REQ_FILTER:
		ask_filter(c);
		break;
	case REQ_UNFILTER:
		set_filter(c, "");
		break;
	case REQ_ORDER:
	case REQ_REVERSE:
		ask_order(c, request == REQ_REVERSE);
		break;
	case REQ_FREEZE:
		ask_freeze(c);
		break;
	case REQ_MASK:
	case REQ_SERIALS:
		ask_mask(c, request == REQ_SERIALS);
		break;
	case REQ_SCREEN:
		show_first(c, k.c - '1');
		break;
	case REQ_NEXT:
		show_first(c, (c->at + 1) % firsts);
		break;
	case REQ_PREVIOUS:
		show_first(c, (c->at + firsts - 1) % firsts);
		break;
	case REQ_REDRAW:
		c->redraw = true;
		console_read_all(c);
		break;
	case REQ_WRITE:
		c->writes = true;
		break;
	case REQ_QUIT:
		c->done = true;
		break;
	default:
		list_move(&console_view(c)->list, request);
	}
}

void console_key(struct console *c, struct key k)
{
	struct view *v = console_view(c);
	struct step step = {0};
	enum request request;

	if (c->now_us >= c->stay_us)
		c->said[0] = '\0';
	c->changed = true;
	if (c->dialogue.open) {
		decide_key(c, k);
		return;
	}
	if (!c->typing || k.press != PRESS_CHAR)
		console_settle(c);
	if (c->typing) {
		type_key(c, k);
		return;
	}
	request = key_request(k, v->ops->traits);
	if (request == REQ_NONE)
		return;
	if (v->ops->request == NULL || !v->ops->request(v, request, &step))
		ask(c, request, k);
	else if (step.open != NULL)
		open_over(c, &step);
	else if (request == REQ_DECIDE)
		decide_ask(c, step.subject);
}

/* ---- the world moves on --------------------------------------------------------- */

void console_resize(struct console *c, unsigned width, unsigned height)
{
	if (c->width == width && c->height == height)
		return;
	/* Text is wrapped when it is loaded. */
	if (c->width != width) {
		c->width = width;
		console_read(c);
	}
	c->height = height;
	c->changed = true;
}

/* Who is killed commits nothing any more: only his lock tells. */
static void look_for_writer(struct console *c)
{
	if (!c->site.recording || (c->now_us >= c->looked_us &&
				   c->now_us - c->looked_us < LOOK_US))
		return;
	c->looked_us = c->now_us;
	if (reader_is_written(c->reader))
		return;
	c->site.recording = false;
	c->stopped = c->changed = true;
	if (!c->frozen)
		console_read(c);
}

void console_tick(struct console *c, uint64_t now_us)
{
	uint64_t version = reader_version(c->reader);
	uint64_t silent = console_silence(c) / 60;

	c->now_us = now_us;
	look_for_writer(c);
	c->changed = c->changed || console_silence(c) / 60 != silent;
	/* A bad filter stays bad; every other problem is tried again. */
	if (version == c->version && (c->problem.kind == ERR_NONE ||
				      c->problem.kind == ERR_USAGE))
		return;
	c->changed = c->changed || (c->frozen && !c->newer);
	c->version = version;
	if (c->frozen)
		c->newer = true;
	else
		console_read_all(c);
}

void console_tell(struct console *c, const char *sentence, const char *masked)
{
	bool later = masked != NULL && c->now_us < c->stay_us;

	if (later || strcmp(c->said, sentence) == 0)
		return;
	snprintf(c->said, sizeof(c->said), "%s", sentence);
	c->masked = masked;
	c->stay_us = 0;
	c->changed = true;
}

void console_say(struct console *c, const char *sentence)
{
	console_tell(c, sentence, NULL);
}

bool console_changed(struct console *c)
{
	bool changed = c->changed;

	c->changed = false;
	return changed;
}

bool console_redraw(struct console *c)
{
	bool redraw = c->redraw;

	c->redraw = false;
	return redraw;
}

bool console_writes(struct console *c)
{
	bool writes = c->writes;

	c->writes = false;
	return writes;
}

bool console_done(const struct console *c)
{
	return c->done;
}

void console_use(struct console *c, struct reader *reader)
{
	c->reader = reader;
	c->version = reader_version(reader);
	console_read_all(c);
}

struct console *console_open(struct reader *reader,
			     const struct console_options *o)
{
	struct console *c = must_alloc(1, sizeof(*c));

	c->ascii = o->ascii;
	c->mask.privacy = o->mask;
	c->width = o->width > 0 ? o->width : 80;
	c->height = o->height > 0 ? o->height : 24;
	snprintf(c->title, sizeof(c->title), "%s",
		 o->title != NULL ? o->title : "");
	snprintf(c->undecided, sizeof(c->undecided), "%s",
		 o->undecided != NULL ? o->undecided : "");
	must(view_firsts() <= CONSOLE_FIRSTS);
	c->first[0] = view_make(view_first(0), 0);
	console_use(c, reader);
	return c;
}

void console_close(struct console *c)
{
	while (c->depth > 0)
		view_free(c->over[--c->depth]);
	for (unsigned i = 0; i < CONSOLE_FIRSTS; i++)
		view_free(c->first[i]);
	free(c);
}
