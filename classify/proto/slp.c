/* SPDX-License-Identifier: Apache-2.0 */
/*
 * slp - services that printers and servers' controllers offer.
 *
 * Reads    types of services in answers, registrations and announcements; of the
 *          attributes that describe them maker, model, serial number and host
 *          name, those of an IEEE 1284 identity among them.
 * Never    what is asked for, paths of addresses, scopes, places, contacts,
 *          names that people gave.
 *
 * A directory answers for others, too: so of an answer only a service at the
 * speaker's own address is told.
 *
 * Standard RFC 2608 sections 5, 8, 10; RFC 2165 section 4 (version 1);
 *          IEEE 1284-2000 7.6 (identity)
 */
#include "classify/dissector.h"
#include "classify/proto/words.h"

enum {
	VERSION_1 = 1,
	VERSION_2 = 2,
	SERVICE_ANSWER = 2,
	REGISTRATION = 3,
	ATTRIBUTE_ANSWER = 7,
	DIRECTORY = 8,
	KINDS = 11,            /* of messages                                  */
	LENGTH_END = 5,        /* octets that hold the length, in both versions */
	FLAGS_FREE = 0x1fff,
	LANGUAGE_MAX = 16,
	HEADER_LEAST = 16,     /* of version 2, with a language of two letters */
	URLS_MAX = 16,
	SIGNATURES_MAX = 4,
	ATTRIBUTES_MAX = 64,
	KEYS_MAX = 32,         /* of an identity                               */
};

struct message {
	uint8_t version, kind;
	struct cur body; /* what follows the header                            */
};

static uint32_t length_of(struct cur in)
{
	uint8_t version = cur_u8(&in);

	cur_skip(&in, 1);
	return version == VERSION_2 ? (uint32_t)cur_be(&in, 3) : cur_u16(&in);
}

static bool is_language(struct cur tag)
{
	size_t n = cur_left(&tag);
	uint8_t a = cur_u8(&tag) | 0x20, b = cur_u8(&tag) | 0x20;

	return n >= 2 && n <= LANGUAGE_MAX && a >= 'a' && a <= 'z' &&
	       b >= 'a' && b <= 'z';
}

/* RFC 2608 8: length, flags, extensions, number, language; RFC 2165 4: length,
 * flags, dialect, language, encoding, number. */
static bool read_header(struct cur in, struct message *m)
{
	size_t all = cur_left(&in);
	struct cur language;

	m->version = cur_u8(&in);
	m->kind = cur_u8(&in);
	if (m->version == VERSION_2) {
		if (cur_be(&in, 3) != all ||
		    (cur_u16(&in) & FLAGS_FREE) != 0 || cur_be(&in, 3) >= all)
			return false;
		cur_skip(&in, 2);
		language = cur_take(&in, cur_u16(&in));
	} else {
		if (m->version != VERSION_1 || cur_u16(&in) != all ||
		    (cur_u8(&in) & 7) != 0 || cur_u8(&in) != 0)
			return false;
		language = cur_take(&in, 2);
		cur_skip(&in, 4);
	}
	m->body = in;
	return cur_ok(&in) && m->kind >= 1 && m->kind <= KINDS &&
	       is_language(language);
}

static enum guess slp_probe(struct cur first, enum side from)
{
	struct message m;

	(void)from;
	return read_header(first, &m) ? YES : NO;
}

/* ---- attributes ------------------------------------------------------------ */

/* As RFC 2608 5 writes them; what people type in has other names. */
static const struct {
	const char *name;
	enum attr attr;
} attributes[] = {
	{"enclosure-machinetype-model", A_slp_model},
	{"enclosure-serial-number", A_slp_serial},
	{"Product-Name", A_slp_model},
	{"Product-Serial", A_slp_serial},
	{"printer-make-and-model", A_slp_model},
	{"x-hp-hn", A_slp_name},
};

