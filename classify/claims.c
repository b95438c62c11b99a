/* SPDX-License-Identifier: Apache-2.0 */
/*
 * claims - what the facts of one asset say about it, and how surely.
 *
 * Within one source the strongest reason counts, across sources they add up:
 * evidence from one mouth does not count twice. Hearsay weighs half. What an
 * asset merely passes on weighs nothing for it, and all for the device behind
 * it whose word it is.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "capture/base/must.h"
#include "classify/inventory.h"
#include "classify/met.h"

enum {
	CONFIRMED = 40,
	PROBABLE = 20,
	SEVERAL = 20,      /* who sends messages of several senders            */
	REGISTRANT = 3,    /* who owns the block of its MAC                     */
	REGISTERED = 10,   /* who owns the number that a device goes by        */
	HEADED = 10,       /* a name in the header of each message             */
	RELAYED = 20,      /* who passes on what another one made              */
	SAID = 250,        /* what a person says: more than all that weighs    */
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

const char *asset_claim(const struct asset *a, enum claim_kind kind)
{
	for (unsigned i = 0; i < a->claims; i++)
		if (a->claim[i].kind == kind && a->claim[i].chosen)
			return a->claim[i].value;
	return NULL;
}

const struct device_class *asset_class(const struct knowledge *k,
				       const struct asset *a)
{
	const char *name = asset_claim(a, CLAIM_CLASS);

	return name != NULL ? knowledge_class(k, name) : NULL;
}

/* ---- gathering --------------------------------------------------------------------- */

/* The claims of the asset in hand; kept once they are weighed. */
struct hearing {
	const struct knowledge *knowledge;
	const struct draft *draft;
	struct pool *pool;
	unsigned claims;
	struct claim claim[CLAIMS_MAX];
	struct reason reason[CLAIMS_MAX][REASONS_MAX];
};

static struct claim *claim_of(struct hearing *h, enum claim_kind kind,
			      const char *value)
{
	const struct knowledge *k = h->knowledge;
	struct claim *c;

	for (unsigned i = 0; i < h->claims; i++)
		if (h->claim[i].kind == kind &&
		    same_value(canonical(k, kind, h->claim[i].value),
			       canonical(k, kind, value)))
			return &h->claim[i];
	if (h->claims == CLAIMS_MAX)
		return NULL;
	c = &h->claim[h->claims];
	*c = (struct claim){
		.kind = kind, .value = value, .reason = h->reason[h->claims]};
	h->claims++;
	return c;
}

/* The value must live as long as the judgement. */
static void support(struct hearing *h, enum claim_kind kind, const char *value,
		    const struct known_fact *f, unsigned decibans,
		    const char *where)
{
	struct claim *c;

	if (decibans == 0 || value == NULL || value[0] == '\0')
		return;
	c = claim_of(h, kind, value);
	if (c == NULL || c->reasons == REASONS_MAX)
		return;
	c->reason[c->reasons++] = (struct reason){
		.fact = f, .decibans = (uint16_t)decibans, .where = where};
}

/* Who orders tests of an instrument, or passes on its results, writes its name
 * into the header at times. */
static bool is_of_instrument(const struct draft *d, const struct known_fact *f)
{
	return d->orders && f->voice == VOICE_SELF &&
	       ((f->attr >= A_astm_sender && f->attr <= A_astm_vendor) ||
		(f->attr == A_astm_role && strcmp(f->text, "instrument") == 0));
}

