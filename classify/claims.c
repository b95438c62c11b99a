/* SPDX-License-Identifier: Apache-2.0 */
/*
 * claims - what the facts of one asset say about it, and how surely.
 *
 * Within one source the strongest reason counts, across sources they add up:
 * evidence from one mouth does not count twice. Hearsay weighs half, what an
 * asset merely passes on weighs nothing.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "capture/base/must.h"
#include "classify/inventory.h"

enum {
	CONFIRMED = 40,
	PROBABLE = 20,
	REGISTERED = 10,   /* who owns the number that a device goes by        */
	CLEAR_LEAD = 10,   /* less than this ahead is a dispute                */
	CLAIMS_MAX = 256,  /* of one asset                                     */
	REASONS_MAX = 64,  /* of one claim                                     */
};

enum grade grade_of(unsigned decibans)
{
	if (decibans >= CONFIRMED)
		return GRADE_CONFIRMED;
	return decibans >= PROBABLE ? GRADE_PROBABLE : GRADE_POSSIBLE;
}

const char *grade_name(enum grade g)
{
	static const char *const names[] = {"possible", "probable",
					    "confirmed"};

	return names[g <= GRADE_CONFIRMED ? g : 0];
}

void asset_id_print(uint64_t id, char out[ASSET_ID_TEXT])
{
	snprintf(out, ASSET_ID_TEXT, "%04x-%04x-%04x",
		 (unsigned)(id >> 32 & 0xffff), (unsigned)(id >> 16 & 0xffff),
		 (unsigned)(id & 0xffff));
}

bool asset_id_parse(const char *text, uint64_t *id)
{
	unsigned digits = 0;

	*id = 0;
	for (; *text != '\0'; text++) {
		if (*text == '-')
			continue;
		if (!isxdigit((unsigned char)*text) || digits++ == 12)
			return false;
		*id = *id << 4 | (uint64_t)(isdigit((unsigned char)*text)
						    ? *text - '0'
						    : (*text | 32) - 'a' + 10);
	}
	return digits == 12;
}

const char *asset_claim(const struct asset *a, enum claim_kind kind)
{
	for (unsigned i = 0; i < a->claims; i++)
		if (a->claim[i].kind == kind && a->claim[i].chosen)
			return a->claim[i].value;
	return NULL;
}

/* ---- gathering --------------------------------------------------------------------- */

static const char *canonical(const struct knowledge *k, enum claim_kind kind,
			     const char *value)
{
	for (unsigned i = 0; kind == CLAIM_VENDOR && i < k->aliases; i++)
		if (strcasecmp(k->alias[i].name, value) == 0)
			return k->alias[i].canonical;
	return value;
}

/* Blanks and signs do not make another model. */
static bool same_value(const char *a, const char *b)
{
	for (;;) {
		while (*a != '\0' && !isalnum((unsigned char)*a) &&
		       isascii((unsigned char)*a))
			a++;
		while (*b != '\0' && !isalnum((unsigned char)*b) &&
		       isascii((unsigned char)*b))
			b++;
		if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
			return false;
		if (*a == '\0')
			return true;
		a++;
		b++;
	}
}

static struct claim *claim_of(const struct knowledge *k, struct asset *a,
			      enum claim_kind kind, const char *value)
{
	struct claim *c;

	for (unsigned i = 0; i < a->claims; i++)
		if (a->claim[i].kind == kind &&
		    same_value(canonical(k, kind, a->claim[i].value),
			       canonical(k, kind, value)))
			return &a->claim[i];
	if (a->claims == CLAIMS_MAX)
		return NULL;
	a->claim = grow(a->claim, a->claims, sizeof(*c));
	c = &a->claim[a->claims++];
	memset(c, 0, sizeof(*c));
	c->kind = kind;
	snprintf(c->value, sizeof(c->value), "%s", value);
	return c;
}

