/* SPDX-License-Identifier: Apache-2.0 */
/*
 * smb - dialect, signing, guests and old systems of file services.
 *
 * Reads    negotiation and session set-up of SMB 1, 2 and 3: the dialect that
 *          the server chose, signing, session flags, native OS texts, NTLM;
 *          whether a share is the one for calls, IPC$.
 * Never    users, shares, files, contents; everything else is passed over.
 * Standard MS-CIFS 2.2.4.52, 2.2.4.53; MS-SMB 2.2.4.6; MS-SMB2 2.2.1, 2.2.4,
 *          2.2.6, 2.2.42;
 *          RFC 1002 4.3.1
 */
#include <assert.h>

#include "classify/dissector.h"
#include "classify/proto/ntlm.h"
#include "classify/proto/refused.h"

enum {
	SESSION_MESSAGE = 0x00,
	SESSION_REQUEST = 0x81,
	SESSION_KEEPALIVE = 0x85,
	READ_MAX = 4096,        /* of one message                             */
	SMB1_NEGOTIATE = 0x72,
	SMB1_SESSION_SETUP = 0x73,
	SMB1_UNICODE = 0x8000,
	SMB1_HEADER = 32,
	SMB1_DIALECTS = 224,    /* octets of the list that are kept           */
	SMB2_NEGOTIATE = 0,
	SMB2_SESSION_SETUP = 1,
	SMB2_TREE_CONNECT = 3,
	STATUS_MORE = (int)0xc0000016,
	STATUS_LOGON_FAILURE = (int)0xc000006d,
	SETTLED = 12,           /* messages of a side after which all is told */
};

struct state {
	char dialects[SMB1_DIALECTS]; /* that the client offers, as they came */
	uint8_t offered;        /* octets of that                             */
	uint8_t messages[2];
	bool authenticated_v1;  /* the client sent an NTLMv1 response         */
	bool nobody;            /* the server let it in without any name      */
	bool share;             /* the share asked for last is not IPC$       */
	struct refusals refusals;
};

static_assert(sizeof(struct state) <= STATE_MAX, "fits a talk's state");

static enum guess smb_probe(struct cur first, enum side from)
{
	uint8_t type = cur_at(&first, 0);

	(void)from;
	if (cur_left(&first) < 8)
		return type == SESSION_MESSAGE ||
				       (type >= SESSION_REQUEST &&
					type <= SESSION_KEEPALIVE)
			       ? MORE
			       : NO;
	if (type == SESSION_REQUEST)
		return cur_at(&first, 2) == 0 && cur_at(&first, 3) == 68 &&
				       cur_at(&first, 4) == 32
			       ? YES
			       : NO;
	if (type != SESSION_MESSAGE || cur_at(&first, 4) < 0xfc)
		return NO;
	cur_skip(&first, 5);
	return CUR_IS(&first, "SMB") ? YES : NO;
}

/* ---- SMB 1 --------------------------------------------------------------- */

static void keep_dialects(struct state *s, struct cur list)
{
	size_t n = cur_left(&list);

	s->offered = (uint8_t)(n < SMB1_DIALECTS ? n : SMB1_DIALECTS);
	cur_copy(&list, s->dialects, s->offered);
}

/* The dialect of this number; empty when the list was not seen so far. Each has
 * the buffer format 2 before it and a zero behind. */
static struct cur dialect_of(const struct state *s, unsigned number)
{
	struct cur list = cur_of(s->dialects, s->offered);

	for (; cur_left(&list) > 1 && cur_find(&list, 0) >= 0; number--) {
		struct cur name;

		cur_skip(&list, 1);
		name = cur_until(&list, 0);
		if (number == 0)
			return name;
	}
	return cur_of(s->dialects, 0);
}

