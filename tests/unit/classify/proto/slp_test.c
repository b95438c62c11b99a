/* SPDX-License-Identifier: Apache-2.0 */
/* slp_test - services that devices offer, and what describes them. */
#include "tests/unit/classify/proto/hex.h"
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_slp;
extern const struct dissector dissector_slp_tcp;

/* What an HP Color LaserJet MFP M180nw answered a question of version 1, as the
 * log of hp-setup shows it, less some of its languages. */
#define PRINTER                                                                \
	"(x-hp-ver=01)(x-hp-prod_id=T6B74A)(x-hp-mac=186024CBCC1C)"            \
	"(x-hp-num_port=01)(x-hp-ip=192.168.000.101)(x-hp-hn=NPICBCC1C)"       \
	"(x-hp-p1=MFG:HP;CMD:PJL,PML,PCL;MDL:HP ColorLaserJet MFP M178-M181;"  \
	"CLS:PRINTER;DES:HP Color LaserJet MFP M180nw;PRN:T6B74A;MCV:2.0;)"

/* What a management module of IBM answers, as slptool shows it in xCAT. */
#define MODULE                                                                 \
	"(type=management-module),(level=3),(name=CANARY ROOM),"               \
	"(ip-address=10.0.0.2),(location=CANARY),"                             \
	"(enclosure-serial-number=78AG034),(enclosure-fru=59P6609     ),"      \
	"(enclosure-machinetype-model=86772XX),(status=0),"                    \
	"(enclosure-uuid=\\ff\\e6\\4f\\0b),slot"

static void add_string(struct octets *o, const char *text)
{
	add_be(o, strlen(text), 2);
	add_text(o, text);
}

/* Version 2 in English. */
static struct octets message(uint8_t kind, const struct octets *body)
{
	struct octets o = {.n = 0};

	add_be(&o, 2, 1);
	add_be(&o, kind, 1);
	add_be(&o, 16 + body->n, 3);
	add_hex(&o, "0000 000000 1234");
	add_string(&o, "en");
	add_raw(&o, body->b, body->n);
	return o;
}

static struct octets old_message(uint8_t kind, const char *attributes)
{
	struct octets o = {.n = 0};

	add_be(&o, 1, 1);
	add_be(&o, kind, 1);
	add_be(&o, 16 + strlen(attributes), 2);
	add_hex(&o, "0000 656e 0003 2c0a 0000");
	add_string(&o, attributes);
	return o;
}

static void add_url(struct octets *o, const char *url)
{
	add_hex(o, "00 ffff");
	add_string(o, url);
	add_hex(o, "01 0002 0008 00000000"); /* somebody signed it         */
}

static struct trial *hear(enum side from, const struct octets *o)
{
	assert_int_equal(trial_probe(&dissector_slp, from, o->b, o->n), YES);
	bears_cutting(&dissector_slp, 427, from, o);
	bears_lies(&dissector_slp, 427, from, o, "CANARY");
	return say(&dissector_slp, 427, from, o);
}

static void a_printer_tells_its_identity_in_version_1(void **state)
{
	struct octets o = old_message(7, PRINTER);
	struct trial *t = hear(SERVER, &o);

	(void)state;
	assert_said(trial_text(t, SERVER, A_slp_vendor), "HP");
	assert_said(trial_text(t, SERVER, A_slp_model),
		    "HP ColorLaserJet MFP M178-M181");
	assert_said(trial_text(t, SERVER, A_slp_name), "NPICBCC1C");
	assert_said(t->out.protocol, "slp");
	trial_close(t);
}

static void attributes_tell_model_and_serial_and_no_place(void **state)
{
	struct octets body = {.n = 0}, o;
	struct trial *t;

	(void)state;
	add_be(&body, 0, 2);
	add_string(&body, MODULE);
	add_be(&body, 0, 1);
	o = message(7, &body);
	t = hear(SERVER, &o);
	assert_said(trial_text(t, SERVER, A_slp_model), "86772XX");
	assert_said(trial_text(t, SERVER, A_slp_serial), "78AG034");
	assert_false(trial_leaks(t, "CANARY"));
	assert_int_equal(t->count, 2);
	trial_close(t);
	o.b[17] = 3; /* an error: nothing follows */
	t = hear(SERVER, &o);
	assert_int_equal(t->count, 0);
	trial_close(t);
}

/* The speaker is 10.0.0.2; a directory answers for all. */
static void of_services_only_those_at_the_speaker_s_address_are_its_own(
	void **state)
{
	struct octets body = {.n = 0}, o;
	struct trial *t;

	(void)state;
	add_be(&body, 0, 2);
	add_be(&body, 4, 2);
	add_url(&body, "service:printer:lpr://10.0.0.2/CANARYQUEUE");
	add_url(&body, "service:printer:ipp://10.0.0.20/CANARYQUEUE");
	add_url(&body, "service:wbem:https://CANARYHOST:5989");
	add_url(&body, "service:management-hardware.IBM:management-module"
		       "://10.0.0.2,48659");
	o = message(2, &body);
	t = hear(SERVER, &o);
	assert_true(trial_said(t, A_slp_service, "service:printer:lpr"));
	assert_true(trial_said(
		t, A_slp_service,
		"service:management-hardware.IBM:management-module"));
	assert_int_equal(t->count, 2);
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
}

