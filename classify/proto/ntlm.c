/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ntlm - host names and Windows versions in NTLM messages of any carrier.
 *
 * Reads    CHALLENGE: target info, version. AUTHENTICATE: workstation,
 *          version, length of the NT response.
 * Never    user, domain, responses, keys.
 * Standard MS-NLMP 2.2.1.2, 2.2.1.3, 2.2.2.1, 2.2.2.10
 */
#include "classify/proto/ntlm.h"

#include "classify/proto/base64.h"

enum {
	NEGOTIATE_UNICODE = 0x1,
	EXTENDED_SECURITY = 0x00080000,
	NEGOTIATE_VERSION = 0x02000000,
	AV_END = 0,
	AV_COMPUTER = 1,
	AV_DOMAIN = 2,
	AVS_MAX = 32,
	SEARCH_MAX = 4096,
	NTLM_V1_RESPONSE = 24,
	NAME_MOST = 64,
	BLOB_MAX = 2048,
};

/* UTF-16LE whose letters all fit one octet; others make it empty. */
static struct cur narrow(struct cur wide, char *out, size_t size)
{
	size_t n = 0;

	while (cur_left(&wide) >= 2 && n < size) {
		uint16_t c = cur_u16le(&wide);

		if (c > 0x7e || c < 0x20)
			return cur_of(out, 0);
		out[n++] = (char)c;
	}
	return cur_of(out, n);
}

/* {length, maximum, offset} of a field of the message. */
static struct cur field(struct cur message, struct cur *in)
{
	uint16_t length = cur_u16le(in);
	uint32_t offset;

	cur_skip(in, 2);
	offset = cur_u32le(in);
	cur_skip(&message, offset);
	return cur_take(&message, length);
}

static void tell_version(struct dissect *d, struct cur in)
{
	unsigned major = cur_u8(&in), minor = cur_u8(&in);
	unsigned build = cur_u16le(&in);
	char text[40];
	struct pen pen = pen_on(text, sizeof(text));

	cur_skip(&in, 3);
	/* Revision 15 is the only one; build 0 is not Windows. */
	if (cur_u8(&in) != 15 || !cur_ok(&in) || build == 0)
		return;
	pen_number(&pen, major);
	pen_char(&pen, '.');
	pen_number(&pen, minor);
	pen_char(&pen, '.');
	pen_number(&pen, build);
	obs_text(d, ABOUT_SPEAKER, A_ntlm_version, cur_of(text, pen.n));
}

/* MS-NLMP 2.2.2.1. A machine in no domain gives its own name for one. */
static void tell_target(struct dissect *d, struct cur info)
{
	char host[NAME_MOST], group[NAME_MOST];
	struct cur computer = cur_of(host, 0), domain = cur_of(group, 0);

	for (unsigned i = 0; i < AVS_MAX && cur_left(&info) >= 4; i++) {
		uint16_t id = cur_u16le(&info), length = cur_u16le(&info);
		struct cur value = cur_take(&info, length);

		if (id == AV_END || !cur_ok(&info))
			break;
		if (id == AV_COMPUTER)
			computer = narrow(value, host, sizeof(host));
		else if (id == AV_DOMAIN)
			domain = narrow(value, group, sizeof(group));
	}
	obs_text(d, ABOUT_SPEAKER, A_ntlm_host_name, computer);
	if (cur_left(&domain) != cur_left(&computer) ||
	    !cur_is(&domain, computer.p, cur_left(&computer)))
		obs_text(d, ABOUT_SPEAKER, A_workgroup, domain);
}

static void read_challenge(struct dissect *d, struct cur message)
{
	struct cur in = message, info;
	uint32_t flags;

	cur_skip(&in, 12 + 8);
	flags = cur_u32le(&in);
	cur_skip(&in, 16);
	info = field(message, &in);
	if (!cur_ok(&in))
		return;
	tell_target(d, info);
	if ((flags & NEGOTIATE_VERSION) != 0)
		tell_version(d, in);
}

static bool read_authenticate(struct dissect *d, struct cur message)
{
	struct cur in = message, response, host, version;
	char text[64];
	uint32_t flags;

	cur_skip(&in, 12);
	field(message, &in);
	response = field(message, &in);
	field(message, &in);
	field(message, &in);
	host = field(message, &in);
	field(message, &in);
	flags = cur_u32le(&in);
	if (!cur_ok(&in))
		return false;
	if ((flags & NEGOTIATE_UNICODE) != 0)
		host = narrow(host, text, sizeof(text));
	if (cur_left(&host) > 0)
		obs_text(d, ABOUT_SPEAKER, A_ntlm_host_name, host);
	version = in;
	if ((flags & NEGOTIATE_VERSION) != 0)
		tell_version(d, version);
	return cur_left(&response) == NTLM_V1_RESPONSE &&
	       (flags & EXTENDED_SECURITY) == 0;
}

struct ntlm_seen ntlm_read(struct dissect *d, struct cur blob)
{
	struct ntlm_seen seen = {NTLM_NONE, false};
	struct cur in;
	uint32_t kind;

	for (unsigned i = 0; i < SEARCH_MAX; i++) {
		if (cur_left(&blob) < 12)
			return seen;
		if (cur_is(&blob, "NTLMSSP", 8))
			break;
		cur_skip(&blob, 1);
	}
	if (!cur_is(&blob, "NTLMSSP", 8))
		return seen;
	in = blob;
	cur_skip(&in, 8);
	kind = cur_u32le(&in);
	if (kind == NTLM_CHALLENGE) {
		seen.kind = NTLM_CHALLENGE;
		read_challenge(d, blob);
	} else if (kind == NTLM_AUTHENTICATE) {
		seen.kind = NTLM_AUTHENTICATE;
		seen.version_1 = read_authenticate(d, blob);
		if (seen.version_1)
			obs_word(d, ABOUT_SPEAKER, A_ntlm_v1, 1);
	}
	return seen;
}

void ntlm_read_base64(struct dissect *d, struct cur text)
{
	uint8_t blob[BLOB_MAX];
	size_t n = base64_read(text, blob, sizeof(blob));

	ntlm_read(d, cur_of(blob, n));
	explicit_bzero(blob, n);
}
