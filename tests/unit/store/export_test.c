/* SPDX-License-Identifier: Apache-2.0 */
/* export_test - every format, and what hostile text cannot do in it. */
#include "tests/unit/store/hospital.h"

#include <jansson.h>

static bool take_evidence(void *ctx, const struct evidence_row *row)
{
	unsigned *n = ctx;

	assert_string_equal(row->capture, "ward.pcap");
	assert_int_equal(row->frame, 2);
	if (row->claim[0] != '\0') {
		assert_string_equal(row->where, "attribute");
		assert_true(row->counted);
		assert_true(row->decibans > 0);
		(*n)++;
	}
	return true;
}

static void evidence_says_which_claim_it_supports(void **state)
{
	struct place *p = *state;
	struct reader *r = reader_open(p->db, NULL);
	unsigned n = 0;
	uint64_t asset, id;

	assert_true(reader_find_asset(r, "10.0.0.1", &asset, NULL));
	assert_true(reader_evidence(r, asset, take_evidence, &n, NULL));
	assert_int_equal(n, 3);
	assert_true(reader_find_finding(r, "CLN-001", &id, NULL));
	assert_true(reader_finding_evidence(r, asset, id, take_evidence, &n, NULL));
	reader_close(r);
}

/* RFC 4180: every line has as many cells as the header. */
static unsigned cells_of(const char **line)
{
	unsigned n = 1;
	bool quoted = false;
	const char *p = *line;

	for (; *p != '\0' && (quoted || *p != '\n'); p++) {
		if (*p == '"')
			quoted = !quoted;
		n += *p == ',' && !quoted;
	}
	assert_true(p[-1] == '\r');
	*line = *p == '\n' ? p + 1 : p;
	return n;
}

static void no_cell_of_csv_is_a_formula(void **state)
{
	struct place *p = *state;

	for (int what = 0; what < 3; what++) {
		char *text = list(p, (enum export_what)what, EXPORT_CSV, NULL,
				  0, NULL);
		const char *line = text;
		unsigned columns = cells_of(&line);

		while (*line != '\0')
			assert_int_equal(cells_of(&line), columns);
		for (const char *c = text; *c != '\0'; c++)
			if (*c == ',' || *c == '\n' || *c == '"')
				assert_null(c[1] != '\0' &&
							    strchr("=+-@\t",
								   c[1])
						    ? c
						    : NULL);
		free(text);
	}
	assert_int_equal(found(p, EXPORT_ASSETS, "drop"), 1);
}

