/* SPDX-License-Identifier: Apache-2.0 */
/*
 * damage - what a worse place to listen, or another hospital's port plan, would
 * have made of a capture: damage IN OUT CASE NUMBER writes OUT as pcap.
 *
 *   ports SEED    every TCP and UDP port becomes another, the same each time
 *   side 0|1      of each conversation only the client, or the server
 *   late PERCENT  so much of the capture is missing at its beginning
 *   join PERCENT  so much of each conversation is missing at its beginning
 *   lose SEED     one frame of a hundred is missing
 *   swap SEED     frames change places within ten
 *   snap OCTETS   no more than so many of each frame
 *
 * The same arguments, the same octets. Ports of fragmented datagrams and those
 * that mark a tunnel stay; checksums are not mended.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "capture/capture.h"

enum { LOST_OF = 100, SWAP_WITHIN = 10, PORTS = 65536 };

struct copy {
	uint64_t time_us;
	uint32_t wire_len, n;
	uint8_t *octets;
	uint32_t *talk;       /* frames of its conversation, NULL none         */
	uint32_t place;       /* how many of them came before                  */
	uint8_t side;
	bool gone;
};

struct recording {
	struct copy *copy;
	size_t n, room;
	uint16_t link;
	uint32_t *frames_of;  /* by conversation                               */
	size_t talks;
};

/* splitmix64: https://prng.di.unimi.it/splitmix64.c, public domain. */
static uint64_t draw(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

/* ---- reading ------------------------------------------------------------------ */

static void keep(struct recording *r, const struct frame *f)
{
	struct copy *c;

	if (r->n == r->room) {
		r->room = r->room * 2 + 1024;
		r->copy = realloc(r->copy, r->room * sizeof(*r->copy));
		must(r->copy != NULL);
	}
	c = &r->copy[r->n++];
	*c = (struct copy){.time_us = f->time_us, .wire_len = f->wire_len,
			   .n = (uint32_t)cur_left(&f->bytes)};
	c->octets = must_alloc(c->n + 1, 1);
	memcpy(c->octets, f->bytes.p, c->n);
	r->link = f->link;
}

static void load(struct recording *r, const char *path)
{
	struct err e = {0};
	struct source *s = source_open(open(path, O_RDONLY), path, 0, &e);
	struct frame f = {0};

	if (s == NULL) {
		fprintf(stderr, "damage: %s\n", e.text);
		exit(1);
	}
	while (source_next(s, &f) == SOURCE_FRAME)
		keep(r, &f);
	source_close(s);
}

/* ---- conversations and ports ---------------------------------------------------- */

static void forget(void *ctx, struct flow *flow)
{
	(void)ctx;
	(void)flow;
}

/* Calls for each frame that decodes. */
static void each_packet(struct recording *r,
			void (*look)(struct recording *, struct copy *,
				     const struct packet *, void *),
			void *ctx)
{
	static struct tallies t;
	struct decoder *d = decoder_open();

	for (size_t i = 0; i < r->n; i++) {
		struct copy *c = &r->copy[i];
		struct frame f = {.time_us = c->time_us, .number = i + 1,
				  .wire_len = c->wire_len, .link = r->link,
				  .bytes = cur_of(c->octets, c->n)};
		struct packet pkt;

		if (decode(d, &f, &pkt, &t))
			look(r, c, &pkt, ctx);
	}
	decoder_close(d);
}

static void number(struct recording *r, struct copy *c,
		   const struct packet *pkt, void *flows)
{
	unsigned side;
	struct flow *w;

	if (pkt->l4 != L4_TCP && pkt->l4 != L4_UDP)
		return;
	w = flow_touch(flows, pkt, &side);
	if (w == NULL) {
		c->gone = true; /* seen twice: its other sight is there */
		return;
	}
	if (w->talk == NULL)
		w->talk = &r->frames_of[r->talks++];
	c->talk = w->talk;
	c->place = (*c->talk)++;
	c->side = (uint8_t)side;
}

static void find_talks(struct recording *r)
{
	static struct tallies t;
	struct flow_limits limits = {.flows = 1 << 16, .windows = 1,
				     .idle_tcp_s = 600, .idle_closed_s = 60,
				     .idle_other_s = 120};
	struct flows *flows = flows_open(&limits, forget, NULL, &t);

	r->frames_of = must_alloc(r->n + 1, sizeof(*r->frames_of));
	each_packet(r, number, flows);
	flows_finish(flows);
	flows_close(flows);
}

static bool marks_a_tunnel(uint16_t port)
{
	return port == 4789 || port == 4790 || port == 8472 || port == 6081;
}

static void write_port(uint8_t *at, uint16_t port)
{
	at[0] = (uint8_t)(port >> 8);
	at[1] = (uint8_t)port;
}

/* The transport header stands before the payload; that of TCP tells its own
 * length. */
static uint8_t *header_of(struct copy *c, const struct packet *pkt)
{
	size_t end = (size_t)(pkt->payload.p - c->octets);

	if (pkt->l4 == L4_UDP)
		return c->octets + end - 8;
	for (unsigned words = 5; words < 16 && words * 4 <= end; words++) {
		uint8_t *at = c->octets + end - words * 4;

		if (at[12] >> 4 == words &&
		    (at[0] << 8 | at[1]) == pkt->from_port &&
		    (at[2] << 8 | at[3]) == pkt->to_port)
			return at;
	}
	return NULL;
}

static void rename_ports(struct recording *r, struct copy *c,
			 const struct packet *pkt, void *table)
{
	const uint16_t *other = table;
	uint8_t *at;

	(void)r;
	if (pkt->reassembled || (pkt->l4 != L4_TCP && pkt->l4 != L4_UDP))
		return;
	at = header_of(c, pkt);
	if (at == NULL)
		return;
	write_port(at, other[pkt->from_port]);
	write_port(at + 2, other[pkt->to_port]);
}

/* ---- the cases ------------------------------------------------------------------- */

static void ports(struct recording *r, uint64_t seed)
{
	uint16_t *other = must_alloc(PORTS, sizeof(*other));

	for (unsigned i = 0; i < PORTS; i++)
		other[i] = (uint16_t)i;
	/* Port 0 and the marks of tunnels keep their places. */
	for (unsigned i = PORTS - 1; i > 1; i--) {
		unsigned j = 1 + (unsigned)(draw(&seed) % i);
		uint16_t held = other[i];

		if (marks_a_tunnel((uint16_t)i) || marks_a_tunnel((uint16_t)j))
			continue;
		other[i] = other[j];
		other[j] = held;
	}
	each_packet(r, rename_ports, other);
	free(other);
}

static void side(struct recording *r, uint64_t which)
{
	find_talks(r);
	for (size_t i = 0; i < r->n; i++)
		r->copy[i].gone |= r->copy[i].talk != NULL &&
				   r->copy[i].side != which;
}

static void late(struct recording *r, uint64_t percent)
{
	for (size_t i = 0; i < r->n * percent / 100; i++)
		r->copy[i].gone = true;
}

static void join(struct recording *r, uint64_t percent)
{
	find_talks(r);
	for (size_t i = 0; i < r->n; i++) {
		struct copy *c = &r->copy[i];

		c->gone |= c->talk != NULL &&
			   c->place < *c->talk * percent / 100;
	}
}

static void lose(struct recording *r, uint64_t seed)
{
	for (size_t i = 0; i < r->n; i++)
		r->copy[i].gone = draw(&seed) % LOST_OF == 0;
}

static void exchange(struct copy *a, struct copy *b)
{
	struct copy held = *a;

	*a = *b;
	*b = held;
	/* Times stay in order: who records late stamps late. */
	b->time_us = a->time_us;
	a->time_us = held.time_us;
}

static void swap(struct recording *r, uint64_t seed)
{
	for (size_t at = 0; at < r->n; at += SWAP_WITHIN) {
		size_t n = r->n - at < SWAP_WITHIN ? r->n - at : SWAP_WITHIN;

		for (size_t i = n - 1; i > 0; i--)
			exchange(&r->copy[at + i],
				 &r->copy[at + draw(&seed) % (i + 1)]);
	}
}

static void snap(struct recording *r, uint64_t octets)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->copy[i].n > octets)
			r->copy[i].n = (uint32_t)octets;
}

