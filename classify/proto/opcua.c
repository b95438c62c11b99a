/* SPDX-License-Identifier: Apache-2.0 */
/*
 * opcua - servers of laboratories and buildings that speak OPC UA over TCP.
 *
 * Reads   who is which side; the security policy of a channel; where that is
 *         none, of the endpoints that a server describes its product, its name
 *         and which logins it allows without security, and that a password was
 *         sent in clear and taken.
 * Never   users and passwords, certificates, addresses of endpoints, nodes,
 *         values; nothing of messages under any other policy.
 *
 * Standard OPC 10000-6 1.04 sections 5.2 (encoding), 6.7 (chunks, secure
 *          channel), 7.1 (connection); OPC 10000-4 5.4.4, 5.6.3, 7
 */
#include "classify/dissector.h"

enum {
	HEADER = 8,            /* type, kind of chunk, size                    */
	HELLO_LEAST = 32,
	HELLO_MOST = HELLO_LEAST + 4096,
	ACKNOWLEDGE = 28,
	SIZE_MOST = 1 << 26,
	HEAD = 16384,          /* octets looked into of one chunk              */
	BODY = 24,             /* where the body of a message begins           */
	TYPED = BODY + 4,      /* .. with its type                             */
	ENDPOINTS = 431,       /* types, in their binary encoding              */
	ACTIVATE = 467,
	ACTIVATED = 470,
	PASSWORD_TOKEN = 324,
	TOKEN_ANONYMOUS = 0,
	TOKEN_PASSWORD = 1,
	MODE_NONE = 1,
	LIST_MOST = 64,
};

struct opcua_state {
	bool clear;            /* the channel's policy is none                 */
	bool inside[2];        /* the last chunk did not end its message       */
	bool password;         /* one was sent in clear                        */
};

/* ---- values ---------------------------------------------------------------- */

/* 5.2.2.4: a length of -1 is no text. */
static struct cur next_text(struct cur *in)
{
	uint32_t n = cur_u32le(in);

	return cur_take(in, n == UINT32_MAX ? 0 : n);
}

/* 5.2.5: how many follow; none, and the cursor bad, where they are too many. */
static uint32_t next_count(struct cur *in)
{
	uint32_t n = cur_u32le(in);

	if (n == UINT32_MAX)
		return 0;
	if (n > LIST_MOST)
		in->bad = true;
	return n > LIST_MOST ? 0 : n;
}

static void pass_texts(struct cur *in, unsigned each)
{
	uint32_t n = next_count(in);

	for (uint32_t i = 0; i < n * each && cur_ok(in); i++)
		next_text(in);
}

/* 5.2.2.9: the number of a node of the standard, 0 of all others. */
static uint32_t next_node(struct cur *in)
{
	uint32_t space = 0, number = 0;

	switch (cur_u8(in)) {
	case 0:
		return cur_u8(in);
	case 1:
		space = cur_u8(in);
		number = cur_u16le(in);
		break;
	case 2:
		space = cur_u16le(in);
		number = cur_u32le(in);
		break;
	case 3:
	case 5:
		cur_skip(in, 2);
		next_text(in);
		break;
	case 4:
		cur_skip(in, 2 + 16);
		break;
	default:
		in->bad = true;
		break;
	}
	return space == 0 ? number : 0;
}

/* 5.2.2.15: type, whether there is a body, the body. */
static struct cur next_object(struct cur *in, uint32_t *type)
{
	*type = next_node(in);
	return cur_u8(in) == 0 ? cur_of(in->p, 0) : next_text(in);
}

/* OPC 10000-4 7.33: time, handle, result, diagnostics; true when it is good. */
static bool answered_well(struct cur *in)
{
	uint32_t result, type;

	cur_skip(in, 8 + 4);
	result = cur_u32le(in);
	if (cur_u8(in) != 0)
		in->bad = true; /* diagnostics have a form of their own       */
	pass_texts(in, 1);
	next_object(in, &type);
	return cur_ok(in) && result == 0;
}

/* ---- messages -------------------------------------------------------------- */

