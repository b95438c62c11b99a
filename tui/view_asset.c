/* SPDX-License-Identifier: Apache-2.0 */
/* view_asset - one asset: what is claimed, what is wrong, and the evidence. */
#include <stdio.h>
#include <string.h>

#include "tui/view_words.h"
#include "tui/views.h"

static const struct shape claims = {
	4,
	{
		{.title = "CLAIM", .width = 10, .painted = true},
		{.title = "VALUE", .width = 30, .grows = 1},
		{.title = "SURE    WEIGHT", .width = 14, .rank = 1},
		{.title = "STATE", .width = 10, .rank = 2},
	}};

static const struct shape findings = {
	3,
	{
		{.title = "SEV", .width = 3, .painted = true},
		{.title = "ID", .width = 8, .rank = 1},
		{.title = "FINDING", .width = 30, .grows = 1},
	}};

static const struct shape changes = {
	3,
	{
		{.title = "WHEN", .width = 16},
		{.title = "KIND", .width = 8, .rank = 1},
		{.title = "WHAT", .width = 30, .grows = 1},
	}};

enum { CHANGES_SHOWN = 10 };

static const struct shape devices = {
	4,
	{
		{.title = "DEVICE", .width = 14, .painted = true},
		{.title = "CLASS", .width = 14, .grows = 1},
		{.title = "MODEL", .width = 20, .grows = 1},
		{.title = "SERIAL", .width = 12, .rank = 1, .grows = 1},
	}};

static const struct shape evidence = {
	7,
	{
		{.title = "PROVES", .width = 10, .rank = 3},
		{.title = "BY", .width = 22, .rank = 1, .grows = 1},
		{.title = "VALUE", .width = 20, .grows = 1},
		{.title = "WEIGHT", .width = 6, .rank = 4, .right = true},
		{.title = "SAID BY", .width = 14, .rank = 5, .grows = 1},
		{.title = "CAPTURE", .width = 14, .rank = 6, .grows = 1},
		{.title = "FRAME", .width = 7, .rank = 2, .right = true},
	}};

struct filling {
	struct view *view;
	struct list *list;
	const struct loading *with;
	bool found;
	size_t lines;
};

static const char *medical_of(const struct asset_row *a)
{
	if (a->clinical)
		return "medical";
	return a->criticality >= 'A' && a->criticality <= 'C' &&
			       a->grade == GRADE_POSSIBLE
		       ? "possibly medical"
		       : "not known as medical";
}

static void add_head(struct filling *f, const struct asset_row *a)
{
	struct list *l = f->list;
	unsigned width = f->with->width;
	const char *means = criticality_means(a->criticality);

	list_line(l, PAINT_TITLE,
		  list_print(l, "%s   %s %s %s",
			     list_device(l, a->name, a->id_text), a->vendor,
			     a->model, a->version));
	list_findings(l, "findings", a->findings);
	list_wrap(l, PAINT_PLAIN, 0, width,
		  list_print(l, "%s, %s%s%s",
			     text_or(a->class_name, "unknown class"),
			     medical_of(a), means[0] != '\0' ? "   " : "",
			     means));
	if (a->behind != 0)
		list_line(l, PAINT_PLAIN,
			  list_print(l, "behind %s (%s), which passes on its "
				     "data",
				     mask_text(l->mask, SECRET_NAME,
					       a->behind_name),
				     a->behind_text));
	list_wrap(l, PAINT_PLAIN, 0, width,
		  list_print(l, "addresses %s",
			     mask_text(l->mask, SECRET_ADDRESS,
				       text_or(a->addresses, a->ip))));
	list_line(l, PAINT_PLAIN,
		  list_print(l, "MAC %s%s%s   network %s",
			     a->mac[0] != '\0' ? mask_text(l->mask,
							   SECRET_ADDRESS,
							   a->mac)
					       : "not seen (routed)",
			     a->mac_owner[0] != '\0' ? ", " : "",
			     a->mac_owner, text_or(a->net, "")));
	list_line(l, PAINT_PLAIN,
		  list_print(l, "id %s   seen from %s to %s UTC", a->id_text,
			     word_date(a->first_us).text,
			     word_date(a->last_us).text));
	if (a->software[0] != '\0')
		list_wrap(l, PAINT_PLAIN, 0, width,
			  list_print(l, "runs %s", a->software));
}

