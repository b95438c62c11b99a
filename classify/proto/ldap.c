/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ldap - how clients prove who they are to a directory, and which host it is.
 *
 * Reads    the kind of a bind request, the result code of its response, NTLM;
 *          of the root, which is about the server alone, the name of the host.
 * Never    names, passwords, searches, all other entries.
 * Standard RFC 4511 4.1.1, 4.2, 4.5.2; RFC 4512 5.1; MS-ADTS 3.1.1.3.2.22
 */
#include <strings.h>

#include "classify/dissector.h"
#include "classify/proto/ber.h"
#include "classify/proto/ntlm.h"
#include "classify/proto/tls.h"

enum {
	SEQUENCE = 0x30,
	INTEGER = 0x02,
	BIND_REQUEST = 0x60,
	BIND_RESPONSE = 0x61,
	SEARCH_REQUEST = 0x63,
	SEARCH_ENTRY = 0x64,
	OCTETS = 0x04,
	SET = 0x31,
	ATTRIBUTES = 64,
	EXTENDED_REQUEST = 0x77,
	EXTENDED_RESPONSE = 0x78,
	AUTH_SIMPLE = 0x80,
	AUTH_SASL = 0xa3,
	AUTH_SICILY = 0x89,     /* MS-ADTS 5.1.1.1.3: three of them            */
	AUTH_SICILY_LAST = 0x8b,
	MESSAGE_MAX = 16384,
	MESSAGES = 16,
};

/* RFC 4511 4.14.1, as the name of an extended request. */
#define START_TLS "\x80\x16" "1.3.6.1.4.1.1466.20037"

struct state {
	uint8_t messages[2];
	bool simple, anonymous, sasl;
	bool start_tls, secured;
	struct tls_state tls;
};

/* Octets of a whole message, 0 when the head is not there yet. */
static size_t message_length(struct cur in)
{
	uint8_t first;
	size_t length;

	cur_skip(&in, 1);
	first = cur_u8(&in);
	if (!cur_ok(&in))
		return 0;
	if (first < 0x80)
		return 2u + first;
	if (first > 0x84)
		return SIZE_MAX;
	length = (size_t)cur_be(&in, first & 0x7f);
	return cur_ok(&in) ? 2 + (first & 0x7fu) + length : 0;
}

static enum guess begins_with(struct cur in, const char *what, size_t n)
{
	size_t left = cur_left(&in) < n ? cur_left(&in) : n;

	return !cur_is(&in, what, left) ? NO : left < n ? MORE : YES;
}

static enum guess ldap_probe(struct cur first, enum side from)
{
	struct cur message, body;
	uint8_t tag;

	if (from != CLIENT || cur_at(&first, 0) != SEQUENCE)
		return NO;
	if (cur_left(&first) < 14)
		return MORE;
	cur_skip(&first, 1);
	cur_skip(&first, (cur_at(&first, 0) & 0x80) != 0
				 ? 1u + (cur_at(&first, 0) & 0x7f)
				 : 1u);
	message = first;
	if (ber(&message, &body) != INTEGER || cur_left(&body) > 4)
		return NO;
	tag = cur_u8(&message);
	cur_skip(&message, (cur_at(&message, 0) & 0x80) != 0
				   ? 1u + (cur_at(&message, 0) & 0x7f)
				   : 1u);
	/* Many ask for TLS or read the root before they say who they are. */
	if (tag == EXTENDED_REQUEST)
		return begins_with(message, START_TLS, sizeof(START_TLS) - 1);
	if (tag == SEARCH_REQUEST)
		return begins_with(message, "\x04\x00\x0a\x01\x00", 5);
	if (tag != BIND_REQUEST)
		return NO;
	return ber(&message, &body) == INTEGER && cur_left(&body) == 1 &&
			       cur_u8(&body) <= 3
		       ? YES
		       : NO;
}

