/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hl7_device - which device a message names, and whether that is the sender.
 *
 * Interface engines and gateways pass on what others said. So a device is
 * taken for the sender only if all of this holds:
 *   - the connection has carried messages of one MSH-3 only,
 *   - MSH-3 does not call itself a gateway, an engine or the like,
 *   - the device has the identifier (EUI) of MSH-3; or, when one of the two
 *     has none, its model and the name in MSH-3 are alike,
 *   - and it shows the same serial number as before on this connection.
 * Any other device is one whose data is passed on. Product specifications of
 * the containment tree belong to the device row before them.
 *
 * Standard HL7 2.9 chapters 2, 7, 13; IHE devices technical framework volume
 * 2 appendix B (OBX-4 containment, OBX-18); IEEE 11073-20601 (MDC_ID_..).
 */
#include "classify/proto/hl7.h"

enum {
	REPETITIONS_MAX = 4,
	SAME_LEAST = 4,     /* letters that make two names alike               */
	SERIAL_DIGITS = 5,  /* so many digits in one word are no model         */
	NAMESPACE_DIGITS = 4,
	UUID_LENGTH = 36,
	YEAR_DIGITS = 4,
};

/* Words in MSH-3 of systems that speak for others. */
static const char *const go_betweens[] = {
	"GATEWAY", "ENGINE", "MIRTH", "RHAPSODY", "CLOVERLEAF", "ENSEMBLE",
	"COREPOINT", "MIDDLEWARE", "BROKER", "SERVER", "INTELLIBRIDGE",
};

/* Kinds of universal identifiers, HL7 table 0301: no serials, no makers. */
static const char *const id_types[] = {
	"ISO", "UUID", "GUID", "DNS", "URI", "HL7", "HCD", "RANDOM", "L", "M",
	"N", "X400", "X500", "CLIA", "CLIP", "CAP",
};

/* Rows of the containment tree that specify the product: OBX-3.2. */
static const struct specification {
	const char *name;
	enum attr own, carried;
} specifications[] = {
	{"MDC_ID_PROD_SPEC_SERIAL", A_hl7_serial, A_hl7_carried_serial},
	{"MDC_ID_PROD_SPEC_SW", A_hl7_version, A_none},
	{"MDC_ID_PROD_SPEC_MANUF", A_hl7_vendor, A_hl7_carried_vendor},
	{"MDC_ID_MODEL_MANUF", A_hl7_vendor, A_hl7_carried_vendor},
	{"MDC_ID_MODEL_NUMBER", A_hl7_model, A_hl7_carried_model},
	{"MDC_ATTR_ID_MODEL", A_hl7_model, A_hl7_carried_model},
};

/* A name reduced to what two spellings of it have in common. */
struct name {
	char text[HL7_NAME];
	uint8_t n;
};

struct device {
	struct cur model, serial, vendor;
	char eui[HL7_EUI];
	uint8_t eui_n;
};

static struct hl7_side *side_of(const struct dissect *d)
{
	struct hl7_state *s = d->state;

	return &s->side[d->from];
}

/* Capital letter or digit; 0 for anything else. */
static char plain(uint8_t c)
{
	if (c >= 'a' && c <= 'z')
		return (char)(c - 'a' + 'A');
	return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? (char)c : 0;
}

static struct name reduce(struct cur text)
{
	struct name name = {.n = 0};

	while (cur_left(&text) > 0 && name.n < HL7_NAME) {
		char c = plain(cur_u8(&text));

		if (c != 0)
			name.text[name.n++] = c;
	}
	return name;
}

static bool holds(const char *text, size_t n, const char *part, size_t m)
{
	return m > 0 && n >= m && memmem(text, n, part, m) != NULL;
}

/* Whether one name is part of the other, short ones aside. */
bool hl7_alike(const struct hl7_side *me, struct cur text)
{
	struct name a = reduce(text);

	if (a.n < SAME_LEAST || me->name_n < SAME_LEAST)
		return false;
	return holds(a.text, a.n, me->name, me->name_n) ||
	       holds(me->name, me->name_n, a.text, a.n);
}

/* Never 0. */
static uint32_t hash(struct cur text)
{
	uint64_t h = mix(MIX_START, text.p, cur_left(&text));

	h = (uint32_t)h ^ h >> 32;
	return h == 0 ? 1 : (uint32_t)h;
}

