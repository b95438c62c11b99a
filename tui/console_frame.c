/* SPDX-License-Identifier: Apache-2.0 */
/* console_frame - what stands around every view, and where the view goes. */
#include <stdio.h>
#include <string.h>

#include "tui/console_state.h"
#include "tui/view_words.h"

/* Notes need ROOMY lines, and take one more of TALL ones. */
enum { ROOMY = 18, TALL = 24, TITLE_LEAST = 8 };

/* One word after the other on a line, as long as they fit whole. */
struct pen {
	struct grid *grid;
	unsigned x, y;
};

static void pen_put(struct pen *p, enum paint paint, const char *text)
{
	unsigned columns = text_columns(text, p->grid->ascii);

	if (p->x + columns > p->grid->width)
		columns = p->grid->width - p->x;
	p->x += grid_put(p->grid, p->x, p->y, columns, paint, text);
}

/* The end of text that fits into width columns, behind a ~ where it was cut. */
static void put_end(struct grid *g, unsigned x, unsigned y, unsigned width,
		    enum paint paint, const char *text)
{
	unsigned columns = text_columns(text, g->ascii), one;

	if (columns > width && width > 0) {
		grid_put(g, x++, y, 1, paint, "~");
		width--;
	}
	for (; columns > width; columns -= one)
		text_next(&text, g->ascii, &one);
	grid_put(g, x, y, width, paint, text);
}

/* ---- what the world says ---------------------------------------------------------- */

/* It may quote what was typed, or name a file. */
static const char *problem_of(const struct console *c)
{
	if (!c->mask.privacy || c->problem.kind == ERR_NONE)
		return c->problem.text;
	return c->problem.kind == ERR_USAGE
		       ? "this filter is not understood; P shows why"
		       : "the database has a problem; P shows which";
}

static const char *said_of(const struct console *c)
{
	return c->masked != NULL && c->mask.privacy && c->said[0] != '\0'
		       ? c->masked
		       : c->said;
}

/* ---- the first line ------------------------------------------------------------- */

static void put_state(const struct console *c, struct pen *p)
{
	char text[64];

	if (c->frozen) {
		pen_put(p, PAINT_ALARM,
			c->newer ? "[FROZEN, there is more: z]" : "[FROZEN]");
		return;
	}
	if (console_silence(c) > 0) {
		snprintf(text, sizeof(text), "NO DATA %llu m",
			 (unsigned long long)(console_silence(c) / 60));
		pen_put(p, PAINT_ALARM, text);
		return;
	}
	if (c->site.recording)
		pen_put(p, PAINT_GOOD, "LIVE");
	else
		pen_put(p, PAINT_PLAIN, "stored");
}

/* Whoever shows a screen to others must see that he may. */
static void put_mask(const struct console *c, struct pen *p)
{
	if (!c->mask.privacy)
		return;
	pen_put(p, PAINT_PLAIN, " ");
	pen_put(p, PAINT_ALARM, "MASKED");
}

static void draw_header(const struct console *c, struct grid *g)
{
	struct pen p = {g, 0, 0};
	const struct site_row *s = &c->site;
	const char *title = mask_text(c->mask, SECRET_NAME, c->title);
	const char *slash = strrchr(title, '/');
	bool drops = c->lost > 0 && c->lost * 1000 > c->packets + c->lost;
	char text[CONSOLE_TITLE + 64];

	pen_put(&p, PAINT_TITLE, " wardwatch");
	pen_put(&p, PAINT_PLAIN, " | ");
	put_state(c, &p);
	put_mask(c, &p);
	snprintf(text, sizeof(text), " | %u C %u H | %u assets | ",
		 s->findings[SEVERITY_CRITICAL], s->findings[SEVERITY_HIGH],
		 s->assets);
	pen_put(&p, PAINT_PLAIN, text);
	snprintf(text, sizeof(text), "%s %s", drops ? "DROP" : "drop",
		 word_share(c->lost, c->lost + c->packets).text);
	pen_put(&p, drops ? PAINT_ALARM : PAINT_PLAIN, text);
	if (s->last_us > 0) {
		snprintf(text, sizeof(text), " | %s UTC",
			 s->recording ? word_clock(s->last_us).text
				      : word_date(s->last_us).text);
		pen_put(&p, PAINT_PLAIN, text);
	}
	if (title[0] == '\0' || p.x + TITLE_LEAST > g->width)
		return;
	/* The end of a path says which. */
	if (p.x + 3 + text_columns(title, g->ascii) > g->width && slash != NULL)
		title = slash + 1;
	pen_put(&p, PAINT_PLAIN, " | ");
	pen_put(&p, PAINT_PLAIN, title);
}

