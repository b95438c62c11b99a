/* SPDX-License-Identifier: Apache-2.0 */
/* attrs - the vocabulary of attrs.def as an enum and a table. */
#include "classify/attrs.h"

#include <stdio.h>
#include <string.h>

static const struct attr_row rows[ATTRS] = {
	[A_none] = {"none", KIND_WORD, GATE_ANY, KEY_NOKEY, CLAIM_NONE, 0, ""},
#define ATTR(name, kind, gate, key, claim, strength, sentence)                 \
	[A_##name] = {#name,       KIND_##kind,   GATE_##gate, KEY_##key,      \
		      CLAIM_##claim, strength, sentence},
#include "classify/attrs.def"
#undef ATTR
};

static const char *const claim_names[CLAIMS_ALL] = {
	[CLAIM_NONE] = "none",      [CLAIM_CLASS] = "class",
	[CLAIM_VENDOR] = "vendor",  [CLAIM_MODEL] = "model",
	[CLAIM_VERSION] = "version", [CLAIM_SERIAL_NO] = "serial",
	[CLAIM_NAME] = "name",      [CLAIM_OS] = "os",
	[CLAIM_SOFTWARE] = "software", [CLAIM_OWNER] = "owner",
	[CLAIM_LOCATION] = "location", [CLAIM_DEPARTMENT] = "department",
	[CLAIM_SEGMENT] = "segment", [CLAIM_TAG] = "tag",
};

const struct attr_row *attr_row(enum attr a)
{
	return &rows[a < ATTRS ? a : A_none];
}

int attr_label(enum attr a)
{
	return (int)strcspn(attr_row(a)->sentence, ":");
}

void attr_meaning(enum attr a, uint64_t word, char out[MEANING_TEXT])
{
	const char *at = attr_row(a)->sentence + attr_label(a);
	char number[24];
	size_t n = (size_t)snprintf(number, sizeof(number), " %llu ",
				    (unsigned long long)word);

	out[0] = '\0';
	/* Behind the colon, or behind a comma. */
	for (; attr_row(a)->kind == KIND_WORD && *at != '\0';
	     at += 1 + strcspn(at + 1, ","))
		if (strncmp(at + 1, number, n) == 0) {
			at += 1 + n;
			snprintf(out, MEANING_TEXT, "%.*s",
				 (int)strcspn(at, ","), at);
			return;
		}
}

enum attr attr_of_name(const char *name)
{
	for (enum attr a = A_none + 1; a < ATTRS; a++)
		if (strcmp(rows[a].name, name) == 0)
			return a;
	return A_none;
}

const char *claim_name(enum claim_kind k)
{
	return claim_names[k < CLAIMS_ALL ? k : CLAIM_NONE];
}
