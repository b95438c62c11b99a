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
 * Any other device is one whose data is passed on, a part of the sender, if it
 * can be told from its like: by EUI, serial number or UUID. Product
 * specifications of the containment tree belong to the device of their row, or
 * of the last row before them that named one.
 *
 * Standard HL7 2.9 chapters 2, 7, 13; IHE devices technical framework volume
 * 2 appendix B (OBX-4 containment, OBX-18); IEEE 11073-20601 (MDC_ID_..).
 */
#include "classify/proto/hl7.h"

enum {
	REPETITIONS_MAX = 4,
	SAME_LEAST = 4,     /* letters that make two names alike               */
	YEAR_DIGITS = 4,
};

/* Words in MSH-3 of systems that speak for others. */
static const char *const go_betweens[] = {
	"GATEWAY", "ENGINE", "MIRTH", "RHAPSODY", "CLOVERLEAF", "ENSEMBLE",
	"COREPOINT", "MIDDLEWARE", "BROKER", "SERVER", "INTELLIBRIDGE",
};

/* Rows of the containment tree that specify the product: OBX-3.2. */
static const struct specification {
	const char *name;
	enum attr attr;
} specifications[] = {
	{"MDC_ID_PROD_SPEC_SERIAL", A_hl7_serial},
	{"MDC_ID_PROD_SPEC_SW", A_hl7_version},
	{"MDC_ID_PROD_SPEC_MANUF", A_hl7_vendor},
	{"MDC_ID_MODEL_MANUF", A_hl7_vendor},
	{"MDC_ID_MODEL_NUMBER", A_hl7_model},
	{"MDC_ATTR_ID_MODEL", A_hl7_model},
};

static bool contains(const char *text, size_t n, const char *part, size_t m)
{
	return m > 0 && n >= m && memmem(text, n, part, m) != NULL;
}

/* Whether one name is part of the other, short ones aside. */
bool hl7_alike(const struct hl7_side *me, struct cur text)
{
	struct hl7_name a = hl7_reduce(text);

	if (a.n < SAME_LEAST || me->name_n < SAME_LEAST)
		return false;
	return contains(a.text, a.n, me->name, me->name_n) ||
	       contains(me->name, me->name_n, a.text, a.n);
}

/* Remembers the sender's own serial number; false if it is another. */
static bool same_serial(struct hl7_side *me, struct cur serial)
{
	uint32_t h = hl7_hash(serial);

	if (cur_left(&serial) == 0)
		return true;
	if (me->serial == 0)
		me->serial = h;
	return me->serial == h;
}

static bool is_sender(struct hl7_side *me, const struct hl7_identifier *v)
{
	if (me->many || me->gateway)
		return false;
	if (v->eui_n > 0 && me->eui != 0) {
		if (hl7_hash(hl7_eui(v)) != me->eui)
			return false;
	} else if (!hl7_alike(me, v->model)) {
		return false;
	}
	return same_serial(me, v->serial);
}

/* About whom texts of the device in hand are. */
static enum about about_device(struct dissect *d)
{
	const struct hl7_side *me = hl7_side_of(d);
	bool own = me->owner == OWNER_SENDER;

	obs_part(d, own ? me->origin : me->part);
	return own ? ABOUT_ORIGIN : ABOUT_CARRIED;
}

static void tell_device(struct dissect *d, const struct hl7_identifier *v)
{
	enum about about = about_device(d);

	obs_text(d, about, A_hl7_model, v->model);
	obs_text(d, about, A_hl7_serial, v->serial);
	obs_text(d, about, A_hl7_vendor, v->vendor);
	/* The sender's own is told with MSH-3. */
	if (about != ABOUT_CARRIED)
		return;
	obs_text(d, about, A_hl7_device, hl7_eui(v));
	obs_text(d, about, A_hl7_uuid, v->uuid);
}

/* In LAW (IHE LAB-29) the place behind the model is its maker's. */
static void read_maker(const struct hl7_side *me, struct hl7_identifier *v,
		       struct cur in)
{
	struct cur maker = word_part(in, me->component, 1);

	if (me->law && cur_left(&v->model) > 0 && hl7_digits(maker) == 0)
		v->vendor = maker;
}

/* LAW gives model and serial number of the analyser as two repetitions of one
 * field. */
static bool is_rest(struct hl7_side *me, const struct hl7_identifier *v)
{
	return v->eui_n == 0 && cur_left(&v->model) == 0 &&
	       same_serial(me, v->serial);
}

static bool has_figure(const struct hl7_identifier *v)
{
	return v->eui_n > 0 || hl7_digits(v->model) + hl7_digits(v->serial) > 0;
}