static void smb1_negotiate(struct dissect *d, struct cur in)
{
	struct state *s = d->state;
	uint8_t words = cur_u8(&in), mode;
	uint16_t chosen;

	if (d->from == CLIENT) {
		cur_skip(&in, words * 2u + 2);
		if (cur_ok(&in))
			keep_dialects(s, in);
		return;
	}
	chosen = cur_u16le(&in);
	mode = cur_u8(&in);
	if (!cur_ok(&in) || words == 0 || chosen == 0xffff)
		return;
	obs_text(d, ABOUT_SPEAKER, A_smb_dialect, dialect_of(s, chosen));
	/* MS-CIFS 2.2.4.52.2: only NT LM 0.12 has 17. */
	if (s->offered == 0 && words == 17)
		obs_term(d, ABOUT_SPEAKER, A_smb_dialect, "NT LM 0.12");
	obs_term(d, ABOUT_SPEAKER, A_smb_signing,
		 (mode & 8) != 0   ? "required"
		 : (mode & 4) != 0 ? "enabled"
				   : "off");
}

static void skip_text(struct cur *in, bool wide)
{
	while (cur_left(in) > 0)
		if ((wide ? cur_u16le(in) : cur_u8(in)) == 0)
			return;
}

struct native {
	char text[160];
	size_t n;
};

/* One text of the set-up: UTF-16 with the even alignment, or letters. */
static void read_native(struct cur *in, bool wide, struct native *to)
{
	to->n = 0;
	while (cur_left(in) > 0) {
		uint16_t c = wide ? cur_u16le(in) : cur_u8(in);

		if (c == 0 || !cur_ok(in))
			break;
		if (to->n < sizeof(to->text))
			to->text[to->n++] = c < 0x7f ? (char)c : '?';
	}
}

static bool begins(const struct native *a, const char *with)
{
	return a->n >= strlen(with) && memcmp(a->text, with, strlen(with)) == 0;
}

/* Samba gives itself out for a version of Windows, which the second text shows;
 * a scanner writes its own name: neither is a system. */
static void tell_native(struct dissect *d, struct cur *in, bool wide)
{
	struct native os, lanman;

	read_native(in, wide, &os);
	read_native(in, wide, &lanman);
	if (os.n > 0 && !begins(&os, "Nmap") &&
	    !(begins(&os, "Windows") &&
	      (lanman.n == 0 || begins(&lanman, "Samba"))))
		obs_text(d, ABOUT_SPEAKER, A_smb_native_os,
			 cur_of(os.text, os.n));
	if (lanman.n > 0 && !begins(&lanman, "Native Lanman"))
		obs_text(d, ABOUT_SPEAKER, A_smb_native_lanman,
			 cur_of(lanman.text, lanman.n));
}

/* The lengths in the words of a session set-up. */
struct setup {
	size_t secrets;     /* octets of blob or responses before the texts   */
	unsigned persons;   /* texts that name the user: read over            */
	bool blob;          /* those octets are a security blob               */
	bool guest;
};

/* MS-CIFS 2.2.4.53, MS-SMB 2.2.4.6: with extended security 12 words ask and 4
 * answer, without it 13 and 3. Two responses of 24 octets are LM and NTLM,
 * version 1. */
static bool setup_words(struct dissect *d, unsigned words, struct cur in,
			struct setup *w)
{
	struct state *s = d->state;

	if (words == 12 && d->from == CLIENT) {
		cur_skip(&in, 14);
		w->secrets = cur_u16le(&in);
		w->blob = true;
	} else if (words == 13 && d->from == CLIENT) {
		uint16_t old, nt;

		cur_skip(&in, 14);
		old = cur_u16le(&in);
		nt = cur_u16le(&in);
		w->secrets = (size_t)old + nt;
		w->persons = 2;
		s->authenticated_v1 = nt == 24 && cur_ok(&in);
		if (s->authenticated_v1)
			obs_word(d, ABOUT_SPEAKER, A_ntlm_v1, 1);
	} else if ((words == 4 || words == 3) && d->from == SERVER) {
		cur_skip(&in, 4);
		w->guest = (cur_u16le(&in) & 1) != 0;
		w->blob = words == 4;
		w->secrets = words == 4 ? cur_u16le(&in) : 0;
	} else {
		return false;
	}
	return cur_ok(&in);
}

