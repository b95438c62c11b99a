/* SPDX-License-Identifier: Apache-2.0 */
/* told - an address, and what it tells of itself and of what is behind it. */
#ifndef WW_TEST_TOLD_H
#define WW_TEST_TOLD_H

#include "tests/unit/classify/registry.h"

/* One fact that an address told, of itself or of what is behind it. */
struct said {
	const char *source;
	uint32_t part;
	enum voice voice;
	uint16_t attr;
	const char *text;
	uint16_t port;
};

struct ward {
	struct knowledge *knowledge;
	struct inventory *inventory;
	struct asset **asset;
	size_t assets;
};

enum { HOST = 0x0a000001 };
#define P PART_LEAST

static const char makers[] = "MA-L,00066B,Sysmex Corporation,JP\n"
			     "MA-L,0009FB,Philips Patient Monitoring,US\n"
			     "MA-L,98E743,Dell Inc.,US\n";

static inline struct ward open_ward(void)
{
	struct inventory_limits limits = inventory_defaults();
	struct ward w = {.knowledge = knowledge_with_makers(makers)};

	limits.parts_per_subject = 5;
	limits.facts_per_part = 20;
	w.inventory = inventory_open(w.knowledge, &limits);
	return w;
}

static inline void close_ward(struct ward *w)
{
	inventory_close(w->inventory);
	knowledge_close(w->knowledge);
}

static inline struct record record_of(uint32_t host, const struct said *s)
{
	struct record r = {.kind = RECORD_FACT};
	struct fact *f = &r.as.fact;

	f->attr = s->attr;
	f->voice = (uint8_t)s->voice;
	f->source = (uint8_t)source_of_name(s->source);
	f->count = 2; /* one packet makes no asset */
	f->first_us = f->last_us = 1000;
	f->subject.ip = addr_of_v4(host);
	f->subject.part = s->part;
	f->subject.port = s->port;
	if (attr_row(s->attr)->kind == KIND_WORD)
		f->word = 1;
	else
		f->length = (uint8_t)snprintf(f->text, sizeof(f->text), "%s",
					      s->text);
	return r;
}

static inline bool add(struct ward *w, uint32_t host, struct said s)
{
	struct record r = record_of(host, &s);

	return inventory_add(w->inventory, &r, 0);
}

static inline void judge(struct ward *w)
{
	inventory_judge(w->inventory);
	w->assets = inventory_assets(w->inventory, &w->asset);
}

static inline void add_all(struct ward *w, const struct said *said, size_t n)
{
	for (size_t i = 0; i < n; i++)
		assert_true(add(w, HOST, said[i]));
	judge(w);
}

#define SAY(w, ...)                                                            \
	add_all(w, (struct said[]){__VA_ARGS__},                               \
		sizeof((struct said[]){__VA_ARGS__}) / sizeof(struct said))
#define OWN(attr, text) {"hl7", 0, VOICE_SELF, attr, text, 0}
#define CARRIED(part, attr, text) {"hl7", P + (part), VOICE_CARRIED, attr, text, 0}
#define ORIGIN(part, attr, text) {"hl7", P + (part), VOICE_SELF, attr, text, 0}

/* The asset that is the address itself. */
static inline const struct asset *self(const struct ward *w)
{
	for (size_t i = 0; i < w->assets; i++)
		if (w->asset[i]->behind == 0)
			return w->asset[i];
	fail_msg("nobody has the address");
	return NULL;
}

/* The device behind it with that serial number, or NULL. */
static inline const struct asset *behind(const struct ward *w, const char *serial)
{
	for (size_t i = 0; i < w->assets; i++) {
		const char *told = asset_claim(w->asset[i], CLAIM_SERIAL_NO);

		if (w->asset[i]->behind != 0 && told != NULL &&
		    strcmp(told, serial) == 0)
			return w->asset[i];
	}
	return NULL;
}

static inline void expect(const struct asset *a, enum claim_kind kind,
		   const char *value)
{
	const char *got;

	assert_non_null(a);
	got = asset_claim(a, kind);
	if (value == NULL)
		assert_null(got);
	else
		assert_string_equal(got == NULL ? "nothing" : got, value);
}

/* Told forwards and at once, or backwards and judged in between, it is the same. */
static inline void assert_any_order(const struct said *said, size_t n,
				    size_t assets)
{
	struct ward a = open_ward(), b = open_ward();

	add_all(&a, said, n);
	for (size_t i = n; i-- > 0;) {
		assert_true(add(&b, HOST, said[i]));
		judge(&b);
	}
	assert_int_equal(a.assets, assets);
	assert_int_equal(b.assets, assets);
	for (size_t i = 0; i < assets; i++) {
		assert_int_equal(a.asset[i]->id, b.asset[i]->id);
		assert_int_equal(a.asset[i]->digest, b.asset[i]->digest);
	}
	close_ward(&a);
	close_ward(&b);
}

#endif
