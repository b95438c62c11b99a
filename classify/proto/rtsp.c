/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rtsp - cameras and who looks at them.
 *
 * Reads    Server and the realm of a challenge in answers; User-Agent of the
 *          client; whether RTP is agreed on without encryption.
 * Never    paths, credentials, session descriptions, pictures.
 * Standard RFC 2326 4, 6, 7, 12; RFC 7826
 */
#include "classify/proto/headers.h"

enum { HEAD_MAX = 8192, BODY_MAX = 1 << 20, MESSAGES = 12, LINE_LEAST = 16 };

struct state {
	uint8_t messages[2];
};

static const char *const methods[] = {
	"OPTIONS ", "DESCRIBE ", "SETUP ", "PLAY ", "ANNOUNCE ",
	"GET_PARAMETER ",
};

/* "DESCRIBE rtsp://... RTSP/1.0" or "RTSP/1.0 200 OK". */
static enum guess rtsp_probe(struct cur first, enum side from)
{
	size_t left = cur_left(&first);

	if (from == SERVER) {
		if (left < 8)
			return cur_is(&first, "RTSP/1.0", left) ? MORE : NO;
		return CUR_IS(&first, "RTSP/1.0 ") || CUR_IS(&first, "RTSP/2.0 ")
			       ? YES
			       : NO;
	}
	for (size_t i = 0; i < sizeof(methods) / sizeof(methods[0]); i++) {
		size_t n = strlen(methods[i]);

		if (left < n && cur_is(&first, methods[i], left))
			return MORE;
		if (left < n || !cur_is(&first, methods[i], n))
			continue;
		cur_skip(&first, n);
		if (cur_left(&first) < 7)
			return MORE;
		return begins(first, "rtsp://") || CUR_IS(&first, "* RTSP/")
			       ? YES
			       : NO;
	}
	return NO;
}

/* Where the body begins, or 0 when the empty line is not there yet. */
static size_t head_length(struct cur in)
{
	const uint8_t *start = in.p;

	while (cur_find(&in, '\n') >= 0) {
		struct cur line = line_of(&in);

		if (cur_left(&line) == 0)
			return (size_t)(in.p - start);
	}
	return 0;
}

static void tell_realm(struct dissect *d, struct cur value)
{
	while (cur_left(&value) > 0 && !begins(value, "realm=\""))
		cur_skip(&value, 1);
	cur_skip(&value, 7);
	if (cur_ok(&value) && cur_find(&value, '"') > 0)
		obs_text(d, ABOUT_SPEAKER, A_rtsp_realm, cur_until(&value, '"'));
}

static void read_head(struct dissect *d, struct cur head)
{
	struct cur line = line_of(&head), via = header_of(head, "via");

	/* What came through a proxy is another's. */
	if (cur_left(&via) > 0)
		return;
	if (!CUR_IS(&line, "RTSP/")) {
		obs_text(d, ABOUT_SPEAKER, A_http_user_agent,
			 header_of(head, "user-agent"));
		return;
	}
	obs_text(d, ABOUT_SPEAKER, A_rtsp_server, header_of(head, "server"));
	tell_realm(d, header_of(head, "www-authenticate"));
	/* RFC 2326 12.39, agreed: RTP/SAVP would be encrypted. */
	if (begins(header_of(head, "transport"), "RTP/AVP"))
		obs_word(d, ABOUT_SPEAKER, A_rtsp_clear, 1);
}

static struct verdict rtsp_parse(struct dissect *d)
{
	struct state *s = d->state;
	struct cur in = d->in, head;
	size_t n;
	uint64_t body;

	/* RFC 2326 10.12: pictures between the messages begin so. */
	if (cur_at(&in, 0) == '$' || s->messages[d->from] >= MESSAGES)
		return done();
	n = head_length(in);
	if (n == 0)
		return cur_left(&in) >= HEAD_MAX ? malformed()
						 : need(cur_left(&in) + 1);
	if (n > HEAD_MAX)
		return malformed();
	if (n < LINE_LEAST)
		return done();
	head = cur_take(&in, n);
	obs_protocol(d, "rtsp", false);
	read_head(d, head);
	s->messages[d->from]++;
	body = decimal_of(header_of(head, "content-length"));
	return body > BODY_MAX ? done() : pass_over(n + body);
}

const struct dissector dissector_rtsp = {
	.name = "rtsp",
	.title = "Real Time Streaming Protocol",
	.carrier = ON_TCP,
	.hints = {554, 8554},
	.state_size = sizeof(struct state),
	.probe = rtsp_probe,
	.parse = rtsp_parse,
};
