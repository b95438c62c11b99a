/* SPDX-License-Identifier: Apache-2.0 */
/* out - observations leave a parser here, through the gate of their row. */
#include "classify/out.h"

#include <string.h>

#include "capture/base/mix.h"
#include "capture/base/must.h"
#include "classify/recall.h"

enum { HEARD_US = 60000000 };

void out_evidence(struct out *o, const struct packet *pkt)
{
	o->time_us = pkt->time_us;
	o->frame = pkt->frame;
	o->capture = pkt->capture;
	o->protocol = NULL;
	o->encrypted = false;
}

void out_end(struct out *o, enum side side, struct addr ip, net_t net,
	     uint8_t l4, uint16_t port)
{
	o->end[side] = (struct subject){.ip = ip,
					.net = net,
					.l4 = port != 0 ? l4 : 0,
					.port = port};
}

/* Forgets all when the minute is over. */
static void turn(struct out *o, struct sayings *h)
{
	if (o->time_us - h->since_us <= HEARD_US)
		return;
	memset(h->key, 0, sizeof(h->key));
	h->since_us = o->time_us;
	h->news++;
}

static bool heard_before(struct out *o, const struct subject *about,
			 enum voice voice, enum attr attr, const void *p,
			 size_t n)
{
	struct sayings *h = o->heard;
	uint64_t key;

	if (h == NULL)
		return false;
	turn(o, h);
	key = mix(MIX_START, about, sizeof(*about));
	key = mix_word(key, (uint64_t)attr << 16 | voice << 8 | o->source);
	key = mix(key, p, n) | 1;
	for (unsigned i = 0; i < HEARD; i++)
		if (h->key[i] == key)
			return true;
	h->key[h->news++ % HEARD] = key;
	return false;
}

static void send(struct out *o, uint8_t source, const struct subject *about,
		 enum voice voice, enum attr attr, const char *text,
		 size_t length, uint64_t word)
{
	struct fact f;

	memset(&f, 0, sizeof(f));
	f.first_us = f.last_us = o->time_us;
	f.frame = o->frame;
	f.capture = o->capture;
	f.count = 1;
	f.attr = (uint16_t)attr;
	f.subject = *about;
	f.voice = (uint8_t)voice;
	f.source = source;
	f.word = word;
	f.length = (uint8_t)length;
	if (length > 0)
		memcpy(f.text, text, length);
	o->take(o->ctx, &f);
}

void out_word(struct out *o, const struct subject *about, enum voice voice,
	      enum attr attr, uint64_t word)
{
	send(o, o->frame_source, about, voice, attr, NULL, 0, word);
}

/* A part that a message tells of, or the line of the client. */
static bool is_about_part(const struct dissect *d, enum about about)
{
	if (d->part >= PART_LEAST)
		return about == ABOUT_CARRIED || about == ABOUT_ORIGIN;
	return d->part != 0 && (d->from == CLIENT ? about == ABOUT_SPEAKER
						  : about == ABOUT_LISTENER);
}

/* The part in hand has a subject of its own, which is made in `part`. */
static const struct subject *whom(const struct dissect *d, enum about about,
				  enum voice *voice, struct subject *part)
{
	static const enum voice voices[] = {
		[ABOUT_SPEAKER] = VOICE_SELF,
		[ABOUT_LISTENER] = VOICE_PEER,
		[ABOUT_CARRIED] = VOICE_CARRIED,
		[ABOUT_ORIGIN] = VOICE_SELF,
	};
	unsigned side = d->from;
	const struct subject *end =
		&d->out->end[about == ABOUT_LISTENER ? 1 - side : side];

	*voice = voices[about];
	if (!is_about_part(d, about))
		return end;
	*part = *end;
	part->part = d->part;
	return part;
}

/* The speaker about itself, if the party is the speaker; else hearsay. */
static struct subject whom_named(const struct dissect *d,
				 const struct party *party, enum voice *voice)
{
	const struct subject *speaker = &d->out->end[d->from];
	struct subject s;
	bool self = mac_is_zero(party->mac)
			    ? addr_compare(party->ip, speaker->ip) == 0
			    : mac_compare(party->mac, d->out->mac[d->from]) == 0;

	memset(&s, 0, sizeof(s));
	s.mac = party->mac;
	s.ip = party->ip;
	s.net = speaker->net;
	*voice = self ? VOICE_SELF : VOICE_NETWORK;
	return s;
}

static void text_about(struct out *o, const struct subject *s, enum voice v,
		       enum attr attr, const void *p, size_t n)
{
	char clean[OBS_TEXT];
	size_t length;

	must(attr_row(attr)->kind == KIND_TEXT);
	/* A bed and an hour are a patient: only where the site asks for it. */
	if (attr == A_bedside_place && !o->places)
		return;
	if (n == 0 || heard_before(o, s, v, attr, p, n))
		return;
	length = gate_pass(attr_row(attr)->gate, p, n, clean);
	if (length == 0) {
		o->refused++;
		return;
	}
	send(o, o->source, s, v, attr, clean, length, 0);
}

static void word_about(struct out *o, const struct subject *s, enum voice v,
		       enum attr attr, uint64_t word)
{
	must(attr_row(attr)->kind == KIND_WORD);
	if (!heard_before(o, s, v, attr, &word, sizeof(word)))
		send(o, o->source, s, v, attr, NULL, 0, word);
}

void obs_text(struct dissect *d, enum about about, enum attr attr,
	      struct cur text)
{
	enum voice voice;
	struct subject part;
	const struct subject *s = whom(d, about, &voice, &part);

	recall_text(d->out->recall, about, d->part, attr, text);
	text_about(d->out, s, voice, attr, text.p, cur_left(&text));
}

void obs_term(struct dissect *d, enum about about, enum attr attr,
	      const char *text)
{
	obs_text(d, about, attr, cur_of(text, strlen(text)));
}

void obs_word(struct dissect *d, enum about about, enum attr attr,
	      uint64_t word)
{
	enum voice voice;
	struct subject part;
	const struct subject *s = whom(d, about, &voice, &part);

	recall_word(d->out->recall, about, d->part, attr, word);
	word_about(d->out, s, voice, attr, word);
}

void obs_text_of(struct dissect *d, const struct party *party, enum attr attr,
		 struct cur text)
{
	enum voice voice;
	struct subject s = whom_named(d, party, &voice);

	text_about(d->out, &s, voice, attr, text.p, cur_left(&text));
}

void obs_word_of(struct dissect *d, const struct party *party, enum attr attr,
		 uint64_t word)
{
	enum voice voice;
	struct subject s = whom_named(d, party, &voice);

	word_about(d->out, &s, voice, attr, word);
}

uint64_t obs_news(struct dissect *d)
{
	struct sayings *h = d->out->heard;

	if (h == NULL)
		return 0;
	turn(d->out, h);
	return h->news;
}

void obs_protocol(struct dissect *d, const char *name, bool encrypted)
{
	d->out->protocol = name;
	d->out->encrypted = encrypted;
}