/* EUI-48 or EUI-64 with or without separators; 0 if it is none. */
static uint8_t read_eui(struct cur text, char out[HL7_EUI])
{
	static const char hex[] = "0123456789ABCDEF";
	uint8_t n = 0;
	bool zero = true, full = true;

	while (cur_left(&text) > 0) {
		uint8_t octet = cur_u8(&text);
		char c = plain(octet);

		if (c == 0 && (octet == '-' || octet == ':' || octet == ' '))
			continue;
		if (c == 0 || strchr(hex, c) == NULL || n == HL7_EUI)
			return 0;
		zero = zero && c == '0';
		full = full && c == 'F';
		out[n++] = c;
	}
	return (n == 12 || n == 16) && !zero && !full ? n : 0;
}

static size_t digits(struct cur text)
{
	size_t n = 0;

	while (cur_left(&text) > 0) {
		uint8_t c = cur_u8(&text);

		n += c >= '0' && c <= '9';
	}
	return n;
}

static bool is_id_type(struct cur text)
{
	struct name a = reduce(text);

	for (size_t i = 0; i < sizeof(id_types) / sizeof(id_types[0]); i++)
		if (strlen(id_types[i]) == a.n &&
		    memcmp(a.text, id_types[i], a.n) == 0)
			return true;
	return false;
}

static bool is_eui_type(struct cur text)
{
	struct name a = reduce(text);

	return a.n >= 3 && memcmp(a.text, "EUI", 3) == 0;
}

/* "SN ASAA-0043" */
static struct cur without_sn(struct cur text)
{
	if (CUR_IS(&text, "SN ") || CUR_IS(&text, "SN:"))
		cur_skip(&text, 3);
	return cur_trim(text, ' ');
}

/* EI.1 is a model, an identifier, a number, or a UUID before a model. */
static void read_first(struct device *v, struct cur text)
{
	struct cur rest = text;
	bool blank = cur_find(&text, ' ') >= 0;

	cur_skip(&rest, UUID_LENGTH);
	if (cur_at(&text, 8) == '-' && cur_at(&text, 13) == '-' &&
	    cur_at(&text, 18) == '-' && cur_at(&text, 23) == '-' &&
	    cur_ok(&rest)) {
		v->model = cur_trim(rest, '-');
		return;
	}
	if (v->eui_n == 0)
		v->eui_n = read_eui(text, v->eui);
	if (read_eui(text, (char[HL7_EUI]){0}) > 0)
		return;
	if (!blank && digits(text) >= SERIAL_DIGITS) {
		if (cur_left(&v->serial) == 0)
			v->serial = text;
		return;
	}
	v->model = text;
}

/* An entity identifier: model, serial or identifier, maker; in many orders. */
static struct device read_device(struct cur ei, uint8_t component)
{
	struct device v = {.eui_n = 0};
	struct cur second = without_sn(hl7_part(ei, component, 1));
	struct cur third = hl7_part(ei, component, 2);
	struct cur type = hl7_part(ei, component, 3);

	if (is_eui_type(type)) {
		v.eui_n = read_eui(third, v.eui);
	} else if (!is_id_type(type)) {
		v.serial = third;
		v.vendor = type;
	}
	if (cur_left(&v.serial) == 0 && digits(second) >= NAMESPACE_DIGITS)
		v.serial = second;
	read_first(&v, hl7_part(ei, component, 0));
	return v;
}

/* Remembers the sender's own serial number; false if it is another. */
static bool same_serial(struct hl7_side *me, struct cur serial)
{
	uint32_t h = hash(serial);

	if (cur_left(&serial) == 0)
		return true;
	if (me->serial == 0)
		me->serial = h;
	return me->serial == h;
}

static bool is_sender(struct hl7_side *me, const struct device *v)
{
	if (me->many || me->gateway)
		return false;
	if (v->eui_n > 0 && me->eui_n > 0) {
		if (v->eui_n != me->eui_n ||
		    memcmp(v->eui, me->eui, v->eui_n) != 0)
			return false;
	} else if (!hl7_alike(me, v->model)) {
		return false;
	}
	return same_serial(me, v->serial);
}

