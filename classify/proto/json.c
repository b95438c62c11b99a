/* SPDX-License-Identifier: Apache-2.0 */
/*
 * json - a small pull reader of JSON that lies in a window of octets.
 *
 * Standard RFC 8259
 */
#include "classify/proto/json.h"
#include "classify/proto/utf8.h"
#include "classify/proto/words.h"

struct json json_of(struct cur in)
{
	if (CUR_IS(&in, "\xef\xbb\xbf"))
		cur_skip(&in, 3);
	return (struct json){.in = in};
}

/* Section 7: what lies between the quotes. */
static enum json_kind take_text(struct cur *in, struct cur *text)
{
	size_t n = 1;

	if (cur_left(in) == 0)
		return JSON_SHORT;
	if (cur_at(in, 0) != '"')
		return JSON_BAD;
	for (; n < cur_left(in); n++) {
		uint8_t c = cur_at(in, n);

		if (c < ' ')
			return JSON_BAD;
		if (c == '\\')
			n++;
		if (c == '"')
			break;
	}
	if (n >= cur_left(in))
		return JSON_SHORT;
	cur_skip(in, 1);
	*text = cur_take(in, n - 1);
	cur_skip(in, 1);
	return JSON_TEXT;
}

/* Sections 3 and 6; which it is makes no difference here. */
static enum json_kind take_other(struct cur *in)
{
	size_t n = 0;

	for (; n < cur_left(in); n++) {
		uint8_t c = cur_at(in, n);

		if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
		      c == 'E' || c == '+' || c == '-' || c == '.'))
			break;
	}
	if (n == cur_left(in))
		return JSON_SHORT;
	cur_skip(in, n);
	return n > 0 ? JSON_OTHER : JSON_BAD;
}

static enum json_kind take_key(struct cur *in, struct cur *key)
{
	enum json_kind k = take_text(in, key);

	if (k != JSON_TEXT)
		return k;
	pass_blanks(in);
	if (cur_left(in) == 0)
		return JSON_SHORT;
	return cur_u8(in) == ':' ? JSON_TEXT : JSON_BAD;
}

static struct json_piece piece_of(enum json_kind kind)
{
	return (struct json_piece){.kind = kind};
}

static struct json_piece open_value(struct json *x, struct json_piece piece,
				    bool array)
{
	if (x->depth == JSON_DEPTH)
		return piece_of(JSON_BAD);
	x->open[x->depth++] = (struct json_open){piece.key, array};
	x->after = false;
	piece.kind = JSON_OPEN;
	return piece;
}

static struct json_piece close_value(struct json *x)
{
	struct json_piece piece = {JSON_CLOSE, x->open[x->depth - 1].key,
				   {0}};

	cur_skip(&x->in, 1);
	x->depth--;
	x->after = true;
	return piece;
}

/* Up to the value that comes next, in its object or array. */
static enum json_kind reach(struct json *x, struct cur *in, struct cur *key)
{
	enum json_kind k = JSON_TEXT;

	*key = cur_of(in->p, 0);
	if (x->after && cur_u8(in) != ',')
		return JSON_BAD;
	pass_blanks(in);
	if (x->depth > 0 && !x->open[x->depth - 1].array)
		k = take_key(in, key);
	pass_blanks(in);
	return k == JSON_TEXT && cur_left(in) == 0 ? JSON_SHORT : k;
}

static struct json_piece next(struct json *x)
{
	struct json_piece piece = {0};
	struct cur in;
	uint8_t first;

	pass_blanks(&x->in);
	if (x->begun && x->depth == 0)
		return piece_of(JSON_END);
	in = x->in;
	if (cur_left(&in) == 0)
		return piece_of(JSON_SHORT);
	first = cur_at(&in, 0);
	if (x->depth > 0 &&
	    first == (x->open[x->depth - 1].array ? ']' : '}'))
		return close_value(x);
	piece.kind = reach(x, &in, &piece.key);
	if (piece.kind != JSON_TEXT)
		return piece_of(piece.kind);
	first = cur_at(&in, 0);
	if (first == '{' || first == '[')
		cur_skip(&in, 1);
	else if (x->depth == 0) /* allowed, but says nothing                   */
		piece.kind = JSON_BAD;
	else
		piece.kind = first == '"' ? take_text(&in, &piece.text)
					  : take_other(&in);
	if (piece.kind == JSON_SHORT || piece.kind == JSON_BAD)
		return piece;
	x->in = in;
	x->begun = true;
	if (first == '{' || first == '[')
		return open_value(x, piece, first == '[');
	x->after = true;
	return piece;
}

struct json_piece json_next(struct json *x)
{
	struct json_piece piece = piece_of(JSON_BAD);

	if (!x->bad)
		piece = next(x);
	x->bad = piece.kind == JSON_BAD;
	return piece;
}

/* \uXXXX in the basic plane; 0 for any other. */
static unsigned code_point(struct cur *in)
{
	unsigned v = 0;

	for (unsigned i = 0; i < 4; i++) {
		int digit = hex_value(cur_u8(in));

		if (digit < 0)
			return 0;
		v = v << 4 | (unsigned)digit;
	}
	return v >= 0xd800 && v < 0xe000 ? 0 : v;
}

struct cur json_plain(struct cur raw, uint8_t *buffer, size_t size)
{
	static const char escapes[] = "\"\\/bfnrt", signs[] = "\"\\/      ";
	struct cur none = {raw.p, raw.p, true};
	size_t n = 0;

	if (cur_find(&raw, '\\') < 0)
		return raw;
	while (cur_left(&raw) > 0) {
		unsigned c = cur_u8(&raw);
		const char *at;

		if (n + 3 > size)
			return none;
		if (c != '\\') {
			buffer[n++] = (uint8_t)c;
			continue;
		}
		c = cur_u8(&raw);
		at = memchr(escapes, (int)c, sizeof(escapes) - 1);
		if (c == 'u')
			c = code_point(&raw);
		else
			c = at == NULL ? 0 : (unsigned)signs[at - escapes];
		if (c == 0)
			return none;
		n += utf8_put(buffer + n, c);
	}
	return cur_of(buffer, n);
}
