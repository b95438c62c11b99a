/* SPDX-License-Identifier: Apache-2.0 */
/*
 * poct1 - point-of-care devices and their data manager: XML messages of
 * POCT1-A, one after the other in a TCP stream.
 *
 * Docking stations pass on the sessions of several meters, one after the other:
 * what a hello says is about the device that it names.
 *
 * Reads   the name of each message; of the device object (DEV) in a hello the
 *         attribute V of vendor, maker, model, serial number and versions, and
 *         the device identifier when it is a MAC address.
 * Never   patients (PT), operators (OPR, OPL), orders (ORD), observations
 *         (OBS, SVC), notes, the site's name of the device: no value outside
 *         the device object is looked at.
 *
 * Standard CLSI POCT1-A2 annex B (device messaging layer)
 */
#include <assert.h>

#include "classify/dissector.h"
#include "classify/proto/words.h"
#include "classify/proto/xml.h"

enum {
	PIECE_MAX = 4096,   /* one tag or comment                              */
	VALUE_MAX = 160,
	EUI_MAX = 16,
	AT_ROOT = 1, AT_OBJECT = 2, AT_VALUE = 3, /* depths                    */
};

/* One direction of a connection. */
struct poct1_side {
	uint8_t message;    /* row of messages and one; 0 between them         */
	uint8_t depth;      /* of open elements                                */
	bool device;        /* inside the device object of a hello             */
	bool lost;          /* looking for the next message                    */
	uint32_t part;      /* the device of the last hello, 0 when it has no
			       number of its own                               */
};

struct poct1_state {
	bool recognised, role_told, clear_told;
	struct poct1_side side[2];
};
static_assert(sizeof(struct poct1_state) <= STATE_MAX, "fits its flow");

enum speaker { EITHER, DEVICE, MANAGER };

static const struct message {
	const char *name;
	enum speaker from;
} messages[] = {
	{"HEL.R01", DEVICE},  {"DST.R01", DEVICE},  {"ACK.R01", EITHER},
	{"REQ.R01", MANAGER}, {"OBS.R01", DEVICE},  {"OBS.R02", DEVICE},
	{"EOT.R01", EITHER},  {"DTV.R01", MANAGER}, {"DTV.R02", MANAGER},
	{"EVS.R01", DEVICE},  {"OPL.R01", MANAGER}, {"OPL.R02", MANAGER},
	{"PTL.R01", MANAGER}, {"PTL.R02", MANAGER}, {"KPA.R01", EITHER},
	{"ESC.R01", EITHER},  {"END.R01", EITHER},
};

enum { HELLO = 1 };

static const struct value {
	const char *name;
	enum attr attr;
} values[] = {
	{"DEV.vendor_id", A_poct1_vendor},
	{"DEV.manufacturer_name", A_poct1_maker},
	{"DEV.model_id", A_poct1_model},
	{"DEV.serial_id", A_poct1_serial},
	{"DEV.hw_version", A_poct1_hardware},
	{"DEV.sw_version", A_poct1_version},
};

/* The row of a message and one, 0 when it is none. */
static uint8_t message_of(const struct xml_piece *piece)
{
	for (unsigned i = 0; i < sizeof(messages) / sizeof(messages[0]); i++)
		if (cur_left(&piece->prefix) == 0 &&
		    xml_is(piece->name, messages[i].name))
			return (uint8_t)(i + 1);
	return 0;
}

enum { MARK = 3 };

/* Octets of a byte order mark at the front; fewer than MARK when it is cut. */
static size_t mark_at(const struct cur *in)
{
	static const uint8_t mark[MARK] = {0xef, 0xbb, 0xbf};
	size_t n = 0;

	while (n < MARK && n < cur_left(in) && cur_at(in, n) == mark[n])
		n++;
	return n == MARK || n == cur_left(in) ? n : 0;
}

/* A message of the list, whose first element is its header. */
static enum guess poct1_probe(struct cur first, enum side from)
{
	size_t mark = mark_at(&first);
	struct xml_piece piece;
	bool root = false;

	(void)from;
	if (mark > 0 && mark < MARK)
		return MORE;
	cur_skip(&first, mark);
	for (;;) {
		pass_blanks(&first);
		if (cur_left(&first) > 0 && cur_at(&first, 0) != '<')
			return NO;
		piece = xml_piece(&first);
		if (piece.kind == XML_SHORT)
			return MORE;
		if (piece.kind == XML_OTHER)
			continue;
		if (piece.kind != XML_OPEN)
			return NO;
		if (root)
			return xml_is(piece.name, "HDR") ? YES : NO;
		if (message_of(&piece) == 0 || piece.empty)
			return NO;
		root = true;
	}
}

