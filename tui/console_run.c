/* SPDX-License-Identifier: Apache-2.0 */
/* console_run - the console between a terminal and a database. */
#include <locale.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "store/store.h"
#include "tui/apart.h"
#include "tui/console.h"
#include "tui/screen_file.h"
#include "tui/term.h"
#include "tui/tui.h"

enum { TICK_MS = 1000, TICK_MAX_MS = 30000, KEYS_AT_ONCE = 64,
       DECIDING_MS = 100, DECIDING_WORDS = 16 };

struct run {
	const char *path;
	struct reader *reader;
	struct console *console;
	struct terminal *term;
	struct grid grid;
	const char *const *decide; /* see console.h                            */
	struct apart decision; /* the command that is writing one              */
	bool gone;             /* the file was, when last looked at            */
	dev_t device;
	ino_t inode;
};

static void remember_file(struct run *r)
{
	struct stat s;

	if (stat(r->path, &s) != 0)
		return;
	r->device = s.st_dev;
	r->inode = s.st_ino;
}

/* A database that was deleted or replaced: says so, or reads the new one. */
static void look_after_file(struct run *r)
{
	struct err e = {0};
	struct reader *fresh;
	struct stat s;
	char text[256];

	if (stat(r->path, &s) != 0) {
		r->gone = true;
		snprintf(text, sizeof(text),
			 "the database %.120s is gone; this is what was read "
			 "last",
			 r->path);
		console_tell(r->console, text, "the database is gone; this is "
					       "what was read last");
		return;
	}
	if (r->gone)
		console_say(r->console, "");
	r->gone = false;
	if (s.st_dev == r->device && s.st_ino == r->inode)
		return;
	fresh = reader_open(r->path, &e);
	if (fresh == NULL) {
		console_tell(r->console, e.text,
			     "the database cannot be read now");
		return;
	}
	console_use(r->console, fresh);
	reader_close(r->reader);
	r->reader = fresh;
	remember_file(r);
	console_say(r->console, "");
}

static void resize(struct run *r)
{
	unsigned width, height;
	bool ascii = r->grid.ascii;

	term_size(r->term, &width, &height);
	grid_close(&r->grid);
	grid_open(&r->grid, width, height, ascii);
	console_resize(r->console, r->grid.width, r->grid.height);
}

static void paint(struct run *r)
{
	if (console_redraw(r->console))
		term_forget(r->term);
	if (!console_changed(r->console))
		return;
	console_draw(r->console, &r->grid);
	term_paint(r->term, &r->grid);
}

/* The screen as it was when the key was pressed. */
static void write_screen(struct run *r)
{
	char name[SCREEN_NAME], text[SCREEN_NAME + 16];
	struct err e = {0};

	console_draw(r->console, &r->grid);
	if (!screen_write(&r->grid, wall_us(), name, &e)) {
		console_say(r->console, e.text);
		return;
	}
	snprintf(text, sizeof(text), "%s is written", name);
	console_say(r->console, text);
}

/* The command is given what was typed, as if it had been typed there. */
static void start_deciding(struct run *r, const struct decided *d)
{
	char reason[REASON_MOST + 16], until[DAY_TEXT + 16];
	const char *words[DECIDING_WORDS] = {"wardwatch", "finding", d->act,
					     d->finding, reason};
	struct err e = {0};
	unsigned n = 5;

	snprintf(reason, sizeof(reason), "--reason=%s", d->reason);
	if (d->until != NULL) {
		snprintf(until, sizeof(until), "--until=%s", d->until);
		words[n++] = until;
	}
	for (unsigned i = 0; r->decide[i] != NULL && n + 1 < DECIDING_WORDS;)
		words[n++] = r->decide[i++];
	if (!apart_start(&r->decision, words, &e))
		console_decided(r->console, false, e.text);
}

/* True when it is written down, or was refused. */
static bool end_deciding(struct run *r, bool wait)
{
	const char *said = r->decision.said;
	int status = 0;

	if (!apart_ended(&r->decision, wait, &status))
		return false;
	console_decided(r->console, status == 0,
			said[0] != '\0' ? said
					: "the decision ended without a word; "
					  "wardwatch finding log tells whether "
					  "it stands");
	return true;
}

static void take_key(struct run *r, struct key k)
{
	struct decided decided;

	console_key(r->console, k);
	if (console_writes(r->console))
		write_screen(r);
	if (console_decides(r->console, &decided))
		start_deciding(r, &decided);
}

/* Takes what waits, at most so much that painting is not forgotten. False
 * when it is over. */
static bool take_events(struct run *r, int timeout_ms)
{
	struct key k;

	for (int i = 0; i < KEYS_AT_ONCE; i++) {
		switch (term_wait(r->term, i == 0 ? timeout_ms : 0, &k)) {
		case TERM_IDLE:
			return true;
		case TERM_KEY:
			take_key(r, k);
			break;
		case TERM_RESIZE:
			resize(r);
			break;
		case TERM_END:
			return false;
		}
		if (console_done(r->console))
			return false;
	}
	return true;
}

/* Answers how long to rest: reading a huge site takes a tenth of the time. */
static int tick(struct run *r, uint64_t now_us)
{
	uint64_t end_us, rest_ms;

	console_tick(r->console, now_us);
	look_after_file(r);
	end_us = wall_us();
	rest_ms = end_us > now_us ? (end_us - now_us) / 100 : 0;
	if (rest_ms < TICK_MS)
		return TICK_MS;
	return rest_ms > TICK_MAX_MS ? TICK_MAX_MS : (int)rest_ms;
}

static void live(struct run *r)
{
	uint64_t ticked_us = wall_us();
	int wait_ms = TICK_MS, rest_ms = TICK_MS;

	resize(r);
	console_tick(r->console, ticked_us);
	do {
		uint64_t now_us = wall_us(), gone_ms;

		/* A clock that was set back must not stop the ticks. */
		gone_ms = now_us > ticked_us ? (now_us - ticked_us) / 1000
					     : TICK_MAX_MS;
		if (gone_ms >= (uint64_t)rest_ms || end_deciding(r, false)) {
			rest_ms = tick(r, now_us);
			ticked_us = wall_us();
			gone_ms = 0;
		}
		wait_ms = rest_ms - (int)gone_ms;
		if (r->decision.pid != 0 && wait_ms > DECIDING_MS)
			wait_ms = DECIDING_MS;
		paint(r);
	} while (take_events(r, wait_ms));
}

int console_run(const char *db_path, const struct console_options *o,
		struct err *e)
{
	struct console_options options = *o;
	struct run r = {.path = db_path, .decide = o->decide};

	setlocale(LC_CTYPE, "");
	options.ascii = options.ascii || !term_is_utf8();
	remember_file(&r);
	r.reader = reader_open(db_path, e);
	if (r.reader == NULL)
		return (int)e->kind;
	r.term = term_open(options.color, e);
	if (r.term == NULL) {
		reader_close(r.reader);
		return (int)e->kind;
	}
	r.grid.ascii = options.ascii;
	term_size(r.term, &options.width, &options.height);
	r.console = console_open(r.reader, &options);
	live(&r);
	term_close(r.term);
	if (end_deciding(&r, true))
		say("%s", r.decision.said);
	console_close(r.console);
	reader_close(r.reader);
	grid_close(&r.grid);
	return 0;
}
