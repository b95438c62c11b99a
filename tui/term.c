/* SPDX-License-Identifier: Apache-2.0 */
/* term - the terminal: keys and signals in, grids out. Only it knows curses. */
#include "tui/term.h"

/* The macros of curses would take away words such as clear and move. */
#define NCURSES_NOMACROS 1
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

#include "capture/base/must.h"

enum { TAKEN = 7, EMPTY_READS = 16, ESC_DELAY_MS = 25, LIGHT_RED = 160 };

static const int taken_signals[TAKEN] = {SIGINT,   SIGTERM, SIGHUP, SIGQUIT,
					 SIGWINCH, SIGCONT, SIGTSTP};

struct terminal {
	SCREEN *screen;
	int signals;           /* descriptor they are read from                */
	sigset_t mask;         /* as it was                                    */
	struct sigaction was[TAKEN];
	unsigned empty_reads;  /* one after the other                          */
	bool colors;
	bool forget;
	struct grid shown;     /* what the terminal shows                      */
};

/* ---- looks --------------------------------------------------------------------- */

struct look {
	short fore8, back8, fore256, back256; /* -1: the terminal's own        */
	attr_t attr;           /* with colours                                 */
	attr_t mono;           /* without                                      */
};

/* No meaning rests on red against green; a sign repeats each. */
static const struct look looks[PAINTS] = {
	[PAINT_PLAIN] = {-1, -1, -1, -1, A_NORMAL, A_NORMAL},
	[PAINT_TITLE] = {-1, -1, -1, -1, A_BOLD, A_BOLD},
	[PAINT_DIM] = {-1, -1, 244, -1, A_NORMAL, A_NORMAL},
	[PAINT_CRITICAL] = {COLOR_WHITE, COLOR_RED, 231, LIGHT_RED, A_BOLD,
			    A_REVERSE | A_BOLD},
	[PAINT_HIGH] = {COLOR_YELLOW, -1, 214, -1, A_BOLD, A_BOLD},
	[PAINT_MEDIUM] = {COLOR_CYAN, -1, 75, -1, A_NORMAL, A_UNDERLINE},
	[PAINT_GOOD] = {COLOR_BLUE, -1, 33, -1, A_NORMAL, A_NORMAL},
	[PAINT_SELECTED] = {-1, -1, -1, -1, A_REVERSE, A_REVERSE},
	[PAINT_ALARM] = {COLOR_BLACK, COLOR_YELLOW, 16, 220, A_NORMAL,
			 A_REVERSE},
};

static void set_colors(struct terminal *t, bool wanted)
{
	t->colors = wanted && has_colors() && start_color() == OK;
	if (!t->colors)
		return;
	use_default_colors();
	for (short i = 1; i < PAINTS; i++) {
		const struct look *l = &looks[i];

		if (COLORS >= 256)
			init_pair(i, l->fore256, l->back256);
		else
			init_pair(i, l->fore8, l->back8);
	}
}

/* ---- opening and closing --------------------------------------------------------- */

static bool can_show(struct err *e)
{
	const char *name = getenv("TERM");
	int state = 0;
	bool good;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(e, ERR_USAGE,
			       "the console needs a terminal for input and "
			       "output; use 'wardwatch show' for text");
	if (name == NULL || name[0] == '\0' || strcmp(name, "dumb") == 0)
		return err_set(e, ERR_USAGE,
			       "TERM is not set, or dumb; set it to the kind "
			       "of your terminal, as in TERM=xterm");
	good = setupterm(NULL, STDOUT_FILENO, &state) == OK &&
	       tigetstr("cup") != NULL;
	if (cur_term != NULL)
		del_curterm(cur_term);
	return good || err_set(e, ERR_USAGE,
			       "the terminal %.40s is unknown here or cannot "
			       "place its cursor; try TERM=xterm",
			       name);
}

