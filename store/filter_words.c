/* SPDX-License-Identifier: Apache-2.0 */
/*
 * filter_words - what people type into a filter, taken apart.
 *
 * What is not understood is refused: taken for a word it would find nothing, and
 * an empty list reads as if all were well.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "capture/base/spelling.h"
#include "store/filter.h"

/* Up to a blank; what stood in quotes means itself. */
struct token {
	char text[FILTER_WORD];
	bool bare[FILTER_WORD];
	size_t n;
};

static const char letters[] =
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";

/* The longer ones first. */
static const struct {
	const char *text;
	enum filter_how how;
	bool negates;
} operators[] = {
	{"!=", FILTER_IS, true},       {"<=", FILTER_AT_MOST, false},
	{">=", FILTER_AT_LEAST, false}, {":", FILTER_IS, false},
	{"=", FILTER_IS, false},       {"<", FILTER_LESS, false},
	{">", FILTER_MORE, false},
};

enum { OPERATORS = sizeof(operators) / sizeof(operators[0]) };

/* What the columns of lists are called beside the names of their fields. */
static const struct {
	const char *name, *field;
} others[] = {
	{"severity", "sev"},    {"rule", "finding"},   {"address", "ip"},
	{"addresses", "ip"},    {"asset_ip", "ip"},    {"asset_name", "name"},
	{"maker", "vendor"},    {"score", "risk"},     {"risk_score", "risk"},
	{"vlan", "net"},        {"proto", "protocol"}, {"mac_owner", "mac"},
	{"last", "seen"},       {"last_seen", "seen"}, {"time", "seen"},
	{"first_seen", "first"}, {"new", "first"},     {"title", "name"},
	{"dept", "department"}, {"client_name", "client"},
	{"server_name", "server"}, {"crit", "criticality"},
};

static bool next_token(const char **text, struct token *k)
{
	const char *p = *text + strspn(*text, " \t");
	bool quoted = false;

	k->n = 0;
	if (*p == '\0')
		return false;
	for (; *p != '\0' && (quoted || (*p != ' ' && *p != '\t')); p++) {
		if (*p == '"') {
			quoted = !quoted;
			continue;
		}
		if (k->n + 1 == FILTER_WORD)
			continue;
		k->bare[k->n] = !quoted;
		k->text[k->n++] = *p;
	}
	k->text[k->n] = '\0';
	*text = p;
	return true;
}

/* Whether one of these signs stands there outside of quotes. */
static bool is_sign(const struct token *k, size_t at, const char *signs)
{
	return at < k->n && k->bare[at] && strchr(signs, k->text[at]) != NULL;
}

/* Addresses and hexadecimal digits hold colons that mark no field. */
static bool is_address(const char *text)
{
	return text[strspn(text, "0123456789abcdefABCDEF:.-/")] == '\0';
}

static unsigned operator_at(const struct token *k, size_t at)
{
	unsigned i = 0;

	while (i < OPERATORS && (!is_sign(k, at, operators[i].text) ||
				 strncmp(k->text + at, operators[i].text,
					 strlen(operators[i].text)) != 0))
		i++;
	return i;
}

/* ---- fields ------------------------------------------------------------------- */

static const struct filter_field *field_called(const struct filter_field *f,
					       const char *name)
{
	while (f->name != NULL && strcasecmp(f->name, name) != 0)
		f++;
	return f->name != NULL ? f : NULL;
}

const struct filter_field *filter_field_named(const struct filter_field *fields,
					      const char *name)
{
	const struct filter_field *f = field_called(fields, name);

	for (size_t i = 0; f == NULL && i < sizeof(others) / sizeof(others[0]);
	     i++)
		if (strcasecmp(others[i].name, name) == 0)
			f = field_called(fields, others[i].field);
	return f;
}

static bool no_such_field(const struct filter_field *fields, const char *name,
			  struct err *e)
{
	char known[256] = "";
	const char *near = NULL;
	unsigned best = SPELLING_FAR;
	size_t used = 0;

	for (; fields->name != NULL; fields++) {
		size_t n = strlen(fields->name);

		if (n == 0 || used + n + 2 >= sizeof(known))
			continue;
		if (spelling_near(name, fields->name, &best))
			near = fields->name;
		known[used++] = ' ';
		memcpy(known + used, fields->name, n + 1);
		used += n;
	}
	return err_set(e, ERR_USAGE,
		       "there is no field '%.40s' to filter by; %s%s%s are:%s",
		       name, near != NULL ? "did you mean " : "",
		       near != NULL ? near : "",
		       near != NULL ? "? There" : "there", known);
}

/* ---- what is not understood ------------------------------------------------------ */

static bool refuse_sign(const struct token *k, char sign, const char *field,
			struct err *e)
{
	const char *in = field[0] != '\0' ? field : "model";

