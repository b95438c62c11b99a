/* SPDX-License-Identifier: Apache-2.0 */
/* workbook - forms in workbooks, and workbooks made to harm. */
#include <zip.h>

#include "tests/unit/store/forms.h"

#define SHEET "<worksheet><sheetData>"
#define END "</sheetData></worksheet>"

struct part {
	const char *name, *text;
	size_t times; /* of the text; 0 is once                                */
};

static char *repeated(const struct part *part, size_t *n)
{
	size_t one = strlen(part->text);
	size_t times = part->times > 0 ? part->times : 1;
	char *all = malloc(one * times + 1);

	assert_non_null(all);
	for (size_t i = 0; i < times; i++)
		memcpy(all + i * one, part->text, one);
	*n = one * times;
	return all;
}

static struct told import_book(const struct place *p, const struct part *part)
{
	char path[256], *text;
	struct told t;
	zip_t *z;
	size_t n;
	FILE *f;

	snprintf(path, sizeof(path), "%s/book.xlsx", p->folder);
	z = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	assert_non_null(z);
	for (; part->name != NULL; part++) {
		text = repeated(part, &n);
		assert_true(zip_file_add(z, part->name,
					 zip_source_buffer(z, text, n, 1),
					 0) >= 0);
	}
	assert_int_equal(zip_close(z), 0);
	f = fopen(path, "r");
	assert_non_null(f);
	text = malloc(1 << 20);
	assert_non_null(text);
	n = fread(text, 1, 1 << 20, f);
	fclose(f);
	t = import(p, text, n, NULL);
	free(text);
	return t;
}

#define CELL(at, text)                                                         \
	"<c r=\"" at "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define ROW(id, text) "<row>" CELL("A1", id) CELL("C1", text) "</row>"
#define ROWS                                                                   \
	ROW("DOC-1", "Acme") ROW("DOC-3", "Pump 300") ROW("ALOF-1", "Yes")     \
	ROW("ALOF-2", "No") ROW("DTBK-1", "No") ROW("EMRG-1", "No")            \
	ROW("MLDP-1", "No") ROW("PLOK-1", "Yes") ROW("SBOM-1", "No")

static const char first[] = "xl/worksheets/sheet1.xml";

static void a_workbook_is_read_cell_by_cell(void **state)
{
	static const struct part book[] = {
		{first, SHEET "<row><c r=\"A1\" t=\"s\"><v>0</v></c></row>" END,
		 0},
		{"xl/worksheets/sheet2.xml",
		 "<?xml version=\"1.0\"?><x:worksheet xmlns:x=\"u\">"
		 "<x:sheetData>" ROWS
		 "<x:row><x:c r=\"A9\" t=\"s\"><x:v>1</x:v></x:c>"
		 "<x:c r=\"ZZ9\"><x:v>far away</x:v></x:c>"
		 "<x:c r=\"C9\" t=\"str\"><x:f>A1&amp;\"!\"</x:f>"
		 "<x:v>Yes</x:v></x:c><x:c t=\"s\"><x:v>2</x:v></x:c>"
		 "<x:c t=\"s\"><x:v>99</x:v></x:c></x:row>"
		 "<row><c r=\"A10\" t=\"inlineStr\"><is><t>DOC-7</t></is></c>"
		 "<c r=\"C10\"><v>46101</v></c></row>"
		 "</x:sheetData></x:worksheet>", 0},
		{"xl/sharedStrings.xml",
		 "<sst><si><t>ZZPAT^CANARY</t></si><si><r><t>SAHD</t></r><r>"
		 "<t>-9</t></r><rPh><t>spoken</t></rPh></si><si><t>page &lt;3"
		 "</t></si><si/></sst>", 0},
		{"docProps/app.xml", "ZZPAT^CANARY", 0},
		{NULL, NULL, 0},
	};
	const struct place *p = *state;
	struct told t = import_book(p, book);
	char *dump;

	assert_string_equal(t.refused, "");
	assert_int_equal(t.sum.rows, 11);
	assert_string_equal(answer(p->db, sahd), "Yes|page <3");
	assert_string_equal(answer(p->db, "SELECT edition FROM mds2"),
			    "2026-03-20");
	dump = dump_of(p->db);
	assert_null(strstr(dump, "CANARY"));
	free(dump);
}

static void a_hostile_workbook_is_refused(void **state)
{
	static const struct {
		struct part book[3];
		const char *why;
	} rows[] = {
		{{{"a.txt", "x", 0}}, "without sheets"},
		{{{first, SHEET "<row>", 0}}, "no XML"},
		{{{first, "<a>", 1000}}, "deeper than 64"},
		{{{first, "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", 0}},
		 "document type"},
		{{{first, "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", 0}},
		 "document type"},
		{{{first, "<a><!--", 0}}, "no XML"},
		{{{first, "         ", 3 << 20}}, "more than 24 MiB"},
		{{{"xl/sharedStrings.xml", "         ", 3 << 20}},
		 "more than 24 MiB"},
		{{{"xl/sharedStrings.xml", "<sst><si>", 0}}, "no XML"},
	};
	const struct place *p = *state;
	struct part many[] = {{first, NULL, 0}, {NULL, NULL, 0}};
	char *text = malloc(30000 * 6 + 100);

	assert_non_null(text);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct told t = import_book(p, rows[i].book);

		if (strstr(t.refused, rows[i].why) == NULL)
			fail_msg("%zu: '%s' lacks '%s'", i, t.refused,
				 rows[i].why);
	}
	memcpy(text, SHEET, sizeof(SHEET));
	for (size_t i = 0; i < 30000; i++)
		memcpy(text + sizeof(SHEET) - 1 + i * 6, "<row/>", 6);
	memcpy(text + sizeof(SHEET) - 1 + 30000 * 6, END, sizeof(END));
	many[0].text = text;
	assert_non_null(strstr(import_book(p, many).refused, "20000 rows"));
	free(text);
	assert_string_equal(answer(p->db, "SELECT count(*) FROM mds2"), "0");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(a_workbook_is_read_cell_by_cell),
		STORE_TEST(a_hostile_workbook_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
