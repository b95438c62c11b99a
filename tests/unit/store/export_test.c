/* SPDX-License-Identifier: Apache-2.0 */
/* export_test - filters, orders, lookups; and what hostile text cannot do. */
#include "tests/unit/store/place.h"

#include "store/export.h"

#include <jansson.h>

/* Three devices: a CT, a server that talks to it, a device of bad will. */
static void make_hospital(const struct place *p)
{
	struct recorder *r = open_one(p->db, "ward.pcap", "aa", false, NULL);

	assert_non_null(r);
	tell(r, 1, A_dicom_ae, "CT01", 0);
	tell(r, 1, A_dicom_vendor, "Philips", 0);
	tell(r, 1, A_dicom_model, "Ingenuity 100%", 0);
	tell(r, 1, A_dicom_clear, "", 1);
	tell(r, 2, A_dhcp_host_name, "pacs", 0);
	tell(r, 2, A_http_server, "nginx/1.18", 0);
	tell(r, 2, A_ssh_server, "OpenSSH_8", 0);
	tell(r, 13, A_http_server, "=cmd|' /C calc'!A0", 0);
	tell(r, 13, A_dicom_model, "@SUM(1,2)\"; DROP TABLE fact;--", 0);
	tell(r, 13, A_inventory_vendor, "-2+3", 0);
	for (unsigned host = 1; host < 14; host += host == 1 ? 1 : 11)
		tell(r, host, A_arp_binding, "", host);
	tell_talk(r, 1, 2, 104, "dicom");
	tell_talk(r, 13, 2, 443, "");
	tell_count(r, TALLY_malformed, 3);
	recorder_end_capture(r, 0, NULL);
	assert_true(recorder_close(r, NULL));
}

static int hospital(void **state)
{
	if (place_make(state) != 0)
		return -1;
	make_hospital(*state);
	return 0;
}

static char *list(const struct place *p, enum export_what what,
		  enum export_format format, const struct query *q,
		  unsigned width, struct err *e)
{
	struct reader *r = reader_open(p->db, e);
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);
	bool done;

	assert_non_null(r);
	done = export_write(r, what, format, q, out, width, e);
	fclose(out);
	reader_close(r);
	if (done)
		return text;
	free(text);
	return NULL;
}

static unsigned lines_of(const char *text)
{
	unsigned n = 0;

	for (; *text != '\0'; text++)
		n += *text == '\n';
	return n;
}

/* Rows of a list under a filter, or UINT32_MAX when it is refused. */
static unsigned found(const struct place *p, enum export_what what,
		      const char *filter)
{
	struct query q = {.filter = filter};
	char *text = list(p, what, EXPORT_CSV, &q, 0, NULL);
	unsigned n = text != NULL ? lines_of(text) - 1 : UINT32_MAX;

	free(text);
	return n;
}

static void words_must_all_occur_in_any_field_and_any_case(void **state)
{
	struct place *p = *state;

	assert_int_equal(found(p, EXPORT_ASSETS, ""), 3);
	assert_int_equal(found(p, EXPORT_ASSETS, "PHILIPS"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "philips ct01"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "philips pacs"), 0);
	assert_int_equal(found(p, EXPORT_ASSETS, "\"ingenuity 100\""), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "-philips"), 2);
	assert_int_equal(found(p, EXPORT_ASSETS, "vlan 30"), 3);
}

static void a_field_word_looks_into_that_field_only(void **state)
{
	struct place *p = *state;

	assert_int_equal(found(p, EXPORT_ASSETS, "vendor:phil"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "name:phil"), 0);
	assert_int_equal(found(p, EXPORT_ASSETS, "-vendor:phil"), 2);
	assert_int_equal(found(p, EXPORT_ASSETS, "model:\"ingenuity 1\""), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "software:ssh"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "ip:10.0.0.1"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "ip:10.0.0"), 3);
	assert_int_equal(found(p, EXPORT_ASSETS, "02:00:00:00:00:02"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "mac:02:00:00:00:00:02"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "sev:high"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "finding:cln"), 1);
	assert_int_equal(found(p, EXPORT_FINDINGS, "sev:high"), 1);
	assert_int_equal(found(p, EXPORT_FINDINGS, "sev:low"), 0);
	assert_int_equal(found(p, EXPORT_FLOWS, "port:104"), 1);
	assert_int_equal(found(p, EXPORT_FLOWS, "name:pacs"), 2);
	assert_int_equal(found(p, EXPORT_FLOWS, "protocol:dicom"), 1);
}

static void percent_underscore_and_backslash_are_ordinary(void **state)
{
	struct place *p = *state;

	assert_int_equal(found(p, EXPORT_ASSETS, "100%"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "1%0"), 0);
	assert_int_equal(found(p, EXPORT_ASSETS, "CT_1"), 0);
	assert_int_equal(found(p, EXPORT_ASSETS, "openssh_8"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "\\"), 0);
}

static void a_filter_is_never_sql(void **state)
{
	struct place *p = *state;
	static const char *const tries[] = {
		"' OR 1=1 --",		"\") OR (1=1",
		"name:') OR 1=1 --",	"x'; DROP TABLE asset; --",
		"?1",			"name:x\\' OR '1",
	};

	for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++)
		assert_int_equal(found(p, EXPORT_ASSETS, tries[i]), 0);
	assert_int_equal(found(p, EXPORT_ASSETS, ""), 3);
}

