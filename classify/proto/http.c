/* SPDX-License-Identifier: Apache-2.0 */
/*
 * http - who serves, who asks, and what of it is open.
 *
 * Reads    Server, X-Powered-By, User-Agent, authentication schemes and
 *          realms, content types; names of form fields; that a cookie has the
 *          name of a session; "AddPortMapping" in SOAPAction; "${jndi".
 *          Whether a Basic login that was good is a published default; what
 *          begins a program in a body: see default_login.c, program.c.
 * Never    paths beyond their kind, queries, hosts, cookies, credentials;
 *          bodies but those that fhir.c, dicomweb.c, dpws.c, hl7.c and page.c
 *          read.
 * Standard RFC 9110, RFC 9112, RFC 7617, RFC 7616; DICOM PS3.18
 */
#include <assert.h>

#include "classify/dissector.h"
#include "classify/proto/clock.h"
#include "classify/proto/default_login.h"
#include "classify/proto/dicomweb.h"
#include "classify/proto/dpws.h"
#include "classify/proto/fhir.h"
#include "classify/proto/hl7.h"
#include "classify/proto/http_body.h"
#include "classify/proto/http_head.h"
#include "classify/proto/ntlm.h"
#include "classify/proto/page.h"
#include "classify/proto/program.h"
#include "classify/proto/refused.h"
#include "classify/proto/words.h"

enum {
	HEAD_MAX = 16384,
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
	MESSAGE = 4096,     /* of HL7, which is called a plain text            */
};

/* Bodies that are read, and how. */
enum body { PASSED_OVER, RESULTS, FILES, FHIR_JSON, FHIR_XML, HL7, PLAIN, SOAP,
	    TITLE, UPNP, IPP, PROGRAM };

struct state {
	uint8_t messages[2];
	uint16_t asked[MESSAGES_MAX]; /* requests may come before the answers   */
	uint8_t requests, responses;
	bool chunked[2];
	uint8_t body[2];             /* enum body of the body that begins here */
	uint64_t length[2];          /* of that                                */
	const char *known;           /* product whose default was sent last    */
	bool let_in;                 /* by a Basic login                       */
	bool turned_away;            /* the last answer was 401                */
	uint32_t hl7_sender[2];      /* hashes, see hl7_read()                 */
	struct refusals refusals;
};
static_assert(sizeof(struct state) <= STATE_MAX, "fits its flow");

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

/* ---- meaning --------------------------------------------------------------------------- */

/* The sender's own software: not that of whom it passes on. */
static void tell_software(struct dissect *d, const struct http_head *h)
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
	if (!h->aged)
		clock_tell(d, ABOUT_SPEAKER, clock_http(h->date));
}

static void tell_signs(struct dissect *d, const struct http_head *h)
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
			  const struct http_head *h)
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
	/* Once it is in, it is not looked at again. */
	if (h->basic && !s->let_in)
		s->known = s->requests == s->responses
				   ? login_default_basic(h->credentials)
				   : NULL;
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

/* A Digest is known to be wrong when it follows a challenge here: else its nonce
 * may have been too old. */
static void judge_login(struct dissect *d, unsigned status,
			const struct http_head *h, uint16_t asked)
{
	struct state *s = d->state;
	bool basic = (asked & BASIC) != 0, good = status / 100 == 2;

	if (status == 401 && !h->stale &&
	    (basic || ((asked & DIGEST) != 0 && s->turned_away)))
		tell_refused(d, &s->refusals);
	if (basic && good && s->known != NULL)
		obs_term(d, ABOUT_SPEAKER, A_default_login, s->known);
	s->let_in |= basic && good;
	s->turned_away = status == 401;
}

static void judge_response(struct dissect *d, unsigned status,
			   const struct http_head *h, uint16_t asked)
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
	judge_login(d, status, h, asked);
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
static enum body body_of(const struct http_head *h, uint16_t asked, enum side from)
{
	if (h->relayed || h->coded ||
	    (!h->chunked && h->has_length && h->length == 0))
		return PASSED_OVER;
	if (h->results)
		return RESULTS;
	if (h->files)
		return FILES;
	if (h->hl7 || (h->plain && (asked & MESSAGE) != 0))
		return HL7;
	if (h->plain)
		return from == CLIENT ? PLAIN : PASSED_OVER;
	if (h->soap)
		return from == SERVER ? SOAP : PASSED_OVER;
	if (h->html)
		return (asked & (FRONT | CONSOLE)) != 0 ? TITLE : PASSED_OVER;
	if (h->ipp)
		return (asked & PRINTER) != 0 ? IPP : PASSED_OVER;
	if (!h->fhir && (asked & FHIR) == 0)
		return h->xml && from == SERVER ? UPNP : PASSED_OVER;
	return h->json ? FHIR_JSON : h->xml ? FHIR_XML : PASSED_OVER;
}

/* Passes over all of a body, of which what is read was read. */
static struct verdict pass_body(struct dissect *d)
{
	struct state *s = d->state;
	uint64_t length = s->length[d->from];

	s->body[d->from] = PASSED_OVER;
	obs_protocol(d, "http", false);
	if (s->chunked[d->from])
		return pass_chunk(d);
	return length == UINT64_MAX ? done() : pass_over(length);
}

/* Whoever fetched it runs it, perhaps. The body is passed over then. */
static struct verdict read_program(struct dissect *d)
{
	struct state *s = d->state;
	const char *found;
	struct verdict v = http_program(d->in, s->chunked[d->from],
					s->length[d->from], &found);

	if (v.what != TOOK)
		return v;
	if (found != NULL)
		obs_term(d, ABOUT_LISTENER, A_program_loaded, found);
	return pass_body(d);
}

