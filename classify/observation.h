/* SPDX-License-Identifier: Apache-2.0 */
/*
 * observation - the narrow waist: what a sensor may tell a recorder.
 *
 * One record of 256 octets by value, no pointer, no blob; what is zero at its
 * end does not travel (tui/tube.h). A fact, a conversation or a tally.
 */
#ifndef WW_OBSERVATION_H
#define WW_OBSERVATION_H

#include <assert.h>
#include <stdbool.h>

#include "capture/base/addr.h"
#include "classify/attrs.h"
#include "classify/hours.h"

enum { OBS_MAX = 160, OBS_TEXT = 168 }; /* longest text; its buffer */

enum voice {
	VOICE_SELF,    /* the subject about itself                             */
	VOICE_PEER,    /* its partner about it                                 */
	VOICE_NETWORK, /* somebody else about it (ARP, DHCP server, mDNS)      */
	VOICE_CARRIED, /* equipment whose data the subject passes on           */
	VOICES
};

enum record_kind { RECORD_FACT = 1, RECORD_TALK = 2, RECORD_TALLY = 3,
		   RECORD_SPAN = 4 };

/* Who a fact is about. Zero members are unknown. */
struct subject {
	struct addr ip;
	struct mac mac;    /* only when bound to the subject, see sensor.c     */
	uint16_t port;     /* of the service the fact belongs to, else 0       */
	net_t net;
	uint32_t part;     /* 0: the subject itself; else the number of one of
			      several that are behind it, see PART_LEAST       */
	uint8_t l4;
	uint8_t zero[3];
};

/* At that time, that subject showed that attribute with that value. */
struct fact {
	uint64_t first_us, last_us; /* packet time                             */
	uint64_t frame;             /* of the first sight                      */
	uint64_t word;              /* value of a WORD                         */
	uint32_t count;             /* sights between the two; of what one
				       conversation repeats, one a minute      */
	uint16_t attr;              /* enum attr                               */
	uint16_t capture;           /* file or interface of the first sight    */
	struct subject subject;
	uint8_t voice;
	uint8_t source;             /* row of dissectors.def, see source_name  */
	uint8_t length;             /* of the text, without a terminator       */
	uint8_t zero[1];
	char text[OBS_TEXT];
};

enum { TALK_PROTOCOL = 24 };

/* One conversation so far, or the part since it was last told. */
struct talk_record {
	uint64_t first_us, last_us;
	uint64_t frame;
	uint64_t packets[2], octets[2]; /* from client, from server            */
	uint64_t days;              /* of several tellings, see days.h; else 0 */
	struct addr client, server;
	struct mac mac[2];
	net_t net;
	uint32_t flows;             /* 1 at its first telling, else 0          */
	uint16_t port;              /* of the server                           */
	uint16_t capture;
	uint8_t l4;
	bool answered, refused, encrypted;
	bool half;                  /* TCP whose client said no more than SYN  */
	uint8_t source;             /* who named the protocol; 0 nobody        */
	uint8_t zero[6];
	char protocol[TALK_PROTOCOL]; /* lower case, empty when unknown        */
	struct hours hours;         /* of several tellings, see hours.h; else 0 */
	uint8_t zero2[3];
};

/* Counters since the last telling, for one capture. */
struct tally_record {
	uint16_t capture;
	uint16_t tally;             /* enum tally                              */
	uint8_t zero[4];
	uint64_t n;
};

/* The time that a capture covers so far. */
struct span_record {
	uint64_t first_us, last_us, frames;
	uint16_t capture;
	uint8_t zero[6];
};

struct record {
	uint8_t kind; /* enum record_kind */
	uint8_t worker;
	uint8_t zero[6];
	union {
		struct fact fact;
		struct talk_record talk;
		struct tally_record tally;
		struct span_record span;
	} as;
};

static_assert(sizeof(struct subject) == 36, "and a subject none");
static_assert(sizeof(struct fact) == 248, "a fact has no padding to leak");
static_assert(sizeof(struct record) == 256, "as all who read it are told");

/*
 * True if a record may be believed: known kinds, attribute, voice and source,
 * text inside its gate, zero padding. The recorder asks this of every record,
 * for a sensor reads hostile octets.
 */
bool record_valid(const struct record *);

/*
 * Judges and cleans text from the wire into out (terminated).
 *
 * Errors  0 when the gate refuses; else the length, at most OBS_MAX.
 */
size_t gate_pass(enum gate, const void *text, size_t n, char out[OBS_TEXT]);
/* Whether gate_pass() lets a text (terminated) through as it is. */
bool gate_holds(enum gate, const char *text, size_t n);

/* Name of a source: a dissector, or "ndpi", "frame", "flow". */
const char *source_name(unsigned source);
unsigned source_of_name(const char *); /* 0 when unknown */
unsigned source_count(void);
const char *voice_name(enum voice);

#endif
