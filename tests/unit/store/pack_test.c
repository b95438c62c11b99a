/* SPDX-License-Identifier: Apache-2.0 */
/* pack_test - what goes into a pack comes out, and damage is noticed. */
#include "tests/unit/store/place.h"

#include "classify/days.h"
#include "classify/inventory.h"
#include "store/octets.h"

enum { MANY = 100 };

/* Every number its own, so that a swapped one is seen. */
static struct terms some_terms(void)
{
	struct terms t = {0};

	for (unsigned i = 1; i < ATTRS; i++) {
		t.of_attr[i] = (uint16_t)(i + 300);
		t.attr[i + 300] = (uint16_t)i;
	}
	for (unsigned i = 1; i < source_count(); i++) {
		t.of_source[i] = (uint16_t)(i + 100);
		t.source[i + 100] = (uint8_t)i;
	}
	return t;
}

/* A fact of each shape: IPv4, IPv6, MAC alone; text, word; with and without
 * part, port, network, repeats. */
static struct record shape(unsigned i)
{
	struct record r = {.kind = RECORD_FACT};
	struct fact *f = &r.as.fact;

	f->attr = i % 2 == 0 ? A_dicom_ae : A_arp_binding;
	f->voice = (uint8_t)(i % VOICES);
	f->source = (uint8_t)(1 + i % (source_count() - 1));
	f->first_us = 1700000000000000u + 977u * i;
	f->last_us = f->first_us + (i % 3 == 0 ? 0 : (uint64_t)i << 33);
	f->frame = (uint64_t)i * 70000;
	f->count = i % 4 == 0 ? 1 : UINT32_MAX - i;
	f->capture = (uint16_t)(i * 600);
	if (i % 3 != 2)
		f->subject.ip = addr_of_v4(0x0a000000u + i);
	if (i % 3 == 1)
		f->subject.ip.b[0] = 0xfd;
	if (i % 3 != 0)
		f->subject.mac.b[5] = (uint8_t)(1 + i);
	if (i % 5 == 0)
		f->subject.net = net_of(NET_VLAN, i);
	if (i % 7 != 0) {
		f->subject.port = (uint16_t)(65535 - i);
		f->subject.l4 = 17;
	}
	if (i % 4 == 1 || part_of_fact(f) != 0)
		f->subject.part = PART_LEAST + i;
	if (i % 2 == 0)
		f->length = (uint8_t)snprintf(f->text, sizeof(f->text), "AE%u",
					      i);
	else
		f->word = UINT64_MAX - i;
	return r;
}

static struct inventory *with_facts(unsigned n)
{
	struct inventory_limits limits = inventory_defaults();
	struct inventory *v = inventory_open(tree_knowledge(), &limits);

	for (unsigned i = 0; i < n; i++) {
		struct record r = shape(i);

		assert_true(inventory_add(v, &r, r.as.fact.capture));
	}
	return v;
}

/* Those of all endpoints in one pack, twice over, so that places come back. */
static size_t all_facts(struct inventory *v, const struct known_fact **fact)
{
	struct endpoint **list;
	size_t n = 0, endpoints = inventory_endpoints(v, &list);

	for (unsigned round = 0; round < 2; round++)
		for (size_t i = 0; i < endpoints; i++)
			for (const struct known_fact *f = list[i]->fact;
			     f != NULL; f = f->next)
				fact[n++] = f;
	return n;
}

static void every_shape_of_a_fact_comes_out_as_it_went_in(void **state)
{
	struct inventory *v = with_facts(MANY);
	const struct known_fact *fact[2 * MANY];
	size_t n = all_facts(v, fact);
	struct terms t = some_terms();
	struct pack p = {0};
	struct unpack u;
	struct fact out;

	(void)state;
	assert_int_equal(n, 2 * MANY);
	pack_facts(&p, &t, v, fact, n);
	unpack_facts(&u, p.octet, p.size);
	for (size_t i = 0; i < n; i++) {
		struct fact in = shape((unsigned)i % MANY).as.fact;

		assert_true(unpack_fact(&u, &t, &out));
		assert_memory_equal(&out, &in, sizeof(in));
		assert_int_equal(fact_id(&out), fact[i]->id);
	}
	assert_false(unpack_fact(&u, &t, &out));
	assert_false(u.in.bad);
	free(p.octet);
	inventory_close(v);
}

