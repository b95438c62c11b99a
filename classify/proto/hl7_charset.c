/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hl7_charset - segments in the character set of their message, as UTF-8.
 *
 * Sets of one octet and UTF-8 are read. A part of a field that is in another
 * set, or not in the set that the message names, is dropped and the parts
 * around it stay: a wrong letter is worse than none. Octets of UTF-8 are taken
 * for that whatever set of one octet the message names: many senders forget to
 * say it, and the other way round they would hardly ever make sense.
 *
 * Standard HL7 2.9 chapter 2.14.9.18 (MSH-18), table 0211; 2.7 (escapes)
 */
#include "classify/proto/charset.h"
#include "classify/proto/hl7.h"
#include "classify/proto/utf8.h"

enum {
	NAME_MAX = 24,
	ENCODING = 8,    /* MSH-1 and MSH-2                                    */
};

/* As MSH-18 writes them, capitals and digits only: longer ones first. */
static const struct {
	const char *name;
	uint8_t number;
} names[] = {
	{"UTF8", UTF_8}, {"IR192", UTF_8}, {"885915", 203}, {"885911", 166},
	{"88591", 100},	 {"88592", 101},   {"88593", 109},  {"88594", 110},
	{"88595", 144},	 {"88596", 127},   {"88597", 126},  {"88598", 138},
	{"88599", 148},	 {"IR100", 100},   {"IR101", 101},  {"IR109", 109},
	{"IR110", 110},	 {"IR144", 144},   {"IR127", 127},  {"IR126", 126},
	{"IR138", 138},	 {"IR148", 148},   {"IR166", 166},  {"IR14", 13},
	{"IR13", 13},	 {"1252", 100},	   {"ASCII", ASCII}, {"IR6", ASCII},
};

/* "8859/1" and "UNICODE UTF-8" to a number of the ISO registry. */
static uint8_t number_of(struct cur name)
{
	char text[NAME_MAX];
	size_t n = 0;

	if (CUR_IS(&name, "UNICODE UTF-8"))
		return UTF_8;
	while (cur_left(&name) > 0 && n < sizeof(text)) {
		uint8_t c = cur_u8(&name);

		if (c >= 'a' && c <= 'z')
			c = (uint8_t)(c - 'a' + 'A');
		if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'))
			text[n++] = (char)c;
	}
	if (n == 0)
		return ASCII;
	/* 8859/10 and so on are none of these. */
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		size_t m = strlen(names[i].name);

		if (m <= n && memcmp(text + n - m, names[i].name, m) == 0)
			return names[i].number;
	}
	return UNREADABLE;
}

void hl7_charset(struct hl7_side *me, struct cur msh18)
{
	me->shifts = cur_find(&msh18, '~') >= 0;
	me->charset = number_of(cur_until(&msh18, '~'));
	me->shifts |= me->charset == UNREADABLE;
}

/* Whether octets above 7F are well-formed UTF-8 (RFC 3629), and no escapes. */
static bool is_utf8(struct cur text)
{
	while (cur_left(&text) > 0) {
		uint8_t c = cur_u8(&text), next = cur_at(&text, 0);
		unsigned more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : 1;

		if (c < 0x80 && c != ESC)
			continue;
		if (c < 0xc2 || c > 0xf4 || (c == 0xe0 && next < 0xa0) ||
		    (c == 0xed && next > 0x9f) || (c == 0xf0 && next < 0x90) ||
		    (c == 0xf4 && next > 0x8f))
			return false;
		for (; more > 0; more--)
			if ((cur_u8(&text) & 0xc0) != 0x80)
				return false;
	}
	return true;
}

/* Escape sequences that stand for a sign which separates nothing here. */
static uint8_t unescape(const struct hl7_side *me, const struct cur *in)
{
	if (me->escape == 0 || cur_at(in, 0) != me->escape ||
	    cur_at(in, 2) != me->escape)
		return 0;
	return cur_at(in, 1) == 'T' ? '&' : cur_at(in, 1) == 'E' ? me->escape : 0;
}

static bool is_separator(const struct hl7_side *me, uint8_t c)
{
	return c == me->field || c == me->component || c == me->repetition;
}