static void read_bind(struct dissect *d, struct cur in)
{
	struct state *s = d->state;
	struct cur body;
	uint8_t auth;

	ber(&in, &body);
	ber(&in, &body);
	auth = ber(&in, &body);
	if (!cur_ok(&in))
		return;
	s->simple = auth == AUTH_SIMPLE && cur_left(&body) > 0;
	s->anonymous = auth == AUTH_SIMPLE && cur_left(&body) == 0;
	s->sasl = auth == AUTH_SASL ||
		  (auth >= AUTH_SICILY && auth <= AUTH_SICILY_LAST);
	if (s->sasl)
		ntlm_read(d, body);
	if (s->simple)
		obs_term(d, ABOUT_SPEAKER, A_clear_login_sent, "ldap");
}

static void read_result(struct dissect *d, struct cur in)
{
	struct state *s = d->state;
	struct cur code;

	ber(&in, &code);
	if (!cur_ok(&in))
		return;
	ntlm_read(d, in);
	if (s->simple) {
		obs_term(d, ABOUT_SPEAKER, A_ldap_bind, "simple");
		if (cur_u8(&code) == 0)
			obs_term(d, ABOUT_SPEAKER, A_clear_login, "ldap");
	} else if (s->anonymous) {
		obs_term(d, ABOUT_SPEAKER, A_ldap_bind, "anonymous");
	} else if (s->sasl) {
		obs_term(d, ABOUT_SPEAKER, A_ldap_bind, "sasl");
	}
	s->simple = s->anonymous = s->sasl = false;
}

/* RFC 4511 4.5.2: the name of the entry, empty for the root; then attributes,
 * each with its values. */
static void read_entry(struct dissect *d, struct cur in)
{
	static const char wanted[] = "dnsHostName";
	struct cur name, list, one, values, value;

	if (ber(&in, &name) != OCTETS || cur_left(&name) > 0 ||
	    ber(&in, &list) != SEQUENCE || !cur_ok(&in))
		return;
	for (unsigned i = 0; i < ATTRIBUTES && cur_left(&list) > 0; i++) {
		if (ber(&list, &one) != SEQUENCE || ber(&one, &name) != OCTETS ||
		    ber(&one, &values) != SET || !cur_ok(&one))
			return;
		if (cur_left(&name) == sizeof(wanted) - 1 &&
		    strncasecmp((const char *)name.p, wanted,
				sizeof(wanted) - 1) == 0 &&
		    ber(&values, &value) == OCTETS && cur_ok(&values))
			obs_text(d, ABOUT_SPEAKER, A_ldap_host_name, value);
	}
}

static struct verdict ldap_parse(struct dissect *d)
{
	struct state *s = d->state;
	size_t length = message_length(d->in);
	struct cur in = d->in, message, body;
	uint8_t tag;

	if (s->secured)
		return tls_within(d, &s->tls, "ldap");
	if (cur_at(&in, 0) != SEQUENCE)
		return malformed(); /* or encrypted from here on */
	if (length == 0)
		return need(cur_left(&in) + 1);
	if (length > MESSAGE_MAX)
		return length < SIZE_MAX / 2 ? pass_over(length) : malformed();
	if (cur_left(&in) < length)
		return need(length);
	ber(&in, &message);
	ber(&message, &body);
	tag = ber(&message, &body);
	if (!cur_ok(&message))
		return malformed();
	obs_protocol(d, "ldap", false);
	if (tag == BIND_REQUEST && d->from == CLIENT)
		read_bind(d, body);
	else if (tag == BIND_RESPONSE && d->from == SERVER)
		read_result(d, body);
	else if (tag == SEARCH_ENTRY && d->from == SERVER)
		read_entry(d, body);
	else if (tag == EXTENDED_REQUEST && d->from == CLIENT)
		s->start_tls = CUR_IS(&body, START_TLS);
	else if (tag == EXTENDED_RESPONSE && d->from == SERVER)
		s->secured = s->start_tls && CUR_IS(&body, "\x0a\x01\x00");
	if (s->secured)
		obs_protocol(d, "ldap", true);
	if (++s->messages[d->from] >= MESSAGES && !s->secured)
		return done();
	return took(length);
}

const struct dissector dissector_ldap = {
	.name = "ldap",
	.title = "Lightweight Directory Access Protocol",
	.carrier = ON_TCP,
	.hints = {389, 3268},
	.state_size = sizeof(struct state),
	.probe = ldap_probe,
	.parse = ldap_parse,
};
