/* SPDX-License-Identifier: Apache-2.0 */
/*
 * oui - owners of MAC blocks of 24, 28 and 36 bits.
 *
 * Reads the registry as Debian's ieee-data carries it: oui.csv, mam.csv,
 * oui36.csv and iab.csv, rows of registry, assignment, name, address.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/knowledge.h"

enum { LINE_MAX_OUI = 2048, NAME_MAX_OUI = 80 };

struct owner {
	uint64_t prefix;   /* left-aligned in 48 bits                          */
	uint8_t bits;
	char *name;
};

struct oui {
	struct owner *owner;
	unsigned count;
};

/* The next CSV field; quotes are taken off, doubled ones halved. */
static char *field(char **rest)
{
	char *start = *rest, *to = *rest, *p = *rest;
	bool quoted = *p == '"';

	if (quoted)
		p++;
	for (; *p != '\0'; p++) {
		if (quoted && *p == '"' && p[1] == '"')
			p++;
		else if (quoted && *p == '"') {
			quoted = false;
			continue;
		} else if (!quoted && (*p == ',' || *p == '\n' || *p == '\r'))
			break;
		*to++ = *p;
	}
	*rest = *p == '\0' ? p : p + 1;
	*to = '\0';
	return start;
}

static void add(struct oui *o, const char *assignment, const char *name)
{
	size_t digits = strlen(assignment);
	char clean[OBS_TEXT];
	struct owner *w;

	if ((digits != 6 && digits != 7 && digits != 9) ||
	    strspn(assignment, "0123456789ABCDEF") != digits ||
	    gate_pass(GATE_PRODUCT, name, strnlen(name, NAME_MAX_OUI),
		      clean) == 0)
		return;
	o->owner = grow(o->owner, o->count, sizeof(*w));
	w = &o->owner[o->count++];
	w->bits = (uint8_t)(digits * 4);
	w->prefix = strtoull(assignment, NULL, 16) << (48 - w->bits);
	w->name = copy_text(clean);
}

static void read_file(struct oui *o, const char *folder, const char *file)
{
	char path[4096], line[LINE_MAX_OUI];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", folder, file);
	f = fopen(path, "r");
	if (f == NULL)
		return;
	while (fgets(line, sizeof(line), f) != NULL) {
		char *rest = line, *assignment;

		field(&rest);
		assignment = field(&rest);
		add(o, assignment, field(&rest));
	}
	fclose(f);
}

static int compare(const void *a, const void *b)
{
	const struct owner *x = a, *y = b;

	if (x->bits != y->bits)
		return x->bits < y->bits ? -1 : 1;
	if (x->prefix != y->prefix)
		return x->prefix < y->prefix ? -1 : 1;
	return strcmp(x->name, y->name);
}

struct oui *oui_open(const char *folder)
{
	static const char *const files[] = {"oui.csv", "mam.csv", "oui36.csv",
					    "iab.csv"};
	struct oui *o = must_alloc(1, sizeof(*o));

	for (size_t i = 0; folder != NULL && i < 4; i++)
		read_file(o, folder, files[i]);
	if (o->count > 0)
		qsort(o->owner, o->count, sizeof(*o->owner), compare);
	return o;
}

void oui_close(struct oui *o)
{
	if (o == NULL)
		return;
	for (unsigned i = 0; i < o->count; i++)
		free(o->owner[i].name);
	free(o->owner);
	free(o);
}

/* The first of equal blocks, or NULL. */
static const struct owner *find(const struct oui *o, uint64_t prefix,
				uint8_t bits)
{
	unsigned low = 0, high = o->count;

	while (low < high) {
		unsigned middle = low + (high - low) / 2;
		const struct owner *w = &o->owner[middle];

		if (w->bits < bits || (w->bits == bits && w->prefix < prefix))
			low = middle + 1;
		else
			high = middle;
	}
	if (low < o->count && o->owner[low].bits == bits &&
	    o->owner[low].prefix == prefix)
		return &o->owner[low];
	return NULL;
}

const char *oui_find(const struct oui *o, struct mac mac)
{
	static const uint8_t sizes[] = {36, 28, 24};
	uint64_t value = 0;

	if (mac_is_local(mac) || mac_is_group(mac))
		return NULL;
	for (unsigned i = 0; i < 6; i++)
		value = value << 8 | mac.b[i];
	for (size_t i = 0; i < 3; i++) {
		uint64_t mask = ~(uint64_t)0 << (48 - sizes[i]);
		const struct owner *w = find(o, value & mask, sizes[i]);

		if (w != NULL)
			return w->name;
	}
	return NULL;
}
