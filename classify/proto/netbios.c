/* SPDX-License-Identifier: Apache-2.0 */
/*
 * netbios - own names in registrations, and browser announcements.
 *
 * Reads    name registrations, refreshes and node status answers; names of
 *          hosts for which somebody answers; host announcements with name,
 *          version, kind of server and comment. That somebody asked for WPAD.
 * Never    other queried names, messages (suffix 03 may be a person), mail slots
 *          of others.
 * Standard RFC 1001 14.1; RFC 1002 4.2, 4.4; MS-BRWS 2.2.1
 */
#include "classify/dissector.h"

enum {
	PORT_NAMES = 137,
	PORT_DATAGRAMS = 138,
	ENCODED = 32,
	SUFFIX_HOST = 0x00,
	SUFFIX_SERVER = 0x20,
	OP_REGISTRATION = 5,
	OP_REFRESH = 8,
	OP_MULTIHOMED = 15,
	OP_ANSWER = 16,         /* with the bit R: an answer to a query       */
	NODE_STATUS = 0x21,
	ADDRESS = 0x20,
	ENTRY = 6,              /* flags and an address                       */
	SERVES_OR_FAILS = 0x008f, /* a name server, which may recurse; a code */
	NAMES_MAX = 32,
	GROUP = 0x8000,
	TO_QUESTION = 0xc00c,   /* the record's name is the question's        */
	DATAGRAM_HEADER = 14,
	HOST_ANNOUNCEMENT = 1,
	LOCAL_MASTER = 15,
	SEARCH = 256,
	UNIX = 0x800,
};

/* RFC 1001 14.1: a length of 32 and letters from A to P, at this offset. */
static bool is_encoded(const struct cur *in, size_t at)
{
	if (cur_at(in, at) != ENCODED)
		return false;
	for (size_t i = 1; i <= ENCODED; i++)
		if (cur_at(in, at + i) < 'A' || cur_at(in, at + i) > 'P')
			return false;
	return true;
}

static bool is_datagram(const struct cur *in)
{
	uint8_t type = cur_at(in, 0);

	return cur_left(in) >= 82 && type >= 0x10 && type <= 0x12 &&
	       is_encoded(in, DATAGRAM_HEADER);
}

static enum guess netbios_probe(struct cur first, enum side from)
{
	(void)from;
	if (is_datagram(&first))
		return YES;
	return cur_left(&first) >= 50 && is_encoded(&first, 12) &&
			       cur_at(&first, 45) == 0
		       ? YES
		       : NO;
}

/* RFC 1001 14.1: each half octet as a letter from A. Suffix, or -1. */
static int decode_name(struct cur in, char name[16])
{
	for (unsigned i = 0; i < 16; i++) {
		uint8_t high = (uint8_t)(cur_u8(&in) - 'A');
		uint8_t low = (uint8_t)(cur_u8(&in) - 'A');

		if (high > 15 || low > 15 || !cur_ok(&in))
			return -1;
		name[i] = (char)(high << 4 | low);
	}
	return (uint8_t)name[15];
}

static void tell_name(struct dissect *d, const char name[16], int suffix,
		      bool group)
{
	struct cur text = cur_trim(cur_of(name, 15), ' ');

	text = cur_trim(text, 0);
	if (suffix == SUFFIX_HOST && group)
		obs_text(d, ABOUT_SPEAKER, A_workgroup, text);
	else if (!group && (suffix == SUFFIX_HOST || suffix == SUFFIX_SERVER))
		obs_text(d, ABOUT_SPEAKER, A_netbios_name, text);
}

/* RFC 1002 4.2.18: a table of the node's own names. */
static void read_status(struct dissect *d, struct cur in)
{
	unsigned names;

	cur_skip(&in, 12 + 1 + ENCODED + 1);
	if (cur_u16(&in) != NODE_STATUS)
		return;
	cur_skip(&in, 2 + 4 + 2);
	names = cur_u8(&in);
	for (unsigned i = 0; i < names && i < NAMES_MAX; i++) {
		char name[16];
		uint16_t flags;

		cur_copy(&in, name, sizeof(name));
		flags = cur_u16(&in);
		if (!cur_ok(&in))
			return;
		tell_name(d, name, (uint8_t)name[15], (flags & GROUP) != 0);
	}
}

/* RFC 1002 4.2.13: whose address it gives. A name server answers for others. */
static void read_answer(struct dissect *d, struct cur in, uint16_t flags)
{
	struct party owner = {.ip = {{0}}};
	char name[16];
	int suffix;

	cur_skip(&in, 12 + 1);
	suffix = decode_name(cur_take(&in, ENCODED), name);
	cur_skip(&in, 1);
	if (cur_u16(&in) != ADDRESS || (flags & SERVES_OR_FAILS) != 0 ||
	    d->port[d->from] != PORT_NAMES ||
	    (suffix != SUFFIX_HOST && suffix != SUFFIX_SERVER))
		return;
	cur_skip(&in, 2 + 4);
	if (cur_u16(&in) < ENTRY || (cur_u16(&in) & GROUP) != 0)
		return;
	owner.ip = addr_of_v4(cur_u32(&in));
	if (cur_ok(&in) && !addr_is_zero(owner.ip) && !addr_is_group(owner.ip))
		obs_text_of(d, &owner, A_netbios_answer,
			    cur_trim(cur_of(name, 15), ' '));
}

