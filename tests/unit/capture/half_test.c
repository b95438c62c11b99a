/* SPDX-License-Identifier: Apache-2.0 */
/* half - what went one way meets its answer, also when its place is gone. */
#include "tests/unit/capture/table.h"

/* Data from one to the other. */
static struct flow *say(struct table *w, unsigned from, unsigned to,
			uint8_t l4, unsigned flags)
{
	struct packet p = packet_of(from, 5000 + from, to, 5000 + to, l4);
	unsigned side;

	p.payload_wire = 10;
	p.tcp.flags = (uint8_t)flags;
	w->now_us++;
	return touch(w, p, &side);
}

/* The question is told, and so many others come before the answer. */
static struct flow *answer_after(struct table *w, unsigned others, uint8_t l4,
				 unsigned flags)
{
	open_table(w, 4, 0);
	say(w, 1, 2, l4, 0);
	for (unsigned i = 0; i < others; i++)
		say(w, 100 + i, 99, L4_UDP, 0);
	return say(w, 2, 1, l4, flags);
}

static void an_answer_meets_its_question_that_gave_way(void **state)
{
	static const uint8_t l4[] = {L4_UDP, L4_TCP};
	struct table w;

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		struct flow *f = answer_after(&w, 20, l4[i], 0);

		assert_int_equal(w.t.n[TALLY_flow_evicted], 18);
		assert_int_equal(f->first_frame, 22);
		assert_true(f->data[0] && f->data[1] && f->answered);
		assert_int_equal(f->mac[0].b[5] + f->mac[1].b[5], 3);
		assert_int_equal(f->ttl[0], 64);
		assert_int_equal(f->ttl[1], 64);
		flows_close(w.flows);
	}
}

static void what_gave_way_proves_nothing_of_another_conversation(void **state)
{
	struct table w;
	struct flow *f;

	(void)state;
	/* A SYN begins anew; so does one side alone, and a long silence. */
	f = answer_after(&w, 20, L4_TCP, TCP_SYN);
	assert_false(f->data[0] && f->data[1]);
	f = say(&w, 105, 99, L4_UDP, 0);
	assert_false(f->data[0] && f->data[1]);
	w.now_us += 130 * (uint64_t)SECOND;
	f = say(&w, 99, 106, L4_UDP, 0);
	assert_false(f->data[0] && f->data[1]);
	flows_close(w.flows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_answer_meets_its_question_that_gave_way),
		cmocka_unit_test(
			what_gave_way_proves_nothing_of_another_conversation),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