/* The long names and the short ones of 7.6. */
static const struct {
	const char *name;
	enum attr attr;
} keys[] = {
	{"MFG", A_slp_vendor}, {"MANUFACTURER", A_slp_vendor},
	{"MDL", A_slp_model},  {"MODEL", A_slp_model},
	{"SN", A_slp_serial},  {"SERN", A_slp_serial},
};

/* MFG:HP;CMD:PJL,PCL;MDL:HP Color LaserJet; and so on. */
static void read_identity(struct dissect *d, struct cur in)
{
	for (unsigned i = 0; i < KEYS_MAX && cur_left(&in) > 0; i++) {
		struct cur value = cur_until(&in, ';');
		struct cur key = cur_until(&value, ':');

		for (size_t k = 0; k < sizeof(keys) / sizeof(keys[0]); k++)
			if (is_word(key, keys[k].name))
				obs_text(d, ABOUT_SPEAKER, keys[k].attr,
					 value);
	}
}

/* (name=value,value),(name=value),word; what is escaped is no plain text. */
static void read_attributes(struct dissect *d, struct cur in)
{
	for (unsigned i = 0; i < ATTRIBUTES_MAX; i++) {
		struct cur value, name;

		cur_until(&in, '(');
		if (cur_left(&in) == 0)
			return;
		value = cur_until(&in, ')');
		name = cur_until(&value, '=');
		if (is_word(name, "x-hp-p1")) {
			read_identity(d, value);
			continue;
		}
		value = cur_trim(cur_until(&value, ','), ' ');
		for (size_t k = 0;
		     k < sizeof(attributes) / sizeof(attributes[0]); k++)
			if (is_word(name, attributes[k].name) &&
			    cur_find(&value, '\\') < 0)
				obs_text(d, ABOUT_SPEAKER, attributes[k].attr,
					 value);
	}
}

/* ---- services -------------------------------------------------------------- */

/* RFC 2608 4.3: reserved, lifetime, URL, and who signed it. */
static struct cur next_url(struct cur *in)
{
	struct cur url;
	uint8_t signatures;

	cur_skip(in, 3);
	url = cur_take(in, cur_u16(in));
	signatures = cur_u8(in);
	for (unsigned i = 0; i < signatures && i < SIGNATURES_MAX; i++) {
		uint16_t length;

		cur_skip(in, 2);
		length = cur_u16(in);
		cur_skip(in, length < 4 ? 0 : length - 4u);
	}
	if (signatures > SIGNATURES_MAX)
		in->bad = true;
	return url;
}

/* Whether it is at the address from which this comes; a name is anybody's. */
static bool is_here(const struct dissect *d, struct cur url)
{
	size_t n = 0;
	struct addr ip;

	while (is_digit(cur_at(&url, n)) || cur_at(&url, n) == '.')
		n++;
	return word_address(cur_take(&url, n), &ip) &&
	       addr_compare(ip, d->ip[d->from]) == 0;
}

/* service:printer:lpr://10.0.0.1/queue, without what follows the type. */
static bool tell_service(struct dissect *d, struct cur url)
{
	struct cur rest = url;
	size_t n = 0;

	if (!CUR_IS(&url, "service:"))
		return false;
	while (cur_left(&rest) > 0 && !CUR_IS(&rest, "://")) {
		cur_skip(&rest, 1);
		n++;
	}
	cur_skip(&rest, 3);
	if (!is_here(d, rest))
		return false;
	obs_text(d, ABOUT_SPEAKER, A_slp_service, cur_take(&url, n));
	return true;
}

/* 8.2: no error, how many, and where they are. */
static void read_services(struct dissect *d, struct cur in)
{
	uint16_t error = cur_u16(&in), count = cur_u16(&in);

	for (unsigned i = 0; error == 0 && i < count && i < URLS_MAX; i++) {
		struct cur url = next_url(&in);

		if (!cur_ok(&in))
			return;
		tell_service(d, url);
	}
}

