/* SPDX-License-Identifier: Apache-2.0 */
/* hex - octets written as text in tests, and what every message must bear. */
#ifndef WW_TEST_HEX_H
#define WW_TEST_HEX_H

#include <ctype.h>

#include "tests/support/unit.h"
#include "tests/support/dissect.h"

enum { HEX_MAX = 2048 };

struct octets {
	uint8_t b[HEX_MAX];
	size_t n;
};

/* Hexadecimal digits, blanks between them at will. */
static inline void add_hex(struct octets *o, const char *text)
{
	while (*text != '\0') {
		unsigned value;

		if (isspace((unsigned char)*text)) {
			text++;
			continue;
		}
		assert_true(o->n < HEX_MAX);
		assert_int_equal(sscanf(text, "%2x", &value), 1);
		o->b[o->n++] = (uint8_t)value;
		text += 2;
	}
}

static inline void add_raw(struct octets *o, const void *p, size_t n)
{
	assert_true(n <= HEX_MAX - o->n);
	memcpy(o->b + o->n, p, n);
	o->n += n;
}

static inline void add_text(struct octets *o, const char *text)
{
	add_raw(o, text, strlen(text));
}

static inline void add_be(struct octets *o, uint64_t v, unsigned octets)
{
	while (octets-- > 0) {
		uint8_t b = (uint8_t)(v >> (8 * octets));

		add_raw(o, &b, 1);
	}
}

static inline void add_zero(struct octets *o, size_t n)
{
	assert_true(n <= HEX_MAX - o->n);
	memset(o->b + o->n, 0, n);
	o->n += n;
}

static inline struct octets hex(const char *text)
{
	struct octets o = {.n = 0};

	add_hex(&o, text);
	return o;
}

/* Messages of others, in hexadecimal: none of them is taken for ours. */
static inline void assert_refused(const struct dissector *by,
				  const char *const *others, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct octets o = hex(others[i]);

		assert_int_equal(trial_probe(by, CLIENT, o.b, o.n), NO);
	}
}

/* One message by one side, in a trial of its own. */
static inline struct trial *say(const struct dissector *by, uint16_t port,
				enum side from, const struct octets *o)
{
	struct trial *t = trial_open(by, port);

	trial_datagram(t, from, o->b, o->n);
	return t;
}

static inline bool says_all_of(const struct trial *whole,
			       const struct trial *part)
{
	for (unsigned i = 0; i < part->count; i++) {
		const struct fact *f = &part->said[i];
		bool found = false;

		for (unsigned k = 0; k < whole->count; k++)
			found |= memcmp(&whole->said[k], f, sizeof(*f)) == 0;
		if (!found) {
			fprintf(stderr, "only the cut says %s '%s'\n",
				attr_row(f->attr)->name, f->text);
			return false;
		}
	}
	return true;
}

/* A message cut at any octet says nothing that the whole does not say. */
static inline void bears_cutting(const struct dissector *by, uint16_t port,
				 enum side from, const struct octets *o)
{
	struct trial *whole = say(by, port, from, o);

	for (size_t n = 0; n < o->n; n++) {
		struct octets part = *o;
		struct trial *t;

		part.n = n;
		trial_probe(by, from, part.b, n);
		t = say(by, port, from, &part);
		assert_true(says_all_of(whole, t));
		trial_close(t);
	}
	trial_close(whole);
}

/* Each octet in turn made 0, 1, 0x7f, 0x80 and 0xff: nothing breaks, and what
 * must not be told stays untold. */
static inline void bears_lies(const struct dissector *by, uint16_t port,
			      enum side from, const struct octets *o,
			      const char *canary)
{
	static const uint8_t lies[] = {0, 1, 0x7f, 0x80, 0xff};

	for (size_t i = 0; i < o->n; i++)
		for (size_t k = 0; k < sizeof(lies); k++) {
			struct octets lie = *o;
			struct trial *t;

			lie.b[i] = lies[k];
			trial_probe(by, from, lie.b, lie.n);
			t = say(by, port, from, &lie);
			if (canary != NULL)
				assert_false(trial_leaks(t, canary));
			trial_close(t);
		}
}

#endif
