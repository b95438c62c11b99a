/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mqtt - logins in clear and brokers that ask for none.
 *
 * Reads    client identifier, flags, the broker's answer.
 * Never    user, password, will, topics, messages.
 * Standard OASIS MQTT 3.1.1 2.2, 3.1, 3.2; MQTT 5.0 3.1, 3.2
 */
#include "classify/dissector.h"

enum { CONNECT = 0x10, CONNACK = 0x20, USER_FLAG = 0x80, HEAD_MAX = 4096 };

struct state {
	bool connected, user;
};

/* Remaining length: up to four octets of seven bits. */
static uint32_t remaining(struct cur *in)
{
	uint32_t v = 0;

	for (unsigned i = 0; i < 4; i++) {
		uint8_t c = cur_u8(in);

		v |= (c & 0x7fu) << 7 * i;
		if ((c & 0x80) == 0)
			return v;
	}
	in->bad = true;
	return 0;
}

static enum guess mqtt_probe(struct cur first, enum side from)
{
	if (from != CLIENT || cur_at(&first, 0) != CONNECT)
		return NO;
	if (cur_left(&first) < 12)
		return MORE;
	cur_skip(&first, 1);
	remaining(&first);
	return CUR_IS(&first, "\x00\x04MQTT") || CUR_IS(&first, "\x00\x06MQIsdp")
		       ? YES
		       : NO;
}

static void read_connect(struct dissect *d, struct cur in)
{
	struct state *s = d->state;
	uint8_t version, flags;

	cur_take(&in, cur_u16(&in));
	version = cur_u8(&in);
	flags = cur_u8(&in);
	cur_skip(&in, 2);
	if (version >= 5)
		cur_skip(&in, remaining(&in));
	s->user = (flags & USER_FLAG) != 0;
	obs_text(d, ABOUT_SPEAKER, A_mqtt_client, cur_take(&in, cur_u16(&in)));
	if (s->user)
		obs_term(d, ABOUT_SPEAKER, A_clear_login_sent, "mqtt");
}

static struct verdict mqtt_parse(struct dissect *d)
{
	struct state *s = d->state;
	struct cur in = d->in, body;
	uint8_t type = cur_u8(&in);
	uint32_t length;

	if (cur_left(&d->in) < 5 && type != CONNACK)
		return need(5);
	if (cur_left(&d->in) < 4)
		return need(4);
	length = remaining(&in);
	if (!cur_ok(&in) || length > HEAD_MAX)
		return malformed();
	if (cur_left(&in) < length)
		return need(cur_left(&d->in) - cur_left(&in) + length);
	body = cur_take(&in, length);
	if (d->from == CLIENT) {
		if (type != CONNECT)
			return malformed();
		obs_protocol(d, "mqtt", false);
		s->connected = true;
		read_connect(d, body);
		return done();
	}
	if (type != CONNACK || !s->connected)
		return malformed();
	cur_skip(&body, 1);
	if (cur_u8(&body) == 0 && cur_ok(&body)) {
		if (s->user)
			obs_term(d, ABOUT_SPEAKER, A_clear_login, "mqtt");
		else
			obs_word(d, ABOUT_SPEAKER, A_mqtt_anonymous, 1);
	}
	return done();
}

const struct dissector dissector_mqtt = {
	.name = "mqtt",
	.title = "MQTT",
	.carrier = ON_TCP,
	.hints = {1883},
	.state_size = sizeof(struct state),
	.probe = mqtt_probe,
	.parse = mqtt_parse,
};
