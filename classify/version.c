/* SPDX-License-Identifier: Apache-2.0 */
/*
 * version - the grammar of version expressions, and their order.
 *
 * expression = ["vers:all/"] ["All versions "] (all | list) ["(" note ")"]
 * list       = term *(("|" | " and ") term)
 * term       = ["<=" | "<" | ">=" | ">" | "="] version
 * version    = ["V" | "R" | "rev."] digit *(letter | digit | "." | "-" | "_")
 *              [" " ("SP" | "SR" | "HF" | "Update" | "Patch" | ...) number]
 */
#include "classify/version.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* ---- reading ------------------------------------------------------------------ */

enum { TEXT_MAX = 512 };

/* Blanks to one, none at the ends. */
static void squeeze(const char *text, char out[TEXT_MAX])
{
	size_t n = 0;

	for (; *text != '\0' && n < TEXT_MAX - 1; text++) {
		bool blank = isspace((unsigned char)*text) != 0;

		if (blank && (n == 0 || out[n - 1] == ' '))
			continue;
		out[n++] = blank ? ' ' : *text;
	}
	while (n > 0 && out[n - 1] == ' ')
		n--;
	out[n] = '\0';
}

static bool begins(const char **text, const char *with)
{
	size_t n = strlen(with);

	if (strncasecmp(*text, with, n) != 0)
		return false;
	*text += n;
	return true;
}

static bool is_word(const char *from, const char *to)
{
	if (from == to)
		return false;
	for (; from < to; from++)
		if (!isalnum((unsigned char)*from) &&
		    strchr("._-", *from) == NULL)
			return false;
	return true;
}

static bool has_digit(const char *from, const char *to)
{
	for (; from < to; from++)
		if (isdigit((unsigned char)*from))
			return true;
	return false;
}

/* "012U000061": digits with a letter right behind them are a build. */
static bool is_build(const char *text)
{
	size_t digits = strspn(text, "0123456789");

	return digits > 0 && isupper((unsigned char)text[digits]);
}

/* " SP2", " Update 4", " Service Pack 01" up to the end. */
static bool is_release(const char *text, const char *to)
{
	static const char *const words[] = {
		" SP", " SR", " HF", " Update", " Patch", " Service Pack",
		" Upd",
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		const char *at = text;

		if (!begins(&at, words[i]))
			continue;
		at += *at == ' ';
		if (at < to && isdigit((unsigned char)*at) && is_word(at, to))
			return true;
	}
	return false;
}

/* What stands before the number and does not count. */
static const char *past_sign(const char *text)
{
	const char *at = text;

	if (begins(&at, "rev"))
		at += *at == '.', at += *at == ' ';
	else if (*text == 'v' || *text == 'V' || *text == 'R' || *text == 'r')
		at = text + 1;
	return isdigit((unsigned char)*at) ? at : text;
}

/* Whether from..to is a version; *letters when by a maker's revision letters. */
static bool is_version(const char *from, const char *to, bool *letters)
{
	const char *number = past_sign(from), *end = number;

	while (end < to && *end != ' ')
		end++;
	if (isdigit((unsigned char)*number) && !is_build(number))
		return is_word(number, end) &&
		       (end == to || is_release(end, to));
	*letters = true;
	return end == to && is_word(from, to) && has_digit(from, to);
}

static enum version_sign read_sign(const char **text)
{
	static const struct {
		const char *text;
		enum version_sign sign;
	} signs[] = {
		{"<=", AT_MOST}, {">=", AT_LEAST}, {"<", BELOW}, {">", ABOVE},
		{"=", EQUAL},
	};

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (begins(text, signs[i].text)) {
			*text += strspn(*text, " ");
			return signs[i].sign;
		}
	return EQUAL;
}

/* One term from text to end. */
static bool read_term(struct version_expression *v, const char *text,
		      const char *end)
{
	struct version_term *t = &v->term[v->terms];

	while (text < end && *text == ' ')
		text++;
	while (text < end && end[-1] == ' ')
		end--;
	if (v->terms == VERSION_TERMS || text == end)
		return false;
	t->sign = read_sign(&text);
	if (text >= end || (size_t)(end - text) >= sizeof(t->text) ||
	    !is_version(text, end, &v->letters))
		return false;
	memcpy(t->text, text, (size_t)(end - text));
	t->text[end - text] = '\0';
	v->terms++;
	return true;
}

