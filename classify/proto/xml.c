/* SPDX-License-Identifier: Apache-2.0 */
/*
 * xml - a small pull reader of XML that lies in a window of octets.
 *
 * Standard XML 1.0 fifth edition sections 2 and 3, Namespaces in XML 1.0
 */
#include "classify/proto/words.h"
#include "classify/proto/xml.h"

/* Names hold letters beyond ASCII too; which ones does not matter here. */
static bool in_name(uint8_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' ||
	       c == ':' || c >= 0x80;
}

static bool begins_name(uint8_t c)
{
	return in_name(c) && c != '-' && c != '.' && !(c >= '0' && c <= '9');
}

bool xml_is(struct cur name, const char *wanted)
{
	size_t n = strlen(wanted);

	return cur_left(&name) == n && cur_is(&name, wanted, n);
}

static bool same(struct cur a, struct cur b)
{
	return cur_left(&a) == cur_left(&b) && cur_is(&a, b.p, cur_left(&b));
}

/* prefix:local, or local alone; empty when there is no name. */
static struct cur take_name(struct cur *in, struct cur *prefix)
{
	struct cur name;
	size_t n = 0;

	*prefix = cur_of(in->p, 0);
	if (!begins_name(cur_at(in, 0)))
		return *prefix;
	while (in_name(cur_at(in, n)))
		n++;
	name = cur_take(in, n);
	if (cur_find(&name, ':') >= 0)
		*prefix = cur_until(&name, ':');
	return name;
}

static struct xml_piece piece_of(enum xml_kind kind)
{
	return (struct xml_piece){.kind = kind};
}

/* Reads on behind the literal; what lies before it goes to *inside. */
static enum xml_kind pass_to(struct cur *in, const char *end, struct cur *inside)
{
	size_t n = strlen(end), left = cur_left(in);
	const uint8_t *at = left > 0 ? memmem(in->p, left, end, n) : NULL;

	if (at == NULL)
		return XML_SHORT;
	*inside = cur_take(in, (size_t)(at - in->p));
	cur_skip(in, n);
	return XML_OTHER;
}

/* Comment, CDATA, declaration and instruction; a document type is refused. */
static struct xml_piece special(struct cur *in)
{
	static const char comment[] = "<!--", cdata[] = "<![CDATA[";
	size_t n = cur_left(in);
	struct xml_piece x = piece_of(XML_OTHER);

	if (cur_at(in, 1) == '?') {
		x.kind = pass_to(in, "?>", &x.text);
		return x;
	}
	if (CUR_IS(in, comment)) {
		cur_skip(in, 4);
		x.kind = pass_to(in, "-->", &x.text);
	} else if (CUR_IS(in, cdata)) {
		cur_skip(in, sizeof(cdata) - 1);
		x.kind = pass_to(in, "]]>", &x.text);
		if (x.kind == XML_OTHER)
			x.kind = XML_TEXT;
		x.literal = true;
	} else if (cur_is(in, comment, n < 4 ? n : 4) ||
		   cur_is(in, cdata, n < 9 ? n : 9)) {
		x.kind = XML_SHORT;
	} else {
		x.kind = XML_BAD;
	}
	return x;
}

/* Section 3.1: Name Eq AttValue. */
static enum xml_kind take_attribute(struct cur *in, struct xml_attribute *a)
{
	uint8_t quote;
	ptrdiff_t end;

	a->name = take_name(in, &a->prefix);
	if (cur_left(&a->name) == 0)
		return cur_left(in) == 0 ? XML_SHORT : XML_BAD;
	pass_blanks(in);
	if (cur_left(in) > 0 && cur_at(in, 0) != '=')
		return XML_BAD;
	if (cur_left(in) > 0)
		cur_skip(in, 1);
	pass_blanks(in);
	if (cur_left(in) == 0)
		return XML_SHORT;
	quote = cur_u8(in);
	if (quote != '"' && quote != '\'')
		return XML_BAD;
	end = cur_find(in, quote);
	a->value = cur_of(in->p, end < 0 ? cur_left(in) : (size_t)end);
	if (cur_find(&a->value, '<') >= 0)
		return XML_BAD;
	if (end < 0)
		return XML_SHORT;
	cur_skip(in, (size_t)end + 1);
	return XML_OPEN;
}

