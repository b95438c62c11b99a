/* SPDX-License-Identifier: Apache-2.0 */
/*
 * double - a small judge, so that the store is tested alone.
 *
 * One asset per address; every attribute with a claim makes one; DICOM outside
 * TLS makes a finding.
 */
#ifndef WW_TEST_STORE_DOUBLE_H
#define WW_TEST_STORE_DOUBLE_H

#include "tests/unit/store/place.h"

/* ---- knowledge ------------------------------------------------------------------ */

struct knowledge {
	char hash[65];
};

static const struct rule test_rule = {
	.id = "CLN-001",
	.title = "DICOM outside TLS",
	.because = "anybody on the path can read it",
	.advice = "switch on TLS",
	.source = "PS3.15",
	.severity = SEVERITY_HIGH,
	.where = "test.rule:1",
};

const char *knowledge_hash(const struct knowledge *k)
{
	return k->hash;
}

const struct device_class *knowledge_class(const struct knowledge *k,
					   const char *name)
{
	static const struct device_class ct = {"imaging-ct", "CT scanner", 'B',
					       true};

	(void)k;
	return strcmp(name, ct.name) == 0 ? &ct : NULL;
}

const char *severity_name(enum severity s)
{
	static const char *const names[] = {"info", "low", "medium", "high",
					    "critical"};

	return s < SEVERITIES ? names[s] : "";
}

const char *grade_name(enum grade g)
{
	static const char *const names[] = {"possible", "probable",
					    "confirmed"};

	return g <= GRADE_CONFIRMED ? names[g] : "";
}

enum grade grade_of(unsigned decibans)
{
	return decibans >= 40 ? GRADE_CONFIRMED
	       : decibans >= 20 ? GRADE_PROBABLE
				: GRADE_POSSIBLE;
}

void asset_id_print(uint64_t id, char out[ASSET_ID_TEXT])
{
	snprintf(out, ASSET_ID_TEXT, "%04x-%04x-%04x",
		 (unsigned)(id >> 32) & 0xffff, (unsigned)(id >> 16) & 0xffff,
		 (unsigned)id & 0xffff);
}

const char *asset_claim(const struct asset *a, enum claim_kind kind)
{
	for (unsigned i = 0; i < a->claims; i++)
		if (a->claim[i].kind == kind && a->claim[i].chosen)
			return a->claim[i].value;
	return NULL;
}

/* ---- inventory ------------------------------------------------------------------- */

enum { DOUBLE_MAX = 4096 };

struct inventory {
	struct known_fact *fact[DOUBLE_MAX];
	struct known_talk *talk[DOUBLE_MAX];
	struct asset *asset[DOUBLE_MAX];
	struct finding *finding[DOUBLE_MAX];
	size_t facts, talks, assets, findings;
	uint64_t gone[DOUBLE_MAX], gone_finding[DOUBLE_MAX];
	size_t gones, gone_findings;
	uint64_t refused, deny; /* deny: this asset is not to be judged        */
};

struct inventory_limits inventory_defaults(void)
{
	return (struct inventory_limits){DOUBLE_MAX, DOUBLE_MAX, DOUBLE_MAX};
}

struct inventory *inventory_open(const struct knowledge *k,
				 const struct inventory_limits *l)
{
	(void)k;
	(void)l;
	return must_alloc(1, sizeof(struct inventory));
}

static void drop_judgement(struct inventory *v)
{
	for (size_t i = 0; i < v->assets; i++) {
		for (unsigned j = 0; j < v->asset[i]->claims; j++)
			free(v->asset[i]->claim[j].reason);
		free(v->asset[i]->claim);
		free(v->asset[i]->address);
		free(v->asset[i]->all_macs);
		free(v->asset[i]);
	}
	for (size_t i = 0; i < v->findings; i++) {
		free(v->finding[i]->evidence);
		free(v->finding[i]);
	}
	v->assets = v->findings = 0;
}

void inventory_close(struct inventory *v)
{
	if (v == NULL)
		return;
	drop_judgement(v);
	for (size_t i = 0; i < v->facts; i++)
		free(v->fact[i]);
	for (size_t i = 0; i < v->talks; i++)
		free(v->talk[i]);
	free(v);
}