static bool read_list(struct version_expression *v, const char *text)
{
	while (true) {
		const char *bar = strchr(text, '|'), *and = strstr(text, " and ");
		const char *end = text + strlen(text), *next = NULL;

		if (bar != NULL)
			end = bar, next = bar + 1;
		if (and != NULL && and < end)
			end = and, next = and + 5;
		if (!read_term(v, text, end))
			return false;
		if (next == NULL)
			return true;
		text = next;
	}
}

/* "between V3.0 (including) and V3.0.2 (excluding)" */
static bool read_between(struct version_expression *v, const char *text)
{
	char *low = v->term[0].text, *high = v->term[1].text;
	int end = 0;

	if (sscanf(text, "between %63s (including) and %63s (excluding)%n", low,
		   high, &end) != 2 ||
	    end == 0 || text[end] != '\0')
		return false;
	v->terms = 2;
	v->term[0].sign = AT_LEAST;
	v->term[1].sign = BELOW;
	return is_version(low, low + strlen(low), &v->letters) &&
	       is_version(high, high + strlen(high), &v->letters);
}

static enum version_kind kind_of(const struct version_expression *v)
{
	unsigned up = 0, low = 0;

	for (unsigned i = 0; i < v->terms; i++) {
		up += v->term[i].sign <= BELOW;
		low += v->term[i].sign == AT_LEAST || v->term[i].sign == ABOVE;
	}
	if (up + low == 0)
		return v->letters ? VERSION_MODEL : VERSION_EXACT;
	if (v->terms == 1)
		return up > 0 ? VERSION_UPPER : VERSION_LOWER;
	if (v->terms == 2 && up == 1 && low == 1)
		return VERSION_RANGE;
	return up == v->terms ? VERSION_UPPERS : VERSION_MIXED;
}

static void keep_note(struct version_expression *v, const char *from,
		      size_t n)
{
	if (n >= sizeof(v->note))
		n = sizeof(v->note) - 1;
	memcpy(v->note, from, n);
	v->note[n] = '\0';
}

/* Takes the brackets at the end off; false when there are brackets within. */
static bool take_note(struct version_expression *v, char *text)
{
	size_t n = strlen(text);
	char *open = strchr(text, '(');

	if (n == 0 || text[n - 1] != ')' || open == NULL || open == text)
		return true;
	if (strchr(open + 1, '(') != NULL || strchr(open, ')') != text + n - 1)
		return false;
	keep_note(v, open + 1, n - 2 - (size_t)(open - text));
	while (open > text && open[-1] == ' ')
		open--;
	*open = '\0';
	return true;
}

static bool read_all(struct version_expression *v, const char *text)
{
	size_t n;

	v->kind = VERSION_ALL;
	if (strcasecmp(text, "all versions") == 0 || strcmp(text, "*") == 0)
		return true;
	if (*text != '*')
		return false;
	v->kind = VERSION_ALL_QUALIFIED;
	text += 1 + (text[1] == ' ');
	n = strlen(text);
	if (n > 1 && text[0] == '(' && text[n - 1] == ')')
		text++, n -= 2;
	keep_note(v, text, n);
	return true;
}

void version_read(const char *text, struct version_expression *v)
{
	char whole[TEXT_MAX], list[TEXT_MAX];
	const char *at = whole, *rest;

	memset(v, 0, sizeof(*v));
	squeeze(text, whole);
	begins(&at, "vers:all/");
	if (read_all(v, at))
		return;
	rest = at;
	if (begins(&rest, "all versions ") &&
	    (*rest == '<' || *rest == '>' || strncmp(rest, "between", 7) == 0))
		at = rest;
	if (read_between(v, at)) {
		v->kind = VERSION_RANGE;
		return;
	}
	memset(v, 0, sizeof(*v));
	memcpy(list, at, strlen(at) + 1);
	if (take_note(v, list) && read_list(v, list)) {
		v->kind = kind_of(v);
		return;
	}
	memset(v, 0, sizeof(*v));
	keep_note(v, whole, strlen(whole));
}

/* ---- printing ----------------------------------------------------------------- */

void version_class(const struct version_expression *v, char *out, size_t size)
{
	static const char *const names[VERSION_KINDS] = {
		[VERSION_TEXTUAL] = "text",
		[VERSION_ALL] = "all",
		[VERSION_ALL_QUALIFIED] = "all-qualified",
		[VERSION_UPPER] = "upper",
		[VERSION_LOWER] = "lower",
		[VERSION_RANGE] = "range",
		[VERSION_EXACT] = "exact",
		[VERSION_MODEL] = "model-or-build",
		[VERSION_UPPERS] = "multi-upper",
		[VERSION_MIXED] = "mixed",
	};

	snprintf(out, size, "%s%s%s", names[v->kind],
		 v->letters && v->kind != VERSION_MODEL ? "-alnum" : "",
		 v->note[0] != '\0' && v->terms > 0 ? "+note" : "");
}

