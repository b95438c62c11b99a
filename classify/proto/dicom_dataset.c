/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dicom_dataset - which equipment made a stored object.
 *
 * Reads a few elements of groups 0008 and 0018, the device identifier among
 * them, and the names of private blocks. Everything else, all of group 0010 and 0011 first of all, is
 * stepped over by its length; nothing from group 0020 on is touched.
 *
 * Standard DICOM PS3.5 sections 7.1 (elements), 7.5 (sequences), 7.8.1
 * (private blocks), annex A (transfer syntaxes); PS3.3 C.7.5.1, C.7.6.16.
 */
#include <strings.h>

#include "classify/proto/dicom.h"

enum {
	ELEMENTS_MAX = 4096,
	NESTING_MAX = 8,
	CREATORS_MAX = 4,
	VALUE_MAX = 64,        /* LO and SH are no longer, PS3.5 6.2           */
	GROUP_FIRST = 0x0008,
	ELEMENT_FIRST = 0x1120, /* steps refer to a patient                     */
	GROUP_PATIENT = 0x0010,
	GROUP_END = 0x0020,    /* study, series: nothing of interest from here */
};

static const uint32_t TAG_CHARACTER_SET = 0x00080005U;
static const uint32_t TAG_IMAGE_TYPE = 0x00080008U;
static const uint32_t TAG_CONVERSION = 0x00080064U;
static const uint32_t TAG_UDI = 0x00181009U;
static const uint32_t TAG_UDI_SEQUENCE = 0x0018100aU;

enum part {
	PART_MODALITY, PART_STATION_AE, PART_VENDOR, PART_INSTITUTION,
	PART_STATION, PART_DEPARTMENT, PART_MODEL, PART_SERIAL, PART_UID,
	PART_VERSION,
	PARTS
};

/* What is read, and what it is called when the sender made the object, and
 * when it may have. */
static const struct part_row {
	uint32_t tag;
	enum attr own, sent;
} parts[PARTS] = {
	[PART_STATION_AE] = {0x00080055, A_none, A_none},
	[PART_MODALITY] = {0x00080060, A_dicom_modality, A_none},
	[PART_VENDOR] = {0x00080070, A_dicom_vendor, A_dicom_sent_vendor},
	[PART_INSTITUTION] = {0x00080080, A_dicom_institution, A_none},
	[PART_STATION] = {0x00081010, A_dicom_station, A_dicom_sent_station},
	[PART_DEPARTMENT] = {0x00081040, A_dicom_department, A_none},
	[PART_MODEL] = {0x00081090, A_dicom_model, A_dicom_sent_model},
	[PART_SERIAL] = {0x00181000, A_dicom_serial, A_dicom_sent_serial},
	[PART_UID] = {0x00181002, A_dicom_device_uid, A_none},
	[PART_VERSION] = {0x00181020, A_dicom_version, A_dicom_sent_version},
};

/* What test objects and installers leave in these places. */
static const char *const meaningless[] = {
	"acme", "acme products", "manufacturer name here", "manufacturer",
	"model", "unknown", "none", "n/a", "null", "default", "anonymous",
	"anonymized", "localhost", "ws01", "station", "stationname",
	"institution", "-",
};

/* VRs with two reserved octets and a length of four, PS3.5 7.1.2. */
static const char long_forms[] = "OB OD OF OL OV OW SQ SV UC UN UR UT UV";

struct equipment {
	struct cur part[PARTS];
	struct cur creator[CREATORS_MAX];
	unsigned creators;
	struct cur udi;           /* of the equipment, PS3.3 C.7.5.1           */
	struct cur character_set; /* of texts, 0008,0005                       */
	bool secondary;           /* reckoned from images after they were made */
};

static bool is_long(uint8_t a, uint8_t b)
{
	for (const char *vr = long_forms;; vr += 3) {
		if (vr[0] == (char)a && vr[1] == (char)b)
			return true;
		if (vr[2] == '\0')
			return false;
	}
}

bool dicom_element(struct cur *in, enum syntax syntax, struct dicom_element *e)
{
	bool big = syntax == SYNTAX_BIG;
	uint32_t group = big ? cur_u16(in) : cur_u16le(in);
	uint8_t a, b;

	e->tag = group << 16 | (big ? cur_u16(in) : cur_u16le(in));
	e->unknown = false;
	if (syntax != SYNTAX_IMPLICIT && group != 0xfffe) {
		a = cur_u8(in);
		b = cur_u8(in);
		e->unknown = a == 'U' && b == 'N';
		if (!is_long(a, b)) {
			e->length = big ? cur_u16(in) : cur_u16le(in);
			return cur_ok(in);
		}
		cur_skip(in, 2);
	}
	e->length = big ? cur_u32(in) : cur_u32le(in);
	return cur_ok(in);
}

