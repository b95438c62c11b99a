/* SPDX-License-Identifier: Apache-2.0 */
/*
 * medibus - Draeger ventilators and anaesthesia machines, whose serial line
 * reaches the network through a device server.
 *
 * Reads    the frame, its checksum and command; of an identification (52) the
 *          name and the software revision of the device.
 * Never    arguments of any other command: measurements, alarms, settings,
 *          texts, the values of the fast channel.
 * Standard Draeger RS 232 MEDIBUS protocol definition; MEDIBUS.X rules and
 *          standards: frames, commands, identification
 */
#include "classify/dissector.h"

enum {
	SOH = 0x01, ESC = 0x1b, CR = '\r', XON = 0x11, XOFF = 0x13,
	IDENTIFY = 0x52,
	FRAME_MAX = 256,    /* without what is put between                     */
	WIRE_MAX = 1024,    /* with it                                         */
	LEAST = 5,          /* start, command, checksum of two, CR             */
	ID = 4, REVISIONS = 11, /* "8210", "07.00:06.00"                       */
};

struct state {
	bool recognised;
};

/* The commands of the protocol definition, by which a stream is recognised. */
static const uint8_t commands[] = {
	0x24, 0x25, 0x26, 0x27, 0x28, 0x29, 0x2a, 0x2b, 0x2e,
	0x30, 0x51, 0x52, 0x53, 0x54, 0x55,
};
/* Those of them whose answers are about the patient. */
static const uint8_t clinical[] = {
	0x24, 0x25, 0x26, 0x27, 0x29, 0x2a, 0x2b, 0x2e,
};

struct frame {
	uint8_t octet[FRAME_MAX];
	size_t n;           /* up to CR, which is not among them               */
	size_t wire;        /* octets taken, CR included; 0: no CR came        */
};

/* Octets with the high bit are the fast channel, which may stand anywhere. */
static bool is_between(uint8_t c)
{
	return c >= 0x80 || c == XON || c == XOFF;
}

static bool is_start(uint8_t c)
{
	return c == ESC || c == SOH;
}

/* The frame that begins here; false when none can: it is too long, or another
 * one begins within it. */
static bool read_frame(struct cur in, struct frame *f)
{
	size_t left = cur_left(&in);

	f->n = f->wire = 0;
	for (size_t i = 0; i < left && i < WIRE_MAX; i++) {
		uint8_t c = cur_u8(&in);

		if (is_between(c))
			continue;
		if (c == CR) {
			f->wire = i + 1;
			return true;
		}
		if (f->n == FRAME_MAX || (f->n > 0 && is_start(c)))
			return false;
		f->octet[f->n++] = c;
	}
	return left < WIRE_MAX;
}

/* The sum of all before it, as two digits. */
static bool sums_up(const struct frame *f)
{
	static const char digits[] = "0123456789ABCDEF";
	uint8_t sum = 0;

	for (size_t i = 0; i + 2 < f->n; i++)
		sum = (uint8_t)(sum + f->octet[i]);
	return f->n + 1 >= LEAST && f->octet[f->n - 2] == digits[sum >> 4] &&
	       f->octet[f->n - 1] == digits[sum & 15];
}

static bool is_command(uint8_t c)
{
	return memchr(commands, c, sizeof(commands)) != NULL;
}

static enum guess medibus_probe(struct cur first, enum side from)
{
	struct frame f;

	(void)from;
	while (cur_left(&first) > 0 && is_between(cur_at(&first, 0)))
		cur_skip(&first, 1);
	if (cur_left(&first) > 0 && !is_start(cur_at(&first, 0)))
		return NO;
	if (!read_frame(first, &f) ||
	    (f.n > 1 && !is_command(f.octet[1])))
		return NO;
	if (f.wire == 0)
		return MORE;
	return sums_up(&f) ? YES : NO;
}

static bool is_digits(struct cur text, const char *form)
{
	for (; *form != '\0'; form++) {
		uint8_t c = cur_u8(&text);

		if (*form == '9' ? c < '0' || c > '9' : c != (uint8_t)*form)
			return false;
	}
	return cur_ok(&text);
}

/* 8210'EvitaXL'07.00:06.00 */
static void tell_identity(struct dissect *d, struct cur in)
{
	struct cur name, revisions;

	cur_skip(&in, ID);
	if (cur_u8(&in) != '\'' || cur_find(&in, '\'') <= 0)
		return;
	name = cur_until(&in, '\'');
	revisions = cur_take(&in, REVISIONS);
	if (!cur_ok(&in) || cur_left(&in) > 0 ||
	    !is_digits(revisions, "99.99:99.99"))
		return;
	obs_term(d, ABOUT_SPEAKER, A_bedside_vendor, "Draeger");
	obs_text(d, ABOUT_SPEAKER, A_bedside_model, cur_trim(name, ' '));
	obs_text(d, ABOUT_SPEAKER, A_bedside_version,
		 cur_until(&revisions, ':'));
}

static void tell_frame(struct dissect *d, const struct frame *f)
{
	uint8_t command = f->octet[1];

	obs_protocol(d, "medibus", false);
	if (f->octet[0] != SOH)
		return;
	/* Commands come from either side; only a device has data to answer. */
	if (command == IDENTIFY && f->n > LEAST)
		tell_identity(d, cur_of(f->octet + 2, f->n - 4));
	if (memchr(clinical, command, sizeof(clinical)) != NULL &&
	    f->n > LEAST) {
		obs_term(d, ABOUT_SPEAKER, A_bedside_role, "device");
		obs_word(d, ABOUT_SPEAKER, A_bedside_clear, 1);
		obs_word(d, ABOUT_LISTENER, A_bedside_clear, 1);
	}
}

static struct verdict medibus_parse(struct dissect *d)
{
	struct state *s = d->state;
	size_t left = cur_left(&d->in), i = 0;
	struct frame f;

	obs_line(d);
	while (i < left && (is_between(cur_at(&d->in, i)) ||
			    (s->recognised && !is_start(cur_at(&d->in, i)))))
		i++;
	if (i > 0)
		return took(i);
	if (!read_frame(d->in, &f))
		return s->recognised ? took(1) : not_mine();
	if (f.wire == 0)
		return need(left + 1);
	if (!sums_up(&f) || !is_start(f.octet[0]) ||
	    (!s->recognised && !is_command(f.octet[1])))
		return s->recognised ? took(1) : not_mine();
	s->recognised = true;
	tell_frame(d, &f);
	return took(f.wire);
}

const struct dissector dissector_medibus = {
	.name = "medibus",
	.title = "Draeger MEDIBUS",
	.carrier = ON_TCP,
	.resyncs = true,
	.hints = {4001, 10001, 2101},
	.state_size = sizeof(struct state),
	.probe = medibus_probe,
	.parse = medibus_parse,
};
