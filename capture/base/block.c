/* SPDX-License-Identifier: Apache-2.0 */
/* block - the one text form of the house. */
#include "capture/base/block.h"

#include <errno.h>
#include <string.h>

#include "capture/base/must.h"

bool block_error(const struct blocks *b, unsigned line, struct err *e,
		 const char *format, ...)
{
	char sentence[400];
	va_list ap;

	va_start(ap, format);
	vsnprintf(sentence, sizeof(sentence), format, ap);
	va_end(ap);
	return err_set(e, ERR_USAGE, "%.100s:%u: %s", b->path, line, sentence);
}

char *block_text(const char *path, struct err *e)
{
	FILE *f = fopen(path, "rb");
	size_t size = 4096, n = 0, got;
	int failed;
	bool more;
	char *text;

	if (f == NULL) {
		err_set(e, errno == EACCES ? ERR_PERMISSION : ERR_INPUT,
			"%s: %s", path, strerror(errno));
		return NULL;
	}
	text = must_alloc(size + 1, 1);
	while ((got = fread(text + n, 1, size - n, f)) > 0) {
		n += got;
		if (n < size)
			continue;
		size *= 2;
		text = realloc(text, size + 1);
		must(text != NULL);
		if (size > BLOCK_FILE_MAX)
			break;
	}
	failed = ferror(f) ? errno : 0;
	more = n >= BLOCK_FILE_MAX && fgetc(f) != EOF;
	fclose(f);
	text[n] = '\0';
	if (failed == 0 && !more && strlen(text) == n)
		return text;
	if (failed != 0)
		err_set(e, ERR_INPUT, "%s: %s", path, strerror(failed));
	else if (more)
		err_set(e, ERR_INPUT, "%s: is larger than %d MiB", path,
			BLOCK_FILE_MAX >> 20);
	else
		err_set(e, ERR_INPUT, "%s: is no text of ours", path);
	free(text);
	return NULL;
}

static void trim_end(char *line)
{
	size_t n = strlen(line);

	while (n > 0 && strchr(" \t\r", line[n - 1]) != NULL)
		line[--n] = '\0';
}

static struct block_line split(char *line, unsigned number)
{
	struct block_line l = {.number = number};

	l.word = line + strspn(line, " \t");
	l.rest = l.word + strcspn(l.word, " \t");
	if (*l.rest != '\0')
		*l.rest++ = '\0';
	l.rest += strspn(l.rest, " \t");
	return l;
}

/* Arrays grow by doubling, at powers of two. */
static void *grown(void *array, unsigned count, size_t size)
{
	if ((count & (count - 1)) == 0) {
		array = realloc(array, (count > 0 ? count * 2 : 1) * size);
		must(array != NULL);
	}
	return array;
}

static bool take_line(struct blocks *b, char *line, unsigned number,
		      struct err *e)
{
	bool indented = line[0] == ' ' || line[0] == '\t';
	struct block *last;

	trim_end(line);
	if (line[strspn(line, " \t")] == '\0' ||
	    line[strspn(line, " \t")] == '#')
		return true;
	if (!indented) {
		b->block = grown(b->block, b->count, sizeof(*b->block));
		memset(&b->block[b->count], 0, sizeof(*b->block));
		b->block[b->count++].head = split(line, number);
		return true;
	}
	if (b->count == 0)
		return block_error(b, number, e,
				   "an indented line before any block; a block's "
				   "first line begins at the margin");
	last = &b->block[b->count - 1];
	last->line = grown(last->line, last->lines, sizeof(*last->line));
	last->line[last->lines++] = split(line, number);
	return true;
}

static void begin(struct blocks *b, const char *path)
{
	memset(b, 0, sizeof(*b));
	b->path = strdup(path);
	must(b->path != NULL);
}

static bool take_lines(struct blocks *b, struct err *e)
{
	unsigned number = 0;
	char *line;

	for (char *next = b->text; next != NULL;) {
		line = next;
		next = strchr(line, '\n');
		if (next != NULL)
			*next++ = '\0';
		if (!take_line(b, line, ++number, e))
			return false;
	}
	return true;
}

bool blocks_read(struct blocks *b, const char *path, struct err *e)
{
	begin(b, path);
	b->text = block_text(path, e);
	return b->text != NULL && take_lines(b, e);
}

bool blocks_take(struct blocks *b, const char *path, const char *text,
		 struct err *e)
{
	begin(b, path);
	b->text = strdup(text);
	must(b->text != NULL);
	return take_lines(b, e);
}

void blocks_free(struct blocks *b)
{
	for (unsigned i = 0; i < b->count; i++)
		free(b->block[i].line);
	free(b->block);
	free(b->text);
	free(b->path);
	memset(b, 0, sizeof(*b));
}

bool block_next(const char **rest, char *out, size_t size)
{
	const char *p = *rest + strspn(*rest, " \t");
	bool quoted = *p == '"';
	size_t n = 0;

	if (*p == '\0')
		return false;
	p += quoted;
	while (*p != '\0' && (quoted ? *p != '"' : *p != ' ' && *p != '\t')) {
		if (quoted && *p == '\\' && (p[1] == '"' || p[1] == '\\'))
			p++;
		if (n + 1 >= size)
			return false;
		out[n++] = *p++;
	}
	out[n] = '\0';
	if (quoted && *p++ != '"')
		return false;
	*rest = p + strspn(p, " \t");
	return true;
}
