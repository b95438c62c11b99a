/* SPDX-License-Identifier: Apache-2.0 */
/*
 * flood - what a hostile network would have mixed into a capture: flood IN OUT
 * SENDERS writes OUT as pcap with
 *
 *   - a SYN from each of SENDERS random addresses, half of them of 10.0.0.0/8,
 *     to a server of the capture, which answers every eighth;
 *   - SYN+ACK and RST from a tenth as many, who answer for others (backscatter);
 *   - one datagram that a parser understands (SNMP) from each of a tenth as
 *     many addresses of 10.0.0.0/8, all different;
 *   - an ARP sweep of the server's /16 and a scan of three ports of all of it,
 *     both by one machine, whose address and MAC are printed.
 *
 * The same arguments, the same octets. Checksums are not made.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "capture/capture.h"

enum { HEADERS = 54, DATAGRAM = 42, SWEPT = 65536, ETHERNET = 1 };

/* What the capture is, by a first reading. */
struct ground {
	uint64_t frames;
	uint32_t link;
	struct addr server;
	struct mac mac;
	uint16_t port;
};

struct flood {
	FILE *out;
	struct ground at;
	uint32_t senders, server; /* server: its IPv4 address                  */
	uint64_t sent, all, state;
};

static const uint8_t router[6] = {0x02, 0x66, 0, 0, 0, 1};
static const uint8_t scanner[6] = {0x02, 0x66, 0, 0, 0, 2};
static const uint16_t scanned[] = {104, 445, 2575};
/* SNMPv2c, get sysDescr.0, community public. */
static const uint8_t question[] =
	"\x30\x26\x02\x01\x01\x04\x06public\xa0\x19\x02\x01\x07\x02\x01\x00"
	"\x02\x01\x00\x30\x0e\x30\x0c\x06\x08\x2b\x06\x01\x02\x01\x01\x01\x00"
	"\x05\x00";

/* splitmix64: https://prng.di.unimi.it/splitmix64.c, public domain. */
static uint64_t draw(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

/* ---- writing ------------------------------------------------------------------ */

static void put32(FILE *f, uint32_t v)
{
	fwrite(&v, sizeof(v), 1, f);
}

static void put_frame(FILE *f, uint64_t us, const void *octets, size_t n,
		      size_t wire)
{
	put32(f, (uint32_t)(us / 1000000));
	put32(f, (uint32_t)(us % 1000000));
	put32(f, (uint32_t)n);
	put32(f, (uint32_t)wire);
	fwrite(octets, n, 1, f);
}

static void store(uint8_t *at, uint64_t v, unsigned n)
{
	while (n-- > 0) {
		at[n] = (uint8_t)v;
		v >>= 8;
	}
}

/* Ethernet and IPv4 to what follows them. */
static void begin(uint8_t *f, const uint8_t *from_mac, const uint8_t *to_mac,
		  uint32_t from, uint32_t to, uint8_t l4, size_t octets)
{
	memset(f, 0, octets);
	memcpy(f, to_mac, 6);
	memcpy(f + 6, from_mac, 6);
	store(f + 12, 0x0800, 2);
	f[14] = 0x45;
	store(f + 16, octets - 14, 2);
	f[22] = from_mac == router && (from & 1) != 0 ? 52 : 64;
	f[23] = l4;
	store(f + 26, from, 4);
	store(f + 30, to, 4);
}

struct knock {
	const uint8_t *from_mac, *to_mac;
	uint32_t from, to;
	uint16_t from_port, to_port;
	uint8_t flags;
};

static void put_tcp(struct flood *w, uint64_t us, const struct knock *k)
{
	uint8_t f[HEADERS];

	begin(f, k->from_mac, k->to_mac, k->from, k->to, L4_TCP, sizeof(f));
	store(f + 34, k->from_port, 2);
	store(f + 36, k->to_port, 2);
	store(f + 38, k->from * 2654435761u, 4);
	store(f + 42, (k->flags & TCP_ACK) != 0 ? k->to * 2654435761u + 1 : 0,
	      4);
	f[46] = 0x50;
	f[47] = k->flags;
	store(f + 48, 8192, 2);
	put_frame(w->out, us, f, sizeof(f), sizeof(f));
}

static void put_question(struct flood *w, uint64_t us, uint32_t from)
{
	uint8_t f[DATAGRAM + sizeof(question) - 1];

	begin(f, router, w->at.mac.b, from, w->server, L4_UDP, sizeof(f));
	store(f + 34, 40000, 2);
	store(f + 36, 161, 2);
	store(f + 38, sizeof(f) - 34, 2);
	memcpy(f + DATAGRAM, question, sizeof(question) - 1);
	put_frame(w->out, us, f, sizeof(f), sizeof(f));
}

static void put_arp(struct flood *w, uint64_t us, uint32_t from, uint32_t whom)
{
	uint8_t f[60] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff};

	memcpy(f + 6, scanner, 6);
	store(f + 12, 0x0806, 2);
	store(f + 14, 0x0001080006040001, 8);
	memcpy(f + 22, scanner, 6);
	store(f + 28, from, 4);
	store(f + 38, whom, 4);
	put_frame(w->out, us, f, sizeof(f), sizeof(f));
}

/* ---- who sends ------------------------------------------------------------------ */

static uint32_t anybody(struct flood *w)
{
	uint64_t lot = draw(&w->state);
	uint32_t ip = (uint32_t)(lot >> 32);

	if ((lot & 1) != 0)
		return 0x0a000000 | (ip & 0xffffff);
	return (1 + (ip >> 24) % 222) << 24 | (ip & 0xffffff);
}

