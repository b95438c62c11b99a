/* SPDX-License-Identifier: Apache-2.0 */
/* mds2 - forms of makers into a database, in whatever shape they come. */
#include "store/form.h"
#include "store/models.h"
#include "tests/unit/store/forms.h"

static void a_form_is_kept_by_its_model(void **state)
{
	const struct place *p = *state;

	assert_int_equal(IMPORT(p, plain).sum.rows, 13);
	assert_string_equal(answer(p->db, kept),
			    "Acme, Inc.|Pump 300|F-1|2026-03-20");
	assert_string_equal(answer(p->db, sahd), "Yes|see page 3");
	assert_string_equal(
	    answer(p->db, "SELECT file || length(digest) FROM mds2"),
	    "form.csv64");
	/* The same again is nothing new. */
	assert_int_equal(IMPORT(p, plain).sum.known, 1);
	assert_string_equal(answer(p->db, "SELECT count(*) FROM mds2_answer"),
			    "13");
}

static void columns_stand_where_makers_put_them(void **state)
{
	static const char *const forms[] = {
		/* The three columns of a table. */
		"question_id,answer,note\nDOC-1,Acme,\nDOC-3,Pump 300,\n"
		"alof-1,Yes,\nALOF-2,Yes,\nDTBK-1,No,\nEMRG-1,No,\nMLDP-1,No,\n"
		"PLOK-1,Yes,\nSBOM-1,No,\nSAHD-9,Yes,see page 3\n",
		/* The same without a head. */
		"DOC-1,Acme,\nDOC-3,Pump 300,\nALOF-1,Yes,\nALOF-2,Yes,\n"
		"DTBK-1,No,\nEMRG-1,No,\nMLDP-1,No,\nPLOK-1,Yes,\nSBOM-1,No,\n"
		"SAHD-9.,Yes,see page 3\n",
		/* Semicolons, a column before, references behind. */
		"\xef\xbb\xbf;DOC-1;Maker;;Acme;;\r\n;DOC-3;Model;;Pump 300;;\r\n"
		";ALOF-1;q;;YES;;x\r\n;ALOF-2;q;;YES;;x\r\n;DTBK-1;q;;NO;;x\r\n"
		";EMRG-1;q;;NO;;x\r\n;MLDP-1;q;;NO;;x\r\n;PLOK-1;q;;YES;;x\r\n"
		";SBOM-1;q;;NO;;x\r\n;SAHD-9;q;;Yes;see\npage 3;SC-7\r\n",
		/* As Windows writes it, and a note over lines. */
		"DOC-1,q,Acme,\nDOC-3,q,Pump 300,\n" FILL
		"SAHD-9,q,Yes,\"Dr\xe4ger\n\x96 3\"\n",
	};
	static const char *const notes[] = {
		"Yes|see page 3", "Yes|see page 3", "Yes|see",
		"Yes|Dr\xc3\xa4ger \xe2\x80\x93 3",
	};
	const struct place *p = *state;

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		struct told t = IMPORT(p, forms[i]);

		if (t.refused[0] != '\0')
			fail_msg("%zu: %s", i, t.refused);
		assert_string_equal(answer(p->db, "SELECT vendor || model FROM "
						  "mds2"),
				    "AcmePump 300");
		assert_string_equal(answer(p->db, sahd), notes[i]);
	}
}

static void errors_of_the_form_are_borne(void **state)
{
	static const char odd[] =
		HEAD("Pump 300", "") FILL "SHAD-15,q,Yes,\nXXXX-1,q,Yes,\n"
					  "SAHD-9,q,,\n"
					  "SAHD-9,q, No\xc2\xa0,late\n"
					  "=SAHD-1,q,\"=cmd|x\",\n";
	const struct place *p = *state;
	struct told t = IMPORT(p, odd);

	assert_int_equal(t.sum.odd, 1);
	assert_string_equal(answer(p->db,
				   "SELECT answer FROM mds2_answer WHERE "
				   "question = 'SAHD-15'"),
			    "Yes");
	assert_string_equal(answer(p->db, sahd), "No|late");
	assert_string_equal(answer(p->db,
				   "SELECT count(*) FROM mds2_answer WHERE "
				   "question IN ('XXXX-1', 'SAHD-1')"),
			    "0");
}

