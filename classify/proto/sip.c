/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sip - products of telephones and nurse call by SIP.
 *
 * Reads    User-Agent and Server; how many stations a message came through.
 * Never    names, numbers and addresses of who calls whom; bodies; logins.
 * Standard RFC 3261 7, 16.6, 20.35, 20.41
 */
#include "classify/proto/headers.h"

static const char *const methods[] = {
	"REGISTER ", "OPTIONS ", "INVITE ",    "ACK ",	  "BYE ",
	"CANCEL ",   "NOTIFY ",	 "SUBSCRIBE ", "PUBLISH ", "INFO ",
	"MESSAGE ",  "REFER ",	 "UPDATE ",    "PRACK ",
};

/* "INVITE sip:... SIP/2.0" or "SIP/2.0 200 OK". */
static enum guess sip_probe(struct cur first, enum side from)
{
	struct cur line = line_of(&first);
	static const char version[] = " SIP/2.0";
	size_t n = strlen(version);

	(void)from;
	if (CUR_IS(&line, "SIP/2.0 "))
		return cur_at(&line, 8) >= '1' && cur_at(&line, 8) <= '6' ? YES
									  : NO;
	for (size_t i = 0; i < sizeof(methods) / sizeof(methods[0]); i++)
		if (cur_is(&line, methods[i], strlen(methods[i])))
			return cur_left(&line) > n &&
					       memcmp(line.end - n, version,
						      n) == 0
				       ? YES
				       : NO;
	return NO;
}

/* A station that passes a request on adds its Via, in a line of its own or
 * after a comma. */
static bool came_straight(struct cur in)
{
	struct cur name, value;
	unsigned stations = 0;

	for (unsigned i = 0; i < HEADERS_MAX && next_header(&in, &name, &value);
	     i++) {
		if (!is_word(name, "via") && !is_word(name, "v"))
			continue;
		stations++;
		if (cur_find(&value, ',') >= 0)
			stations++;
	}
	return stations == 1;
}

/* Answers are passed back as they came: whose they are is sure where a station
 * answers for itself. To a registration that is the registrar, and "Trying" is
 * said by the next station only. */
static bool is_own(struct cur line, struct cur headers)
{
	struct cur sequence = header_of(headers, "cseq");

	if (!CUR_IS(&line, "SIP/2.0 "))
		return came_straight(headers);
	return CUR_IS(&line, "SIP/2.0 100") ||
	       (came_straight(headers) && holds(sequence, " REGISTER"));
}

static struct verdict sip_parse(struct dissect *d)
{
	struct cur in = d->in, line = line_of(&in);

	if (cur_left(&in) == 0)
		return not_mine();
	obs_protocol(d, "sip", false);
	if (is_own(line, in)) {
		obs_text(d, ABOUT_SPEAKER, A_sip_product,
			 header_of(in, "user-agent"));
		obs_text(d, ABOUT_SPEAKER, A_sip_product,
			 header_of(in, "server"));
	}
	return took(cur_left(&d->in));
}

const struct dissector dissector_sip = {
	.name = "sip",
	.title = "Session Initiation Protocol",
	.carrier = ON_UDP,
	.stateless = true,
	.hints = {5060},
	.probe = sip_probe,
	.parse = sip_parse,
};
