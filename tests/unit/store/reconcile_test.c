/* SPDX-License-Identifier: Apache-2.0 */
/* reconcile - which row of a list is which device, and what is never guessed. */
#include "store/reconcile.h"
#include "classify/likeness.h"
#include "tests/unit/store/place.h"

static const char heads[] = "asset_tag,mac_address,serial_number,ip_address,"
			    "hostname,ae_title,manufacturer,model\n";

struct story {
	char text[4096];
	struct reconcile_count n;
};

static bool note(void *ctx, const struct reconciled *r)
{
	struct story *s = ctx;
	size_t n = strlen(s->text);

	snprintf(s->text + n, sizeof(s->text) - n, "%s %s %s %s%s%s%s%s%s;",
		 list_name(r->list),
		 r->row != NULL ? r->row->text[LISTED_tag] : "-",
		 r->asset != NULL ? r->asset->ip : "-", r->by,
		 r->field[0] != '\0' ? " " : "", r->field,
		 r->field[0] != '\0' ? " " : "", r->seen,
		 r->remark[0] != '\0' ? " !" : "");
	return true;
}

/* Two scanners with MACs, of one title; one pump far away, without. */
static void fill(struct place *p)
{
	struct recorder *r = open_one(p->db, "a", "aa", false, NULL);
	struct record far = fact_record(3, A_http_server, "nginx", 0);

	for (unsigned host = 1; host <= 2; host++) {
		tell(r, host, A_arp_binding, "", 1);
		tell(r, host, A_dicom_ae, "CT", 0);
		tell(r, host, A_dicom_vendor, "Philips", 0);
		tell(r, host, A_dicom_serial, host == 1 ? "SN-0001" : "SN-0002",
		     0);
	}
	memset(&far.as.fact.subject.mac, 0, sizeof(struct mac));
	recorder_take(r, &far, 1);
	assert_true(recorder_close(r, NULL));
}

static void compare(struct place *p, const char *rows, struct story *s)
{
	struct listing_file list;
	struct err e = {0};
	struct reader *r;
	struct csv csv;
	char text[4096];

	memset(s, 0, sizeof(*s));
	snprintf(text, sizeof(text), "%s%s", heads, rows);
	assert_true(listing_map(&list, NULL, &e));
	assert_true(csv_open_octets(&csv, "f", text, strlen(text), '\0',
				    CSV_DETECT, &e));
	assert_true(listing_read(&list, &csv, &e));
	r = reader_open(p->db, &e);
	assert_non_null(r);
	if (!reconcile(r, tree_knowledge(), &list, NULL, note, s, &s->n, &e))
		fail_msg("%s", e.text);
	reader_close(r);
	listing_close(&list);
	csv_close(&csv);
}

#define EXPECT(rows, want)                                                     \
	do {                                                                   \
		compare(p, rows, &s);                                          \
		assert_string_equal(s.text, want);                             \
	} while (0)

static void a_row_is_met_by_its_strongest_sign(void **state)
{
	struct place *p = *state;
	struct story s;

	fill(p);
	EXPECT("a,02-00-00-00-00-01,,,,,,\n",
	       "seen a 10.0.0.1 mac;not-listed - 10.0.0.3 ;"
	       "not-listed - 10.0.0.2 ;");
}

static void what_fits_several_is_never_guessed(void **state)
{
	struct place *p = *state;
	struct story s;

	fill(p);
	compare(p, "a,,,,,CT,,\n", &s);
	assert_non_null(strstr(s.text, "ambiguous a - ae !;"));
	/* What may be listed is not missing in the list. */
	assert_int_equal(s.n.n[LIST_NOT_LISTED], 1);
	/* A second sign may decide it. */
	compare(p, "a,,sn 0002,,,CT,,\n", &s);
	assert_non_null(strstr(s.text, "seen a 10.0.0.2 serial;"));
	/* Two rows are not one device. */
	compare(p, "a,020000000001,,,,,,\nb,020000000001,,,,,,\n", &s);
	assert_int_equal(s.n.n[LIST_AMBIGUOUS], 2);
	compare(p, "a,020000000001,,,,,,\nb,,,10.0.0.1,,,,\n", &s);
	assert_int_equal(s.n.n[LIST_SEEN], 1);
	assert_non_null(strstr(s.text, "ambiguous b 10.0.0.1 address !;"));
}

static void who_has_the_address_now_is_another_device(void **state)
{
	struct place *p = *state;
	struct story s;

	fill(p);
	compare(p, "a,020000000009,,10.0.0.1,,,,\n"
		   "b,,SN-0009,10.0.0.2,,,,\nc,020000000008,,10.0.0.3,,,,\n",
		&s);
	assert_non_null(strstr(s.text, "not-seen a -  !;"));
	assert_non_null(strstr(s.text, "not-seen b -  !;"));
	/* Of the pump no MAC is seen, so none contradicts. */
	assert_non_null(strstr(s.text, "seen c 10.0.0.3 address;"));
	assert_int_equal(s.n.n[LIST_NOT_LISTED], 2);
}

