/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pack_talk - conversations of one client in one piece.
 *
 * After version and base: flags of the client's address, the address, network,
 * asset. Then for each: an octet that says what follows, a second of what it
 * is, server's address, its asset, MACs where they differ from those before,
 * layer 4, port, name of the protocol with its length, term of the source,
 * flows, packets and octets of both sides, first_us - base, last_us - first_us,
 * capture, frame; the days and the hours of the week where they are more than the
 * first and the last; how many starts after the first are kept, then what is
 * between them in milliseconds; what lots of captures told of these sums: how many, then
 * lot, flows, packets and octets of each. Version 1 had neither days nor lots,
 * version 2 no hours, version 3 no starts.
 *
 * Hours are runs: how many, then an octet for the length of each, silent ones and
 * others in turn, from Monday 00:00 on; or 0 and a bit for each, if that is less.
 */
#include "classify/days.h"
#include "store/octets.h"

enum {
	/* What follows. */
	IPV6 = 1, MAC_CLIENT = 2, MAC_SERVER = 4, NAMED = 8, ASSET = 16,
	DAYS = 32,
	/* What it is. */
	ANSWERED = 1, REFUSED = 2, ENCRYPTED = 4, HALF = 8, SHARED = 16,
	HOURS = 32, STARTS = 64,
	TALK_MAX = 48 + 1 + sizeof(struct hours) + TALK_PROTOCOL + 16 * NUMBER_MAX,
	STARTS_MAX = 1 + STARTS_LATER * NUMBER_MAX,
};

static uint8_t *put_addr(uint8_t *at, struct addr a)
{
	return addr_is_v4(a) ? mempcpy(at, a.b + 12, 4)
			     : mempcpy(at, a.b, sizeof(a.b));
}

static struct addr get_addr(struct octets *in, bool v6)
{
	struct addr a = {{0}};

	if (!v6)
		return get_ipv4(in);
	get_octets(in, a.b, sizeof(a.b));
	return a;
}

static uint8_t *put_counts(uint8_t *at, uint64_t base,
			   const struct known_talk *k)
{
	at = put_number(at, k->flows);
	for (unsigned i = 0; i < 2; i++) {
		at = put_number(at, k->packets[i]);
		at = put_number(at, k->octets[i]);
	}
	at = put_number(at, k->first_us - base);
	at = put_number(at, k->last_us - k->first_us);
	at = put_number(at, k->capture);
	return put_number(at, k->frame);
}

static bool has_more_days(const struct known_talk *k)
{
	return k->days != days_between(k->first_us, k->last_us);
}

static bool has_more_hours(const struct known_talk *k)
{
	struct hours plain = hours_at(k->first_us, k->last_us);

	return !hours_same(&k->hours, &plain);
}

static uint8_t *put_hours(uint8_t *at, const struct hours *h)
{
	uint8_t *runs = at++;
	unsigned from = 0;
	bool seen = false;

	for (unsigned hour = 0; hour <= WEEK_HOURS; hour++) {
		if ((hour < WEEK_HOURS && hours_has(h, hour)) == seen)
			continue;
		if (at - runs == sizeof(h->of)) {
			*runs = 0;
			return mempcpy(runs + 1, h->of, sizeof(h->of));
		}
		*at++ = (uint8_t)(hour - from);
		from = hour;
		seen = !seen;
	}
	*runs = (uint8_t)(at - runs - 1);
	return at;
}

static uint8_t *put_talk(uint8_t *at, const struct terms *t, uint64_t base,
			 const struct known_talk *k, bool shared, struct mac mac[2])
{
	struct addr server = talk_server(k);
	size_t name = strlen(k->protocol);
	bool hours = has_more_hours(k);
	uint8_t has = (uint8_t)((addr_is_v4(server) ? 0 : IPV6) |
				(name > 0 ? NAMED : 0) |
				(k->server_asset != 0 ? ASSET : 0) |
				(has_more_days(k) ? DAYS : 0));

	for (unsigned i = 0; i < 2; i++)
		if (mac_compare(k->mac[i], mac[i]) != 0)
			has |= (uint8_t)(MAC_CLIENT << i);
	*at++ = has;
	*at++ = (uint8_t)((k->answered ? ANSWERED : 0) |
			  (k->refused ? REFUSED : 0) |
			  (k->encrypted ? ENCRYPTED : 0) |
			  (k->half ? HALF : 0) |
			  (shared ? SHARED : 0) |
			  (hours ? HOURS : 0) | (k->repeats ? STARTS : 0));
	at = put_addr(at, server);
	if (has & ASSET)
		at = put_number(at, k->server_asset);
	for (unsigned i = 0; i < 2; i++)
		if (has & MAC_CLIENT << i) {
			at = mempcpy(at, k->mac[i].b, sizeof(k->mac[i].b));
			mac[i] = k->mac[i];
		}
	*at++ = k->l4;
	at = put_number(at, k->port);
	if (has & NAMED) {
		*at++ = (uint8_t)name;
		at = mempcpy(at, k->protocol, name);
	}
	at = put_number(at, t->of_source[k->source]);
	at = put_counts(at, base, k);
	if (has & DAYS)
		at = put_number(at, k->days);
	return hours ? put_hours(at, &k->hours) : at;
}

