/* SPDX-License-Identifier: Apache-2.0 */
/* observation - names, and what the recorder may believe of a record. */
#include "classify/observation.h"

#include <string.h>

#include "capture/base/moment.h"

static const char *const sources[] = {
	"",
#define DISSECTOR(name) #name,
#include "classify/dissectors.def"
#undef DISSECTOR
	"ndpi", "frame", "flow",
};

enum { SOURCES = sizeof(sources) / sizeof(sources[0]) };

const char *source_name(unsigned source)
{
	return source < SOURCES ? sources[source] : "";
}

unsigned source_of_name(const char *name)
{
	for (unsigned i = 1; i < SOURCES; i++)
		if (strcmp(sources[i], name) == 0)
			return i;
	return 0;
}

unsigned source_count(void)
{
	return SOURCES;
}

const char *voice_name(enum voice v)
{
	static const char *const names[VOICES] = {
		[VOICE_SELF] = "self",
		[VOICE_PEER] = "peer",
		[VOICE_NETWORK] = "network",
		[VOICE_CARRIED] = "carried",
	};

	return v < VOICES ? names[v] : "";
}

static bool all_zero(const void *p, size_t n)
{
	static const uint8_t zeros[sizeof(struct record)];

	return memcmp(p, zeros, n) == 0;
}

static bool is_span(uint64_t first_us, uint64_t last_us)
{
	return first_us <= last_us && last_us <= MOMENT_LAST_US;
}

static bool fact_valid(const struct fact *f)
{
	const struct attr_row *row = attr_row(f->attr);

	if (f->attr == A_none || f->attr >= ATTRS || f->voice >= VOICES ||
	    f->source == 0 || f->source >= SOURCES || f->count == 0 ||
	    !is_span(f->first_us, f->last_us))
		return false;
	if (f->subject.part >= PART_LEAST
		    ? f->voice != VOICE_CARRIED && f->voice != VOICE_SELF
		    : f->subject.part >= LINE_CALLING
			      ? f->voice != VOICE_PEER && f->voice != VOICE_SELF
			      : f->subject.part != 0)
		return false;
	if (!all_zero(f->zero, sizeof(f->zero)) ||
	    !all_zero(f->subject.zero, sizeof(f->subject.zero)))
		return false;
	if (row->kind == KIND_WORD)
		return f->length == 0 && all_zero(f->text, sizeof(f->text));
	return f->length > 0 && f->length <= OBS_MAX && f->word == 0 &&
	       all_zero(f->text + f->length, sizeof(f->text) - f->length) &&
	       gate_holds(row->gate, f->text, f->length);
}

/* An octet of a stranger that is neither yes nor no may be both. */
static bool is_flag(const bool *flag)
{
	uint8_t octet;

	memcpy(&octet, flag, sizeof(octet));
	return octet <= 1;
}

static bool talk_valid(const struct talk_record *t)
{
	size_t n = strnlen(t->protocol, TALK_PROTOCOL);

	return n < TALK_PROTOCOL && is_span(t->first_us, t->last_us) &&
	       t->days == 0 && t->source < SOURCES &&
	       is_flag(&t->answered) && is_flag(&t->refused) &&
	       is_flag(&t->encrypted) && is_flag(&t->half) &&
	       all_zero(t->hours.of, sizeof(t->hours.of)) &&
	       all_zero(t->zero, sizeof(t->zero)) &&
	       all_zero(t->zero2, sizeof(t->zero2)) &&
	       all_zero(t->protocol + n, TALK_PROTOCOL - n) &&
	       (n == 0 || gate_holds(GATE_TERM, t->protocol, n));
}

bool record_valid(const struct record *r)
{
	if (!all_zero(r->zero, sizeof(r->zero)))
		return false;
	switch (r->kind) {
	case RECORD_FACT:
		return fact_valid(&r->as.fact);
	case RECORD_TALK:
		return talk_valid(&r->as.talk);
	case RECORD_TALLY:
		return all_zero(r->as.tally.zero, sizeof(r->as.tally.zero));
	case RECORD_SPAN:
		return is_span(r->as.span.first_us, r->as.span.last_us) &&
		       all_zero(r->as.span.zero, sizeof(r->as.span.zero));
	default:
		return false;
	}
}
