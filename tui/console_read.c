/* SPDX-License-Identifier: Apache-2.0 */
/* console_read - what the console shows, out of the reader. */
#include <string.h>

#include "tui/console_state.h"

enum { SILENCE_S = 60 };

/* ---- the site ------------------------------------------------------------------ */

uint64_t console_silence(const struct console *c)
{
	uint64_t s;

	if (!c->site.recording || c->now_us <= c->site.written_us ||
	    c->site.written_us == 0)
		return 0;
	s = (c->now_us - c->site.written_us) / 1000000;
	return s >= SILENCE_S ? s : 0;
}

static bool add_losses(void *ctx, const struct capture_row *row)
{
	struct console *c = ctx;

	c->packets += row->tally[TALLY_packets];
	c->lost += row->tally[TALLY_kernel_drop] +
		   row->tally[TALLY_interface_drop];
	return true;
}

static bool read_site(struct console *c, struct err *e)
{
	struct site_row site;

	if (!reader_site(c->reader, &site, e))
		return false;
	/* Who writes a decision down records nothing. */
	site.recording = site.recording &&
			 (c->site.recording || !c->deciding);
	c->stopped = !site.recording && (c->stopped || c->site.recording);
	c->site = site;
	c->site_known = true;
	c->packets = c->lost = 0;
	return reader_captures(c->reader, add_losses, c, e);
}

/* ---- views --------------------------------------------------------------------- */

static bool same_mask(struct mask a, struct mask b)
{
	return a.privacy == b.privacy && a.serials == b.serials;
}

static void load_view(struct console *c, struct view *v)
{
	struct list fresh = {.mask = c->mask};
	struct loading with = {c->reader, &c->site, &fresh, c->width};

	if ((c->site_known || read_site(c, &c->problem)) &&
	    v->ops->load(v, &with, &c->problem)) {
		list_take(&v->list, &fresh);
	} else if (!same_mask(v->list.mask, c->mask)) {
		list_close(&v->list);
		v->list.mask = c->mask;
		v->name[0] = v->line[0] = '\0';
	}
	list_close(&fresh);
}

void console_read(struct console *c)
{
	c->changed = true;
	c->stale = false;
	memset(&c->problem, 0, sizeof(c->problem));
	load_view(c, console_view(c));
}

void console_settle(struct console *c)
{
	if (c->stale)
		console_read(c);
}

void console_read_all(struct console *c)
{
	c->newer = false;
	c->changed = true;
	if (read_site(c, &c->problem))
		console_read(c);
}

void console_read_masked(struct console *c)
{
	for (unsigned i = 0; i + 1 < c->depth; i++)
		load_view(c, c->over[i]);
	console_read(c);
}
