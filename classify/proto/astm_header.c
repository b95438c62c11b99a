/* SPDX-License-Identifier: Apache-2.0 */
/*
 * astm_header - what the header record of ASTM E1394 says about its sender.
 *
 * Reads   the sender (H-5), the receiver's name (H-10), the version of the
 *         standard (H-13), and whether there is an access password (H-4).
 * Never   that password, addresses, telephone numbers, comments.
 *
 * Standard ASTM E1394-97 section 7, CLSI LIS2-A2 section 6. The order of
 *          components in H-5 is the maker's.
 */
#include <strings.h>

#include "classify/proto/astm.h"
#include "classify/proto/words.h"

enum {
	COMPONENTS_MAX = 8,
	MODEL_LETTERS = 6, MODEL_DIGITS_LEAST = 2, MODEL_DIGITS = 5,
	VERSION_GROUP = 3,  /* digits between dashes; serials have more        */
	SERIAL_DIGITS = 4,
	SERIAL_ALONE = 5,   /* where neither model nor maker is told           */
	NO_MODEL = COMPONENTS_MAX,
};

static struct cur part_of(struct cur in, uint8_t separator, unsigned n)
{
	return cur_trim(word_part(in, separator, n), ' ');
}

static unsigned count(struct cur c, bool (*is)(uint8_t))
{
	unsigned n = 0;

	while (cur_left(&c) > 0)
		n += is(cur_u8(&c));
	return n;
}

/* 5.13.1, 00-21, V1.0, 4.6a, 00-08_Build008: digits in groups, and what may
 * follow them. */
static bool is_version(struct cur c)
{
	unsigned digits = 0;
	bool several = false, dashed = false;

	if (cur_at(&c, 0) == 'V' || cur_at(&c, 0) == 'v')
		cur_skip(&c, 1);
	while (cur_left(&c) > 0) {
		uint8_t octet = cur_u8(&c);

		if (is_digit(octet)) {
			digits++;
		} else if ((octet == '.' || octet == '-') && digits > 0) {
			if (octet == '-' && digits > VERSION_GROUP)
				return false;
			dashed |= octet == '-';
			several = true;
			digits = 0;
		} else if (several && (is_letter(octet) || octet == '_')) {
			return true;
		} else {
			return false;
		}
	}
	return several && !(dashed && digits > VERSION_GROUP);
}

