/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wsd - WS-Discovery over UDP: which devices announce themselves, medical
 * devices of IEEE 11073 SDC among them, and who looks for these.
 *
 * Reads    of Hello, Bye, ProbeMatches and ResolveMatches the endpoint
 *          reference, types, transport addresses without their paths, and two
 *          kinds of scopes: type codes, and of the location facility,
 *          building, floor and point of care, and apart from these room and
 *          bed, which only sites get that ask for it. Of Probe the types.
 * Never    other scopes: patient, operator, workflow, ensemble.
 * Standard OASIS WS-Discovery 1.1 sections 4 to 6 and its draft of April 2005;
 *          DPWS 1.1; IEEE 11073-20701 9.4, 11073-20702 9
 */
#include "classify/proto/mds.h"
#include "classify/proto/soap.h"
#include "classify/proto/utf8.h"
#include "classify/proto/words.h"

enum {
	PORT = 3702,
	LOOK = 2048,      /* where the namespace must stand                    */
	MATCHES_MAX = 8,
	SCOPES_MAX = 64,
	ADDRESSES_MAX = 8,
	FIELDS_MAX = 16,
	SCOPE_MAX = 1024,
	TEXT_MAX = 160,
	UUID = 36,
};

#define WSD_2009 "http://docs.oasis-open.org/ws-dd/ns/discovery/2009/01"
#define WSD_2005 "http://schemas.xmlsoap.org/ws/2005/04/discovery"
/* ASN.1 name of the nomenclature, where it is not left out. */
#define MDC_OID "1.2.840.10004.1.1.1.0.0.1"

/* What one device is said to be. */
struct target {
	struct cur endpoint, scopes, addresses;
	unsigned types;
};

/* Whom that is about: the sender, or a party that it names. */
struct whom {
	bool named, unknown;
	struct party party;
};

static enum guess wsd_probe(struct cur first, enum side from)
{
	struct cur in = xml_start(first);
	size_t n = cur_left(&in) < LOOK ? cur_left(&in) : LOOK;

	(void)from;
	if (cur_at(&in, 0) != '<')
		return NO;
	return memmem(in.p, n, WSD_2009, sizeof(WSD_2009) - 1) != NULL ||
			       memmem(in.p, n, WSD_2005,
				      sizeof(WSD_2005) - 1) != NULL
		       ? YES
		       : NO;
}

/* ---- about whom ---------------------------------------------------------- */

static void tell_text(struct dissect *d, const struct whom *w, enum attr attr,
		      struct cur text)
{
	if (w->named)
		obs_text_of(d, &w->party, attr, text);
	else
		obs_text(d, ABOUT_SPEAKER, attr, text);
}

static void tell_term(struct dissect *d, const struct whom *w, enum attr attr,
		      const char *text)
{
	tell_text(d, w, attr, cur_of(text, strlen(text)));
}

static void tell_word(struct dissect *d, const struct whom *w, enum attr attr,
		      uint64_t word)
{
	if (w->named)
		obs_word_of(d, &w->party, attr, word);
	else
		obs_word(d, ABOUT_SPEAKER, attr, word);
}

/* scheme://host:port/path without the path; the host alone in *host. */
static struct cur origin_of(struct cur url, struct cur *host)
{
	const uint8_t *start = url.p;
	struct cur authority;

	cur_until(&url, ':');
	if (!CUR_IS(&url, "//"))
		return cur_of(start, 0);
	cur_skip(&url, 2);
	authority = cur_until(&url, '/');
	*host = authority;
	if (cur_at(&authority, 0) == '[') { /* IPv6 */
		cur_skip(&authority, 1);
		*host = cur_until(&authority, ']');
	} else {
		*host = cur_until(host, ':');
	}
	return cur_of(start, (size_t)(authority.end - start));
}

/*
 * Relays and proxies answer for others: where the addresses do not name the
 * sender, they name whom it speaks for. Of many matches in one answer, one
 * without an address is nobody's.
 */
static struct whom whom_of(const struct dissect *d, const struct target *t,
			   bool many)
{
	struct whom w = {.unknown = many};
	struct cur list = t->addresses;

	for (unsigned i = 0; i < ADDRESSES_MAX; i++) {
		struct cur url = soap_word(&list), host = url;
		struct addr ip;

		if (cur_left(&url) == 0)
			break;
		origin_of(url, &host);
		if (!word_address(host, &ip))
			continue;
		if (addr_compare(d->ip[d->from], ip) == 0)
			return (struct whom){0};
		if (!w.named)
			w.party.ip = ip;
		w.named = true;
		w.unknown = false;
	}
	return w;
}

