/* SPDX-License-Identifier: Apache-2.0 */
/*
 * gate - what text from the wire may become an observation.
 *
 * Each gate is a repertoire, a length and a shape. Refusal is silent here and
 * counted by the caller: the value that was refused is never written down.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "classify/observation.h"

struct shape {
	const char *extra;  /* allowed beside letters and digits               */
	size_t least, most;
	bool wide;          /* letters beyond ASCII too                        */
	bool (*also)(const char *text, size_t n);
};

static bool is_uid(const char *t, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (t[i] != '.' && !isdigit((unsigned char)t[i]))
			return false;
	return t[0] != '.' && t[n - 1] != '.' && strstr(t, "..") == NULL;
}

/* A social security number has no business in a device's self-description. */
static bool has_person_number(const char *t)
{
	static const char form[] = "999-99-9999";
	const char *dash = t;

	while ((dash = strchr(dash, '-')) != NULL) {
		const char *at = dash - t < 3 ? "" : dash - 3;
		size_t i = 0;

		dash++;
		while (form[i] != '\0' &&
		       (form[i] == '9' ? isdigit((unsigned char)at[i]) != 0
				       : at[i] == '-'))
			i++;
		if (form[i] == '\0')
			return true;
	}
	return false;
}

/* "Inc." after a comma marks a firm, not a given name. */
static bool is_firm(const char *after_comma)
{
	static const char *const suffixes[] = {
		"Inc", "LLC", "Ltd", "Co", "GmbH", "Corp", "S.A", "SA", "AG",
		"KG", "N.V", "B.V", "S.p.A", "SpA", "S.r.l", "AB", "A/S",
		"Limited", "LP", "L.P", "PLC", "Oy", "Pty", "K.K",
	};

	for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
		size_t n = strlen(suffixes[i]);

		if (strncasecmp(after_comma, suffixes[i], n) == 0 &&
		    !isalpha((unsigned char)after_comma[n]))
			return true;
	}
	return false;
}

/* Separators of names in DICOM and HL7, and "LAST, First". */
static bool is_product(const char *t, size_t n)
{
	const char *comma = strchr(t, ',');

	(void)n;
	if (strpbrk(t, "^|~") != NULL || has_person_number(t))
		return false;
	if (comma == NULL || strpbrk(t, "0123456789") != NULL)
		return true;
	comma += strspn(comma, ", ");
	return !isupper((unsigned char)*comma) || is_firm(comma);
}

static bool is_serial(const char *t, size_t n)
{
	static const char *const empty[] = {
		"DEV", "UNKNOWN", "N/A", "NA", "NONE", "NULL", "DEFAULT",
		"SERIAL", "SERIALNUMBER", "SN", "TEST", "XXX", "12345",
		"123456", "1234567890", "TO BE FILLED BY O.E.M.",
	};

	for (size_t i = 0; i < sizeof(empty) / sizeof(empty[0]); i++)
		if (strcasecmp(t, empty[i]) == 0)
			return false;
	if (strspn(t, "0-. xX_") == n || (n == 1))
		return false;
	return strpbrk(t, "0123456789") != NULL && !has_person_number(t);
}

static bool is_eui(const char *t, size_t n)
{
	return (n == 12 || n == 16) && strspn(t, "0123456789abcdefABCDEF") == n;
}

/* GS1 "(01)" and 14 digits, or these alone; HIBC "+" and a letter; ICCBBA
 * "=/". Telephone numbers begin nearly so. */
static bool is_udi(const char *t, size_t n)
{
	static const char digits[] = "0123456789";

	(void)n;
	if (strncmp(t, "(01)", 4) == 0)
		return strspn(t + 4, digits) >= 14;
	if (t[0] == '+')
		return isalpha((unsigned char)t[1]) != 0;
	return strncmp(t, "=/", 2) == 0 || strspn(t, digits) >= 14;
}

static const struct shape shapes[] = {
	[GATE_TERM] = {"-+./ ", 1, 40, false, NULL},
	[GATE_AE] = {" _-.:/+#@*!$%&()=", 1, 16, false, NULL},
	[GATE_UID] = {".", 1, 64, false, is_uid},
	[GATE_TOKEN] = {"._-/+", 1, 64, true, NULL},
	[GATE_TOKENS] = {"._-/+,:;=*() @$?#", 1, OBS_MAX, false, NULL},
	[GATE_SERIAL] = {"._-/+ :", 1, 64, false, is_serial},
	[GATE_EUI] = {"", 12, 16, false, is_eui},
	[GATE_UDI] = {"()+.$/=%&_-", 8, 100, false, is_udi},
	[GATE_HOST] = {"._-*", 1, 128, false, NULL},
	[GATE_PRODUCT] = {" !\"#$%&'()*+,-./:;<=>?@[\\]_{}|^~`", 1, OBS_MAX,
			  true, is_product},
};