static struct xml_piece opening(struct cur *in)
{
	struct xml_piece x = piece_of(XML_OPEN);
	struct xml_attribute a;
	const uint8_t *start;

	cur_skip(in, 1);
	x.name = take_name(in, &x.prefix);
	if (cur_left(&x.name) == 0)
		return piece_of(cur_left(in) == 0 ? XML_SHORT : XML_BAD);
	start = in->p;
	for (;;) {
		bool apart = is_blank(cur_at(in, 0));
		enum xml_kind k;

		pass_blanks(in);
		if (cur_left(in) == 0 || (cur_at(in, 0) == '/' &&
					  cur_left(in) == 1))
			return piece_of(XML_SHORT);
		if (cur_at(in, 0) == '>' || cur_at(in, 0) == '/')
			break;
		k = apart ? take_attribute(in, &a) : XML_BAD;
		if (k != XML_OPEN)
			return piece_of(k);
	}
	x.attributes = cur_of(start, (size_t)(in->p - start));
	x.empty = cur_u8(in) == '/';
	if (x.empty && cur_u8(in) != '>')
		return piece_of(XML_BAD);
	return x;
}

static struct xml_piece closing(struct cur *in)
{
	struct xml_piece x = piece_of(XML_CLOSE);

	cur_skip(in, 2);
	x.name = take_name(in, &x.prefix);
	pass_blanks(in);
	if (cur_left(in) == 0)
		return piece_of(XML_SHORT);
	if (cur_left(&x.name) == 0 || cur_u8(in) != '>')
		return piece_of(XML_BAD);
	return x;
}

struct xml_piece xml_piece(struct cur *in)
{
	struct xml_piece x;
	struct cur at = *in;
	ptrdiff_t n;

	if (cur_left(&at) == 0)
		return piece_of(XML_SHORT);
	if (cur_at(&at, 0) != '<') {
		n = cur_find(&at, '<');
		if (n < 0)
			return piece_of(XML_SHORT);
		x = piece_of(XML_TEXT);
		x.text = cur_take(in, (size_t)n);
		return x;
	}
	if (cur_left(&at) == 1)
		return piece_of(XML_SHORT);
	if (cur_at(&at, 1) == '!' || cur_at(&at, 1) == '?')
		x = special(&at);
	else
		x = cur_at(&at, 1) == '/' ? closing(&at) : opening(&at);
	if (x.kind != XML_SHORT && x.kind != XML_BAD)
		*in = at;
	return x;
}

bool xml_attribute(struct cur *attributes, struct xml_attribute *a)
{
	pass_blanks(attributes);
	return cur_left(attributes) > 0 &&
	       take_attribute(attributes, a) == XML_OPEN;
}

struct cur xml_value(struct cur attributes, const char *name)
{
	struct xml_attribute a;

	while (xml_attribute(&attributes, &a))
		if (xml_is(a.name, name))
			return a.value;
	return cur_of(attributes.p, 0);
}

