/* SPDX-License-Identifier: Apache-2.0 */
/* dissect - runs one dissector over octets and keeps what it said. */
#ifndef WW_TEST_DISSECT_H
#define WW_TEST_DISSECT_H

#include "classify/feed.h"
#include "classify/out.h"

enum { SAID_MAX = 1024 };

struct trial {
	const struct dissector *by;
	struct pool *pool;
	uint64_t starved;
	struct feed feed[2];
	struct dissect d;
	struct out out;
	uint64_t state[STATE_MAX / 8];
	struct fact *said;
	unsigned count;
	bool malformed, refused;
};

/* Client 10.0.0.1:40000 (MAC 02:..:01), server 10.0.0.2:port (MAC 02:..:02). */
struct trial *trial_open(const struct dissector *, uint16_t server_port);
void trial_close(struct trial *);
/* Octets of one side, cut into pieces of at most chunk (0: as one). */
void trial_bytes(struct trial *, enum side, const void *, size_t, size_t chunk);
/* One datagram, frame payload, ICMP or VRRP message or SYN packet. */
struct verdict trial_datagram(struct trial *, enum side, const void *, size_t);
void trial_gap(struct trial *, enum side, uint64_t missing);
/* Both sides hung up. */
void trial_rest(struct trial *);
/* What probe() says of these first octets. */
enum guess trial_probe(const struct dissector *, enum side, const void *,
		       size_t);
/* First text or word said about the endpoint by its own or another's mouth;
 * NULL or UINT64_MAX when nothing was. */
const char *trial_text(const struct trial *, enum side about, enum attr);
uint64_t trial_word(const struct trial *, enum side about, enum attr);
/* First text said about a part of any endpoint. */
const char *trial_part_text(const struct trial *, uint32_t part, enum attr);
/* Whether this very text was said about anybody. */
bool trial_said(const struct trial *, enum attr, const char *text);
bool trial_said_by(const struct trial *, enum voice, enum attr,
		   const char *text);
/* The voice of the first fact with this attribute, or VOICES. */
enum voice trial_voice(const struct trial *, enum attr);
/* Whether any text anywhere holds this (ASCII). */
bool trial_leaks(const struct trial *, const char *canary);
/* True if two trials said the same facts in any order, each as often. */
bool trial_same(const struct trial *, const struct trial *);
/* Text first said about a party by MAC (6 octets) or address. */
const char *trial_party_text(const struct trial *, struct party, enum attr);
uint64_t trial_party_word(const struct trial *, struct party, enum attr);

#endif