/* 8.3: where it is, its type, its scopes, what describes it. */
static void read_registration(struct dissect *d, struct cur in)
{
	struct cur url = next_url(&in), list;

	cur_take(&in, cur_u16(&in));
	cur_take(&in, cur_u16(&in));
	list = cur_take(&in, cur_u16(&in));
	if (cur_ok(&in) && tell_service(d, url))
		read_attributes(d, list);
}

/* 8.5: an error, when it began, where it is. */
static void read_directory(struct dissect *d, struct cur in)
{
	struct cur url;

	cur_skip(&in, 6);
	url = cur_take(&in, cur_u16(&in));
	if (cur_ok(&in))
		tell_service(d, url);
}

/* 10.4: the same in both versions. */
static void read_answer(struct dissect *d, struct cur in)
{
	uint16_t error = cur_u16(&in);
	struct cur list = cur_take(&in, cur_u16(&in));

	if (cur_ok(&in) && error == 0)
		read_attributes(d, list);
}

static void read_message(struct dissect *d, const struct message *m)
{
	if (m->kind == ATTRIBUTE_ANSWER)
		read_answer(d, m->body);
	else if (m->version == VERSION_1)
		return;
	else if (m->kind == SERVICE_ANSWER)
		read_services(d, m->body);
	else if (m->kind == REGISTRATION)
		read_registration(d, m->body);
	else if (m->kind == DIRECTORY)
		read_directory(d, m->body);
}

static struct verdict slp_parse(struct dissect *d)
{
	struct message m;

	if (!read_header(d->in, &m))
		return malformed();
	obs_protocol(d, "slp", false);
	read_message(d, &m);
	return took(cur_left(&d->in));
}

/* ---- over TCP ---------------------------------------------------------------- */

static enum guess slp_tcp_probe(struct cur first, enum side from)
{
	uint8_t version = cur_at(&first, 0), kind = cur_at(&first, 1);
	struct cur in = first;
	struct cur language;

	(void)from;
	if (version != VERSION_2)
		return NO;
	if (cur_left(&first) < 2)
		return MORE;
	if (kind < 1 || kind > KINDS)
		return NO;
	if (cur_left(&first) >= LENGTH_END && length_of(first) < HEADER_LEAST)
		return NO;
	if (cur_left(&first) < HEADER_LEAST)
		return MORE;
	cur_skip(&in, LENGTH_END);
	if ((cur_u16(&in) & FLAGS_FREE) != 0)
		return NO;
	cur_skip(&in, 5);
	if (cur_u16(&in) > LANGUAGE_MAX)
		return NO;
	language = cur_take(&in, 2);
	return is_language(language) ? YES : NO;
}

static struct verdict slp_tcp_parse(struct dissect *d)
{
	struct cur in = d->in;
	struct message m;
	uint32_t length;

	if (cur_left(&d->in) < LENGTH_END)
		return need(LENGTH_END);
	length = length_of(d->in);
	if (length < HEADER_LEAST || cur_at(&d->in, 0) != VERSION_2)
		return malformed();
	if (length > FEED_MAX)
		return pass_over(length);
	if (cur_left(&d->in) < length)
		return need(length);
	if (!read_header(cur_take(&in, length), &m))
		return malformed();
	obs_protocol(d, "slp", false);
	read_message(d, &m);
	return took(length);
}

const struct dissector dissector_slp = {
	.name = "slp",
	.title = "Service Location Protocol",
	.carrier = ON_UDP,
	.stateless = true,
	.hints = {427},
	.probe = slp_probe,
	.parse = slp_parse,
};

const struct dissector dissector_slp_tcp = {
	.name = "slp_tcp",
	.title = "Service Location Protocol",
	.carrier = ON_TCP,
	.hints = {427},
	.probe = slp_tcp_probe,
	.parse = slp_tcp_parse,
};
