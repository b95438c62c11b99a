/* SPDX-License-Identifier: Apache-2.0 */
/* mds_test - attribute lists of a device, the same in two protocols. */
#include "tests/unit/classify/proto/hex.h"

#include "classify/proto/mds.h"

extern const struct dissector dissector_phd; /* any will do: a stage          */

/* System identifier, model, specification of product and board, type. */
static const char list[] =
	"0005 007c"
	"0984 000a 0008 001c05fffe000021"
	"0928 0016 0008 5068696c69707300 000a 4d38303031202020 2000"
	"092d 0040 0004 003c"
	"0001 0050 0006 424f41524431"
	"0001 0008 000a 44453737 4d58 3030 3432"
	"0004 0058 0008 4d2e30342e303100"
	"0005 0000 000a 46572d312e3230303000"
	"091e 0004 0002 5858"
	"0986 0004 0001 114d";

static bool read_list(struct trial *t, const struct octets *o, size_t n)
{
	uint8_t *copy = malloc(n > 0 ? n : 1);
	bool good;

	assert_non_null(copy);
	memcpy(copy, o->b, n);
	t->d.from = CLIENT;
	good = mds_read(&t->d, cur_of(copy, n));
	free(copy);
	return good;
}

static void fix_lengths(struct octets *o)
{
	o->b[2] = (uint8_t)((o->n - 4) >> 8);
	o->b[3] = (uint8_t)(o->n - 4);
}

static void what_identifies_the_whole_device_is_told(void **state)
{
	struct trial *t = trial_open(&dissector_phd, 6024);
	struct octets o = hex(list);

	(void)state;
	fix_lengths(&o);
	assert_true(read_list(t, &o, o.n));
	assert_string_equal(trial_text(t, CLIENT, A_bedside_device),
			    "001c05fffe000021");
	assert_string_equal(trial_text(t, CLIENT, A_bedside_vendor),
			    "Philips");
	assert_string_equal(trial_text(t, CLIENT, A_bedside_model), "M8001");
	assert_string_equal(trial_text(t, CLIENT, A_bedside_serial),
			    "DE77MX0042");
	assert_string_equal(trial_text(t, CLIENT, A_bedside_version),
			    "M.04.01");
	assert_string_equal(trial_text(t, CLIENT, A_bedside_kind),
			    "MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS");
	assert_false(trial_leaks(t, "BOARD1"));
	assert_false(trial_leaks(t, "XX"));
	trial_close(t);
}

static void a_list_cut_or_lying_says_no_more_than_the_whole(void **state)
{
	struct octets o = hex(list);
	struct trial *whole = trial_open(&dissector_phd, 6024);

	(void)state;
	fix_lengths(&o);
	read_list(whole, &o, o.n);
	for (size_t n = 0; n < o.n; n++) {
		struct trial *t = trial_open(&dissector_phd, 6024);

		assert_false(read_list(t, &o, n));
		assert_true(says_all_of(whole, t));
		trial_close(t);
	}
	for (size_t i = 0; i < o.n; i++)
		for (unsigned k = 0; k < 2; k++) {
			struct trial *t = trial_open(&dissector_phd, 6024);
			struct octets lie = o;

			lie.b[i] = k == 0 ? 0 : 0xff;
			read_list(t, &lie, lie.n);
			trial_close(t);
		}
	trial_close(whole);
}

static void nobodys_identifier_and_unknown_types_are_nothing(void **state)
{
	static const char *const lists[] = {
		"0001 000e 0984 000a 0008 0000000000000000",
		"0001 000e 0984 000a 0008 ffffffffffffffff",
		"0001 000c 0984 0008 0006 112233445566 00",
		"0001 0008 0986 0004 0001 ffff",
		"ffff 0000",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		struct trial *t = trial_open(&dissector_phd, 6024);
		struct octets o = hex(lists[i]);

		read_list(t, &o, o.n);
		assert_int_equal(t->count, i == 2);
		trial_close(t);
	}
	assert_null(mds_type_name(1, 0xffff));
	assert_string_equal(mds_type_name(8, 4100),
			    "MDC_DEV_SPEC_PROFILE_PULS_OXIM");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_identifies_the_whole_device_is_told),
		cmocka_unit_test(
			a_list_cut_or_lying_says_no_more_than_the_whole),
		cmocka_unit_test(
			nobodys_identifier_and_unknown_types_are_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