/* The number that the repetitions of one field have in common. */
static uint32_t number_of_field(const struct hl7_identifier *v, unsigned n)
{
	uint32_t number = 0;

	for (unsigned i = 0; i < n; i++)
		if (!v[i].own && hl7_stands_alone(&v[i]))
			return hl7_number_of(&v[i]);
	for (unsigned i = 0; i < n && number == 0; i++)
		if (!v[i].own)
			number = hl7_number_of(&v[i]);
	return number;
}

/* All repetitions of a field that names devices; `part` says it is one of a
 * larger device, whose own parts are no assets. The serial number may stand
 * elsewhere. */
static void read_devices(struct dissect *d, struct cur in, bool part,
			 struct cur serial)
{
	struct hl7_side *me = hl7_side_of(d);
	struct hl7_identifier v[REPETITIONS_MAX];
	unsigned n = 0;
	uint32_t common;
	bool own = false;

	while (n < REPETITIONS_MAX && cur_left(&in) > 0) {
		struct hl7_identifier *one = &v[n];
		struct cur text = cur_until(&in, me->repetition);

		*one = hl7_identifier(text, me->component);
		read_maker(me, one, text);
		if (n == 0 && cur_left(&one->serial) == 0)
			one->serial = serial;
		own = is_sender(me, one) || (own && is_rest(me, one));
		one->own = own;
		/* A name without any figure may be a person's. */
		n += own || (!part && has_figure(one));
	}
	common = number_of_field(v, n);
	for (unsigned i = 0; i < n; i++) {
		me->owner = v[i].own ? OWNER_SENDER : OWNER_OTHER;
		me->part = hl7_stands_alone(&v[i]) ? hl7_number_of(&v[i]) : common;
		tell_device(d, &v[i]);
	}
}

enum about hl7_about(struct dissect *d)
{
	const struct hl7_side *me = hl7_side_of(d);

	obs_part(d, me->origin);
	return me->many ? ABOUT_CARRIED : ABOUT_ORIGIN;
}

void hl7_sender(struct dissect *d, struct cur msh3)
{
	struct hl7_side *me = hl7_side_of(d);
	struct cur first = word_part(word_part(msh3, me->repetition, 0),
				    me->component, 0);
	struct hl7_name name = hl7_reduce(first);
	struct hl7_identifier id = {.eui_n = 0};
	uint32_t h = hl7_hash(msh3);

	me->many = me->many || (me->sender != 0 && me->sender != h);
	if (me->sender == 0)
		me->sender = h;
	me->latest = (uint16_t)h;
	memcpy(me->name, name.text, HL7_NAME);
	me->name_n = name.n;
	me->gateway = false;
	for (size_t i = 0; i < sizeof(go_betweens) / sizeof(*go_betweens); i++)
		me->gateway |= contains(name.text, name.n, go_betweens[i],
				     strlen(go_betweens[i]));
	if (hl7_is_eui_type(word_part(msh3, me->component, 2)))
		id.eui_n = hl7_read_eui(word_part(msh3, me->component, 1),
					id.eui);
	me->eui = id.eui_n > 0 ? hl7_hash(hl7_eui(&id)) : 0;
	me->origin = hl7_number_of(&id);
	if (me->origin == 0)
		me->origin = part_number(msh3, cur_of(msh3.p, 0));
	obs_text(d, hl7_about(d), A_hl7_application, first);
	obs_text(d, hl7_about(d), A_hl7_device, hl7_eui(&id));
}

/* EQU-1 */
void hl7_equipment(struct dissect *d, struct cur in)
{
	read_devices(d, word_part(in, hl7_side_of(d)->field, 1), false,
		     cur_of(in.p, 0));
}

/* Whether what a row of the containment tree says is about the sender. */
static bool is_about_sender(const struct hl7_side *me)
{
	return !me->many && !me->gateway && me->owner != OWNER_OTHER &&
	       (me->owner == OWNER_SENDER || me->eui != 0);
}

/* A product specification: the only values of observations that are read. */
static void specify(struct dissect *d, const struct specification *row,
		    struct cur value)
{
	struct hl7_side *me = hl7_side_of(d);
	bool own = is_about_sender(me);

	if (own && row->attr == A_hl7_serial && !same_serial(me, value))
		own = false;
	if (own) {
		obs_text(d, hl7_about(d), row->attr, value);
		return;
	}
	/* The serial number may be all that tells it from its like. */
	if (row->attr == A_hl7_serial && me->part == 0)
		me->part = part_number(value, cur_of(value.p, 0));
	obs_part(d, me->part);
	obs_text(d, ABOUT_CARRIED, row->attr, value);
}

/* A separator within a result moves all behind it, and where the device should
 * stand there is a person: the one letter of the status (OBX-11) and the times
 * (OBX-12, OBX-14) show it. The fields from OBX-11 on. */