/* OPC 10000-4 7.14: the endpoint's server, as it describes itself. */
static void read_server(struct dissect *d, struct cur *in)
{
	struct cur product, name = cur_of(NULL, 0);
	uint8_t has;

	next_text(in); /* of this installation */
	product = next_text(in);
	has = cur_u8(in);
	if ((has & 1) != 0)
		next_text(in); /* language */
	if ((has & 2) != 0)
		name = next_text(in);
	cur_skip(in, 4);
	next_text(in);
	next_text(in);
	pass_texts(in, 1);
	if (!cur_ok(in))
		return;
	obs_text(d, ABOUT_SPEAKER, A_opcua_product, product);
	obs_text(d, ABOUT_SPEAKER, A_opcua_name, name);
}

/* Logins of an endpoint: name, kind, three more texts each. */
static void read_logins(struct dissect *d, struct cur *in, bool clear)
{
	uint32_t n = next_count(in);

	for (uint32_t i = 0; i < n && cur_ok(in); i++) {
		struct cur policy;
		uint32_t kind;

		next_text(in);
		kind = cur_u32le(in);
		next_text(in);
		next_text(in);
		policy = next_text(in);
		if (!cur_ok(in) || !clear)
			continue;
		if (kind == TOKEN_ANONYMOUS)
			obs_term(d, ABOUT_SPEAKER, A_opcua_login, "anonymous");
		else if (kind == TOKEN_PASSWORD && cur_left(&policy) == 0)
			obs_term(d, ABOUT_SPEAKER, A_opcua_login, "password");
	}
}

static void read_endpoints(struct dissect *d, struct cur in)
{
	uint32_t n;

	if (!answered_well(&in))
		return;
	n = next_count(&in);
	for (uint32_t i = 0; i < n && cur_ok(&in); i++) {
		bool clear;

		next_text(&in);
		read_server(d, &in);
		next_text(&in); /* certificate */
		clear = cur_u32le(&in) == MODE_NONE;
		next_text(&in);
		read_logins(d, &in, clear);
		next_text(&in);
		cur_skip(&in, 1);
	}
}

/* OPC 10000-4 5.6.3: whether it holds a password that nothing encrypts. */
static bool has_password(struct cur in)
{
	struct cur token, password, algorithm;
	uint32_t type;

	next_node(&in); /* the request's header, 7.32 */
	cur_skip(&in, 8 + 4 + 4);
	next_text(&in);
	cur_skip(&in, 4);
	next_object(&in, &type);
	next_text(&in); /* the algorithm of a signature, and it */
	next_text(&in);
	pass_texts(&in, 2);
	pass_texts(&in, 1);
	token = next_object(&in, &type);
	next_text(&token);
	next_text(&token);
	password = next_text(&token);
	algorithm = next_text(&token);
	return cur_ok(&in) && cur_ok(&token) && type == PASSWORD_TOKEN &&
	       cur_left(&password) > 0 && cur_left(&algorithm) == 0;
}

/* 6.7.2: channel, token, numbers; then the type and what is of it. */
static void read_message(struct dissect *d, struct cur chunk)
{
	struct opcua_state *s = d->state;
	uint32_t type;

	cur_skip(&chunk, BODY);
	type = next_node(&chunk);
	if (d->from == CLIENT && type == ACTIVATE && has_password(chunk)) {
		s->password = true;
		obs_term(d, ABOUT_SPEAKER, A_clear_login_sent, "opcua");
	} else if (d->from == SERVER && type == ENDPOINTS) {
		read_endpoints(d, chunk);
	} else if (d->from == SERVER && type == ACTIVATED && s->password &&
		   answered_well(&chunk)) {
		s->password = false;
		obs_term(d, ABOUT_SPEAKER, A_clear_login, "opcua");
	}
}

/* OPC 10000-7 6.6: of each policy the end of its URI. */
static void read_channel(struct dissect *d, struct cur chunk)
{
	static const char root[] = "http://opcfoundation.org/UA/SecurityPolicy#";
	static const struct {
		const char *end, *name;
	} policies[] = {
		{"None", "none"},
		{"Basic128Rsa15", "basic128rsa15"},
		{"Basic256", "basic256"},
		{"Basic256Sha256", "basic256sha256"},
		{"Aes128_Sha256_RsaOaep", "aes128-sha256-rsaoaep"},
		{"Aes256_Sha256_RsaPss", "aes256-sha256-rsapss"},
	};
	struct opcua_state *s = d->state;
	struct cur uri;

	cur_skip(&chunk, HEADER + 4);
	uri = next_text(&chunk);
	s->clear = false;
	if (!cur_ok(&chunk) || !CUR_IS(&uri, root))
		return;
	cur_skip(&uri, sizeof(root) - 1);
	for (size_t i = 0; i < sizeof(policies) / sizeof(policies[0]); i++) {
		size_t n = strlen(policies[i].end);

		if (cur_left(&uri) != n || !cur_is(&uri, policies[i].end, n))
			continue;
		s->clear = i == 0;
		if (d->from == SERVER)
			obs_term(d, ABOUT_SPEAKER, A_opcua_policy,
				 policies[i].name);
	}
}

