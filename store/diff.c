/* SPDX-License-Identifier: Apache-2.0 */
/*
 * diff - what is new, gone and different between two databases.
 *
 * What a smaller scan did not see is no loss: a value that the later one does
 * not know is no difference, and what limits it is told first.
 */
#include "store/diff.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"

struct diff_row *diff_add(struct diff *d, enum diff_kind kind,
			  const struct item *item)
{
	static const struct item nobody = {
		.field = {"", "", "", "", "", "", ""}, .ip = ""};
	struct diff_row *row;

	if (d->rows == d->room) {
		d->room = d->room * 2 + 64;
		d->row = realloc(d->row, d->room * sizeof(*d->row));
		must(d->row != NULL);
	}
	row = &d->row[d->rows++];
	d->summary.n[kind]++;
	if (item == NULL)
		item = &nobody;
	*row = (struct diff_row){
		.kind = kind,
		.asset = item->id,
		.name = item->field[FIELD_NAME],
		.class_name = item->field[FIELD_CLASS],
		.vendor = item->field[FIELD_VENDOR],
		.model = item->field[FIELD_MODEL],
		.ip = item->ip,
		.by = item->by != NULL ? item->by : "",
		.field = "", .before = "", .after = "",
		.rule = "", .title = "",
	};
	return row;
}

void diff_other(struct diff *d, struct item *item, const char *field,
		const char *before, const char *after)
{
	struct diff_row *row = diff_add(d, DIFF_OTHER, item);

	row->field = field;
	row->before = before;
	row->after = after;
	item->differs = true;
}

/* ---- assets --------------------------------------------------------------------- */

/* The next word of a list; its length. */
static size_t next_word(const char **at, const char *between, const char **word)
{
	const char *end = strstr(*at, between);
	size_t n = end != NULL ? (size_t)(end - *at) : strlen(*at);

	*word = *at;
	*at += end != NULL ? n + strlen(between) : n;
	return n;
}

/* Whether each word of one list is in the other. */
static bool holds_all(const char *list, const char *words, const char *between)
{
	const char *word, *known;

	while (*words != '\0') {
		size_t n = next_word(&words, between, &word);
		const char *at = list;
		bool found = false;

		while (*at != '\0' && !found)
			found = next_word(&at, between, &known) == n &&
				strncmp(known, word, n) == 0;
		if (!found)
			return false;
	}
	return true;
}

static void compare_pair(struct diff *d, struct item *after)
{
	static const char *const names[DIFF_FIELDS] = {
		[FIELD_CLASS] = "class",     [FIELD_VENDOR] = "vendor",
		[FIELD_MODEL] = "model",     [FIELD_VERSION] = "version",
		[FIELD_SERIAL] = "serial",   [FIELD_OS] = "os",
		[FIELD_NAME] = "name",
	};
	const struct item *before = after->match;

	for (int i = 0; i < DIFF_FIELDS; i++)
		if (after->field[i][0] != '\0' &&
		    strcmp(before->field[i], after->field[i]) != 0)
			diff_other(d, after, names[i], before->field[i],
				  after->field[i]);
	if (!holds_all(before->software, after->software, "; "))
		diff_other(d, after, "software", before->software,
			   after->software);
	if (!holds_all(before->addresses, after->addresses, " "))
		diff_other(d, after, "addresses", before->addresses,
			  after->addresses);
	if (!holds_all(before->macs, after->macs, " "))
		diff_other(d, after, "macs", before->macs, after->macs);
}

static void compare_assets(struct diff *d)
{
	struct diff_side *before = &d->side[BEFORE], *after = &d->side[AFTER];

	for (size_t i = 0; i < after->items; i++) {
		if (after->item[i].match == NULL)
			diff_add(d, DIFF_NEW, &after->item[i]);
		else
			compare_pair(d, &after->item[i]);
	}
	for (size_t i = 0; i < before->items; i++)
		if (before->item[i].match == NULL)
			diff_add(d, DIFF_GONE, &before->item[i])->unseen =
				!diff_saw(after, before->item[i].net);
}

