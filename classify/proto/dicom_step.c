/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dicom_step - the stations that a worklist or a performed step names.
 *
 * Reads the titles of stations and the modality, 0008,0060, 0040,0001 and
 * 0040,0241. Everything else is stepped over by its length: patients, orders,
 * descriptions, people, places and times first of all.
 *
 * Standard DICOM PS3.4 annexes F and K; PS3.3 C.4.10, C.4.14.
 */
#include <strings.h>

#include "classify/proto/dicom.h"

enum {
	ELEMENTS_MAX = 1024,
	ITEMS_MAX = 64,
};

static const uint32_t TAG_MODALITY = 0x00080060U;
static const uint32_t TAG_SCHEDULED_AE = 0x00400001U;
static const uint32_t TAG_SCHEDULED_STEPS = 0x00400100U;
static const uint32_t TAG_PERFORMED_AE = 0x00400241U;

struct stations {
	struct cur scheduled, performed, modality;
};

static void note(struct stations *t, uint32_t tag, struct cur value)
{
	value = dicom_trim(cur_until(&value, '\\'));
	if (tag == TAG_SCHEDULED_AE)
		t->scheduled = value;
	else if (tag == TAG_PERFORMED_AE)
		t->performed = value;
	else if (tag == TAG_MODALITY)
		t->modality = value;
}

/*
 * Elements of a data set; of sequences only the one of scheduled steps is
 * entered, once, and its items read as if they were not inside it.
 */
static void walk(struct stations *t, enum syntax syntax, struct cur in)
{
	struct dicom_element e;
	unsigned items = 0;

	for (unsigned i = 0; i < ELEMENTS_MAX && cur_left(&in) > 0; i++) {
		if (!dicom_element(&in, syntax, &e))
			return;
		if (e.tag == TAG_SCHEDULED_STEPS || e.tag == TAG_ITEM_END ||
		    e.tag == TAG_SEQUENCE_END)
			continue;
		if (e.tag == TAG_ITEM && items++ < ITEMS_MAX)
			continue;
		if (e.length != DICOM_UNDEFINED)
			note(t, e.tag, cur_take(&in, e.length));
		else if (!dicom_skip_nested(&in, e.unknown ? SYNTAX_IMPLICIT
							   : syntax))
			return;
		if (!cur_ok(&in))
			return;
	}
}

static bool is_caller(const struct dicom_state *s, struct cur title)
{
	struct cur calling = dicom_trim(cur_of(s->calling, AE_SIZE));

	return cur_left(&title) > 0 && cur_left(&title) == cur_left(&calling) &&
	       strncasecmp((const char *)title.p, (const char *)calling.p,
			   cur_left(&title)) == 0;
}

void dicom_stations(struct dissect *d, enum syntax syntax, struct cur head)
{
	const struct dicom_state *s = d->state;
	struct stations t = {
		cur_of(NULL, 0), cur_of(NULL, 0), cur_of(NULL, 0)};

	walk(&t, syntax, head);
	if (s->side[d->from].content == CONTENT_WORK) {
		obs_text(d, ABOUT_SPEAKER, A_dicom_scheduled_ae, t.scheduled);
		return;
	}
	/* Who reports a step of another station passes it on. */
	if (dicom_may_make(d) && is_caller(s, t.performed))
		obs_text(d, ABOUT_SPEAKER, A_dicom_modality, t.modality);
}
