/* SPDX-License-Identifier: Apache-2.0 */
/*
 * eap - who logs in to the network itself, how, and who asks for it.
 *
 * Reads    which side of 802.1X a station is; the method both agreed on; the
 *          realm of an identity, and its name where that is a machine's
 *          ("host/NAME", "NAME$").
 * Never    names of persons, challenges, answers to them, keys.
 * Standard IEEE 802.1X-2010 11.3 (EAPOL), RFC 3748 4.1, 5.1 (EAP)
 */
#include "classify/dissector.h"

enum {
	ETHERTYPE = 0x888e,
	VERSION_MOST = 3,
	KIND_MOST = 8,
	EAP = 0,          /* kinds of EAPOL                                    */
	START = 1,
	REQUEST = 1,      /* codes of EAP                                      */
	RESPONSE = 2,
	IDENTITY = 1,     /* types of EAP; what is no method is below          */
	METHOD_LEAST = 4,
};

static const struct method {
	uint8_t type;
	const char *name;
} methods[] = {
	{4, "md5"},   {5, "otp"},   {6, "gtc"},        {13, "tls"},
	{17, "leap"}, {18, "sim"},  {21, "ttls"},      {23, "aka"},
	{25, "peap"}, {43, "fast"}, {26, "mschapv2"}, {50, "aka-prime"},
	{52, "pwd"},  {55, "teap"},
};

static enum guess eap_probe(struct cur first, enum side from)
{
	uint8_t version = cur_u8(&first), kind = cur_u8(&first);

	(void)from;
	cur_take(&first, cur_u16(&first));
	return cur_ok(&first) && version >= 1 && version <= VERSION_MOST &&
			       kind <= KIND_MOST
		       ? YES
		       : NO;
}

/* NAME, NAME@REALM or REALM\NAME; the last two with any of the first. */
static void tell_identity(struct dissect *d, struct cur name)
{
	ptrdiff_t at = cur_find(&name, '\\');
	struct cur realm = cur_of(NULL, 0);

	if (at >= 0) {
		realm = cur_take(&name, (size_t)at);
		cur_skip(&name, 1);
	} else if ((at = cur_find(&name, '@')) >= 0) {
		struct cur whole = name;

		name = cur_take(&whole, (size_t)at);
		cur_skip(&whole, 1);
		realm = whole;
	}
	obs_text(d, ABOUT_SPEAKER, A_eap_realm, realm);
	if (CUR_IS(&name, "host/")) {
		cur_skip(&name, sizeof("host/") - 1);
		obs_text(d, ABOUT_SPEAKER, A_eap_name, name);
	} else if (cur_left(&name) > 1 && name.end[-1] == '$') {
		name.end--;
		obs_text(d, ABOUT_SPEAKER, A_eap_name, name);
	}
}

/* What is answered in the method that was asked for is agreed on. */
static void tell_method(struct dissect *d, uint8_t type)
{
	for (size_t i = 0; i < sizeof(methods) / sizeof(methods[0]); i++)
		if (methods[i].type == type)
			obs_term(d, ABOUT_SPEAKER, A_eap_method,
				 methods[i].name);
}

/* RFC 3748 4: code, identifier, length of all, type. */
static struct verdict read_eap(struct dissect *d, struct cur in)
{
	struct cur whole = in;
	uint8_t code = cur_u8(&in), type;
	uint16_t length;

	cur_skip(&in, 1);
	length = cur_u16(&in);
	if (code != REQUEST && code != RESPONSE)
		return cur_ok(&in) ? done() : malformed();
	in = cur_take(&whole, length);
	cur_skip(&in, 4);
	type = cur_u8(&in);
	if (!cur_ok(&whole) || !cur_ok(&in))
		return malformed();
	obs_term(d, ABOUT_SPEAKER, A_eap_role,
		 code == REQUEST ? "authenticator" : "supplicant");
	if (code == RESPONSE && type == IDENTITY)
		tell_identity(d, in);
	else if (code == RESPONSE && type >= METHOD_LEAST)
		tell_method(d, type);
	return done();
}

static struct verdict eap_parse(struct dissect *d)
{
	struct cur in = d->in, body;
	uint8_t kind;

	cur_skip(&in, 1);
	kind = cur_u8(&in);
	body = cur_take(&in, cur_u16(&in));
	if (!cur_ok(&in))
		return malformed();
	if (kind == START)
		obs_term(d, ABOUT_SPEAKER, A_eap_role, "supplicant");
	return kind == EAP ? read_eap(d, body) : done();
}

const struct dissector dissector_eap = {
	.name = "eap",
	.title = "Port-based access control (802.1X)",
	.carrier = ON_ETHER,
	.hints = {ETHERTYPE},
	.probe = eap_probe,
	.parse = eap_parse,
};