static bool add_asset(void *ctx, const struct asset_row *a)
{
	struct filling *f = ctx;

	f->found = true;
	snprintf(f->view->name, sizeof(f->view->name), "%s",
		 list_device(f->list, a->name, a->id_text));
	snprintf(f->view->line, sizeof(f->view->line),
		 "%u fact%s, %u service%s", a->facts, a->facts == 1 ? "" : "s",
		 a->services, a->services == 1 ? "" : "s");
	add_head(f, a);
	return false;
}

static bool add_device(void *ctx, const struct asset_row *a)
{
	struct filling *f = ctx;
	struct list *l = f->list;
	struct row *row;

	if (f->lines++ == 0) {
		list_section(l, "DEVICES BEHIND IT");
		list_titles(l, &devices);
	}
	row = list_add(l, &devices);
	row->id = a->id;
	row->opens = &view_asset;
	row->paint = worst_paint(a->findings);
	row->cell[0] = list_device(l, a->name, a->id_text);
	row->cell[1] = list_text(l, text_or(a->class_name, "unknown"));
	row->cell[2] = list_print(l, "%s%s%s", a->vendor,
				  a->vendor[0] != '\0' ? " " : "", a->model);
	row->cell[3] = list_secret(l, SECRET_SERIAL, text_or(a->serial, ""));
	return true;
}

/* The devices whose data it passes on; nothing when there are none. */
static bool add_devices(struct filling *f, struct err *e)
{
	char id[ASSET_ID_TEXT], filter[32];
	struct query q = {.filter = filter, .limit = VIEW_ROWS_MAX};
	bool good;

	asset_id_print(f->view->subject, id);
	snprintf(filter, sizeof(filter), "behind:%s", id);
	good = reader_assets(f->with->reader, &q, add_device, f, e);
	f->lines = 0;
	return good;
}

static bool add_claim(void *ctx, const struct claim_row *c)
{
	struct filling *f = ctx;
	struct list *l = f->list;
	struct row *row = list_add(l, &claims);

	f->lines++;
	row->paint = c->chosen ? PAINT_PLAIN : PAINT_DIM;
	row->cell[0] = list_text(l, c->kind);
	row->cell[1] = list_secret(l, secret_of_claim(c->kind), c->value);
	row->cell[2] = c->said != 0
			       ? list_print(l, "by %s",
					    mask_text(l->mask, SECRET_NAME,
						      c->author))
			       : list_print(l, "%-9s %4u", grade_name(c->grade),
					    c->decibans);
	row->cell[3] = c->said != 0  ? "said"
		       : !c->chosen    ? "outweighed"
		       : c->disputed ? "! disputed"
				     : "";
	return true;
}

static bool add_finding(void *ctx, const struct finding_row *d)
{
	struct filling *f = ctx;
	struct list *l = f->list;
	struct row *row = list_add(l, &findings);

	f->lines++;
	row->id = d->id;
	row->opens = &view_finding;
	row->paint = finding_state_is_open(d->state)
			     ? severity_paint(d->severity)
			     : PAINT_DIM;
	row->cell[0] = list_print(l, " %c", severity_sign(d->severity));
	row->cell[1] = list_text(l, d->rule);
	row->cell[2] = d->port > 0 ? list_print(l, "%s (port %u)", d->title,
						d->port)
				   : list_text(l, d->title);
	row->note[0] = text_or(list_detail(l, d->detail), d->title);
	row->note[1] = list_print(l, "do: %s", text_or(d->advice, d->because));
	return true;
}

static bool add_change(void *ctx, const struct change_row *c)
{
	struct filling *f = ctx;
	struct list *l = f->list;
	struct row *row = list_add(l, &changes);

	f->lines++;
	row->cell[0] = list_text(l, word_date(c->at_us).text);
	row->cell[1] = list_text(l, c->kind);
	row->cell[2] = list_change(l, c);
	return true;
}

