/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tds - database sessions of SQL Server without encryption.
 *
 * Reads    the server's version and the encryption option of PRELOGIN; that a
 *          LOGIN7 went out in clear, and whether its user is "sa"; NTLM; that
 *          a statement goes out in clear, of a session already begun.
 * Never    other users, passwords, queries, rows.
 * Standard MS-TDS 2.2.3.1, 2.2.5.3, 2.2.6.4 to 2.2.6.8, 2.2.7.22
 */
#include "classify/dissector.h"
#include "classify/proto/ntlm.h"

enum {
	BATCH = 0x01,
	REMOTE_CALL = 0x03,
	LOGIN7 = 0x10,
	SSPI = 0x11,
	PRELOGIN = 0x12,
	RESPONSE = 0x04,
	HEADER = 8,
	STATUS_MAX = 0x1f,
	PACKET_LIMIT = 32767,
	TOKEN_SSPI = 0xed,      /* in a response                              */
	OPTION_VERSION = 0,
	OPTION_ENCRYPTION = 1,
	OPTION_END = 0xff,
	OPTIONS_MAX = 16,
	USER_AT = 40,
	ENCRYPT_OFF = 0,
	ENCRYPT_NOT_SUPPORTED = 2,
};

/* 2.2.5.3: a statement's headers are the transaction alone, 18 octets. */
static const uint8_t statement[] = {22, 0, 0, 0, 18, 0, 0, 0, 2, 0};

static bool is_statement(uint8_t type)
{
	return type == BATCH || type == REMOTE_CALL;
}

static enum guess probe_statement(struct cur first)
{
	if (cur_at(&first, 1) > STATUS_MAX || cur_at(&first, 7) != 0)
		return NO;
	if (cur_left(&first) < HEADER + sizeof(statement))
		return MORE;
	cur_skip(&first, HEADER);
	return cur_is(&first, statement, sizeof(statement)) ? YES : NO;
}

static enum guess tds_probe(struct cur first, enum side from)
{
	uint8_t type = cur_at(&first, 0);

	if (from != CLIENT ||
	    (type != PRELOGIN && type != LOGIN7 && !is_statement(type)))
		return NO;
	if (is_statement(type))
		return probe_statement(first);
	if (cur_left(&first) < 12)
		return MORE;
	if (cur_at(&first, 1) > 1 || cur_at(&first, 7) != 0)
		return NO;
	if (type == LOGIN7) /* TDSVersion: 70 to 75, at the end of its word */
		return cur_left(&first) < 16 ? MORE
		       : cur_at(&first, 15) >= 0x70 && cur_at(&first, 15) < 0x76
			       ? YES
			       : NO;
	/* The first option is the version, six octets long. */
	return cur_at(&first, 8) == 0 && cur_at(&first, 11) == 0 ? YES : NO;
}

/* The value of the encryption option, or -1. */
static int encryption(struct cur body)
{
	struct cur in = body;

	for (unsigned i = 0; i < OPTIONS_MAX; i++) {
		uint8_t option = cur_u8(&in);
		uint16_t offset = cur_u16(&in);

		cur_skip(&in, 2);
		if (option == OPTION_END || !cur_ok(&in))
			return -1;
		if (option != OPTION_ENCRYPTION)
			continue;
		cur_skip(&body, offset);
		return cur_left(&body) > 0 ? cur_u8(&body) : -1;
	}
	return -1;
}

/* 2.2.6.5: the version stands where its option says, UL_VERSION: major, minor,
 * build. */
static void tell_version(struct dissect *d, struct cur body)
{
	struct cur in = body;
	char text[48];
	struct pen pen = pen_on(text, sizeof(text));
	uint8_t option = cur_u8(&in), major, minor;
	uint16_t build;

	cur_skip(&body, cur_u16(&in));
	if (option != OPTION_VERSION || cur_u16(&in) != 6 || !cur_ok(&in))
		return;
	major = cur_u8(&body);
	minor = cur_u8(&body);
	build = cur_u16(&body);
	if (!cur_ok(&body) || major < 8 || build == 0)
		return;
	pen_write(&pen, "Microsoft SQL Server ", 21);
	pen_number(&pen, major);
	pen_char(&pen, '.');
	pen_number(&pen, minor);
	pen_char(&pen, '.');
	pen_number(&pen, build);
	obs_text(d, ABOUT_SPEAKER, A_database_version, cur_of(text, pen.n));
}

