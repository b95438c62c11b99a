/* SPDX-License-Identifier: Apache-2.0 */
/*
 * http - who serves, who asks, and what of it is open.
 *
 * Reads    Server, X-Powered-By, User-Agent, authentication schemes and
 *          realms, content types; names of form fields; that a cookie has the
 *          name of a session; "AddPortMapping" in SOAPAction; "${jndi:".
 * Never    paths beyond their kind, queries, hosts, cookies, credentials;
 *          bodies but those that fhir.c, dicomweb.c, dpws.c, hl7.c and page.c
 *          read.
 * Standard RFC 9110, RFC 9112, RFC 7617, RFC 7616; DICOM PS3.18
 */
#include <assert.h>

#include "classify/dissector.h"
#include "classify/proto/dicomweb.h"
#include "classify/proto/dpws.h"
#include "classify/proto/fhir.h"
#include "classify/proto/hl7.h"
#include "classify/proto/http_body.h"
#include "classify/proto/ntlm.h"
#include "classify/proto/page.h"
#include "classify/proto/words.h"

enum {
	HEAD_MAX = 16384,
	HEADERS_MAX = 100,
	FORM_MAX = 1024,
	MESSAGES_MAX = 64,  /* of a side; later ones teach nothing new         */
	/* What a request was, for its response. */
	BASIC = 1,
	DIGEST = 2,
	DICOM = 4,
	HEAD = 8,
	PROXY = 16,         /* the answer comes from behind the server         */
	SERVICE = 32,       /* times enum dicomweb                             */
	FHIR = 128,
	CONSOLE = 256,      /* of an archive, by somebody who shows nothing    */
	FRONT = 512,        /* what everybody sees first                       */
	PRINTER = 1024,
	LIST = 2048,        /* as CONSOLE, if the answer is JSON               */
};

/* Bodies that are read, and how. */
enum body { PASSED_OVER, RESULTS, FHIR_JSON, FHIR_XML, HL7, SOAP, TITLE, UPNP,
	    IPP };

struct state {
	uint8_t messages[2];
	uint16_t asked[MESSAGES_MAX]; /* requests may come before the answers   */
	uint8_t requests, responses;
	bool chunked[2];
	uint8_t body[2];             /* enum body of the body that begins here */
	uint64_t length[2];          /* of that                                */
};
static_assert(sizeof(struct state) <= STATE_MAX, "fits its flow");

/* What the headers of one message say. */
struct head {
	uint64_t length;        /* Content-Length                              */
	bool has_length, chunked, form, dicom, fhir, upgrade;
	bool coded;             /* compressed or the like                      */
	bool json, xml, hl7, soap, results; /* of the body; DICOM JSON         */
	bool html, ipp;
	bool basic, digest;     /* Authorization                               */
	bool bearer, session;   /* a token, a cookie of a session              */
	bool shown;             /* any cookie or credentials                   */
	bool maps_port, jndi;
	bool relayed;           /* a proxy passed it on                        */
	struct cur software, powered_by, challenge, ntlm;
};

static const char *const methods[] = {
	"GET ",	    "POST ",	"HEAD ",     "PUT ",	  "OPTIONS ",
	"DELETE ",  "PROPFIND ", "CONNECT ", "PATCH ",	  "TRACE ",
	"SUBSCRIBE ",
};

static enum guess http_probe(struct cur first, enum side from)
{
	size_t left = cur_left(&first);
	ptrdiff_t end;

	if (from == SERVER) {
		if (left < 7)
			return cur_is(&first, "HTTP/1.", left) ? MORE : NO;
		return CUR_IS(&first, "HTTP/1.") ? YES : NO;
	}
	for (size_t i = 0; i < sizeof(methods) / sizeof(methods[0]); i++) {
		size_t n = strlen(methods[i]);

		if (left < n && cur_is(&first, methods[i], left))
			return MORE;
		if (left < n || !cur_is(&first, methods[i], n))
			continue;
		/* "GET " alone could be anything: the version must follow. */
		end = cur_find(&first, '\n');
		if (memmem(first.p, end < 0 ? left : (size_t)end, " HTTP/1.",
			   8) != NULL)
			return YES;
		return end >= 0 ? NO : left >= PROBE_MAX / 2 ? YES : MORE;
	}
	return NO;
}

/* The head of a message with its empty line, or a spoilt cursor. */
static struct cur head_of(struct cur in)
{
	struct cur rest = in;
	ptrdiff_t end;
	size_t n = 0;

	while ((end = cur_find(&rest, '\n')) >= 0) {
		bool empty = end == 0 || (end == 1 && cur_at(&rest, 0) == '\r');

		cur_skip(&rest, (size_t)end + 1);
		n += (size_t)end + 1;
		if (empty)
			return cur_take(&in, n);
	}
	return cur_take(&in, SIZE_MAX);
}