/* A registration carries the name as question and as additional record. */
static struct verdict read_names(struct dissect *d, struct cur in)
{
	char name[16];
	unsigned operation;
	uint16_t told, flags, pointer;
	int suffix;

	cur_skip(&in, 2);
	told = cur_u16(&in);
	cur_skip(&in, 9);
	suffix = decode_name(cur_take(&in, ENCODED), name);
	cur_skip(&in, 1 + 4);
	pointer = cur_u16(&in);
	cur_skip(&in, 8 + 2);
	flags = cur_u16(&in);
	obs_protocol(d, "netbios", false);
	operation = told >> 11;
	if (operation == OP_ANSWER) {
		read_status(d, d->in);
		read_answer(d, d->in, told);
	}
	if (operation == 0 && suffix == SUFFIX_HOST &&
	    memcmp(name, "WPAD           ", 15) == 0)
		obs_term(d, ABOUT_SPEAKER, A_wpad_asked, "netbios");
	if (cur_ok(&in) && suffix >= 0 && pointer == TO_QUESTION &&
	    (operation == OP_REGISTRATION || operation == OP_REFRESH ||
	     operation == OP_REFRESH + 1 || operation == OP_MULTIHOMED))
		tell_name(d, name, suffix, (flags & GROUP) != 0);
	return took(cur_left(&d->in));
}

/* MS-BRWS 2.3: what the bits of the server type promise. */
static void tell_roles(struct dissect *d, uint32_t type)
{
	static const struct {
		uint32_t bit;
		const char *role;
	} roles[] = {
		{0x4, "sql-server"},
		{0x8, "domain-controller"},
		{0x10, "backup-domain-controller"},
		{0x200, "print-server"},
		{UNIX, "unix"},
	};

	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		if ((type & roles[i].bit) != 0)
			obs_term(d, ABOUT_SPEAKER, A_browser_role,
				 roles[i].role);
}

/* Samba says of itself what it was told to say: no version of Windows. Who takes
 * leave says by no bit what he is. */
static void tell_version(struct dissect *d, uint8_t major, uint8_t minor,
			 uint32_t type)
{
	char text[16];
	struct pen pen = pen_on(text, sizeof(text));

	pen_number(&pen, major);
	pen_char(&pen, '.');
	pen_number(&pen, minor);
	if (type != 0 && (type & UNIX) == 0 && major > 0)
		obs_text(d, ABOUT_SPEAKER, A_browser_version,
			 cur_of(text, pen.n));
}

/* MS-BRWS 2.2.1: command, count, period, name, version, type, ..., comment. */
static void read_announcement(struct dissect *d, struct cur in)
{
	struct cur name, comment;
	uint8_t command = cur_u8(&in), major, minor;
	uint32_t type;

	if (command != HOST_ANNOUNCEMENT && command != LOCAL_MASTER)
		return;
	cur_skip(&in, 5);
	name = cur_take(&in, 16);
	major = cur_u8(&in);
	minor = cur_u8(&in);
	type = cur_u32le(&in);
	cur_skip(&in, 4);
	if (!cur_ok(&in))
		return;
	/* Without its end a text was cut, and says something else. */
	comment = cur_find(&in, 0) < 0 ? cur_of(in.p, 0) : cur_until(&in, 0);
	name = cur_until(&name, 0);
	obs_text(d, ABOUT_SPEAKER, A_netbios_name, name);
	obs_text(d, ABOUT_SPEAKER, A_smb_comment, comment);
	tell_version(d, major, minor, type);
	tell_roles(d, type);
}

static struct verdict read_datagram(struct dissect *d, struct cur in)
{
	static const char slot[] = "\\MAILSLOT\\BROWSE";

	obs_protocol(d, "netbios", false);
	for (unsigned i = 0; i < SEARCH && cur_left(&in) > sizeof(slot); i++) {
		if (CUR_IS(&in, "\\MAILSLOT\\BROWSE\0")) {
			cur_skip(&in, sizeof(slot));
			read_announcement(d, in);
			break;
		}
		cur_skip(&in, 1);
	}
	return took(cur_left(&d->in));
}

static struct verdict netbios_parse(struct dissect *d)
{
	if (is_datagram(&d->in))
		return read_datagram(d, d->in);
	return read_names(d, d->in);
}

const struct dissector dissector_netbios = {
	.name = "netbios",
	.title = "NetBIOS names and browser announcements",
	.carrier = ON_UDP,
	.stateless = true,
	.hints = {PORT_NAMES, PORT_DATAGRAMS},
	.probe = netbios_probe,
	.parse = netbios_parse,
};
