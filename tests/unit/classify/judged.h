/* SPDX-License-Identifier: Apache-2.0 */
/* judged - a node of which something is said, and what it amounts to. */
#ifndef WW_TEST_JUDGED_H
#define WW_TEST_JUDGED_H

#include "tests/unit/classify/registry.h"

struct said {
	uint16_t attr;
	const char *text;
};

/* Beside an attribute: a partner says it. */
enum { HEARSAY = 0x8000 };

struct judged {
	struct knowledge *knowledge;
	struct inventory *inventory;
	const struct asset *asset;
};

static const char makers[] = "MA-L,00A037,\"Mindray DS USA, Inc.\",US\n"
			     "MA-L,00A038,Maker of Cards,US\n";

static inline struct judged judged_open(void)
{
	struct judged j = {.knowledge = knowledge_with_makers(makers)};
	struct inventory_limits limits = inventory_defaults();

	j.inventory = inventory_open(j.knowledge, &limits);
	return j;
}

static inline struct record told_by(unsigned node, uint16_t attr,
				    const char *text)
{
	struct record r = {.kind = RECORD_FACT};
	struct fact *f = &r.as.fact;

	f->attr = attr & (HEARSAY - 1);
	f->voice = attr & HEARSAY ? VOICE_PEER : VOICE_SELF;
	f->source = 1;
	f->count = 2; /* one packet makes no asset */
	f->subject.ip = addr_of_v4(0x0a000000 + node);
	f->length = (uint8_t)snprintf(f->text, sizeof(f->text), "%s", text);
	return r;
}

/* The asset is this node; how many there are. */
static inline size_t judged_at(struct judged *j, unsigned node)
{
	struct asset **list;
	size_t assets;

	inventory_judge(j->inventory);
	assets = inventory_assets(j->inventory, &list);
	for (size_t i = 0; i < assets; i++)
		if (addr_compare(list[i]->ip, addr_of_v4(0x0a000000 + node)) ==
		    0)
			j->asset = list[i];
	return assets;
}

/* One node of which all of this is said. */
static inline struct judged judge(const struct said *said, unsigned n)
{
	struct judged j = judged_open();

	for (unsigned i = 0; i < n; i++) {
		struct record r = told_by(1, said[i].attr, said[i].text);

		assert_true(inventory_add(j.inventory, &r, 0));
	}
	assert_int_equal(judged_at(&j, 1), 1);
	return j;
}

#define JUDGE(...)                                                             \
	judge((struct said[]){__VA_ARGS__},                                    \
	      sizeof((struct said[]){__VA_ARGS__}) / sizeof(struct said))

static inline void expect(const struct judged *j, enum claim_kind kind,
		   const char *value)
{
	const char *got = asset_claim(j->asset, kind);

	if (value == NULL)
		assert_null(got);
	else
		assert_string_equal(got == NULL ? "nothing" : got, value);
}

static inline void close_all(struct judged *j)
{
	inventory_close(j->inventory);
	knowledge_close(j->knowledge);
}

/* Of one claim. */
static inline void says(struct judged j, enum claim_kind kind, const char *value)
{
	expect(&j, kind, value);
	close_all(&j);
}

#define SAYS(kind, value, ...) says(JUDGE(__VA_ARGS__), kind, value)

#endif