static void tell_device(struct dissect *d, const struct device *v)
{
	struct hl7_side *me = side_of(d);

	if (me->owner == OWNER_SENDER) {
		obs_text(d, ABOUT_SPEAKER, A_hl7_model, v->model);
		obs_text(d, ABOUT_SPEAKER, A_hl7_serial, v->serial);
		obs_text(d, ABOUT_SPEAKER, A_hl7_vendor, v->vendor);
		return;
	}
	obs_text(d, ABOUT_CARRIED, A_hl7_carried_model, v->model);
	obs_text(d, ABOUT_CARRIED, A_hl7_carried_serial, v->serial);
	obs_text(d, ABOUT_CARRIED, A_hl7_carried_vendor, v->vendor);
	obs_text(d, ABOUT_CARRIED, A_hl7_carried_device,
		 cur_of(v->eui, v->eui_n));
}

/* LAW (IHE LAB-29) gives model and serial number of the analyser as two
 * repetitions of one field. */
static bool is_rest(struct hl7_side *me, const struct device *v)
{
	return v->eui_n == 0 && cur_left(&v->model) == 0 &&
	       same_serial(me, v->serial);
}

static bool has_figure(const struct device *v)
{
	return v->eui_n > 0 || digits(v->model) + digits(v->serial) > 0;
}

/* All repetitions of a field that names devices; `part` says it is one of a
 * larger device, whose own parts are no assets. */
static void read_devices(struct dissect *d, struct cur in, bool part)
{
	struct hl7_side *me = side_of(d);
	bool own = false;

	for (unsigned i = 0; i < REPETITIONS_MAX && cur_left(&in) > 0; i++) {
		struct device v = read_device(cur_until(&in, me->repetition),
					      me->component);

		own = is_sender(me, &v) || (own && is_rest(me, &v));
		/* A name without any figure may be a person's. */
		if (!own && (part || !has_figure(&v)))
			continue;
		me->owner = own ? OWNER_SENDER : OWNER_OTHER;
		tell_device(d, &v);
	}
}

enum about hl7_about(const struct dissect *d)
{
	return side_of(d)->many ? ABOUT_CARRIED : ABOUT_SPEAKER;
}

void hl7_sender(struct dissect *d, struct cur msh3)
{
	struct hl7_side *me = side_of(d);
	struct cur first = hl7_part(hl7_part(msh3, me->repetition, 0),
				    me->component, 0);
	struct name name = reduce(first);
	uint32_t h = hash(msh3);

	me->many = me->many || (me->sender != 0 && me->sender != h);
	if (me->sender == 0)
		me->sender = h;
	memcpy(me->name, name.text, HL7_NAME);
	me->name_n = name.n;
	me->gateway = false;
	for (size_t i = 0; i < sizeof(go_betweens) / sizeof(*go_betweens); i++)
		me->gateway |= holds(name.text, name.n, go_betweens[i],
				     strlen(go_betweens[i]));
	me->eui_n = 0;
	if (is_eui_type(hl7_part(msh3, me->component, 2)))
		me->eui_n = read_eui(hl7_part(msh3, me->component, 1), me->eui);
	obs_text(d, hl7_about(d), A_hl7_application, first);
	obs_text(d, hl7_about(d),
		 me->many ? A_hl7_carried_device : A_hl7_device,
		 cur_of(me->eui, me->eui_n));
}

/* EQU-1 */
void hl7_equipment(struct dissect *d, struct cur in)
{
	read_devices(d, hl7_part(in, side_of(d)->field, 1), false);
}

/* Whether what a row of the containment tree says is about the sender. */
static bool is_about_sender(const struct hl7_side *me)
{
	return !me->many && !me->gateway && me->owner != OWNER_OTHER &&
	       (me->owner == OWNER_SENDER || me->eui_n > 0);
}

/* A product specification: the only values of observations that are read. */
static void specify(struct dissect *d, const struct specification *row,
		    struct cur value)
{
	struct hl7_side *me = side_of(d);
	bool own = is_about_sender(me);

	if (own && row->own == A_hl7_serial && !same_serial(me, value))
		own = false;
	if (own)
		obs_text(d, ABOUT_SPEAKER, row->own, value);
	else if (row->carried != A_none)
		obs_text(d, ABOUT_CARRIED, row->carried, value);
}

/* A separator within a result moves all behind it, and where the device should
 * stand there is a person: the one letter of the status (OBX-11) and the times
 * (OBX-12, OBX-14) show it. The fields from OBX-11 on. */
