/* SPDX-License-Identifier: Apache-2.0 */
/* form - the answers of an MDS2, whatever columns they stand in. */
#include "store/form.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "capture/base/must.h"
#include "store/csv.h"
#include "store/workbook.h"

enum { LEAST_QUESTIONS = 10, CELL_MOST = 4000 };

/* ---- questions ----------------------------------------------------------------- */

/* HN 1-2019, in its order. */
static const char *const sections[] = {
	"DOC",  "MPII", "ALOF", "AUDT", "AUTH", "CSUP", "DIDT", "DTBK",
	"EMRG", "IGAU", "MLDP", "NAUT", "CONN", "PAUT", "PLOK", "RDMP",
	"SBOM", "SAHD", "SGUD", "STCF", "TXCF", "TXIG", "RMOT", "OTHR",
};

static bool is_section(const char *text, size_t n)
{
	for (size_t i = 0; i < sizeof(sections) / sizeof(sections[0]); i++)
		if (strlen(sections[i]) == n &&
		    strncmp(sections[i], text, n) == 0)
			return true;
	return false;
}

/* "TXCF-2.1": letters, a dash, numbers with dots between. */
static bool is_number(const char *text)
{
	unsigned dots = 0;

	if (!isdigit((unsigned char)*text))
		return false;
	for (; *text != '\0'; text++) {
		if (*text == '.' && isdigit((unsigned char)text[1]))
			dots++;
		else if (!isdigit((unsigned char)*text))
			return false;
	}
	return dots <= 2;
}

/* The number of a question that a cell consists of; strange: it looks like
 * one, and the form has no such section. */
static bool read_question(const char *cell, char out[QUESTION_TEXT],
			  bool *strange)
{
	size_t n = 0, letters;

	for (; *cell != '\0' && n < QUESTION_TEXT - 1; cell++)
		if (!isspace((unsigned char)*cell))
			out[n++] = (char)toupper((unsigned char)*cell);
	if (*cell != '\0')
		return false;
	while (n > 0 && strchr(".:", out[n - 1]) != NULL)
		n--;
	out[n] = '\0';
	letters = strcspn(out, "-");
	if (letters < 3 || letters > 4 || !isalpha((unsigned char)out[0]) ||
	    out[letters] == '\0' || !is_number(out + letters + 1))
		return false;
	if (strncmp(out, "SHAD-", 5) == 0) /* an error of the form itself */
		memcpy(out, "SAHD", 4);
	*strange = !is_section(out, letters);
	return !*strange;
}

/* ---- rows ---------------------------------------------------------------------- */

/* On one line: notes are kept, not how they were broken. A blank that does not
 * break (U+00A0) is one, too: spreadsheets have it behind answers. */
static char *trimmed(const char *text)
{
	size_t n = strnlen(text, CELL_MOST), used = 0;
	char *copy = must_alloc(n + 1, 1);

	for (size_t i = 0; i < n; i++) {
		bool hard = text[i] == '\xc2' && i + 1 < n &&
			    text[i + 1] == '\xa0';
		bool blank = hard || isspace((unsigned char)text[i]);

		i += hard;
		if (!blank || used > 0)
			copy[used++] = blank ? ' ' : text[i];
	}
	while (used > 0 && copy[used - 1] == ' ')
		used--;
	copy[used] = '\0';
	return copy;
}

static void read_head(struct form *f, char *const *cell, unsigned cells)
{
	unsigned answer = 0, note = 0;

	for (unsigned i = 0; i < cells && i < FORM_CELLS; i++) {
		if (strcasecmp(cell[i], "answer") == 0)
			answer = i + 1;
		if (strncasecmp(cell[i], "note", 4) == 0)
			note = i + 1;
	}
	if (answer == 0 || f->named_answer != 0)
		return;
	f->named_answer = answer;
	f->named_note = note;
}

/* True if there is room for more of them. */
static bool take_row(void *ctx, char *const *cell, unsigned cells)
{
	struct form *f = ctx;
	char question[QUESTION_TEXT];
	struct form_row *row;
	bool strange = false, found = false;

	for (unsigned i = 0; i < cells && i < 4 && !found; i++)
		found = read_question(cell[i], question, &strange);
	f->strange += strange && !found;
	if (!found) {
		read_head(f, cell, cells);
		return true;
	}
	if (f->rows == FORM_ROWS)
		return false;
	if (f->row == NULL)
		f->row = must_alloc(FORM_ROWS, sizeof(*f->row));
	row = &f->row[f->rows++];
	memcpy(row->question, question, sizeof(question));
	for (unsigned i = 0; i < FORM_CELLS; i++)
		row->cell[i] = trimmed(i < cells ? cell[i] : "");
	return true;
}

void form_free(struct form *f)
{
	for (unsigned i = 0; i < f->rows; i++)
		for (unsigned k = 0; k < FORM_CELLS; k++)
			free(f->row[i].cell[k]);
	free(f->row);
	*f = (struct form){0};
}

/* ---- columns ------------------------------------------------------------------- */

static bool is_answer_word(const char *text)
{
	static const char *const words[] = {"yes", "no", "n/a", "na",
					    "see note", "see notes"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcasecmp(text, words[i]) == 0)
			return true;
	return false;
}

