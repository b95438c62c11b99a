/* SPDX-License-Identifier: Apache-2.0 */
/* workbook - the cells of a spreadsheet file (XLSX), row by row. */
#include "store/workbook.h"

#include <ctype.h>
#include <expat.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "store/archive.h"

enum {
	SHEETS_MOST = 64,
	ROWS_MOST = 20000,
	DEPTH_MOST = 64,
	CELL_MOST = 4096,
};

struct book {
	struct archive *archive;
	size_t rows;
	char *strings;         /* all that cells share, each with its end      */
	size_t used, strings_room;
	uint32_t *string;      /* where each begins                            */
	size_t count;
	bool (*row)(void *, char *const *, unsigned);
	void *ctx;
	struct err *e;
};

/* One part while it is read. */
struct part {
	struct book *b;
	XML_Parser parser;
	unsigned depth;
	bool reads;            /* inside of a value or a text                  */
	bool phonetic;         /* inside of how it is pronounced               */
	unsigned column, next;
	char type;             /* s: shared; else as it stands                 */
	char cell[WORKBOOK_COLUMNS][CELL_MOST];
	size_t size[WORKBOOK_COLUMNS];
};

bool workbook_is(const char *data, size_t n)
{
	return n >= 4 && memcmp(data, "PK\003\004", 4) == 0;
}

/* ---- XML ---------------------------------------------------------------------------- */

static const char *local_name(const char *name)
{
	const char *colon = strchr(name, ':');

	return colon != NULL ? colon + 1 : name;
}

static bool is_named(const char *name, const char *want)
{
	return strcmp(local_name(name), want) == 0;
}

static void refuse(struct part *p, const char *sentence)
{
	if (p->b->e->kind == ERR_NONE)
		err_set(p->b->e, ERR_INPUT, "%s", sentence);
	XML_StopParser(p->parser, XML_FALSE);
}

static void XMLCALL on_doctype(void *ctx, const XML_Char *name,
			       const XML_Char *system, const XML_Char *public,
			       int internal)
{
	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	refuse(ctx, "a part of it declares a document type, as no spreadsheet "
		    "does");
}

/* True while the depth is bearable. */
static bool enter(struct part *p)
{
	if (++p->depth <= DEPTH_MOST)
		return true;
	refuse(p, "a part of it nests deeper than 64");
	return false;
}

/* Whole, since a parser that gets pieces scans a long one again and again. */
static bool parse(struct part *p, const char *name)
{
	size_t n = 0;
	char *text = archive_read(p->b->archive, name, &n, p->b->e);
	enum XML_Status status;

	if (text == NULL)
		return false;
	XML_SetUserData(p->parser, p);
	XML_SetStartDoctypeDeclHandler(p->parser, on_doctype);
	status = XML_Parse(p->parser, text, (int)n, XML_TRUE);
	free(text);
	if (status == XML_STATUS_OK)
		return true;
	if (p->b->e->kind == ERR_NONE)
		err_set(p->b->e, ERR_INPUT, "a part of it is no XML: %s, line "
			"%lu", XML_ErrorString(XML_GetErrorCode(p->parser)),
			(unsigned long)XML_GetCurrentLineNumber(p->parser));
	return false;
}

static bool read_part(struct book *b, const char *name,
		      XML_StartElementHandler start, XML_EndElementHandler end,
		      XML_CharacterDataHandler text)
{
	struct part *p = must_alloc(1, sizeof(*p));
	bool done;

	p->b = b;
	p->parser = XML_ParserCreate(NULL);
	must(p->parser != NULL);
	XML_SetElementHandler(p->parser, start, end);
	XML_SetCharacterDataHandler(p->parser, text);
	done = parse(p, name);
	XML_ParserFree(p->parser);
	free(p);
	return done;
}

/* ---- texts that cells share ---------------------------------------------------------- */

static void put_octets(struct book *b, const char *text, size_t n)
{
	if (b->strings_room - b->used < n) {
		b->strings_room = (b->used + n) * 2;
		b->strings = realloc(b->strings, b->strings_room);
		must(b->strings != NULL);
	}
	memcpy(b->strings + b->used, text, n);
	b->used += n;
}

static void XMLCALL string_start(void *ctx, const XML_Char *name,
				 const XML_Char **attributes)
{
	struct part *p = ctx;
	struct book *b = p->b;

	(void)attributes;
	if (!enter(p))
		return;
	if (is_named(name, "si")) {
		if ((b->count & (b->count - 1)) == 0) {
			b->string = realloc(b->string,
					    (b->count > 0 ? b->count * 2 : 1) *
						    sizeof(*b->string));
			must(b->string != NULL);
		}
		b->string[b->count++] = (uint32_t)b->used;
	}
	p->phonetic |= is_named(name, "rPh");
	p->reads = is_named(name, "t") && !p->phonetic && b->count > 0;
}

static void XMLCALL string_end(void *ctx, const XML_Char *name)
{
	struct part *p = ctx;

	p->depth--;
	p->reads = false;
	if (is_named(name, "rPh"))
		p->phonetic = false;
	if (is_named(name, "si"))
		put_octets(p->b, "", 1);
}

