/* SPDX-License-Identifier: Apache-2.0 */
/* xml_test - pieces of markup, documents, and what is refused of them. */
#include "classify/proto/xml.h"
#include "tests/support/unit.h"

enum { TRACE = 1024, PIECES = 4096 };

static struct cur cur_text(const char *text)
{
	return cur_of(text, strlen(text));
}

static void write_to(char *out, const char *sign, struct cur text)
{
	size_t n = strlen(out);

	snprintf(out + n, TRACE - n, "%s%.*s", sign, (int)cur_left(&text),
		 (const char *)text.p);
}

/* A document as "+a @x=1 'text -a", and how it ended. */
static const char *trace(struct cur in)
{
	static char out[TRACE];
	struct xml x = xml_of(in);

	out[0] = '\0';
	for (unsigned i = 0; i < PIECES; i++) {
		struct xml_piece piece = xml_next(&x);
		struct xml_attribute a;

		if (piece.kind == XML_OPEN)
			write_to(out, " +", piece.name);
		else if (piece.kind == XML_CLOSE)
			write_to(out, " -", piece.name);
		else if (piece.kind == XML_TEXT)
			write_to(out, " '", piece.text);
		else
			break;
		while (piece.kind == XML_OPEN &&
		       xml_attribute(&piece.attributes, &a)) {
			write_to(out, " @", a.name);
			write_to(out, "=", a.value);
		}
	}
	switch (xml_next(&x).kind) {
	case XML_END:
		write_to(out, " end", cur_of(NULL, 0));
		break;
	case XML_SHORT:
		write_to(out, " short", cur_of(NULL, 0));
		break;
	default:
		write_to(out, " bad", cur_of(NULL, 0));
		break;
	}
	return out;
}

static void a_document_is_read_piece_by_piece(void **state)
{
	(void)state;
	assert_string_equal(
		trace(cur_text("\xef\xbb\xbf <?xml version=\"1.0\"?>\r\n<!-- > -->"
			       "<p:a x='1>2' y = \"'\"><b/>t<![CDATA[<&]]>"
			       "</p:a >")),
		" +a @x=1>2 @y=' +b -b 't '<& -a end");
}

