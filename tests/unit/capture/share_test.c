/* SPDX-License-Identifier: Apache-2.0 */
/* share - which worker reads a packet. */
#include "capture/capture.h"
#include "tests/support/unit.h"

static void a_service_and_both_directions_have_one_worker(void **state)
{
	unsigned load[4] = {0};

	(void)state;
	for (unsigned i = 0; i < 2000; i++) {
		struct packet a, b, c;

		memset(&a, 0, sizeof(a));
		a.is_ip = true;
		a.l4 = L4_TCP;
		a.from = addr_of_v4(0x0a000000 + i);
		a.to = addr_of_v4(0x0a010000 + i);
		a.from_port = (uint16_t)(50000 + i);
		a.to_port = (uint16_t)(104 + i % 7);
		b = a;
		b.from = a.to;
		b.to = a.from;
		b.from_port = a.to_port;
		b.to_port = a.from_port;
		c = a;
		c.from = addr_of_v4(0x0a020000 + i);
		c.from_port = 40000;
		assert_int_equal(packet_share(&a, 4), packet_share(&b, 4));
		assert_int_equal(packet_share(&a, 4), packet_share(&c, 4));
		load[packet_share(&a, 4)]++;
		assert_int_equal(packet_share(&a, 1), 0);
		/* Of equal ports the address decides. */
		a.to_port = a.from_port;
		b.from_port = b.to_port;
		assert_int_equal(packet_share(&a, 4), packet_share(&b, 4));
	}
	for (unsigned i = 0; i < 4; i++)
		assert_in_range(load[i], 400, 600);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_service_and_both_directions_have_one_worker),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