static void XMLCALL string_text(void *ctx, const XML_Char *text, int n)
{
	struct part *p = ctx;

	if (p->reads)
		put_octets(p->b, text, (size_t)n);
}

static bool read_strings(struct book *b)
{
	static const char name[] = "xl/sharedStrings.xml";

	return !archive_holds(b->archive, name) ||
	       read_part(b, name, string_start, string_end, string_text);
}

/* ---- sheets ---------------------------------------------------------------------------- */

/* "BC12": columns count A to Z, AA and so on; others are beyond those kept. */
static unsigned column_of(const char *reference)
{
	unsigned n = 0;

	for (; isalpha((unsigned char)*reference) && n < 1000; reference++)
		n = n * 26 + (unsigned)(toupper((unsigned char)*reference) -
					'A' + 1);
	return n > 0 ? n - 1 : WORKBOOK_COLUMNS;
}

static void begin_cell(struct part *p, const XML_Char **attributes)
{
	p->column = p->next;
	p->type = 'n';
	for (; attributes[0] != NULL; attributes += 2) {
		if (strcmp(attributes[0], "r") == 0)
			p->column = column_of(attributes[1]);
		if (strcmp(attributes[0], "t") == 0)
			p->type = strcmp(attributes[1], "s") == 0 ? 's' : 'x';
	}
	p->next = p->column + 1;
}

static void XMLCALL sheet_start(void *ctx, const XML_Char *name,
				const XML_Char **attributes)
{
	struct part *p = ctx;

	if (!enter(p))
		return;
	if (is_named(name, "row")) {
		memset(p->size, 0, sizeof(p->size));
		p->next = p->column = 0;
	} else if (is_named(name, "c")) {
		begin_cell(p, attributes);
	}
	p->phonetic |= is_named(name, "rPh");
	p->reads = (is_named(name, "v") || is_named(name, "t")) &&
		   !p->phonetic && p->column < WORKBOOK_COLUMNS;
}

static void XMLCALL sheet_text(void *ctx, const XML_Char *text, int n)
{
	struct part *p = ctx;
	size_t room, size = (size_t)n;

	if (!p->reads)
		return;
	room = CELL_MOST - 1 - p->size[p->column];
	size = size < room ? size : room;
	memcpy(p->cell[p->column] + p->size[p->column], text, size);
	p->size[p->column] += size;
}

/* Puts the shared text in the place of its number. */
static void end_cell(struct part *p)
{
	const struct book *b = p->b;
	char *cell, *end;
	unsigned long place;

	if (p->column >= WORKBOOK_COLUMNS || p->type != 's')
		return;
	cell = p->cell[p->column];
	cell[p->size[p->column]] = '\0';
	place = strtoul(cell, &end, 10);
	p->size[p->column] = 0;
	if (end == cell || place >= b->count)
		return;
	p->size[p->column] = strnlen(b->strings + b->string[place],
				     CELL_MOST - 1);
	memcpy(cell, b->strings + b->string[place], p->size[p->column]);
}

static void end_row(struct part *p)
{
	char *cell[WORKBOOK_COLUMNS];

	if (++p->b->rows > ROWS_MOST) {
		refuse(p, "it has more than 20000 rows");
		return;
	}
	for (unsigned i = 0; i < WORKBOOK_COLUMNS; i++) {
		cell[i] = p->cell[i];
		cell[i][p->size[i]] = '\0';
	}
	if (!p->b->row(p->b->ctx, cell, WORKBOOK_COLUMNS))
		refuse(p, "it has more rows with questions than a form has");
}

static void XMLCALL sheet_end(void *ctx, const XML_Char *name)
{
	struct part *p = ctx;

	p->depth--;
	p->reads = false;
	if (is_named(name, "rPh"))
		p->phonetic = false;
	else if (is_named(name, "c"))
		end_cell(p);
	else if (is_named(name, "row"))
		end_row(p);
}

static bool read_sheets(struct book *b)
{
	unsigned sheets = 0;

	for (unsigned i = 1; i <= SHEETS_MOST; i++) {
		char name[48];

		snprintf(name, sizeof(name), "xl/worksheets/sheet%u.xml", i);
		if (!archive_holds(b->archive, name))
			continue;
		sheets++;
		if (!read_part(b, name, sheet_start, sheet_end, sheet_text))
			return false;
	}
	return sheets > 0 || err_set(b->e, ERR_INPUT,
				     "it is an archive without sheets of a "
				     "spreadsheet; save the form as XLSX or CSV");
}

/* ---- the whole --------------------------------------------------------------------------- */

bool workbook_read(const char *data, size_t n,
		   bool (*row)(void *, char *const *, unsigned), void *ctx,
		   struct err *e)
{
	struct err why = {0};
	struct book b = {.row = row, .ctx = ctx, .e = &why};
	bool done;

	b.archive = archive_open(data, n, &why);
	done = b.archive != NULL && read_strings(&b) && read_sheets(&b);
	archive_close(b.archive);
	free(b.strings);
	free(b.string);
	return done || err_set(e, ERR_INPUT, "%s", why.text);
}