/* An NTLM message of this side; remembers how the client answered. */
static void read_blob(struct dissect *d, struct cur blob)
{
	struct state *s = d->state;
	struct ntlm_seen seen = ntlm_read(d, blob);

	if (seen.kind == NTLM_AUTHENTICATE && d->from == CLIENT)
		s->authenticated_v1 = seen.version_1;
}

/* MS-ERREF 2.3.1: no such user, or another password. */
static void tell_logon(struct dissect *d, uint32_t status)
{
	struct state *s = d->state;

	if (d->from == SERVER && (int)status == STATUS_LOGON_FAILURE)
		tell_refused(d, &s->refusals);
}

/* A session began. Who is let in as a guest has proved nothing. */
static void tell_session(struct dissect *d, bool guest, bool nobody)
{
	struct state *s = d->state;

	s->nobody = nobody;
	if (guest)
		obs_word(d, ABOUT_SPEAKER, A_smb_guest, 1);
	else if (!nobody && s->authenticated_v1)
		obs_word(d, ABOUT_SPEAKER, A_ntlm_v1, 2);
}

/* A share was asked for or given. Without a name everybody may reach IPC$, to
 * ask what there is: only another one lies open. */
static void tell_share(struct dissect *d, struct cur message, uint32_t status)
{
	struct state *s = d->state;
	size_t n = cur_left(&message);

	if (d->from == CLIENT)
		s->share = memmem(message.p, n, "I\0P\0C\0$", 7) == NULL;
	else if (s->nobody && s->share && status == 0)
		obs_word(d, ABOUT_SPEAKER, A_smb_guest, 1);
}

static void smb1_setup(struct dissect *d, struct cur in, uint16_t flags,
		       uint32_t status)
{
	uint8_t words = cur_u8(&in);
	struct cur block = cur_take(&in, words * 2u), data, secrets;
	bool wide = (flags & SMB1_UNICODE) != 0;
	struct setup w = {0};

	if (!cur_ok(&in) || !setup_words(d, words, block, &w))
		return;
	if (d->from == SERVER && status == 0)
		tell_session(d, w.guest, false);
	data = cur_take(&in, cur_u16le(&in));
	secrets = cur_take(&data, w.secrets);
	if (!cur_ok(&in) || !cur_ok(&data))
		return;
	if (w.blob)
		read_blob(d, secrets);
	/* Aligned to the message: header, words, their count, and that of the
	 * data. */
	if (wide && (SMB1_HEADER + 1 + words * 2u + 2 + w.secrets) % 2 != 0)
		cur_skip(&data, 1);
	while (w.persons-- > 0)
		skip_text(&data, wide);
	tell_native(d, &data, wide);
}

static void read_smb1(struct dissect *d, struct cur in)
{
	uint32_t status;
	uint16_t flags;
	uint8_t command;

	cur_skip(&in, 4);
	command = cur_u8(&in);
	status = cur_u32le(&in);
	cur_skip(&in, 1);
	flags = cur_u16le(&in);
	cur_skip(&in, 20);
	if (!cur_ok(&in))
		return;
	/* Newer clients begin with this question and go on in SMB 2. */
	obs_protocol(d, command == SMB1_NEGOTIATE && d->from == CLIENT
				? "smb"
				: "smb1",
		     false);
	if (command == SMB1_NEGOTIATE) {
		smb1_negotiate(d, in);
		return;
	}
	if (command == SMB1_SESSION_SETUP) {
		tell_logon(d, status);
		smb1_setup(d, in, flags, status);
	}
	obs_word(d, d->from == CLIENT ? ABOUT_SPEAKER : ABOUT_LISTENER,
		 A_smb1_client, 1);
}

/* ---- SMB 2 and 3 --------------------------------------------------------- */

