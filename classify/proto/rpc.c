/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rpc - file servers and port mappers by ONC RPC.
 *
 * Reads    program, version and whether a call was answered; the name of the
 *          machine in the caller's credentials.
 * Never    users and groups, paths, file names, files.
 * Standard RFC 5531 9, 11, appendix A; RFC 1833 3; RFC 1813; RFC 7530
 */
#include "classify/dissector.h"

enum {
	CALL = 0,
	REPLY = 1,
	RPC_VERSION = 2,
	PORTMAP = 100000,
	NFS = 100003,
	PROGRAM_LAST = 0x3fffffff, /* of those that are assigned              */
	CREDENTIALS_NONE = 0,
	CREDENTIALS_SYS = 1,
	CREDENTIALS_GSS = 6,
	CREDENTIALS_MAX = 400,
	HEADER = 28,
	RECORD_MAX = 1 << 24,
	NAME_MAX_LENGTH = 64,
	RECORDS = 32,
};

static const uint32_t last_fragment = 0x80000000;

struct state {
	uint32_t call, program, version;
	bool asked, open;  /* open: with credentials that anybody can write     */
	uint8_t caller;    /* side: both ports may be low ones                 */
	uint8_t records[2];
};

/* A call: number, 0, version 2 of RPC, an assigned program, known credentials
 * of a length that fits. */
static bool is_call(struct cur in)
{
	uint32_t kind, length;

	cur_skip(&in, 4);
	if (cur_u32(&in) != CALL || cur_u32(&in) != RPC_VERSION ||
	    cur_u32(&in) - PORTMAP > PROGRAM_LAST - PORTMAP ||
	    cur_u32(&in) > 16 || cur_u32(&in) > 64)
		return false;
	kind = cur_u32(&in);
	length = cur_u32(&in);
	return cur_ok(&in) && length <= CREDENTIALS_MAX && length % 4 == 0 &&
	       (kind == CREDENTIALS_NONE   ? length == 0
		: kind == CREDENTIALS_SYS ? length >= 20
					  : kind == CREDENTIALS_GSS);
}

static enum guess probe_datagram(struct cur first, enum side from)
{
	(void)from;
	return is_call(first) ? YES : NO;
}

/* Appendix A: stamp, name of the machine, user, groups. */
static void tell_machine(struct dissect *d, struct cur in)
{
	struct cur credentials;

	if (cur_u32(&in) != CREDENTIALS_SYS)
		return;
	credentials = cur_take(&in, cur_u32(&in));
	cur_skip(&credentials, 4);
	credentials = cur_take(&credentials, cur_u32(&credentials));
	if (cur_left(&credentials) <= NAME_MAX_LENGTH &&
	    !CUR_IS(&credentials, "localhost"))
		obs_text(d, ABOUT_SPEAKER, A_rpc_host_name, credentials);
}

static void read_call(struct dissect *d, struct cur in)
{
	struct state *s = d->state;

	s->call = cur_u32(&in);
	cur_skip(&in, 8);
	s->program = cur_u32(&in);
	s->version = cur_u32(&in);
	s->asked = true;
	s->caller = (uint8_t)d->from;
	cur_skip(&in, 4);
	s->open = cur_at(&in, 3) != CREDENTIALS_GSS;
	if (s->program == NFS)
		tell_machine(d, in);
}

/* An answer to the last call: accepted (0), and done (0). */
static void read_reply(struct dissect *d, struct cur in)
{
	struct state *s = d->state;
	uint32_t call = cur_u32(&in);
	bool good = cur_u32(&in) == REPLY && cur_u32(&in) == 0;

	cur_skip(&in, 4);
	cur_skip(&in, cur_u32(&in));
	good = good && cur_u32(&in) == 0 && cur_ok(&in);
	if (call != s->call || !good)
		return;
	if (s->program == NFS && s->open)
		obs_word(d, ABOUT_SPEAKER, A_nfs_clear, s->version);
	if (s->program == PORTMAP)
		obs_word(d, ABOUT_SPEAKER, A_portmap, s->version);
}

static void read_message(struct dissect *d, struct cur in)
{
	const struct state *s = d->state;

	if (is_call(in))
		read_call(d, in);
	else if (s->asked && s->caller != d->from)
		read_reply(d, in);
	obs_protocol(d, s->program == NFS       ? "nfs"
			: s->program == PORTMAP ? "portmap"
						: "rpc",
		     false);
}

static struct verdict parse_datagram(struct dissect *d)
{
	struct state *s = d->state;

	read_message(d, d->in);
	if (++s->records[d->from] >= RECORDS)
		return done();
	return took(cur_left(&d->in));
}

/* ---- on TCP, with a mark before each record ------------------------------- */

static enum guess probe_stream(struct cur first, enum side from)
{
	uint32_t mark = cur_u32(&first);

	if (from != CLIENT)
		return NO;
	if (!cur_ok(&first))
		return MORE;
	mark ^= last_fragment;
	if (mark < 40 || mark > RECORD_MAX)
		return NO;
	if (cur_left(&first) < 32)
		return MORE;
	return is_call(first) ? YES : NO;
}

/* What a record says stands at its beginning: the rest is passed over. */
static struct verdict parse_stream(struct dissect *d)
{
	struct state *s = d->state;
	struct cur in = d->in;
	uint32_t mark = cur_u32(&in), length = mark & ~last_fragment;
	size_t wanted;

	if (!cur_ok(&in))
		return need(4);
	if (length < HEADER - 4 || length > RECORD_MAX)
		return malformed();
	wanted = length < CREDENTIALS_MAX ? length : CREDENTIALS_MAX;
	if (cur_left(&in) < wanted)
		return need(4 + wanted);
	read_message(d, cur_take(&in, wanted));
	if (++s->records[d->from] >= RECORDS)
		return done();
	return pass_over(4 + (uint64_t)length);
}

const struct dissector dissector_rpc = {
	.name = "rpc",
	.title = "ONC Remote Procedure Call",
	.carrier = ON_UDP,
	.hints = {111, 2049},
	.state_size = sizeof(struct state),
	.probe = probe_datagram,
	.parse = parse_datagram,
};

const struct dissector dissector_rpc_tcp = {
	.name = "rpc_tcp",
	.title = "ONC Remote Procedure Call on TCP",
	.carrier = ON_TCP,
	.hints = {2049, 111},
	.state_size = sizeof(struct state),
	.probe = probe_stream,
	.parse = parse_stream,
};