/* Words for a place, or for any instrument. */
static bool is_anything(struct cur word)
{
	static const char *const words[] = {
		"LAB", "PC", "ROOM", "WARD", "INST", "TEST", "ID", "SN",
		"REPORT", "ANALYZER", "ANALYSER", "INSTRUMENT",
	};

	for (unsigned i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (is_word(word, words[i]))
			return true;
	return false;
}

/* XN-1000, CS 2500, A9000P: letters, then digits, no more than a name has. */
static bool is_model(struct cur c)
{
	struct cur word = c;
	unsigned letters = 0, digits = 0;

	while (is_letter(cur_at(&c, 0)) && ++letters > 0)
		cur_skip(&c, 1);
	if (is_anything(cur_take(&word, letters)))
		return false;
	if (cur_at(&c, 0) == '-' || cur_at(&c, 0) == ' ')
		cur_skip(&c, 1);
	while (is_digit(cur_at(&c, 0)) && ++digits > 0)
		cur_skip(&c, 1);
	return letters >= 1 && letters <= MODEL_LETTERS &&
	       digits >= MODEL_DIGITS_LEAST && digits <= MODEL_DIGITS &&
	       cur_left(&c) <= 2 && count(c, is_letter) == cur_left(&c);
}

/* Names by which the receiving computer calls itself: HOST, LIS_ID, OpenELIS. */
static bool is_host(struct cur c)
{
	static const char *const marks[] = {"HOST", "LIS", "LIMS", "HIS"};
	size_t n = cur_left(&c);

	for (unsigned i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (begins(c, marks[i]) &&
		    !is_letter(cur_at(&c, strlen(marks[i]))))
			return true;
	if (n >= 5 && begins(cur_of(c.end - 4, 4), "HOST") &&
	    !is_letter(cur_at(&c, n - 5)))
		return true;
	return n >= 3 && memcmp(c.end - 3, "LIS", 3) == 0;
}

/* Makers who name themselves in H-5, before or behind the model; and a model
 * whose users fill in what comes before it. */
static const struct maker {
	const char *word, *vendor;
	bool model;
} makers[] = {
	{"OCD", "Ortho Clinical Diagnostics", false},
	{"Sysmex", "Sysmex", false},
	{"Mindray", "Mindray", false},
	{"Abbott", "Abbott", false},
	{"Beckman", "Beckman Coulter", false},
	{"Beckman Coulter", "Beckman Coulter", false},
	{"BD", "Becton Dickinson", false},
	{"Becton Dickinson", "Becton Dickinson", false},
	{"ABAXIS, INC.", "Abaxis", false},
	{"Nova Biomedical", "Nova Biomedical", false},
	{"DiaSorin", "DiaSorin", false},
	{"Hologic", "Hologic", false},
	{"Horiba", "Horiba", false},
	{"Tosoh", "Tosoh", false},
	{"Arkray", "Arkray", false},
	{"Bruker", "Bruker", false},
	{"Radiometer", "Radiometer", false},
	{"Siemens", "Siemens Healthineers", false},
	{"Snibe", "Snibe", false},
	{"Roche", "Roche", false},
	{"Roche Diagnostics", "Roche", false},
	{"Bio-Rad", "Bio-Rad", false},
	{"Stago", "Stago", false},
	{"bioMerieux", "bioMerieux", false},
	{"Instrumentation Laboratory", "Instrumentation Laboratory", false},
	{"GeneXpert", "Cepheid", true},
};

static const struct maker *maker_of(struct cur c)
{
	for (unsigned i = 0; i < sizeof(makers) / sizeof(makers[0]); i++)
		if (is_word(c, makers[i].word))
			return &makers[i];
	return NULL;
}

/* What may be the name of a model, of a maker, or of somebody. */
static bool is_name(struct cur c)
{
	return is_model(c) ||
	       (count(c, is_letter) > 0 && !is_version(c) &&
		count(c, is_digit) < SERIAL_DIGITS);
}

/* Which component is the model: of two names that nobody knows, the one that
 * looks like one. */
static unsigned model_of(const struct cur part[COMPONENTS_MAX],
			 const struct maker **maker)
{
	for (unsigned i = 0; i < 2; i++) {
		*maker = maker_of(part[i]);
		if (*maker == NULL)
			continue;
		if ((*maker)->model)
			return i;
		if (i == 0)
			return 1;
		return is_model(part[0]) || !is_name(part[2]) ? 0 : 2;
	}
	if (is_model(part[0]) || !is_name(part[1]) ||
	    (cur_left(&part[0]) == cur_left(&part[1]) &&
	     cur_is(&part[0], part[1].p, cur_left(&part[1]))))
		return 0;
	return is_model(part[1]) ? 1 : NO_MODEL;
}

/* "SN:DA1234" is DA1234. */
static struct cur serial_of(struct cur c)
{
	if (begins(c, "SN:"))
		cur_skip(&c, 3);
	return cur_trim(c, ' ');
}

/* The first that looks like one behind the model. */
static void tell_serial(struct dissect *d, const struct cur part[COMPONENTS_MAX],
			unsigned first, unsigned digits)
{
	for (unsigned i = first; i < COMPONENTS_MAX; i++) {
		struct cur serial = serial_of(part[i]);

		if (is_version(serial) || maker_of(serial) != NULL ||
		    count(serial, is_digit) < digits)
			continue;
		obs_text(d, ABOUT_SPEAKER, A_astm_serial, serial);
		return;
	}
}

/*
 * Makers order H-5 as model^software^serial, maker^model^software^serial or
 * name^maker^model^software. What looks like a version is one; a number after
 * the model is the serial. A name is a model if it looks like one, or if a maker
 * or a version comes with it.
 */
static void tell_sender(struct dissect *d, struct cur in, uint8_t component,
			uint8_t repeat)
{
	struct cur part[COMPONENTS_MAX], name = cur_of(in.p, 0);
	const struct maker *maker;
	unsigned model, version = 0, first = 1, i;
	bool told;

	for (i = 0; i < COMPONENTS_MAX; i++)
		part[i] = part_of(part_of(in, component, i), repeat, 0);
	if (cur_left(&part[0]) == 0 || is_host(part[0]))
		return;
	obs_text(d, ABOUT_SPEAKER, A_astm_sender, part[0]);
	model = model_of(part, &maker);
	if (model != NO_MODEL) {
		name = part[model];
		first = model + 1;
	}
	for (i = COMPONENTS_MAX - 1; i >= first; i--)
		if (is_version(part[i]))
			version = i;
	if (maker != NULL)
		obs_term(d, ABOUT_SPEAKER, A_astm_vendor, maker->vendor);
	told = (is_model(name) || version > 0 || maker != NULL) &&
	       count(name, is_letter) > 0 && !is_anything(name);
	if (told)
		obs_text(d, ABOUT_SPEAKER, A_astm_model, name);
	if (version > 0)
		obs_text(d, ABOUT_SPEAKER, A_astm_version, part[version]);
	tell_serial(d, part, first, told || maker != NULL ? SERIAL_DIGITS
							  : SERIAL_ALONE);
}

/* H-13 as it occurs; anything else there is another field out of its place. */
static void tell_standard(struct dissect *d, struct cur version)
{
	static const char *const known[] = {
		"1", "E1394-91", "E1394-97", "1394-97", "LIS2-A", "LIS2-A2",
		"LIS02-A", "LIS02-A2",
	};

	for (unsigned i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (is_word(version, known[i]))
			obs_term(d, ABOUT_SPEAKER, A_astm_standard, known[i]);
}

void astm_header(struct dissect *d, struct cur record, bool repeated)
{
	uint8_t field = cur_at(&record, 1), repeat = cur_at(&record, 2);
	uint8_t component = cur_at(&record, 3);
	struct cur password = part_of(record, field, 3);
	struct cur receiver = part_of(part_of(record, field, 9), component, 0);

	obs_word(d, ABOUT_SPEAKER, A_astm_clear, 1);
	obs_word(d, ABOUT_LISTENER, A_astm_clear, 1);
	if (cur_left(&password) > 0)
		obs_word(d, ABOUT_SPEAKER, A_astm_password, 1);
	if (!repeated)
		tell_sender(d, part_of(record, field, 4), component, repeat);
	if (!is_host(receiver))
		obs_text(d, ABOUT_LISTENER, A_astm_receiver, receiver);
	tell_standard(d, part_of(record, field, 12));
}