static void an_unknown_field_is_a_usage_error_that_names_the_known(void **state)
{
	struct query q = {.filter = "colour:red"};
	struct err e = {0};

	assert_null(list(*state, EXPORT_ASSETS, EXPORT_CSV, &q, 0, &e));
	assert_int_equal(e.kind, ERR_USAGE);
	assert_non_null(strstr(e.text, "'colour'"));
	assert_non_null(strstr(e.text, "vendor"));
	q.filter = "sev:bad";
	assert_null(list(*state, EXPORT_ASSETS, EXPORT_CSV, &q, 0, &e));
	assert_non_null(strstr(e.text, "critical"));
	/* Found nothing and said nothing. */
	q.filter = "ip:10.20.0.0/16";
	assert_null(list(*state, EXPORT_ASSETS, EXPORT_CSV, &q, 0, &e));
	assert_non_null(strstr(e.text, "ip:10.20."));
}

static void a_filter_of_any_length_is_refused_or_obeyed(void **state)
{
	char text[4096];
	struct query q = {.filter = text};
	struct err e = {0};

	memset(text, 'a', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	assert_int_equal(found(*state, EXPORT_ASSETS, text), 0);
	for (size_t i = 1; i < sizeof(text) - 1; i += 2)
		text[i] = ' ';
	assert_null(list(*state, EXPORT_ASSETS, EXPORT_CSV, &q, 0, &e));
	assert_int_equal(e.kind, ERR_USAGE);
}

struct names {
	char text[512];
};

static bool take_name(void *ctx, const struct asset_row *row)
{
	struct names *n = ctx;
	size_t used = strlen(n->text);

	snprintf(n->text + used, sizeof(n->text) - used, "%s ", row->ip);
	return true;
}

static void orders_are_by_risk_name_address_and_reversed(void **state)
{
	struct place *p = *state;
	struct reader *r = reader_open(p->db, NULL);
	struct query q = {.order = BY_RISK, .limit = 1};
	struct names n = {""};

	assert_true(reader_assets(r, &q, take_name, &n, NULL));
	assert_string_equal(n.text, "10.0.0.1 ");
	q = (struct query){.order = BY_ADDRESS};
	n.text[0] = '\0';
	assert_true(reader_assets(r, &q, take_name, &n, NULL));
	assert_string_equal(n.text, "10.0.0.1 10.0.0.2 10.0.0.13 ");
	q = (struct query){.order = BY_ADDRESS, .reverse = true, .offset = 1};
	n.text[0] = '\0';
	assert_true(reader_assets(r, &q, take_name, &n, NULL));
	assert_string_equal(n.text, "10.0.0.2 10.0.0.1 ");
	q = (struct query){.order = BY_NAME};
	n.text[0] = '\0';
	assert_true(reader_assets(r, &q, take_name, &n, NULL));
	assert_string_equal(n.text, "10.0.0.1 10.0.0.2 10.0.0.13 ");
	for (enum asset_order o = 0; o < ASSET_ORDERS; o++) {
		struct query each = {.order = o, .reverse = true};
		char *text;

		for (int what = 0; what < 3; what++) {
			text = list(p, (enum export_what)what, EXPORT_TEXT,
				    &each, 80, NULL);
			assert_non_null(text);
			free(text);
		}
	}
	reader_close(r);
}

static void one_is_found_by_id_address_mac_or_name(void **state)
{
	struct place *p = *state;
	struct reader *r = reader_open(p->db, NULL);
	char text[ASSET_ID_TEXT];
	uint64_t id, again, finding;
	struct err e = {0};

	assert_true(reader_find_asset(r, "10.0.0.1", &id, NULL));
	asset_id_print(id, text);
	assert_true(reader_find_asset(r, text, &again, NULL));
	assert_int_equal(id, again);
	assert_true(reader_find_asset(r, "0200.0000.0001", &again, NULL));
	assert_int_equal(id, again);
	assert_true(reader_find_asset(r, "ct01", &again, NULL));
	assert_int_equal(id, again);
	assert_false(reader_find_asset(r, "10.9.9.9", &again, &e));
	assert_int_equal(e.kind, ERR_USAGE);
	assert_true(reader_find_finding(r, "CLN-001@ct01", &finding, NULL));
	assert_true(reader_find_finding(r, "cln-001", &again, NULL));
	assert_int_equal(finding, again);
	assert_false(reader_find_finding(r, "CLN-002@ct01", &again, &e));
	reader_close(r);
}

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

#define HOSPITAL_TEST(f) cmocka_unit_test_setup_teardown(f, hospital, place_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOSPITAL_TEST(words_must_all_occur_in_any_field_and_any_case),
		HOSPITAL_TEST(a_field_word_looks_into_that_field_only),
		HOSPITAL_TEST(percent_underscore_and_backslash_are_ordinary),
		HOSPITAL_TEST(a_filter_is_never_sql),
		HOSPITAL_TEST(an_unknown_field_is_a_usage_error_that_names_the_known),
		HOSPITAL_TEST(a_filter_of_any_length_is_refused_or_obeyed),
		HOSPITAL_TEST(orders_are_by_risk_name_address_and_reversed),
		HOSPITAL_TEST(one_is_found_by_id_address_mac_or_name),
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
