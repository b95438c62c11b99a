/* SPDX-License-Identifier: Apache-2.0 */
/* diff_more - services and findings of assets that both databases know. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "store/diff.h"

/* ---- services ------------------------------------------------------------------- */

struct service {
	const struct item *item; /* of the first database, if it is in both    */
	uint16_t port;
	uint8_t l4;
	int side;
};

struct services {
	struct diff *diff;
	int side;
	struct service *service;
	size_t n;
};

static bool take_service(void *ctx, sqlite3_stmt *s)
{
	struct services *all = ctx;
	const struct item *item = item_find(&all->diff->side[all->side],
					    column_number(s, 0));

	if (item == NULL || item->match == NULL)
		return true;
	all->service = grow(all->service, all->n, sizeof(*all->service));
	all->service[all->n++] = (struct service){
		all->side == AFTER ? item->match : item,
		(uint16_t)column_number(s, 2), (uint8_t)column_number(s, 1),
		all->side};
	return true;
}

static int by_service(const void *a, const void *b)
{
	const struct service *x = a, *y = b;

	if (x->item != y->item)
		return x->item < y->item ? -1 : 1;
	if (x->l4 != y->l4)
		return x->l4 - y->l4;
	if (x->port != y->port)
		return x->port - y->port;
	return x->side - y->side;
}

static bool is_other_service(const struct service *x, const struct service *y)
{
	return x->item != y->item || x->l4 != y->l4 || x->port != y->port;
}

/* A port that answers now, and was not seen to before. */
bool diff_services(struct diff *d, struct err *e)
{
	struct services all = {.diff = d};
	bool good = true;

	for (; all.side < SIDES && good; all.side++)
		good = listing_all(d->side[all.side].reader,
				   "SELECT DISTINCT server_asset, l4, port FROM "
				   "talk WHERE answered = 1 AND port BETWEEN 1 "
				   "AND 49151 AND server_asset <> 0",
				   take_service, &all, e);
	if (all.n > 0)
		qsort(all.service, all.n, sizeof(*all.service), by_service);
	for (size_t i = 0; i < all.n; i++) {
		const struct service *s = &all.service[i];
		char text[16];

		if (s->side == BEFORE ||
		    (i > 0 && !is_other_service(s - 1, s)))
			continue;
		snprintf(text, sizeof(text), "%u/%s", s->port,
			 s->l4 == 6 ? "tcp" : s->l4 == 17 ? "udp" : "ip");
		diff_other(d, s->item->match, "service", "",
			   pool_text(&d->pool, text));
	}
	free(all.service);
	return good;
}

/* ---- findings ------------------------------------------------------------------- */

struct risk {
	const struct item *item; /* of the first database, or of the second    */
	const char *rule, *title;
	enum severity severity;
	uint16_t port;
	int side;
};

struct risks {
	struct diff *diff;
	int side;
	const char *rule, *title; /* of the row before, of which many have one */
	struct risk *risk;
	size_t n;
};

/* Rows come by rule. */
static void take_words(struct risks *all, sqlite3_stmt *s)
{
	char rule[LIFE_RULE], title[128];

	column_text(s, 1, rule, sizeof(rule));
	column_text(s, 2, title, sizeof(title));
	if (all->rule != NULL && strcmp(all->rule, rule) == 0 &&
	    strcmp(all->title, title) == 0)
		return;
	all->rule = pool_text(&all->diff->pool, rule);
	all->title = pool_text(&all->diff->pool, title);
}

static bool take_risk(void *ctx, sqlite3_stmt *s)
{
	struct risks *all = ctx;
	const struct item *item = item_find(&all->diff->side[all->side],
					    column_number(s, 0));
	struct risk *risk;

	if (item == NULL)
		return true;
	all->risk = grow(all->risk, all->n, sizeof(*all->risk));
	risk = &all->risk[all->n++];
	*risk = (struct risk){
		.item = all->side == AFTER && item->match != NULL ? item->match
								  : item,
		.severity = column_severity(s, 3),
		.port = (uint16_t)column_number(s, 4),
		.side = all->side,
	};
	take_words(all, s);
	risk->rule = all->rule;
	risk->title = all->title;
	return true;
}

static int same_risk(const struct risk *x, const struct risk *y)
{
	int order;

	if (x->item != y->item)
		return x->item < y->item ? -1 : 1;
	order = strcmp(x->rule, y->rule);
	return order != 0 ? order : x->port - y->port;
}

static int by_risk(const void *a, const void *b)
{
	const struct risk *x = a, *y = b;
	int order = same_risk(x, y);

	return order != 0 ? order : x->side - y->side;
}

static void add_risk(struct diff *d, const struct risk *r)
{
	const struct item *shown = r->item->match != NULL && r->side == AFTER
					   ? r->item->match
					   : r->item;
	struct diff_row *row = diff_add(
		d, r->side == AFTER ? DIFF_RAISED : DIFF_NOT_OPEN, shown);

	row->rule = r->rule;
	row->title = r->title;
	row->severity = r->severity;
	row->port = r->port;
	if (r->side == AFTER && r->severity > d->summary.worst)
		d->summary.worst = r->severity;
}

/* Those that ask for action. Of a device that is gone none has ended. */
bool diff_findings(struct diff *d, struct err *e)
{
	struct risks all = {.diff = d};
	bool good = true;

	for (; all.side < SIDES && good; all.side++)
		good = listing_all(d->side[all.side].reader,
				   "SELECT f.asset, u.name, u.title, u.severity, "
				   "f.port FROM " OPEN_FINDINGS " ORDER BY u.id",
				   take_risk, &all, e);
	if (all.n > 0)
		qsort(all.risk, all.n, sizeof(*all.risk), by_risk);
	for (size_t i = 0, j; i < all.n; i = j) {
		for (j = i; j < all.n &&
			    same_risk(&all.risk[i], &all.risk[j]) == 0;)
			j++;
		if (j - i == 1 && (all.risk[i].side == AFTER ||
				   all.risk[i].item->match != NULL))
			add_risk(d, &all.risk[i]);
	}
	free(all.risk);
	return good;
}