void version_print(const struct version_expression *v, char *out, size_t size)
{
	static const char *const signs[] = {"<=", "<", ">=", ">", "="};
	size_t n = 0;

	out[0] = '\0';
	for (unsigned i = 0; i < v->terms && n < size; i++)
		n += (size_t)snprintf(out + n, size - n, "%s%s%s",
				      i > 0 ? "|" : "",
				      signs[v->term[i].sign], v->term[i].text);
}

/* ---- order -------------------------------------------------------------------- */

/* Runs of digits or of letters; what separates them does not count. */
struct token {
	const char *at;
	size_t n;
	bool number;
};

static bool next_token(const char **text, struct token *t)
{
	*text += strcspn(*text, "0123456789abcdefghijklmnopqrstuvwxyz"
				"ABCDEFGHIJKLMNOPQRSTUVWXYZ");
	t->at = *text;
	t->number = isdigit((unsigned char)**text) != 0;
	t->n = 0;
	while (t->number ? isdigit((unsigned char)t->at[t->n])
			 : isalpha((unsigned char)t->at[t->n]))
		t->n++;
	*text += t->n;
	return t->n > 0;
}

static bool is_any(const struct token *t)
{
	return !t->number && strspn(t->at, "xX") >= t->n;
}

static int compare_numbers(struct token a, struct token b)
{
	while (a.n > 1 && *a.at == '0')
		a.at++, a.n--;
	while (b.n > 1 && *b.at == '0')
		b.at++, b.n--;
	if (a.n != b.n)
		return a.n < b.n ? -1 : 1;
	return memcmp(a.at, b.at, a.n);
}

static int compare_words(struct token a, struct token b)
{
	int order = strncasecmp(a.at, b.at, a.n < b.n ? a.n : b.n);

	if (order != 0 || a.n == b.n)
		return order;
	return a.n < b.n ? -1 : 1;
}

/* Whether all that is left is no more than zeros: 3.0 is 3. */
static bool is_nothing(struct token t, const char *rest)
{
	do {
		if (!is_any(&t) && (!t.number || strspn(t.at, "0") < t.n))
			return false;
	} while (next_token(&rest, &t));
	return true;
}

enum version_order version_compare(const char *a, const char *b)
{
	a = past_sign(a);
	b = past_sign(b);
	for (bool first = true;; first = false) {
		struct token x, y;
		bool has_x = next_token(&a, &x), has_y = next_token(&b, &y);
		int order;

		if (!has_x && !has_y)
			return first ? INCOMPARABLE : SAME;
		if (!has_x)
			return is_nothing(y, b) ? SAME : LOWER;
		if (!has_y)
			return is_nothing(x, a) ? SAME : HIGHER;
		if (is_any(&x) || is_any(&y))
			return SAME;
		if (x.number != y.number) {
			if (first)
				return INCOMPARABLE;
			return x.number ? HIGHER : LOWER;
		}
		order = x.number ? compare_numbers(x, y) : compare_words(x, y);
		if (order != 0)
			return order < 0 ? LOWER : HIGHER;
	}
}

/* ---- meaning ------------------------------------------------------------------ */

static bool holds(enum version_sign sign, enum version_order order)
{
	switch (sign) {
	case AT_MOST: return order != HIGHER;
	case BELOW: return order == LOWER;
	case AT_LEAST: return order != LOWER;
	case ABOVE: return order == HIGHER;
	default: return order == SAME;
	}
}

enum version_answer version_meant(const struct version_expression *v,
				  const char *observed)
{
	bool every = true, any = false;

	if (v->kind == VERSION_ALL)
		return VERSION_YES;
	/* A bound for each train: which train is the device of? */
	if (v->terms == 0 || v->kind == VERSION_MODEL ||
	    v->kind == VERSION_MIXED || v->kind == VERSION_UPPERS)
		return VERSION_UNSURE;
	for (unsigned i = 0; i < v->terms; i++) {
		enum version_order order =
			version_compare(observed, v->term[i].text);

		if (order == INCOMPARABLE)
			return VERSION_UNSURE;
		every = every && holds(v->term[i].sign, order);
		any = any || holds(v->term[i].sign, order);
	}
	return (v->kind == VERSION_EXACT ? any : every) ? VERSION_YES
							: VERSION_NO;
}