/* 2.2.6.4: place and length of the user in UTF-16; compared, never kept. */
static bool is_administrator(struct cur login)
{
	struct cur in = login;
	uint16_t at, letters;

	cur_skip(&in, USER_AT);
	at = cur_u16le(&in);
	letters = cur_u16le(&in);
	if (!cur_ok(&in) || letters != 2)
		return false;
	cur_skip(&login, at);
	return cur_left(&login) >= 4 && (cur_at(&login, 0) | 0x20) == 's' &&
	       cur_at(&login, 1) == 0 && (cur_at(&login, 2) | 0x20) == 'a' &&
	       cur_at(&login, 3) == 0;
}

static struct verdict read_login(struct dissect *d, struct cur in,
				 size_t length)
{
	/* Longer ones come in several packets; this one has the user. */
	if (cur_left(&d->in) < length)
		return need(length);
	obs_protocol(d, "tds", false);
	obs_term(d, ABOUT_SPEAKER, A_clear_login_sent, "tds");
	obs_term(d, ABOUT_LISTENER, A_database_clear, "tds");
	if (is_administrator(cur_take(&in, length - HEADER)))
		obs_term(d, ABOUT_LISTENER, A_database_admin, "tds");
	return took(length);
}

/* Sessions last for months: most are met in their midst. */
static struct verdict read_statement(struct dissect *d, struct cur in)
{
	if (cur_left(&in) < sizeof(statement))
		return need(HEADER + sizeof(statement));
	if (cur_is(&in, statement, sizeof(statement))) {
		obs_protocol(d, "tds", false);
		obs_term(d, ABOUT_LISTENER, A_database_clear, "tds");
	}
	return done();
}

/* The server's first answer; what follows may be a challenge. */
static void read_options(struct dissect *d, struct cur body)
{
	int level = encryption(body);

	tell_version(d, body);
	if (level == ENCRYPT_OFF || level == ENCRYPT_NOT_SUPPORTED)
		obs_term(d, ABOUT_SPEAKER, A_database_clear, "tds");
}

static struct verdict tds_parse(struct dissect *d)
{
	struct cur in = d->in, body;
	uint8_t type = cur_u8(&in);
	uint16_t length;

	cur_skip(&in, 1);
	length = cur_u16(&in);
	cur_skip(&in, 4);
	if (!cur_ok(&in))
		return need(HEADER);
	if (length < HEADER || length > PACKET_LIMIT)
		return malformed();
	if (type == LOGIN7 && d->from == CLIENT)
		return read_login(d, in, length);
	if (is_statement(type) && d->from == CLIENT &&
	    length >= HEADER + sizeof(statement))
		return read_statement(d, in);
	if (type != PRELOGIN && type != SSPI &&
	    !(type == RESPONSE && d->from == SERVER))
		return done();
	if (cur_left(&d->in) < length)
		return need(length);
	obs_protocol(d, "tds", false);
	body = cur_take(&in, length - (size_t)HEADER);
	if (type == SSPI || cur_at(&body, 0) == TOKEN_SSPI) {
		ntlm_read(d, body);
		return done();
	}
	if (d->from == SERVER && cur_at(&body, 0) != OPTION_VERSION)
		return done(); /* TLS, or the answer to a login */
	if (d->from == SERVER)
		read_options(d, body);
	return took(length);
}

const struct dissector dissector_tds = {
	.name = "tds",
	.title = "Tabular Data Stream",
	.carrier = ON_TCP,
	.hints = {1433},
	.probe = tds_probe,
	.parse = tds_parse,
};