static uint64_t fact_id(const struct fact *f)
{
	struct sum s = sum_start();

	sum_text(&s, &f->subject, sizeof(f->subject));
	sum_number(&s, f->attr);
	sum_number(&s, f->voice);
	sum_number(&s, f->source);
	sum_number(&s, f->word);
	sum_text(&s, f->text, f->length);
	return s.state; /* all 64 bits, so that the sign is tried */
}

static bool add_fact(struct inventory *v, const struct fact *f)
{
	uint64_t id = fact_id(f);
	struct known_fact *k = NULL;

	for (size_t i = 0; i < v->facts; i++)
		if (v->fact[i]->id == id)
			k = v->fact[i];
	if (k == NULL && v->facts == DOUBLE_MAX) {
		v->refused++;
		return false;
	}
	if (k == NULL) {
		k = v->fact[v->facts++] = must_alloc(1, sizeof(*k));
		k->id = id;
		k->fact = *f;
	} else {
		k->fact.count += f->count;
		if (f->last_us > k->fact.last_us)
			k->fact.last_us = f->last_us;
		if (f->first_us < k->fact.first_us)
			k->fact.first_us = f->first_us;
	}
	k->dirty = true;
	return true;
}

bool inventory_add(struct inventory *v, const struct record *r)
{
	const struct talk_record *t = &r->as.talk;

	if (r->kind == RECORD_FACT)
		return add_fact(v, &r->as.fact);
	for (size_t i = 0; i < v->talks; i++) {
		struct known_talk *k = v->talk[i];

		if (addr_compare(k->talk.client, t->client) != 0 ||
		    addr_compare(k->talk.server, t->server) != 0 ||
		    k->talk.port != t->port)
			continue;
		k->talk.flows += t->flows;
		for (int side = 0; side < 2; side++) {
			k->talk.packets[side] += t->packets[side];
			k->talk.octets[side] += t->octets[side];
		}
		k->dirty = true;
		return true;
	}
	v->talk[v->talks] = must_alloc(1, sizeof(struct known_talk));
	v->talk[v->talks]->id = 0x8000000000000000u + v->talks;
	v->talk[v->talks]->talk = *t;
	v->talk[v->talks++]->dirty = true;
	return true;
}

void inventory_restore_fact(struct inventory *v, const struct known_fact *k)
{
	v->fact[v->facts] = must_alloc(1, sizeof(*k));
	*v->fact[v->facts++] = *k;
}

void inventory_restore_talk(struct inventory *v, const struct known_talk *k)
{
	v->talk[v->talks] = must_alloc(1, sizeof(*k));
	*v->talk[v->talks++] = *k;
}

static uint64_t asset_id_of(struct addr ip)
{
	struct sum s = sum_start();

	sum_text(&s, ip.b, sizeof(ip.b));
	return sum_end(&s) & 0xffffffffffff;
}

static struct asset *asset_of(struct inventory *v, const struct fact *f)
{
	uint64_t id = asset_id_of(f->subject.ip);
	struct asset *a;

	for (size_t i = 0; i < v->assets; i++)
		if (v->asset[i]->id == id)
			return v->asset[i];
	a = v->asset[v->assets++] = must_alloc(1, sizeof(*a));
	a->id = id;
	a->ip = f->subject.ip;
	a->mac = f->subject.mac;
	a->net = f->subject.net;
	a->first_us = f->first_us;
	addr_print(a->ip, a->key);
	a->claim = must_alloc(64, sizeof(*a->claim));
	a->address = must_alloc(1, sizeof(*a->address));
	a->addresses = 1;
	a->address[0].ip = a->ip;
	a->address[0].net = a->net;
	a->all_macs = must_alloc(1, sizeof(*a->all_macs));
	a->macs = !mac_is_zero(a->mac);
	a->all_macs[0] = a->mac;
	a->dirty = true;
	return a;
}

