/* SPDX-License-Identifier: Apache-2.0 */
/* ids - a hash table of pointers by 64-bit ids, and the ids themselves. */
#include <ctype.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#include "capture/base/pages.h"
#include "capture/base/must.h"
#include "classify/inventory.h"

enum { SPARE_BITS = 63 - 48 }; /* numbers that people read have 48            */

static size_t home_of(const struct ids *t, uint64_t id)
{
	return (id * 0x9e3779b97f4a7c15 >> 20) & (t->size - 1);
}

static struct id_slot *place_of(const struct ids *t, uint64_t id)
{
	size_t at = home_of(t, id);

	while (t->slot[at].id != 0 && t->slot[at].id != id)
		at = (at + 1) & (t->size - 1);
	return &t->slot[at];
}

void *ids_find(const struct ids *t, uint64_t id)
{
	/* An empty place has no value. */
	return t->size == 0 ? NULL : place_of(t, id)->value;
}

void ids_expect(const struct ids *t, uint64_t id)
{
	if (t->size > 0)
		__builtin_prefetch(&t->slot[home_of(t, id)]);
}

static void resize(struct ids *t, size_t size)
{
	struct ids bigger = {.size = size};

	bigger.slot = pages_take(bigger.size * sizeof(*bigger.slot));
	for (size_t i = 0; i < t->size; i++)
		if (t->slot[i].id != 0)
			ids_put(&bigger, t->slot[i].id, t->slot[i].value);
	ids_free(t);
	*t = bigger;
}

void ids_reserve(struct ids *t, size_t n)
{
	size_t size = 64;

	while (n * 5 >= size * 4)
		size *= 2;
	if (size > t->size)
		resize(t, size);
}

void ids_put(struct ids *t, uint64_t id, void *value)
{
	struct id_slot *place;

	must(id != 0);
	if (t->count * 5 >= t->size * 4)
		resize(t, t->size > 0 ? t->size * 2 : 64);
	place = place_of(t, id);
	t->count += place->id == 0;
	place->id = id;
	place->value = value;
}

/* What stood behind it because its place was taken moves up. */
void ids_remove(struct ids *t, uint64_t id)
{
	struct id_slot *hole = t->size == 0 ? NULL : place_of(t, id);
	size_t mask = t->size - 1, at;

	if (hole == NULL || hole->id == 0)
		return;
	t->count--;
	at = (size_t)(hole - t->slot);
	for (size_t next = (at + 1) & mask; t->slot[next].id != 0;
	     next = (next + 1) & mask) {
		size_t home = home_of(t, t->slot[next].id);

		if (((next - home) & mask) < ((next - at) & mask))
			continue;
		t->slot[at] = t->slot[next];
		at = next;
	}
	t->slot[at] = (struct id_slot){0};
}

void ids_free(struct ids *t)
{
	pages_give(t->slot, t->size * sizeof(*t->slot));
	memset(t, 0, sizeof(*t));
}

/* Made once: OpenSSL 3 takes as long to find a digest as to compute it. */
static EVP_MD_CTX *sha256(void)
{
	static EVP_MD_CTX *made;

	if (made == NULL) {
		made = EVP_MD_CTX_new();
		must(made != NULL &&
		     EVP_DigestInit_ex2(made, EVP_sha256(), NULL) == 1);
	}
	return made;
}

uint64_t stable_id(const void *octets, size_t n)
{
	EVP_MD_CTX *ctx = sha256();
	uint8_t digest[EVP_MAX_MD_SIZE];
	uint64_t id = 0;

	must(EVP_DigestUpdate(ctx, octets, n) == 1 &&
	     EVP_DigestFinal_ex(ctx, digest, NULL) == 1 &&
	     EVP_DigestInit_ex2(ctx, NULL, NULL) == 1); /* for the next */
	for (unsigned i = 0; i < 8; i++)
		id = id << 8 | digest[i];
	id &= INT64_MAX; /* SQLite's integers have a sign */
	return id != 0 ? id : 1;
}

/* Of "mac 98:e7:43:..", "ip vlan 130 10.0.0.1". */
uint64_t asset_id_at(struct addr ip, struct mac mac, net_t net)
{
	char key[8 + NET_TEXT + ADDR_TEXT], *at = key;

	at = stpcpy(at, addr_is_zero(ip) ? "mac " : "ip ");
	if (net != 0) {
		net_print(net, at);
		at = stpcpy(at + strlen(at), " ");
	}
	if (addr_is_zero(ip))
		mac_print(mac, at);
	else
		addr_print(ip, at);
	return stable_id(key, strlen(key)) >> SPARE_BITS;
}

/* Of "part 80001234 behind aaaa-bbbb-cccc". */
uint64_t asset_id_behind(uint64_t gateway, uint32_t part)
{
	char key[48], id[ASSET_ID_TEXT];
	int n;

	asset_id_print(gateway, id);
	n = snprintf(key, sizeof(key), "part %08x behind %s", part, id);
	return stable_id(key, (size_t)n) >> SPARE_BITS;
}

uint64_t finding_id(const char *rule, uint64_t asset, uint16_t port)
{
	struct {
		uint64_t asset;
		char rule[22];
		uint16_t port;
	} key;

	memset(&key, 0, sizeof(key));
	key.asset = asset;
	key.port = port;
	snprintf(key.rule, sizeof(key.rule), "%s", rule);
	return stable_id(&key, sizeof(key)) >> SPARE_BITS;
}

void asset_id_print(uint64_t id, char out[ASSET_ID_TEXT])
{
	static const char digit[] = "0123456789abcdef";
	char *at = out;

	for (int bits = 44; bits >= 0; bits -= 4) {
		*at++ = digit[id >> bits & 15];
		if (bits == 32 || bits == 16)
			*at++ = '-';
	}
	*at = '\0';
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
