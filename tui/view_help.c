/* SPDX-License-Identifier: Apache-2.0 */
/* view_help - the keys of the screen below, out of keys.def. */
#include <stdio.h>

#include "tui/views.h"

static const struct shape shape = {
	2,
	{
		{.title = "KEY", .width = 21, .painted = true},
		{.title = "WHAT IT DOES", .width = 16, .grows = 1},
	}};

static const char *const signs[] = {
	"C H M L I   critical, high, medium, low, information",
	"?  ??       a class that is probable, or only possible",
	"(Maker)     no name is known: who made its network card",
	"RISK        how many findings of the worst severity: H 6 is six high",
	"SEEN LAST   how long before the newest frame: m, h, d",
	"STATE       clear: read in clear text; answered: nobody knows how",
	"~           text that was cut to its column",
	"+           a medical device",
	"!           look at this; !! the filter or the database has a problem",
	"WEIGHT      in decibans: 20 is probable, 40 is confirmed",
	"-           behind a weight: the same mouth said something stronger",
};

static void add_keys(struct list *l, unsigned traits)
{
	const struct request_row *r;

	for (unsigned i = 0; (r = request_at(i)) != NULL; i++) {
		struct row *row;

		if ((r->trait & traits) == 0)
			continue;
		row = list_add(l, &shape);
		row->id = i + 1;
		row->paint = PAINT_TITLE;
		row->cell[0] = r->keys;
		row->cell[1] = r->help;
	}
}

/* The subject is the number of a view and one. */
static bool load(struct view *v, const struct loading *with, struct err *e)
{
	const struct view_ops *of = view_at((unsigned)v->subject - 1);
	struct list *l = with->list;

	(void)e;
	if (of == NULL)
		of = v->ops;
	snprintf(v->line, sizeof(v->line), "%s: %s", of->name, of->title);
	list_section(l, "KEYS OF THIS SCREEN");
	add_keys(l, of->traits);
	if ((of->traits & TRAIT_FILTER) != 0) {
		list_section(l, "FILTER");
		list_wrap(l, PAINT_PLAIN, 0, with->width,
			  "Lines that hold all of the words are shown. "
			  "field:word looks into one field only, field:a,b "
			  "for one of several, field:* for whatever is known, "
			  "-word excludes, \"quotes\" keep blanks and signs. "
			  "Severities, numbers and ages compare: sev>=high, "
			  "port<1024, seen<2h. What is not understood is "
			  "answered, here with !!. "
			  "Examples: class:pump,ventilator   ip:10.20. "
			  "state:open   -vendor:philips   finding:CLN-001");
	}
	list_section(l, "SIGNS");
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		list_wrap(l, PAINT_PLAIN, 0, with->width, signs[i]);
	return true;
}

const struct view_ops view_help = {
	.name = "Help",
	.title = "the keys of the screen below",
	.traits = TRAIT_ANY | TRAIT_ROWS,
	.empty = "",
	.load = load,
	.draw = view_draw_list,
};