/* Images say more the surer it is that the node made them. */
static unsigned weigh(const struct draft *d, const struct known_fact *f,
		      unsigned decibans)
{
	static const unsigned tenths[] = {
		[ORIGIN_ELSEWHERE] = 0, [ORIGIN_DOUBTFUL] = 3,
		[ORIGIN_UNKNOWN] = 10, [ORIGIN_HERE] = 20,
	};

	/* Who answers others asks for them, too. */
	if (f->attr == A_dicom_asked_modality && d->origin == ORIGIN_ELSEWHERE)
		return 0;
	if (f->attr >= A_dicom_sent_modality && f->attr <= A_dicom_sent_version)
		decibans = decibans * tenths[d->origin] / 10;
	/* It speaks with the voice of another: nothing of that is its own. */
	if (d->relays && ((f->attr >= A_dicom_modality &&
			   f->attr <= A_dicom_creator) ||
			  f->attr == A_dicom_step_station ||
			  f->attr == A_dicom_ae))
		return 0;
	if (is_of_instrument(d, f))
		return 0;
	if (f->attr == A_dicom_role)
		decibans = origin_weigh_role(d, f->text, decibans);
	if (f->voice == VOICE_SELF && f->at->part == 0)
		return decibans;
	if (f->at->own || f->at->child != NULL)
		return f->voice == VOICE_PEER || f->voice == VOICE_NETWORK
			       ? decibans / 2 : decibans;
	if (f->voice == VOICE_CARRIED || (d->passes_on && relays_for(d, f)))
		return 0;
	return f->voice == VOICE_SELF ? decibans : decibans / 2;
}

static void hear_device(struct hearing *h, const struct known_fact *f,
			const struct match *m, const struct captured *caught)
{
	const struct device *device = m->device;
	unsigned decibans = weigh(h->draft, f, m->decibans);
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
		support(h, says[i].kind, says[i].value, f, decibans, m->where);
	for (unsigned i = 0; i < caught->count; i++)
		support(h, caught->text[i].kind,
			pool_text(h->pool, caught->text[i].value), f, decibans,
			m->where);
}

/* An EUI-48 or EUI-64 in a message tells the maker through any number of
 * routers; that of a MAC is spread around FFFE, by some wrongly FFFF. */
static void hear_identifier(struct hearing *h, const struct known_fact *f)
{
	const struct knowledge *k = h->knowledge;
	const char *eui = f->text;
	const char *maker;
	char digits[13];
	struct mac mac;

	if (f->length == 16 && (strncasecmp(eui + 6, "FFFE", 4) == 0 ||
				     strncasecmp(eui + 6, "FFFF", 4) == 0))
		snprintf(digits, sizeof(digits), "%.6s%.6s", eui, eui + 10);
	else
		snprintf(digits, sizeof(digits), "%.12s", eui);
	maker = mac_parse(digits, &mac) ? knowledge_oui(k, mac) : NULL;
	if (maker != NULL)
		support(h, CLAIM_VENDOR, canonical(k, CLAIM_VENDOR, maker), f,
			weigh(h->draft, f, REGISTERED), "registry");
}

/* Who built the interface built the device, at times. Whoever says otherwise is
 * right, so this is asked last; the first of its facts tells of the MAC. */
static void hear_registrant(struct hearing *h)
{
	const struct asset *a = &h->draft->asset;
	const char *maker;

	for (unsigned i = 0; i < h->claims; i++)
		if (h->claim[i].kind == CLAIM_VENDOR)
			return;
	maker = maker_of_block(h->knowledge, a->mac_owner);
	for (unsigned i = 0; maker != NULL && i < a->facts; i++)
		if (mac_compare(a->fact[i]->at->mac, a->mac) == 0) {
			support(h, CLAIM_VENDOR, maker, a->fact[i], REGISTRANT,
				"registry");
			return;
		}
}

/* What a partner calls a node may be a mistake of that partner, until the node
 * answers to it; a Kerberos server has let it prove who it is. */
static bool is_own_name(const struct known_fact *f)
{
	return (f->voice != VOICE_PEER || f->attr == A_kerberos_name) &&
	       !title_is_nobody(f->text);
}

/* Who is sent images, and sends on those of another node as if its own. */
static void hear_relay(struct hearing *h, const struct known_fact *f)
{
	if (h->draft->relays && f->attr == A_dicom_role &&
	    strcmp(f->text, "store-scp") == 0)
		support(h, CLAIM_CLASS, "dicom-router", f,
			weigh(h->draft, f, RELAYED), "relay");
}

