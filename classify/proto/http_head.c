/* SPDX-License-Identifier: Apache-2.0 */
/*
 * http_head - how a message begins, and what its headers say.
 *
 * Standard RFC 9112 sections 2 to 5, RFC 9110
 */
#include "classify/proto/http_head.h"

#include "classify/proto/words.h"

enum { HEADERS_MAX = 100 };

static const char *const methods[] = {
	"GET ",	    "POST ",	"HEAD ",     "PUT ",	  "OPTIONS ",
	"DELETE ",  "PROPFIND ", "CONNECT ", "PATCH ",	  "TRACE ",
	"SUBSCRIBE ",
};

enum guess http_probe(struct cur first, enum side from)
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

struct cur http_head(struct cur in)
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

/* A challenge of the server, or the credentials of the client. */
static void read_login(struct cur value, struct http_head *h)
{
	if (begins(value, "basic ")) {
		h->basic = true;
		h->credentials = value;
		cur_skip(&h->credentials, 6);
		h->credentials = cur_trim(h->credentials, ' ');
	}
	h->digest |= begins(value, "digest ");
	h->bearer |= begins(value, "bearer ");
	h->stale |= holds(value, "stale=true");
	if (holds(value, "realm=\""))
		h->challenge = value;
	else if (begins(value, "ntlm ") || begins(value, "negotiate "))
		h->ntlm = value;
}

static void read_media(struct cur value, struct http_head *h)
{
	h->dicom |= holds(value, "application/dicom");
	h->fhir |= holds(value, "application/fhir+") || holds(value, "+fhir");
	h->form |= begins(value, "application/x-www-form-urlencoded") ||
		   begins(value, "application/json");
}

/* Content-Type: the kind of the body, and for what has parts, that of those. */
static void read_kind(struct cur value, struct http_head *h)
{
	struct cur kind = cur_trim(cur_until(&value, ';'), ' ');

	h->results = is_word(kind, "application/dicom+json");
	h->files = h->dicom && (is_word(kind, "application/dicom") ||
				is_word(kind, "multipart/related"));
	h->hl7 = holds(kind, "hl7");
	h->soap = is_word(kind, "application/soap+xml");
	h->html = is_word(kind, "text/html");
	h->plain = is_word(kind, "text/plain");
	h->ipp = is_word(kind, "application/ipp");
	h->json = ends(kind, "json");
	h->xml = ends(kind, "/xml") || holds(kind, "fhir");
}

/* As written, or escaped in a target or a form (RFC 3986 2.1). */
bool http_tries_jndi(struct cur text)
{
	static const char *const opened[] = {"${", "$%7b", "%24%7b"};
	const uint8_t *at;

	while ((at = memmem(text.p, cur_left(&text), "jndi", 4)) != NULL) {
		size_t before = (size_t)(at - text.p);

		for (size_t i = 0; i < sizeof(opened) / sizeof(opened[0]); i++) {
			size_t n = strlen(opened[i]);

			if (n <= before &&
			    strncasecmp((const char *)at - n, opened[i], n) == 0)
				return true;
		}
		cur_skip(&text, before + 1);
	}
	return false;
}

/* The name of a cookie that stands for a login. */
static bool is_session(struct cur cookie)
{
	return holds(cookie, "session") || holds(cookie, "sessid") ||
	       holds(cookie, "sid=") || holds(cookie, "token=");
}

/* What headers show without being read. */
static void read_sign(enum side from, struct cur name, struct cur value,
		      struct http_head *h)
{
	bool cookie = is_word(name, "cookie");

	h->jndi |= http_tries_jndi(value);
	h->shown |= cookie || is_word(name, "authorization");
	if (from == CLIENT && is_word(name, "soapaction"))
		h->maps_port |= holds(value, "#AddPortMapping");
	else if (cookie)
		h->session |= is_session(value);
}

static void read_header(enum side from, struct cur name, struct cur value,
			struct http_head *h)
{
	value = cur_trim(value, ' ');
	read_sign(from, name, value, h);
	if (is_word(name, from == SERVER ? "server" : "user-agent"))
		h->software = value;
	else if (is_word(name, "x-powered-by"))
		h->powered_by = value;
	else if (is_word(name, from == SERVER ? "www-authenticate"
					      : "authorization"))
		read_login(value, h);
	else if (is_word(name, "via") || is_word(name, "forwarded") ||
		 is_word(name, "x-forwarded-for"))
		h->relayed = true;
	else if (is_word(name, "content-length")) {
		h->length = decimal_of(value);
		h->has_length = true;
	} else if (is_word(name, "date")) {
		h->date = value;
	} else if (is_word(name, "age")) {
		h->aged = true;
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
		read_kind(value, h);
	}
}

void http_headers(struct cur in, enum side from, struct http_head *h)
{
	h->software = h->powered_by = cur_of(in.p, 0);
	h->challenge = h->ntlm = h->credentials = h->date = h->software;
	for (unsigned i = 0; i < HEADERS_MAX && cur_left(&in) > 0; i++) {
		struct cur line = cur_trim(cur_until(&in, '\n'), '\r');
		struct cur name = cur_until(&line, ':');

		if (cur_left(&name) > 0)
			read_header(from, name, line, h);
	}
}