static void what_is_no_form_is_refused(void **state)
{
	static const struct {
		const char *text, *why;
	} rows[] = {
		{"", "no MDS2 form of 2019"},
		{"a,b,c\n1,2,3\n", "no MDS2 form of 2019"},
		{"1-1,Can it log off?,Yes\n", "older forms"},
		{"SAHD-9,Yes\n", "has 1 numbers"},
		{"DOC-1,q,,\nDOC-3,q,Pump,\n" FILL "SAHD-9,q,Yes,\n",
		 "DOC-1 names no maker; give it with --vendor"},
		{"DOC-1,q,Acme,\n" FILL "SAHD-9,q,Yes,\nSAHD-8,q,Yes,\n",
		 "DOC-3 names no model; give it with --model"},
		{HEAD("P", "") FILL "SAHD-9,q,Yes,\nSAHD-9,q,No,\n",
		 "SAHD-9 has two answers, 'Yes' and 'No'"},
		{HEAD("P", "") FILL "\"SAHD-9,q,Yes,\n", "a quote does not end"},
		{"PK\003\004 and nothing more", "no whole archive"},
	};
	const struct place *p = *state;
	char many[FORM_ROWS * 16 + 64] = "";
	size_t used = 0;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct told t = IMPORT(p, rows[i].text);

		if (strstr(t.refused, rows[i].why) == NULL)
			fail_msg("%zu: '%s' lacks '%s'", i, t.refused,
				 rows[i].why);
	}
	for (unsigned i = 0; i <= FORM_ROWS; i++)
		used += (size_t)snprintf(many + used, sizeof(many) - used,
					 "SAHD-%u,Yes\n", i);
	assert_non_null(strstr(IMPORT(p, many).refused, "is it one form?"));
	assert_non_null(strstr(import(p, "DOC-1\0,x", 8, NULL).refused,
			       "octets of 0"));
	assert_string_equal(answer(p->db,
				   "SELECT (SELECT count(*) FROM mds2) + "
				   "(SELECT count(*) FROM mds2_answer)"),
			    "0");
}