/* realm="..." of a challenge. */
static void tell_realm(struct dissect *d, struct cur value)
{
	while (cur_left(&value) > 0 && !begins(value, "realm=\""))
		cur_skip(&value, 1);
	cur_skip(&value, 7);
	if (cur_ok(&value))
		obs_text(d, ABOUT_SPEAKER, A_http_realm,
			 cur_until(&value, '"'));
}

/* A challenge of the server, or the credentials of the client. */
static void read_login(struct cur value, struct head *h)
{
	h->basic |= begins(value, "basic ");
	h->digest |= begins(value, "digest ");
	h->bearer |= begins(value, "bearer ");
	if (holds(value, "realm=\""))
		h->challenge = value;
	else if (begins(value, "ntlm ") || begins(value, "negotiate "))
		h->ntlm = value;
}

static void read_media(struct cur value, struct head *h)
{
	h->dicom |= holds(value, "application/dicom");
	h->fhir |= holds(value, "application/fhir+") || holds(value, "+fhir");
	h->form |= begins(value, "application/x-www-form-urlencoded") ||
		   begins(value, "application/json");
}

/* The name of a cookie that stands for a login. */
static bool is_session(struct cur cookie)
{
	return holds(cookie, "session") || holds(cookie, "sessid") ||
	       holds(cookie, "sid=") || holds(cookie, "token=");
}

/* What headers show without being read. */
static void read_sign(const struct dissect *d, struct cur name,
		      struct cur value, struct head *h)
{
	bool cookie = is_word(name, "cookie");

	h->jndi |= holds(value, "${jndi:");
	h->shown |= cookie || is_word(name, "authorization");
	if (d->from == CLIENT && is_word(name, "soapaction"))
		h->maps_port |= holds(value, "#AddPortMapping");
	else if (cookie)
		h->session |= is_session(value);
}

static void read_header(const struct dissect *d, struct cur name, struct cur value,
			struct head *h)
{
	value = cur_trim(value, ' ');
	read_sign(d, name, value, h);
	if (is_word(name, d->from == SERVER ? "server" : "user-agent"))
		h->software = value;
	else if (is_word(name, "x-powered-by"))
		h->powered_by = value;
	else if (is_word(name, d->from == SERVER ? "www-authenticate"
						 : "authorization"))
		read_login(value, h);
	else if (is_word(name, "via") || is_word(name, "forwarded") ||
		 is_word(name, "x-forwarded-for"))
		h->relayed = true;
	else if (is_word(name, "content-length")) {
		h->length = decimal_of(value);
		h->has_length = true;
	} else if (is_word(name, "transfer-encoding")) {
		h->chunked = holds(value, "chunked");
	} else if (is_word(name, "upgrade")) {
		h->upgrade = true;
	} else if (is_word(name, "content-encoding")) {
		h->coded |= !is_word(value, "identity");
	} else if (is_word(name, "accept")) {
		read_media(value, h);
	} else if (is_word(name, "content-type")) {
		read_media(value, h);
		value = cur_trim(cur_until(&value, ';'), ' ');
		h->results = is_word(value, "application/dicom+json");
		h->hl7 = holds(value, "hl7-v2");
		h->soap = is_word(value, "application/soap+xml");
		h->html = is_word(value, "text/html");
		h->ipp = is_word(value, "application/ipp");
		h->json = ends(value, "json");
		h->xml = ends(value, "/xml") || holds(value, "fhir");
	}
}

static void read_headers(const struct dissect *d, struct cur in,
			 struct head *h)
{
	h->software = h->powered_by = cur_of(in.p, 0);
	h->challenge = h->ntlm = h->software;
	for (unsigned i = 0; i < HEADERS_MAX && cur_left(&in) > 0; i++) {
		struct cur line = cur_trim(cur_until(&in, '\n'), '\r');
		struct cur name = cur_until(&line, ':');

		if (cur_left(&name) > 0)
			read_header(d, name, line, h);
	}
}

/* ---- meaning --------------------------------------------------------------------------- */

/* The sender's own software: not that of whom it passes on. */
static void tell_software(struct dissect *d, const struct head *h)
{
	struct cur blob = h->ntlm;

	if (h->relayed || h->jndi) /* another's words, or an attack's */
		return;
	cur_until(&blob, ' ');
	ntlm_read_base64(d, blob);
	if (d->from == CLIENT) {
		obs_text(d, ABOUT_SPEAKER, A_http_user_agent, h->software);
		return;
	}
	obs_text(d, ABOUT_SPEAKER, A_http_server, h->software);
	obs_text(d, ABOUT_SPEAKER, A_http_powered_by, h->powered_by);
	tell_realm(d, h->challenge);
}

