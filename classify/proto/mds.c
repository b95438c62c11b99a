/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mds - attributes of the object that stands for a whole device (MDS).
 *
 * Reads    system model, production specification, system identifier, system
 *          type and list of specialisations; the network address information
 *          of IntelliVue, and its bed label for sites that ask for it.
 * Never    anything of the patient, times, states, settings, any
 *          measurement: attributes without a row in the table are passed over.
 * Standard IEEE 11073-10201 6.3.3, IEEE 11073-20601 6.3.2.3 and annex A;
 *          IntelliVue Data Export Interface Programming Guide, "Attributes".
 */
#include "classify/proto/mds.h"

enum {
	ATTRIBUTES_MAX = 64,
	SPECS_MAX = 32,
	TYPES_MAX = 8,
	PLACE_MAX = 96,
	PART_INFRA = 8,
	/* Kinds and components of production specifications. */
	SPEC_SERIAL = 1, SPEC_SOFTWARE = 4, SPEC_FIRMWARE = 5,
	COMP_UNSPECIFIED = 0, COMP_PRODUCT = 0x08, COMP_SOFTWARE = 0x58,
};

static const struct {
	uint8_t partition;
	uint16_t code;
	const char *name;
} types[] = {
#define MDC(partition, code, name) {partition, code, #name},
#include "classify/proto/mdc.def"
#undef MDC
};

const char *mds_type_name(unsigned partition, unsigned code)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (types[i].partition == partition && types[i].code == code)
			return types[i].name;
	return NULL;
}

void mds_tell_type(struct dissect *d, unsigned partition, unsigned code)
{
	const char *name = mds_type_name(partition, code);

	if (name != NULL)
		obs_term(d, ABOUT_SPEAKER, A_bedside_kind, name);
}

/* Nobody's number: all zeros or all ones. */
static bool is_blank(struct cur c)
{
	uint8_t first = cur_at(&c, 0);

	for (size_t i = 1; i < cur_left(&c); i++)
		if (cur_at(&c, i) != first)
			return false;
	return first == 0 || first == 0xff;
}

void mds_tell_eui(struct dissect *d, struct cur eui)
{
	char text[16];
	struct pen pen = pen_on(text, sizeof(text));
	size_t n = cur_left(&eui);

	if ((n != 6 && n != 8) || is_blank(eui))
		return;
	pen_hex(&pen, eui.p, n);
	obs_text(d, ABOUT_SPEAKER, A_bedside_device, cur_of(text, pen.n));
}

/* Padded to an even length. */
static struct cur label(struct cur *in)
{
	struct cur text = cur_take(in, cur_u16(in));
	ptrdiff_t end = cur_find(&text, '\0');

	if (end >= 0)
		text = cur_take(&text, (size_t)end);
	return cur_trim(text, ' ');
}

/* "M8000" stands for the whole IntelliVue family: an MX800 says so, too. */
static void read_model(struct dissect *d, struct cur in)
{
	struct cur vendor = label(&in), model = label(&in);

	if (!cur_ok(&in))
		return;
	obs_text(d, ABOUT_SPEAKER, A_bedside_vendor, vendor);
	if (!CUR_IS(&vendor, "Philips") || cur_left(&model) != 5 ||
	    !CUR_IS(&model, "M8000"))
		obs_text(d, ABOUT_SPEAKER, A_bedside_model, model);
}

/* Those of the device as a whole: boards and plug-ins have their own. Of
 * software and firmware the former tells more. */