static void pack_starts(struct pack *p, const struct starts *s, uint64_t first_us)
{
	uint64_t before = first_us / MILLI_US;
	uint8_t *at;

	pack_room(p, STARTS_MAX);
	at = p->octet + p->size;
	*at++ = (uint8_t)s->n;
	for (unsigned i = 0; i < s->n; i++) {
		at = put_number(at, s->ms[i] - before);
		before = s->ms[i];
	}
	p->size = (size_t)(at - p->octet);
}

void pack_talks(struct pack *p, const struct terms *t, const struct inventory *v,
		const struct talk_part *part)
{
	uint64_t base = UINT64_MAX;
	struct mac mac[2] = {{{0}}};
	uint8_t *at;

	for (const struct known_talk *k = part->talk; k != NULL; k = k->next)
		if (k->first_us < base)
			base = k->first_us;
	p->size = 0;
	pack_room(p, TALK_MAX);
	at = p->octet;
	*at++ = TALKS_VERSION;
	at = put_number(at, base);
	*at++ = addr_is_v4(part->client) ? 0 : IPV6;
	at = put_addr(at, part->client);
	at = put_number(at, part->net);
	at = put_number(at, part->talk->client_asset);
	p->size = (size_t)(at - p->octet);
	for (const struct known_talk *k = part->talk; k != NULL; k = k->next) {
		const struct lot_share *shares = inventory_shares(v, k);

		pack_room(p, TALK_MAX);
		at = put_talk(p->octet + p->size, t, base, k, shares != NULL, mac);
		p->size = (size_t)(at - p->octet);
		if (k->repeats)
			pack_starts(p, talk_starts(v, k), k->first_us);
		if (shares != NULL)
			pack_shares(p, shares, TALK_NUMBERS);
	}
}

void unpack_talks(struct unpack_talk *u, const void *octets, size_t n)
{
	memset(u, 0, sizeof(*u));
	get_begin(&u->in, octets, n, TALKS_VERSION);
	u->base = get_number(&u->in);
	u->talk.client = get_addr(&u->in, (get_octet(&u->in) & IPV6) != 0);
	u->talk.net = (net_t)get_number(&u->in);
	u->client_asset = get_number(&u->in);
}

static void get_name(struct octets *in, char name[TALK_PROTOCOL])
{
	size_t n = get_octet(in);

	in->bad |= n >= TALK_PROTOCOL;
	if (!in->bad)
		get_octets(in, name, n);
}

static void get_hours(struct octets *in, struct hours *h)
{
	unsigned runs = get_octet(in), hour = 0;

	if (runs == 0)
		get_octets(in, h->of, sizeof(h->of));
	for (unsigned i = 0; i < runs; i++) {
		unsigned end = hour + get_octet(in);

		in->bad |= end > WEEK_HOURS;
		for (; !in->bad && hour < end; hour++)
			if (i % 2 != 0)
				h->of[hour / 8] |= (uint8_t)(1 << hour % 8);
	}
}

/* Each is later than the one before, the first than the first sight. */
static void get_starts(struct octets *in, struct starts *s, uint64_t first_us)
{
	uint64_t before = first_us / MILLI_US;
	unsigned n = get_octet(in);

	in->bad |= n > STARTS_LATER;
	while (!in->bad && s->n < n) {
		uint64_t ms = before + get_number(in);

		in->bad |= ms <= before;
		s->ms[s->n++] = before = ms;
	}
}

static void get_counts(struct unpack_talk *u)
{
	struct talk_record *k = &u->talk;
	struct octets *in = &u->in;

	k->flows = (uint32_t)get_number(in);
	for (unsigned i = 0; i < 2; i++) {
		k->packets[i] = get_number(in);
		k->octets[i] = get_number(in);
	}
	k->first_us = u->base + get_number(in);
	k->last_us = k->first_us + get_number(in);
	k->capture = (uint16_t)get_number(in);
	k->frame = get_number(in);
}

bool unpack_talk(struct unpack_talk *u, const struct terms *t)
{
	struct talk_record *k = &u->talk;
	struct octets *in = &u->in;
	uint8_t has, is;

	if (in->bad || in->at == in->end)
		return false;
	has = get_octet(in);
	is = get_octet(in);
	k->answered = (is & ANSWERED) != 0;
	k->refused = (is & REFUSED) != 0;
	k->encrypted = (is & ENCRYPTED) != 0;
	k->half = (is & HALF) != 0;
	k->server = get_addr(in, (has & IPV6) != 0);
	u->server_asset = has & ASSET ? get_number(in) : 0;
	for (unsigned i = 0; i < 2; i++)
		if (has & MAC_CLIENT << i)
			get_octets(in, k->mac[i].b, sizeof(k->mac[i].b));
	k->l4 = get_octet(in);
	k->port = (uint16_t)get_number(in);
	memset(k->protocol, 0, sizeof(k->protocol));
	if (has & NAMED)
		get_name(in, k->protocol);
	k->source = term_source(t, get_number(in));
	get_counts(u);
	k->days = has & DAYS ? get_number(in) : 0;
	k->hours = (struct hours){{0}};
	if (is & HOURS)
		get_hours(in, &k->hours);
	u->starts.n = 0;
	if (is & STARTS)
		get_starts(in, &u->starts, k->first_us);
	get_shares(in, (is & SHARED) != 0, TALK_NUMBERS, &u->shares);
	return !in->bad;
}
