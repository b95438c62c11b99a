/* SPDX-License-Identifier: Apache-2.0 */
/* policy - out of a database into rules, and the baseline that people accept. */
#include "tests/unit/store/place.h"

#include "store/policy_form.h"

#define DAY UINT64_C(86400000000)

static void tell_talk_on(struct recorder *r, unsigned client, unsigned server,
			 uint16_t port, unsigned first, unsigned days)
{
	for (unsigned i = 0; i < days; i++) {
		struct record record = talk_record(client, server, port,
						   "dicom");

		record.as.talk.first_us += (first + i) * DAY;
		record.as.talk.last_us = record.as.talk.first_us;
		recorder_take(r, &record, 1);
	}
}

/* A CT with a critical finding, an archive, and who asks them for what. */
static void read_until(struct place *p, unsigned late)
{
	struct recorder *r = open_one(p->db, "ward \"?.pcap", "aa", false, NULL);

	for (unsigned host = 1; host <= 2; host++) {
		tell(r, host, A_dicom_ae, "CT01", 0);
		tell(r, host, A_dicom_modality, "CT", 0);
	}
	tell(r, 1, A_vnc_security, "none", 0);
	tell_talk_on(r, 1, 2, 104, 0, 20);
	tell_talk_on(r, 2, 1, 11112, 3, 5);
	tell_talk_on(r, 7, 8, 80, late, 20);
	recorder_end_capture(r, 0, NULL);
	assert_true(recorder_close(r, NULL));
}

static void read_ward(struct place *p)
{
	read_until(p, 0);
}

static struct policy policy_of(struct place *p, unsigned min_days)
{
	const struct policy_wish wish = {.min_days = min_days};
	struct reader *r = reader_open(p->db, NULL);
	struct policy policy = {0};
	struct err e = {0};

	if (r == NULL || !reader_policy(r, &wish, &policy, &e))
		fail_msg("%s", e.text);
	reader_close(r);
	return policy;
}

static char *written(const struct policy *p, enum policy_form form)
{
	char *text = NULL;
	size_t n;
	FILE *out = open_memstream(&text, &n);
	struct err e = {0};

	if (!policy_write(p, form, out, &e))
		fail_msg("%s", e.text);
	fclose(out);
	return text;
}

static void holds(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		fail_msg("no \"%s\" in: %s", part, text);
}

static void conversations_of_many_days_become_rules(void **state)
{
	struct place *p = *state;
	struct policy policy;
	char *text;

	read_ward(p);
	policy = policy_of(p, 14);
	assert_int_equal(policy_count(&policy, POLICY_RULE), 1);
	assert_int_equal(policy_count(&policy, POLICY_FEW_DAYS), 1);
	assert_int_equal(policy_count(&policy, POLICY_OTHERS), 1);
	text = written(&policy, POLICY_NFT);
	holds(text, "ip saddr 10.0.0.1 ip daddr 10.0.0.2 tcp dport 104 counter "
		    "accept");
	holds(text, "seen on 20 days, from 2023-11-14 to 2023-12-03, 20 "
		    "conversations of 100 frames, in vlan 30, first frame 7 of "
		    "ward __.pcap");
	holds(text, "CAUTION: CT01 (imaging-ct) has an open critical "
		    "finding, CRD-014");
	assert_null(strstr(text, "11112"));
	assert_null(strstr(text, "10.0.0.7"));
	free(text);
	text = written(&policy, POLICY_CISCO);
	holds(text, "\n permit tcp host 10.0.0.1 host 10.0.0.2 eq 104\n"
		    " permit tcp host 10.0.0.2 eq 104 host 10.0.0.1 "
		    "established\n");
	holds(text, " remark 1 CAUTION: CT01 (imaging-ct) has an open");
	holds(text, " deny ip host 10.0.0.1 any log\n");
	assert_null(strstr(text, "ipv6"));
	free(text);
	text = written(&policy, POLICY_CSV);
	holds(text, "\r\n1,10.0.0.1,CT01,imaging-ct,10.0.0.2,CT01,imaging-ct,vlan 30,6,"
		    "104,dicom,no,20,2023-11-14T22:13:20.000000Z,"
		    "2023-12-03T22:13:20.000000Z,20,100,");
	free(text);
	policy_free(&policy);
}

static void what_was_seen_of_late_is_not_named_for_it(void **state)
{
	struct place *p = *state;
	struct policy policy;
	char *text;

	read_until(p, 30); /* the last day is 30 days after that of the CT */
	policy = policy_of(p, 14);
	text = written(&policy, POLICY_NFT);
	assert_null(strstr(text, "not seen in the last"));
	free(text);
	policy_free(&policy);
}

static void what_was_not_seen_for_long_is_named(void **state)
{
	struct place *p = *state;
	struct policy policy;
	char *text;

	read_until(p, 31);
	policy = policy_of(p, 14);
	assert_int_equal(policy_count(&policy, POLICY_RULE), 1);
	text = written(&policy, POLICY_CSV);
	holds(text, "\"not seen in the last 30 days; CT01 (imaging-ct) has an "
		    "open critical finding, CRD-014\"");
	free(text);
	policy_free(&policy);
}

