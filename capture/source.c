/* SPDX-License-Identifier: Apache-2.0 */
/*
 * source - capture files: pcap and pcapng, frames in place.
 *
 * Reads    pcap in both byte orders, micro- and nanoseconds; pcapng with
 *          sections of both orders, interfaces that differ in link type, snap
 *          length and time resolution; enhanced, simple and old packet blocks.
 * Never    comments, name resolution, decryption secrets.
 * Standard draft-ietf-opsawg-pcap, draft-ietf-opsawg-pcapng
 */
#include "capture/base/moment.h"
#include "capture/base/must.h"
#include "capture/capture.h"
#include "capture/input.h"

enum {
	BLOCK_INTERFACE = 1,
	BLOCK_PACKET = 2,
	BLOCK_SIMPLE = 3,
	BLOCK_ENHANCED = 6,
	OPTION_END = 0,
	OPTION_TSRESOL = 9,
	OPTION_TSOFFSET = 14,
	INTERFACES_MAX = 256,
	US = 1000000,
};

/* The modified form is that of Linux patches of old: libpcap reads it too. */
static const uint32_t MAGIC_MICRO = 0xa1b2c3d4, MAGIC_NANO = 0xa1b23c4d,
		      MAGIC_MODIFIED = 0xa1b2cd34;

struct port {              /* an interface of a pcapng section               */
	uint16_t link;
	uint32_t snap;
	uint64_t ticks;    /* per second                                      */
	uint64_t offset_s;
};

struct source {
	struct input *input;
	const char *name;
	uint16_t capture;
	bool ng, big;
	uint8_t more;              /* octets that a record has beyond the 16   */
	bool over;
	struct port port[INTERFACES_MAX];
	unsigned ports;
	struct source_state state;
};

static uint32_t word32(const struct source *s, struct cur *c)
{
	return s->big ? cur_u32(c) : cur_u32le(c);
}

static uint16_t word16(const struct source *s, struct cur *c)
{
	return s->big ? cur_u16(c) : cur_u16le(c);
}

/* Ends the file here: cut off, or damaged in a way that hides what follows. */
static enum source_result broken(struct source *s, bool cut, const char *what)
{
	struct cur rest;

	s->over = true;
	s->state.truncated = cut;
	err_set(&s->state.err, ERR_INPUT,
		"%s: frame %llu: %s; %llu frames before it were read", s->name,
		(unsigned long long)(s->state.frames + 1),
		input_problem(s->input) != NULL ? input_problem(s->input) : what,
		(unsigned long long)s->state.frames);
	while (rest = input_peek(s->input, RECORD_MAX), cur_left(&rest) > 0) {
		s->state.skipped += cur_left(&rest);
		input_skip(s->input, cur_left(&rest));
	}
	s->state.octets_read = input_octets(s->input);
	return SOURCE_BROKEN;
}

static enum source_result at_end(struct source *s, struct cur left)
{
	if (cur_left(&left) > 0 || input_problem(s->input) != NULL)
		return broken(s, true, "truncated record (file cut?)");
	s->over = true;
	return SOURCE_END;
}

static enum source_result hand_out(struct source *s, struct frame *f,
				   struct cur bytes, uint32_t wire,
				   uint64_t time_us, uint16_t link)
{
	uint32_t captured = (uint32_t)cur_left(&bytes);

	f->time_us = time_us;
	f->number = ++s->state.frames;
	f->wire_len = wire > captured ? wire : captured;
	f->capture = s->capture;
	f->link = link;
	f->bytes = bytes;
	s->state.octets_read = input_octets(s->input);
	/* Decoded a batch later; then comes the next record's head. */
	cur_near(&f->bytes);
	return SOURCE_FRAME;
}

/* ---- pcap ------------------------------------------------------------------- */

static enum source_result next_pcap(struct source *s, struct frame *f)
{
	size_t size = 16u + s->more;
	struct cur head = input_peek(s->input, size), body, left = head;
	uint64_t seconds, ticks;
	uint32_t captured, wire;

	seconds = word32(s, &head);
	ticks = word32(s, &head);
	captured = word32(s, &head);
	wire = word32(s, &head);
	if (!cur_ok(&head) || cur_left(&left) < size)
		return at_end(s, left);
	if (captured > RECORD_MAX)
		return broken(s, false, "a record longer than any frame");
	body = input_peek(s->input, size + captured);
	cur_skip(&body, size);
	if (cur_left(&body) < captured || !cur_ok(&body))
		return broken(s, true, "truncated record (file cut?)");
	input_skip(s->input, size + captured);
	return hand_out(s, f, body, wire,
			seconds * US + ticks * US / s->port[0].ticks,
			s->port[0].link);
}