/* ---- scopes -------------------------------------------------------------- */

/* RFC 3986 2.1, once; a sum sign is a blank in queries. */
static void write_plain(struct pen *pen, struct cur in)
{
	while (cur_left(&in) > 0) {
		uint8_t c = cur_u8(&in);
		int high = hex_value(cur_at(&in, 0));
		int low = hex_value(cur_at(&in, 1));

		if (c == '%' && high >= 0 && low >= 0) {
			cur_skip(&in, 2);
			c = (uint8_t)(high << 4 | low);
		} else if (c == '+') {
			c = ' ';
		}
		pen_char(pen, (char)c);
	}
}

/* One field of a location. What holds another sign of equality is more than
 * one, and of the next it is not known what it is. */
static void write_field(struct pen *pen, const char *key, struct cur value)
{
	size_t start = pen->n, at;

	if (start > 0)
		pen_write(pen, "; ", 2);
	pen_write(pen, key, strlen(key));
	pen_char(pen, ' ');
	at = pen->n;
	write_plain(pen, value);
	if (memchr(pen->text + at, '=', pen->n - at) != NULL)
		pen->n = start;
}

/* sdc.ctxt.loc:/root/detail?fac=..&bldng=..&flr=..&poc=..&rm=..&bed=.. */
static void tell_location(struct dissect *d, const struct whom *w,
			  struct cur scope)
{
	static const struct {
		const char *key;
		bool near; /* to a patient                                 */
	} rows[] = {
		{"fac", false}, {"bldng", false}, {"flr", false},
		{"poc", false}, {"rm", true},     {"bed", true},
	};
	char wide[TEXT_MAX], close[TEXT_MAX];
	struct pen area = pen_on(wide, sizeof(wide));
	struct pen place = pen_on(close, sizeof(close));

	cur_until(&scope, '?');
	for (unsigned i = 0; i < FIELDS_MAX && cur_left(&scope) > 0; i++) {
		struct cur field = cur_until(&scope, '&');
		struct cur key = cur_until(&field, '=');

		for (size_t k = 0; k < sizeof(rows) / sizeof(rows[0]); k++)
			if (xml_is(key, rows[k].key) && cur_left(&field) > 0)
				write_field(rows[k].near ? &place : &area,
					    rows[k].key, field);
	}
	if (!area.full)
		tell_text(d, w, A_sdc_location, cur_of(wide, area.n));
	if (!place.full)
		tell_text(d, w, A_bedside_place, cur_of(close, place.n));
}

/* sdc.cdc.type:/system/version/code, of IEEE 11073 when none is named. */
static void tell_type(struct dissect *d, const struct whom *w,
		      struct cur scope)
{
	struct cur system, code;
	const char *name;
	uint32_t v = 0;

	cur_until(&scope, '/');
	system = cur_until(&scope, '/');
	cur_until(&scope, '/');
	code = scope;
	if (cur_left(&system) > 0 &&
	    memmem(system.p, cur_left(&system), MDC_OID,
		   sizeof(MDC_OID) - 1) == NULL)
		return;
	for (unsigned i = 0; i < 9 && cur_left(&code) > 0; i++) {
		uint8_t c = cur_u8(&code);

		if (c < '0' || c > '9')
			return;
		v = v * 10 + (uint32_t)(c - '0');
	}
	name = mds_type_name(v >> 16, v & 0xffff);
	if (name != NULL)
		tell_term(d, w, A_bedside_kind, name);
}

static void tell_scopes(struct dissect *d, const struct whom *w,
			struct cur list)
{
	uint8_t buffer[SCOPE_MAX];

	for (unsigned i = 0; i < SCOPES_MAX; i++) {
		struct cur word = soap_word(&list);
		struct cur scope = xml_plain(word, buffer, sizeof(buffer));

		if (cur_left(&word) == 0)
			return;
		if (CUR_IS(&scope, "sdc.ctxt.loc:"))
			tell_location(d, w, scope);
		else if (CUR_IS(&scope, "sdc.cdc.type:"))
			tell_type(d, w, scope);
	}
}

/* ---- messages ------------------------------------------------------------ */

static void tell_addresses(struct dissect *d, const struct whom *w,
			   const struct target *t)
{
	struct cur list = t->addresses;
	bool medical = (t->types >> SOAP_MEDICAL & 1) != 0;

	for (unsigned i = 0; i < ADDRESSES_MAX; i++) {
		struct cur url = soap_word(&list), host;

		if (cur_left(&url) == 0)
			return;
		tell_text(d, w, A_wsd_address, origin_of(url, &host));
		if (medical && CUR_IS(&url, "http:"))
			tell_word(d, w, A_sdc_clear, 1);
	}
}