static struct poct1_side *side_of(const struct dissect *d)
{
	struct poct1_state *s = d->state;

	return &s->side[d->from];
}

/* Who says hello is told with its device. */
static void tell_sides(struct dissect *d, unsigned message)
{
	struct poct1_state *s = d->state;
	enum speaker from = messages[message].from;
	bool device = from == DEVICE, hello = message + 1 == HELLO;

	if (!s->recognised) {
		obs_protocol(d, "poct1", false);
		obs_word(d, ABOUT_LISTENER, A_poct1_clear, 1);
	}
	if (!hello && !s->clear_told)
		obs_word(d, ABOUT_SPEAKER, A_poct1_clear, 1);
	s->recognised = true;
	s->clear_told = s->clear_told || !hello;
	if (from == EITHER || s->role_told)
		return;
	obs_term(d, ABOUT_LISTENER, A_poct1_role, device ? "manager" : "device");
	if (!hello)
		obs_term(d, ABOUT_SPEAKER, A_poct1_role,
			 device ? "device" : "manager");
	s->role_told = !hello;
}

static void tell_hello(struct dissect *d, uint32_t part)
{
	struct poct1_state *s = d->state;

	obs_part(d, part);
	obs_term(d, ABOUT_ORIGIN, A_poct1_role, "device");
	obs_word(d, ABOUT_ORIGIN, A_poct1_clear, 1);
	s->role_told = s->clear_told = true;
}

/* What a device object (the rest of it) tells it from others by; false when
 * that may still come. */
static bool find_part(const struct dissect *d, struct cur in)
{
	struct poct1_side *me = side_of(d);
	bool much = cur_left(&in) >= PIECE_MAX, cut = much || d->cut;
	struct cur none = cur_of(in.p, 0), device = none, model = none,
		   serial = none;
	struct xml_piece piece;
	ptrdiff_t n;

	in = much ? cur_take(&in, PIECE_MAX) : in;
	for (;;) {
		n = cur_find(&in, '<');
		cur_skip(&in, n < 0 ? cur_left(&in) : (size_t)n);
		piece = xml_piece(&in);
		if (piece.kind == XML_SHORT && !cut)
			return false;
		if (piece.kind == XML_SHORT || piece.kind == XML_BAD ||
		    (piece.kind == XML_CLOSE && xml_is(piece.name, "DEV")))
			break;
		if (piece.kind != XML_OPEN)
			continue;
		if (xml_is(piece.name, "DEV.device_id"))
			device = xml_value(piece.attributes, "V");
		else if (xml_is(piece.name, "DEV.model_id"))
			model = xml_value(piece.attributes, "V");
		else if (xml_is(piece.name, "DEV.serial_id"))
			serial = xml_value(piece.attributes, "V");
	}
	me->part = cur_left(&serial) > 0   ? part_number(serial, model)
		   : cur_left(&device) > 0 ? part_number(device, none) : 0;
	return true;
}

/* DEV.device_id is the maker's own composition, or a MAC address. */
static void tell_device(struct dissect *d, struct cur id)
{
	uint8_t eui[EUI_MAX];
	size_t n = 0;

	while (cur_left(&id) > 0) {
		uint8_t c = cur_u8(&id);

		if ((c == ':' || c == '-') && n % 2 == 0)
			continue;
		if (n == EUI_MAX)
			return;
		eui[n++] = c;
	}
	obs_text(d, ABOUT_ORIGIN, A_poct1_device, cur_of(eui, n));
}