/* Of an engine no name need be left that is not of another asset. */
static void hear_engine(struct hearing *h, const struct known_fact *f)
{
	if (h->draft->is_engine &&
	    (f->attr == A_hl7_application ||
	     (f->attr == A_hl7_role && f->voice == VOICE_SELF)))
		support(h, CLAIM_CLASS, "hl7-engine", f, SEVERAL, "origins");
}

static void hear(struct hearing *h, const struct known_fact *f)
{
	const struct knowledge *k = h->knowledge;
	const struct attr_row *row = attr_row((enum attr)f->attr);
	struct captured caught;
	uint64_t met;
	bool more;

	if (row->claim != CLAIM_NONE &&
	    (row->claim != CLAIM_NAME || is_own_name(f)))
		support(h, row->claim, f->text, f,
			weigh(h->draft, f, row->strength), "attribute");
	if (f->attr == A_hl7_device || f->attr == A_bedside_device ||
	    f->attr == A_poct1_device)
		hear_identifier(h, f);
	hear_engine(h, f);
	hear_relay(h, f);
	if (f->attr == A_syslog_host_name && !guess_forwards(h->draft))
		support(h, CLAIM_NAME, f->text, f,
			weigh(h->draft, f, HEADED), "attribute");
	if (guess_is_of_another(h->draft, f))
		return;
	met = met_by(k, f, &more);
	for (unsigned i = 0; i < k->by_attr_count[f->attr]; i++) {
		const struct match *m = k->by_attr[f->attr][i];

		if ((i < MET_FIRST ? (met >> i & 1) != 0 : more) &&
		    match_meets(m, f->text, fact_word(f), &caught))
			hear_device(h, f, m, &caught);
	}
}

/* ---- weighing ------------------------------------------------------------------------ */

static int by_weight(const void *a, const void *b)
{
	const struct reason *x = a, *y = b;
	int order;

	if (x->decibans != y->decibans)
		return x->decibans > y->decibans ? -1 : 1;
	order = fact_order(x->fact, y->fact);
	return order != 0 ? order : strcmp(x->where, y->where);
}

/* Sums the strongest reason of each source; the sum has a sensible end. */
static void weigh_claim(struct claim *c)
{
	uint64_t heard[4] = {0}; /* a bit for each source                      */
	unsigned sum = 0;

	if (c->reasons > 1)
		qsort(c->reason, c->reasons, sizeof(*c->reason), by_weight);
	for (unsigned i = 0; i < c->reasons; i++) {
		unsigned source = c->reason[i].fact->source;
		uint64_t bit = (uint64_t)1 << source % 64;

		c->reason[i].counted = (heard[source / 64] & bit) == 0;
		heard[source / 64] |= bit;
		if (c->reason[i].counted)
			sum += c->reason[i].decibans;
	}
	c->decibans = (uint16_t)(sum < 200 ? sum : 200);
}

static bool is_attribute(const struct reason *why)
{
	return strcmp(why->where, "attribute") == 0;
}

/* How many reasons of any strength spell the value as this one does. */
static unsigned agreeing(const struct claim *c, const struct reason *why)
{
	unsigned n = 0;

	for (unsigned i = 0; i < c->reasons; i++)
		n += is_attribute(&c->reason[i]) &&
		     strcmp(c->reason[i].fact->text, why->fact->text) == 0;
	return n;
}

/* The spelling of the strongest reasons that are attributes themselves; of
 * several the one that most of them have. */
static void spell(struct claim *c)
{
	const struct reason *best = NULL;
	unsigned most = 0;

	for (unsigned i = 0; i < c->reasons; i++) {
		const struct reason *why = &c->reason[i];
		unsigned n;

		if (!is_attribute(why))
			continue;
		if (best != NULL && why->decibans < best->decibans)
			break;
		n = agreeing(c, why);
		if (n > most) {
			best = why;
			most = n;
		}
	}
	if (best != NULL)
		c->value = best->fact->text;
}

/* Of two that weigh the same what replaced the other comes first. */
static int by_claim(const void *a, const void *b)
{
	const struct claim *x = a, *y = b;
	int order;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->decibans != y->decibans)
		return x->decibans > y->decibans ? -1 : 1;
	order = claims_by_time(x, y);
	return order != 0 ? order : strcmp(x->value, y->value);
}

