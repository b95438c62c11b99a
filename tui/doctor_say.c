/* SPDX-License-Identifier: Apache-2.0 */
/* doctor_say - what the checks found: for people, as JSON, or as commands. */
#include <stdarg.h>
#include <string.h>

#include "tui/doctor.h"

enum { WHAT_WIDTH = 27, FIGURE_AT = 37, ADVICE_AT = 8, FIX_TEXT = 1024 };

static const struct check checks[] = {
#define CHECK(area, name, status, what, advice, fix)                           \
	{AREA_##area, #name, status, what, advice, fix, judge_##area##_##name},
#include "tui/doctor.def"
#undef CHECK
};

enum { CHECKS = sizeof(checks) / sizeof(checks[0]) };

const struct check *check_at(unsigned n)
{
	return n < CHECKS ? &checks[n] : NULL;
}

void verdict_set(struct verdict *v, enum mark mark, const char *format, ...)
{
	va_list ap;

	v->mark = mark;
	va_start(ap, format);
	vsnprintf(v->figure, sizeof(v->figure), format, ap);
	va_end(ap);
}

void verdict_add(struct verdict *v, const char *format, ...)
{
	size_t used = strlen(v->figure);
	va_list ap;

	va_start(ap, format);
	vsnprintf(v->figure + used, sizeof(v->figure) - used, format, ap);
	va_end(ap);
}

/* ---- words ----------------------------------------------------------------------- */

struct mark_look {
	const char *word;      /* on the page                                  */
	const char *name;      /* in JSON                                      */
	enum style style;
};

static const struct mark_look marks[MARKS] = {
	[MARK_OK] = {"ok", "ok", STYLE_GOOD},
	[MARK_LOOK] = {"look", "look", STYLE_WARN},
	[MARK_BAD] = {"bad", "bad", STYLE_BAD},
	[MARK_UNKNOWN] = {"?", "unknown", STYLE_DIM},
};

static const char *const areas[AREAS] = {
	[AREA_machine] = "machine",
	[AREA_interface] = "interface",
	[AREA_mirror] = "mirror",
	[AREA_database] = "database",
};

static const char *advice_of(const struct check *c, const struct verdict *v)
{
	if (v->advice != NULL)
		return v->advice;
	return v->mark == MARK_LOOK || v->mark == MARK_BAD ? c->advice : "";
}

/* A name that a shell takes as it is, also without its quotes. */
static bool is_plain(const char *name)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				      "./_@+-";

	return name[0] != '\0' && name[0] != '-' &&
	       name[strspn(name, letters)] == '\0';
}

/* The commands for this subject; empty when there are none. */
static void fix_print(const struct check *c, const struct verdict *v,
		      const char *name, char out[FIX_TEXT])
{
	size_t used = 0;

	out[0] = '\0';
	if ((v->mark != MARK_LOOK && v->mark != MARK_BAD) || v->no_fix ||
	    !is_plain(name))
		return;
	for (const char *at = c->fix; *at != '\0' && used < FIX_TEXT; at++) {
		size_t left = FIX_TEXT - used;

		if (*at == '@')
			used += (size_t)snprintf(out + used, left, "%s", name);
		else if (*at == '%')
			used += (size_t)snprintf(out + used, left, "%llu",
						 (unsigned long long)v->number);
		else
			used += (size_t)snprintf(out + used, left, "%c", *at);
	}
	if (used >= FIX_TEXT)
		out[0] = '\0'; /* half a command is none */
}

/* ---- one line -------------------------------------------------------------------- */

static void say_to_people(const struct sheet *s, const struct check *c,
			  const struct verdict *v)
{
	const struct mark_look *m = &marks[v->mark];
	const char *advice = advice_of(c, v);
	char text[640];

	printf("  %s%-4s%s  ", style_start(s->color, m->style), m->word,
	       style_end(s->color));
	if (strlen(c->what) > WHAT_WIDTH) {
		snprintf(text, sizeof(text), "%s: %s", c->what, v->figure);
		print_wrapped(stdout, text, ADVICE_AT, s->width);
	} else {
		printf("%-*s  ", WHAT_WIDTH, c->what);
		print_wrapped(stdout, v->figure, FIGURE_AT, s->width);
	}
	if (advice[0] == '\0')
		return;
	printf("%*s", ADVICE_AT + 2, "");
	print_wrapped(stdout, advice, ADVICE_AT + 2, s->width);
}

static void say_fix(const struct check *c, const char *name,
		    const struct verdict *v, const char *fix)
{
	if (fix[0] == '\0')
		return;
	printf("\n# ");
	print_text(stdout, name);
	printf(": %s: ", c->what);
	print_text(stdout, v->figure);
	printf("\n%s\n", fix);
}

/* The program is called by its path in commands, and "this machine" else. */
static const char *called(const struct check *c, const char *name)
{
	return c->area == AREA_machine ? "this machine" : name;
}

void sheet_line(struct sheet *s, const struct check *c, const char *name,
		const struct verdict *v)
{
	char fix[FIX_TEXT];
	struct check_row row = {areas[c->area], called(c, name), c->name,
				marks[v->mark].name, c->what, v->figure,
				advice_of(c, v), fix};

	if (v->mark == MARK_SILENT)
		return;
	s->n[v->mark]++;
	if (v->mark == MARK_BAD)
		s->status = status_worse(s->status, v->status != ERR_NONE
						  ? (int)v->status : c->status);
	/* What was asked for could not be done at all. */
	if (v->mark == MARK_UNKNOWN && v->status == ERR_PERMISSION)
		s->status = status_worse(s->status, ERR_PERMISSION);
	fix_print(c, v, name, fix);
	if (s->kind == SHEET_LINES)
		export_check(&row, stdout);
	else if (s->kind == SHEET_FIXES)
		say_fix(c, row.subject, v, fix);
	else
		say_to_people(s, c, v);
}

/* ---- all of it --------------------------------------------------------------------- */

void sheet_begin(struct sheet *s)
{
	if (s->kind == SHEET_FIXES)
		printf("#!/bin/sh\n"
		       "# What wardwatch doctor proposes. It has run none of "
		       "it: read it first, and take what\n"
		       "# you want, as root. Most of it lasts until the next "
		       "start of the machine.\n");
}

static void say_title(const struct sheet *s, enum area area, const char *name)
{
	static const char *const titles[AREAS] = {
		[AREA_machine] = "This machine",
		[AREA_interface] = "Interface",
		[AREA_mirror] = "What is heard at",
		[AREA_database] = "Database",
	};

	printf("%s%s%s", area == AREA_machine ? "" : "\n",
	       style_start(s->color, STYLE_TITLE), titles[area]);
	if (area != AREA_machine)
		print_behind(" ", name);
	printf("%s\n", style_end(s->color));
}

void sheet_area(struct sheet *s, enum area area, const char *name,
		const struct facts *subject, bool soft)
{
	if (s->kind == SHEET_PEOPLE)
		say_title(s, area, name);
	for (unsigned i = 0; i < CHECKS; i++) {
		struct verdict v = {.mark = MARK_SILENT};

		if (checks[i].area != area)
			continue;
		checks[i].judge(subject, &v);
		if (soft && v.mark == MARK_BAD)
			v.mark = MARK_LOOK;
		sheet_line(s, &checks[i], name, &v);
	}
}

void sheet_end(const struct sheet *s)
{
	if (s->kind != SHEET_PEOPLE)
		return;
	printf("\n%u bad, %u to look at, %u could not be learnt, %u ok\n",
	       s->n[MARK_BAD], s->n[MARK_LOOK], s->n[MARK_UNKNOWN],
	       s->n[MARK_OK]);
}