/* Any cut and any changed octet: an end, never more than was there. */
static void a_damaged_pack_ends_and_says_so(void **state)
{
	struct inventory *v = with_facts(20);
	const struct known_fact *fact[40];
	size_t n = all_facts(v, fact);
	struct terms t = some_terms();
	struct pack p = {0};
	unsigned noticed = 0;

	(void)state;
	pack_facts(&p, &t, v, fact, n);
	for (size_t cut = 0; cut < p.size; cut++) {
		uint8_t *copy = must_alloc(cut, 1);
		struct unpack u;
		struct fact out;
		size_t got = 0;

		memcpy(copy, p.octet, cut);
		unpack_facts(&u, copy, cut);
		while (unpack_fact(&u, &t, &out))
			got++;
		assert_true(got < n);
		noticed += u.in.bad;
		free(copy);
	}
	assert_true(noticed > p.size * 3 / 4);
	for (size_t at = 0; at < p.size; at++) {
		struct unpack u;
		struct fact out;
		size_t got = 0;

		p.octet[at] ^= 0xff;
		unpack_facts(&u, p.octet, p.size);
		while (unpack_fact(&u, &t, &out))
			assert_true(++got <= p.size && out.length <= OBS_MAX);
		p.octet[at] ^= 0xff;
	}
	free(p.octet);
	inventory_close(v);
}

static struct record talk_shape(unsigned i)
{
	struct record r = {.kind = RECORD_TALK};
	struct talk_record *t = &r.as.talk;

	t->client = addr_of_v4(0x0a000001);
	t->server = addr_of_v4(0x0a000100u + i);
	if (i % 3 == 1)
		t->server.b[0] = 0xfd;
	if (i % 2 == 0)
		t->mac[0].b[0] = 2;
	t->mac[1].b[5] = (uint8_t)(i / 2);
	t->net = net_of(NET_VNI, 77);
	t->first_us = 1700000000000000u - i;
	t->last_us = t->first_us + 3600000000u * i;
	t->frame = (uint64_t)i << 20;
	t->packets[0] = i;
	t->packets[1] = (uint64_t)i << 40;
	t->octets[0] = UINT64_MAX - i;
	t->octets[1] = 1;
	t->flows = i;
	t->port = (uint16_t)(i * 500);
	t->capture = (uint16_t)i;
	t->l4 = i % 2 == 0 ? 6 : 17;
	t->source = (uint8_t)(i % 5 == 0 ? 0 : source_of_name("ndpi"));
	t->answered = i % 2 == 0;
	t->refused = i % 3 == 0;
	t->encrypted = i % 5 == 0;
	if (i % 4 != 0)
		snprintf(t->protocol, sizeof(t->protocol), "p%u", i);
	return r;
}

static struct inventory *with_talks(unsigned n, struct talk_part ***part)
{
	struct inventory_limits limits = inventory_defaults();
	struct inventory *v = inventory_open(tree_knowledge(), &limits);

	for (unsigned i = 0; i < n; i++) {
		struct record r = talk_shape(i);

		assert_true(inventory_add(v, &r, r.as.talk.capture));
	}
	inventory_parts(v, part);
	return v;
}

static void every_shape_of_a_conversation_comes_out_as_it_went_in(void **state)
{
	struct talk_part **part;
	struct inventory *v = with_talks(MANY, &part);
	struct terms t = some_terms();
	struct pack p = {0};
	struct unpack_talk u;

	(void)state;
	pack_talks(&p, &t, v, part[0]);
	unpack_talks(&u, p.octet, p.size);
	for (unsigned i = MANY; i-- > 0;) { /* the latest first */
		struct talk_record in = talk_shape(i).as.talk;

		assert_true(unpack_talk(&u, &t));
		assert_memory_equal(&u.talk, &in, sizeof(in));
	}
	assert_false(unpack_talk(&u, &t));
	assert_false(u.in.bad);
	for (size_t cut = 0; cut < p.size; cut++) {
		uint8_t *copy = must_alloc(cut, 1);
		unsigned got = 0;

		memcpy(copy, p.octet, cut);
		unpack_talks(&u, copy, cut);
		while (unpack_talk(&u, &t))
			got++;
		assert_true(got < MANY);
		free(copy);
	}
	free(p.octet);
	inventory_close(v);
}

/* Shares of the fact or conversation unpacked last, which lot n told n times. */
static unsigned count_shares(struct shares *s)
{
	struct lot_told t;
	unsigned n = 0;

	for (; unpack_share(s, &t); n++)
		for (unsigned i = 0; i < s->numbers; i++)
			assert_int_equal(t.n[i], t.lot * (i + 1));
	return n;
}