static void names_given_go_before_those_of_the_form(void **state)
{
	const struct place *p = *state;
	struct import_about about = {"Acme", "P\x1b[31m300"};
	char longest[200];

	import(p, plain, sizeof(plain) - 1, &about);
	assert_string_equal(answer(p->db, "SELECT vendor || model FROM mds2"),
			    "AcmeP\\x1b[31m300");
	assert_int_equal(import(p, plain, sizeof(plain) - 1, &about).sum.known,
			 1);
	memset(longest, 'x', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	about.model = longest;
	assert_non_null(strstr(import(p, plain, sizeof(plain) - 1, &about)
				       .refused, "at most 160 octets"));
}

static void the_newer_edition_replaces_the_older(void **state)
{
	static const char older[] = HEAD("pump 300", "2025-12-01") FILL
		"SAHD-9,q,No,\n";
	static const char newer[] = HEAD("Pump 300", "\"Mar 21, 2026\"") FILL
		"SAHD-9,q,No,\n";
	static const char undated[] = HEAD("Pump 300", "03/04/2026") FILL
		"SAHD-9,q,N/A,\n";
	const struct place *p = *state;

	IMPORT(p, plain);
	assert_int_equal(IMPORT(p, older).sum.older, 1);
	assert_string_equal(answer(p->db, sahd), "Yes|see page 3");
	assert_int_equal(IMPORT(p, newer).sum.rows, 12);
	assert_string_equal(answer(p->db, kept),
			    "Acme, Inc.|Pump 300|F-1|2026-03-21");
	assert_string_equal(answer(p->db, sahd), "No|");
	assert_int_equal(IMPORT(p, plain).sum.older, 1);
	assert_string_equal(
	    answer(p->db, "SELECT count(*) || max(id) FROM mds2"), "11");
	/* A day that may be two is none: what is read now holds. */
	IMPORT(p, undated);
	assert_string_equal(answer(p->db, sahd), "N/A|");
	assert_string_equal(answer(p->db, "SELECT edition FROM mds2"),
			    "03/04/2026");
}

static void days_are_read_where_they_are_sure(void **state)
{
	static const struct {
		const char *text, *day;
	} rows[] = {
		{"2026-03-20", "2026-03-20"},
		{"2026-03-20T00:00:00", "2026-03-20"},
		{"20.03.2026", "2026-03-20"},
		{"20-Mar-2026", "2026-03-20"},
		{"20 March 2026", "2026-03-20"},
		{"March 20, 2026", "2026-03-20"},
		{"46101", "2026-03-20"},
		{"03/04/2026", "03/04/2026"},
		{"2026", "2026"},
		{"", ""},
		{"rev. B", "rev. B"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char day[EDITION_TEXT];

		form_date(rows[i].text, day);
		assert_string_equal(day, rows[i].day);
	}
}

/* ---- beside what was seen ------------------------------------------------------------ */

static void tell_pump(const struct place *p)
{
	struct err e = {0};
	struct recorder *r = open_one(p->db, "a.pcap", "1", false, &e);

	assert_non_null(r);
	tell(r, 1, A_inventory_vendor, "Acme", 0);
	tell(r, 1, A_inventory_model, "Pump 300", 0);
	tell(r, 1, A_telnet_session, "", 1);
	assert_true(recorder_close(r, &e));
}

static void rebuild(const struct place *p)
{
	struct err e = {0};

	if (!store_rebuild(p->db, tree_knowledge(), &e))
		fail_msg("%s", e.text);
	if (!checks_out(p->db, &e))
		fail_msg("%s", e.text);
}

static const char rules[] = "SELECT coalesce(group_concat(u.name), '') FROM "
			    "finding f JOIN rule u ON u.id = f.rule WHERE "
			    "u.name = 'ADV-005'";

static void what_is_declared_is_compared_and_survives_a_rebuild(void **state)
{
	static const char mended[] = HEAD("Pump 300", "2026-04-01") FILL
		"SAHD-9,q,No,\n";
	const struct place *p = *state;
	char *before, *after;

	tell_pump(p);
	assert_string_equal(answer(p->db, rules), "");
	IMPORT(p, plain);
	rebuild(p);
	assert_string_equal(answer(p->db, rules), "ADV-005");
	assert_string_equal(answer(p->db,
				   "SELECT question || agreement || rule FROM "
				   "mds2_seen WHERE agreement = "
				   "'contradicts'"),
			    "SAHD-9contradictsCRD-001");
	assert_string_equal(
	    answer(p->db, "SELECT mds2 || wider FROM mds2_match"), "10");
	before = dump_of(p->db);
	rebuild(p);
	after = dump_of(p->db);
	assert_string_equal(before, after);
	free(before);
	free(after);
	/* The maker says No now: that is what is seen. */
	IMPORT(p, mended);
	rebuild(p);
	assert_string_equal(answer(p->db, rules), "");
	assert_string_equal(answer(p->db,
				   "SELECT agreement FROM mds2_seen WHERE "
				   "question = 'SAHD-9'"),
			    "agrees");
	assert_string_equal(answer(p->db, "SELECT state FROM finding_past"),
			    "withdrawn");
}

struct sights {
	unsigned n;
	struct mds2_seen_row last;
};

static bool keep_sight(void *ctx, const struct mds2_seen_row *row)
{
	struct sights *s = ctx;

	if (row->agreement == CONTRADICTS) {
		s->n++;
		s->last = *row;
	}
	return true;
}

static void readers_find_the_document_and_its_evidence(void **state)
{
	const struct place *p = *state;
	struct err e = {0};
	struct sights s = {0};
	uint64_t document, asset;
	struct reader *r;

	tell_pump(p);
	IMPORT(p, plain);
	rebuild(p);
	r = reader_open(p->db, &e);
	assert_non_null(r);
	assert_true(reader_find_mds2(r, "pump 300", &document, &asset, &e));
	assert_int_equal(asset, 0);
	assert_true(reader_find_mds2(r, "Acme, Inc. Pump 300", &document,
				     &asset, &e));
	assert_true(reader_find_mds2(r, "acme PUMP 300", &document, &asset,
				     &e));
	assert_true(reader_find_mds2(r, "10.0.0.1", &document, &asset, &e));
	assert_int_not_equal(asset, 0);
	assert_true(reader_mds2_seen(r, document, asset, keep_sight, &s, &e));
	assert_int_equal(s.n, 1);
	assert_string_equal(s.last.rule, "CRD-001");
	assert_string_equal(s.last.evidence.capture, "a.pcap");
	assert_int_equal(s.last.evidence.frame, 2);
	assert_false(reader_find_mds2(r, "Pump 400", &document, &asset, &e));
	assert_non_null(strstr(e.text, "neither an MDS2"));
	reader_close(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(a_form_is_kept_by_its_model),
		STORE_TEST(columns_stand_where_makers_put_them),
		STORE_TEST(errors_of_the_form_are_borne),
		STORE_TEST(what_is_no_form_is_refused),
		STORE_TEST(names_given_go_before_those_of_the_form),
		STORE_TEST(the_newer_edition_replaces_the_older),
		cmocka_unit_test(days_are_read_where_they_are_sure),
		STORE_TEST(what_is_declared_is_compared_and_survives_a_rebuild),
		STORE_TEST(readers_find_the_document_and_its_evidence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
