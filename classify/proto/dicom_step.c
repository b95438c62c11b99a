/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dicom_step - the stations that a worklist, who asks for it, or a performed step
 * names.
 *
 * Reads titles and names of stations and the modality: 0008,0060, 0040,0001,
 * 0040,0010, 0040,0241 and 0040,0242. Everything else is stepped over by its
 * length: patients, orders, descriptions, people, places and times first of all.
 *
 * Standard DICOM PS3.4 annexes F and K, C.2.2.2 (matching); PS3.3 C.4.10, C.4.14.
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
static const uint32_t TAG_SCHEDULED_NAME = 0x00400010U;
static const uint32_t TAG_PERFORMED_AE = 0x00400241U;
static const uint32_t TAG_PERFORMED_NAME = 0x00400242U;

struct stations {
	struct cur scheduled, scheduled_name;
	struct cur performed, performed_name;
	struct cur modality;
	unsigned items; /* of the sequence of scheduled steps                  */
};

static void note(struct stations *t, uint32_t tag, struct cur value)
{
	if (tag == TAG_SCHEDULED_AE)
		t->scheduled = value;
	else if (tag == TAG_SCHEDULED_NAME)
		t->scheduled_name = value;
	else if (tag == TAG_PERFORMED_AE)
		t->performed = value;
	else if (tag == TAG_PERFORMED_NAME)
		t->performed_name = value;
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

	for (unsigned i = 0; i < ELEMENTS_MAX && cur_left(&in) > 0; i++) {
		if (!dicom_element(&in, syntax, &e))
			return;
		if (e.tag == TAG_SCHEDULED_STEPS || e.tag == TAG_ITEM_END ||
		    e.tag == TAG_SEQUENCE_END)
			continue;
		if (e.tag == TAG_ITEM && t->items++ < ITEMS_MAX)
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

static struct cur first_of(struct cur values)
{
	return dicom_trim(cur_until(&values, '\\'));
}

/* PS3.4 C.2.2.2: nothing of what stands for several, or for any. */
static struct cur only(struct cur value)
{
	value = dicom_trim(value);
	for (size_t i = 0; i < cur_left(&value); i++)
		if (strchr("\\*?", cur_at(&value, i)) != NULL)
			return cur_of(NULL, 0);
	return value;
}

static bool is_caller(const struct dicom_state *s, struct cur title)
{
	struct cur calling = dicom_trim(cur_of(s->calling, AE_SIZE));

	return cur_left(&title) > 0 && cur_left(&title) == cur_left(&calling) &&
	       strncasecmp((const char *)title.p, (const char *)calling.p,
			   cur_left(&title)) == 0;
}

/* Who asks for the steps of another station passes the question on, or lets
 * people look. */
static void tell_question(struct dissect *d, const struct stations *t)
{
	if (!dicom_may_make(d) || t->items > 1 ||
	    !is_caller(d->state, only(t->scheduled)))
		return;
	obs_text(d, ABOUT_SPEAKER, A_dicom_asked_modality, only(t->modality));
	obs_text(d, ABOUT_SPEAKER, A_dicom_step_station,
		 only(t->scheduled_name));
}

/* Who reports a step of another station passes it on. */
static void tell_step(struct dissect *d, const struct stations *t)
{
	if (!dicom_may_make(d) || !is_caller(d->state, first_of(t->performed)))
		return;
	obs_text(d, ABOUT_SPEAKER, A_dicom_modality, first_of(t->modality));
	obs_text(d, ABOUT_SPEAKER, A_dicom_step_station,
		 first_of(t->performed_name));
}

void dicom_stations(struct dissect *d, enum syntax syntax, struct cur head)
{
	const struct dicom_state *s = d->state;
	const struct cur none = cur_of(NULL, 0);
	struct stations t = {none, none, none, none, none, 0};

	walk(&t, syntax, head);
	switch (s->side[d->from].content) {
	case CONTENT_WORK:
		obs_text(d, ABOUT_SPEAKER, A_dicom_scheduled_ae,
			 first_of(t.scheduled));
		break;
	case CONTENT_ASKED:
		tell_question(d, &t);
		break;
	default:
		tell_step(d, &t);
		break;
	}
}