static void what_each_lot_told_comes_out_as_it_went_in(void **state)
{
	enum { LOTS = 300 };
	struct inventory *v = with_facts(1);
	struct lot_told told[LOTS];
	const struct known_fact *fact[2];
	size_t n = all_facts(v, fact);
	struct terms t = some_terms();
	struct pack p = {0};
	struct unpack u;
	struct unpack_talk ut;
	struct record talk = talk_shape(1);
	struct talk_part **part;
	struct fact out;

	(void)state;
	for (uint16_t i = 0; i < LOTS; i++)
		told[i] = (struct lot_told){(uint16_t)(i + 1),
					{i + 1u, 2 * (i + 1u), 3 * (i + 1u),
					 4 * (i + 1u), 5 * (i + 1u)}};
	out = shape(0).as.fact;
	inventory_unite_fact(v, &out, told, LOTS);
	inventory_unite_talk(v, &talk.as.talk, told, LOTS);
	pack_facts(&p, &t, v, fact, n);
	for (size_t cut = 0; cut <= p.size; cut++) {
		unsigned got = 0;

		unpack_facts(&u, p.octet, cut);
		while (unpack_fact(&u, &t, &out))
			got += count_shares(&u.shares);
		assert_int_equal(got, cut == p.size       ? 2 * LOTS
				      : cut < p.size / 2 ? 0
							 : got);
		assert_true(u.in.bad || got % LOTS == 0);
	}
	inventory_parts(v, &part);
	pack_talks(&p, &t, v, part[0]);
	for (size_t cut = 0; cut <= p.size; cut++) {
		unpack_talks(&ut, p.octet, cut);
		assert_int_equal(unpack_talk(&ut, &t), cut == p.size);
	}
	assert_int_equal(count_shares(&ut.shares), LOTS);
	free(p.octet);
	inventory_close(v);
}

/* One conversation, told on these days. */
static struct inventory *with_days(const unsigned *day, unsigned n,
				   struct talk_part ***part)
{
	struct inventory_limits limits = inventory_defaults();
	struct inventory *v = inventory_open(tree_knowledge(), &limits);

	for (unsigned i = 0; i < n; i++) {
		struct record r = talk_shape(1);

		r.as.talk.first_us += day[i] * UINT64_C(86400000000);
		r.as.talk.last_us = r.as.talk.first_us;
		assert_true(inventory_add(v, &r, 0));
	}
	inventory_parts(v, part);
	return v;
}

static void days_are_kept_and_packs_without_them_are_read(void **state)
{
	static const unsigned three[] = {0, 5, 9}, two[] = {0, 9};
	struct terms t = some_terms();
	struct pack p = {0};
	struct talk_part **part;
	struct inventory *v = with_days(three, 3, &part);
	struct unpack_talk u;
	size_t more;

	(void)state;
	pack_talks(&p, &t, v, part[0]);
	more = p.size;
	unpack_talks(&u, p.octet, p.size);
	assert_true(unpack_talk(&u, &t));
	assert_int_equal(u.talk.days, 1 | 1 << 4 | 1 << 9);
	assert_false(unpack_talk(&u, &t) || u.in.bad);
	inventory_close(v);
	/* The first and the last are told by their times: nothing more. */
	v = with_days(two, 2, &part);
	pack_talks(&p, &t, v, part[0]);
	assert_int_equal(p.size, more - 2 - 7); /* days, and six runs of hours */
	p.octet[0] = 1;
	unpack_talks(&u, p.octet, p.size);
	assert_true(unpack_talk(&u, &t));
	assert_int_equal(days_between(u.talk.first_us, u.talk.last_us),
			 1 | 1 << 9);
	assert_false(unpack_talk(&u, &t) || u.in.bad);
	p.octet[0] = TALKS_VERSION + 1;
	unpack_talks(&u, p.octet, p.size);
	assert_true(!unpack_talk(&u, &t) && u.in.bad);
	p.octet[0] = 0;
	unpack_talks(&u, p.octet, p.size);
	assert_true(!unpack_talk(&u, &t) && u.in.bad);
	free(p.octet);
	inventory_close(v);
}

