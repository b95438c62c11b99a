/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dissector - all that a parser of one protocol may see and do.
 *
 * A parser is pure: octets in, verdict and observations out. No clock, no
 * log, no allocation, no global. classify/proto/ includes this and nothing
 * else of ours. Head of each file: what it reads, what it never reads, and
 * the standard with its sections.
 */
#ifndef WW_DISSECTOR_H
#define WW_DISSECTOR_H

#include "capture/base/addr.h"
#include "capture/base/cur.h"
#include "capture/base/mix.h"
#include "capture/base/pen.h"
#include "classify/attrs.h"

enum { FEED_MAX = 32768, STATE_MAX = 256, PROBE_MAX = 256 };

/* Which way the octets of this call go. A datagram goes from CLIENT when its
 * flow began so; on Ethernet it is always CLIENT. */
enum side { CLIENT = 0, SERVER = 1 };

struct verdict {
	enum { NOT_MINE, NEED, TOOK, SKIP, DONE, MALFORMED } what;
	uint64_t n;
};

/* Call again when n octets lie in the window (n <= FEED_MAX). */
static inline struct verdict need(uint64_t n)
{
	return (struct verdict){NEED, n};
}

/* n octets understood; call again with the rest. */
static inline struct verdict took(uint64_t n)
{
	return (struct verdict){TOOK, n};
}

/* Throw n octets away without keeping them, also those still to come. */
static inline struct verdict pass_over(uint64_t n)
{
	return (struct verdict){SKIP, n};
}

/* Nothing more to learn from this side of the flow. */
static inline struct verdict done(void)
{
	return (struct verdict){DONE, 0};
}

/* A wrong guess: let another parser try. */
static inline struct verdict not_mine(void)
{
	return (struct verdict){NOT_MINE, 0};
}

/* It was ours, and it is broken: counted, and this side is left alone. */
static inline struct verdict malformed(void)
{
	return (struct verdict){MALFORMED, 0};
}

/* The line that begins here, its line feed included: took that many octets, or
 * what is to be answered when it is not all there, or longer than the limit. A
 * line has one fate however it arrives. */
static inline struct verdict line_within(const struct cur *in, size_t limit)
{
	ptrdiff_t end = cur_find(in, '\n');
	size_t n = end < 0 ? cur_left(in) : (size_t)end;

	if (n > limit)
		return malformed();
	return end < 0 ? need(n + 1) : took(n + 1);
}

/* Who an observation is about, and so who said it. */
enum about {
	ABOUT_SPEAKER,  /* the sender, about itself                            */
	ABOUT_LISTENER, /* the sender, about whom it talks to: hearsay         */
	ABOUT_CARRIED,  /* about equipment whose data the sender passes on     */
	ABOUT_ORIGIN,   /* the sender, about itself by the name it gives here:
			   should its address turn out to speak for several,
			   about one of those                                  */
};

/* An endpoint named inside a message (ARP, DHCP, LLDP, mDNS). Zero: unknown. */
struct party {
	struct mac mac;
	struct addr ip;
};

struct out; /* where observations go; opaque to parsers */

struct dissect {
	struct cur in;
	enum side from;
	bool after_gap;     /* octets are missing just before these            */
	bool mid_stream;    /* the start of the flow was not seen              */
	bool cut;           /* these are all: a datagram that the snap length
			       cut, or octets just before a gap or the end    */
	uint64_t missing;   /* ON_TCP, cut: the length of that gap             */
	uint16_t port[2];   /* client's and server's; a hint, never proof      */
	struct addr ip[2];  /* likewise; for messages that name their sender   */
	uint64_t time_us;   /* of the packet                                   */
	uint32_t part;      /* see obs_part(); 0 when a call begins            */
	void *state;        /* per flow, both sides, zeroed, state_size octets */
	struct out *out;
};

/* Text is cleaned and judged by the attribute's gate; empty text is nothing. */
void obs_text(struct dissect *, enum about, enum attr, struct cur text);
/* The same for text made by the parser itself from closed words. */
void obs_term(struct dissect *, enum about, enum attr, const char *text);
void obs_word(struct dissect *, enum about, enum attr, uint64_t word);

