/* SPDX-License-Identifier: Apache-2.0 */
/* phd_test - associations and device attributes of IEEE 11073-20601. */
#include "tests/unit/classify/proto/hex.h"
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_phd;

/* The request of the published vector; an answer; attributes; a report. */
static const char request[] =
	"e2000032800000000001002a507900268000000080008000000000000000008000000008"
	"112233445566778801900001010000000000";
static const char answer[] =
	"e300002c 0000 5079 0026 80000000 8000 80000000 00000000 80000000"
	"0008 02005efffe005020 0000 0001 01 00 0000 0000";
static const char attributes[] =
	"e700 0044 0042 0001 0203 003c 0000 0003 0036"
	"0928 0016 000a 4e6f6e696e0000000000 0008 39353630 00000000"
	"092d 0010 0001 000c 0001 0000 0006 353031393030"
	"0a5a 0004 0000 0000";
static const char report[] =
	"e700 0020 001e 0002 0101 0018 0000 00001267 0d1d 000e"
	"5a5a5041545e43414e41525900 00";
static const char release[] = "e400 0002 0000";

static void correct(struct octets *o)
{
	static const unsigned at[] = {2, 4, 10};
	static const unsigned before[] = {4, 6, 12};

	for (unsigned i = 0; i < 3; i++) {
		o->b[at[i]] = (uint8_t)((o->n - before[i]) >> 8);
		o->b[at[i] + 1] = (uint8_t)(o->n - before[i]);
	}
}

static void a_session_tells_the_agent_and_no_measurement(void **state)
{
	struct octets q = hex(request), a = hex(answer), d = hex(attributes);
	struct octets r = hex(report), end = hex(release);
	struct turn turns[] = {
		{CLIENT, q.b, q.n}, {SERVER, a.b, a.n}, {CLIENT, d.b, d.n},
		{CLIENT, r.b, r.n}, {CLIENT, end.b, end.n},
	};
	struct trial *t;

	(void)state;
	correct(&d);
	correct(&r);
	d.b[17] = (uint8_t)(d.n - 18);
	t = play(&dissector_phd, 6024, TURNS(turns), 0);
	assert_said(trial_text(t, CLIENT, A_bedside_device),
		    "1122334455667788");
	assert_said(trial_text(t, CLIENT, A_bedside_role), "device");
	assert_said(trial_text(t, CLIENT, A_bedside_kind),
		    "MDC_DEV_SPEC_PROFILE_PULS_OXIM");
	assert_said(trial_text(t, CLIENT, A_bedside_vendor), "Nonin");
	assert_said(trial_text(t, CLIENT, A_bedside_model), "9560");
	assert_said(trial_text(t, CLIENT, A_bedside_serial), "501900");
	assert_said(trial_text(t, SERVER, A_bedside_role), "collector");
	assert_int_equal(trial_word(t, CLIENT, A_bedside_clear), 1);
	assert_false(trial_leaks(t, "CANARY"));
	assert_false(t->malformed);
	assert_string_equal(t->out.protocol, "phd");
	trial_close(t);
	bears_anything(&dissector_phd, 6024, TURNS(turns));
}

static void a_session_in_its_middle_is_known_by_its_lengths(void **state)
{
	struct octets r = hex(report), d = hex(attributes);
	struct turn turns[] = {{SERVER, r.b, r.n}, {SERVER, d.b, d.n}};
	struct trial *t;

	(void)state;
	correct(&d);
	correct(&r);
	d.b[17] = (uint8_t)(d.n - 18);
	assert_int_equal(trial_probe(&dissector_phd, SERVER, r.b, r.n), YES);
	t = play(&dissector_phd, 9999, TURNS(turns), 0);
	assert_said(trial_text(t, SERVER, A_bedside_model), "9560");
	assert_said(trial_text(t, SERVER, A_bedside_role), "device");
	trial_close(t);
}

static void each_prefix_of_a_request_asks_for_more(void **state)
{
	struct octets q = hex(request);

	(void)state;
	for (size_t n = 1; n < q.n; n++)
		assert_int_equal(trial_probe(&dissector_phd, CLIENT, q.b, n),
				 MORE);
	assert_int_equal(trial_probe(&dissector_phd, CLIENT, q.b, q.n), YES);
}

static void a_refused_agent_sends_nothing_in_clear(void **state)
{
	struct octets q = hex(request), a = hex(answer);
	struct turn turns[] = {{CLIENT, q.b, q.n}, {SERVER, a.b, a.n}};
	struct trial *t;

	(void)state;
	a.b[5] = 7;
	t = play(&dissector_phd, 6024, TURNS(turns), 0);
	assert_int_equal(trial_word(t, CLIENT, A_bedside_clear), UINT64_MAX);
	assert_said(trial_text(t, CLIENT, A_bedside_role), "device");
	trial_close(t);
}

static void what_only_begins_alike_is_not_mine(void **state)
{
	static const char *const others[] = {
		/* LDAP, and BER with this tag */
		"300c020101600702010304008000",
		"e2820032 0201 01 0403 616263 00000000000000000000",
		/* another protocol, another version, lengths that lie */
		"e2000032800000000001002a507800268000000080008000000000000000"
		"008000000008112233445566778801900001010000000000",
		"e2000032400000000001002a507900268000000080008000000000000000"
		"008000000008112233445566778801900001010000000000",
		"e2000032800000000001002b507900268000000080008000000000000000"
		"008000000008112233445566778801900001010000000000",
		"e2000032800000000001002a507900278000000080008000000000000000"
		"008000000008112233445566778801900001010000000000",
		"e7000020 00000000 0000 0000 0000000000000000",
		"e7000020 001e 0001 0199 0018 0000 0000 0000 0000",
		"e7000020 001e 0001 0101 0019 0000 0000 0000 0000",
		"e2000000", "e3000000", "e2000400 80000000",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		struct octets o = hex(others[i]);
		struct turn turn = {CLIENT, o.b, o.n};
		struct trial *t = play(&dissector_phd, 6024, &turn, 1, 0);

		assert_int_equal(trial_probe(&dissector_phd, CLIENT, o.b,
					     o.n), NO);
		assert_int_equal(t->count, 0);
		trial_close(t);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_session_tells_the_agent_and_no_measurement),
		cmocka_unit_test(
			a_session_in_its_middle_is_known_by_its_lengths),
		cmocka_unit_test(each_prefix_of_a_request_asks_for_more),
		cmocka_unit_test(a_refused_agent_sends_nothing_in_clear),
		cmocka_unit_test(what_only_begins_alike_is_not_mine),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
