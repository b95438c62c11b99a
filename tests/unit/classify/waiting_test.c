/* SPDX-License-Identifier: Apache-2.0 */
/* waiting - a first packet is told once its sender has proved to be there. */
#include "tests/unit/classify/desk.h"

static void a_first_packet_is_believed_once_its_sender_goes_on(void **state)
{
	struct desk d;

	(void)state;
	open_desk(&d, false);
	segment(&d, 0, TCP_SYN, 0);
	segment(&d, 0, TCP_SYN, 30000);
	segment(&d, 0, TCP_RST, 31000); /* "I did not ask" */
	assert_int_equal(d.hands, 0);
	segment(&d, 1, TCP_SYN | TCP_ACK, 32000);
	assert_int_equal(d.hands, 1);
	assert_int_equal(d.hand.subject.ip.b[15], 2);
	segment(&d, 0, TCP_ACK, 33000);
	assert_int_equal(d.hands, 2);
	assert_int_equal(d.hand.subject.ip.b[15], 1);
	assert_int_equal(d.hand.first_us, NOW_US);
	assert_int_equal(d.hand.last_us, NOW_US + 30000);
	assert_int_equal(d.hand.count, 2);
	segment(&d, 0, TCP_ACK, 34000);
	assert_int_equal(d.hands, 2);
	sensor_finish(d.sensor);
	assert_false(d.last.half);
	sensor_close(d.sensor);
}

static void an_answer_that_nobody_asked_for_waits_too(void **state)
{
	struct desk d;

	(void)state;
	open_desk(&d, false);
	segment(&d, 1, TCP_SYN | TCP_ACK, 0);
	assert_int_equal(d.hands, 0);
	segment(&d, 1, TCP_ACK, 1000);
	assert_int_equal(d.hands, 1);
	sensor_finish(d.sensor);
	assert_true(d.last.half);
	assert_false(d.last.answered);
	sensor_close(d.sensor);
}

/* Many strangers knock; whoever comes last, and goes on, is known all the same. */
static void a_flood_does_not_crowd_out_who_goes_on(void **state)
{
	struct desk d;

	(void)state;
	open_desk(&d, false);
	for (unsigned i = 1; i < 250; i++)
		for (unsigned port = 1; port < 100; port++) {
			struct octets o = {.n = 0};

			put_ethernet(&o, 9, 2, 0x0800);
			put_ip4(&o, i, 2, 1, 0, 6, 20);
			put_tcp(&o, 30000 + port, 7777, 1, 1, TCP_SYN);
			step(&d, &o, i * 100 + port);
		}
	assert_int_equal(d.hands, 0);
	segment(&d, 0, TCP_SYN, 100000);
	segment(&d, 0, TCP_ACK, 100100);
	assert_int_equal(d.hands, 1);
	sensor_close(d.sensor);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_first_packet_is_believed_once_its_sender_goes_on),
		cmocka_unit_test(an_answer_that_nobody_asked_for_waits_too),
		cmocka_unit_test(a_flood_does_not_crowd_out_who_goes_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