static void judge_fact(struct inventory *v, struct known_fact *k)
{
	const struct attr_row *row = attr_row(k->fact.attr);
	struct asset *a;

	if (asset_id_of(k->fact.subject.ip) == v->deny)
		return;
	a = asset_of(v, &k->fact);
	if (k->asset != a->id)
		k->dirty = true;
	k->asset = a->id;
	if (k->fact.last_us > a->last_us)
		a->last_us = k->fact.last_us;
	if (row->claim != CLAIM_NONE && a->claims < 64) {
		struct claim *c = &a->claim[a->claims];

		c->kind = row->claim;
		memcpy(c->value, k->fact.text, sizeof(c->value));
		c->decibans = row->strength;
		c->chosen = c->kind == CLAIM_SOFTWARE ||
			    asset_claim(a, c->kind) == NULL;
		c->reasons = 1;
		c->reason = must_alloc(1, sizeof(*c->reason));
		c->reason[0] = (struct reason){k->id, row->strength, true,
					       "attribute"};
		a->claims++;
	}
	if (k->fact.attr == A_dicom_clear) {
		struct finding *f = must_alloc(1, sizeof(*f));

		f->id = a->id ^ 0x1234u;
		f->asset = a->id;
		f->rule = &test_rule;
		f->port = k->fact.subject.port;
		f->confidence = 2;
		f->first_us = k->fact.first_us;
		f->last_us = k->fact.last_us;
		f->evidences = 1;
		f->evidence = must_alloc(1, sizeof(uint64_t));
		f->evidence[0] = k->id;
		f->dirty = true;
		v->finding[v->findings++] = f;
	}
}

static uint64_t known_asset(const struct inventory *v, struct addr ip)
{
	for (size_t i = 0; i < v->assets; i++)
		if (v->asset[i]->id == asset_id_of(ip))
			return v->asset[i]->id;
	return 0;
}

static void judge_talk(struct inventory *v, struct known_talk *k)
{
	uint64_t client = known_asset(v, k->talk.client);
	uint64_t server = known_asset(v, k->talk.server);

	k->dirty |= k->client_asset != client || k->server_asset != server;
	k->client_asset = client;
	k->server_asset = server;
}

void inventory_judge(struct inventory *v)
{
	static uint64_t before[DOUBLE_MAX], before_finding[DOUBLE_MAX];
	size_t n = v->assets, m = v->findings;

	for (size_t i = 0; i < n; i++)
		before[i] = v->asset[i]->id;
	for (size_t i = 0; i < m; i++)
		before_finding[i] = v->finding[i]->id;
	drop_judgement(v);
	for (size_t i = 0; i < v->facts; i++)
		judge_fact(v, v->fact[i]);
	for (size_t i = 0; i < v->talks; i++)
		judge_talk(v, v->talk[i]);
	v->gones = v->gone_findings = 0;
	for (size_t i = 0; i < n; i++) {
		bool alive = false;

		for (size_t j = 0; j < v->assets; j++)
			alive |= v->asset[j]->id == before[i];
		if (!alive)
			v->gone[v->gones++] = before[i];
	}
	for (size_t i = 0; i < m; i++) {
		bool alive = false;

		for (size_t j = 0; j < v->findings; j++)
			alive |= v->finding[j]->id == before_finding[i];
		if (!alive)
			v->gone_finding[v->gone_findings++] =
				before_finding[i];
	}
}

size_t inventory_facts(struct inventory *v, struct known_fact ***out)
{
	*out = v->fact;
	return v->facts;
}

size_t inventory_talks(struct inventory *v, struct known_talk ***out)
{
	*out = v->talk;
	return v->talks;
}

size_t inventory_assets(struct inventory *v, struct asset ***out)
{
	*out = v->asset;
	return v->assets;
}

size_t inventory_findings(struct inventory *v, struct finding ***out)
{
	*out = v->finding;
	return v->findings;
}

size_t inventory_gone_assets(struct inventory *v, const uint64_t **out)
{
	*out = v->gone;
	return v->gones;
}

size_t inventory_gone_findings(struct inventory *v, const uint64_t **out)
{
	*out = v->gone_finding;
	return v->gone_findings;
}

uint64_t inventory_refused(const struct inventory *v)
{
	return v->refused;
}

static const struct knowledge test_knowledge = {"00"};

static inline struct recorder *open_one(const char *db, const char *name,
					const char *digest, bool again,
					struct err *e)
{
	return open_with(&test_knowledge, db, name, digest, again, e);
}

#endif