/* Before curses puts its own handlers there. */
static void take_signals(struct terminal *t)
{
	sigset_t set;

	sigemptyset(&set);
	for (int i = 0; i < TAKEN; i++) {
		sigaction(taken_signals[i], NULL, &t->was[i]);
		if (taken_signals[i] != SIGTSTP)
			sigaddset(&set, taken_signals[i]);
	}
	sigprocmask(SIG_BLOCK, &set, &t->mask);
	t->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

static void give_signals_back(struct terminal *t)
{
	for (int i = 0; i < TAKEN; i++)
		sigaction(taken_signals[i], &t->was[i], NULL);
	if (t->signals >= 0)
		close(t->signals);
	sigprocmask(SIG_SETMASK, &t->mask, NULL);
}

struct terminal *term_open(bool color, struct err *e)
{
	struct terminal *t;

	if (!can_show(e))
		return NULL;
	t = must_alloc(1, sizeof(*t));
	take_signals(t);
	t->screen = newterm(NULL, stdout, stdin);
	if (t->screen == NULL || t->signals < 0) {
		give_signals_back(t);
		free(t);
		err_set(e, ERR_USAGE, "the terminal cannot be set up");
		return NULL;
	}
	set_escdelay(ESC_DELAY_MS);
	cbreak();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	leaveok(stdscr, FALSE);
	curs_set(0);
	set_colors(t, color);
	t->forget = true;
	return t;
}

void term_close(struct terminal *t)
{
	if (t == NULL)
		return;
	curs_set(1);
	/* Terminals without a second screen get their prompt here. */
	wmove(stdscr, LINES - 1, 0);
	wclrtoeol(stdscr);
	wrefresh(stdscr);
	endwin();
	delscreen(t->screen);
	give_signals_back(t);
	grid_close(&t->shown);
	free(t);
}

bool term_is_utf8(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

void term_size(const struct terminal *t, unsigned *width, unsigned *height)
{
	(void)t;
	*width = COLS > 0 ? (unsigned)COLS : 1;
	*height = LINES > 0 ? (unsigned)LINES : 1;
}

/* ---- keys ------------------------------------------------------------------------- */

struct key_code {
	wint_t code;
	enum press press;
};

static const struct key_code key_codes[] = {
	{KEY_UP, PRESS_UP},	    {KEY_DOWN, PRESS_DOWN},
	{KEY_LEFT, PRESS_LEFT},	    {KEY_RIGHT, PRESS_RIGHT},
	{KEY_PPAGE, PRESS_PAGE_UP}, {KEY_NPAGE, PRESS_PAGE_DOWN},
	{KEY_HOME, PRESS_HOME},	    {KEY_END, PRESS_END},
	{KEY_ENTER, PRESS_ENTER},   {KEY_BACKSPACE, PRESS_BACKSPACE},
	{KEY_DC, PRESS_DELETE},	    {KEY_BTAB, PRESS_BACK_TAB},
};

static const struct key_code characters[] = {
	{'\r', PRESS_ENTER},	{'\n', PRESS_ENTER}, {0x1b, PRESS_ESC},
	{'\t', PRESS_TAB},	{0x08, PRESS_BACKSPACE},
	{0x7f, PRESS_BACKSPACE},
};

static enum press find_code(const struct key_code *codes, size_t n, wint_t c)
{
	for (size_t i = 0; i < n; i++)
		if (codes[i].code == c)
			return codes[i].press;
	return PRESS_NONE;
}

/* False when no key waits. One that means nothing here is PRESS_NONE. */
static bool read_key(struct key *k)
{
	wint_t c = 0;
	int code = get_wch(&c);

	if (code == ERR)
		return false;
	*k = (struct key){PRESS_NONE, 0};
	if (code == KEY_CODE_YES) {
		if (c >= KEY_F(1) && c <= KEY_F(12))
			*k = (struct key){PRESS_F, c - KEY_F0};
		else
			k->press = find_code(key_codes,
					     sizeof(key_codes) /
						     sizeof(key_codes[0]),
					     c);
		return true;
	}
	k->press = find_code(characters,
			     sizeof(characters) / sizeof(characters[0]), c);
	if (k->press == PRESS_NONE)
		*k = (struct key){PRESS_CHAR, c};
	return true;
}

static enum term_event take_size(struct terminal *t)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 &&
	    size.ws_col > 0)
		resizeterm(size.ws_row, size.ws_col);
	t->forget = true;
	return TERM_RESIZE;
}

/* One signal, if any came. */
static enum term_event read_signal(struct terminal *t)
{
	struct signalfd_siginfo info;

	if (read(t->signals, &info, sizeof(info)) != sizeof(info))
		return TERM_IDLE;
	/* Whoever was stopped was told nothing of sizes meanwhile. */
	if (info.ssi_signo == SIGWINCH || info.ssi_signo == SIGCONT)
		return take_size(t);
	return TERM_END;
}

enum term_event term_wait(struct terminal *t, int timeout_ms, struct key *k)
{
	struct pollfd ready[2] = {{STDIN_FILENO, POLLIN, 0},
				  {t->signals, POLLIN, 0}};
	enum term_event event = read_signal(t);

	if (event != TERM_IDLE)
		return event;
	/* Curses may have read more than it gave. */
	if (!read_key(k)) {
		if (poll(ready, 2, timeout_ms) <= 0)
			return TERM_IDLE;
		if ((ready[1].revents & POLLIN) != 0)
			return read_signal(t);
		if ((ready[0].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0)
			return TERM_END;
		/* Ready and yet empty: a key in pieces, or the end of input. */
		if (!read_key(k))
			return ++t->empty_reads > EMPTY_READS ? TERM_END
							      : TERM_IDLE;
	}
	t->empty_reads = 0;
	return TERM_KEY;
}

/* ---- painting ---------------------------------------------------------------------- */

static void paint_row(const struct terminal *t, const struct grid *g, unsigned y)
{
	for (unsigned x = 0; x < g->width; x++) {
		const struct cell *cell = grid_at(g, x, y);
		const struct look *look = &looks[cell->paint % PAINTS];
		wchar_t text[2] = {(wchar_t)cell->c, L'\0'};
		cchar_t c;

		if (cell->c == 0)
			continue;
		if (setcchar(&c, text, t->colors ? look->attr : look->mono,
			     t->colors ? (short)(cell->paint % PAINTS) : 0,
			     NULL) == OK)
			mvadd_wch((int)y, (int)x, &c);
	}
}

static bool same_row(const struct grid *a, const struct grid *b, unsigned y)
{
	for (unsigned x = 0; x < a->width; x++) {
		const struct cell *p = grid_at(a, x, y), *q = grid_at(b, x, y);

		if (p->c != q->c || p->paint != q->paint)
			return false;
	}
	return true;
}

void term_paint(struct terminal *t, const struct grid *g)
{
	bool all = t->forget || t->shown.width != g->width ||
		   t->shown.height != g->height;
	bool any = all;

	if (all) {
		grid_close(&t->shown);
		grid_open(&t->shown, g->width, g->height, g->ascii);
		clearok(stdscr, TRUE);
		t->forget = false;
	}
	for (unsigned y = 0; y < g->height; y++)
		if (all || !same_row(&t->shown, g, y)) {
			paint_row(t, g, y);
			any = true;
		}
	if (!any)
		return;
	memcpy(t->shown.cell, g->cell,
	       (size_t)g->width * g->height * sizeof(*g->cell));
	wnoutrefresh(stdscr);
	doupdate();
}

void term_forget(struct terminal *t)
{
	t->forget = true;
}
