/* SPDX-License-Identifier: Apache-2.0 */
/* json_test - values piece by piece, and what is no JSON. */
#include "classify/proto/json.h"
#include "tests/support/unit.h"

enum { TRACE = 4096, PIECES = 4096 };

static void write_to(char *out, const char *sign, struct cur text)
{
	size_t n = strlen(out);

	snprintf(out + n, TRACE - n, "%s%.*s", sign, (int)cur_left(&text),
		 (const char *)text.p);
}

/* A value as "( a:'text a:# )", and how it ended. */
static const char *trace(struct cur in)
{
	static const char *const ends[] = {[JSON_SHORT] = "short",
					   [JSON_BAD] = "bad",
					   [JSON_END] = "end"};
	static char out[TRACE];
	struct json x = json_of(in);

	out[0] = '\0';
	for (unsigned i = 0; i < PIECES; i++) {
		struct json_piece piece = json_next(&x);

		if (piece.kind == JSON_SHORT || piece.kind == JSON_BAD ||
		    piece.kind == JSON_END)
			break;
		write_to(out, "", piece.key);
		if (piece.kind == JSON_OPEN)
			write_to(out, "(", cur_of(NULL, 0));
		else if (piece.kind == JSON_CLOSE)
			write_to(out, ")", cur_of(NULL, 0));
		else if (piece.kind == JSON_TEXT)
			write_to(out, "'", piece.text);
		else
			write_to(out, "#", cur_of(NULL, 0));
	}
	write_to(out, ends[json_next(&x).kind], cur_of(NULL, 0));
	return out;
}

static const char *trace_text(const char *text)
{
	return trace(cur_of(text, strlen(text)));
}

static void a_value_is_read_piece_by_piece(void **state)
{
	(void)state;
	assert_string_equal(
		trace_text("\xef\xbb\xbf { \"a\" : \"b\\\"\" , \"c\":[1, -2.5e+3"
			   ",true,null,{},[]],\"d\":{\"e\":\"\"}} "),
		"(a'b\\\"c(####()()c)d(e'd))end");
}

static void what_is_no_json_is_refused(void **state)
{
	static const char *const texts[] = {
		"x=1", "{a:1}", "{\"a\" 1}", "{\"a\":1,}", "[1,]", "[,1]",
		"[1 2]", "{\"a\":1]", "[1}", "{\"a\"}", "\"a\nb\"", "<a/>",
		"{\"a\":'b'}", "}", "]", "{\"a\":1 \"b\":2}", "[NaN]",
	};

	(void)state;
	for (unsigned i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_non_null(strstr(trace_text(texts[i]), "bad"));
}

static void every_beginning_of_a_value_is_short_and_never_bad(void **state)
{
	static const char text[] =
		"{\"a\":[\"b\\u00e9\",{\"c\":-1.5},[true]],\"d\":null}";

	(void)state;
	for (size_t n = 0; n < sizeof(text) - 1; n++) {
		char *copy = malloc(n + 1);

		memcpy(copy, text, n);
		assert_non_null(strstr(trace(cur_of(copy, n)), "short"));
		free(copy);
	}
	assert_non_null(strstr(trace_text(text), "end"));
}

static void depth_is_bounded(void **state)
{
	char text[256];

	(void)state;
	memset(text, '[', sizeof(text));
	assert_non_null(strstr(trace(cur_of(text, JSON_DEPTH)), "short"));
	assert_non_null(strstr(trace(cur_of(text, JSON_DEPTH + 1)), "bad"));
}

static void escapes_are_resolved_or_the_text_is_dropped(void **state)
{
	static const struct {
		const char *raw, *plain;
	} rows[] = {
		{"abc", "abc"}, {"a\\\"b\\\\c\\/", "a\"b\\c/"},
		{"a\\tb\\n", "a b "}, {"Ger\\u00e4t", "Gerät"},
		{"\\u8FC8\\u745e", "迈瑞"}, {"\\x", NULL}, {"\\u12", NULL},
		{"\\ud83d\\ude00", NULL}, {"\\u0000", NULL}, {"a\\", NULL},
		{"\\n012345678901234567890123456789", NULL},
	};

	(void)state;
	for (unsigned i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		uint8_t out[24];
		struct cur c = json_plain(cur_of(rows[i].raw,
						 strlen(rows[i].raw)),
					  out, sizeof(out));

		if (rows[i].plain == NULL) {
			assert_false(cur_ok(&c));
			continue;
		}
		assert_int_equal(cur_left(&c), strlen(rows[i].plain));
		assert_memory_equal(c.p, rows[i].plain, cur_left(&c));
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_value_is_read_piece_by_piece),
		cmocka_unit_test(what_is_no_json_is_refused),
		cmocka_unit_test(
			every_beginning_of_a_value_is_short_and_never_bad),
		cmocka_unit_test(depth_is_bounded),
		cmocka_unit_test(escapes_are_resolved_or_the_text_is_dropped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