static void tell_value(struct dissect *d, const struct xml_piece *piece)
{
	uint8_t plain[VALUE_MAX];
	struct cur v = xml_plain(xml_value(piece->attributes, "V"), plain,
				 sizeof(plain));

	obs_part(d, side_of(d)->part);
	for (unsigned i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		if (xml_is(piece->name, values[i].name))
			obs_text(d, ABOUT_ORIGIN, values[i].attr, v);
	if (xml_is(piece->name, "DEV.device_id"))
		tell_device(d, v);
}

/* False when no message begins here. */
static bool begin(struct poct1_side *me, const struct xml_piece *piece)
{
	me->message = message_of(piece);
	me->depth = AT_ROOT;
	me->device = false;
	return me->message > 0 && !piece->empty;
}

static bool begins_device(const struct poct1_side *me,
			  const struct xml_piece *piece)
{
	return me->message == HELLO && xml_is(piece->name, "DEV");
}

static bool open_element(struct dissect *d, const struct xml_piece *piece)
{
	struct poct1_side *me = side_of(d);

	if (me->message == 0)
		return begin(me, piece);
	if (me->depth == AT_ROOT && xml_is(piece->name, "HDR"))
		tell_sides(d, me->message - 1);
	if (me->depth == XML_DEPTH)
		return false;
	me->depth++;
	if (me->depth == AT_OBJECT) {
		me->device = begins_device(me, piece);
		if (me->device)
			tell_hello(d, me->part);
	}
	if (me->depth == AT_VALUE && me->device)
		tell_value(d, piece);
	if (piece->empty)
		me->depth--;
	return true;
}

static bool close_element(struct poct1_side *me, const struct xml_piece *piece)
{
	if (me->depth == 0)
		return false;
	if (--me->depth > 0)
		return true;
	if (message_of(piece) != me->message)
		return false;
	me->message = 0;
	return true;
}

static struct verdict broken(struct dissect *d)
{
	const struct poct1_state *s = d->state;

	return s->recognised ? malformed() : not_mine();
}

/* What may stand before a message: taken by itself, so that it matters not how
 * it was cut. */
static struct verdict before_message(struct dissect *d)
{
	struct cur in = d->in;
	size_t mark = mark_at(&in);

	if (mark > 0)
		return mark < MARK ? need(MARK) : took(MARK);
	pass_blanks(&in);
	if (cur_left(&in) == cur_left(&d->in))
		return broken(d);
	return took(cur_left(&d->in) - cur_left(&in));
}

static struct verdict next(struct dissect *d)
{
	struct poct1_side *me = side_of(d);
	struct cur in = d->in;
	struct xml_piece piece;
	bool good = true;

	if (cur_left(&in) > 0 && cur_at(&in, 0) != '<') {
		ptrdiff_t n = cur_find(&in, '<');

		/* Texts hold nothing that is read: over them as they come. */
		return me->message == 0 ? before_message(d)
					: took(n < 0 ? cur_left(&in)
						     : (uint64_t)n);
	}
	piece = xml_piece(&in);
	if (piece.kind == XML_SHORT)
		return cur_left(&d->in) < PIECE_MAX
			       ? need(cur_left(&d->in) + 1) : broken(d);
	if (piece.kind == XML_OPEN && me->depth == AT_ROOT &&
	    begins_device(me, &piece) && !find_part(d, in))
		return need(cur_left(&d->in) + 1);
	if (piece.kind == XML_OPEN)
		good = open_element(d, &piece);
	else if (piece.kind == XML_CLOSE)
		good = close_element(me, &piece);
	if (piece.kind == XML_BAD || !good)
		return broken(d);
	return took(cur_left(&d->in) - cur_left(&in));
}

/* After a gap: on to the next message. */
static struct verdict search(struct dissect *d)
{
	struct cur in = d->in;
	ptrdiff_t at = cur_find(&in, '<');
	enum guess g;

	if (at != 0)
		return took(at < 0 ? cur_left(&in) : (size_t)at);
	g = poct1_probe(cur_of(in.p, cur_left(&in) < PROBE_MAX ? cur_left(&in)
							       : PROBE_MAX),
			d->from);
	if (g == MORE && cur_left(&in) < PROBE_MAX)
		return need(cur_left(&in) + 1);
	if (g != YES)
		return took(1);
	*side_of(d) = (struct poct1_side){0};
	return next(d);
}

/* Of a hello whose device is lost somebody said it, whoever that is. */
static void lose(struct dissect *d)
{
	const struct poct1_state *s = d->state;
	struct poct1_side *me = side_of(d);

	if (me->message == HELLO && s->recognised && !s->role_told)
		tell_hello(d, 0);
	me->lost = true;
}

static struct verdict poct1_parse(struct dissect *d)
{
	struct verdict v;
	uint64_t n = 0;

	if (d->after_gap)
		lose(d);
	do {
		v = side_of(d)->lost ? search(d) : next(d);
		if (v.what == NEED && d->cut)
			lose(d);
		if (v.what != TOOK)
			return n > 0 ? took(n) : v;
		cur_skip(&d->in, v.n);
		n += v.n;
	} while (cur_left(&d->in) > 0);
	return took(n);
}

const struct dissector dissector_poct1 = {
	.name = "poct1",
	.title = "POCT1-A point-of-care messaging",
	.carrier = ON_TCP,
	.resyncs = true,
	.reads_cut = true,
	.hints = {3001},
	.state_size = sizeof(struct poct1_state),
	.probe = poct1_probe,
	.parse = poct1_parse,
};
