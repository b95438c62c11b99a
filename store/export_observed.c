/* SPDX-License-Identifier: Apache-2.0 */
/*
 * export_observed - what was seen of models to bear on the questions of the MDS2,
 * as a list for their makers, and as the page of a review pack.
 */
#include <stddef.h>
#include <string.h>

#include "store/jsonl.h"
#include "store/models.h"
#include "store/report.h"

#define O(member) offsetof(struct observed, member)
static const struct column columns[] = {
	{"vendor", CELL_TEXT, O(vendor), IN_CSV},
	{"model", CELL_TEXT, O(model), IN_CSV},
	{"versions", CELL_TEXT, O(versions), IN_CSV},
	{"question_id", CELL_TEXT, O(question), IN_CSV | IN_PAGE},
	{"asks", CELL_TEXT, O(asks), IN_CSV | IN_PAGE},
	{"observed", CELL_TEXT, O(observed), IN_CSV | IN_PAGE},
	{"devices_yes", CELL_COUNT, O(yes), IN_CSV | IN_PAGE},
	{"devices_no", CELL_COUNT, O(no), IN_CSV | IN_PAGE},
	{"devices", CELL_COUNT, O(devices), IN_CSV},
	{"seen", CELL_TEXT, O(seen), IN_CSV | IN_PAGE},
	{"remark", CELL_TEXT, O(remark), IN_CSV | IN_PAGE},
	{"declared", CELL_TEXT, O(declared), IN_CSV | IN_PAGE},
	{"agreement", CELL_TEXT, O(agreement), IN_CSV | IN_PAGE},
	{"document", CELL_TEXT, O(document), IN_CSV},
	{"edition", CELL_TEXT, O(edition), IN_CSV},
	{"first_day", CELL_DAY, O(first_us), IN_CSV},
	{"last_day", CELL_DAY, O(last_us), IN_CSV},
	{"signatures", CELL_TEXT, O(known), IN_CSV},
	{0},
};

/* ---- the list -------------------------------------------------------------------------- */

static bool put_csv(void *out, const struct observed *o)
{
	csv_row(out, columns, o);
	return ferror((FILE *)out) == 0;
}

static bool put_json(void *out, const struct observed *o)
{
	json_t *v = json_object();

	put_text(v, "schema", "wardwatch/observed/1");
	for (const struct column *c = columns; c->title != NULL; c++) {
		const void *at = (const char *)o + c->offset;

		if (c->kind == CELL_COUNT)
			put_number(v, c->title, *(const unsigned *)at);
		else if (c->kind == CELL_DAY)
			put_day(v, c->title, *(const uint64_t *)at);
		else
			put_text(v, c->title, at);
	}
	return put_object(out, v);
}

bool export_observed(struct reader *r, const char *vendor, const char *model,
		     bool json, FILE *out, struct err *e)
{
	bool good;

	if (!db_read_begin(&r->db, e))
		return false;
	if (!json)
		csv_titles(out, columns);
	good = reader_observed(r, vendor, model, json ? put_json : put_csv, out,
			       e);
	db_read_end(&r->db);
	return good && export_flushed(out, e);
}

/* ---- the page --------------------------------------------------------------------------- */

struct sheets {
	struct page *page;
	char vendor[ROW_TEXT], model[ROW_TEXT]; /* in hand                     */
	unsigned models, silent; /* questions without a word                   */
};

static void end_model(struct sheets *t)
{
	if (t->models == 0)
		return;
	page_table_end(t->page);
	page_say(t->page, "Of %u more questions nothing that was seen tells, or "
		 "nothing here looks for it.", t->silent);
}

static void begin_model(struct sheets *t, const struct observed *o)
{
	char name[MODEL_TEXT];
	struct model m = {.version = ""};

	end_model(t);
	memcpy(t->vendor, o->vendor, sizeof(t->vendor));
	memcpy(t->model, o->model, sizeof(t->model));
	memcpy(m.vendor, o->vendor, sizeof(m.vendor));
	memcpy(m.name, o->model, sizeof(m.name));
	model_print(&m, name);
	t->models++;
	t->silent = 0;
	page_heading(t->page, name);
	page_pair(t->page, "Devices", "%u", o->devices);
	page_pair(t->page, "Versions", "%s", o->versions[0] != '\0'
						     ? o->versions : "not seen");
	page_pair(t->page, "Form on file", "%s%s%s",
		  o->agreement[0] == '\0'  ? "none: ask the maker for it"
		  : o->document[0] != '\0' ? o->document
					   : "without a number",
		  o->edition[0] != '\0' ? ", " : "", o->edition);
	page_table(t->page, "What was seen", columns, false);
}

static bool put_row(void *ctx, const struct observed *o)
{
	struct sheets *t = ctx;

	if (t->models == 0 || strcmp(t->vendor, o->vendor) != 0 ||
	    strcmp(t->model, o->model) != 0)
		begin_model(t, o);
	if (o->seen[0] != '\0')
		return page_row(t->page, o);
	t->silent++;
	return true;
}

bool report_observed(struct reporting *r)
{
	struct sheets t = {.page = &r->page};
	bool read;

	if (!report_head(r, "What was seen, beside what makers declare"))
		return false;
	page_say(&r->page, "By model, the questions of the MDS2 (ANSI/NEMA HN "
		 "1-2019) on which something that was seen bears. All of it is an "
		 "observation of the devices here, as they are set up; it is for "
		 "the maker to answer. not used: seen to work without, which does "
		 "not tell whether it can. undecided: what was seen bears on the "
		 "answer and decides nothing.");
	read = reader_observed(r->reader, "", "", put_row, &t, r->e);
	end_model(&t);
	return read;
}