static const struct damage {
	const char *name;
	void (*make)(struct recording *, uint64_t);
} cases[] = {
	{"ports", ports}, {"side", side}, {"late", late}, {"join", join},
	{"lose", lose},	  {"swap", swap}, {"snap", snap},
};

/* ---- writing ---------------------------------------------------------------------- */

static void put32(FILE *f, uint32_t v)
{
	fwrite(&v, sizeof(v), 1, f);
}

static bool save(const struct recording *r, const char *path)
{
	FILE *f = fopen(path, "wb");

	if (f == NULL) {
		perror(path);
		return false;
	}
	put32(f, 0xa1b2c3d4);
	put32(f, 0x00040002);
	put32(f, 0);
	put32(f, 0);
	put32(f, 262144);
	put32(f, r->link);
	for (size_t i = 0; i < r->n; i++) {
		const struct copy *c = &r->copy[i];

		if (c->gone)
			continue;
		put32(f, (uint32_t)(c->time_us / 1000000));
		put32(f, (uint32_t)(c->time_us % 1000000));
		put32(f, c->n);
		put32(f, c->wire_len);
		fwrite(c->octets, c->n, 1, f);
	}
	return fclose(f) == 0;
}

int main(int argc, char **argv)
{
	struct recording r = {0};
	const struct damage *d = NULL;

	for (size_t i = 0; argc == 5 && i < sizeof(cases) / sizeof(cases[0]);
	     i++)
		if (strcmp(argv[3], cases[i].name) == 0)
			d = &cases[i];
	if (d == NULL) {
		fprintf(stderr, "usage: damage IN OUT CASE NUMBER\n");
		return 2;
	}
	load(&r, argv[1]);
	d->make(&r, strtoull(argv[4], NULL, 10));
	if (!save(&r, argv[2]))
		return 1;
	for (size_t i = 0; i < r.n; i++)
		free(r.copy[i].octets);
	free(r.copy);
	free(r.frames_of);
	return 0;
}
