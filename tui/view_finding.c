/* SPDX-License-Identifier: Apache-2.0 */
/* view_finding - one finding: why, what to do, and the frames that show it. */
#include <stdio.h>

#include "tui/view_words.h"
#include "tui/views.h"

static const struct shape evidence = {
	6,
	{
		{.title = "FACT", .width = 22, .rank = 1, .grows = 1},
		{.title = "VALUE", .width = 24, .grows = 1},
		{.title = "SAID BY", .width = 14, .rank = 4},
		{.title = "TIMES", .width = 6, .rank = 5, .right = true},
		{.title = "CAPTURE", .width = 16, .rank = 3, .grows = 1},
		{.title = "FRAME", .width = 8, .rank = 2, .right = true},
	}};

/* A line that opens the asset. */
static const struct shape link_shape = {
	1, {{.title = "ASSET", .width = 20, .grows = 1}}};

struct filling {
	struct view *view;
	struct list *list;
	const struct loading *with;
	bool found;
};

static const char *confidence_name(unsigned confidence)
{
	static const char *const names[] = {"low", "medium", "high"};

	return confidence < 3 ? names[confidence] : "unknown";
}

static void add_section(struct filling *f, const char *title, const char *text)
{
	if (text[0] == '\0')
		return;
	list_section(f->list, title);
	list_wrap(f->list, PAINT_PLAIN, 1, f->with->width, text);
}

static const char *end_of(struct list *l, const struct finding_row *d)
{
	char until[DAY_TEXT];

	if (d->until_us == 0)
		return "";
	day_print(d->until_us, until);
	return list_print(l, ", until %s", until);
}

static void add_text(struct filling *f, const struct finding_row *d)
{
	struct list *l = f->list;
	struct row *row;

	list_line(l, severity_paint(d->severity),
		  list_print(l, "%c  %s  %s", severity_sign(d->severity),
			     d->rule, d->title));
	row = list_add(l, &link_shape);
	row->id = d->asset;
	row->opens = &view_asset;
	row->cell[0] = list_print(
		l, "asset %s   %s%s   (Enter opens it)",
		list_device(l, d->asset_name, d->asset_text),
		mask_text(l->mask, SECRET_ADDRESS, text_or(d->asset_ip, "")),
		d->clinical ? "   medical" : "");
	list_line(l, PAINT_PLAIN,
		  list_print(l, "severity %s   confidence %s%s",
			     severity_name(d->severity),
			     confidence_name(d->confidence),
			     d->port > 0
				     ? list_print(l, "   port %u", d->port)
				     : ""));
	list_line(l, PAINT_PLAIN,
		  list_print(l, "seen from %s to %s UTC",
			     word_date(d->first_us).text,
			     word_date(d->last_us).text));
	list_line(l, PAINT_PLAIN,
		  list_print(l, "%s since %s UTC%s%s%s",
			     finding_state_name(d->state),
			     word_date(d->since_us).text,
			     d->decided_by[0] != '\0' ? ", by " : "",
			     mask_text(l->mask, SECRET_NAME, d->decided_by),
			     end_of(l, d)));
	add_section(f, "DECIDED BECAUSE",
		    mask_text(l->mask, SECRET_PROSE, d->reason));
	add_section(f, "SEEN", list_detail(l, d->detail));
	add_section(f, "WHAT TO DO", d->advice);
	add_section(f, "WHY IT MATTERS", d->because);
	add_section(f, "SOURCE", d->source);
}

static bool add_finding(void *ctx, const struct finding_row *d)
{
	struct filling *f = ctx;

	if (d->id != f->view->subject)
		return true;
	f->found = true;
	snprintf(f->view->name, sizeof(f->view->name), "%s > %.100s", d->rule,
		 list_device(f->list, d->asset_name, d->asset_text));
	snprintf(f->view->line, sizeof(f->view->line),
		 "finding %s, %u piece%s of evidence", d->id_text, d->evidences,
		 d->evidences == 1 ? "" : "s");
	add_text(f, d);
	return false;
}

static bool add_evidence(void *ctx, const struct evidence_row *r)
{
	struct filling *f = ctx;
	struct list *l = f->list;
	struct row *row = list_add(l, &evidence);
	const char *value = list_secret(l, secret_of_attr(r->attr), r->value);
	const char *capture = list_secret(l, SECRET_NAME, r->capture);

	row->id = r->fact;
	row->cell[0] = list_text(l, r->attr);
	row->cell[1] = value;
	row->cell[2] = list_print(l, "%s/%s", r->voice, r->source);
	row->cell[3] = list_text(l, word_count(r->count).text);
	row->cell[4] = capture;
	row->cell[5] = list_print(l, "%llu", (unsigned long long)r->frame);
	row->note[0] = list_print(l, "%s: %s", r->sentence, value);
	row->note[1] = list_print(l, "%s frame %llu, from %s to %s UTC",
				  capture, (unsigned long long)r->frame,
				  word_date(r->first_us).text,
				  word_date(r->last_us).text);
	return true;
}

static bool load(struct view *v, const struct loading *with, struct err *e)
{
	struct filling f = {.view = v, .list = with->list, .with = with};
	struct query q = {0};

	if (!reader_finding_asset(with->reader, v->subject, &q.asset, e))
		return false;
	if (q.asset != 0 && !reader_findings(with->reader, &q, add_finding, &f, e))
		return false;
	if (!f.found) {
		list_line(f.list, PAINT_PLAIN,
			  "This finding no longer holds. Esc goes back.");
		return true;
	}
	list_section(f.list, "EVIDENCE");
	list_titles(f.list, &evidence);
	return reader_finding_evidence(with->reader, q.asset, v->subject,
				       add_evidence, &f, e);
}

static bool request(struct view *v, enum request r, struct step *step)
{
	if (r == REQ_DECIDE) {
		step->subject = v->subject;
		return true;
	}
	return view_open_row(v, r, step);
}

const struct view_ops view_finding = {
	.name = "Finding",
	.title = "one finding: why, what to do, and the frames that show it",
	.traits = TRAIT_ANY | TRAIT_ROWS | TRAIT_OPEN | TRAIT_DECIDE,
	.empty = "",
	.load = load,
	.draw = view_draw_list,
	.request = request,
};