static void what_is_no_xml_is_refused(void **state)
{
	static const char *const texts[] = {
		"", " ", "a", "<a>", "<a></b>", "<a></p:a>", "<a x=1/>",
		"<a x/>", "<a x='<'/>", "<a x='1'y='2'/>", "<1/>", "< a/>",
		"</a>", "t<a/>", "<![CDATA[]]><a/>", "<a", "<a ", "<a x",
		"<a x=", "<a x='", "<a/", "<a/ >", "<a></a", "<!--", "<?xml",
		"<!DOCTYPE a><a/>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
		"<!-", "<![", "<a><![CDATA[</a>",
	};

	(void)state;
	for (unsigned i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_null(strstr(trace(cur_text(texts[i])), " end"));
	assert_string_equal(trace(cur_text("<!DOCTYPE a><a/>")), " bad");
}

static void every_beginning_of_a_document_is_short_and_never_bad(void **state)
{
	static const char text[] =
		"<?xml version='1.0'?><!-- c --><a:b c:d=\"e\" f='&amp;'>"
		"<![CDATA[g]]>h<i /></a:b>";

	(void)state;
	for (size_t n = 0; n < sizeof(text) - 1; n++) {
		char *copy = malloc(n + 1);

		memcpy(copy, text, n);
		assert_non_null(strstr(trace(cur_of(copy, n)), " short"));
		free(copy);
	}
	assert_non_null(strstr(trace(cur_text(text)), " end"));
}

enum { ROOM = 8192 };

static void add(char text[ROOM], const char *more)
{
	size_t n = strlen(text);

	snprintf(text + n, ROOM - n, "%s", more);
}

static void depth_and_names_of_spaces_are_bounded(void **state)
{
	char text[ROOM] = "";

	(void)state;
	for (unsigned i = 0; i < XML_DEPTH; i++)
		add(text, "<a>");
	assert_non_null(strstr(trace(cur_text(text)), " short"));
	add(text, "<a>");
	assert_non_null(strstr(trace(cur_text(text)), " bad"));
	text[0] = '\0';
	add(text, "<a");
	for (unsigned i = 0; i <= XML_BINDINGS; i++)
		snprintf(text + strlen(text), 32, " xmlns:p%u='u'", i);
	add(text, "/>");
	assert_non_null(strstr(trace(cur_text(text)), " bad"));
}

static void a_prefix_stands_for_the_nearest_binding(void **state)
{
	struct xml x = xml_of(cur_text(
		"<p:a xmlns:p='one' xmlns='zero'><p:b xmlns:p='two'/><c/></p:a>"));
	struct xml_piece piece;

	(void)state;
	piece = xml_next(&x);
	assert_true(xml_is(xml_namespace(&x, piece.prefix), "one"));
	piece = xml_next(&x);
	assert_true(xml_is(xml_namespace(&x, piece.prefix), "two"));
	assert_true(xml_leave(&x));
	assert_int_equal(x.depth, 1);
	piece = xml_next(&x);
	assert_true(xml_is(piece.name, "c"));
	assert_true(xml_is(xml_namespace(&x, piece.prefix), "zero"));
	assert_true(xml_is(xml_namespace(&x, cur_text("q")), ""));
}

static void an_element_is_left_with_all_that_is_in_it(void **state)
{
	struct xml x = xml_of(cur_text("<a><b><c>t</c><b/></b><d/></a>"));

	(void)state;
	(void)xml_next(&x);
	assert_true(xml_is(xml_next(&x).name, "b"));
	assert_true(xml_leave(&x));
	assert_true(xml_is(xml_next(&x).name, "d"));
	x = xml_of(cur_text("<a><b>"));
	assert_false(xml_leave(&x));
	(void)xml_next(&x);
	assert_false(xml_leave(&x));
}

static void the_five_entities_are_resolved_and_no_other(void **state)
{
	uint8_t out[8];

	(void)state;
	assert_true(xml_is(xml_plain(cur_text("a&amp;&lt;&gt;"), out, 8),
			   "a&<>"));
	assert_true(xml_is(xml_plain(cur_text("&quot;&apos;"), out, 8), "\"'"));
	assert_true(xml_is(xml_plain(cur_text("longer than it"), out, 8),
			   "longer than it"));
	for (unsigned i = 0; i < 4; i++) {
		static const char *const texts[] = {"&b;", "&#65;", "&amp",
						    "123456789&amp;"};
		struct cur c = xml_plain(cur_text(texts[i]), out, 8);

		assert_false(cur_ok(&c));
		assert_int_equal(cur_left(&c), 0);
	}
}

static void a_value_is_found_by_its_name(void **state)
{
	struct cur in = cur_text("<a p:v='1' w=\"\" v='2'/>");
	struct xml_piece piece = xml_piece(&in);

	(void)state;
	assert_true(xml_is(xml_value(piece.attributes, "v"), "1"));
	assert_true(xml_is(xml_value(piece.attributes, "w"), ""));
	assert_true(xml_is(xml_value(piece.attributes, "x"), ""));
	assert_int_equal(cur_left(&in), 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_document_is_read_piece_by_piece),
		cmocka_unit_test(what_is_no_xml_is_refused),
		cmocka_unit_test(
			every_beginning_of_a_document_is_short_and_never_bad),
		cmocka_unit_test(depth_and_names_of_spaces_are_bounded),
		cmocka_unit_test(a_prefix_stands_for_the_nearest_binding),
		cmocka_unit_test(an_element_is_left_with_all_that_is_in_it),
		cmocka_unit_test(the_five_entities_are_resolved_and_no_other),
		cmocka_unit_test(a_value_is_found_by_its_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