/* " 1 Home  [2 Assets]  3 Findings", or " Assets > ct-1". */
static void draw_places(const struct console *c, struct grid *g)
{
	struct pen p = {g, 0, 1};
	const struct view_ops *ops;
	char text[ROW_TEXT + 32];

	if (c->depth > 0) {
		snprintf(text, sizeof(text), " %s", view_first(c->at)->name);
		pen_put(&p, PAINT_PLAIN, text);
	}
	for (unsigned i = 0; i < c->depth; i++) {
		const struct view *v = c->over[i];

		snprintf(text, sizeof(text), " > %s%s%s", v->ops->name,
			 v->name[0] != '\0' ? " " : "", v->name);
		pen_put(&p, i + 1 == c->depth ? PAINT_TITLE : PAINT_PLAIN,
			text);
	}
	for (unsigned i = 0; c->depth == 0 && (ops = view_first(i)) != NULL;
	     i++) {
		snprintf(text, sizeof(text), i == c->at ? " [%u %s]" : "  %u %s ",
			 i + 1, ops->name);
		pen_put(&p, i == c->at ? PAINT_TITLE : PAINT_PLAIN, text);
	}
}

/* ---- around the list -------------------------------------------------------------- */

static void draw_line(struct console *c, struct grid *g, unsigned y)
{
	const struct view *v = console_view(c);
	char text[FILTER_TEXT + 32], count[64], filter[FILTER_TEXT];

	mask_filter(c->mask, v->filter, filter, sizeof(filter));
	if ((v->ops->traits & TRAIT_FILTER) == 0) {
		grid_put(g, 1, y, g->width, PAINT_DIM, v->line);
		return;
	}
	snprintf(count, sizeof(count), "(%zu of %zu%s) ", v->list.rows, v->of,
		 v->list.rows >= VIEW_ROWS_MAX && v->of > v->list.rows
			 ? ", filter to see others"
			 : "");
	grid_put_right(g, 0, y, g->width, PAINT_PLAIN, count);
	if (v->filter[0] != '\0' || c->typing)
		snprintf(text, sizeof(text), "%sfilter: %s%s",
			 c->problem.kind != ERR_NONE ? "!! " : "", filter,
			 c->typing ? "_" : "");
	else
		snprintf(text, sizeof(text), "%s", v->ops->title);
	if (g->width <= strlen(count) + 2)
		return;
	if (c->typing)
		put_end(g, 1, y, g->width - (unsigned)strlen(count) - 2,
			PAINT_TITLE, text);
	else
		grid_put(g, 1, y, g->width - (unsigned)strlen(count) - 2,
			 PAINT_PLAIN, text);
}

/* Nothing is there yet: why, and what would fill it. */
static void explain_empty(struct console *c, struct list *page,
			  unsigned width)
{
	list_wrap(page, PAINT_PLAIN, 0, width, console_view(c)->ops->empty);
	if (c->site.recording) {
		list_wrap(page, PAINT_PLAIN, 0, width,
			  "A capture is running. If nothing comes within a "
			  "minute, press 5: without frames there, the mirror "
			  "port sends nothing, or the filter takes it away; "
			  "in another terminal, wardwatch doctor tells more.");
	} else if (c->site.assets == 0) {
		list_line(page, PAINT_PLAIN, "");
		list_wrap(page, PAINT_PLAIN, 0, width,
			  "To fill this database, run in another terminal, "
			  "with --db and its path:");
		list_line(page, PAINT_TITLE, "  wardwatch scan FILE...");
		list_line(page, PAINT_TITLE, "  wardwatch watch -i INTERFACE");
		list_wrap(page, PAINT_PLAIN, 0, width,
			  "The first devices appear here within seconds.");
	}
}

static void draw_empty(struct console *c, struct grid *g, unsigned y,
		       unsigned height)
{
	struct list page = {.unmarked = true};

	if (c->problem.kind != ERR_NONE)
		list_wrap(&page, PAINT_PLAIN, 0, g->width, problem_of(c));
	else if (console_view(c)->filter[0] != '\0')
		list_wrap(&page, PAINT_PLAIN, 0, g->width,
			  "Nothing matches this filter. F4 shows all again.");
	else
		explain_empty(c, &page, g->width);
	list_draw(&page, g, y, height);
	list_close(&page);
}

/* The notes of the marked row, under a rule; the second is wrapped. */
static void draw_notes(const struct view *v, struct grid *g, unsigned y,
		       unsigned lines)
{
	const struct row *row = list_marked(&v->list);
	struct list page = {.unmarked = true};

	grid_fill(g, 0, y, g->width, '-', PAINT_DIM);
	if (row == NULL)
		return;
	if (row->note[0] != NULL)
		list_line(&page, PAINT_PLAIN, row->note[0]);
	if (row->note[1] != NULL)
		list_wrap(&page, PAINT_PLAIN, 0, g->width, row->note[1]);
	/* What finds no line is cut where it can be seen. */
	if (page.rows > lines)
		page.row[lines - 1].cell[0] =
			list_print(&page, "%s %s", page.row[lines - 1].cell[0],
				   page.row[lines].cell[0]);
	list_draw(&page, g, y + 1, lines);
	list_close(&page);
}