static bool is_in_place(struct cur in, uint8_t separator)
{
	for (unsigned i = 11; i <= 17; i++) {
		struct cur v = cur_until(&in, separator);
		bool letter = cur_left(&v) == 1 && plain(cur_at(&v, 0)) >= 'A';

		if (cur_left(&v) == 0)
			continue;
		if (letter != (i == 11))
			return false;
		if ((i == 12 || i == 14) && digits(v) < YEAR_DIGITS)
			return false;
	}
	return true;
}

/* MDC_DEV_PUMP_INFUS_SYRINGE_MDS: a row that stands for a whole device. */
static void tell_kind(struct dissect *d, struct cur name)
{
	static const char start[] = "MDC_DEV_", end[] = "_MDS";
	size_t n = cur_left(&name);

	if (n < sizeof(start) + sizeof(end) || !CUR_IS(&name, start) ||
	    memcmp(name.end - sizeof(end) + 1, end, sizeof(end) - 1) != 0)
		return;
	obs_text(d, is_about_sender(side_of(d)) ? ABOUT_SPEAKER : ABOUT_CARRIED,
		 A_hl7_kind, name);
}

/* OBX-18, with the fields from OBX-11 on before it. Each row of a message
 * repeats whose it is, and each message. */
static void name_device(struct dissect *d, struct cur tail, bool part)
{
	struct hl7_side *me = side_of(d);
	bool first = me->owner == OWNER_UNTOLD;
	struct cur in = tail, name;
	uint32_t device;
	uint64_t news;

	cur_pass(&in, me->field, 7);
	name = cur_until(&in, me->field);
	device = hash(name) ^ part;
	if (device == me->device || !is_in_place(tail, me->field))
		return;
	me->device = device;
	news = obs_news(d);
	if (first && hl7_remembers(&me->named, device, news)) {
		me->owner = me->named_owner;
		return;
	}
	read_devices(d, name, part);
	if (!first)
		return;
	me->named_owner = me->owner;
	hl7_remember(d, &me->named, device, news);
}

/* Rows that specify the product. */
static void read_specification(struct dissect *d, struct cur code,
			       struct cur value)
{
	if (!CUR_IS(&code, "MDC_ID_") && !CUR_IS(&code, "MDC_ATTR_ID_"))
		return; /* in haste: such are nearly all */
	for (size_t i = 0;
	     i < sizeof(specifications) / sizeof(specifications[0]); i++)
		if (cur_is(&code, specifications[i].name,
			   strlen(specifications[i].name)))
			specify(d, &specifications[i],
				hl7_part(value, side_of(d)->component, 0));
}

/* A part of a device, by the second place of its containment (OBX-4). */
static bool is_part(struct cur containment)
{
	cur_pass(&containment, '.', 1);
	return cur_left(&containment) > 0 && cur_at(&containment, 0) != '.' &&
	       cur_at(&containment, 0) != '0';
}

void hl7_observation(struct dissect *d, struct cur in)
{
	const struct hl7_side *me = side_of(d);
	struct cur code, value;
	bool part;

	cur_pass(&in, me->field, 3);
	code = cur_until(&in, me->field);
	cur_pass(&code, me->component, 1);
	part = is_part(cur_until(&in, me->field));
	value = in;
	cur_pass(&in, me->field, 6);
	if (!part)
		read_specification(d, code, cur_until(&value, me->field));
	name_device(d, in, part);
	if (!part)
		tell_kind(d, cur_until(&code, me->component));
}

/* PRT: a device takes part, if no person is named (PRT-5). The unique device
 * identifier stands in PRT-16 and is seen one place off. */
void hl7_participation(struct dissect *d, struct cur in)
{
	struct hl7_side *me = side_of(d);
	struct hl7_fields prt = hl7_split(in, me->field);
	struct device v = {.serial = without_sn(prt.part[20])};

	if (cur_left(&prt.part[5]) > 0)
		return;
	read_devices(d, prt.part[10], false);
	if (me->owner == OWNER_UNTOLD || me->many || me->gateway)
		return;
	for (unsigned i = 15; i <= 22; i++) {
		struct cur text = prt.part[i];

		if (me->owner == OWNER_SENDER &&
		    (CUR_IS(&text, "(01)") || cur_at(&text, 0) == '+'))
			obs_text(d, ABOUT_SPEAKER, A_udi, text);
	}
	if (cur_left(&v.serial) > 0 &&
	    (me->owner != OWNER_SENDER || same_serial(me, v.serial)))
		tell_device(d, &v);
}