static void read_specification(struct dissect *d, struct cur in)
{
	struct cur software = cur_of(in.p, 0), firmware = software;
	uint16_t count = cur_u16(&in);
	struct cur list = cur_take(&in, cur_u16(&in));

	for (unsigned i = 0; i < count && i < SPECS_MAX; i++) {
		uint16_t kind = cur_u16(&list), component = cur_u16(&list);
		struct cur text = label(&list);
		bool whole = component == COMP_UNSPECIFIED ||
			     component == COMP_PRODUCT;

		if (!cur_ok(&list))
			return;
		if (kind == SPEC_SERIAL && whole)
			obs_text(d, ABOUT_SPEAKER, A_bedside_serial, text);
		else if (kind == SPEC_SOFTWARE &&
			 (whole || component == COMP_SOFTWARE))
			software = text;
		else if (kind == SPEC_FIRMWARE && whole)
			firmware = text;
	}
	obs_text(d, ABOUT_SPEAKER, A_bedside_version,
		 cur_left(&software) > 0 ? software : firmware);
}

static void read_identifier(struct dissect *d, struct cur in)
{
	mds_tell_eui(d, cur_take(&in, cur_u16(&in)));
}

static void read_type(struct dissect *d, struct cur in)
{
	uint16_t partition = cur_u16(&in), code = cur_u16(&in);

	mds_tell_type(d, partition, code);
}

/* 11073-20601: the specialisations that an agent follows, with versions. */
static void read_profiles(struct dissect *d, struct cur in)
{
	uint16_t count = cur_u16(&in);
	struct cur list = cur_take(&in, cur_u16(&in));

	for (unsigned i = 0; i < count && i < TYPES_MAX; i++) {
		uint16_t code = cur_u16(&list);

		cur_skip(&list, 2);
		if (!cur_ok(&list))
			return;
		mds_tell_type(d, PART_INFRA, code);
	}
}

/* IntelliVue: MAC, address and mask. */
static void read_network(struct dissect *d, struct cur in)
{
	mds_tell_eui(d, cur_take(&in, 6));
}

/* IntelliVue: a string of UTF-16, here as UTF-8. */
static void read_place(struct dissect *d, struct cur in)
{
	char text[PLACE_MAX];
	struct pen pen = pen_on(text, sizeof(text));
	struct cur units = cur_take(&in, cur_u16(&in));

	while (cur_left(&units) >= 2) {
		uint16_t c = cur_u16(&units);

		if (c == 0)
			break;
		if (c >= 0x800) {
			pen_char(&pen, (char)(0xe0 | c >> 12));
			pen_char(&pen, (char)(0x80 | (c >> 6 & 0x3f)));
		} else if (c >= 0x80) {
			pen_char(&pen, (char)(0xc0 | c >> 6));
		}
		pen_char(&pen, (char)(c < 0x80 ? c : 0x80 | (c & 0x3f)));
	}
	if (!pen.full)
		obs_text(d, ABOUT_SPEAKER, A_bedside_place,
			 cur_of(text, pen.n));
}

static const struct {
	uint16_t id;
	void (*read)(struct dissect *, struct cur);
} attributes[] = {
	{0x091e, read_place},         /* NOM_ATTR_ID_BED_LABEL                 */
	{0x0928, read_model},         /* MDC_ATTR_ID_MODEL                     */
	{0x092d, read_specification}, /* MDC_ATTR_ID_PROD_SPECN                */
	{0x0984, read_identifier},    /* MDC_ATTR_SYS_ID                       */
	{0x0986, read_type},          /* MDC_ATTR_SYS_TYPE                     */
	{0x0a5a, read_profiles},      /* MDC_ATTR_SYS_TYPE_SPEC_LIST           */
	{0xf100, read_network},       /* NOM_ATTR_NET_ADDR_INFO                */
};

bool mds_read(struct dissect *d, struct cur in)
{
	uint16_t count = cur_u16(&in);
	struct cur list = cur_take(&in, cur_u16(&in));

	for (unsigned i = 0; i < count && i < ATTRIBUTES_MAX; i++) {
		uint16_t id = cur_u16(&list);
		struct cur value = cur_take(&list, cur_u16(&list));

		if (!cur_ok(&list))
			return false;
		for (size_t k = 0; k < sizeof(attributes) / sizeof(*attributes);
		     k++)
			if (attributes[k].id == id)
				attributes[k].read(d, value);
	}
	return cur_ok(&in) && cur_ok(&list);
}