static void draw_status(struct console *c, struct grid *g, unsigned y)
{
	const struct view *v = console_view(c);
	char right[64], left[600] = "";
	bool bad = c->problem.kind != ERR_NONE || c->said[0] != '\0';

	snprintf(right, sizeof(right), "%zu/%zu ",
		 v->list.rows > 0 ? v->list.marked + 1 : 0, v->list.rows);
	grid_put_right(g, 0, y, g->width, PAINT_PLAIN, right);
	if (c->problem.kind != ERR_NONE)
		snprintf(left, sizeof(left), "!! %s", problem_of(c));
	else if (c->said[0] != '\0')
		snprintf(left, sizeof(left), "%s", said_of(c));
	else if (c->typing)
		snprintf(left, sizeof(left),
			 "Enter keeps this filter, Esc drops it");
	else if (c->deciding)
		snprintf(left, sizeof(left), "deciding: %s", c->dialogue.about);
	else if (c->stopped)
		snprintf(left, sizeof(left),
			 "capture stopped %s, showing stored data",
			 word_clock(c->site.written_us).text);
	else if ((v->ops->traits & TRAIT_ORDER) != 0)
		snprintf(left, sizeof(left), "sorted by %s%s",
			 v->ops->orders != NULL ? v->ops->orders[v->order]
						: asset_order_name(v->order),
			 v->reverse ? ", reversed" : "");
	if (g->width > strlen(right) + 2)
		grid_put(g, 1, y, g->width - (unsigned)strlen(right) - 2,
			 bad ? PAINT_ALARM : PAINT_PLAIN, left);
}

/* The keys with a label that work here, as many as fit. */
static void draw_keys(const struct view *v, struct grid *g, unsigned y)
{
	struct pen p = {g, 0, y};
	const struct request_row *r;
	char text[KEY_WORD + 32];

	for (unsigned i = 0; (r = request_at(i)) != NULL; i++) {
		int n = (int)strcspn(r->keys, " ");

		if (r->label[0] == '\0' || (r->trait & v->ops->traits) == 0)
			continue;
		snprintf(text, sizeof(text), " %.*s %s ", n, r->keys, r->label);
		if (p.x + strlen(text) > g->width)
			break;
		pen_put(&p, PAINT_DIM, text);
	}
}

/* What is decided, and the line in which somebody types. */
static void draw_dialogue(const struct console *c, struct grid *g, unsigned y)
{
	const struct dialogue *d = &c->dialogue;
	bool last = d->at_until || d->act != ACT_ACCEPT;
	char text[sizeof(d->about) + sizeof(d->hint) + 64];

	if (d->hint[0] != '\0')
		snprintf(text, sizeof(text), "!! %s   %s", d->hint, d->about);
	else
		snprintf(text, sizeof(text),
			 "%s   Enter %s, Esc leaves all as it is", d->about,
			 last ? "decides" : "goes on");
	grid_put(g, 1, y, g->width - 1,
		 d->hint[0] != '\0' ? PAINT_ALARM : PAINT_PLAIN, text);
	snprintf(text, sizeof(text), "%s: %s_",
		 d->at_until ? "until" : "because",
		 d->at_until ? d->until : d->reason);
	put_end(g, 1, y + 1, g->width - 1, PAINT_TITLE, text);
}

/* ---- all of it ---------------------------------------------------------------------- */

/* What fits where nothing fits. */
static void draw_summary(struct console *c, struct grid *g)
{
	const struct site_row *s = &c->site;
	char text[128];
	struct pen p = {g, 0, 0};

	snprintf(text, sizeof(text), "%u C %u H %u assets",
		 s->findings[SEVERITY_CRITICAL], s->findings[SEVERITY_HIGH],
		 s->assets);
	pen_put(&p, PAINT_PLAIN, text);
	if (c->dialogue.open) {
		draw_dialogue(c, g, 1);
	} else {
		grid_put(g, 0, 1, g->width, PAINT_TITLE,
			 console_view(c)->ops->name);
		grid_put(g, 0, 2, g->width, PAINT_PLAIN,
			 c->problem.kind != ERR_NONE ? problem_of(c)
						     : said_of(c));
	}
	p.y = 3;
	p.x = 0;
	put_state(c, &p);
	put_mask(c, &p);
	grid_put(g, 0, 4, g->width, PAINT_DIM, "enlarge to 40x8");
}

void console_draw(struct console *c, struct grid *g)
{
	struct view *v = console_view(c);
	unsigned y = 3, end, lines;

	console_settle(c);
	grid_blank(g);
	if (g->width < SMALL_WIDTH || g->height < SMALL_HEIGHT) {
		draw_summary(c, g);
		return;
	}
	end = g->height - 2;
	draw_header(c, g);
	draw_places(c, g);
	if (g->height >= ROOMY)
		grid_fill(g, 0, y - 1, g->width, '-', PAINT_DIM);
	else
		y--;
	draw_line(c, g, y++);
	if (c->dialogue.open) {
		draw_dialogue(c, g, end);
	} else {
		draw_status(c, g, end);
		draw_keys(v, g, end + 1);
	}
	if (g->height >= ROOMY) {
		lines = g->height >= TALL ? LIST_NOTES + 1 : LIST_NOTES;
		end -= 1 + lines;
		draw_notes(v, g, end, lines);
	}
	if (v->list.rows == 0)
		draw_empty(c, g, y, end - y);
	else
		v->ops->draw(v, g, y, end - y);
}