static void knock(struct flood *w, uint64_t us, uint64_t n)
{
	struct knock k = {router, w->at.mac.b, anybody(w), w->server,
			  (uint16_t)(1024 + n % 60000), w->at.port, TCP_SYN};
	struct knock answer = {k.to_mac, k.from_mac, k.to, k.from, k.to_port,
			       k.from_port, TCP_SYN | TCP_ACK};

	put_tcp(w, us, &k);
	if (n % 8 == 0)
		put_tcp(w, us, &answer);
}

/* Somebody else's victims answer addresses of ours that asked nothing. */
static void scatter(struct flood *w, uint64_t us, uint64_t n)
{
	struct knock k = {router, w->at.mac.b, anybody(w),
			  (w->server & 0xffff0000) | (draw(&w->state) & 0xffff),
			  443, (uint16_t)(1024 + n % 60000),
			  n % 2 == 0 ? TCP_SYN | TCP_ACK : TCP_RST | TCP_ACK};

	put_tcp(w, us, &k);
}

static uint32_t scanner_ip(const struct flood *w)
{
	return (w->server & 0xffff0000) | 0xfefe;
}

static void sweep(struct flood *w, uint64_t us, uint64_t n)
{
	put_arp(w, us, scanner_ip(w),
		(w->server & 0xffff0000) | (uint32_t)(n % SWEPT));
}

static void scan(struct flood *w, uint64_t us, uint64_t n)
{
	struct knock k = {scanner, router, scanner_ip(w),
			  (w->server & 0xffff0000) | (uint32_t)(n % SWEPT),
			  (uint16_t)(50000 + n / SWEPT),
			  scanned[n / SWEPT % 3], TCP_SYN};

	put_tcp(w, us, &k);
}

/* The nth part of the flood: of each kind its share. */
static void send_one(struct flood *w, uint64_t us, uint64_t n)
{
	uint64_t of[] = {w->senders, w->senders / 10, w->senders / 10, SWEPT,
			 3 * SWEPT};
	uint64_t nth[5];

	for (unsigned i = 0; i < 5; i++) {
		/* So many of its kind came before, so many will have come. */
		uint64_t before = n * of[i] / w->all;
		uint64_t then = (n + 1) * of[i] / w->all;

		nth[i] = before < then ? before : UINT64_MAX;
	}
	if (nth[0] != UINT64_MAX)
		knock(w, us, nth[0]);
	if (nth[1] != UINT64_MAX)
		scatter(w, us, nth[1]);
	if (nth[2] != UINT64_MAX)
		put_question(w, us, 0x0a000000 | (nth[2] * 40503 & 0xffffff));
	if (nth[3] != UINT64_MAX)
		sweep(w, us, nth[3]);
	if (nth[4] != UINT64_MAX)
		scan(w, us, nth[4]);
}

/* ---- the capture --------------------------------------------------------------- */

static struct source *open_capture(const char *path)
{
	struct err e = {0};
	struct source *s = source_open(open(path, O_RDONLY), path, 0, &e);

	if (s == NULL) {
		fprintf(stderr, "flood: %s\n", e.text);
		exit(1);
	}
	return s;
}

/* The first that accepts a connection by IPv4 without a tag is the victim. */
static void look(struct ground *g, const char *path)
{
	static struct tallies t;
	struct source *s = open_capture(path);
	struct decoder *d = decoder_open();
	struct packet p;
	struct frame f = {0};

	while (source_next(s, &f) == SOURCE_FRAME) {
		g->link = f.link;
		g->frames++;
		if (!decode(d, &f, &p, &t) || !addr_is_zero(g->server) ||
		    p.l4 != L4_TCP || p.net != 0 || !addr_is_v4(p.from) ||
		    p.tcp.flags != (TCP_SYN | TCP_ACK))
			continue;
		g->server = p.from;
		g->mac = p.from_mac;
		g->port = p.from_port;
	}
	decoder_close(d);
	source_close(s);
}

static void mix(struct flood *w, const char *path)
{
	struct source *s = open_capture(path);
	uint64_t n = 0;
	struct frame f = {0};

	while (source_next(s, &f) == SOURCE_FRAME) {
		uint64_t until = w->all * ++n / w->at.frames;

		put_frame(w->out, f.time_us, f.bytes.p, cur_left(&f.bytes),
			  f.wire_len);
		for (; w->sent < until; w->sent++)
			send_one(w, f.time_us, w->sent);
	}
	source_close(s);
}

int main(int argc, char **argv)
{
	struct flood w = {.state = 1};
	char ip[ADDR_TEXT], server[ADDR_TEXT];

	if (argc != 4) {
		fprintf(stderr, "usage: flood IN OUT SENDERS\n");
		return 2;
	}
	w.senders = (uint32_t)strtoul(argv[3], NULL, 10);
	w.all = w.senders > 3 * SWEPT ? w.senders : 3 * SWEPT;
	look(&w.at, argv[1]);
	must(w.at.link == ETHERNET && !addr_is_zero(w.at.server));
	for (unsigned i = 12; i < 16; i++)
		w.server = w.server << 8 | w.at.server.b[i];
	w.out = fopen(argv[2], "wb");
	if (w.out == NULL) {
		perror(argv[2]);
		return 1;
	}
	put32(w.out, 0xa1b2c3d4);
	put32(w.out, 0x00040002);
	put32(w.out, 0);
	put32(w.out, 0);
	put32(w.out, 262144);
	put32(w.out, ETHERNET);
	mix(&w, argv[1]);
	if (fclose(w.out) != 0)
		return 1;
	addr_print(addr_of_v4(scanner_ip(&w)), ip);
	addr_print(w.at.server, server);
	printf("scanner %s 02:66:00:00:00:02 server %s\n", ip, server);
	return 0;
}
