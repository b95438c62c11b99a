/* SPDX-License-Identifier: Apache-2.0 */
/* view_flows - who talks to whom: all, or those of one asset. */
#include <stdio.h>
#include <string.h>

#include "tui/view_words.h"
#include "tui/views.h"

static const struct shape shape = {
	9,
	{
		{.title = "CLIENT", .width = 13, .grows = 1},
		{.title = "SERVER", .width = 13, .grows = 1},
		{.title = "PORT", .width = 9, .rank = 1, .right = true},
		{.title = "PROTOCOL", .width = 10, .grows = 2},
		{.title = "STATE", .width = 9, .rank = 2},
		{.title = "TIMES", .width = 5, .rank = 3, .right = true},
		{.title = "OCTETS", .width = 7, .rank = 4, .right = true},
		{.title = "KNOWN BY", .width = 8, .rank = 6},
		{.title = "LAST", .width = 4, .rank = 5, .right = true},
	}};

/* What the orders of assets mean for conversations. */
static const char *const orders[ASSET_ORDERS] = {
	[BY_RISK] = "octets",	[BY_NAME] = "client",
	[BY_CLASS] = "protocol", [BY_VENDOR] = "server",
	[BY_ADDRESS] = "address", [BY_SEEN] = "seen",
};

struct filling {
	struct list *list;
	uint64_t now_us;
};

/* "clear" is said only of what a parser of ours has read. */
static const char *state_of(const struct flow_row *f)
{
	if (f->refused && !f->answered)
		return "refused";
	if (!f->answered)
		return strcmp(f->transport, "tcp") == 0 ? "no answer"
							: "one way";
	if (f->encrypted)
		return "encrypted";
	return f->known_by[0] != '\0' && strcmp(f->known_by, "ndpi") != 0
		       ? "clear"
		       : "answered";
}

/* Who is no device of ours has no id. */
static const char *end_of(struct list *l, const char *name, const char *address,
			  const char *id)
{
	return list_device(l, text_or(name, address), id);
}

static bool add_flow(void *ctx, const struct flow_row *f)
{
	struct filling *with = ctx;
	struct list *l = with->list;
	struct row *row = list_add(l, &shape);

	row->id = f->id;
	row->cell[0] = end_of(l, f->client_name, f->client, f->client_id);
	row->cell[1] = end_of(l, f->server_name, f->server, f->server_id);
	row->cell[2] = f->port > 0
			       ? list_print(l, "%u/%s", f->port, f->transport)
			       : list_text(l, text_or(f->transport, ""));
	row->cell[3] = f->protocol[0] != '\0' ? list_text(l, f->protocol)
					      : "unknown";
	row->cell[4] = state_of(f);
	row->cell[5] = list_text(l, word_count(f->flows).text);
	row->cell[6] = list_text(
		l, word_octets(f->octets[0] + f->octets[1]).text);
	row->cell[7] = list_text(l, text_or(f->known_by, ""));
	row->cell[8] = list_text(l, word_age(f->last_us, with->now_us).text);
	row->note[0] = list_print(l, "%s to %s%s%s   %s packets out, %s back",
				  mask_text(l->mask, SECRET_ADDRESS, f->client),
				  mask_text(l->mask, SECRET_ADDRESS, f->server),
				  strcmp(f->net, "-") != 0 ? ", " : "",
				  strcmp(f->net, "-") != 0 ? f->net : "",
				  word_count(f->packets[0]).text,
				  word_count(f->packets[1]).text);
	row->note[1] = list_print(l, "from %s to %s UTC   %s",
				  word_date(f->first_us).text,
				  word_date(f->last_us).text, f->hours);
	return true;
}

static bool load(struct view *v, const struct loading *with, struct err *e)
{
	struct filling f = {with->list, with->site->last_us};
	struct query q = view_query(v);
	struct site_row site = *with->site;

	if (!reader_amounts(with->reader, &site, e))
		return false;
	v->of = site.flows;
	return reader_flows(with->reader, &q, add_flow, &f, e);
}

const struct view_ops view_flows = {
	.name = "Flows",
	.title = "who talks to whom",
	.traits = TRAIT_ANY | TRAIT_ROWS | TRAIT_FILTER | TRAIT_ORDER,
	.shape = &shape,
	.orders = orders,
	.empty = "No conversation has been seen yet.",
	.load = load,
	.draw = view_draw_list,
};

/* A peers view while it is loaded. */
struct naming {
	struct view *view;
	struct list *list;
};

static bool take_name(void *ctx, const struct asset_row *a)
{
	struct naming *n = ctx;

	snprintf(n->view->name, sizeof(n->view->name), "%s",
		 list_device(n->list, a->name, a->id_text));
	return false;
}

static bool load_peers(struct view *v, const struct loading *with,
		       struct err *e)
{
	struct filling f = {with->list, with->site->last_us};
	struct query q = view_query(v);
	struct query one = {.asset = v->subject, .limit = 1};
	struct naming n = {v, with->list};

	q.asset = v->subject;
	if (!reader_assets(with->reader, &one, take_name, &n, e) ||
	    !reader_flows(with->reader, &q, add_flow, &f, e))
		return false;
	if (v->filter[0] == '\0')
		v->of = with->list->rows;
	return true;
}

const struct view_ops view_peers = {
	.name = "Flows",
	.title = "the conversations of one asset",
	.traits = TRAIT_ANY | TRAIT_ROWS | TRAIT_FILTER | TRAIT_ORDER,
	.shape = &shape,
	.orders = orders,
	.empty = "This asset was in no conversation.",
	.load = load_peers,
	.draw = view_draw_list,
};