static void tell_signs(struct dissect *d, const struct head *h)
{
	if (h->bearer)
		obs_term(d, ABOUT_LISTENER, A_http_session_clear, "bearer");
	if (h->session)
		obs_term(d, ABOUT_LISTENER, A_http_session_clear, "cookie");
	if (h->maps_port)
		obs_word(d, ABOUT_SPEAKER, A_port_mapping, 1);
	if (h->jndi)
		obs_term(d, ABOUT_SPEAKER, A_exploit_tried, "jndi");
}

static void judge_request(struct dissect *d, struct cur line,
			  const struct head *h)
{
	struct state *s = d->state;
	uint16_t asked = begins(line, "HEAD ") ? HEAD : 0;

	asked |= (uint16_t)(dicomweb_service(line) * SERVICE);
	asked |= !h->shown && page_is_console(line) ? CONSOLE : 0;
	asked |= !h->shown && page_is_list(line) ? LIST : 0;
	asked |= !h->shown && page_is_front(line) ? FRONT : 0;
	asked |= page_is_printer(line) ? PRINTER : 0;
	cur_until(&line, ' ');
	asked |= h->basic ? BASIC : h->digest ? DIGEST : 0;
	asked |= h->dicom || dicomweb_is_certain(line) ? DICOM : 0;
	asked |= h->fhir || holds(line, "/fhir/") ||
				 holds(line, "/metadata ") ||
				 holds(line, "/metadata?") ? FHIR : 0;
	/* RFC 9112 3.2.2, 3.2.3: whole addresses are for proxies. */
	asked |= cur_at(&line, 0) != '/' && cur_at(&line, 0) != '*' ? PROXY : 0;
	s->asked[s->requests++] = asked;
	tell_signs(d, h);
	if (h->basic || h->digest)
		obs_term(d, ABOUT_SPEAKER, A_clear_login_sent,
			 h->basic ? "http-basic" : "http-digest");
	if (h->fhir)
		obs_word(d, ABOUT_LISTENER, A_fhir_clear, 1);
}

/* What the request was that is being answered; nothing when it was not seen. */
static uint16_t being_answered(const struct state *s)
{
	return s->responses < s->requests ? s->asked[s->responses] : 0;
}

static void judge_response(struct dissect *d, unsigned status,
			   const struct head *h, uint16_t asked)
{
	bool good = status / 100 == 2;

	if ((asked & (BASIC | DIGEST)) != 0 && status != 401 && status != 0)
		obs_term(d, ABOUT_SPEAKER, A_clear_login,
			 (asked & BASIC) != 0 ? "http-basic" : "http-digest");
	if (((asked & DICOM) != 0 && good) || h->dicom)
		dicomweb_tell(d, good ? (enum dicomweb)(asked / SERVICE & 3)
				      : DICOMWEB_NONE);
	if (((asked & CONSOLE) != 0 || ((asked & LIST) != 0 && h->json)) &&
	    status == 200)
		obs_word(d, ABOUT_SPEAKER, A_console_open, 1);
	if (h->fhir)
		fhir_tell(d);
}

/* ---- messages ------------------------------------------------------------------------------ */

/* RFC 9112 7.1: one chunk's head, or the trailer. */
static struct verdict pass_chunk(struct dissect *d)
{
	struct state *s = d->state;
	uint64_t length;
	struct verdict all = http_chunk(d->in, &length);

	if (all.what != TOOK)
		return all;
	if (length == 0)
		s->chunked[d->from] = false;
	/* The line, the octets, and the line end behind them or the trailer. */
	return pass_over(all.n + length + 2);
}

/* What a body may tell of equipment; asked is empty for requests, and SOAP tells
 * something in answers only. */
static enum body body_of(const struct head *h, uint16_t asked, enum side from)
{
	if (h->relayed || h->coded || (!h->chunked && h->length == 0))
		return PASSED_OVER;
	if (h->results)
		return RESULTS;
	if (h->hl7)
		return HL7;
	if (h->soap)
		return from == SERVER ? SOAP : PASSED_OVER;
	if (h->html)
		return (asked & FRONT) != 0 ? TITLE : PASSED_OVER;
	if (h->ipp)
		return (asked & PRINTER) != 0 ? IPP : PASSED_OVER;
	if (!h->fhir && (asked & FHIR) == 0)
		return h->xml && from == SERVER ? UPNP : PASSED_OVER;
	return h->json ? FHIR_JSON : h->xml ? FHIR_XML : PASSED_OVER;
}

static struct verdict read_body(struct dissect *d)
{
	struct state *s = d->state;
	uint8_t room[HTTP_BODY], kind = s->body[d->from];
	uint64_t length = s->length[d->from];
	struct cur body;
	struct verdict v = http_body(d->in, s->chunked[d->from], length, room,
				     &body);