static void a_formula_behind_blanks_or_in_full_width_is_one(void **state)
{
	static const struct {
		const char *text, *cell;
	} rows[] = {
		{"=1", "\"'=1\""},
		{" =1", "\"' =1\""},
		{" \xc2\xa0\xe3\x80\x80 @x", "\"' \xc2\xa0\xe3\x80\x80 @x\""},
		{"\xef\xbc\x9d" "1", "\"'\xef\xbc\x9d" "1\""},
		{"\xef\xbc\x8b", "\"'\xef\xbc\x8b\""},
		{"-", "\"'-\""},
		{" x", "\" x\""},
		{"x=1", "x=1"},
		{"\xe3\x80", "\xe3\x80"},
		{"", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char *text = NULL;
		size_t n = 0;
		FILE *out = open_memstream(&text, &n);

		csv_cell(out, rows[i].text, true);
		fclose(out);
		assert_string_equal(text, rows[i].cell);
		free(text);
	}
}

static void every_line_of_jsonl_is_an_object_with_sorted_keys(void **state)
{
	static const char *const schemas[] = {"wardwatch/asset/1",
					      "wardwatch/finding/1",
					      "wardwatch/flow/1"};

	for (int what = 0; what < 3; what++) {
		char *text = list(*state, (enum export_what)what, EXPORT_JSONL,
				  NULL, 0, NULL);
		char *line = text, *end;

		for (; (end = strchr(line, '\n')) != NULL; line = end + 1) {
			json_t *v;
			char *again;

			*end = '\0';
			v = json_loads(line, 0, NULL);
			assert_non_null(v);
			assert_string_equal(
				json_string_value(
					json_object_get(v, "schema")),
				schemas[what]);
			again = json_dumps(v, JSON_SORT_KEYS | JSON_COMPACT);
			assert_string_equal(again, line);
			free(again);
			json_decref(v);
		}
		assert_string_equal(line, "");
		free(text);
	}
}

static void an_asset_carries_its_reasons(void **state)
{
	struct query q = {.filter = "ct01"};
	char *text = list(*state, EXPORT_ASSETS, EXPORT_JSONL, &q, 0, NULL);
	json_t *v = json_loads(text, JSON_DISABLE_EOF_CHECK, NULL);
	json_t *claim = json_array_get(json_object_get(v, "claims"), 2);
	json_t *why = json_array_get(json_object_get(claim, "evidence"), 0);

	assert_string_equal(json_string_value(json_object_get(claim, "kind")),
			    "name");
	assert_string_equal(json_string_value(json_object_get(why, "attr")),
			    "dicom_ae");
	assert_string_equal(json_string_value(json_object_get(why, "time")),
			    "2023-11-14T22:13:20.000124Z");
	assert_int_equal(json_integer_value(json_object_get(why, "frame")), 2);
	assert_int_equal(json_array_size(json_object_get(v, "findings")), 1);
	assert_int_equal(json_array_size(json_object_get(v, "addresses")), 1);
	assert_true(json_is_null(json_object_get(v, "class")));
	json_decref(v);
	free(text);
}

static void a_text_table_fits_its_width_and_says_none(void **state)
{
	struct query none = {.filter = "nothing-like-this"};
	char *text = list(*state, EXPORT_ASSETS, EXPORT_TEXT, NULL, 70, NULL);
	char *line = text, *end;

	assert_int_equal(strncmp(text, "id ", 3), 0);
	for (; (end = strchr(line, '\n')) != NULL; line = end + 1) {
		unsigned n = 0;

		for (; line < end; line++)
			n += (*line & 0xc0) != 0x80;
		assert_true(n <= 70);
	}
	free(text);
	text = list(*state, EXPORT_ASSETS, EXPORT_TEXT, &none, 70, NULL);
	assert_string_equal(text, "(none)\n");
	free(text);
}

/* Somebody edits the database: what comes out is still harmless. */
static void forged_text_is_cleaned_in_every_format(void **state)
{
	struct place *p = *state;
	struct db d;

	assert_true(db_open(&d, p->db, DB_WRITE, NULL));
	assert_true(db_run(&d,
			   "UPDATE asset SET name = char(27) || '[2J' || "
			   "char(8238) || 'x' || char(13, 10) || char(9) || "
			   "CAST(x'ff' AS TEXT) || char(8203), "
			   "vendor = char(9) || '=1+1', "
			   "model = char(13) || '=1+1'",
			   NULL));
	db_close(&d);
	for (int format = 0; format < 3; format++) {
		char *text = list(p, EXPORT_ASSETS,
				  (enum export_format)format, NULL, 0, NULL);

		assert_non_null(text);
		assert_null(strchr(text, 0x1b));
		assert_null(strchr(text, '\t'));
		assert_null(strchr(text, 0xff));
		assert_null(strstr(text, "\xe2\x80\xae"));
		assert_null(strstr(text, "\xe2\x80\x8b"));
		assert_int_equal(lines_of(text),
				 format == EXPORT_JSONL ? 3 : 4);
		assert_non_null(strstr(text, "u202e"));
		free(text);
	}
}

static void captures_tell_what_was_not_looked_at(void **state)
{
	struct place *p = *state;

	for (int format = 0; format < 3; format++) {
		struct reader *r = reader_open(p->db, NULL);
		char *text = NULL;
		size_t n = 0;
		FILE *out = open_memstream(&text, &n);

		assert_true(export_captures(r, (enum export_format)format, out,
					    NULL));
		fclose(out);
		reader_close(r);
		assert_non_null(strstr(text, "ward.pcap"));
		assert_non_null(strstr(text, format == EXPORT_TEXT
						     ? "malformed"
						     : "tunnel_depth"));
		free(text);
	}
}

static void a_stream_that_fails_is_told(void **state)
{
	struct place *p = *state;
	struct reader *r = reader_open(p->db, NULL);
	FILE *full = fopen("/dev/full", "w");
	struct err e = {0};

	assert_non_null(full);
	assert_false(export_write(r, EXPORT_ASSETS, EXPORT_CSV, NULL, full, 0,
				  &e));
	assert_non_null(strstr(e.text, "could not be written"));
	fclose(full);
	reader_close(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOSPITAL_TEST(evidence_says_which_claim_it_supports),
		HOSPITAL_TEST(no_cell_of_csv_is_a_formula),
		cmocka_unit_test(a_formula_behind_blanks_or_in_full_width_is_one),
		HOSPITAL_TEST(every_line_of_jsonl_is_an_object_with_sorted_keys),
		HOSPITAL_TEST(an_asset_carries_its_reasons),
		HOSPITAL_TEST(a_text_table_fits_its_width_and_says_none),
		HOSPITAL_TEST(forged_text_is_cleaned_in_every_format),
		HOSPITAL_TEST(captures_tell_what_was_not_looked_at),
		HOSPITAL_TEST(a_stream_that_fails_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