/* Section 4.6. */
static uint8_t entity(struct cur name)
{
	static const struct {
		char name[5], sign;
	} rows[] = {
		{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'},
		{"apos", '\''},
	};

	for (unsigned i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (xml_is(name, rows[i].name))
			return (uint8_t)rows[i].sign;
	return 0;
}

struct cur xml_plain(struct cur raw, uint8_t *buffer, size_t size)
{
	struct cur none = cur_take(&(struct cur){raw.p, raw.p, true}, 0);
	size_t n = 0;

	if (cur_find(&raw, '&') < 0)
		return raw;
	while (cur_left(&raw) > 0) {
		uint8_t c = cur_u8(&raw);

		if (c == '&' && cur_find(&raw, ';') < 0)
			return none;
		if (c == '&')
			c = entity(cur_until(&raw, ';'));
		if (c == 0 || n == size)
			return none;
		buffer[n++] = c;
	}
	return cur_of(buffer, n);
}

/* ---- documents -------------------------------------------------------------------------- */

struct cur xml_start(struct cur in)
{
	if (CUR_IS(&in, "\xef\xbb\xbf"))
		cur_skip(&in, 3);
	pass_blanks(&in);
	return in;
}

struct xml xml_of(struct cur in)
{
	return (struct xml){.in = xml_start(in)};
}

/* xmlns="uri" and xmlns:prefix="uri". */
static bool bind(struct xml *x, struct cur attributes)
{
	struct xml_attribute a;

	while (xml_attribute(&attributes, &a)) {
		bool plain = cur_left(&a.prefix) == 0 && xml_is(a.name, "xmlns");

		if (!plain && !xml_is(a.prefix, "xmlns"))
			continue;
		if (x->bindings == XML_BINDINGS)
			return false;
		x->binding[x->bindings++] = (struct xml_binding){
			plain ? cur_of(a.name.p, 0) : a.name, a.value};
	}
	return true;
}

static struct xml_piece enter(struct xml *x, struct xml_piece piece)
{
	if (x->depth == XML_DEPTH || (x->begun && x->depth == 0))
		return piece_of(XML_BAD);
	x->begun = true;
	x->open[x->depth++] = (struct xml_tag){piece.prefix, piece.name,
					       x->bindings};
	x->closing = piece.empty;
	return bind(x, piece.attributes) ? piece : piece_of(XML_BAD);
}

static struct xml_piece leave(struct xml *x, struct xml_piece piece)
{
	const struct xml_tag *tag;

	if (x->depth == 0)
		return piece_of(XML_BAD);
	tag = &x->open[--x->depth];
	if (x->closing) {
		piece.prefix = tag->prefix;
		piece.name = tag->name;
	}
	x->closing = false;
	x->bindings = tag->bindings;
	return same(tag->name, piece.name) && same(tag->prefix, piece.prefix)
		       ? piece : piece_of(XML_BAD);
}

static struct xml_piece next(struct xml *x)
{
	struct xml_piece piece;

	if (x->closing)
		return leave(x, piece_of(XML_CLOSE));
	if (x->begun && x->depth == 0)
		return piece_of(XML_END);
	do {
		piece = xml_piece(&x->in);
		if (piece.kind == XML_TEXT && x->depth == 0) {
			pass_blanks(&piece.text);
			piece.kind = piece.literal || cur_left(&piece.text) > 0
					     ? XML_BAD : XML_OTHER;
		}
	} while (piece.kind == XML_OTHER);
	if (piece.kind == XML_OPEN)
		return enter(x, piece);
	return piece.kind == XML_CLOSE ? leave(x, piece) : piece;
}

struct xml_piece xml_next(struct xml *x)
{
	struct xml_piece piece = piece_of(XML_BAD);

	if (!x->bad)
		piece = next(x);
	x->bad = piece.kind == XML_BAD;
	return piece;
}

bool xml_leave(struct xml *x)
{
	unsigned outside = x->depth - 1;
	struct xml_piece piece;

	if (x->depth == 0)
		return false;
	do
		piece = xml_next(x);
	while (piece.kind >= XML_OPEN && x->depth > outside);
	return piece.kind == XML_CLOSE;
}

struct cur xml_namespace(const struct xml *x, struct cur prefix)
{
	for (unsigned i = x->bindings; i > 0; i--)
		if (same(x->binding[i - 1].prefix, prefix))
			return x->binding[i - 1].uri;
	return cur_of(prefix.p, 0);
}
