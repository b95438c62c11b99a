/* SPDX-License-Identifier: Apache-2.0 */
/*
 * soap - envelopes of web services on devices, and the types of these.
 *
 * Standard SOAP 1.2 part 1 section 5; DPWS 1.1; Namespaces in XML 1.0: names
 *          are compared with their namespace, for prefixes are arbitrary.
 */
#include "classify/proto/soap.h"
#include "classify/proto/words.h"

#include <assert.h>

enum { WORDS_MAX = 16 };

#define SOAP_12 "http://www.w3.org/2003/05/soap-envelope"

static const struct {
	const char *space, *name, *term;
} types[] = {
#define SOAP_TYPE(space, name, term) {space, name, term},
#include "classify/proto/soap.def"
#undef SOAP_TYPE
};
static_assert(sizeof(types) / sizeof(types[0]) == SOAP_TYPES, "one bit each");

bool soap_is(const struct xml *x, const struct xml_piece *piece,
	     const char *name, const char *space)
{
	return piece->kind == XML_OPEN && xml_is(piece->name, name) &&
	       xml_is(xml_namespace(x, piece->prefix), space);
}

bool soap_next(struct xml *x, unsigned depth, struct xml_piece *piece)
{
	do
		*piece = xml_next(x);
	while (piece->kind == XML_TEXT);
	return piece->kind == XML_OPEN && x->depth == depth + 1;
}

struct xml_piece soap_open(struct xml *x)
{
	const struct xml_piece none = {.kind = XML_BAD};
	struct xml_piece piece = xml_next(x);

	if (!soap_is(x, &piece, "Envelope", SOAP_12))
		return none;
	while (soap_next(x, 1, &piece)) {
		if (soap_is(x, &piece, "Body", SOAP_12))
			return soap_next(x, 2, &piece) ? piece : none;
		if (!xml_leave(x))
			return none;
	}
	return none;
}

static struct cur trim(struct cur c)
{
	while (cur_left(&c) > 0 && is_blank(c.p[0]))
		c.p++;
	while (cur_left(&c) > 0 && is_blank(c.end[-1]))
		c.end--;
	return c;
}

struct cur soap_text(struct xml *x)
{
	unsigned depth = x->depth;
	struct xml_piece piece = xml_next(x);
	struct cur text = cur_of(x->in.p, 0);

	if (piece.kind == XML_TEXT) {
		text = trim(piece.text);
		piece = xml_next(x);
	}
	if (piece.kind == XML_CLOSE && x->depth == depth - 1)
		return text;
	/* Elements inside: no plain text. */
	while (piece.kind >= XML_OPEN && piece.kind != XML_END &&
	       x->depth >= depth)
		piece = xml_next(x);
	return cur_of(x->in.p, 0);
}

struct cur soap_word(struct cur *list)
{
	size_t n = 0;

	*list = trim(*list);
	while (n < cur_left(list) && !is_blank(cur_at(list, n)))
		n++;
	return cur_take(list, n);
}

unsigned soap_types(struct xml *x)
{
	/* Prefixes that the element itself binds end with it. */
	const struct xml scope = *x;
	struct cur list = soap_text(x);
	unsigned found = 0;

	for (unsigned i = 0; i < WORDS_MAX; i++) {
		struct cur name = soap_word(&list), space, prefix;

		if (cur_left(&name) == 0)
			break;
		prefix = cur_of(name.p, 0);
		if (cur_find(&name, ':') >= 0)
			prefix = cur_until(&name, ':');
		space = xml_namespace(&scope, prefix);
		for (unsigned k = 0; k < SOAP_TYPES; k++)
			if (xml_is(name, types[k].name) &&
			    xml_is(space, types[k].space))
				found |= 1U << k;
	}
	return found;
}

const char *soap_type_name(unsigned type)
{
	return types[type].term;
}
