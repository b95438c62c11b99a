/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tls - versions, suites, names and certificates of a handshake in clear.
 *
 * Reads    ClientHello, ServerHello, the server's first Certificate of TLS 1.2
 *          and below; an SSL 2 hello is recognised.
 * Never    session ids, randoms but for their time, tickets, application data.
 * Standard RFC 5246 6.2.1, 7.4; RFC 8446 4.1, 4.2.1; RFC 6066 3; RFC 7301 3.1;
 *          JA3
 */
#include "classify/proto/tls.h"

#include <openssl/evp.h>

#include "classify/proto/clock.h"
#include "classify/proto/ja4.h"
#include "classify/proto/suites.h"
#include "classify/proto/x509.h"

enum {
	RECORD_ALERT = 21,
	RECORD_HANDSHAKE = 22,
	RECORD_LAST = 24,
	RECORD_MAX = 16384 + 2048,
	CLIENT_HELLO = 1,
	SERVER_HELLO = 2,
	SERVER_HELLO_SSL_2 = 4,
	CERTIFICATE = 11,
	CERTIFICATE_REQUEST = 13,
	HELLO_DONE = 14,
	CLIENT_KEY_EXCHANGE = 16,
	EXTENSION_NAME = 0,
	EXTENSION_GROUPS = 10,
	EXTENSION_FORMATS = 11,
	EXTENSION_ALGORITHMS = 13,
	EXTENSION_PROTOCOLS = 16,
	EXTENSION_VERSIONS = 43,
	EXTENSIONS_MAX = JA4_EXTENSIONS,
	SUITES_MAX = JA4_SUITES,
	SSL_2 = 0x0002,
	TLS_1_3 = 0x0304,
	JA3_TEXT = 3072,
};

static enum guess tls_probe(struct cur first, enum side from)
{
	uint8_t type = cur_at(&first, 0);

	if (cur_left(&first) < 6)
		return type == RECORD_HANDSHAKE || (type & 0x80) != 0 ? MORE
								      : NO;
	if (type == RECORD_HANDSHAKE && cur_at(&first, 1) == 3 &&
	    cur_at(&first, 2) <= 4 &&
	    cur_at(&first, 5) ==
		    (from == CLIENT ? CLIENT_HELLO : SERVER_HELLO))
		return YES;
	/* SSL 2: length with the high bit, ClientHello, version 2 or 3.x */
	return from == CLIENT && (type & 0x80) != 0 && cur_at(&first, 2) == 1 &&
			       ((cur_at(&first, 3) == 0 &&
				 cur_at(&first, 4) == 2) ||
				(cur_at(&first, 3) == 3 &&
				 cur_at(&first, 4) <= 3))
		       ? YES
		       : NO;
}

/* 7fnn was draft nn of version 1.3. */
static uint16_t version_of(uint16_t v)
{
	return v >> 8 == 0x7f ? TLS_1_3 : v;
}

/* ---- ClientHello ---------------------------------------------------------------------- */

/* A number of a list: behind a sign, the first of all aside. */
static void put(struct pen *pen, uint32_t value)
{
	if (pen->n > 0 && pen->text[pen->n - 1] != ',')
		pen_char(pen, '-');
	pen_number(pen, value);
}

static void put_list(struct pen *pen, struct cur list, size_t width)
{
	pen_char(pen, ',');
	for (unsigned i = 0; i < SUITES_MAX && cur_left(&list) >= width; i++) {
		uint16_t v = (uint16_t)cur_be(&list, width);

		if (width == 2 && is_grease(v))
			continue;
		put(pen, v);
	}
}

struct hello {
	struct cur groups, formats;
	struct ja4 ja4;
};

static void tell_server_name(struct dissect *d, struct cur body)
{
	struct cur list = cur_take(&body, cur_u16(&body)), name;
	struct tls_state *s = d->state;

	if (cur_u8(&list) != 0)
		return;
	name = cur_take(&list, cur_u16(&list));
	obs_text(d, ABOUT_LISTENER, A_tls_server_name, name);
	s->named = 0;
	if (cur_ok(&list) && cur_left(&name) <= sizeof(s->name)) {
		s->named = (uint8_t)cur_left(&name);
		memcpy(s->name, name.p, s->named);
	}
}

/* RFC 7301; names of the registry of IANA, "dicom" by DICOM PS3.15. What else
 * stands there may be anything, and is not told. */
