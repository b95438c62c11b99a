/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pack - the facts of one owner, or conversations of one client, in one piece.
 *
 * Both begin with an octet, their version, and a number, the earliest first_us.
 * Numbers are little groups of seven bits, the last without the eighth (LEB128).
 * To the end there follow
 *
 *   facts    endpoint, term of the attribute, an octet that holds the voice and
 *            says what follows, term of the source, layer 4 and port, text with
 *            its length, word, first_us - base, last_us - first_us, count,
 *            capture, frame, and what lots of captures told of the count: how
 *            many, then lot and count of each
 *   talks    see pack_talk.c
 *
 * Endpoints are numbered as they come. One with the next number follows: an
 * octet that says what, address (4 or 16 octets), MAC (6), network, part. After
 * PACK_ENDPOINTS the next number stays, and they are not remembered. Of a fact of
 * PLACE_BEFORE all that tells where and when - endpoint, source, layer 4, port,
 * times, capture, frame - is as of the fact before it, and left out.
 */
#ifndef WW_PACK_H
#define WW_PACK_H

#include "store/db.h"
#include "store/store.h"

/* What the numbers of a database mean, both ways. */
enum { TERMS_MAX = 1024 };

struct terms {
	uint16_t of_attr[ATTRS], of_source[UINT8_MAX + 1]; /* 0: none yet      */
	uint16_t attr[TERMS_MAX]; /* 0: no attribute, or unknown here          */
	uint8_t source[TERMS_MAX];
};

/* Reads the terms; who passes facts on refuses words that this program does
 * not know: it would lose their facts. A writer adds what is missing, too. */
bool terms_read(struct db *, struct terms *, struct err *);
bool terms_read_whole(struct db *, struct terms *, struct err *);
bool terms_write(struct db *, struct terms *, struct err *);

enum { PACK_ENDPOINTS = 32, PLACE_BEFORE };

struct pack {
	uint8_t *octet;
	size_t size, room;
};

/* Packs facts, at least one; the room is used again. Owner: the caller frees
 * octet at the end. */
void pack_facts(struct pack *, const struct terms *, const struct inventory *,
		const struct known_fact *const *, size_t n);

/* What is left of a pack. */
struct octets {
	const uint8_t *at, *end;
	bool bad;
};

/* What is left of the shares of the fact or conversation unpacked last. */
struct shares {
	struct octets in;
	uint64_t left;
	unsigned numbers;
};

/* False behind the last. */
bool unpack_share(struct shares *, struct lot_told *);

/* Takes facts out of a pack one by one. */
struct unpack {
	struct octets in;
	struct shares shares;
	uint64_t base;
	struct fact before;    /* the last one, but for its text               */
	unsigned endpoints;
	struct subject endpoint[PACK_ENDPOINTS + 1];
};

/* From the first; the octets must stay. */
void unpack_facts(struct unpack *, const void *, size_t);
/* False at the end, or when the pack is damaged (in.bad). A fact whose words
 * are unknown here has A_none. */
bool unpack_fact(struct unpack *, const struct terms *, struct fact *);

/* The same for conversations. */
void pack_talks(struct pack *, const struct terms *, const struct inventory *,
		const struct talk_part *);

struct unpack_talk {
	struct octets in;
	struct shares shares;
	uint64_t base, client_asset, server_asset;
	struct talk_record talk; /* the last one                               */
	struct starts starts;
};

void unpack_talks(struct unpack_talk *, const void *, size_t);
bool unpack_talk(struct unpack_talk *, const struct terms *);

#endif
