/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ssh - identification of both ends, their algorithms, and the length of an RSA
 * host key.
 *
 * Reads    identification strings; lists of the key exchange begin; the host
 *          key of its reply.
 * Never    anything after the new keys.
 * Standard RFC 4253 4.2, 6, 7.1, 8; RFC 4253 6.6 (ssh-rsa); HASSH
 */
#include <openssl/evp.h>

#include "classify/dissector.h"

enum {
	LINE_LIMIT = 255,
	LINES = 32,         /* of greeting before the identification          */
	PACKET_MAX = 32768 - 8,
	KEX_INIT = 20,
	NEW_KEYS = 21,
	KEX_REPLY = 31,
	KEX_GEX_REPLY = 33,
	PACKETS = 6,
	LISTS = 8,          /* of algorithms that a side offers               */
	LISTS_TEXT = 8192,
};

struct state {
	bool identified[2];
	uint8_t packets[2], lines;
};

static enum guess ssh_probe(struct cur first, enum side from)
{
	uint8_t octet = cur_at(&first, 0);
	/* 4.2: a server may say other lines before. */
	bool greets = from == SERVER && octet >= '\n' && octet <= '~';

	if (cur_left(&first) < 4)
		return cur_is(&first, "SSH-", cur_left(&first)) || greets ? MORE
									  : NO;
	if (CUR_IS(&first, "SSH-"))
		return YES;
	return greets && memmem(first.p, cur_left(&first), "\nSSH-2.0-", 9) !=
					 NULL
		       ? YES
		       : NO;
}

static struct verdict identify(struct dissect *d)
{
	struct state *s = d->state;
	struct cur in = d->in, line, version;
	struct verdict all = line_within(&in, LINE_LIMIT);

	if (all.what != TOOK)
		return all;
	line = cur_trim(cur_until(&in, '\n'), '\r');
	if (!CUR_IS(&line, "SSH-"))
		return d->from == SERVER && ++s->lines < LINES ? all
							       : malformed();
	s->identified[d->from] = true;
	obs_protocol(d, "ssh", true);
	version = line;
	cur_skip(&version, 4);
	obs_text(d, ABOUT_SPEAKER,
		 d->from == SERVER ? A_ssh_server : A_ssh_client, line);
	/* 1.99 offers both, 1.5 knows nothing else. */
	if (d->from == SERVER && CUR_IS(&version, "1."))
		obs_word(d, ABOUT_SPEAKER, A_ssh_protocol_1, 1);
	if (!CUR_IS(&version, "2.0") && !CUR_IS(&version, "1.99"))
		return done();
	return all;
}

/* RFC 4251 5: mpint; leading zero octets do not count. */
static uint64_t bits_of(struct cur n)
{
	uint64_t bits;

	while (cur_left(&n) > 0 && cur_at(&n, 0) == 0)
		cur_skip(&n, 1);
	if (cur_left(&n) == 0)
		return 0;
	bits = cur_left(&n) * 8;
	for (uint8_t first = cur_at(&n, 0); (first & 0x80) == 0;
	     first = (uint8_t)(first << 1))
		bits--;
	return bits;
}

static void read_host_key(struct dissect *d, struct cur in)
{
	struct cur key = cur_take(&in, cur_u32(&in));
	struct cur type = cur_take(&key, cur_u32(&key)), modulus;

	if (cur_left(&type) != 7 || !CUR_IS(&type, "ssh-rsa"))
		return;
	cur_take(&key, cur_u32(&key));
	modulus = cur_take(&key, cur_u32(&key));
	if (cur_ok(&key) && bits_of(modulus) > 0)
		obs_word(d, ABOUT_SPEAKER, A_ssh_rsa_bits, bits_of(modulus));
}