/* ---- what the second could not see -------------------------------------------------- */

static void add_less(struct diff *d, const char *field, uint64_t before,
		     uint64_t after)
{
	struct diff_row *row = diff_add(d, DIFF_LESS, NULL);
	char text[24];

	row->field = field;
	snprintf(text, sizeof(text), "%llu", (unsigned long long)before);
	row->before = pool_text(&d->pool, text);
	snprintf(text, sizeof(text), "%llu", (unsigned long long)after);
	row->after = pool_text(&d->pool, text);
}

static void compare_coverage(struct diff *d)
{
	const struct diff_extent *a = &d->summary.side[BEFORE];
	const struct diff_extent *b = &d->summary.side[AFTER];
	const struct diff_side *before = &d->side[BEFORE];

	if (b->heard_s < a->heard_s)
		add_less(d, "seconds", a->heard_s, b->heard_s);
	if (b->frames < a->frames)
		add_less(d, "frames", a->frames, b->frames);
	if (b->lost > a->lost)
		add_less(d, "lost", a->lost, b->lost);
	if (b->broken > a->broken)
		add_less(d, "broken", a->broken, b->broken);
	for (size_t i = 0; i < before->nets; i++) {
		char net[NET_TEXT];
		struct diff_row *row;

		if (diff_saw(&d->side[AFTER], before->net[i]))
			continue;
		net_print(before->net[i], net);
		row = diff_add(d, DIFF_LESS, NULL);
		row->field = "network";
		row->before = pool_text(&d->pool, net);
	}
}

/* ---- all ------------------------------------------------------------------------------ */

static int by_kind(const void *a, const void *b)
{
	const struct diff_row *x = a, *y = b;
	int order;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->kind >= DIFF_RAISED && x->severity != y->severity)
		return x->severity > y->severity ? -1 : 1;
	order = strcmp(x->name, y->name);
	if (order == 0 && x->asset != y->asset)
		order = x->asset < y->asset ? -1 : 1;
	if (order == 0)
		order = strcmp(x->rule, y->rule);
	if (order == 0)
		order = strcmp(x->field, y->field);
	if (order == 0)
		order = strcmp(x->after, y->after);
	return order != 0 ? order : strcmp(x->before, y->before);
}

static bool compare_all(struct diff *d, struct err *e)
{
	diff_match(d);
	compare_assets(d);
	if (!diff_services(d, e) || !diff_findings(d, e))
		return false;
	for (size_t i = 0; i < d->side[AFTER].items; i++)
		d->summary.assets_same += d->side[AFTER].item[i].match != NULL &&
					  !d->side[AFTER].item[i].differs;
	compare_coverage(d);
	if (d->rows > 0)
		qsort(d->row, d->rows, sizeof(*d->row), by_kind);
	return true;
}

struct diff *diff_open(const char *before, const char *after, struct err *e)
{
	struct diff *d = must_alloc(1, sizeof(*d));

	if (diff_load(d, BEFORE, before, e) && diff_load(d, AFTER, after, e) &&
	    compare_all(d, e))
		return d;
	diff_close(d);
	return NULL;
}

const struct diff_summary *diff_summary(const struct diff *d)
{
	return &d->summary;
}

void diff_each(const struct diff *d,
	       bool (*each)(void *, const struct diff_row *), void *ctx)
{
	for (size_t i = 0; i < d->rows && each(ctx, &d->row[i]);)
		i++;
}

void diff_close(struct diff *d)
{
	if (d == NULL)
		return;
	for (int i = BEFORE; i < SIDES; i++) {
		reader_close(d->side[i].reader);
		free(d->side[i].item);
		free(d->side[i].net);
	}
	pool_free(&d->pool);
	free(d->row);
	free(d);
}