/* From the hearing to the asset, no larger than needed. */
static void keep(struct hearing *h, struct asset *a)
{
	a->claims = h->claims;
	a->claim = pool_copy(h->pool, h->claim, h->claims * sizeof(*h->claim));
	for (unsigned i = 0; i < a->claims; i++)
		a->claim[i].reason = pool_copy(
			h->pool, a->claim[i].reason,
			a->claim[i].reasons * sizeof(struct reason));
}

static bool is_clinical(const struct knowledge *k, const struct asset *a)
{
	for (unsigned i = 0; i < a->claims; i++) {
		const struct device_class *class;

		if (a->claim[i].kind != CLAIM_CLASS || !a->claim[i].chosen)
			continue;
		class = knowledge_class(k, a->claim[i].value);
		return class != NULL && class->clinical &&
		       a->claim[i].decibans >= PROBABLE;
	}
	return false;
}

/* Whether the asset is of a clinical class by what DICOM did not tell. */
static bool is_own_word(const struct hearing *h, const struct claim *c)
{
	const struct device_class *class = knowledge_class(h->knowledge,
							   c->value);

	for (unsigned i = 0; i < c->reasons; i++) {
		uint16_t attr = c->reason[i].fact->attr;

		if (c->reason[i].decibans >= PROBABLE &&
		    (attr < A_dicom_ae || attr > A_dicom_aborted))
			return class != NULL && class->clinical;
	}
	return false;
}

static bool is_by_images(const struct claim *c)
{
	for (unsigned i = 0; i < c->reasons; i++)
		if (c->reason[i].fact->attr == A_dicom_sent_modality)
			return true;
	return false;
}

/* Who says otherwise what he is sends images of another kind for others. */
static bool sends_for_others(const struct hearing *h)
{
	bool says = false, sends = false;

	for (unsigned i = 0; i < h->claims; i++) {
		const struct claim *c = &h->claim[i];
		bool own, images;

		if (c->kind != CLAIM_CLASS)
			continue;
		own = is_own_word(h, c);
		images = is_by_images(c);
		if (own && images)
			return false;
		says = says || own;
		sends = sends || images;
	}
	return says && sends;
}

/* First, so that there is always room for it. */
static void hear_people(struct hearing *h)
{
	for (unsigned k = 0; h->draft->said != NULL && k < CLAIMS_ALL; k++) {
		const struct testimony *s = h->draft->said[k];

		if (s != NULL)
			claim_of(h, s->field, pool_text(h->pool, s->value))
				->said = s->number;
	}
}

static void hear_all(struct hearing *h)
{
	const struct asset *a = &h->draft->asset;

	h->claims = 0;
	hear_people(h);
	for (unsigned i = 0; i < a->facts; i++)
		hear(h, a->fact[i]);
	hear_registrant(h);
}

void claims_judge(const struct knowledge *k, struct draft *d,
		  struct pool *pool)
{
	static struct hearing h; /* large; its members are set where they count */
	struct asset *a = &d->asset;

	h.knowledge = k;
	h.draft = d;
	h.pool = pool;
	d->origin = origin_judge(d);
	d->is_engine = relays_is_engine(d);
	d->orders = d->orders || origin_orders(d);
	hear_all(&h);
	if (draft_has(d, A_dicom_sent_modality) && sends_for_others(&h)) {
		d->origin = ORIGIN_ELSEWHERE;
		hear_all(&h);
	}
	h.claims = claims_outdate(h.claim, h.claims);
	for (unsigned i = 0; i < h.claims; i++) {
		weigh_claim(&h.claim[i]);
		if (h.claim[i].said == 0)
			spell(&h.claim[i]);
		else
			h.claim[i].decibans = SAID;
	}
	if (h.claims > 1)
		qsort(h.claim, h.claims, sizeof(*h.claim), by_claim);
	keep(&h, a);
	guesses_drop(a);
	claims_choose(k, a);
	a->clinical = is_clinical(k, a);
}