static bool is_in_place(struct cur in, uint8_t separator)
{
	for (unsigned i = 11; i <= 17; i++) {
		struct cur v = cur_until(&in, separator);
		bool letter = cur_left(&v) == 1 && hl7_plain(cur_at(&v, 0)) >= 'A';

		if (cur_left(&v) == 0)
			continue;
		if (letter != (i == 11))
			return false;
		if ((i == 12 || i == 14) && hl7_digits(v) < YEAR_DIGITS)
			return false;
	}
	return true;
}

/* MDC_DEV_PUMP_INFUS_SYRINGE_MDS: a row that stands for a whole device. */
static void tell_kind(struct dissect *d, struct cur name)
{
	static const char start[] = "MDC_DEV_", end[] = "_MDS";
	static const char pump[] = "MDC_DEV_PUMP_INFUS_";
	size_t n = cur_left(&name);

	if (n < sizeof(start) + sizeof(end) || !CUR_IS(&name, start) ||
	    memcmp(name.end - sizeof(end) + 1, end, sizeof(end) - 1) != 0)
		return;
	hl7_side_of(d)->pump = CUR_IS(&name, pump) &&
			       n >= sizeof(pump) + sizeof(end) - 1;
	if (is_about_sender(hl7_side_of(d))) {
		obs_text(d, hl7_about(d), A_hl7_kind, name);
		return;
	}
	obs_part(d, hl7_side_of(d)->part);
	obs_text(d, ABOUT_CARRIED, A_hl7_kind, name);
}

/* OBX-18, with the fields from OBX-11 on before it. Each row of a message
 * repeats whose it is, and each message. */
static void name_device(struct dissect *d, struct cur tail, bool part)
{
	struct hl7_side *me = hl7_side_of(d);
	bool first = me->owner == OWNER_UNTOLD;
	struct cur in = tail, name;
	uint32_t device;
	uint64_t news;

	cur_pass(&in, me->field, 7);
	name = cur_until(&in, me->field);
	device = hl7_hash(name) ^ part;
	if (device == me->device || !is_in_place(tail, me->field))
		return;
	me->device = device;
	news = obs_news(d);
	if (first && hl7_remembers(&me->named, device, news)) {
		me->owner = me->named_owner;
		me->part = me->named_part;
		return;
	}
	read_devices(d, name, part, cur_of(name.p, 0));
	if (!first)
		return;
	me->named_owner = me->owner;
	me->named_part = me->part;
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
				word_part(value, hl7_side_of(d)->component, 0));
}

/* The first place of the containment (OBX-4), two octets of it; 0: none. */
static uint16_t mds_of(struct cur containment)
{
	uint8_t second = cur_at(&containment, 1);

	return (uint16_t)(cur_at(&containment, 0) |
			  (second != '.' ? second << 8 : 0));
}

/* Another device of the containment tree: what comes is not about the one that
 * was named before, unless its row names that again. */
static void leave_device(struct hl7_side *me, uint16_t mds)
{
	if (mds == 0)
		return;
	if (me->owner == OWNER_OTHER)
		me->part = me->device = 0;
	me->mds = mds;
	me->pump = false;
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
	struct hl7_side *me = hl7_side_of(d);
	struct cur code, value, containment;
	bool part;

	cur_pass(&in, me->field, 3);
	code = cur_until(&in, me->field);
	cur_pass(&code, me->component, 1);
	containment = cur_until(&in, me->field);
	part = is_part(containment);
	value = in;
	cur_pass(&in, me->field, 6);
	if (mds_of(containment) != me->mds)
		leave_device(me, mds_of(containment));
	name_device(d, in, part);
	/* Of a single pump its only part says which model it is. */
	if (part && !(me->pump && CUR_IS(&code, "MDC_ATTR_ID_MODEL")))
		return;
	read_specification(d, code, cur_until(&value, me->field));
	tell_kind(d, cur_until(&code, me->component));
}

/* PRT: a device takes part, if no person is named (PRT-5). The unique device
 * identifier stands in PRT-16 and is seen one place off. */
void hl7_participation(struct dissect *d, struct cur in)
{
	struct hl7_side *me = hl7_side_of(d);
	struct hl7_fields prt = hl7_split(in, me->field);
	struct hl7_identifier v = {.serial = hl7_without_sn(prt.part[20])};

	if (cur_left(&prt.part[5]) > 0)
		return;
	read_devices(d, prt.part[10], false, v.serial);
	if (me->owner == OWNER_UNTOLD)
		return;
	if (me->owner == OWNER_SENDER && !same_serial(me, v.serial))
		v.serial = cur_of(in.p, 0);
	else if (me->owner == OWNER_OTHER && me->part == 0)
		me->part = hl7_number_of(&v);
	tell_device(d, &v);
	for (unsigned i = 15; i <= 22; i++) {
		struct cur text = prt.part[i];

		if (CUR_IS(&text, "(01)") || cur_at(&text, 0) == '+')
			obs_text(d, about_device(d), A_udi, text);
	}
}