/* Octets of the character here, in a set of several; an escape to such a set
 * (ISO 2022) and back. */
static size_t wide_length(const struct cur *in, size_t i, bool *pairs)
{
	uint8_t c = cur_at(in, i), next = cur_at(in, i + 1);

	if (c == ESC) {
		*pairs = next == '$';
		return *pairs && cur_at(in, i + 2) == '(' ? 4 : 3;
	}
	if (*pairs)
		return 2;
	if (c < 0x81)
		return 1;
	return next >= '0' && next <= '9' ? 4 : 2; /* GB 18030: four           */
}

/* The part up to the next separator; in sets of several octets a second octet
 * may look like one. */
static struct cur next_part(const struct hl7_side *me, struct cur *in)
{
	size_t n = cur_left(in), i = 0;
	bool pairs = false;

	while (i < n && (pairs || !is_separator(me, cur_at(in, i)))) {
		if (cur_at(in, i) == ESC || pairs || me->charset == UNREADABLE)
			i += wide_length(in, i, &pairs);
		else
			i++;
	}
	return cur_take(in, i < n ? i : n);
}

/* Writes a part as UTF-8; 0 when that cannot be, or it does not fit. */
static size_t write_part(const struct hl7_side *me, struct cur part,
			 uint8_t *to, size_t size)
{
	bool utf8 = me->charset != UNREADABLE && is_utf8(part);
	size_t n = 0;

	while (cur_left(&part) > 0) {
		uint8_t sign = unescape(me, &part), c = cur_u8(&part);
		uint16_t letter = c;

		if (n + 3 > size || c == ESC)
			return 0;
		if (sign != 0) {
			letter = sign;
			cur_skip(&part, 2);
		} else if (c >= 0x80 && utf8) {
			to[n++] = c;
			continue;
		} else if (c >= 0x80) {
			letter = charset_letter(me->charset, c);
		}
		if (letter == 0)
			return 0;
		n += utf8_put(to + n, letter);
	}
	return n;
}

static struct cur write_text(const struct hl7_side *me, struct cur in,
			     uint8_t room[HL7_ROOM])
{
	size_t n = 0;

	while (cur_left(&in) > 0 && n + 1 < HL7_ROOM) {
		n += write_part(me, next_part(me, &in), room + n,
				HL7_ROOM - 1 - n);
		if (cur_left(&in) > 0)
			room[n++] = cur_u8(&in);
	}
	return cur_of(room, n);
}

/* Whether eight octets are ASCII without the escape sign: 0 in the high bits. */
static uint64_t strange(uint64_t x, uint64_t escapes)
{
	const uint64_t ones = 0x0101010101010101;
	uint64_t e = x ^ escapes;

	return x | ((e - ones) & ~e);
}

/* Whether all of it may stay, as nearly always. Eight octets at a time, some of
 * the last ones twice. */
static bool is_plain(const struct hl7_side *me, struct cur in)
{
	const uint64_t ones = 0x0101010101010101, escapes = ones * me->escape;
	uint64_t found = 0;
	size_t n = cur_left(&in);

	if (n < 8)
		return false; /* such as there is: it costs nothing            */
	for (size_t i = 0; i + 8 <= n; i += 8)
		found |= strange(cur_eight(in.p + i), escapes);
	found |= strange(cur_eight(in.p + n - 8), escapes);
	return (found & ones << 7) == 0 &&
	       !(me->shifts && cur_find(&in, ESC) >= 0);
}

struct cur hl7_header_text(struct hl7_side *me, struct cur msh,
			   uint8_t room[HL7_ROOM])
{
	struct cur in = msh;

	me->escape = cur_at(&msh, 6);
	if (me->escape == me->field)
		me->escape = 0;
	me->shifts = true;
	cur_skip(&in, ENCODING);
	if (is_plain(me, in))
		return msh;
	in = msh;
	cur_pass(&in, me->field, 17);
	hl7_charset(me, cur_until(&in, me->field));
	return write_text(me, msh, room);
}

struct cur hl7_text(const struct hl7_side *me, struct cur in,
		    uint8_t room[HL7_ROOM])
{
	return is_plain(me, in) ? in : write_text(me, in, room);
}
