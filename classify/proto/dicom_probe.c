/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dicom_probe - what octets of DICOM look like, from their first or mid-flow.
 *
 * An association is known by its application context, which no other protocol
 * names; when it is cut off, by both titles and all that must be zero around
 * them. In the middle of a stream a command set is looked for, whose length,
 * order and kind have to agree.
 *
 * Standard DICOM PS3.8 9.3.2, 9.3.3, 9.3.5; PS3.7 annex E.
 */
#include "classify/proto/dicom.h"

static const char application_context[] = "1.2.840.10008.3.1.1.1";

bool dicom_pdv(struct cur *in, uint32_t pdu_left, struct dicom_pdv *v)
{
	uint32_t n = cur_u32(in);

	v->context = cur_u8(in);
	v->control = cur_u8(in);
	v->length = n - 2;
	return cur_ok(in) && n >= 2 && pdu_left >= 4 && n <= pdu_left - 4 &&
	       (v->context & 1) == 1 && v->control <= 3;
}

/* PS3.8 9.3.2 and 9.3.3: only this protocol names that application context. */
static enum guess probe_associate(struct cur first)
{
	uint32_t length;
	uint8_t title = 0;

	cur_skip(&first, 2);
	length = cur_u32(&first);
	if (cur_ok(&first) && (length < FIXED || length > ASSOCIATE_MAX))
		return NO;
	if (cur_ok(&first) && cur_left(&first) >= 2 &&
	    (cur_at(&first, 1) & 1) == 0)
		return NO;
	cur_skip(&first, 4);
	for (unsigned i = 0; i < AE_SIZE; i++)
		title |= cur_at(&first, i) ^ ' ';
	cur_skip(&first, FIXED - 4);
	if (cur_left(&first) < 4 + sizeof(application_context) - 1)
		return MORE;
	cur_skip(&first, 4);
	if (title == 0 || first.p[-4] != 0x10)
		return NO;
	return CUR_IS(&first, application_context) ? YES : NO;
}

/* Whether a P-DATA-TF with a command begins here: a command set begins with
 * its own length, 0000,0000 of four octets. */
static enum guess probe_command(struct cur first)
{
	static const uint8_t group_length[] = {0, 0, 0, 0, 4, 0, 0, 0};
	uint8_t type = cur_u8(&first), reserved = cur_u8(&first);
	uint32_t left = cur_u32(&first);
	struct dicom_pdv v;

	if (cur_left(&first) < PDV_HEADER + sizeof(group_length))
		return MORE;
	if (type != PDU_DATA || reserved != 0 || left > PDU_PLAUSIBLE ||
	    !dicom_pdv(&first, left, &v))
		return NO;
	return (v.control & CONTROL_COMMAND) != 0 &&
		       cur_is(&first, group_length, sizeof(group_length))
		       ? YES : NO;
}

enum guess dicom_probe(struct cur first, enum side from)
{
	uint8_t type = cur_at(&first, 0);

	(void)from;
	if (cur_left(&first) > 1 && cur_at(&first, 1) != 0)
		return NO;
	if (type == PDU_ASSOCIATE_RQ || type == PDU_ASSOCIATE_AC)
		return probe_associate(first);
	return type == PDU_DATA ? probe_command(first) : NO;
}

/* PS3.5 6.2, AE: the default repertoire, not blank, blanks behind at most. */
static bool is_title(struct cur title)
{
	bool letters = false;

	while (cur_left(&title) > 0) {
		uint8_t c = cur_u8(&title);

		if (c < ' ' || c > '~')
			return false;
		letters |= c != ' ';
	}
	return letters;
}

/* The command set in the P-DATA-TF here, as far as it goes. */
static bool has_sound_command(struct cur first, bool *whole)
{
	uint32_t left;
	struct dicom_pdv v;
	size_t part;

	if (probe_command(first) != YES)
		return false;
	cur_skip(&first, 2);
	left = cur_u32(&first);
	dicom_pdv(&first, left, &v);
	part = cur_left(&first) < v.length ? cur_left(&first) : v.length;
	*whole = part == v.length && (v.control & CONTROL_LAST) != 0;
	return dicom_command_sound(cur_take(&first, part), *whole);
}

uint64_t dicom_first_fragment(struct cur first)
{
	uint32_t left;
	struct dicom_pdv v;

	if (cur_left(&first) < COMMAND_START)
		return COMMAND_START;
	if (probe_command(first) != YES)
		return 0;
	cur_skip(&first, 2);
	left = cur_u32(&first);
	return dicom_pdv(&first, left, &v)
		       ? PDU_HEADER + PDV_HEADER + (uint64_t)v.length : 0;
}

bool dicom_sound_start(struct cur first)
{
	bool whole;

	return has_sound_command(first, &whole) && whole;
}

/* The fixed part with both titles, and zeros where nothing else may be. */
static bool is_cut_associate(struct cur first, uint64_t missing)
{
	uint64_t all = cur_left(&first) + missing;
	uint32_t length;
	bool good;

	cur_skip(&first, 2);
	length = cur_u32(&first);
	good = length > FIXED && length <= ASSOCIATE_MAX &&
	       all <= (uint64_t)length + PDU_HEADER;
	good &= cur_u32(&first) == 0x00010000; /* version 1, reserved */
	good &= is_title(cur_take(&first, AE_SIZE));
	good &= is_title(cur_take(&first, AE_SIZE));
	good &= cur_ok(&first);
	for (unsigned i = 0; i < FIXED - 36 && cur_left(&first) > 0; i++)
		good &= cur_u8(&first) == 0;
	return good;
}

bool dicom_probe_cut(struct cur first, uint64_t missing)
{
	uint8_t type = cur_at(&first, 0);
	bool whole;

	if (cur_at(&first, 1) != 0)
		return false;
	if (type == PDU_ASSOCIATE_RQ || type == PDU_ASSOCIATE_AC)
		return is_cut_associate(first, missing);
	return type == PDU_DATA && has_sound_command(first, &whole);
}

size_t dicom_find_command(struct cur in)
{
	size_t n = cur_left(&in);

	while (cur_left(&in) >= COMMAND_START) {
		ptrdiff_t at = cur_find(&in, PDU_DATA);

		if (at < 0)
			return n;
		cur_skip(&in, (size_t)at);
		if (cur_left(&in) < COMMAND_START ||
		    probe_command(in) == YES)
			break;
		cur_skip(&in, 1);
	}
	return n - cur_left(&in);
}