static bool is_magic(uint32_t magic)
{
	return magic == MAGIC_MICRO || magic == MAGIC_NANO ||
	       magic == MAGIC_MODIFIED;
}

static bool open_pcap(struct source *s, struct cur head)
{
	uint32_t magic = cur_u32(&head);
	struct port *p = &s->port[0];

	s->big = is_magic(magic);
	if (!s->big)
		magic = __builtin_bswap32(magic);
	if (!is_magic(magic))
		return false;
	cur_skip(&head, 12);
	p->snap = word32(s, &head);
	p->link = (uint16_t)word32(s, &head);
	p->ticks = magic == MAGIC_NANO ? 1000000000 : US;
	s->more = magic == MAGIC_MODIFIED ? 8 : 0;
	s->ports = 1;
	if (!cur_ok(&head))
		return false;
	input_skip(s->input, 24);
	return true;
}

/* ---- pcapng ----------------------------------------------------------------- */

/* if_tsresol: a negative power of ten, or of two with the high bit. */
static uint64_t ticks_of(uint8_t resolution)
{
	unsigned exponent = resolution & 0x7f;
	uint64_t ticks = 1;

	if (resolution & 0x80)
		return exponent < 63 ? (uint64_t)1 << exponent : 0;
	while (exponent-- > 0 && ticks < UINT64_MAX / 10)
		ticks *= 10;
	return ticks;
}

static void add_port(struct source *s, struct cur body)
{
	struct port *p = &s->port[s->ports];

	if (s->ports == INTERFACES_MAX)
		return;
	p->link = word16(s, &body);
	cur_skip(&body, 2);
	p->snap = word32(s, &body);
	p->ticks = US;
	p->offset_s = 0;
	if (!cur_ok(&body))
		return;
	s->ports++;
	while (cur_left(&body) >= 4) {
		uint16_t code = word16(s, &body);
		uint16_t length = word16(s, &body);
		struct cur value = cur_take(&body, length);

		cur_skip(&body, (4u - length % 4) % 4);
		if (code == OPTION_END)
			return;
		if (code == OPTION_TSRESOL && length == 1)
			p->ticks = ticks_of(cur_u8(&value));
		if (code == OPTION_TSOFFSET && length == 8)
			p->offset_s = s->big ? cur_be(&value, 8)
					     : cur_u64le(&value);
	}
}

/* What has no date is as late as one can be. */
static uint64_t time_of(const struct port *p, uint64_t ticks)
{
	uint64_t seconds;

	if (p->ticks == 0)
		return 0;
	seconds = ticks / p->ticks + p->offset_s;
	if (seconds > MOMENT_LAST_S)
		return MOMENT_LAST_US;
	ticks %= p->ticks;
	/* Very fine ticks are divided first, or the product would overflow. */
	if (p->ticks > (uint64_t)US * US)
		return seconds * US + ticks / (p->ticks / US);
	return seconds * US + ticks * US / p->ticks;
}

/* False when the block holds no frame. */
static bool packet_block(struct source *s, uint32_t type, struct cur body,
			 struct frame *f)
{
	uint32_t port = 0, captured, wire;
	uint64_t ticks = 0;

	if (type == BLOCK_ENHANCED)
		port = word32(s, &body);
	if (type == BLOCK_PACKET) {
		port = word16(s, &body);
		cur_skip(&body, 2);
	}
	if (type != BLOCK_SIMPLE) {
		ticks = (uint64_t)word32(s, &body) << 32;
		ticks |= word32(s, &body);
		captured = word32(s, &body);
		wire = word32(s, &body);
	} else {
		wire = captured = word32(s, &body);
		if (s->ports > 0 && s->port[0].snap > 0 &&
		    captured > s->port[0].snap)
			captured = s->port[0].snap;
		if (captured > cur_left(&body))
			captured = (uint32_t)cur_left(&body);
	}
	body = cur_take(&body, captured);
	if (!cur_ok(&body) || captured > RECORD_MAX || port >= s->ports)
		return false;
	hand_out(s, f, body, wire, time_of(&s->port[port], ticks),
		 s->port[port].link);
	return true;
}

