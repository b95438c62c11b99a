/* SPDX-License-Identifier: Apache-2.0 */
/* radius_test - where a device is, and never who uses it. */
#include "tests/unit/classify/proto/hex.h"
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_radius;

enum { ACCESS = 1, ACCEPT = 2, ACCOUNTING = 4, ACCOUNTED = 5, COA = 43 };

#define USER "010f 5a5a444f455e4a4f484e3132" "33"    /* ZZDOE^JOHN123          */
#define NAS "04 06 0a4d0902"                         /* 10.77.9.2              */
#define NAS_NAME "20 0a 73772d7761726433"            /* sw-ward3               */
#define STATION "1f 13 30302d30392d46422d37372d30302d3331" /* 00-09-FB-77-00-31 */
#define STATION_PLAIN "1f 0e 303030394642373730303331"
#define STATION_CISCO "1f 10 303030392e464237372e30303331"
#define STATION_CALLS "1f 0f 3139382e35312e3130302e3137" /* 198.51.100.17    */
#define FRAMED "08 06 0a4d141f"                      /* 10.77.20.31            */
#define FRAMED_LATER "08 06 fffffffe"
#define ETHERNET "3d 06 0000000f"
#define WIRELESS "3d 06 00000013"
#define PORT "57 09 4769312f302f37"                  /* Gi1/0/7                */
#define PROXY "21 03 31"

static const struct party station = {
	.mac = {{0x00, 0x09, 0xfb, 0x77, 0x00, 0x31}},
};

static struct octets message(uint8_t code, const char *attributes)
{
	struct octets body = hex(attributes), o = {.n = 0};

	add_be(&o, code, 1);
	add_be(&o, 77, 1);
	add_be(&o, 20 + body.n, 2);
	add_zero(&o, 16);
	add_raw(&o, body.b, body.n);
	return o;
}

static struct trial *hear(uint8_t code, const char *attributes)
{
	struct octets o = message(code, attributes);

	assert_int_equal(trial_probe(&dissector_radius, CLIENT, o.b, o.n), YES);
	return say(&dissector_radius, 1813, CLIENT, &o);
}

static struct party at(uint32_t ip)
{
	struct party p = station;

	p.ip = addr_of_v4(ip);
	return p;
}

static void accounting_binds_an_address_to_a_mac(void **state)
{
	static const char *const spellings[] = {
		USER NAS FRAMED STATION ETHERNET PORT,
		USER NAS FRAMED STATION_PLAIN ETHERNET PORT,
		USER NAS FRAMED STATION_CISCO ETHERNET PORT,
	};

	(void)state;
	for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++) {
		struct octets o = message(ACCOUNTING, spellings[i]);
		struct trial *t = hear(ACCOUNTING, spellings[i]);

		assert_int_equal(trial_party_word(t, at(0x0a4d141f),
						  A_radius_binding), 1);
		assert_said(trial_party_text(t, at(0x0a4d141f), A_access_port),
			    "Gi1/0/7 of 10.77.9.2");
		assert_said(trial_text(t, CLIENT, A_radius_role), "client");
		assert_false(trial_leaks(t, "ZZDOE"));
		trial_close(t);
		bears_cutting(&dissector_radius, 1813, CLIENT, &o);
		bears_lies(&dissector_radius, 1813, CLIENT, &o, "ZZDOE");
	}
}

/* Nobody has it yet; nobody has a MAC; it is a wish; it is of another house. */
static void what_is_no_binding_binds_nothing(void **state)
{
	static const struct {
		uint8_t code;
		const char *attributes;
	} rows[] = {
		{ACCOUNTING, NAS STATION FRAMED_LATER},
		{ACCOUNTING, NAS STATION},
		{ACCOUNTING, NAS STATION_CALLS FRAMED},
		{ACCOUNTING, NAS FRAMED},
		{ACCESS, NAS STATION FRAMED},
		{ACCOUNTING, NAS STATION FRAMED ETHERNET PORT PROXY},
		{ACCEPT, FRAMED},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct trial *t = hear(rows[i].code, rows[i].attributes);

		for (unsigned k = 0; k < t->count; k++) {
			assert_int_not_equal(t->said[k].attr, A_radius_binding);
			assert_int_not_equal(t->said[k].attr, A_access_port);
		}
		assert_false(t->malformed);
		trial_close(t);
	}
}

static void a_port_in_the_air_is_no_place(void **state)
{
	struct trial *t = hear(ACCOUNTING, NAS STATION FRAMED WIRELESS PORT);

	(void)state;
	assert_null(trial_party_text(t, at(0x0a4d141f), A_access_port));
	assert_int_equal(trial_party_word(t, at(0x0a4d141f), A_radius_binding),
			 1);
	trial_close(t);
}

static void who_asks_and_who_answers(void **state)
{
	struct party nas = {.ip = addr_of_v4(0x0a4d0902)};
	struct trial *t = hear(ACCESS, USER NAS NAS_NAME);

	(void)state;
	assert_said(trial_text(t, CLIENT, A_radius_role), "client");
	assert_said(trial_party_text(t, nas, A_radius_name), "sw-ward3");
	trial_close(t);
	t = hear(ACCESS, USER NAS_NAME);
	assert_said(trial_text(t, CLIENT, A_radius_name), "sw-ward3");
	trial_close(t);
	t = hear(ACCESS, USER NAS_NAME NAS PROXY);
	assert_said(trial_text(t, CLIENT, A_radius_role), "proxy");
	assert_int_equal(t->count, 1);
	trial_close(t);
	t = hear(ACCEPT, PROXY);
	assert_said(trial_text(t, CLIENT, A_radius_role), "server");
	trial_close(t);
	t = hear(ACCOUNTED, "");
	assert_said(trial_text(t, CLIENT, A_radius_role), "server");
	trial_close(t);
	t = hear(COA, STATION);
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void others_are_left_alone(void **state)
{
	struct octets empty = message(ACCEPT, ""), code = message(6, NAS);
	struct octets rest = message(ACCESS, NAS "04"), none = message(1, "0006");
	struct octets least = message(ACCESS, "0401"), lies = message(1, NAS);

	(void)state;
	lies.b[3]++;
	assert_int_equal(trial_probe(&dissector_radius, CLIENT, empty.b,
				     empty.n), NO);
	assert_int_equal(trial_probe(&dissector_radius, CLIENT, code.b, code.n),
			 NO);
	assert_int_equal(trial_probe(&dissector_radius, CLIENT, rest.b, rest.n),
			 NO);
	assert_int_equal(trial_probe(&dissector_radius, CLIENT, none.b, none.n),
			 NO);
	assert_int_equal(trial_probe(&dissector_radius, CLIENT, least.b,
				     least.n), NO);
	assert_int_equal(trial_probe(&dissector_radius, CLIENT, lies.b, lies.n),
			 NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(accounting_binds_an_address_to_a_mac),
		cmocka_unit_test(what_is_no_binding_binds_nothing),
		cmocka_unit_test(a_port_in_the_air_is_no_place),
		cmocka_unit_test(who_asks_and_who_answers),
		cmocka_unit_test(others_are_left_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