/* "urn:uuid:" and 36 characters. */
static void tell_endpoint(struct dissect *d, const struct whom *w,
			  struct cur endpoint)
{
	ptrdiff_t colon;

	while ((colon = cur_find(&endpoint, ':')) >= 0)
		cur_skip(&endpoint, (size_t)colon + 1);
	if (cur_left(&endpoint) == UUID && cur_at(&endpoint, 8) == '-' &&
	    cur_at(&endpoint, 23) == '-')
		tell_text(d, w, A_wsd_endpoint, endpoint);
}

static void tell_target(struct dissect *d, const struct target *t, bool many)
{
	struct whom w = whom_of(d, t, many);

	if (w.unknown)
		return;
	tell_endpoint(d, &w, t->endpoint);
	for (unsigned i = 0; i < SOAP_TYPES; i++)
		if ((t->types >> i & 1) != 0)
			tell_term(d, &w, A_wsd_type, soap_type_name(i));
	tell_addresses(d, &w, t);
	if ((t->types >> SOAP_MEDICAL & 1) == 0)
		return;
	tell_term(d, &w, A_bedside_role, "device");
	tell_scopes(d, &w, t->scopes);
}

/* The children of Hello, ProbeMatch and the like, up to its end. */
static bool read_target(struct xml *x, struct target *t)
{
	unsigned depth = x->depth;
	struct xml_piece piece;

	t->endpoint = t->scopes = t->addresses = cur_of(x->in.p, 0);
	t->types = 0;
	while (soap_next(x, depth, &piece)) {
		if (xml_is(piece.name, "EndpointReference")) {
			while (soap_next(x, depth + 1, &piece)) {
				bool address = xml_is(piece.name, "Address");
				struct cur text = soap_text(x);

				if (address)
					t->endpoint = text;
			}
		} else if (xml_is(piece.name, "Types") && t->types == 0) {
			t->types = soap_types(x);
		} else if (xml_is(piece.name, "Scopes")) {
			t->scopes = soap_text(x);
		} else if (xml_is(piece.name, "XAddrs")) {
			t->addresses = soap_text(x);
		} else if (!xml_leave(x)) {
			return false;
		}
	}
	return piece.kind == XML_CLOSE;
}

static bool read_matches(struct dissect *d, struct xml *x, const char *name)
{
	struct target target[MATCHES_MAX];
	unsigned depth = x->depth, n = 0;
	struct xml_piece piece;

	while (n < MATCHES_MAX && soap_next(x, depth, &piece)) {
		if (!xml_is(piece.name, name))
			return false;
		if (!read_target(x, &target[n++]))
			return false;
	}
	for (unsigned i = 0; i < n; i++)
		tell_target(d, &target[i], n > 1);
	return true;
}

static bool read_message(struct dissect *d, struct xml *x,
			 const struct xml_piece *message)
{
	struct target t;

	if (xml_is(message->name, "ProbeMatches"))
		return read_matches(d, x, "ProbeMatch");
	if (xml_is(message->name, "ResolveMatches"))
		return read_matches(d, x, "ResolveMatch");
	if (xml_is(message->name, "Resolve"))
		return true;
	if (!read_target(x, &t))
		return false;
	if (!xml_is(message->name, "Probe"))
		tell_target(d, &t, false);
	else if ((t.types >> SOAP_MEDICAL & 1) != 0)
		obs_term(d, ABOUT_SPEAKER, A_bedside_role, "collector");
	return true;
}

static struct verdict wsd_parse(struct dissect *d)
{
	static const char *const names[] = {
		"Hello", "Bye", "Probe", "ProbeMatches", "Resolve",
		"ResolveMatches",
	};
	struct xml x = xml_of(d->in);
	struct xml_piece message = soap_open(&x);

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (!soap_is(&x, &message, names[i], WSD_2009) &&
		    !soap_is(&x, &message, names[i], WSD_2005))
			continue;
		obs_protocol(d, "wsd", false);
		if (!read_message(d, &x, &message) && !d->cut)
			return malformed();
		return took(cur_left(&d->in));
	}
	return d->cut ? took(cur_left(&d->in)) : not_mine();
}

const struct dissector dissector_wsd = {
	.name = "wsd",
	.title = "WS-Discovery",
	.carrier = ON_UDP,
	.stateless = true,
	.hints = {PORT},
	.probe = wsd_probe,
	.parse = wsd_parse,
};
