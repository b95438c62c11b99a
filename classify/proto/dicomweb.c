/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dicomweb - what requests and answers of DICOM over HTTP tell.
 *
 * Reads   which service a path asks for; of answers in DICOM JSON maker,
 *         model, serial number, software, station name and modality of the
 *         equipment, which an archive tells about others, and from which title
 *         it can be fetched; files with objects, alone or as parts of a body.
 * Never   identifiers in paths and queries, any other element of an answer,
 *         headers of parts.
 *
 * A part has no length, so that only what lies in the head of a body is looked
 * at, which is passed over by its own length.
 *
 * Standard DICOM PS3.18 sections 8.6 (payloads), 9 (URI service), 10 (studies
 *          service) and annex F (DICOM JSON model); RFC 2046 section 5.1.1
 */
#include "classify/proto/dicom.h"
#include "classify/proto/dicomweb.h"
#include "classify/proto/json.h"
#include "classify/proto/words.h"

enum {
	VALUE_MAX = 160,
	PIECES_MAX = 4096,
	BOUNDARY_MAX = 100, /* 70 by the standard; Orthanc sends 73            */
	LINES_MAX = 16, /* before a first boundary, or headers of a part       */
	PARTS_MAX = 8,
};

static bool is_uid(struct cur text)
{
	bool dot = false;

	if (cur_left(&text) == 0 || cur_left(&text) > UID_MAX)
		return false;
	while (cur_left(&text) > 0) {
		uint8_t c = cur_u8(&text);

		if (c != '.' && (c < '0' || c > '9'))
			return false;
		dot |= c == '.';
	}
	return dot;
}

/* What a segment of a path is followed by: an identifier or not, and then? */
static enum dicomweb service_of(struct cur rest, bool stores)
{
	struct cur next = cur_until(&rest, '/');

	if (stores)
		return DICOMWEB_STORE;
	if (cur_left(&next) == 0)
		return DICOMWEB_QUERY;
	if (!is_uid(next))
		return DICOMWEB_NONE;
	next = cur_until(&rest, '/');
	if (is_word(next, "series") || is_word(next, "instances"))
		return service_of(rest, false);
	return DICOMWEB_RETRIEVE;
}

enum dicomweb dicomweb_service(struct cur request)
{
	bool stores = begins(request, "POST ");
	struct cur target, path;

	if (!stores && !begins(request, "GET "))
		return DICOMWEB_NONE;
	cur_until(&request, ' ');
	target = cur_until(&request, ' ');
	path = cur_until(&target, '?');
	if (holds(target, "requestType=WADO"))
		return stores ? DICOMWEB_NONE : DICOMWEB_RETRIEVE;
	while (cur_left(&path) > 0) {
		struct cur segment = cur_until(&path, '/');

		if (is_word(segment, "studies"))
			return service_of(path, stores);
		if (!stores && cur_left(&path) == 0 &&
		    (is_word(segment, "series") ||
		     is_word(segment, "instances")))
			return DICOMWEB_QUERY;
	}
	return DICOMWEB_NONE;
}

/* Schools have studies too. */
static bool asks_for_studies(struct cur path)
{
	static const char *const keys[] = {
		"PatientID=", "PatientName=", "StudyDate=", "AccessionNumber=",
		"StudyInstanceUID=", "ModalitiesInStudy=", "includefield=",
	};

	for (size_t i = 0; begins(path, "/studies?") &&
			   i < sizeof(keys) / sizeof(keys[0]); i++)
		if (holds(path, keys[i]))
			return true;
	return false;
}

bool dicomweb_is_certain(struct cur path)
{
	return holds(path, "requestType=WADO") ||
	       holds(path, "/dicom-web/") || holds(path, "/rs/studies") ||
	       begins(path, "/wado?") || asks_for_studies(path);
}

void dicomweb_tell(struct dissect *d, enum dicomweb service)
{
	static const char *const roles[][2] = {
		[DICOMWEB_QUERY] = {"qido-client", "qido-server"},
		[DICOMWEB_RETRIEVE] = {"wado-client", "wado-server"},
		[DICOMWEB_STORE] = {"stow-client", "stow-server"},
	};

	obs_word(d, ABOUT_SPEAKER, A_dicomweb_clear, 1);
	if (service == DICOMWEB_NONE)
		return;
	obs_term(d, ABOUT_SPEAKER, A_dicomweb_role, roles[service][1]);
	obs_term(d, ABOUT_LISTENER, A_dicomweb_role, roles[service][0]);
}