static const char *application_of(struct cur name)
{
	static const char *const names[] = {
		"h2", "http/1.1", "http/1.0", "spdy/3", "dicom", "mqtt",
		"ftp", "imap", "pop3", "managesieve", "coap", "co", "dot",
		"xmpp-client", "xmpp-server", "stun.turn", "stun.nat-discovery",
		"webrtc", "c-webrtc", "ntske/1", "irc", "sip/2", "smb", "tds/8.0",
		"postgresql", "radius/1.0", "radius/1.1", "nnsp", "acme-tls/1",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (cur_left(&name) == strlen(names[i]) &&
		    cur_is(&name, names[i], strlen(names[i])))
			return names[i];
	return NULL;
}

/* Nearly all clients offer HTTP: that says nothing. */
static bool is_web(const char *name)
{
	return strcmp(name, "h2") == 0 || strncmp(name, "http/", 5) == 0 ||
	       strncmp(name, "spdy/", 5) == 0;
}

static void tell_application(struct dissect *d, struct cur body)
{
	struct cur list = cur_take(&body, cur_u16(&body));

	for (unsigned i = 0; i < EXTENSIONS_MAX && cur_left(&list) > 0; i++) {
		struct cur one = cur_take(&list, cur_u8(&list));
		const char *name = cur_ok(&list) ? application_of(one) : NULL;

		if (name == NULL)
			continue;
		if (d->from == SERVER)
			obs_term(d, ABOUT_SPEAKER, A_tls_application, name);
		else if (!is_web(name))
			obs_term(d, ABOUT_SPEAKER, A_tls_application_offered,
				 name);
		if (strcmp(name, "dicom") == 0)
			obs_word(d, ABOUT_SPEAKER, A_dicom_tls,
				 d->from == CLIENT ? 1 : 2);
	}
}

static void read_client_extension(struct dissect *d, uint16_t type,
				  struct cur body, struct hello *h)
{
	if (!is_grease(type))
		h->ja4.extension[h->ja4.extensions++] = type;
	if (type == EXTENSION_NAME) {
		h->ja4.named = true;
		tell_server_name(d, body);
	} else if (type == EXTENSION_GROUPS) {
		h->groups = cur_take(&body, cur_u16(&body));
	} else if (type == EXTENSION_FORMATS) {
		h->formats = cur_take(&body, cur_u8(&body));
	} else if (type == EXTENSION_VERSIONS) {
		struct cur list = cur_take(&body, cur_u8(&body));

		while (cur_left(&list) >= 2) {
			uint16_t v = version_of(cur_u16(&list));

			if (!is_grease(v) && v > h->ja4.version && v <= TLS_1_3)
				h->ja4.version = v;
		}
	} else if (type == EXTENSION_ALGORITHMS) {
		h->ja4.algorithms = cur_take(&body, cur_u16(&body));
	} else if (type == EXTENSION_PROTOCOLS) {
		tell_application(d, body);
		cur_skip(&body, 2);
		h->ja4.protocol = cur_take(&body, cur_u8(&body));
	}
}

static void tell_ja3(struct dissect *d, const struct pen *text)
{
	uint8_t digest[EVP_MAX_MD_SIZE];
	char hex[32];
	struct pen pen = pen_on(hex, sizeof(hex));

	if (text->full || EVP_Digest(text->text, text->n, digest, NULL,
				     EVP_md5(), NULL) != 1)
		return;
	pen_hex(&pen, digest, 16);
	obs_text(d, ABOUT_SPEAKER, A_tls_ja3, cur_of(hex, pen.n));
}

static void keep_suites(struct ja4 *j, struct cur suites)
{
	while (cur_left(&suites) >= 2 && j->suites < JA4_SUITES) {
		uint16_t suite = cur_u16(&suites);

		if (!is_grease(suite))
			j->suite[j->suites++] = suite;
	}
}

static void read_client_hello(struct dissect *d, struct cur in)
{
	const struct cur none = cur_of(NULL, 0);
	struct hello h = {.groups = none, .formats = none,
			  .ja4 = {.protocol = none, .algorithms = none}};
	char text[JA3_TEXT];
	struct pen pen = pen_on(text, sizeof(text));
	struct cur extensions, suites;
	uint16_t version = cur_u16(&in);

	cur_skip(&in, 32);
	cur_skip(&in, cur_u8(&in));
	suites = cur_take(&in, cur_u16(&in));
	cur_skip(&in, cur_u8(&in));
	if (!cur_ok(&in))
		return;
	h.ja4.version = version;
	keep_suites(&h.ja4, suites);
	pen_number(&pen, version);
	put_list(&pen, suites, 2);
	extensions = cur_left(&in) > 0 ? cur_take(&in, cur_u16(&in)) : none;
	pen_char(&pen, ',');
	for (unsigned i = 0; i < EXTENSIONS_MAX && cur_left(&extensions) >= 4;
	     i++) {
		uint16_t type = cur_u16(&extensions);
		struct cur body = cur_take(&extensions, cur_u16(&extensions));

		if (!cur_ok(&extensions))
			break;
		if (!is_grease(type))
			put(&pen, type);
		read_client_extension(d, type, body, &h);
	}
	put_list(&pen, h.groups, 2);
	put_list(&pen, h.formats, 1);
	tell_ja3(d, &pen);
	obs_word(d, ABOUT_SPEAKER, A_tls_client_best, h.ja4.version);
	/* What was not read to its end has no fingerprint. */
	if (cur_left(&extensions) == 0 && cur_ok(&extensions))
		ja4_tell(d, &h.ja4);
}

/* ---- ServerHello ---------------------------------------------------------------------- */

/* RFC 5246 7.4.1.2: its random begins with the time. Many draw that by lot, too:
 * then it is of no day near. */
static void tell_clock(struct dissect *d, uint32_t time)
{
	int64_t off = (int64_t)time - (int64_t)(d->time_us / 1000000);

	if (off >= -CLOCK_DAY_S && off <= CLOCK_DAY_S)
		clock_tell(d, ABOUT_SPEAKER, time);
}

static void read_server_hello(struct dissect *d, struct cur in)
{
	uint16_t version = cur_u16(&in), suite;
	struct cur extensions;
	uint32_t time = cur_u32(&in);

	cur_skip(&in, 28);
	if (version == version_of(version)) /* drafts up to 21 have none */
		cur_skip(&in, cur_u8(&in));
	suite = cur_u16(&in);
	if (version == version_of(version))
		cur_skip(&in, 1);
	if (!cur_ok(&in))
		return;
	extensions = cur_take(&in, cur_u16(&in));
	for (unsigned i = 0; i < EXTENSIONS_MAX && cur_left(&extensions) >= 4;
	     i++) {
		uint16_t type = cur_u16(&extensions);
		struct cur body = cur_take(&extensions, cur_u16(&extensions));

		if (type == EXTENSION_VERSIONS && cur_left(&body) == 2)
			version = cur_u16(&body);
		else if (type == EXTENSION_PROTOCOLS)
			tell_application(d, body);
	}
	if (version_of(version) < TLS_1_3)
		tell_clock(d, time);
	obs_word(d, ABOUT_SPEAKER, A_tls_version, version_of(version));
	obs_word(d, ABOUT_SPEAKER, A_tls_cipher, suite);
	obs_term(d, ABOUT_SPEAKER, A_tls_kex, key_exchange(suite));
	if (cipher_fault(suite) != NULL)
		obs_term(d, ABOUT_SPEAKER, A_tls_cipher_fault,
			 cipher_fault(suite));
}

static void read_certificate(struct dissect *d, struct cur in)
{
	struct tls_state *s = d->state;
	struct cur list = cur_take(&in, cur_u24(&in));
	struct cur leaf = cur_take(&list, cur_u24(&list));

	if (!cur_ok(&list))
		return;
	x509_read(d, leaf, cur_of(s->name, s->named));
	s->of_tor = x509_of_tor(leaf);
}

/* ---- records ------------------------------------------------------------------------------ */

/* Handshake messages may share a record or span several: they are gathered
 * from whole records at the front of the window. */
struct gathered {
	uint8_t octets[FEED_MAX];
	size_t length;
	size_t want;      /* octets of the window with the next record         */
	bool ended;       /* something else than a handshake follows           */
	bool broken;      /* what follows fits no record, or no window         */
};

static void gather(struct cur in, struct gathered *g)
{
	size_t start = cur_left(&in);

	g->length = 0;
	g->want = 5;
	g->ended = g->broken = false;
	while (cur_left(&in) > 0) {
		struct cur record = in, body;
		uint8_t type = cur_u8(&record);
		size_t length;

		cur_skip(&record, 2);
		length = cur_u16(&record);
		g->want = start - cur_left(&in) + 5 + length;
		if (type != RECORD_HANDSHAKE &&
		    (type != RECORD_ALERT || length != 2) && cur_ok(&record)) {
			g->ended = true;
			break;
		}
		g->broken = length > RECORD_MAX ||
			    g->length + length > sizeof(g->octets);
		body = cur_take(&record, length);
		if (g->broken || !cur_ok(&record))
			break;
		/* RFC 6066 3: a server may warn of a name it does not know,
		 * and go on. */
		if (type == RECORD_ALERT && cur_at(&body, 0) != 1) {
			g->ended = true;
			break;
		}
		if (type == RECORD_ALERT)
			length = 0;
		memcpy(g->octets + g->length, body.p, length);
		g->length += length;
		in = record;
		g->want = start - cur_left(&in) + 5;
	}
}

/* True when this side has nothing more to say in clear. */
static bool read_message(struct dissect *d, uint8_t type, struct cur body)
{
	struct tls_state *s = d->state;

	if (type == CLIENT_HELLO && d->from == CLIENT) {
		read_client_hello(d, body);
		return true;
	}
	if (type == SERVER_HELLO && d->from == SERVER)
		read_server_hello(d, body);
	else if (type == CERTIFICATE && d->from == SERVER) {
		read_certificate(d, body);
		s->certified = true;
	} else if (d->from == SERVER && s->certified &&
		   (type == CERTIFICATE_REQUEST || type == HELLO_DONE)) {
		/* RFC 5246 7.4.4: asked before the hello is done, or never. */
		obs_term(d, ABOUT_SPEAKER, A_tls_client_auth,
			 type == HELLO_DONE ? "none" : "asked");
		return true;
	}
	return type == HELLO_DONE || type == CLIENT_KEY_EXCHANGE;
}

/* Reads the messages that are whole; true when a side is finished. */
static bool read_messages(struct dissect *d, const struct gathered *g)
{
	struct tls_state *s = d->state;
	struct cur in = cur_of(g->octets, g->length);

	for (uint32_t i = 0; cur_left(&in) > 0; i++) {
		uint8_t type = cur_u8(&in);
		struct cur body = cur_take(&in, cur_u24(&in));

		if (!cur_ok(&in))
			return false;
		if (i < s->read[d->from])
			continue;
		s->read[d->from]++;
		if (read_message(d, type, body))
			return true;
	}
	return false;
}

/* SSL 2, two octets of length: a ClientHello, of any version, or the answer of
 * a server that knows nothing better. */
static struct verdict read_old(struct dissect *d)
{
	struct cur in = d->in;
	uint8_t type;

	if (cur_left(&in) < 7)
		return need(7);
	cur_skip(&in, 2);
	type = cur_u8(&in);
	obs_protocol(d, "tls", true);
	if (d->from == CLIENT && type == CLIENT_HELLO)
		obs_word(d, ABOUT_SPEAKER, A_tls_client_best, cur_u16(&in));
	cur_skip(&in, 2);
	if (d->from == SERVER && type == SERVER_HELLO_SSL_2 &&
	    cur_u16(&in) == SSL_2)
		obs_word(d, ABOUT_SPEAKER, A_tls_version, SSL_2);
	return done();
}

static struct verdict tls_parse(struct dissect *d)
{
	const struct tls_state *s = d->state;
	struct gathered g;
	uint8_t first = cur_at(&d->in, 0);
	bool finished;

	if ((first & 0x80) != 0)
		return read_old(d);
	if (cur_left(&d->in) < 5)
		return need(5);
	if (first < 20 || first > RECORD_LAST || cur_at(&d->in, 1) != 3)
		return malformed();
	obs_protocol(d, "tls", true);
	gather(d->in, &g);
	finished = read_messages(d, &g);
	if (s->of_tor)
		obs_protocol(d, "tor", true);
	if (finished || g.ended)
		return done();
	if (g.broken)
		return malformed();
	if (g.want <= cur_left(&d->in) || g.want > FEED_MAX)
		return done();
	return need(g.want);
}

struct verdict tls_within(struct dissect *d, struct tls_state *s,
			  const char *name)
{
	void *outer = d->state;
	struct verdict v;

	d->state = s;
	v = tls_parse(d);
	d->state = outer;
	obs_protocol(d, name, true);
	return v;
}

const struct dissector dissector_tls = {
	.name = "tls",
	.title = "Transport Layer Security",
	.carrier = ON_TCP,
	.hints = {443, 2762, 8443},
	.state_size = sizeof(struct tls_state),
	.probe = tls_probe,
	.parse = tls_parse,
};