static void what_is_learnt_is_read_and_covers_itself(void **state)
{
	struct place *p = *state;
	struct policy policy;
	struct zones *list;
	struct err e = {0};
	char *text;

	read_ward(p);
	policy = policy_of(p, 14);
	text = written(&policy, POLICY_LIST);
	holds(text, "  # CAUTION: CT01 (imaging-ct) has an open critical");
	holds(text, "  vlan 30\n");
	list = zones_take("learnt", text, &e);
	if (list == NULL)
		fail_msg("%s", e.text);
	for (size_t i = 0; i < policy.flows; i++)
		assert_int_equal(policy_covered(list, &policy.flow[i], NULL),
				 policy.flow[i].verdict == POLICY_RULE);
	zones_close(list);
	free(text);
	policy_free(&policy);
}

static void without_a_rule_nothing_is_written(void **state)
{
	struct place *p = *state;
	struct policy policy;
	struct err e = {0};
	FILE *out = fopen("/dev/null", "w");

	read_ward(p);
	policy = policy_of(p, 21);
	for (enum policy_form f = POLICY_LIST; f < POLICY_FORMS; f++) {
		assert_false(policy_write(&policy, f, out, &e));
		assert_int_equal(e.kind, ERR_INPUT);
		holds(e.text, "on 21 days or more, and the days listened to are "
			      "20");
	}
	fclose(out);
	policy_free(&policy);
}

static void words_of_the_wire_end_no_line_and_open_no_quote(void **state)
{
	char out[40];

	(void)state;
	policy_plain("a\"b\\c\nd?e'f`g$h;i{j}k\xc3\xa4l\x7f", out, sizeof(out));
	assert_string_equal(out, "a_b_c_d_e_f_g_h_i_j_k_l_");
	policy_plain("0123456789", out, 5);
	assert_string_equal(out, "0123");
}

/* Decided by people: kept by a rebuild and by a second reading, never replaced. */
static void a_baseline_is_kept_with_who_accepted_it(void **state)
{
	struct place *p = *state;
	struct baseline_row row;
	struct recorder *again;
	struct reader *r;
	struct err e = {0};

	assert_false(store_baseline(p->db, "", "x", "y", "ana", &e));
	assert_int_equal(e.kind, ERR_DATABASE);
	read_ward(p);
	r = reader_open(p->db, NULL);
	assert_true(reader_baseline(r, &row, NULL));
	assert_null(row.text);
	reader_close(r);
	assert_true(store_baseline(p->db, "", "# first\n", "was usual", "ana",
				   &e));
	assert_true(store_baseline(p->db, "a.flows", "# second\n",
				   "after the move\x1b", "bo", &e));
	assert_true(store_rebuild(p->db, tree_knowledge(), &e));
	again = open_one(p->db, "b", "bb", false, NULL);
	assert_true(recorder_close(again, NULL));
	assert_true(checks_out(p->db, &e));
	r = reader_open(p->db, NULL);
	assert_true(reader_baseline(r, &row, NULL));
	assert_string_equal(row.text, "# second\n");
	assert_string_equal(row.name, "a.flows");
	assert_string_equal(row.author, "bo");
	assert_string_equal(row.reason, "after the move\\x1b");
	assert_int_equal(row.seen_us, 1700000000000000u + 19 * DAY);
	free(row.text);
	reader_close(r);
}

static bool count_acts(void *ctx, const struct act_row *row)
{
	assert_string_equal(row->act, "accept");
	assert_string_equal(row->rule, "baseline");
	++*(unsigned *)ctx;
	return true;
}

static void accepting_is_in_the_audit(void **state)
{
	struct place *p = *state;
	char long_reason[260];
	struct reader *r;
	unsigned n = 0;

	read_ward(p);
	memset(long_reason, 'x', sizeof(long_reason));
	long_reason[sizeof(long_reason) - 1] = '\0';
	assert_false(store_baseline(p->db, "", "", long_reason, "ana", NULL));
	assert_true(store_baseline(p->db, "", "", "usual", "ana", NULL));
	r = reader_open(p->db, NULL);
	assert_true(reader_acts(r, 0, count_acts, &n, NULL));
	assert_int_equal(n, 1);
	reader_close(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(conversations_of_many_days_become_rules),
		STORE_TEST(what_was_seen_of_late_is_not_named_for_it),
		STORE_TEST(what_was_not_seen_for_long_is_named),
		STORE_TEST(what_is_learnt_is_read_and_covers_itself),
		STORE_TEST(without_a_rule_nothing_is_written),
		cmocka_unit_test(words_of_the_wire_end_no_line_and_open_no_quote),
		STORE_TEST(a_baseline_is_kept_with_who_accepted_it),
		STORE_TEST(accepting_is_in_the_audit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