/* Hours of several weeks, each with its own share of them. */
static void hours_of_every_shape_come_out_as_they_went_in(void **state)
{
	struct inventory_limits limits = inventory_defaults();
	struct terms t = some_terms();
	size_t least = SIZE_MAX, most = 0;

	(void)state;
	for (unsigned step = 1; step <= WEEK_HOURS; step++) {
		struct inventory *v = inventory_open(tree_knowledge(), &limits);
		struct hours want = {{0}}, got;
		struct talk_part **part;
		struct pack p = {0};
		struct unpack_talk u;

		for (unsigned i = 0; i < WEEK_HOURS; i += i % 3 + step) {
			struct record r = talk_shape(1);

			r.as.talk.first_us += i * UINT64_C(3600000000);
			r.as.talk.last_us = r.as.talk.first_us;
			hours_add(&want, r.as.talk.first_us);
			assert_true(inventory_add(v, &r, 0));
		}
		inventory_parts(v, &part);
		pack_talks(&p, &t, v, part[0]);
		unpack_talks(&u, p.octet, p.size);
		assert_true(unpack_talk(&u, &t));
		got = hours_at(u.talk.first_us, u.talk.last_us);
		hours_join(&got, &u.talk.hours);
		assert_true(hours_same(&got, &want));
		assert_false(unpack_talk(&u, &t) || u.in.bad);
		least = p.size < least ? p.size : least;
		most = p.size > most ? p.size : most;
		for (size_t cut = 1; cut < p.size; cut++) {
			unpack_talks(&u, p.octet, cut);
			assert_false(unpack_talk(&u, &t));
		}
		/* Runs that are longer than a week, or no runs at all. */
		for (unsigned octet = 0; octet <= UINT8_MAX; octet++) {
			p.octet[p.size - 1] = (uint8_t)octet;
			unpack_talks(&u, p.octet, p.size);
			while (unpack_talk(&u, &t))
				;
		}
		free(p.octet);
		inventory_close(v);
	}
	/* 22 octets for hours at most; days and the time between vary, too. */
	assert_true(most - least <= 22 + 2 + 6);
}

/* Of a client with a conversation outside, told at so many moments. */
static void starts_come_out_as_they_went_in(void **state)
{
	struct inventory_limits limits = inventory_defaults();
	struct terms t = some_terms();

	(void)state;
	for (unsigned n = 1; n <= STARTS_LATER + 2; n++) {
		struct inventory *v = inventory_open(tree_knowledge(), &limits);
		struct talk_part **part;
		const struct starts *s;
		struct pack p = {0};
		struct unpack_talk u;

		for (unsigned i = 0; i < n; i++) {
			struct record r = talk_shape(1);

			r.as.talk.server = addr_of_v4(0x5db80101);
			r.as.talk.first_us += i * i * UINT64_C(3700000);
			r.as.talk.last_us = r.as.talk.first_us;
			assert_true(inventory_add(v, &r, 0));
		}
		inventory_parts(v, &part);
		s = talk_starts(v, part[0]->talk);
		pack_talks(&p, &t, v, part[0]);
		unpack_talks(&u, p.octet, p.size);
		assert_true(unpack_talk(&u, &t));
		assert_int_equal(u.starts.n, n > STARTS_LATER ? STARTS_LATER
							      : n - 1);
		if (n > 1)
			assert_memory_equal(u.starts.ms, s->ms,
					    s->n * sizeof(*s->ms));
		assert_false(unpack_talk(&u, &t) || u.in.bad);
		for (size_t cut = 1; cut < p.size; cut++) {
			unpack_talks(&u, p.octet, cut);
			assert_false(unpack_talk(&u, &t));
		}
		/* Before there were any. */
		if (n == 1) {
			p.octet[0] = 3;
			unpack_talks(&u, p.octet, p.size);
			assert_true(unpack_talk(&u, &t));
		}
		free(p.octet);
		inventory_close(v);
	}
}

static void starts_of_a_damaged_pack_are_refused(void **state)
{
	/* One too many; the first at the first sight; two at one time. */
	static const uint8_t bad[][5] = {{STARTS_LATER + 1, 0x80, 1, 0x80, 1},
					 {2, 0x80, 0, 0x80, 1},
					 {2, 0x80, 1, 0x80, 0}};
	struct inventory_limits limits = inventory_defaults();
	struct inventory *v = inventory_open(tree_knowledge(), &limits);
	struct terms t = some_terms();
	struct talk_part **part;
	struct unpack_talk u;
	struct pack p = {0};

	(void)state;
	for (unsigned i = 0; i < 3; i++) {
		struct record r = talk_shape(1);

		r.as.talk.server = addr_of_v4(0x5db80101);
		r.as.talk.first_us += i * UINT64_C(1000000);
		r.as.talk.last_us = r.as.talk.first_us;
		assert_true(inventory_add(v, &r, 0));
	}
	inventory_parts(v, &part);
	pack_talks(&p, &t, v, part[0]);
	for (unsigned i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		memcpy(p.octet + p.size - 5, bad[i], sizeof(bad[i]));
		unpack_talks(&u, p.octet, p.size);
		assert_false(unpack_talk(&u, &t));
		assert_true(u.in.bad);
	}
	free(p.octet);
	inventory_close(v);
}