static bool add_evidence(void *ctx, const struct evidence_row *r)
{
	struct filling *f = ctx;
	struct list *l = f->list;
	struct row *row = list_add(l, &evidence);
	const char *value = list_secret(l, secret_of_attr(r->attr), r->value);
	const char *capture = list_secret(l, SECRET_NAME, r->capture);

	f->lines++;
	row->id = r->fact;
	row->paint = r->claim[0] != '\0' && !r->counted ? PAINT_DIM
							: PAINT_PLAIN;
	row->cell[0] = list_text(l, text_or(r->claim, ""));
	row->cell[1] = list_text(l, r->attr);
	row->cell[2] = value;
	row->cell[3] = r->claim[0] != '\0'
			       ? list_print(l, "%u%s", r->decibans,
					    r->counted ? "" : "-")
			       : "";
	row->cell[4] = list_print(l, "%s/%s", r->voice, r->source);
	row->cell[5] = capture;
	row->cell[6] = list_print(l, "%llu", (unsigned long long)r->frame);
	row->note[0] = list_print(
		l, "%s: %s%s%s%s%s", r->sentence, value,
		r->claim[0] != '\0' ? "   so " : "", r->claim,
		r->claim[0] != '\0' ? " " : "",
		mask_text(l->mask, secret_of_claim(r->claim), r->claim_value));
	row->note[1] = list_print(
		l, "%s frame %llu, %s UTC, seen %llu times%s%s", capture,
		(unsigned long long)r->frame, word_date(r->first_us).text,
		(unsigned long long)r->count,
		r->where[0] != '\0' ? "   by " : "", r->where);
	return true;
}

/* A section that says so when it has no rows. */
static void close_section(struct filling *f, const char *none)
{
	if (f->lines == 0)
		list_line(f->list, PAINT_PLAIN, none);
	f->lines = 0;
}

static bool load(struct view *v, const struct loading *with, struct err *e)
{
	struct filling f = {.view = v, .list = with->list, .with = with};
	struct query q = {.asset = v->subject, .limit = 1};

	if (!reader_assets(with->reader, &q, add_asset, &f, e))
		return false;
	if (!f.found) {
		list_line(f.list, PAINT_PLAIN,
			  "This asset is no longer there; its facts now "
			  "belong to another one. Esc goes back.");
		return true;
	}
	q.limit = VIEW_ROWS_MAX;
	list_section(f.list, "WHAT IT IS");
	list_titles(f.list, &claims);
	if (!reader_claims(with->reader, v->subject, add_claim, &f, e))
		return false;
	close_section(&f, "Nothing is known of it but that it is there.");
	if (!add_devices(&f, e))
		return false;
	list_section(f.list, "FINDINGS");
	if (!reader_findings(with->reader, &q, add_finding, &f, e))
		return false;
	close_section(&f, "None.");
	q.limit = CHANGES_SHOWN;
	list_section(f.list, "WHAT BECAME OF IT");
	if (!reader_changes(with->reader, &q, add_change, &f, e))
		return false;
	f.lines = 0;
	q.limit = VIEW_ROWS_MAX;
	list_section(f.list, "EVIDENCE");
	list_titles(f.list, &evidence);
	if (!reader_evidence(with->reader, v->subject, add_evidence, &f, e))
		return false;
	close_section(&f, "None was kept.");
	return true;
}

static bool request(struct view *v, enum request r, struct step *step)
{
	if (r == REQ_PEERS) {
		step->open = &view_peers;
		step->subject = v->subject;
		return true;
	}
	return view_open_row(v, r, step);
}

const struct view_ops view_asset = {
	.name = "Asset",
	.title = "one device: what it is, what is wrong, and how that is known",
	.traits = TRAIT_ANY | TRAIT_ROWS | TRAIT_OPEN | TRAIT_PEERS |
		  TRAIT_DECIDE,
	.empty = "",
	.load = load,
	.draw = view_draw_list,
	.request = request,
};
