/* SPDX-License-Identifier: Apache-2.0 */
/* words - sentences, colours and files on their way to people. */
#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tui/tui.h"

/* E2 80 8B..8F and AA..AE, E2 81 A6..A9: marks that hide or turn text. */
static bool turns_around(unsigned char second, unsigned char third)
{
	return (second == 0x80 && ((third >= 0x8b && third <= 0x8f) ||
				   (third >= 0xa8 && third <= 0xae))) ||
	       (second == 0x81 && third >= 0xa6 && third <= 0xa9);
}

void print_text(FILE *f, const char *text)
{
	const unsigned char *c = (const unsigned char *)text;

	for (; *c != '\0'; c++) {
		/* C1 controls are C2 80 to C2 9F in UTF-8; terminals obey. */
		if (c[0] == 0xc2 && c[1] >= 0x80 && c[1] < 0xa0) {
			fprintf(f, "\\x%02x\\x%02x", c[0], c[1]);
			c++;
		} else if (c[0] == 0xe2 && turns_around(c[1], c[2])) {
			fprintf(f, "\\x%02x\\x%02x\\x%02x", c[0], c[1], c[2]);
			c += 2;
		} else if (*c < ' ' || *c == 0x7f) {
			fprintf(f, "\\x%02x", *c);
		} else {
			fputc(*c, f);
		}
	}
}

void print_behind(const char *part, const char *text)
{
	if (text[0] == '\0')
		return;
	fputs(part, stdout);
	print_text(stdout, text);
}

__attribute__((format(printf, 1, 0))) static void
say_list(const char *format, va_list ap)
{
	char sentence[1024];

	vsnprintf(sentence, sizeof(sentence), format, ap);
	fputs("wardwatch: ", stderr);
	print_text(stderr, sentence);
	fputc('\n', stderr);
}

void say(const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	say_list(format, ap);
	va_end(ap);
}

int say_usage(const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	say_list(format, ap);
	va_end(ap);
	return ERR_USAGE;
}

/* True if what we wrote to has no reader any more, as of `| head -1`. */
static bool reader_went_away(FILE *f)
{
	struct pollfd p = {.fd = fileno(f), .events = POLLOUT};

	return ferror(f) != 0 && poll(&p, 1, 0) > 0 &&
	       (p.revents & POLLERR) != 0;
}

int say_error(const struct err *e)
{
	/* Nobody has to be told what he did himself. */
	if (reader_went_away(stdout))
		return STATUS_PIPE;
	say("%s", e->text[0] != '\0' ? e->text : "something failed");
	return e->kind != ERR_NONE ? (int)e->kind : ERR_INPUT;
}

void print_wrapped(FILE *f, const char *text, unsigned indent, unsigned width)
{
	unsigned column = indent;
	char word[256];

	while (*text != '\0') {
		size_t n = strcspn(text, " ");

		if (column > indent && column + n + 1 > width) {
			fprintf(f, "\n%*s", (int)indent, "");
			column = indent;
		} else if (column > indent) {
			fputc(' ', f);
			column++;
		}
		snprintf(word, sizeof(word), "%.*s", (int)n, text);
		print_text(f, word);
		column += (unsigned)n;
		text += n;
		text += strspn(text, " ");
	}
	fputc('\n', f);
}

bool out_flush(FILE *f, const char *name, struct err *e)
{
	bool failed = ferror(f) != 0;

	errno = 0;
	if (fflush(f) == 0 && !failed)
		return true;
	if (errno != 0)
		return err_set(e, ERR_INPUT, "%s: %s; not all was written", name,
			       strerror(errno));
	return err_set(e, ERR_INPUT, "%s: not all was written; is the disk "
		       "full?", name);
}

int status_worse(int a, int b)
{
	static const int order[] = {5, 4, 3, 7, 6, 2, 1};

	if (a > ERR_LOSS || b > ERR_LOSS) /* ended by a signal */
		return a > b ? a : b;
	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		if (a == order[i] || b == order[i])
			return order[i];
	return STATUS_DONE;
}

unsigned out_width(FILE *f)
{
	const char *asked = getenv("COLUMNS");
	struct winsize size;

	if (!isatty(fileno(f)) || ioctl(fileno(f), TIOCGWINSZ, &size) != 0)
		return 0;
	if (asked != NULL && strtoul(asked, NULL, 10) - 1 < 10000)
		return (unsigned)strtoul(asked, NULL, 10);
	return size.ws_col > 0 ? size.ws_col : 80;
}