static const struct element {
	const char *tag;
	enum attr attr;
} elements[] = {
	{"00080060", A_dicom_carried_modality},
	{"00080070", A_dicomweb_carried_vendor},
	{"00081090", A_dicom_carried_model},
	{"00181000", A_dicomweb_carried_serial},
	{"00181020", A_dicomweb_carried_version},
	{"00081010", A_dicomweb_carried_station},
};
static const char retrieve_ae[] = "00080054";

/* [{"00080070": {"vr": "LO", "Value": ["text"]}}] */
static void tell_element(struct dissect *d, struct cur tag, struct cur raw)
{
	uint8_t plain[VALUE_MAX];

	if (d->from == SERVER && is_word(tag, retrieve_ae))
		obs_text(d, ABOUT_SPEAKER, A_dicomweb_retrieve_ae,
			 json_plain(raw, plain, sizeof(plain)));
	for (size_t i = 0; i < sizeof(elements) / sizeof(elements[0]); i++)
		if (is_word(tag, elements[i].tag))
			obs_text(d, ABOUT_CARRIED, elements[i].attr,
				 json_plain(raw, plain, sizeof(plain)));
}

void dicomweb_read(struct dissect *d, struct cur body)
{
	enum { IN_VALUE = 4 }; /* results, result, element, value              */
	struct json x = json_of(body);

	for (unsigned i = 0; i < PIECES_MAX; i++) {
		struct json_piece piece = json_next(&x);

		if (piece.kind == JSON_SHORT || piece.kind == JSON_BAD ||
		    piece.kind == JSON_END)
			return;
		if (piece.kind == JSON_TEXT && x.depth == IN_VALUE &&
		    is_word(x.open[IN_VALUE - 1].key, "Value"))
			tell_element(d, x.open[IN_VALUE - 2].key, piece.text);
	}
}

static struct cur next_line(struct cur *in)
{
	return cur_trim(cur_until(in, '\n'), '\r');
}

/* The line between parts, "--" and the boundary, up to the first of which a body
 * is of no use; empty when there is none, or it is longer than may be. */
static struct cur delimiter(struct cur *body)
{
	for (unsigned i = 0; i < LINES_MAX && cur_left(body) > 0; i++) {
		struct cur line = cur_trim(next_line(body), ' ');

		if (CUR_IS(&line, "--"))
			return cur_left(&line) > 2 &&
					       cur_left(&line) <= 2 + BOUNDARY_MAX
				       ? line : cur_of(NULL, 0);
	}
	return cur_of(NULL, 0);
}

/* What comes before the next such line, or all that is left; whole: it does. */
static struct cur next_part(struct cur *body, struct cur mark, bool *whole)
{
	const uint8_t *start = body->p;
	size_t n;

	*whole = false;
	while (cur_left(body) > 0 && !*whole) {
		*whole = cur_is(body, mark.p, cur_left(&mark));
		if (!*whole)
			cur_until(body, '\n');
	}
	n = (size_t)(body->p - start);
	cur_skip(body, *whole ? cur_left(&mark) : 0);
	if (CUR_IS(body, "--"))
		cur_rest(body); /* what follows the last is of no use          */
	next_line(body);
	return cur_of(start, n);
}

static void pass_headers(struct cur *part)
{
	for (unsigned i = 0; i < LINES_MAX && cur_left(part) > 0; i++) {
		struct cur line = next_line(part);

		if (cur_left(&line) == 0)
			return;
	}
	cur_rest(part);
}

bool dicomweb_files(struct dissect *d, struct cur head, bool last)
{
	struct cur mark;

	if (dicom_is_file(head))
		return dicom_file(d, head, last);
	mark = delimiter(&head);
	for (unsigned i = 0; i < PARTS_MAX && cur_left(&mark) > 0 &&
			     cur_left(&head) > 0; i++) {
		bool whole;
		struct cur part = next_part(&head, mark, &whole);

		pass_headers(&part);
		if (dicom_is_file(part) &&
		    !dicom_file(d, part, whole || (last && i == 0)))
			return i > 0;
	}
	return true;
}
