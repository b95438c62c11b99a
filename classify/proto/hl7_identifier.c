/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hl7_identifier - entity identifiers of equipment: model, serial number,
 * maker, EUI and UUID, in the many orders that makers give them.
 *
 * Standard HL7 2.9 chapter 2 (EI), table 0301; IHE devices technical framework
 * volume 2 appendix B (OBX-18).
 */
#include "classify/proto/hl7.h"
#include "classify/proto/utf8.h"

enum {
	SERIAL_DIGITS = 5,  /* so many digits in one word are no model         */
	NAMESPACE_DIGITS = 4,
	UUID_LENGTH = 36,
};

/* Kinds of universal identifiers, HL7 table 0301: no serials, no makers. */
static const char *const id_types[] = {
	"ISO", "UUID", "GUID", "DNS", "URI", "HL7", "HCD", "RANDOM", "L", "M",
	"N", "X400", "X500", "CLIA", "CLIP", "CAP",
};

uint8_t hl7_read_eui(struct cur text, char out[HL7_EUI])
{
	static const char hex[] = "0123456789ABCDEF";
	uint8_t n = 0;
	bool zero = true, full = true;

	while (cur_left(&text) > 0) {
		uint8_t octet = cur_u8(&text);
		char c = hl7_plain(octet);

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

static bool is_id_type(struct cur text)
{
	struct hl7_name a = hl7_reduce(text);

	for (size_t i = 0; i < sizeof(id_types) / sizeof(id_types[0]); i++)
		if (strlen(id_types[i]) == a.n &&
		    memcmp(a.text, id_types[i], a.n) == 0)
			return true;
	return false;
}

bool hl7_is_eui_type(struct cur text)
{
	struct hl7_name a = hl7_reduce(text);

	return a.n >= 3 && memcmp(a.text, "EUI", 3) == 0;
}

/* "SN ASAA-0043" */
struct cur hl7_without_sn(struct cur text)
{
	if (CUR_IS(&text, "SN ") || CUR_IS(&text, "SN:"))
		cur_skip(&text, 3);
	return cur_trim(text, ' ');
}

/* A place is no model: protocols know beds by these words. */
static bool is_place(struct cur text)
{
	uint8_t first = cur_at(&text, 0) | 0x20;
	struct hl7_name a = {.n = 0};

	if (first == 'b' || first == 'r')
		a = hl7_reduce(text);
	return (a.n > 3 && memcmp(a.text, "BED", 3) == 0) ||
	       (a.n > 4 && memcmp(a.text, "ROOM", 4) == 0);
}

/* 8-4-4-4-12 hexadecimal digits, with which a text begins. */
static bool is_uuid(struct cur text)
{
	static const char form[] = "00000000-0000-0000-0000-000000000000";

	for (unsigned i = 0; i < UUID_LENGTH; i++) {
		uint8_t c = cur_u8(&text);

		if (form[i] == '-' ? c != '-' : hex_value(c) < 0)
			return false;
	}
	return cur_ok(&text);
}

/* EI.1 is a model, an identifier, a number, or a UUID before a model. */
static void read_first(struct hl7_identifier *v, struct cur text)
{
	struct cur rest = text;
	bool blank = cur_find(&text, ' ') >= 0;

	if (is_uuid(text)) {
		cur_skip(&rest, UUID_LENGTH);
		v->uuid = cur_of(text.p, UUID_LENGTH);
		v->model = cur_trim(rest, '-');
		return;
	}
	/* Figures alone are some number, if nothing calls them an EUI. */
	if (v->eui_n == 0 && hl7_digits(text) < cur_left(&text))
		v->eui_n = hl7_read_eui(text, v->eui);
	if ((v->eui_n > 0 && hl7_read_eui(text, (char[HL7_EUI]){0}) > 0) ||
	    is_place(text))
		return;
	if (!blank && hl7_digits(text) >= SERIAL_DIGITS) {
		if (cur_left(&v->serial) == 0)
			v->serial = text;
		return;
	}
	v->model = text;
}

struct hl7_identifier hl7_identifier(struct cur ei, uint8_t component)
{
	struct hl7_identifier v = {.eui_n = 0};
	struct cur second = hl7_without_sn(word_part(ei, component, 1));
	struct cur third = word_part(ei, component, 2);
	struct cur type = word_part(ei, component, 3);

	if (hl7_is_eui_type(type)) {
		v.eui_n = hl7_read_eui(third, v.eui);
	} else if (!is_id_type(type)) {
		/* Some leave a place out: that is a kind or a maker, no
		 * number. */
		if (hl7_digits(third) > 0 && !is_id_type(third) &&
		    !hl7_is_eui_type(third))
			v.serial = third;
		v.vendor = type;
	}
	if (cur_left(&v.serial) == 0 && hl7_digits(second) >= NAMESPACE_DIGITS)
		v.serial = second;
	read_first(&v, word_part(ei, component, 0));
	return v;
}

struct cur hl7_eui(const struct hl7_identifier *v)
{
	return cur_of(v->eui, v->eui_n);
}

/* B. Braun pumps all show 0012210000000000: a maker, and no device. */
static bool has_own_eui(const struct hl7_identifier *v)
{
	struct cur eui = hl7_eui(v);

	cur_skip(&eui, 6);
	while (cur_left(&eui) > 0)
		if (cur_u8(&eui) != '0')
			return true;
	return false;
}

uint32_t hl7_number_of(const struct hl7_identifier *v)
{
	const struct cur none = cur_of(v->eui, 0);

	if (has_own_eui(v))
		return part_number(hl7_eui(v), none);
	if (cur_left(&v->serial) > 0)
		return part_number(v->serial, v->vendor);
	return cur_left(&v->uuid) > 0 ? part_number(v->uuid, none) : 0;
}

bool hl7_stands_alone(const struct hl7_identifier *v)
{
	return has_own_eui(v) || cur_left(&v->uuid) > 0 ||
	       (cur_left(&v->serial) > 0 && cur_left(&v->model) > 0);
}