/* Objects, worklists and steps begin in group 0008, with its length, a character
 * set, a class, a modality; octets that are deflated do not. */
enum syntax dicom_syntax_by_look(struct cur head)
{
	struct cur big = head;
	uint16_t group = cur_u16le(&head), element = cur_u16le(&head);
	bool letters = cur_at(&head, 0) >= 'A' && cur_at(&head, 0) <= 'Z' &&
		       cur_at(&head, 1) >= 'A' && cur_at(&head, 1) <= 'Z';

	if (group == GROUP_FIRST && element <= ELEMENT_FIRST && letters)
		return SYNTAX_EXPLICIT;
	if (group == GROUP_FIRST && element <= ELEMENT_FIRST)
		return cur_u32le(&head) <= VALUE_MAX && cur_ok(&head)
			       ? SYNTAX_IMPLICIT : SYNTAX_NONE;
	if (letters && cur_u16(&big) == GROUP_FIRST &&
	    cur_u16(&big) <= ELEMENT_FIRST)
		return SYNTAX_BIG;
	return SYNTAX_NONE;
}

/*
 * Steps over a sequence or item without a length, to its delimiter. What is
 * inside an unknown one is implicit little-endian, PS3.5 6.2.2.
 */
static bool skip_nested(struct cur *in, enum syntax syntax, unsigned depth)
{
	struct dicom_element e;

	if (depth == 0)
		return false;
	for (unsigned i = 0; i < ELEMENTS_MAX; i++) {
		if (!dicom_element(in, syntax, &e))
			return false;
		if (e.tag == TAG_ITEM_END || e.tag == TAG_SEQUENCE_END)
			return true;
		if (e.length != DICOM_UNDEFINED)
			cur_skip(in, e.length);
		else if (!skip_nested(in, e.unknown ? SYNTAX_IMPLICIT : syntax,
				      depth - 1))
			return false;
	}
	return false;
}

/* 7.8.1: elements 10 to FF of an odd group name the blocks of a vendor. */
static bool is_creator(uint32_t tag)
{
	return (tag >> 16 & 1) == 1 && (tag & 0xffff) >= 0x10 &&
	       (tag & 0xffff) <= 0xff && tag >> 16 != GROUP_PATIENT + 1;
}

/* PS3.3 C.7.6.1.1.2: the second value of Image Type. */
static bool is_secondary(struct cur value)
{
	cur_until(&value, '\\');
	value = cur_until(&value, '\\');
	value = dicom_trim(value);
	return cur_left(&value) == 9 && CUR_IS(&value, "SECONDARY");
}

/* PS3.3 C.8.6.1: what came in as digits or video was made by the device; what
 * came from a workstation, film or paper was not. */
static bool is_converted(struct cur value)
{
	return !CUR_IS(&value, "DI") && !CUR_IS(&value, "DV");
}

static void note(struct equipment *q, uint32_t tag, struct cur value)
{
	if (tag == TAG_CHARACTER_SET)
		q->character_set = value;
	if (tag == TAG_IMAGE_TYPE)
		q->secondary |= is_secondary(value);
	if (tag == TAG_CONVERSION && cur_left(&value) > 0)
		q->secondary |= is_converted(value);
	value = cur_until(&value, '\\');
	value = dicom_trim(value);
	if (cur_left(&value) == 0 || cur_left(&value) > VALUE_MAX)
		return;
	for (size_t i = 0; i < sizeof(meaningless) / sizeof(*meaningless); i++)
		if (cur_left(&value) == strlen(meaningless[i]) &&
		    strncasecmp((const char *)value.p, meaningless[i],
				cur_left(&value)) == 0)
			return;
	for (unsigned i = 0; i < PARTS; i++)
		if (parts[i].tag == tag)
			q->part[i] = value;
	if (is_creator(tag) && q->creators < CREATORS_MAX)
		q->creator[q->creators++] = value;
}

bool dicom_skip_nested(struct cur *in, enum syntax syntax)
{
	return skip_nested(in, syntax, 2 * NESTING_MAX);
}

/* The first unique device identifier of the sequence that follows; what else
 * its items say is free text. */