static void a_part_takes_so_many_and_a_client_no_more_than_its_limit(void **state)
{
	struct inventory_limits limits = inventory_defaults();
	struct inventory *v;
	struct talk_part **part;
	unsigned taken = 0;

	(void)state;
	limits.talks_per_client = PART_TALKS + 44;
	v = inventory_open(tree_knowledge(), &limits);
	for (unsigned i = 0; i < 2 * PART_TALKS; i++) {
		struct record r = talk_shape(0);

		r.as.talk.port = (uint16_t)i;
		taken += inventory_add(v, &r, 0);
	}
	assert_int_equal(taken, limits.talks_per_client);
	assert_int_equal(inventory_refused(v), 2 * PART_TALKS - taken);
	assert_int_equal(inventory_parts(v, &part), 2);
	assert_int_equal(part[0]->talks, PART_TALKS);
	assert_int_equal(part[1]->talks, 44);
	inventory_close(v);
}

/* Nothing is kept of what is refused, so that a flood takes no memory. */
static void what_a_limit_refuses_takes_no_place(void **state)
{
	struct inventory_limits limits = inventory_defaults();
	struct inventory *v;

	(void)state;
	limits.facts = limits.talks = 1;
	v = inventory_open(tree_knowledge(), &limits);
	for (unsigned i = 0; i < MANY; i++) {
		struct record fact = fact_record(i + 1, A_dicom_ae, "CT01", 0);
		struct record talk = talk_record(i + 1, 200 + i, 104, "dicom");

		assert_int_equal(inventory_add(v, &fact, 0), i == 0);
		assert_int_equal(inventory_add(v, &talk, 0), i == 0);
	}
	assert_int_equal(v->endpoints.count, 1);
	assert_true(v->nodes.count <= 4);
	assert_int_equal(inventory_refused(v), 2 * (MANY - 1));
	inventory_close(v);
}

/* A flood has senders without number: so many are kept, and who is known is
 * kept beyond. */
static void strangers_take_no_more_than_their_places(void **state)
{
	struct inventory_limits limits = inventory_defaults();
	struct record known = fact_record(1, A_dicom_ae, "CT01", 0);
	struct inventory *v;

	(void)state;
	limits.strangers = 10;
	v = inventory_open(tree_knowledge(), &limits);
	for (unsigned i = 0; i < MANY; i++) {
		struct record talk = talk_record(i + 1, 200, 104, "");

		talk.as.talk.half = true;
		assert_int_equal(inventory_add(v, &talk, 0), i < 10);
	}
	assert_int_equal(v->nodes.count, 11);
	assert_int_equal(inventory_strange(v), MANY - 10);
	assert_int_equal(inventory_refused(v), MANY - 10);
	for (unsigned i = 0; i < 2; i++) {
		struct record talk = talk_record(1, 201 + i, 104, "");

		talk.as.talk.half = true;
		assert_int_equal(inventory_add(v, &talk, 0), i == 1);
		assert_true(inventory_add(v, &known, 0));
	}
	inventory_close(v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_shape_of_a_fact_comes_out_as_it_went_in),
		cmocka_unit_test(a_damaged_pack_ends_and_says_so),
		cmocka_unit_test(strangers_take_no_more_than_their_places),
		cmocka_unit_test(
			every_shape_of_a_conversation_comes_out_as_it_went_in),
		cmocka_unit_test(days_are_kept_and_packs_without_them_are_read),
		cmocka_unit_test(hours_of_every_shape_come_out_as_they_went_in),
		cmocka_unit_test(starts_come_out_as_they_went_in),
		cmocka_unit_test(starts_of_a_damaged_pack_are_refused),
		cmocka_unit_test(
			a_part_takes_so_many_and_a_client_no_more_than_its_limit),
		cmocka_unit_test(what_a_limit_refuses_takes_no_place),
		cmocka_unit_test(what_each_lot_told_comes_out_as_it_went_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