	if (v.what == NEED)
		return v;
	s->body[d->from] = PASSED_OVER;
	if (kind == RESULTS)
		dicomweb_read(d, body);
	else if (kind == HL7)
		hl7_read(d, body);
	else if (kind == SOAP)
		dpws_read(d, body);
	else if (kind == TITLE)
		page_title(d, body);
	else if (kind == UPNP)
		page_upnp(d, body);
	else if (kind == IPP)
		page_ipp(d, body);
	else if (fhir_read(d, body, kind == FHIR_XML) && d->from == SERVER)
		fhir_tell(d);
	obs_protocol(d, "http", false);
	return s->chunked[d->from] ? pass_chunk(d) : pass_over(length);
}

static struct verdict after_head(struct dissect *d, struct cur head,
				 const struct head *h, enum body body,
				 bool has_body)
{
	struct state *s = d->state;
	size_t n = cur_left(&head);

	s->messages[d->from]++;
	if (!has_body)
		return took(n);
	if (h->chunked || (h->has_length && body != PASSED_OVER)) {
		s->chunked[d->from] = h->chunked;
		s->body[d->from] = (uint8_t)body;
		s->length[d->from] = h->length;
		return took(n);
	}
	if (h->has_length)
		return pass_over(n + h->length);
	/* Until the end of the connection, or nothing for a request. */
	return d->from == CLIENT ? took(n) : done();
}

static struct verdict read_request(struct dissect *d, struct cur head)
{
	struct head h = {0};
	struct cur in = head, line = cur_until(&in, '\n');
	size_t body;

	read_headers(d, in, &h);
	body = h.length < FORM_MAX ? (size_t)h.length : FORM_MAX;
	if (h.form && begins(line, "POST ")) {
		struct cur rest = d->in;

		if (cur_left(&rest) < cur_left(&head) + body)
			return need(cur_left(&head) + body);
		cur_skip(&rest, cur_left(&head));
		if (http_asks_password(cur_take(&rest, body)))
			obs_word(d, ABOUT_LISTENER, A_http_clear_form, 1);
	}
	tell_software(d, &h);
	judge_request(d, line, &h);
	return after_head(d, head, &h, body_of(&h, 0, CLIENT),
			  h.has_length || h.chunked);
}

static struct verdict read_response(struct dissect *d, struct cur head)
{
	struct state *s = d->state;
	struct head h = {0};
	struct cur in = head, line = cur_until(&in, '\n');
	unsigned status;
	uint16_t asked;

	cur_until(&line, ' ');
	status = (unsigned)decimal_of(line);
	read_headers(d, in, &h);
	if (h.upgrade && status == 101)
		return done();
	asked = being_answered(s);
	h.relayed |= (asked & PROXY) != 0;
	tell_software(d, &h);
	if (status >= 100 && status < 200) /* the answer is still to come */
		return took(cur_left(&head));
	if (s->responses < s->requests)
		s->responses++;
	if (!h.relayed)
		judge_response(d, status, &h, asked);
	return after_head(d, head, &h,
			  status / 100 == 2 ? body_of(&h, asked, SERVER)
					    : PASSED_OVER,
			  (asked & HEAD) == 0 && status >= 200 && status != 204 &&
				  status != 304);
}

static struct verdict http_parse(struct dissect *d)
{
	struct state *s = d->state;
	struct cur head;

	if (s->body[d->from] != PASSED_OVER)
		return read_body(d);
	if (s->chunked[d->from])
		return pass_chunk(d);
	head = head_of(d->in);
	if (cur_left(cur_ok(&head) ? &head : &d->in) >= HEAD_MAX)
		return done();
	/* RFC 9112 2.2: an empty line too many after a body. */
	if (s->messages[d->from] > 0 &&
	    (cur_at(&d->in, 0) == '\r' || cur_at(&d->in, 0) == '\n'))
		return took(1);
	if (!cur_ok(&head)) {
		if (http_probe(d->in, d->from) == NO)
			return s->messages[d->from] == 0 ? not_mine()
							 : malformed();
		return need(cur_left(&d->in) + 1);
	}
	if (http_probe(head, d->from) != YES)
		return s->messages[d->from] == 0 ? not_mine() : malformed();
	if (s->messages[d->from] >= MESSAGES_MAX)
		return done();
	obs_protocol(d, "http", false);
	return d->from == CLIENT ? read_request(d, head)
				 : read_response(d, head);
}

const struct dissector dissector_http = {
	.name = "http",
	.title = "Hypertext Transfer Protocol",
	.carrier = ON_TCP,
	.hints = {80, 8080, 8042, 631, 5357},
	.state_size = sizeof(struct state),
	.probe = http_probe,
	.parse = http_parse,
};
