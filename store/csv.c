/* SPDX-License-Identifier: Apache-2.0 */
/* csv - tables as people save them from a spreadsheet. */
#include "store/csv.h"

#include <string.h>

/* Of the first line: a form may begin with a title, and then any will do. */
static char separator_of(const char *text)
{
	static const char all[] = ",;\t";
	size_t count[sizeof(all) - 1] = {0}, best = 0;
	bool quoted = false;

	for (; *text != '\0' && (quoted || *text != '\n'); text++) {
		const char *one = strchr(all, *text);

		quoted ^= *text == '"';
		if (!quoted && one != NULL)
			count[one - all]++;
	}
	for (size_t i = 1; i < sizeof(count) / sizeof(count[0]); i++)
		if (count[i] > count[best])
			best = i;
	return all[best];
}

bool csv_open(struct csv *c, char *text, size_t n, struct err *e)
{
	static const char mark[] = "\xef\xbb\xbf";

	if (memchr(text, '\0', n) != NULL)
		return err_set(e, ERR_INPUT, "it holds octets of 0; save it as "
			       "CSV in UTF-8");
	if (n >= 3 && memcmp(text, mark, 3) == 0) {
		text += 3;
		n -= 3;
	}
	*c = (struct csv){text, text + n, separator_of(text), 1};
	return true;
}

/* Cuts the cell out of its quotes; where it ends, or NULL. */
static char *cut_quoted(struct csv *c)
{
	char *to = c->at;

	for (c->at++; c->at < c->end; c->at++) {
		c->line += *c->at == '\n';
		if (*c->at != '"') {
			*to++ = *c->at;
		} else if (c->at[1] == '"') {
			*to++ = *c->at++;
		} else {
			c->at++;
			return to;
		}
	}
	return NULL;
}

/* What stands behind a closing quote is kept: some write it so. */
static char *cut_plain(struct csv *c, char *to)
{
	for (; c->at < c->end && *c->at != c->separator && *c->at != '\n' &&
	       *c->at != '\r';
	     c->at++)
		*to++ = *c->at;
	return to;
}

/* Takes the end of a cell; true when the row goes on. */
static bool take_end(struct csv *c)
{
	bool more = c->at < c->end && *c->at == c->separator;

	if (more) {
		c->at++;
		return true;
	}
	c->line += c->at < c->end;
	if (c->at < c->end && *c->at == '\r')
		c->at++;
	if (c->at < c->end && *c->at == '\n')
		c->at++;
	return false;
}

bool csv_next(struct csv *c, struct csv_row *row, struct err *e)
{
	bool more = true;

	row->cells = 0;
	row->line = c->line;
	if (c->at >= c->end)
		return false;
	while (more) {
		char *cell = c->at, *to = cell;

		if (*cell == '"' && (to = cut_quoted(c)) == NULL)
			return err_set(e, ERR_INPUT,
				       "line %u: a quote does not end",
				       row->line);
		to = cut_plain(c, to);
		more = take_end(c);
		*to = '\0';
		if (row->cells < CSV_CELLS)
			row->cell[row->cells++] = cell;
	}
	return true;
}