/* Whether all names of a list are on the other, and there is one. */
static bool all_of(struct cur list, const char *broken)
{
	bool any = false;

	while (cur_left(&list) > 0) {
		struct cur name = cur_until(&list, ',');
		const char *at = broken;
		size_t n = cur_left(&name);

		/* RFC 8308, OpenSSH: signs among the names, no algorithms. */
		if (CUR_IS(&name, "ext-info-") || CUR_IS(&name, "kex-strict-"))
			continue;
		while (*at != '\0' && (strcspn(at, " ") != n ||
				      !cur_is(&name, at, n))) {
			at += strcspn(at, " ");
			at += strspn(at, " ");
		}
		if (*at == '\0')
			return false;
		any = true;
	}
	return any;
}

/* RFC 9142, RFC 8758: a server that has nothing better. The lists are key
 * exchange, host key, then ciphers and MACs of either way. */
static void tell_weakness(struct dissect *d, const struct cur list[LISTS])
{
	static const struct {
		unsigned list;
		const char *kind, *broken;
	} rows[] = {
		{0, "kex", "diffie-hellman-group1-sha1 "
			   "diffie-hellman-group14-sha1 "
			   "diffie-hellman-group-exchange-sha1"},
		{1, "host-key", "ssh-dss"},
		{3, "cipher", "3des-cbc des-cbc blowfish-cbc cast128-cbc "
			      "arcfour arcfour128 arcfour256 none"},
		{5, "mac", "hmac-md5 hmac-md5-96 hmac-sha1-96 none"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (all_of(list[rows[i].list], rows[i].broken))
			obs_term(d, ABOUT_SPEAKER, A_ssh_weak, rows[i].kind);
}

/* HASSH: key exchange, then ciphers, MACs and compression of the way that this
 * side's octets go. */
static void tell_algorithms(struct dissect *d, struct cur in)
{
	static const uint8_t chosen[2][4] = {{0, 2, 4, 6}, {0, 3, 5, 7}};
	struct cur list[LISTS];
	uint8_t digest[EVP_MAX_MD_SIZE];
	char text[LISTS_TEXT], hex[32];
	struct pen pen = pen_on(text, sizeof(text));
	struct pen out = pen_on(hex, sizeof(hex));

	cur_skip(&in, 16);
	for (unsigned i = 0; i < LISTS; i++)
		list[i] = cur_take(&in, cur_u32(&in));
	if (!cur_ok(&in))
		return;
	if (d->from == SERVER)
		tell_weakness(d, list);
	for (unsigned i = 0; i < 4; i++) {
		struct cur one = list[chosen[d->from][i]];

		if (i > 0)
			pen_char(&pen, ';');
		pen_write(&pen, one.p, cur_left(&one));
	}
	if (pen.full || EVP_Digest(text, pen.n, digest, NULL, EVP_md5(),
				   NULL) != 1)
		return;
	pen_hex(&out, digest, 16);
	obs_text(d, ABOUT_SPEAKER,
		 d->from == CLIENT ? A_ssh_hassh : A_ssh_hassh_server,
		 cur_of(hex, out.n));
}

static struct verdict ssh_parse(struct dissect *d)
{
	struct state *s = d->state;
	struct cur in = d->in, packet;
	uint32_t length;
	uint8_t message;

	if (!s->identified[d->from])
		return identify(d);
	length = cur_u32(&in);
	if (!cur_ok(&in))
		return need(4);
	if (length < 2 || length > PACKET_MAX)
		return done(); /* encrypted already */
	if (cur_left(&in) < length)
		return need(4 + (uint64_t)length);
	packet = cur_take(&in, length);
	cur_skip(&packet, 1);
	message = cur_u8(&packet);
	if (message == KEX_INIT)
		tell_algorithms(d, packet);
	if (d->from == SERVER &&
	    (message == KEX_REPLY || message == KEX_GEX_REPLY))
		read_host_key(d, packet);
	if (message == NEW_KEYS || message < KEX_INIT ||
	    ++s->packets[d->from] >= PACKETS)
		return done();
	return took(4 + (uint64_t)length);
}

const struct dissector dissector_ssh = {
	.name = "ssh",
	.title = "Secure Shell",
	.carrier = ON_TCP,
	.hints = {22},
	.state_size = sizeof(struct state),
	.probe = ssh_probe,
	.parse = ssh_parse,
};