static unsigned column_of_answers(const struct form *f)
{
	unsigned best = 0, most = 0;

	for (unsigned column = 0; column < FORM_CELLS; column++) {
		unsigned n = 0;

		for (unsigned i = 0; i < f->rows; i++)
			n += is_answer_word(f->row[i].cell[column]);
		if (n > most) {
			most = n;
			best = column + 1;
		}
	}
	return best;
}

/* TXCF-2 before TXCF-10, in the order of the form. */
static int by_question(const void *a, const void *b)
{
	const struct form_row *x = a, *y = b;
	int order = strverscmp(x->question, y->question);

	/* The one with an answer first. */
	return order != 0 ? order
			  : (x->answer[0] == '\0') - (y->answer[0] == '\0');
}

static bool same_question(const struct form *f, unsigned i)
{
	return i > 0 && strcmp(f->row[i - 1].question,
			       f->row[i].question) == 0;
}

/* Which of two answers holds is not ours to say. */
static bool has_one_answer(const struct form *f, struct err *e)
{
	for (unsigned i = 1; i < f->rows; i++) {
		const struct form_row *row = &f->row[i], *last = row - 1;

		if (same_question(f, i) && row->answer[0] != '\0' &&
		    strcasecmp(row->answer, last->answer) != 0)
			return err_set(e, ERR_INPUT,
				       "%s has two answers, '%.40s' and "
				       "'%.40s'; leave one of them in the file",
				       row->question, last->answer,
				       row->answer);
	}
	return true;
}

/* Of a question that stands twice the answered one stays. */
static void drop_doubles(struct form *f)
{
	unsigned kept = 0;
	char last[QUESTION_TEXT] = "";

	for (unsigned i = 0; i < f->rows; i++) {
		struct form_row row = f->row[i];

		if (strcmp(last, row.question) != 0) {
			memcpy(last, row.question, sizeof(last));
			f->row[kept++] = row;
			continue;
		}
		for (unsigned k = 0; k < FORM_CELLS; k++)
			free(row.cell[k]);
	}
	f->rows = kept;
}

static bool complete(struct form *f, struct err *e)
{
	unsigned answer = f->named_answer, note = f->named_note;

	if (answer == 0)
		answer = column_of_answers(f);
	if (f->rows < LEAST_QUESTIONS || answer == 0)
		return err_set(e, ERR_INPUT,
			       "no MDS2 form of 2019: it has %u numbers of "
			       "questions such as SAHD-9%s (older forms number "
			       "them otherwise)",
			       f->rows, answer == 0 ? " and no answers" : "");
	if (note == 0 && answer < FORM_CELLS)
		note = answer + 1;
	for (unsigned i = 0; i < f->rows; i++) {
		f->row[i].answer = f->row[i].cell[answer - 1];
		f->row[i].note = note > 0 ? f->row[i].cell[note - 1] : "";
	}
	qsort(f->row, f->rows, sizeof(*f->row), by_question);
	if (!has_one_answer(f, e))
		return false;
	drop_doubles(f);
	return true;
}

static bool read_csv(struct form *f, char *text, size_t n, struct err *e)
{
	struct err why = {0};
	struct csv_row row;
	struct csv c;

	if (!csv_open(&c, text, n, e))
		return false;
	while (csv_next(&c, &row, &why))
		if (!take_row(f, row.cell, row.cells))
			return err_set(e, ERR_INPUT, "line %u: more than %d "
				       "rows with questions; is it one form?",
				       row.line, FORM_ROWS);
	return why.kind == ERR_NONE || err_set(e, why.kind, "%s", why.text);
}

bool form_read(struct form *f, char *text, size_t n, struct err *e)
{
	return (workbook_is(text, n) ? workbook_read(text, n, take_row, f, e)
				     : read_csv(f, text, n, e)) &&
	       complete(f, e);
}

const char *form_answer(const struct form *f, const char *question)
{
	for (unsigned i = 0; i < f->rows; i++)
		if (strcmp(f->row[i].question, question) == 0)
			return f->row[i].answer;
	return "";
}

/* ---- days ---------------------------------------------------------------------- */

/* How spreadsheets count: days since 1899-12-30. */
static bool read_serial(const char *text, struct tm *tm)
{
	char *end;
	unsigned long days = strtoul(text, &end, 10);
	time_t at;

	if (!isdigit((unsigned char)*text) || (*end != '\0' && *end != '.') ||
	    days < 36526 || days > 73050) /* 2000 to 2099 */
		return false;
	at = (time_t)(days - 25569) * 86400;
	return gmtime_r(&at, tm) != NULL;
}

void form_date(const char *text, char out[EDITION_TEXT])
{
	static const char *const forms[] = {
		"%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%d-%b-%Y", "%d %b %Y",
		"%b %d, %Y", "%b %d %Y",
	};
	struct tm tm;

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		const char *end;

		memset(&tm, 0, sizeof(tm));
		end = strptime(text, forms[i], &tm);
		if (end != NULL && (*end == '\0' || *end == 'T' || *end == ' ') &&
		    tm.tm_year > 70) {
			strftime(out, EDITION_TEXT, "%Y-%m-%d", &tm);
			return;
		}
	}
	if (read_serial(text, &tm))
		strftime(out, EDITION_TEXT, "%Y-%m-%d", &tm);
	else
		snprintf(out, EDITION_TEXT, "%s", text);
}
