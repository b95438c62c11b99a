/* SPDX-License-Identifier: Apache-2.0 */
/*
 * oui - owners of MAC blocks of 24, 28 and 36 bits.
 *
 * Reads the registry as Debian's ieee-data carries it: oui.csv, mam.csv,
 * oui36.csv and iab.csv, rows of registry, assignment, name, address. Start
 * only notes where each row is: of some 60,000 a site needs a few hundred.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/inventory.h"

enum { LINE_MAX_OUI = 2048, NAME_MAX_OUI = 80, FILES = 4, ROWS = 65536 };

struct oui {
	char *text[FILES];     /* the files as they are                        */
	struct ids row;        /* by block: its row in a text                  */
	struct ids name;       /* by block: its owner, once asked for          */
	struct pool pool;      /* of names                                     */
};

/* A block as a number; 0 is no id, so the size leads. */
static uint64_t block_of(uint64_t prefix, unsigned bits)
{
	return (uint64_t)bits << 48 | prefix;
}

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

/* Six, seven or nine hexadecimal digits and a comma; 0 when it is none. */
static uint64_t block_read(const char *digits)
{
	size_t n = strspn(digits, "0123456789ABCDEF");
	uint64_t prefix = 0;

	if ((n != 6 && n != 7 && n != 9) || digits[n] != ',')
		return 0;
	for (size_t i = 0; i < n; i++)
		prefix = prefix << 4 | (uint64_t)(digits[i] <= '9'
							  ? digits[i] - '0'
							  : digits[i] - 'A' + 10);
	return block_of(prefix << (48 - n * 4), (unsigned)n * 4);
}

/* The whole file with a terminator, or NULL. */
static char *read_whole(const char *folder, const char *file)
{
	char path[4096], *text = NULL;
	FILE *f;
	long size;

	snprintf(path, sizeof(path), "%s/%s", folder, file);
	f = fopen(path, "r");
	if (f == NULL)
		return NULL;
	if (fseek(f, 0, SEEK_END) == 0 && (size = ftell(f)) >= 0 &&
	    fseek(f, 0, SEEK_SET) == 0) {
		text = must_alloc((size_t)size + 1, 1);
		text[fread(text, 1, (size_t)size, f)] = '\0';
	}
	fclose(f);
	return text;
}

/* The first row of a block counts. */
static void note_rows(struct oui *o, char *text)
{
	for (char *line = text; line != NULL && *line != '\0';) {
		char *comma = strchr(line, ','), *end = strchr(line, '\n');
		uint64_t block = comma != NULL ? block_read(comma + 1) : 0;

		if (block != 0 && ids_find(&o->row, block) == NULL)
			ids_put(&o->row, block, line);
		line = end != NULL ? end + 1 : NULL;
	}
}

struct oui *oui_open(const char *folder)
{
	static const char *const files[FILES] = {"oui.csv", "mam.csv",
						 "oui36.csv", "iab.csv"};
	struct oui *o = must_alloc(1, sizeof(*o));

	if (folder != NULL)
		ids_reserve(&o->row, ROWS);
	for (size_t i = 0; folder != NULL && i < FILES; i++) {
		o->text[i] = read_whole(folder, files[i]);
		if (o->text[i] != NULL)
			note_rows(o, o->text[i]);
	}
	return o;
}

void oui_close(struct oui *o)
{
	if (o == NULL)
		return;
	for (size_t i = 0; i < FILES; i++)
		free(o->text[i]);
	ids_free(&o->row);
	ids_free(&o->name);
	pool_free(&o->pool);
	free(o);
}

/* The owner's name, cleaned when it is asked for first; NULL when the gate
 * refuses it, which is remembered as "". */
static const char *name_of(struct oui *o, uint64_t block)
{
	const char *row = ids_find(&o->row, block);
	char line[LINE_MAX_OUI], clean[OBS_TEXT], *rest = line, *name;

	if (row == NULL)
		return NULL;
	name = ids_find(&o->name, block);
	if (name == NULL) {
		snprintf(line, sizeof(line), "%.*s", (int)strcspn(row, "\n"),
			 row);
		field(&rest);
		field(&rest);
		name = field(&rest);
		if (gate_pass(GATE_PRODUCT, name, strnlen(name, NAME_MAX_OUI),
			      clean) == 0)
			clean[0] = '\0';
		name = pool_text(&o->pool, clean);
		ids_put(&o->name, block, name);
	}
	return name[0] != '\0' ? name : NULL;
}

const char *oui_find(struct oui *o, struct mac mac)
{
	static const uint8_t sizes[] = {36, 28, 24};
	uint64_t value = 0;

	if (mac_is_local(mac) || mac_is_group(mac))
		return NULL;
	for (unsigned i = 0; i < 6; i++)
		value = value << 8 | mac.b[i];
	for (size_t i = 0; i < 3; i++) {
		uint64_t mask = ~(uint64_t)0 << (48 - sizes[i]);
		const char *name = name_of(o, block_of(value & mask, sizes[i]));

		if (name != NULL)
			return name;
	}
	return NULL;
}
