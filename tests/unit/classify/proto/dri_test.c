/* SPDX-License-Identifier: Apache-2.0 */
/* dri_test - S/5 monitors behind serial servers. */
#include "tests/unit/classify/proto/hex.h"

extern const struct dissector dissector_dri;

static void put_escaped(struct octets *o, uint8_t c)
{
	if (c == 0x7e || c == 0x7d) {
		add_be(o, 0x7d, 1);
		c &= 0xdf;
	}
	add_be(o, c, 1);
}

/* A record with one subrecord of this kind, its body a text. */
static struct octets record(uint16_t main_type, uint8_t kind, const char *body)
{
	struct octets p = {.n = 0}, o = {.n = 0};
	uint8_t sum = 0;

	add_be(&p, 40 + strlen(body), 1);
	add_hex(&p, "00 01 07 1234 00000060 00 0000 00");
	add_zero(&p, 14 - p.n);
	add_be(&p, main_type, 1);
	add_zero(&p, 1 + 2);
	add_be(&p, kind, 1);
	add_hex(&p, "0000ff");
	add_zero(&p, 40 - p.n);
	add_text(&p, body);
	add_be(&o, 0x7e, 1);
	for (size_t i = 0; i < p.n; i++) {
		put_escaped(&o, p.b[i]);
		sum = (uint8_t)(sum + p.b[i]);
	}
	put_escaped(&o, sum);
	add_be(&o, 0x7e, 1);
	return o;
}

static struct trial *stream(const struct octets *o, size_t chunk)
{
	struct trial *t = trial_open(&dissector_dri, 4001);

	trial_bytes(t, SERVER, o->b, o->n, chunk);
	return t;
}

static void a_record_of_data_comes_from_a_monitor(void **state)
{
	struct octets o = record(0, 1, "CANARY~VALUES}~");
	struct trial *whole = stream(&o, 0);

	(void)state;
	assert_int_equal(trial_probe(&dissector_dri, SERVER, o.b, o.n), YES);
	assert_string_equal(trial_text(whole, SERVER, A_bedside_vendor),
			    "GE HealthCare");
	assert_string_equal(trial_text(whole, SERVER, A_bedside_kind),
			    "patient-monitor");
	assert_int_equal(trial_word(whole, SERVER, A_bedside_clear), 1);
	assert_int_equal(trial_word(whole, CLIENT, A_bedside_clear), 1);
	assert_false(trial_leaks(whole, "CANARY"));
	for (size_t chunk = 1; chunk < 8; chunk++) {
		struct trial *t = stream(&o, chunk);

		assert_true(trial_same(whole, t));
		trial_close(t);
	}
	trial_close(whole);
}

static void a_request_tells_the_protocol_alone(void **state)
{
	struct octets o = record(0, 0, "\x01\x0a");
	struct trial *t = stream(&o, 0);

	(void)state;
	assert_int_equal(t->count, 0);
	assert_string_equal(t->out.protocol, "dri");
	trial_close(t);
}

static void every_octet_of_a_record_matters(void **state)
{
	struct octets o = record(1, 1, "CANARY WAVE");

	(void)state;
	for (size_t i = 0; i < o.n; i++) {
		struct octets lie = o;
		struct trial *t;

		lie.b[i] ^= 0x04;
		t = stream(&lie, 0);
		assert_int_equal(t->count, 0);
		trial_close(t);
		lie = o;
		lie.n = i;
		t = stream(&lie, 0);
		assert_int_equal(t->count, 0);
		trial_close(t);
	}
}

static void a_broken_record_is_passed_over_once_it_is_known(void **state)
{
	struct octets ask = record(0, 0, "\x01\x0a"), bad = record(0, 1, "XX");
	struct octets good = record(4, 1, "ALARM");
	struct trial *t = trial_open(&dissector_dri, 4001);

	(void)state;
	bad.b[42] ^= 1;
	trial_bytes(t, SERVER, ask.b, ask.n, 0);
	trial_bytes(t, SERVER, bad.b, bad.n, 0);
	assert_int_equal(t->count, 0);
	trial_gap(t, SERVER, 100);
	trial_bytes(t, SERVER, "rest", 4, 0);
	trial_bytes(t, SERVER, good.b, good.n, 0);
	assert_string_equal(trial_text(t, SERVER, A_bedside_role), "device");
	trial_close(t);
}

static void other_frames_between_flags_are_not_it(void **state)
{
	struct octets ppp = hex("7eff7d23c0217d217d217d207d347d227d267d207d207d"
				"207d207d257d26a1b2c3d47d277d227d287d22d5c47e");
	struct octets network = record(5, 1, "NAMES"), zero = {.n = 0};
	struct trial *t;

	(void)state;
	add_zero(&ppp, 60);
	assert_int_equal(trial_probe(&dissector_dri, CLIENT, ppp.b, ppp.n), NO);
	zero.b[0] = 0x7e;
	zero.n = 1;
	add_zero(&zero, 90);
	assert_int_equal(trial_probe(&dissector_dri, CLIENT, zero.b, zero.n),
			 NO);
	assert_int_equal(trial_probe(&dissector_dri, CLIENT, zero.b, 5), MORE);
	/* What the network's records hold is not known. */
	t = stream(&network, 0);
	assert_int_equal(t->count, 0);
	trial_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_record_of_data_comes_from_a_monitor),
		cmocka_unit_test(a_request_tells_the_protocol_alone),
		cmocka_unit_test(every_octet_of_a_record_matters),
		cmocka_unit_test(
			a_broken_record_is_passed_over_once_it_is_known),
		cmocka_unit_test(other_frames_between_flags_are_not_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