/* The first octets of the body, as http_body(); all that come, at the end. */
static struct verdict head_of_body(struct dissect *d, uint8_t *room, size_t most,
				   struct cur *body)
{
	const struct state *s = d->state;
	uint64_t length = s->length[d->from];

	if (length == UINT64_MAX && d->cut)
		length = cur_left(&d->in);
	return http_body(d->in, s->chunked[d->from], length, room, most, body);
}

/* Most tell all by their first octets; what precedes one may be a program. */
static struct verdict read_files(struct dissect *d, uint8_t *room)
{
	static const size_t sizes[] = {HTTP_FILE, HTTP_FILE_MOST};
	struct verdict v = took(0);
	bool told = false;

	for (unsigned i = 0; i < 2 && !told; i++) {
		struct cur body;
		const char *found;
		size_t n, more;

		v = head_of_body(d, room, sizes[i], &body);
		if (v.what == NEED)
			return v;
		n = cur_left(&body);
		told = dicomweb_files(d, body, i == 1 || n < sizes[i]);
		found = told && d->from == SERVER ? program_of(body, n, &more)
						  : NULL;
		if (found != NULL)
			obs_term(d, ABOUT_LISTENER, A_program_loaded, found);
	}
	return v;
}

/* Engines call messages so by default; the answer is one then, too. */
static bool is_message(struct cur text)
{
	cur_skip(&text, cur_at(&text, 0) == '\v' ? 1 : 0);
	return CUR_IS(&text, "MSH");
}

static struct verdict read_text(struct dissect *d, enum body kind, uint8_t *room)
{
	struct state *s = d->state;
	struct cur body;
	struct verdict v = head_of_body(d, room, kind == PLAIN ? 4 : HTTP_BODY,
					&body);

	if (v.what == NEED || (kind == PLAIN && !is_message(body)))
		return v;
	if (kind == PLAIN) {
		s->asked[s->requests - 1] |= MESSAGE;
		s->body[CLIENT] = HL7;
		return read_text(d, HL7, room);
	}
	if (kind == RESULTS)
		dicomweb_read(d, body);
	else if (kind == HL7)
		hl7_read(d, body, s->hl7_sender);
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
	return v;
}

static struct verdict read_body(struct dissect *d)
{
	struct state *s = d->state;
	enum body kind = (enum body)s->body[d->from];
	bool copies = s->chunked[d->from];
	uint8_t room[HTTP_FILE_MOST];
	struct verdict v;

	if (kind == PROGRAM)
		return read_program(d);
	v = kind == FILES ? read_files(d, room) : read_text(d, kind, room);
	if (copies) /* what windows would forget                               */
		explicit_bzero(room, kind == FILES ? sizeof(room) : HTTP_BODY);
	return v.what == NEED ? v : pass_body(d);
}

static struct verdict after_head(struct dissect *d, struct cur head,
				 const struct http_head *h, enum body body,
				 bool has_body)
{
	struct state *s = d->state;
	size_t n = cur_left(&head);

	s->messages[d->from]++;
	if (!has_body)
		return took(n);
	if (h->chunked || body != PASSED_OVER) {
		s->chunked[d->from] = h->chunked;
		s->body[d->from] = (uint8_t)body;
		s->length[d->from] = h->has_length ? h->length : UINT64_MAX;
		return took(n);
	}
	if (h->has_length)
		return pass_over(n + h->length);
	/* Until the end of the connection, or nothing for a request. */
	return d->from == CLIENT ? took(n) : done();
}

static struct verdict read_request(struct dissect *d, struct cur head)
{
	struct http_head h = {0};
	struct cur in = head, line = cur_until(&in, '\n');
	size_t body;

	http_headers(in, d->from, &h);
	body = h.length < FORM_MAX ? (size_t)h.length : FORM_MAX;
	if (h.form && begins(line, "POST ")) {
		struct cur rest = d->in;

		if (cur_left(&rest) < cur_left(&head) + body)
			return need(cur_left(&head) + body);
		cur_skip(&rest, cur_left(&head));
		rest = cur_take(&rest, body);
		h.jndi |= http_tries_jndi(rest);
		if (http_asks_password(rest))
			obs_word(d, ABOUT_LISTENER, A_http_clear_form, 1);
	}
	h.jndi |= http_tries_jndi(line);
	tell_software(d, &h);
	judge_request(d, line, &h);
	return after_head(d, head, &h, body_of(&h, 0, CLIENT),
			  h.has_length || h.chunked);
}

/* What nothing else is read of may be a program; rest: what follows the head, as
 * far as it is here. */
static enum body answer_of(const struct http_head *h, uint16_t asked, unsigned status,
			   struct cur rest)
{
	enum body body = status / 100 == 2 ? body_of(h, asked, SERVER)
					   : PASSED_OVER;

	return body == PASSED_OVER && !h->coded &&
			       (status == 200 || status == 206) &&
			       (!h->has_length || h->length > 0) &&
			       (h->chunked || program_may_be(rest))
		       ? PROGRAM
		       : body;
}

static struct verdict read_response(struct dissect *d, struct cur head)
{
	struct state *s = d->state;
	struct http_head h = {0};
	struct cur in = head, line = cur_until(&in, '\n'), rest = d->in;
	unsigned status;
	uint16_t asked;

	cur_until(&line, ' ');
	status = (unsigned)decimal_of(line);
	http_headers(in, d->from, &h);
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
	cur_skip(&rest, cur_left(&head));
	return after_head(d, head, &h, answer_of(&h, asked, status, rest),
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
	head = http_head(d->in);
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
	.reads_rest = true,
	.state_size = sizeof(struct state),
	.probe = http_probe,
	.parse = http_parse,
};
