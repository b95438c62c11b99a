/* SPDX-License-Identifier: Apache-2.0 */
/* ptp_test - clocks are told by their header. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_ptp;

/* Signalling, IEEE 1588-2019 13.12. */
static const uint8_t signalling[] = {
	0x0c, 0x02, 0, 54, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 0x20, 0x94, 0xff, 0xfe, 0, 0, 0x0d, 0, 1, 0, 1, 5, 0xff,
	0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
	0, 4, 0, 6, 0xb0, 0, 0, 0, 1, 0x2c};

static void a_clock_is_known_by_its_header(void **state)
{
	const struct turn turns[] = {
		{CLIENT, signalling, sizeof(signalling)}};
	struct trial *t = play(&dissector_ptp, 320, TURNS(turns), 0);

	(void)state;
	assert_string_equal(t->out.protocol, "ptp");
	assert_int_equal(t->count, 0);
	trial_close(t);
	bears_anything(&dissector_ptp, 320, TURNS(turns));
}

static void what_does_not_fit_is_something_else(void **state)
{
	static const struct {
		unsigned at;
		uint8_t octet;
	} wrong[] = {
		{0, 0x04},  /* no such message                                 */
		{1, 0x01},  /* the first version                               */
		{2, 0x01},  /* longer than it is                               */
		{3, 33},    /* shorter than its header                         */
		{32, 0x00}, /* the field of a Sync                             */
	};
	uint8_t octets[sizeof(signalling)];

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		memcpy(octets, signalling, sizeof(octets));
		octets[wrong[i].at] = wrong[i].octet;
		assert_int_equal(trial_probe(&dissector_ptp, CLIENT, octets,
					     sizeof(octets)), NO);
	}
	for (size_t n = 0; n < sizeof(signalling); n++)
		assert_int_equal(trial_probe(&dissector_ptp, CLIENT, signalling,
					     n), NO);
}

static void on_another_port_it_is_something_else(void **state)
{
	const struct turn turns[] = {
		{CLIENT, signalling, sizeof(signalling)}};
	struct trial *t = play(&dissector_ptp, 1234, TURNS(turns), 0);

	(void)state;
	assert_null(t->out.protocol);
	trial_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_clock_is_known_by_its_header),
		cmocka_unit_test(what_does_not_fit_is_something_else),
		cmocka_unit_test(on_another_port_it_is_something_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