bool on_terminal(void)
{
	const char *term = getenv("TERM");

	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && term != NULL &&
	       strcmp(term, "dumb") != 0;
}

/* ---- a file that appears complete or not at all -------------------------------- */

static bool may_replace(const char *path, struct err *e)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return true;
	/* A rename would replace the device or the pipe itself. */
	if (!S_ISREG(st.st_mode))
		return err_set(e, ERR_USAGE, "%s: is not a plain file; leave "
			       "-o away and write > %s", path, path);
	if (path_is_database(path))
		return err_set(e, ERR_USAGE, "-o %s: is a database, which is "
			       "not written over; choose another name", path);
	if (path_is_capture(path))
		return err_set(e, ERR_USAGE, "-o %s: is a capture, which is "
			       "not written over; choose another name", path);
	return true;
}

bool outfile_open(struct outfile *o, const char *path, struct err *e)
{
	struct stat st;

	o->path = path;
	o->stream = stdout;
	o->temporary[0] = '\0';
	o->mode = 0;
	if (path == NULL || strcmp(path, "-") == 0) {
		o->path = NULL;
		return true;
	}
	if (!may_replace(path, e))
		return false;
	if (strlen(path) > sizeof(o->real) - 32)
		return err_set(e, ERR_USAGE, "%.60s: the name is too long",
			       path);
	snprintf(o->real, sizeof(o->real), "%s", path);
	/* One that exists keeps its rights, and a link stays a link. */
	if (stat(path, &st) == 0)
		o->mode = st.st_mode & 0777;
	if (o->mode != 0 && realpath(path, o->real) == NULL)
		snprintf(o->real, sizeof(o->real), "%s", path);
	snprintf(o->temporary, sizeof(o->temporary), "%s.part-%d", o->real,
		 (int)getpid());
	o->stream = fopen(o->temporary, "wx");
	if (o->stream != NULL && o->mode != 0 &&
	    fchmod(fileno(o->stream), o->mode) != 0)
		o->mode = 0; /* some file systems know no rights */
	if (o->stream != NULL)
		return true;
	return err_set(e, errno == EACCES ? ERR_PERMISSION : ERR_INPUT,
		       "%s: %s; choose another file with -o", path,
		       strerror(errno));
}

bool outfile_close(struct outfile *o, bool keep, struct err *e)
{
	/* A pipe that closed or a full disk: the stream itself knows. */
	bool told = keep || ferror(o->stream) != 0;
	bool good = out_flush(o->stream, o->path != NULL ? o->path : "standard output",
			      told ? e : NULL);

	if (o->path == NULL)
		return good;
	if (good && keep && fsync(fileno(o->stream)) != 0)
		good = err_set(e, ERR_INPUT, "%s: %s; not all was written",
			       o->path, strerror(errno));
	if (fclose(o->stream) != 0)
		good = err_set(e, ERR_INPUT, "%s: %s", o->path,
			       strerror(errno));
	if (good && keep && rename(o->temporary, o->real) != 0)
		good = err_set(e, ERR_INPUT, "%s: %s", o->path,
			       strerror(errno));
	if (!good || !keep)
		unlink(o->temporary);
	return good && keep;
}

/* ---- colour ------------------------------------------------------------------------ */

bool style_wanted(const struct command_line *cl, FILE *f)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	if (cl->color != COLOR_AUTO)
		return cl->color == COLOR_ALWAYS;
	return (no == NULL || no[0] == '\0') && term != NULL &&
	       strcmp(term, "dumb") != 0 && isatty(fileno(f));
}

const char *style_start(bool on, enum style s)
{
	static const char *const sequences[STYLES] = {
		[STYLE_PLAIN] = "",	   [STYLE_TITLE] = "\033[1m",
		[STYLE_DIM] = "\033[2m",   [STYLE_BAD] = "\033[1;31m",
		[STYLE_WARN] = "\033[33m", [STYLE_GOOD] = "\033[34m",
	};

	return on && s < STYLES ? sequences[s] : "";
}

const char *style_end(bool on)
{
	return on ? "\033[0m" : "";
}