/* A new section may turn the byte order. */
static bool begin_section(struct source *s, struct cur head)
{
	cur_skip(&head, 8);
	s->big = CUR_IS(&head, "\x1a\x2b\x3c\x4d");
	s->ports = 0;
	return s->big || CUR_IS(&head, "\x4d\x3c\x2b\x1a");
}

/* Wireshark numbers these too, though they hold no frame: custom blocks, those
 * of the systemd journal, events of sysdig in three versions. */
static bool is_numbered(uint32_t type)
{
	static const uint32_t types[] = {0xbad, 0x40000bad, 9,
					 0x204, 0x216, 0x221};

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (types[i] == type)
			return true;
	return false;
}

/* No frame is so long: passed over in parts. */
static bool pass_over(struct source *s, size_t length)
{
	while (length > 0) {
		size_t part = length < RECORD_MAX ? length : RECORD_MAX;
		struct cur body = input_peek(s->input, part);

		if (cur_left(&body) < part)
			return false;
		input_skip(s->input, part);
		s->state.skipped += part;
		length -= part;
	}
	return true;
}

static enum source_result next_pcapng(struct source *s, struct frame *f)
{
	for (;;) {
		struct cur head = input_peek(s->input, 12), left = head, body;
		uint32_t type, length;

		if (cur_left(&head) < 12)
			return at_end(s, left);
		if (CUR_IS(&head, "\x0a\x0d\x0d\x0a") &&
		    !begin_section(s, head))
			return broken(s, false, "a section of no known order");
		type = word32(s, &head);
		length = word32(s, &head);
		if (length < 12 || length % 4 != 0)
			return broken(s, false, "a block of impossible length");
		s->state.frames += is_numbered(type);
		if (length > PEEK_MAX) {
			if (!pass_over(s, length))
				return broken(s, true,
					      "truncated block (file cut?)");
			continue;
		}
		body = input_peek(s->input, length);
		if (cur_left(&body) < length)
			return broken(s, true, "truncated block (file cut?)");
		input_skip(s->input, length);
		cur_skip(&body, 8);
		body = cur_take(&body, length - 12);
		if (type == BLOCK_INTERFACE)
			add_port(s, body);
		if (type != BLOCK_ENHANCED && type != BLOCK_PACKET &&
		    type != BLOCK_SIMPLE)
			continue;
		if (packet_block(s, type, body, f))
			return SOURCE_FRAME;
		s->state.skipped += length;
	}
}

/* ---- both -------------------------------------------------------------------- */

struct source *source_open(int fd, const char *name, uint16_t capture,
			   struct err *e)
{
	struct input *input = input_open(fd, name, e);
	struct source *s;
	struct cur head;

	if (input == NULL)
		return NULL;
	s = must_alloc(1, sizeof(*s));
	s->input = input;
	s->name = name;
	s->capture = capture;
	head = input_peek(input, 24);
	s->ng = CUR_IS(&head, "\x0a\x0d\x0d\x0a");
	if (s->ng || open_pcap(s, head))
		return s;
	if (input_problem(input) != NULL)
		err_set(e, ERR_INPUT, "%s: %s", name, input_problem(input));
	else if (cur_left(&head) == 0)
		err_set(e, ERR_INPUT, "%s: is empty", name);
	else
		err_set(e, ERR_INPUT,
			"%s: is no pcap or pcapng capture; was it saved by "
			"another program? tcpdump -w and Wireshark write what "
			"can be read",
			name);
	source_close(s);
	return NULL;
}

enum source_result source_next(struct source *s, struct frame *f)
{
	if (s->over)
		return SOURCE_END;
	return s->ng ? next_pcapng(s, f) : next_pcap(s, f);
}

/* In pcapng anything may stand before the next frame. */
bool source_holds(const struct source *s)
{
	struct cur held = input_held(s->input);
	uint32_t captured;

	if (s->over || s->ng)
		return false;
	cur_skip(&held, 8);
	captured = word32(s, &held);
	cur_skip(&held, 4u + s->more);
	return cur_ok(&held) && captured <= RECORD_MAX &&
	       captured <= cur_left(&held);
}

const struct source_state *source_state(const struct source *s)
{
	return &s->state;
}

void source_close(struct source *s)
{
	if (s == NULL)
		return;
	input_close(s->input);
	free(s);
}
