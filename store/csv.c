/* SPDX-License-Identifier: Apache-2.0 */
/* csv - tables that other programs wrote, field by field. */
#include "store/csv.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "store/db.h"

bool csv_wrong(const struct csv *c, unsigned line, struct err *e,
	       const char *format, ...)
{
	char where[256] = "", what[sizeof(e->text)];
	va_list ap;

	va_start(ap, format);
	vsnprintf(what, sizeof(what), format, ap);
	va_end(ap);
	if (c->path == NULL && line > 0)
		snprintf(where, sizeof(where), "line %u: ", line);
	else if (c->path != NULL && line > 0)
		snprintf(where, sizeof(where), "%.200s:%u: ", c->path, line);
	else if (c->path != NULL)
		snprintf(where, sizeof(where), "%.200s: ", c->path);
	return err_set(e, ERR_INPUT, "%s%s", where, what);
}

/* ---- the file -------------------------------------------------------------------- */

static bool read_file(struct csv *c, const char *path, struct err *e)
{
	FILE *f = fopen(path, "rb");
	size_t room = 1 << 16, got;
	int failed;

	if (f == NULL)
		return err_set(e, errno == EACCES ? ERR_PERMISSION : ERR_INPUT,
			       "%.200s: %s", path, strerror(errno));
	c->own = must_alloc(room, 1);
	while (c->n <= CSV_FILE_MAX &&
	       (got = fread(c->own + c->n, 1, room - c->n, f)) > 0) {
		c->n += got;
		if (c->n < room)
			continue;
		room *= 2;
		c->own = realloc(c->own, room);
		must(c->own != NULL);
	}
	c->octets = c->own;
	failed = ferror(f) ? errno : 0;
	fclose(f);
	return failed == 0 || csv_wrong(c, 0, e, "%s", strerror(failed));
}

/* RFC 3629, loosely: text_clean() looks again at each character. */
static bool is_utf8(const uint8_t *p, size_t n)
{
	for (size_t i = 0; i < n;) {
		size_t more = p[i] < 0x80                  ? 0
			      : p[i] >= 0xc2 && p[i] < 0xe0 ? 1
			      : (p[i] & 0xf0) == 0xe0       ? 2
			      : p[i] >= 0xf0 && p[i] < 0xf5 ? 3
							    : n;

		if (more >= n - i)
			return false;
		for (i++; more > 0; more--, i++)
			if ((p[i] & 0xc0) != 0x80)
				return false;
	}
	return true;
}

/* The one that the first line has most of, outside quotes. */
static char find_separator(const struct csv *c)
{
	static const char marks[] = ",;\t";
	size_t count[3] = {0};
	unsigned best = 0;
	bool quoted = false;

	for (size_t i = c->at; i < c->n; i++) {
		const char *mark = memchr(marks, c->octets[i], 3);

		quoted ^= c->octets[i] == '"';
		if (!quoted && (c->octets[i] == '\n' || c->octets[i] == '\r'))
			break;
		if (!quoted && mark != NULL)
			count[mark - marks]++;
	}
	for (unsigned i = 1; i < 3; i++)
		if (count[i] > count[best])
			best = i;
	return marks[best];
}

static bool begin(struct csv *c, struct err *e)
{
	static const uint8_t mark[] = {0xef, 0xbb, 0xbf};

	if (c->n > CSV_FILE_MAX)
		return csv_wrong(c, 0, e, "more than %d MiB; no list of devices "
				 "is as large", CSV_FILE_MAX >> 20);
	if (c->n >= 2 && (memcmp(c->octets, "\xff\xfe", 2) == 0 ||
			  memcmp(c->octets, "\xfe\xff", 2) == 0))
		return csv_wrong(c, 0, e, "is UTF-16; save it as CSV in UTF-8");
	if (c->n > 0 && memchr(c->octets, '\0', c->n) != NULL)
		return csv_wrong(c, 0, e, "is no text, it holds octets of 0; "
				 "save it as CSV in UTF-8");
	if (c->n >= 3 && memcmp(c->octets, mark, 3) == 0)
		c->at = 3;
	if (c->encoding == CSV_DETECT)
		c->encoding = is_utf8(c->octets + c->at, c->n - c->at)
				      ? CSV_UTF8
				      : CSV_LATIN1;
	if (c->separator == '\0')
		c->separator = find_separator(c);
	c->next_line = 1;
	return true;
}

static void start(struct csv *c, const char *path, char separator,
		  enum csv_encoding encoding)
{
	memset(c, 0, sizeof(*c));
	c->path = path;
	c->separator = separator;
	c->encoding = encoding;
}

bool csv_open(struct csv *c, const char *path, char separator,
	      enum csv_encoding encoding, struct err *e)
{
	start(c, path, separator, encoding);
	return read_file(c, path, e) && begin(c, e);
}