static void support(const struct knowledge *k, struct draft *d,
		    enum claim_kind kind, const char *value,
		    const struct known_fact *f, unsigned decibans,
		    const char *where)
{
	struct claim *c;

	if (decibans == 0 || value == NULL || value[0] == '\0')
		return;
	c = claim_of(k, &d->asset, kind, value);
	if (c == NULL || c->reasons == REASONS_MAX)
		return;
	c->reason = grow(c->reason, c->reasons, sizeof(*c->reason));
	c->reason[c->reasons++] = (struct reason){
		.fact = f->id, .decibans = (uint16_t)decibans, .where = where};
}

/* Images say more the surer it is that the node made them. */
static unsigned weigh(const struct draft *d, const struct fact *f,
		      unsigned decibans)
{
	static const unsigned tenths[] = {
		[ORIGIN_ELSEWHERE] = 0, [ORIGIN_DOUBTFUL] = 3,
		[ORIGIN_UNKNOWN] = 10, [ORIGIN_HERE] = 20,
	};

	if (f->attr >= A_dicom_sent_modality && f->attr <= A_dicom_sent_version)
		decibans = decibans * tenths[d->origin] / 10;
	if (f->voice == VOICE_SELF)
		return decibans;
	return f->voice == VOICE_CARRIED ? 0 : decibans / 2;
}

static void hear_device(const struct knowledge *k, struct draft *d,
			const struct known_fact *f, const struct match *m,
			const struct captured *caught)
{
	const struct device *device = m->device;
	unsigned decibans = weigh(d, &f->fact, m->decibans);
	const struct {
		enum claim_kind kind;
		const char *value;
	} says[] = {
		{CLAIM_CLASS, device->class_name},
		{CLAIM_VENDOR, device->vendor},
		{CLAIM_MODEL, device->model},
		{CLAIM_OS, device->os},
		{CLAIM_SOFTWARE, device->software},
	};

	for (size_t i = 0; i < sizeof(says) / sizeof(says[0]); i++)
		support(k, d, says[i].kind, says[i].value, f, decibans,
			m->where);
	for (unsigned i = 0; i < caught->count; i++)
		support(k, d, caught->text[i].kind, caught->text[i].value, f,
			decibans, m->where);
}

/* An EUI-48 or EUI-64 in a message tells the maker through any number of
 * routers; that of a MAC is spread around FFFE, by some wrongly FFFF. */
static void hear_identifier(const struct knowledge *k, struct draft *d,
			    const struct known_fact *f)
{
	const char *eui = f->fact.text;
	const char *maker;
	char digits[13];
	struct mac mac;

	if (f->fact.length == 16 && (strncasecmp(eui + 6, "FFFE", 4) == 0 ||
				     strncasecmp(eui + 6, "FFFF", 4) == 0))
		snprintf(digits, sizeof(digits), "%.6s%.6s", eui, eui + 10);
	else
		snprintf(digits, sizeof(digits), "%.12s", eui);
	maker = mac_parse(digits, &mac) ? knowledge_oui(k, mac) : NULL;
	if (maker != NULL)
		support(k, d, CLAIM_VENDOR, canonical(k, CLAIM_VENDOR, maker),
			f, weigh(d, &f->fact, REGISTERED), "registry");
}

/* Titles that DICOM tools come with: everybody's name is nobody's. */
static bool is_nobody(const char *name)
{
	static const char *const names[] = {
		"ANY-SCP", "ANYSCP", "ANY-SCU", "STORESCP", "STORESCU",
		"ECHOSCU", "FINDSCU", "MOVESCU", "GETSCU", "DCMSEND",
		"AETITLE", "PYNETDICOM",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcasecmp(name, names[i]) == 0)
			return true;
	return false;
}

static void hear(const struct knowledge *k, struct draft *d,
		 const struct known_fact *f)
{
	const struct attr_row *row = attr_row(f->fact.attr);
	struct captured caught;

	if (row->claim != CLAIM_NONE &&
	    (row->claim != CLAIM_NAME || !is_nobody(f->fact.text)))
		support(k, d, row->claim, f->fact.text, f,
			weigh(d, &f->fact, row->strength), "attribute");
	if (f->fact.attr == A_hl7_device)
		hear_identifier(k, d, f);
	for (unsigned i = 0; i < k->by_attr_count[f->fact.attr]; i++) {
		const struct match *m = k->by_attr[f->fact.attr][i];

		if (match_meets(m, f->fact.text, f->fact.word, &caught))
			hear_device(k, d, f, m, &caught);
	}
}

