/* SPDX-License-Identifier: Apache-2.0 */
/* sheet - tables that other programs wrote, field by field. */
#include "store/sheet.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "store/db.h"

/* ---- the file -------------------------------------------------------------------- */

static bool read_file(struct sheet *c, const char *path, struct err *e)
{
	FILE *f = fopen(path, "rb");
	size_t room = 1 << 16, got;
	int failed;

	if (f == NULL)
		return err_set(e, errno == EACCES ? ERR_PERMISSION : ERR_INPUT,
			       "%.200s: %s", path, strerror(errno));
	c->octets = must_alloc(room, 1);
	while (c->n <= SHEET_FILE_MAX &&
	       (got = fread(c->octets + c->n, 1, room - c->n, f)) > 0) {
		c->n += got;
		if (c->n < room)
			continue;
		room *= 2;
		c->octets = realloc(c->octets, room);
		must(c->octets != NULL);
	}
	failed = ferror(f) ? errno : 0;
	fclose(f);
	return failed == 0 ||
	       err_set(e, ERR_INPUT, "%.200s: %s", path, strerror(failed));
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
static char find_separator(const struct sheet *c)
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

static bool begin(struct sheet *c, struct err *e)
{
	static const uint8_t mark[] = {0xef, 0xbb, 0xbf};

	if (c->n > SHEET_FILE_MAX)
		return err_set(e, ERR_INPUT, "%.200s: more than %d MiB; no list "
			       "of devices is as large", c->path,
			       SHEET_FILE_MAX >> 20);
	if (c->n >= 2 && (memcmp(c->octets, "\xff\xfe", 2) == 0 ||
			  memcmp(c->octets, "\xfe\xff", 2) == 0))
		return err_set(e, ERR_INPUT, "%.200s: is UTF-16; save it as CSV "
			       "in UTF-8", c->path);
	if (c->n > 0 && memchr(c->octets, '\0', c->n) != NULL)
		return err_set(e, ERR_INPUT, "%.200s: is no text; save it as "
			       "CSV", c->path);
	if (c->n >= 3 && memcmp(c->octets, mark, 3) == 0)
		c->at = 3;
	if (c->encoding == SHEET_DETECT)
		c->encoding = is_utf8(c->octets + c->at, c->n - c->at)
				      ? SHEET_UTF8
				      : SHEET_LATIN1;
	if (c->separator == '\0')
		c->separator = find_separator(c);
	c->next_line = 1;
	return true;
}

bool sheet_open(struct sheet *c, const char *path, char separator,
	      enum sheet_encoding encoding, struct err *e)
{
	memset(c, 0, sizeof(*c));
	c->path = path;
	c->separator = separator;
	c->encoding = encoding;
	return read_file(c, path, e) && begin(c, e);
}

bool sheet_open_octets(struct sheet *c, const char *path, const void *octets,
		     size_t n, char separator, enum sheet_encoding encoding,
		     struct err *e)
{
	memset(c, 0, sizeof(*c));
	c->path = path;
	c->separator = separator;
	c->encoding = encoding;
	c->octets = must_alloc(n + 1, 1);
	if (n > 0)
		memcpy(c->octets, octets, n);
	c->n = n;
	return begin(c, e);
}

void sheet_close(struct sheet *c)
{
	free(c->octets);
	c->octets = NULL;
}

/* ---- rows ------------------------------------------------------------------------- */

/* The end of a field that begins at `at`; lines that lie in it are counted. */
static bool field_end(struct sheet *c, size_t *at, struct err *e)
{
	unsigned line = c->next_line;
	bool quoted = false;

	for (; *at < c->n; (*at)++) {
		uint8_t octet = c->octets[*at];

		if (octet == '"')
			quoted = !quoted;
		if (quoted && octet == '\n')
			c->next_line++;
		if (!quoted && (octet == (uint8_t)c->separator ||
				octet == '\n' || octet == '\r'))
			return true;
	}
	return !quoted || err_set(e, ERR_INPUT, "%.200s:%u: a quote does not "
				  "end", c->path, line);
}

/* What ends a line: LF, CR LF, or CR. */
static void pass_line_end(struct sheet *c)
{
	if (c->at < c->n && c->octets[c->at] == '\r')
		c->at++;
	if (c->at < c->n && c->octets[c->at] == '\n')
		c->at++;
	c->next_line++;
}

static bool read_row(struct sheet *c, struct err *e)
{
	c->fields = 0;
	c->line = c->next_line;
	for (;;) {
		size_t end = c->at;

		if (c->fields == SHEET_COLUMNS)
			return err_set(e, ERR_INPUT, "%.200s:%u: more than %d "
				       "columns", c->path, c->line,
				       SHEET_COLUMNS);
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

bool sheet_next(struct sheet *c, struct err *e)
{
	while (c->at < c->n) {
		if (!read_row(c, e))
			return false;
		if (c->fields > 1 || c->end[0] > c->begin[0])
			return true;
	}
	return false;
}

/* One octet as UTF-8; of ISO 8859-1 each is the character of its number. */
static size_t put_octet(const struct sheet *c, uint8_t octet, char *out)
{
	if (octet < 0x80 || c->encoding != SHEET_LATIN1) {
		out[0] = (char)octet;
		return 1;
	}
	out[0] = (char)(0xc0 | octet >> 6);
	out[1] = (char)(0x80 | (octet & 0x3f));
	return 2;
}

static void trim(char *text)
{
	size_t n = strlen(text), first = strspn(text, " ");

	while (n > first && text[n - 1] == ' ')
		n--;
	memmove(text, text + first, n - first);
	text[n - first] = '\0';
}

bool sheet_field(const struct sheet *c, unsigned column, char out[SHEET_FIELD])
{
	char text[SHEET_FIELD];
	bool quoted = false;
	size_t used = 0;

	out[0] = '\0';
	if (column >= c->fields)
		return true;
	for (size_t i = c->begin[column]; i < c->end[column]; i++) {
		uint8_t octet = c->octets[i];
		bool doubled = quoted && i + 1 < c->end[column] &&
			       c->octets[i + 1] == '"';

		if (octet == '"' && !doubled) {
			quoted = !quoted;
			continue;
		}
		i += octet == '"';
		if (octet == '\t' || octet == '\n' || octet == '\r')
			octet = ' ';
		if (used + 3 > sizeof(text))
			return false;
		used += put_octet(c, octet, text + used);
	}
	text[used] = '\0';
	trim(text);
	text_clean(text, out, SHEET_FIELD);
	return true;
}