bool csv_open_octets(struct csv *c, const char *path, const void *octets,
		     size_t n, char separator, enum csv_encoding encoding,
		     struct err *e)
{
	start(c, path, separator, encoding);
	c->octets = octets;
	c->n = n;
	return begin(c, e);
}

void csv_close(struct csv *c)
{
	free(c->own);
	c->own = NULL;
}

/* ---- rows ------------------------------------------------------------------------- */

/* Where in a field an octet is. A quote opens only where the field begins, with
 * blanks before it at most, and is text elsewhere; two in quotes mean one. */
enum place { BEFORE, QUOTED, CLOSED, PLAIN };

static enum place place_after(enum place at, uint8_t octet)
{
	if (octet == '"' && at != PLAIN)
		return at == QUOTED ? CLOSED : QUOTED;
	return at == QUOTED || (at == BEFORE && octet == ' ') ? at : PLAIN;
}

/* The end of a field that begins at `at`; lines that lie in it are counted. */
static bool field_end(struct csv *c, size_t *at, struct err *e)
{
	unsigned line = c->next_line;
	enum place place = BEFORE;

	for (; *at < c->n; (*at)++) {
		uint8_t octet = c->octets[*at];

		if (place == QUOTED)
			c->next_line += octet == '\n';
		else if (octet == (uint8_t)c->separator || octet == '\n' ||
			 octet == '\r')
			return true;
		place = place_after(place, octet);
	}
	return place != QUOTED ||
	       csv_wrong(c, line, e, "a quote does not end");
}

/* What ends a line: LF, CR LF, or CR. */
static void pass_line_end(struct csv *c)
{
	if (c->at < c->n && c->octets[c->at] == '\r')
		c->at++;
	if (c->at < c->n && c->octets[c->at] == '\n')
		c->at++;
	c->next_line++;
}

static bool read_row(struct csv *c, struct err *e)
{
	c->fields = 0;
	c->line = c->next_line;
	for (;;) {
		size_t end = c->at;

		if (c->fields == CSV_COLUMNS)
			return csv_wrong(c, c->line, e,
					 "more than %d columns", CSV_COLUMNS);
		if (!field_end(c, &end, e))
			return false;
		c->begin[c->fields] = c->at;
		c->end[c->fields++] = end;
		c->at = end;
		if (end == c->n || c->octets[end] != (uint8_t)c->separator)
			break;
		c->at++;
	}
	pass_line_end(c);
	return true;
}

bool csv_next(struct csv *c, struct err *e)
{
	while (!c->failed && c->at < c->n) {
		c->failed = !read_row(c, e);
		if (!c->failed && (c->fields > 1 || c->end[0] > c->begin[0]))
			return true;
	}
	return false;
}

/* ---- fields ---------------------------------------------------------------------- */

/* Windows-1252 from 0x80; what it leaves free stays a control character. */
static const uint16_t windows[32] = {
	0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021,
	0x2c6,  0x2030, 0x160,  0x2039, 0x152,  0x8d,   0x17d,  0x8f,
	0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,   0x17e,  0x178,
};

enum { CHARACTER_MOST = 3 };

/* One octet as UTF-8; of ISO 8859-1 each is the character of its number. */
static size_t put_octet(const struct csv *c, uint8_t octet, char *out)
{
	unsigned code = octet;

	if (octet < 0x80 || c->encoding != CSV_LATIN1) {
		out[0] = (char)octet;
		return 1;
	}
	if (octet < 0xa0)
		code = windows[octet - 0x80];
	if (code < 0x800) {
		out[0] = (char)(0xc0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3f));
		return 2;
	}
	out[0] = (char)(0xe0 | code >> 12);
	out[1] = (char)(0x80 | (code >> 6 & 0x3f));
	out[2] = (char)(0x80 | (code & 0x3f));
	return 3;
}

/* Without the quotes that enclose, on one line; false when it is cut. */
static bool decode(const struct csv *c, unsigned column, char text[CSV_FIELD])
{
	enum place place = BEFORE;
	size_t used = 0, i = c->begin[column];

	for (; i < c->end[column] && used + CHARACTER_MOST < CSV_FIELD; i++) {
		uint8_t octet = c->octets[i];
		enum place next = place_after(place, octet);

		if (octet == '\t' || octet == '\n' || octet == '\r')
			octet = ' ';
		if (octet != '"' || place == CLOSED || place == PLAIN)
			used += put_octet(c, octet, text + used);
		place = next;
	}
	text[used] = '\0';
	return i == c->end[column];
}

static void trim(char *text)
{
	size_t n = strlen(text), first = strspn(text, " ");

	while (n > first && text[n - 1] == ' ')
		n--;
	memmove(text, text + first, n - first);
	text[n - first] = '\0';
}

bool csv_field(const struct csv *c, unsigned column, char *out, size_t size)
{
	char text[CSV_FIELD];
	bool whole;

	out[0] = '\0';
	if (column >= c->fields)
		return true;
	whole = decode(c, column, text);
	trim(text);
	return text_clean(text, out, size) && whole;
}
