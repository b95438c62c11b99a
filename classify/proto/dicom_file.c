/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dicom_file - an object in a file, as HTTP carries them.
 *
 * Reads   of the file's meta information its class, its transfer syntax and
 *         who wrote it; then the data set as that of an association.
 * Never   the instance, private information, what precedes the prefix.
 *
 * Who hands a file out did not make it, and who sends it may have: nobody says
 * first what he is about to send, so it may be of any kind. Archives keep files
 * as they came: who wrote one is nobody's own word.
 *
 * Standard DICOM PS3.10 section 7.1
 */
#include "classify/proto/dicom.h"

enum { PREAMBLE = 128, META_MAX = 32, GROUP_META = 0x0002 };

struct meta {
	struct cur sop, syntax, implementation, version, title;
};

bool dicom_is_file(struct cur in)
{
	cur_skip(&in, PREAMBLE);
	return CUR_IS(&in, "DICM");
}

/* Steps over the elements of group 0002; false when they do not end here. */
static bool read_meta(struct meta *m, struct cur *in)
{
	struct dicom_element e;

	for (unsigned i = 0; i < META_MAX && cur_left(in) >= 2; i++) {
		struct cur value;

		if (cur_at(in, 0) != GROUP_META || cur_at(in, 1) != 0)
			return true;
		dicom_element(in, SYNTAX_EXPLICIT, &e);
		value = dicom_trim(cur_take(in, e.length));
		if (!cur_ok(in))
			return false;
		if (e.tag == 0x00020002U)
			m->sop = value;
		else if (e.tag == 0x00020010U)
			m->syntax = value;
		else if (e.tag == 0x00020012U)
			m->implementation = value;
		else if (e.tag == 0x00020013U)
			m->version = value;
		else if (e.tag == 0x00020016U)
			m->title = value;
	}
	return false;
}

/* An association in which the client may send this class, and any other. */
static struct dicom_state as_if_associated(struct cur sop)
{
	struct dicom_state s = {.associated = true, .offered = true,
				.requestor = CLIENT, .family = FAMILY_MIXED};

	s.side[CLIENT].any_kind = dicom_sop_family(dicom_sop_of(sop)) ==
				  FAMILY_ANY;
	return s;
}

bool dicom_file(struct dissect *d, struct cur head, bool last)
{
	struct meta m = {.sop = cur_of(NULL, 0)};
	struct dicom_state s;
	struct dissect inner = *d;
	enum syntax syntax;

	m.syntax = m.implementation = m.version = m.title = m.sop;
	cur_skip(&head, PREAMBLE + 4);
	if (!read_meta(&m, &head) || cur_left(&m.syntax) == 0)
		return last;
	syntax = dicom_syntax_named(m.syntax);
	s = as_if_associated(m.sop);
	inner.state = &s;
	if (syntax == SYNTAX_NONE)
		obs_term(d, ABOUT_SPEAKER, A_dicom_unreadable,
			 "deflated or private");
	else if (!dicom_dataset(&inner, syntax, head, last))
		return false;
	obs_text(d, ABOUT_SPEAKER, A_dicom_stored, m.sop);
	if (dicom_may_make(&inner))
		dicom_tell_kind(&inner, m.sop);
	obs_text(d, ABOUT_CARRIED, A_dicomweb_file_uid, m.implementation);
	obs_text(d, ABOUT_CARRIED, A_dicomweb_file_version, m.version);
	obs_text(d, ABOUT_CARRIED, A_dicomweb_file_ae, m.title);
	return true;
}
