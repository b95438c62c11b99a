/* SPDX-License-Identifier: Apache-2.0 */
/* likeness - whether people and devices mean the same maker, or the same model. */
#include "classify/likeness.h"

#include <ctype.h>
#include <string.h>

#include "classify/knowledge.h"

/* The first name of a maker, and of who bought it. */
static void first_name(const struct knowledge *k, const char *name,
		       char out[KEY_TEXT])
{
	char key[KEY_TEXT];

	vendor_key(name, out);
	for (unsigned step = 0; step < 2; step++)
		for (unsigned i = 0; k != NULL && i < k->aliases; i++) {
			vendor_key(k->alias[i].name, key);
			if (strcmp(key, out) != 0)
				continue;
			vendor_key(k->alias[i].canonical, out);
			break;
		}
}

/* Blanks and signs do not make another model. */
bool same_value(const char *a, const char *b)
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

/* Whole words: "ge" begins "ge healthcare", not "getinge". */
static bool begins(const char *few, const char *many)
{
	size_t n = strlen(few);

	return n > 0 && strncmp(few, many, n) == 0 &&
	       (many[n] == '\0' || many[n] == ' ');
}

bool maker_is_like(const struct knowledge *k, const char *a, const char *b)
{
	char x[KEY_TEXT], y[KEY_TEXT];

	first_name(k, a, x);
	first_name(k, b, y);
	return begins(x, y) || begins(y, x);
}

void text_squeeze(const char *text, char *out, size_t size)
{
	size_t n = 0;

	for (; *text != '\0' && n + 1 < size; text++)
		if (isalnum((unsigned char)*text) || (*text & 0x80) != 0)
			out[n++] = (char)tolower((unsigned char)*text);
	out[n] = '\0';
}

/* The first words of it: "AW" of "AW 4.0". */
static bool is_family(const char *family, const char *model)
{
	size_t n = strlen(family);

	return n > 0 && strncasecmp(family, model, n) == 0 &&
	       !isalnum((unsigned char)model[n]);
}

bool model_is_like(const char *a, const char *b)
{
	char x[KEY_TEXT], y[KEY_TEXT];

	if (is_family(a, b) || is_family(b, a))
		return true;
	text_squeeze(a, x, sizeof(x));
	text_squeeze(b, y, sizeof(y));
	if (x[0] == '\0' || y[0] == '\0')
		return false;
	/* "Space" of "Infusomat Space"; two letters within say too little. */
	return strstr(x, y) != NULL ? strlen(y) > 2 || strcmp(x, y) == 0
				    : strstr(y, x) != NULL && strlen(x) > 2;
}