/* ---- the connection ------------------------------------------------------------ */

struct chunk {
	char type[3];
	uint8_t kind;  /* F the last of its message, C not, A given up         */
	uint32_t size; /* with this header                                     */
};

static bool read_header(struct cur in, struct chunk *c)
{
	cur_copy(&in, c->type, sizeof(c->type));
	c->kind = cur_u8(&in);
	c->size = cur_u32le(&in);
	return cur_ok(&in) && c->size >= HEADER && c->size <= SIZE_MOST;
}

static bool is_type(const struct chunk *c, const char *type)
{
	return memcmp(c->type, type, sizeof(c->type)) == 0;
}

/* 7.1.2: what both begin with is as long as it says. */
static enum guess opcua_probe(struct cur first, enum side from)
{
	const char *begin = from == CLIENT ? "HELF" : "ACKF";
	size_t n = cur_left(&first) < 4 ? cur_left(&first) : 4;
	struct chunk c;

	if (!cur_is(&first, begin, n))
		return NO;
	if (cur_left(&first) < HEADER)
		return MORE;
	if (!read_header(first, &c) ||
	    (from == SERVER ? c.size != ACKNOWLEDGE
			    : c.size < HELLO_LEAST || c.size > HELLO_MOST))
		return NO;
	if (from == SERVER)
		return YES;
	if (cur_left(&first) < HELLO_LEAST)
		return MORE;
	cur_skip(&first, HELLO_LEAST - 4);
	return cur_u32le(&first) == c.size - HELLO_LEAST ? YES : NO;
}

/* So many octets of a chunk are looked into; the rest is passed over. */
static struct verdict look_into(struct dissect *d, const struct chunk *c)
{
	size_t n = c->size < HEAD ? c->size : HEAD;
	struct cur in = d->in;

	if (cur_left(&in) < n)
		return need(n);
	in = cur_take(&in, n);
	if (is_type(c, "OPN"))
		read_channel(d, in);
	else
		read_message(d, in);
	return pass_over(c->size);
}

static struct verdict read_chunk(struct dissect *d, const struct chunk *c)
{
	struct opcua_state *s = d->state;
	bool inside = s->inside[d->from];

	if (is_type(c, "OPN"))
		return look_into(d, c);
	if (!is_type(c, "MSG"))
		return is_type(c, "CLO") || is_type(c, "ERR")
			       ? pass_over(c->size) : malformed();
	s->inside[d->from] = c->kind == 'C';
	if (!s->clear || inside || c->size < TYPED)
		return pass_over(c->size);
	return look_into(d, c);
}

static struct verdict opcua_parse(struct dissect *d)
{
	bool hello, acknowledge;
	struct chunk c;

	if (cur_left(&d->in) < HEADER)
		return need(HEADER);
	if (!read_header(d->in, &c))
		return malformed();
	hello = d->from == CLIENT && is_type(&c, "HEL");
	acknowledge = d->from == SERVER && is_type(&c, "ACK");
	if (!hello && !acknowledge)
		return read_chunk(d, &c);
	obs_protocol(d, "opcua", false);
	if (acknowledge) {
		obs_term(d, ABOUT_SPEAKER, A_opcua_role, "server");
		obs_term(d, ABOUT_LISTENER, A_opcua_role, "client");
	}
	return pass_over(c.size);
}

const struct dissector dissector_opcua = {
	.name = "opcua",
	.title = "OPC UA",
	.carrier = ON_TCP,
	.hints = {4840},
	.state_size = sizeof(struct opcua_state),
	.probe = opcua_probe,
	.parse = opcua_parse,
};