/* Length of a valid UTF-8 sequence of a visible letter or sign, else 0. */
static size_t wide_length(const uint8_t *p, size_t left)
{
	size_t n = p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : p[0] >= 0xc2 ? 2 : 0;
	uint32_t c;

	if (n == 0 || n > left || p[0] > 0xf4)
		return 0;
	c = p[0] & (0xffU >> (n + 1));
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (p[i] & 0x3f);
	}
	/* No C1, no marks that hide or turn text, no private use. */
	if (c < 0xa1 || (c >= 0x300 && c < 0x370) || c == 0x61c ||
	    (c >= 0x2000 && c < 0x2070) || (c >= 0xd800 && c < 0xf900) ||
	    c >= 0xfe00 || (n == 3 && c < 0x800))
		return 0;
	return n;
}

/* Letters and digits of ASCII, which every gate lets through. */
static bool is_plain(uint8_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
	       (c >= 'A' && c <= 'Z');
}

/* Copies what the repertoire holds; false at the first octet it does not. */
static bool copy(const struct shape *s, const uint8_t *p, size_t n, char *out,
		 size_t *length)
{
	size_t to = 0;

	for (size_t i = 0; i < n;) {
		size_t wide = 0;

		if (is_plain(p[i]) && to < s->most) {
			out[to++] = (char)p[i++];
			continue;
		}
		if (s->wide && !isascii(p[i]))
			wide = wide_length(p + i, n - i);
		if (wide > 0 && to + wide <= s->most) {
			memcpy(out + to, p + i, wide);
			to += wide;
			i += wide;
			continue;
		}
		if (wide > 0 || to >= s->most)
			break;
		if (isascii(p[i]) && p[i] != '\0' &&
		    strchr(s->extra, p[i]) != NULL)
			out[to++] = (char)p[i];
		else if (s->wide && s->most == OBS_MAX)
			out[to++] = '?'; /* prose: another character set   */
		else
			return false;
		i++;
	}
	out[to] = '\0';
	*length = to;
	return to >= s->least;
}

/* Whether nothing of a text would be changed: nearly all are so. */
static bool is_clean(const struct shape *s, const uint8_t *p, size_t n)
{
	bool blank = true; /* just before                                      */

	if (n < s->least || n > s->most)
		return false;
	for (size_t i = 0; i < n;) {
		size_t step = 1;

		if (is_plain(p[i])) {
			blank = false;
			i++;
			continue;
		}
		if (s->wide && !isascii(p[i]))
			step = wide_length(p + i, n - i);
		else if (p[i] == '\0' || strchr(s->extra, p[i]) == NULL)
			return false;
		if (step == 0 || (p[i] == ' ' && blank))
			return false;
		blank = p[i] == ' ';
		i += step;
	}
	return !blank;
}

/* Banners come with tabs and line ends: one blank each, none at the ends. */
static size_t flatten(const uint8_t *p, size_t n, uint8_t *flat, size_t size)
{
	size_t to = 0;

	for (size_t i = 0; i < n && to < size; i++) {
		bool blank = p[i] == ' ' || (p[i] >= '\t' && p[i] <= '\r');

		if (blank && (to == 0 || flat[to - 1] == ' '))
			continue;
		flat[to++] = blank ? ' ' : p[i];
	}
	while (to > 0 && (flat[to - 1] == ' ' || flat[to - 1] == '\0'))
		to--;
	return to;
}

/* Makes clean what is not; 0 when the repertoire does not allow that. */
static size_t clean(const struct shape *s, const void *text, size_t n,
		    char out[OBS_TEXT])
{
	uint8_t flat[OBS_MAX + 4];
	size_t length = 0;

	n = flatten(text, n, flat, sizeof(flat));
	if (n == 0 || (s->most < OBS_MAX && n > s->most) ||
	    !copy(s, flat, n, out, &length))
		return 0;
	while (length > 0 && out[length - 1] == ' ')
		out[--length] = '\0';
	return length;
}

static const struct shape *shape_of(enum gate gate)
{
	return gate == GATE_ANY || gate > GATE_PRODUCT ? NULL : &shapes[gate];
}

size_t gate_pass(enum gate gate, const void *text, size_t n,
		 char out[OBS_TEXT])
{
	const struct shape *s = shape_of(gate);

	out[0] = '\0';
	if (s == NULL || n == 0)
		return 0;
	if (is_clean(s, text, n)) {
		memcpy(out, text, n);
		out[n] = '\0';
	} else {
		n = clean(s, text, n, out);
	}
	if (n < s->least || (s->also != NULL && !s->also(out, n))) {
		out[0] = '\0';
		return 0;
	}
	return n;
}

bool gate_holds(enum gate gate, const char *text, size_t n)
{
	const struct shape *s = shape_of(gate);

	return s != NULL && is_clean(s, (const uint8_t *)text, n) &&
	       (s->also == NULL || s->also(text, n));
}