static const char *dialect_name(uint16_t dialect)
{
	return dialect == 0x0202   ? "2.0.2"
	       : dialect == 0x0210 ? "2.1"
	       : dialect == 0x0300 ? "3.0"
	       : dialect == 0x0302 ? "3.0.2"
	       : dialect == 0x0311 ? "3.1.1"
				   : NULL; /* 02ff asks once more */
}

static void smb2_negotiated(struct dissect *d, struct cur in)
{
	const char *name;
	uint16_t mode;

	cur_skip(&in, 2);
	mode = cur_u16le(&in);
	name = dialect_name(cur_u16le(&in));
	if (!cur_ok(&in) || name == NULL)
		return;
	obs_term(d, ABOUT_SPEAKER, A_smb_dialect, name);
	obs_term(d, ABOUT_SPEAKER, A_smb_signing,
		 (mode & 2) != 0   ? "required"
		 : (mode & 1) != 0 ? "enabled"
				   : "off");
}

static void smb2_setup(struct dissect *d, struct cur message, struct cur in,
		       uint32_t status)
{
	uint16_t flags = 0, offset, length;

	cur_skip(&in, 2);
	if (d->from == SERVER)
		flags = cur_u16le(&in);
	else
		cur_skip(&in, 10);
	offset = cur_u16le(&in);
	length = cur_u16le(&in);
	if (!cur_ok(&in))
		return;
	/* MS-SMB2 2.2.6: guest, or nobody at all. */
	if (d->from == SERVER && status == 0)
		tell_session(d, (flags & 1) != 0, (flags & 2) != 0);
	cur_skip(&message, offset);
	read_blob(d, cur_take(&message, length));
}

static void read_smb2(struct dissect *d, struct cur message)
{
	struct cur in = message;
	uint32_t status;
	uint16_t command;

	cur_skip(&in, 8);
	status = cur_u32le(&in);
	command = cur_u16le(&in);
	cur_skip(&in, 64 - 14);
	if (!cur_ok(&in))
		return;
	obs_protocol(d, "smb", false);
	if (command == SMB2_SESSION_SETUP)
		tell_logon(d, status);
	if (command == SMB2_NEGOTIATE && d->from == SERVER)
		smb2_negotiated(d, in);
	else if (command == SMB2_SESSION_SETUP &&
		 (d->from == CLIENT || status == 0 ||
		  (int)status == STATUS_MORE))
		smb2_setup(d, message, in, status);
	else if (command == SMB2_TREE_CONNECT)
		tell_share(d, message, status);
}

/* ---- both ---------------------------------------------------------------- */

static struct verdict smb_parse(struct dissect *d)
{
	struct state *s = d->state;
	struct cur in = d->in, message;
	uint8_t type = cur_u8(&in);
	size_t length = cur_u24(&in), head;

	if (!cur_ok(&in))
		return need(4);
	if (type != SESSION_MESSAGE)
		return type >= SESSION_REQUEST && type <= SESSION_KEEPALIVE
			       ? pass_over(4 + length)
			       : malformed();
	if (s->messages[d->from] >= SETTLED)
		return done();
	head = length < READ_MAX ? length : READ_MAX;
	if (cur_left(&in) < head)
		return need(4 + head);
	s->messages[d->from]++;
	message = cur_take(&in, head);
	if (CUR_IS(&message, "\xffSMB"))
		read_smb1(d, message);
	else if (CUR_IS(&message, "\xfeSMB"))
		read_smb2(d, message);
	else if (CUR_IS(&message, "\xfdSMB"))
		obs_protocol(d, "smb", true);
	else if (CUR_IS(&message, "\xfcSMB"))
		obs_protocol(d, "smb", false); /* compressed: passed over */
	else
		return length == 0 ? took(4) : malformed();
	return pass_over(4 + length);
}

const struct dissector dissector_smb = {
	.name = "smb",
	.title = "Server Message Block",
	.carrier = ON_TCP,
	.hints = {445, 139},
	.state_size = sizeof(struct state),
	.probe = smb_probe,
	.parse = smb_parse,
};