static void a_registration_is_about_whom_it_comes_from(void **state)
{
	static const char *const hosts[] = {"10.0.0.1", "10.0.0.9"};

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		struct octets body = {.n = 0}, o;
		struct trial *t;
		char url[64];

		snprintf(url, sizeof(url), "service:printer:ipp://%s/CANARY",
			 hosts[i]);
		add_url(&body, url);
		add_string(&body, "service:printer:ipp");
		add_string(&body, "DEFAULT");
		add_string(&body, "(printer-make-and-model=Acme Laser 9, PS),"
				  "(printer-location=CANARY),"
				  "(printer-name=CANARY)");
		add_be(&body, 0, 1);
		o = message(3, &body);
		t = hear(CLIENT, &o);
		assert_int_equal(
			trial_said(t, A_slp_service, "service:printer:ipp"),
			i == 0);
		assert_int_equal(trial_said(t, A_slp_model, "Acme Laser 9"),
				 i == 0);
		assert_false(trial_leaks(t, "CANARY"));
		trial_close(t);
	}
}

static void a_directory_says_that_it_is_one(void **state)
{
	struct octets body = {.n = 0}, o;
	struct trial *t;

	(void)state;
	add_hex(&body, "0000 5f000000");
	add_string(&body, "service:directory-agent://10.0.0.2");
	add_string(&body, "DEFAULT");
	add_hex(&body, "0000 0000 00");
	o = message(8, &body);
	t = hear(SERVER, &o);
	assert_true(trial_said(t, A_slp_service, "service:directory-agent"));
	trial_close(t);
}

static void what_is_asked_for_is_not_read(void **state)
{
	struct octets body = {.n = 0}, o;
	struct trial *t;

	(void)state;
	add_string(&body, "");
	add_string(&body, "service:CANARY");
	add_string(&body, "DEFAULT");
	add_hex(&body, "0000 0000");
	o = message(1, &body);
	t = hear(CLIENT, &o);
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void over_a_stream_it_says_the_same_however_it_is_cut(void **state)
{
	struct octets body = {.n = 0}, one, two = {.n = 0};
	struct turn turn = {SERVER, two.b, 0};
	struct trial *t;

	(void)state;
	add_be(&body, 0, 2);
	add_string(&body, MODULE);
	add_be(&body, 0, 1);
	one = message(7, &body);
	add_raw(&two, one.b, one.n);
	add_raw(&two, one.b, one.n);
	turn.n = two.n;
	t = play(&dissector_slp_tcp, 427, &turn, 1, 0);
	assert_said(trial_text(t, SERVER, A_slp_serial), "78AG034");
	assert_int_equal(t->count, 4);
	assert_false(t->malformed);
	trial_close(t);
	bears_anything(&dissector_slp_tcp, 427, &turn, 1);
	two.b[4]++; /* longer by one: the next begins amiss */
	t = play(&dissector_slp_tcp, 427, &turn, 1, 0);
	assert_true(t->malformed);
	trial_close(t);
}

static void others_are_not_taken_for_it(void **state)
{
	static const char *const others[] = {
		"", "02", "0201 000010 0000 000000 1234 0002 656e 00",
		"0201 000010 0001 000000 1234 0002 656e",
		"0201 000010 0000 000010 1234 0002 656e",
		"020c 000010 0000 000000 1234 0002 656e",
		"0200 000010 0000 000000 1234 0002 656e",
		"0201 000010 0000 000000 1234 0002 3131",
		"0201 00000f 0000 000000 1234 0001 65",
		"0107 000c 0100 656e 0003 2c0a", "0107 000c 0001 656e 0003 2c0a",
		"0307 000c 0000 656e 0003 2c0a",
	};

	(void)state;
	assert_refused(&dissector_slp, others,
		       sizeof(others) / sizeof(others[0]));
	for (size_t i = 2; i < sizeof(others) / sizeof(others[0]); i++) {
		struct octets o = hex(others[i]);

		if (i == 2 || i == 4) /* that shows in the message alone */
			continue;
		assert_int_equal(trial_probe(&dissector_slp_tcp, CLIENT, o.b,
					     o.n), NO);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_printer_tells_its_identity_in_version_1),
		cmocka_unit_test(attributes_tell_model_and_serial_and_no_place),
		cmocka_unit_test(
			of_services_only_those_at_the_speaker_s_address_are_its_own),
		cmocka_unit_test(a_registration_is_about_whom_it_comes_from),
		cmocka_unit_test(a_directory_says_that_it_is_one),
		cmocka_unit_test(what_is_asked_for_is_not_read),
		cmocka_unit_test(
			over_a_stream_it_says_the_same_however_it_is_cut),
		cmocka_unit_test(others_are_not_taken_for_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