/* ---- weighing ------------------------------------------------------------------------ */

static const struct known_fact *fact_of(const struct draft *d, uint64_t id)
{
	unsigned low = 0, high = d->facts;

	while (low < high) {
		unsigned middle = low + (high - low) / 2;

		if (d->fact[middle]->id < id)
			low = middle + 1;
		else
			high = middle;
	}
	must(low < d->facts && d->fact[low]->id == id);
	return d->fact[low];
}

static int by_weight(const void *a, const void *b)
{
	const struct reason *x = a, *y = b;
	int order;

	if (x->decibans != y->decibans)
		return x->decibans > y->decibans ? -1 : 1;
	if (x->fact != y->fact)
		return x->fact < y->fact ? -1 : 1;
	order = strcmp(x->where, y->where);
	return order;
}

/* Sums the strongest reason of each source; the sum has a sensible end. */
static void weigh_claim(const struct draft *d, struct claim *c)
{
	bool heard[256] = {false};
	unsigned sum = 0;

	qsort(c->reason, c->reasons, sizeof(*c->reason), by_weight);
	for (unsigned i = 0; i < c->reasons; i++) {
		const struct known_fact *f = fact_of(d, c->reason[i].fact);

		c->reason[i].counted = !heard[f->fact.source];
		heard[f->fact.source] = true;
		if (c->reason[i].counted)
			sum += c->reason[i].decibans;
	}
	c->decibans = (uint16_t)(sum < 200 ? sum : 200);
}

/* The spelling of the strongest reason that is an attribute itself. */
static void spell(const struct draft *d, struct claim *c)
{
	for (unsigned i = 0; i < c->reasons; i++) {
		const struct known_fact *f = fact_of(d, c->reason[i].fact);

		if (strcmp(c->reason[i].where, "attribute") != 0)
			continue;
		snprintf(c->value, sizeof(c->value), "%s", f->fact.text);
		return;
	}
}

static int by_claim(const void *a, const void *b)
{
	const struct claim *x = a, *y = b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->decibans != y->decibans)
		return x->decibans > y->decibans ? -1 : 1;
	return strcmp(x->value, y->value);
}

/* "EPIQ 7" and "EPIQ 7G" are no dispute: one says more. */
static bool refines(const char *a, const char *b)
{
	size_t n = strlen(a), m = strlen(b);

	return strncasecmp(a, b, n < m ? n : m) == 0;
}

static void choose(struct asset *a)
{
	for (unsigned i = 0; i < a->claims; i++) {
		struct claim *c = &a->claim[i];
		bool first = i == 0 || c[-1].kind != c->kind;

		c->chosen = first || c->kind == CLAIM_SOFTWARE;
		if (!first || c->kind == CLAIM_SOFTWARE ||
		    c->kind == CLAIM_NAME)
			continue;
		c->disputed = i + 1 < a->claims && c[1].kind == c->kind &&
			      c[1].decibans + CLEAR_LEAD > c->decibans &&
			      !refines(c->value, c[1].value);
	}
}

void claims_judge(const struct knowledge *k, struct draft *d)
{
	struct asset *a = &d->asset;
	const struct device_class *class;

	d->origin = origin_judge(d);
	for (unsigned i = 0; i < d->facts; i++)
		hear(k, d, d->fact[i]);
	for (unsigned i = 0; i < a->claims; i++) {
		weigh_claim(d, &a->claim[i]);
		spell(d, &a->claim[i]);
	}
	if (a->claims > 0)
		qsort(a->claim, a->claims, sizeof(*a->claim), by_claim);
	choose(a);
	for (unsigned i = 0; i < a->claims; i++) {
		if (a->claim[i].kind != CLAIM_CLASS || !a->claim[i].chosen)
			continue;
		class = knowledge_class(k, a->claim[i].value);
		a->clinical = class != NULL && class->clinical &&
			      a->claim[i].decibans >= PROBABLE;
	}
}
