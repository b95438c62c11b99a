/* SPDX-License-Identifier: Apache-2.0 */
/* ward - a hospital in memory, for tests of rules: who speaks how, with whom. */
#ifndef WW_TEST_WARD_H
#define WW_TEST_WARD_H

#include <unistd.h>

#include "classify/judge.h"
#include "tests/support/unit.h"

struct ward {
	struct knowledge *knowledge;
	struct inventory *inventory;
	unsigned frames;
	uint64_t now_us;       /* of what is said next                         */
	uint16_t port;         /* and about which port                         */
	uint32_t count;        /* and how often                                */
};

static inline struct ward ward_open(const char *zones)
{
	char path[] = "/tmp/ww_finding_XXXXXX";
	struct inventory_limits limits = inventory_defaults();
	struct knowledge_paths paths = {.signatures = "signatures"};
	struct ward w = {.frames = 1, .count = 2,
			 .now_us = 1700000000000000};
	struct err e = {0};
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	if (zones != NULL) {
		assert_int_equal(write(fd, zones, strlen(zones)),
				 strlen(zones));
		paths.zones = path;
	}
	close(fd);
	w.knowledge = knowledge_open(&paths, &e);
	unlink(path);
	if (w.knowledge == NULL)
		fail_msg("%s", e.text);
	w.inventory = inventory_open(w.knowledge, &limits);
	return w;
}

/* Before anything is said: the inventory has other limits. */
static inline void ward_limit(struct ward *w, const struct inventory_limits *l)
{
	inventory_close(w->inventory);
	w->inventory = inventory_open(w->knowledge, l);
}

static inline void ward_close(struct ward *w)
{
	inventory_close(w->inventory);
	knowledge_close(w->knowledge);
}

static const uint64_t DAY_US = UINT64_C(86400000000);

static inline void wait_days(struct ward *w, unsigned days)
{
	w->now_us += days * DAY_US;
}

static inline struct addr at(const char *text)
{
	struct addr a;

	assert_true(addr_parse(text, &a));
	return a;
}

static inline void say(struct ward *w, const char *ip, enum attr attr,
		const char *text, uint64_t word)
{
	struct record r = {.kind = RECORD_FACT};
	struct fact *f = &r.as.fact;

	f->first_us = f->last_us = w->now_us + w->frames;
	f->frame = w->frames++;
	f->attr = (uint16_t)attr;
	f->voice = VOICE_SELF;
	f->source = 1;
	f->count = w->count;
	f->subject.port = w->port;
	f->word = word;
	f->subject.ip = at(ip);
	f->length = (uint8_t)snprintf(f->text, sizeof(f->text), "%s", text);
	assert_true(inventory_add(w->inventory, &r, 0));
}

/* A scanner: clinical, criticality C. */
static inline void scanner(struct ward *w, const char *ip)
{
	say(w, ip, A_dicom_modality, "CT", 0);
}

/* That an address is with a MAC in a network, by one of the bindings. */
static inline void ward_place_in(struct ward *w, const char *ip, const char *mac,
				 net_t net, enum attr attr, uint64_t word,
				 uint32_t count)
{
	struct record r = {.kind = RECORD_FACT};
	struct fact *f = &r.as.fact;

	f->first_us = f->last_us = w->now_us + w->frames;
	f->frame = w->frames++;
	f->attr = (uint16_t)attr;
	f->voice = VOICE_SELF;
	f->source = 1;
	f->count = count;
	f->word = word;
	f->subject.ip = at(ip);
	f->subject.net = net;
	assert_true(mac_parse(mac, &f->subject.mac));
	assert_true(inventory_add(w->inventory, &r, 0));
}

static inline void ward_bind_in(struct ward *w, const char *ip, const char *mac,
				net_t net)
{
	ward_place_in(w, ip, mac, net, A_arp_binding, 1, 1);
}

static inline void ward_bind(struct ward *w, const char *ip, const char *mac)
{
	ward_bind_in(w, ip, mac, 0);
}

static inline struct record talk(struct ward *w, const char *client,
			  const char *server, uint16_t port,
			  const char *protocol)
{
	struct record r = {.kind = RECORD_TALK};
	struct talk_record *t = &r.as.talk;

	t->first_us = t->last_us = w->now_us + w->frames;
	t->frame = w->frames++;
	t->client = at(client);
	t->server = at(server);
	t->port = port;
	t->l4 = 6;
	t->flows = 1;
	t->packets[0] = t->packets[1] = 2;
	t->answered = true;
	snprintf(t->protocol, sizeof(t->protocol), "%s", protocol);
	return r;
}

static inline void speak(struct ward *w, const char *client, const char *server,
		  uint16_t port, const char *protocol)
{
	struct record r = talk(w, client, server, port, protocol);

	assert_true(inventory_add(w->inventory, &r, 0));
}

/* The finding of that rule on the asset of that address, or NULL. */
static inline const struct finding *found(struct ward *w, const char *rule,
				   const char *ip)
{
	struct finding **list;
	struct asset **assets;
	size_t n, m;

	inventory_judge(w->inventory);
	n = inventory_findings(w->inventory, &list);
	m = inventory_assets(w->inventory, &assets);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < m; k++)
			if (list[i]->asset == assets[k]->id &&
			    strcmp(list[i]->rule->id, rule) == 0 &&
			    addr_compare(assets[k]->ip, at(ip)) == 0)
				return list[i];
	return NULL;
}

#define RAISED(w, rule, ip) assert_non_null(found(&(w), (rule), (ip)))
#define SILENT(w, rule, ip) assert_null(found(&(w), (rule), (ip)))

#endif