	switch (sign) {
	case '|':
		return err_set(e, ERR_USAGE, "%.60s: '|' is not understood; "
			       "%s:A,B is one or the other, and in \"quotes\" "
			       "signs are part of a word", k->text, in);
	case '~':
		return err_set(e, ERR_USAGE, "%.60s: '~' is not understood, there "
			       "are no patterns; %s:WORD finds the word anywhere "
			       "in it", k->text, in);
	case '*':
		return err_set(e, ERR_USAGE, "%.60s: '*' stands for all that is "
			       "known, alone as in %s:*; a part of a word is "
			       "found without it", k->text, in);
	default:
		return err_set(e, ERR_USAGE, "%.60s: '%c' is not understood; all "
			       "words must hold, %s:A,B is one or the other, and "
			       "in \"quotes\" signs are part of a word", k->text,
			       sign, in);
	}
}

/* A star alone, between commas, is all of a value. */
static bool is_all_of_value(const struct token *k, size_t at, size_t from)
{
	return from > 0 && (at == from || is_sign(k, at - 1, ",")) &&
	       (at + 1 == k->n || is_sign(k, at + 1, ","));
}

/* Behind an operator, or from: 0, in a word alone. */
static bool are_understood(const struct token *k, size_t from, const char *field,
			   struct err *e)
{
	for (size_t i = from; i < k->n; i++)
		if (is_sign(k, i, "|()~") ||
		    (is_sign(k, i, "*") && !is_all_of_value(k, i, from)))
			return refuse_sign(k, k->text[i], field, e);
	if (is_sign(k, from, "=<>!") && from > 0)
		return err_set(e, ERR_USAGE, "%.60s: there are : = != < <= > >= ; "
			       "in \"quotes\" signs are part of a word", k->text);
	for (size_t i = 0; from == 0 && i < k->n; i++)
		if (is_sign(k, i, "=<>"))
			return err_set(e, ERR_USAGE, "%.60s: '%c' stands behind "
				       "no field; write it as in sev>=high, or "
				       "the word in \"quotes\"", k->text,
				       k->text[i]);
	return true;
}

/* ---- a term ------------------------------------------------------------------------ */

/* Values stand one behind the other, each with its end; an empty one is last. */
static void take_values(const struct token *k, size_t from, struct filter_term *t)
{
	size_t used = 0;

	for (size_t i = from; i < k->n; i++) {
		if (is_sign(k, i, "*"))
			t->any = true;
		if (!is_sign(k, i, ","))
			t->words[used++] = k->text[i];
		else if (used > 0 && t->words[used - 1] != '\0')
			t->words[used++] = '\0';
	}
	t->words[used] = t->words[used + 1] = '\0';
}

static bool take_field(const struct token *k, size_t at, unsigned op,
		       struct filter_term *t, struct err *e)
{
	size_t from = at + strlen(operators[op].text);
	enum field_kind kind = field_kind_of(t->field);

	t->how = operators[op].how;
	t->negated ^= operators[op].negates;
	if (!are_understood(k, from, t->field->name, e))
		return false;
	take_values(k, from, t);
	if (t->how == FILTER_IS)
		return true;
	if (t->words[0] == '\0' || t->any)
		return err_set(e, ERR_USAGE, "%.60s: compared with what? Write "
			       "it as in sev>=high", k->text);
	return kind == FIELD_SEVERITY || kind == FIELD_NUMBER ||
	       kind == FIELD_AGE ||
	       err_set(e, ERR_USAGE, "%.60s: '%s' compares severities, numbers "
		       "and ages only; write %s:%.40s", k->text,
		       operators[op].text, t->field->name, t->words);
}

/* A colon stands in other words, too: in addresses, and behind capitals. */
static bool is_field(const struct filter_term *t, const char *name, char sign,
		     const char *word)
{
	if (name[0] == '\0' || (sign == ':' && is_address(word)))
		return false;
	return t->field != NULL || sign != ':' ||
	       name[strspn(name, "abcdefghijklmnopqrstuvwxyz_")] == '\0';
}

static bool take_term(const struct token *k, const struct filter_field *fields,
		      struct filter_term *t, struct err *e)
{
	size_t start = k->n > 1 && is_sign(k, 0, "-!"), at = start;
	char name[FILTER_WORD];
	unsigned op;

	t->negated = start > 0;
	while (at < k->n && k->bare[at] && strchr(letters, k->text[at]) != NULL)
		at++;
	snprintf(name, sizeof(name), "%.*s", (int)(at - start), k->text + start);
	op = operator_at(k, at);
	if (at > start)
		t->field = filter_field_named(fields, name);
	if (op < OPERATORS && is_field(t, name, k->text[at], k->text + start))
		return t->field != NULL ? take_field(k, at, op, t, e)
					: no_such_field(fields, name, e);
	t->field = filter_field_named(fields, "");
	memcpy(t->words, k->text + start, k->n - start + 1);
	return are_understood(k, 0, "", e);
}

enum filter_step filter_next(const char **text, const struct filter_field *fields,
			     struct filter_term *t, struct err *e)
{
	struct token k;

	memset(t, 0, sizeof(*t));
	if (!next_token(text, &k))
		return FILTER_END;
	return take_term(&k, fields, t, e) ? FILTER_TERM : FILTER_WRONG;
}