static struct cur first_udi(struct cur in, enum syntax syntax)
{
	struct dicom_element e;

	for (unsigned i = 0; i < ELEMENTS_MAX && cur_left(&in) > 0; i++) {
		if (!dicom_element(&in, syntax, &e) ||
		    e.tag == TAG_SEQUENCE_END)
			break;
		if (e.tag == TAG_UDI)
			return dicom_trim(cur_take(&in, e.length));
		if (e.tag == TAG_ITEM || e.tag == TAG_ITEM_END)
			continue;
		if (e.length != DICOM_UNDEFINED)
			cur_skip(&in, e.length);
		else if (!dicom_skip_nested(&in, syntax))
			break;
	}
	return cur_of(NULL, 0);
}

/* What lies in a value whose length is given, or may. */
static struct cur within(struct cur in, uint32_t length)
{
	return length == DICOM_UNDEFINED || length > cur_left(&in)
		       ? in : cur_take(&in, length);
}

/* True when everything of interest was passed, or nothing more can be read. */
static bool collect(struct equipment *q, enum syntax syntax, struct cur in)
{
	struct dicom_element e;

	for (unsigned i = 0; i < ELEMENTS_MAX && cur_left(&in) > 0; i++) {
		if (!dicom_element(&in, syntax, &e))
			return false;
		if (e.tag >> 16 >= GROUP_END || e.tag == TAG_ITEM)
			return true;
		if (e.tag == TAG_UDI_SEQUENCE && !e.unknown)
			q->udi = first_udi(within(in, e.length), syntax);
		if (e.length == DICOM_UNDEFINED) {
			if (!dicom_skip_nested(&in, e.unknown ? SYNTAX_IMPLICIT
							      : syntax))
				return false;
		} else if (e.tag >> 16 == GROUP_PATIENT) {
			cur_skip(&in, e.length);
		} else {
			note(q, e.tag, cur_take(&in, e.length));
		}
		if (!cur_ok(&in))
			return false;
	}
	return false;
}

static bool same_name(struct cur a, struct cur b)
{
	return cur_left(&a) > 0 && cur_left(&a) == cur_left(&b) &&
	       strncasecmp((const char *)a.p, (const char *)b.p,
			   cur_left(&a)) == 0;
}

/*
 * Whether the sender itself made the object: it names itself as station, also
 * where somebody fetches it. Archives, routers and workstations pass on what
 * others made.
 */
static bool is_own(const struct dissect *d, const struct equipment *q)
{
	const struct dicom_state *s = d->state;
	struct cur title = dicom_trim(cur_of(s->calling, AE_SIZE));

	return s->associated && s->requestor == d->from &&
	       (same_name(q->part[PART_STATION], title) ||
		same_name(q->part[PART_STATION_AE], title));
}

static void tell_text(struct dissect *d, const struct equipment *q,
		      enum about about, enum attr attr, struct cur value)
{
	uint8_t room[DICOM_TEXT];

	obs_text(d, about, attr,
		 dicom_text(q->character_set, value, room));
}

/* A secondary image keeps the modality of those that it was made from, whatever
 * made it: consoles do, and workstations. */
static void tell(struct dissect *d, const struct equipment *q)
{
	const struct dicom_state *s = d->state;
	bool own = is_own(d, q);

	if (!own && !dicom_may_make(d)) {
		tell_text(d, q, ABOUT_CARRIED, A_dicom_carried_modality,
			  q->part[PART_MODALITY]);
		tell_text(d, q, ABOUT_CARRIED, A_dicom_carried_model,
			  q->part[PART_MODEL]);
		return;
	}
	if (!own && (s->side[d->from].any_kind || !s->offered))
		return;
	for (unsigned i = 0; i < PARTS; i++) {
		enum attr attr = own ? parts[i].own : parts[i].sent;

		if (attr != A_none &&
		    (i != PART_MODALITY || !q->secondary))
			tell_text(d, q, ABOUT_SPEAKER, attr, q->part[i]);
	}
	if (own)
		obs_text(d, ABOUT_SPEAKER, A_udi, q->udi);
	for (unsigned i = 0; own && i < q->creators; i++)
		tell_text(d, q, ABOUT_SPEAKER, A_dicom_creator, q->creator[i]);
}

bool dicom_dataset(struct dissect *d, enum syntax syntax, struct cur head,
		   bool last)
{
	struct equipment q;

	memset(&q, 0, sizeof(q));
	if (!collect(&q, syntax, head) && !last)
		return false;
	tell(d, &q);
	return true;
}