static void what_differs_is_named(void **state)
{
	struct place *p = *state;
	struct story s;

	fill(p);
	compare(p, "a,020000000001,SN-7,10.0.0.9,,CT,GE,\n", &s);
	assert_non_null(strstr(s.text, "differs a 10.0.0.1 mac serial SN-0001;"
				       "differs a 10.0.0.1 mac address 10.0.0.1;"
				       "differs a 10.0.0.1 mac vendor Philips;"));
	/* What was not seen contradicts nothing, and "n/a" says nothing. */
	compare(p, "a,020000000001,n/a,unknown,pc1,,PHILIPS MEDICAL SYSTEMS "
		   "INC.,Ingenia\n", &s);
	assert_non_null(strstr(s.text, "seen a 10.0.0.1 mac;"));
}

static void makers_and_models_are_like_in_many_ways(void **state)
{
	const struct knowledge *k = tree_knowledge();

	(void)state;
	assert_true(maker_is_like(k, "SIEMENS AG", "Siemens Healthineers"));
	assert_true(maker_is_like(k, "General Electric", "GE MEDICAL SYSTEMS"));
	assert_true(maker_is_like(NULL, "Dr\xc3\xa4ger", "Draeger") ||
		    maker_is_like(k, "Dr\xc3\xa4ger", "Drager"));
	assert_false(maker_is_like(k, "GE", "Getinge"));
	assert_false(maker_is_like(k, "Philips", "Siemens"));
	assert_false(maker_is_like(k, "", "Siemens"));
	assert_true(model_is_like("EPIQ 7", "EPIQ-7G"));
	assert_true(model_is_like("AW", "AW 4.0"));
	assert_false(model_is_like("AW", "Awning"));
	assert_false(model_is_like("MX800", "MX700"));
	assert_false(model_is_like("", "MX700"));
}

/* ---- the mapping ------------------------------------------------------------------ */

static void expect_map(struct place *p, const char *text, const char *sentence)
{
	struct listing_file f;
	struct err e = {0};
	const char *path = path_of(p, "map");
	bool good;

	write_file(path, text, strlen(text));
	good = listing_map(&f, path, &e);
	assert_int_equal(good, sentence == NULL);
	if (sentence != NULL && strstr(e.text, sentence) == NULL)
		fail_msg("%s", e.text);
	listing_close(&f);
}

static void a_mapping_is_read_or_its_line_told(void **state)
{
	struct place *p = *state;

	expect_map(p, "columns\n  mac \"MAC Adresse\"\n  tag Nr\n"
		      "file\n  separator semicolon\n  encoding latin-1\n", NULL);
	expect_map(p, "columns\n  tag Nr\n", "maps no column by which");
	expect_map(p, "columns\n  mac a\n  mac b\n", "map:3: mac twice");
	expect_map(p, "columns\n  serail a\n", "map:2: serail: there is no such "
					    "column; did you mean serial?");
	expect_map(p, "columns\n  patient a\n", "no such column");
	expect_map(p, "columns\n  mac a b\n", "map:2: mac: takes one word");
	expect_map(p, "columns\n  mac a\nfile\n  encoding ebcdic\n",
		   "map:4: encoding ebcdic: write separator");
	expect_map(p, "rows\n  mac a\n", "map:1: rows: the blocks are");
}

static void expect_list(const char *text, bool told, const char *sentence)
{
	struct listing_file f;
	struct err e = {0};
	struct csv csv;
	bool good;

	listing_map(&f, NULL, &e);
	f.told = told;
	assert_true(csv_open_octets(&csv, "f", text, strlen(text), '\0',
				    CSV_DETECT, &e));
	good = listing_read(&f, &csv, &e);
	assert_int_equal(good, sentence == NULL);
	if (sentence != NULL && strstr(e.text, sentence) == NULL)
		fail_msg("%s", e.text);
	listing_close(&f);
	csv_close(&csv);
}

static void a_list_without_its_columns_is_refused(void **state)
{
	(void)state;
	expect_list("", false, "f: is empty");
	expect_list("a,b\n1,2\n", false, "f:1: has no column called mac_address");
	expect_list("MAC_Address,b\n1,2\n", false, NULL);
	expect_list("mac_address,b\n1,2\n", true, "has no column called "
						  "serial_number");
	expect_list("mac_address,mac_address\n", false, "two columns are called");
	expect_list("mac_address\n\"open\n", false, "a quote does not end");
}

static void a_list_has_no_more_rows_than_a_hospital(void **state)
{
	size_t n = sizeof("hostname\n") - 1 + 2 * (LISTED_ROWS + 1);
	char *text = malloc(n + 1);

	(void)state;
	memcpy(text, "hostname\n", sizeof("hostname\n"));
	for (size_t i = sizeof("hostname\n") - 1; i < n; i += 2)
		memcpy(text + i, "x\n", 2);
	text[n] = '\0';
	expect_list(text, false, "f:500002: more than 500000 rows");
	text[n - 2] = '\0';
	expect_list(text, false, NULL);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(a_row_is_met_by_its_strongest_sign),
		STORE_TEST(what_fits_several_is_never_guessed),
		STORE_TEST(who_has_the_address_now_is_another_device),
		STORE_TEST(what_differs_is_named),
		STORE_TEST(a_mapping_is_read_or_its_line_told),
		cmocka_unit_test(makers_and_models_are_like_in_many_ways),
		cmocka_unit_test(a_list_without_its_columns_is_refused),
		cmocka_unit_test(a_list_has_no_more_rows_than_a_hospital),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