/*
 * What is said ABOUT_CARRIED or ABOUT_ORIGIN from now on in this call is about
 * one part of the speaker: a device behind it, by its number. Facts of one
 * number are facts of one device; say them with the attributes that it would
 * have itself. It becomes an asset once one of them has the gate EUI, or UDI with
 * a serial number in it, or SERIAL and there is another, or is a UUID, or slot.c
 * knows its place; before that they stay with the speaker, where they claim
 * nothing.
 * 0: about all that is behind the speaker, no one in particular.
 */
static inline void obs_part(struct dissect *d, uint32_t part)
{
	d->part = part;
}

/*
 * The protocol is one of serial lines, behind which others may be at the same
 * address: what is said of the client from now on in this call, by itself or by
 * its partner, is about the line by which it calls this server.
 */
static inline void obs_line(struct dissect *d)
{
	uint64_t h = mix(MIX_START, &d->ip[SERVER], sizeof(d->ip[SERVER]));

	h = mix_word(h, sizeof(d->ip[SERVER])); /* the last octets, too        */
	d->part = LINE_CALLING | (uint32_t)(h % (LINE_CALLING >> 16)) << 16 |
		  d->port[SERVER];
}

/* The number of the device with this identifier of its own: an EUI, a text, or
 * a serial number and its maker or model (else `more` is empty). The octets
 * count as they are: bring spellings of one identifier into one form first. */
static inline uint32_t part_number(struct cur identifier, struct cur more)
{
	uint64_t h = mix(MIX_START, identifier.p, cur_left(&identifier));

	h = mix(mix_word(h, cur_left(&identifier)), more.p, cur_left(&more));
	return (uint32_t)mix_word(h, cur_left(&more)) | PART_LEAST;
}

/* About a party named in the message; the sender says it. */
void obs_text_of(struct dissect *, const struct party *, enum attr, struct cur);
void obs_word_of(struct dissect *, const struct party *, enum attr, uint64_t);
/* The flow speaks this protocol inside clear text / encrypted, by content. The
 * name is a literal. */
void obs_protocol(struct dissect *, const char *name, bool encrypted);

/*
 * Changes with all that is told for the first time in this conversation and
 * minute, and when the minute is over. Who finds it unchanged may leave out
 * what it has told before: it would be heard again and not told. 0: nobody
 * remembers.
 */
uint64_t obs_news(struct dissect *);

/*
 * For octets that are costly to read and that many conversations repeat. True:
 * they were read before in this minute, and what was told of them is told again,
 * about whom it was. False: read them, and close with obs_remembered().
 * What is told between the two may depend on the octets and the minute alone.
 */
bool obs_recall(struct dissect *, struct cur octets);
void obs_remembered(struct dissect *);

enum carrier {
	ON_ETHER,  /* in: what follows the ethertype                           */
	ON_ICMP,   /* in: the ICMP message                                     */
	ON_ICMP6,  /* in: the ICMPv6 message                                   */
	ON_VRRP,   /* in: the message of IP protocol 112                       */
	ON_SYN,    /* in: the IP header and all of a TCP packet with SYN       */
	ON_UDP,    /* in: one datagram                                         */
	ON_TCP,    /* in: octets in order                                      */
};

enum guess { NO, MORE, YES };

struct dissector {
	const char *name;      /* lower case; in signatures and exports        */
	const char *title;     /* for people                                   */
	enum carrier carrier;
	bool stateless;        /* ON_UDP: each datagram stands alone           */
	bool once;             /* ON_UDP: what ends one side ends both         */
	bool resyncs;          /* ON_TCP: wants to go on after a gap           */
	bool reads_cut;        /* ON_TCP: is asked once more, with cut set, for
				  what it waits for when a gap follows         */
	bool reads_rest;       /* ON_TCP: likewise when both sides hung up     */
	uint16_t hints[6];     /* ports or ethertypes to try first; no proof   */
	uint16_t state_size;   /* per flow, zeroed, <= STATE_MAX               */
	/* Is this ours? Pure. MORE asks for more octets, up to PROBE_MAX; NO
	 * to the first octet alone is NO to all that begins with it, ON_TCP. */
	enum guess (*probe)(struct cur first, enum side from);
	/* ON_TCP, may be NULL: is it, when so many octets are missing then? */
	bool (*probe_cut)(struct cur first, uint64_t missing);
	struct verdict (*parse)(struct dissect *);
};

#endif
