/* SPDX-License-Identifier: Apache-2.0 */
/* dicom_file_test - files with objects in bodies of HTTP. */
#include "tests/unit/classify/proto/dicom_wire.h"
#include "tests/unit/classify/proto/play.h"

#include <stdio.h>

extern const struct dissector dissector_http;

#define FILE_TYPE "application/dicom"
#define PARTS_TYPE "multipart/related; type=\"application/dicom\"; boundary=x"
#define REPORT "1.2.840.10008.5.1.4.1.1.88.11"
#define DEFLATED "1.2.840.10008.1.2.1.99"

/* One message with a body, and how it goes. */
struct message {
	enum side from;
	const char *type;
	const struct wire *body;
	size_t chunk_size; /* 0: Content-Length                                */
	size_t segment;    /* octets of one, 0: all                            */
	bool to_end;       /* of the connection                                */
};

static void text(struct wire *w, const char *what)
{
	put(w, what, strlen(what));
}

/* What stands before a data set; sop NULL: no meta information. */
static void head_of_file(struct wire *w, const char *sop, const char *syntax)
{
	static const uint8_t nothing[128], version[] = {
		2, 0, 1, 0, 'O', 'B', 0, 0, 2, 0, 0, 0, 0, 1};

	put(w, nothing, sizeof(nothing));
	text(w, "DICM");
	element(w, EXPLICIT, 0x00020000, "UL", "\x7f\x7f\x7f\x7f");
	put(w, version, sizeof(version));
	element(w, EXPLICIT, 0x00020002, "UI", sop);
	element(w, EXPLICIT, 0x00020003, "UI", "1.2.3.4.5.6.7.777");
	element(w, EXPLICIT, 0x00020010, "UI", syntax);
	element(w, EXPLICIT, 0x00020012, "UI", "1.3.12.2.1107.5.1.4 ");
	element(w, EXPLICIT, 0x00020013, "SH", "SIEMENS_CT");
	element(w, EXPLICIT, 0x00020016, "AE", "CT_ROOM1");
	element(w, EXPLICIT, 0x00020100, "UI", "1.2.777");
}

static void file(struct wire *w, const char *sop, const char *syntax)
{
	head_of_file(w, sop, syntax);
	image(w, syntax, "CTROOM1");
	text(w, "\xe0\x7f\x10\0OW\0\0\xff\xff\0\0");
	text(w, CANARY "\r\n--");
}

static void part(struct wire *w, const char *boundary, const struct wire *file)
{
	text(w, "--");
	text(w, boundary);
	text(w, "\r\nContent-Type: application/dicom\r\nX: " CANARY "\r\n\r\n");
	put(w, file->p, file->n);
	text(w, "\r\n");
}

static void close_parts(struct wire *w, const char *boundary)
{
	text(w, "--");
	text(w, boundary);
	text(w, "--\r\n");
}

static void in_chunks(struct wire *w, const struct wire *body, size_t size)
{
	char head[16];

	for (size_t at = 0; at < body->n; at += size) {
		size_t n = body->n - at < size ? body->n - at : size;

		snprintf(head, sizeof(head), "%zx\r\n", n);
		text(w, head);
		put(w, body->p + at, n);
		text(w, "\r\n");
	}
	text(w, "0\r\n\r\n");
}

static struct trial *sent(struct message m)
{
	static struct wire out;
	struct trial *t = trial_open(&dissector_http, 8042);
	const char *wado = "GET /wado?requestType=WADO HTTP/1.1\r\n\r\n";
	char line[200];

	out.n = 0;
	if (m.from == SERVER)
		trial_bytes(t, CLIENT, wado, strlen(wado), 0);
	text(&out, m.from == CLIENT ? "POST /dicom-web/studies HTTP/1.1\r\n"
				    : "HTTP/1.1 200 OK\r\n");
	snprintf(line, sizeof(line), "Content-Type: %s\r\n", m.type);
	text(&out, line);
	if (m.chunk_size > 0)
		text(&out, "Transfer-Encoding: chunked\r\n");
	else if (!m.to_end) {
		snprintf(line, sizeof(line), "Content-Length: %zu\r\n",
			 m.body->n);
		text(&out, line);
	}
	text(&out, "\r\n");
	if (m.chunk_size > 0)
		in_chunks(&out, m.body, m.chunk_size);
	else
		put(&out, m.body->p, m.body->n);
	if (!m.to_end) /* the next message is found */
		text(&out, m.from == CLIENT
				   ? "GET / HTTP/1.1\r\nUser-Agent: after\r\n\r\n"
				   : "HTTP/1.1 200 OK\r\nServer: after\r\n"
				     "Content-Length: 0\r\n\r\n");
	trial_bytes(t, m.from, out.p, out.n, m.segment);
	if (m.to_end)
		trial_rest(t);
	else
		assert_said(trial_text(t, m.from,
				       m.from == CLIENT ? A_http_user_agent
							: A_http_server),
			    "after");
	assert_false(t->malformed);
	assert_false(trial_leaks(t, "CANARY"));
	assert_false(trial_leaks(t, "777"));
	return t;
}

/* Who wrote a file is nobody's own word. */
static void expect_writer(const struct trial *t)
{
	assert_true(trial_said_by(t, VOICE_CARRIED, A_dicomweb_file_uid,
				  "1.3.12.2.1107.5.1.4"));
	assert_true(trial_said_by(t, VOICE_CARRIED, A_dicomweb_file_version,
				  "SIEMENS_CT"));
	assert_true(trial_said_by(t, VOICE_CARRIED, A_dicomweb_file_ae,
				  "CT_ROOM1"));
	assert_false(trial_said(t, A_dicom_impl_uid, "1.3.12.2.1107.5.1.4"));
	assert_false(trial_said(t, A_dicom_ae, "CT_ROOM1"));
	assert_true(trial_said_by(t, VOICE_SELF, A_dicom_stored, CT));
	assert_null(trial_text(t, CLIENT, A_dicom_model));
	assert_null(trial_text(t, SERVER, A_dicom_model));
}

static void expect_sent(const struct trial *t)
{
	expect_writer(t);
	assert_said(trial_text(t, CLIENT, A_dicom_sent_modality), "CT");
	assert_said(trial_text(t, CLIENT, A_dicom_sent_vendor), "Example Maker");
	assert_said(trial_text(t, CLIENT, A_dicom_sent_model), "Scanner 9");
	assert_said(trial_text(t, CLIENT, A_dicom_sent_serial), "SN12034");
	assert_said(trial_text(t, CLIENT, A_dicom_sent_station), "CTROOM1");
	assert_said(trial_text(t, CLIENT, A_dicom_sent_version), "VA40A");
	assert_int_equal(trial_word(t, CLIENT, A_dicom_many_kinds), 1);
}

/* Only of what kind it is, and which model made it, as of an association. */
static void expect_handed_out(const struct trial *t)
{
	expect_writer(t);
	assert_true(trial_said_by(t, VOICE_CARRIED, A_dicom_carried_modality,
				  "CT"));
	assert_true(trial_said_by(t, VOICE_CARRIED, A_dicom_carried_model,
				  "Scanner 9"));
	for (unsigned a = A_dicom_sent_modality; a <= A_dicom_sent_version; a++)
		assert_null(trial_text(t, SERVER, (enum attr)a));
	assert_int_equal(trial_word(t, SERVER, A_dicom_many_kinds), UINT64_MAX);
}

/* In segments and chunks of every size the same is told. */
static void in_any_pieces(struct message m, void (*expect)(const struct trial *))
{
	static const size_t sizes[] = {1, 2, 7, 63, 500, 1460};
	struct trial *whole = sent(m);

	expect(whole);
	for (unsigned i = 0; i < 6; i++)
		for (unsigned k = 0; k < 7; k++) {
			struct trial *t;

			if (m.to_end && k > 0)
				continue;
			m.segment = sizes[i];
			m.chunk_size = k == 0 ? 0 : sizes[k - 1] + 1;
			/* Small chunks are all heads. */
			if (k > 0 && m.chunk_size < 64 && m.body->n > 2000)
				continue;
			t = sent(m);
			expect(t);
			assert_true(trial_same(t, whole));
			trial_close(t);
		}
	trial_close(whole);
}

static void what_a_client_sends_it_may_have_made(void **state)
{
	static const char *const syntaxes[] = {EXPLICIT, IMPLICIT, BIG,
					       "1.2.840.10008.1.2.4.70"};
	static struct wire one, all;

	(void)state;
	for (unsigned i = 0; i < 4; i++) {
		one.n = all.n = 0;
		head_of_file(&one, CT, syntaxes[i]);
		image(&one, i == 3 ? EXPLICIT : syntaxes[i], "CTROOM1");
		part(&all, "x", &one);
		close_parts(&all, "x");
		in_any_pieces((struct message){CLIENT, PARTS_TYPE, &all, 0, 0,
					       false}, expect_sent);
		in_any_pieces((struct message){CLIENT, FILE_TYPE, &one, 0, 0,
					       false}, expect_sent);
	}
}

static void what_a_server_hands_out_it_did_not_make(void **state)
{
	static struct wire one, all;

	(void)state;
	one.n = all.n = 0;
	file(&one, CT, EXPLICIT);
	part(&all, "x", &one);
	close_parts(&all, "x");
	in_any_pieces((struct message){SERVER, FILE_TYPE, &one, 0, 0, false},
		      expect_handed_out);
	in_any_pieces((struct message){SERVER, PARTS_TYPE, &all, 0, 0, false},
		      expect_handed_out);
	in_any_pieces((struct message){SERVER, PARTS_TYPE, &all, 0, 0, true},
		      expect_handed_out);
}

/* The model of the second file, if it is read. */
static const char *second(const char *boundary, const char *before,
			  const char *type, size_t padding)
{
	static struct wire one, two, all;
	static char found[65];
	struct trial *t;
	const char *model;

	one.n = two.n = all.n = 0;
	file(&one, CT, EXPLICIT);
	for (size_t i = 0; i < padding; i++)
		put(&one, "", 1);
	head_of_file(&two, CT, EXPLICIT);
	element(&two, EXPLICIT, 0x00080060, "CS", "CT");
	element(&two, EXPLICIT, 0x00081090, "LO", "Other 2");
	element(&two, EXPLICIT, 0x00200010, "SH", "CANARYID");
	text(&all, before);
	part(&all, boundary, &one);
	part(&all, boundary, &two);
	close_parts(&all, boundary);
	part(&all, boundary, &two); /* an epilogue */
	t = sent((struct message){SERVER, type, &all, 0, 0, false});
	model = trial_said(t, A_dicom_carried_model, "Other 2") ? "Other 2"
		: trial_said(t, A_dicom_carried_model, "Scanner 9")
			? "Scanner 9" : "";
	snprintf(found, sizeof(found), "%s", model);
	trial_close(t);
	return found;
}

/* Of 70 octets by RFC 2046; of some more as Orthanc sends them; no more. */
static void boundaries_are_as_long_as_they_may_be(void **state)
{
	static const size_t longest[] = {1, 69, 70, 71, 73, 100};
	char boundary[102] = {0};

	(void)state;
	for (unsigned i = 0; i < 6; i++) {
		memset(boundary, 'b', longest[i]);
		assert_said(second(boundary, "", PARTS_TYPE, 0), "Other 2");
	}
	boundary[100] = 'b';
	assert_said(second(boundary, "", PARTS_TYPE, 0), "");
	assert_said(second("", "", PARTS_TYPE, 0), "");
	assert_said(second("x", "\r\nof no use\r\n", PARTS_TYPE, 0), "Other 2");
	assert_said(second("x", "", "Multipart/Related;type=application/dicom",
			   0), "Other 2");
	/* Behind what is passed over by its length nothing is looked for. */
	assert_said(second("x", "", PARTS_TYPE, 30000), "Scanner 9");
}

static void what_a_large_sequence_precedes_is_told(void **state)
{
	static struct wire one;
	struct trial *t;

	(void)state;
	one.n = 0;
	head_of_file(&one, CT, EXPLICIT);
	element(&one, EXPLICIT, 0x00080060, "CS", "CT");
	for (unsigned i = 0; i < 300; i++)
		sequence(&one, EXPLICIT);
	assert_true(one.n > 8192 && one.n < 24000);
	image(&one, EXPLICIT, "CTROOM1");
	for (unsigned i = 0; i < 2500; i++)
		text(&one, CANARY);
	in_any_pieces((struct message){CLIENT, FILE_TYPE, &one, 0, 0, false},
		      expect_sent);
	/* .. unless it is too large. */
	one.n = 0;
	head_of_file(&one, CT, EXPLICIT);
	for (unsigned i = 0; i < 900; i++)
		sequence(&one, EXPLICIT);
	image(&one, EXPLICIT, "CTROOM1");
	t = sent((struct message){CLIENT, FILE_TYPE, &one, 0, 0, false});
	assert_null(trial_text(t, CLIENT, A_dicom_sent_model));
	assert_true(trial_said(t, A_dicomweb_file_version, "SIEMENS_CT"));
	trial_close(t);
}

static void reports_are_often_of_others(void **state)
{
	static struct wire one;
	struct trial *t;

	(void)state;
	one.n = 0;
	file(&one, REPORT, EXPLICIT);
	t = sent((struct message){CLIENT, FILE_TYPE, &one, 0, 0, false});
	assert_true(trial_said(t, A_dicom_stored, REPORT));
	assert_null(trial_text(t, CLIENT, A_dicom_sent_model));
	assert_null(trial_text(t, CLIENT, A_dicom_sent_modality));
	trial_close(t);
}

static void what_is_deflated_is_called_so(void **state)
{
	static struct wire one;
	struct trial *t;

	(void)state;
	one.n = 0;
	head_of_file(&one, CT, DEFLATED);
	text(&one, "\x4b\x4c\x4a" CANARY);
	t = sent((struct message){CLIENT, FILE_TYPE, &one, 0, 0, false});
	assert_said(trial_text(t, CLIENT, A_dicom_unreadable),
		    "deflated or private");
	assert_null(trial_text(t, CLIENT, A_dicom_sent_model));
	expect_writer(t);
	trial_close(t);
}

static void a_program_before_the_prefix_is_told(void **state)
{
	static struct wire one;
	struct trial *t;

	(void)state;
	one.n = 0;
	file(&one, CT, EXPLICIT);
	memcpy(one.p, "MZ", 2);
	memcpy(one.p + 60, "\x40\0\0\0PE\0", 7);
	t = sent((struct message){SERVER, FILE_TYPE, &one, 0, 0, false});
	expect_handed_out(t);
	assert_said(trial_text(t, CLIENT, A_program_loaded), "windows");
	trial_close(t);
}

static void nothing_else_is_taken_for_a_file(void **state)
{
	static const char *const types[] = {"application/octet-stream",
					    "multipart/related; type=\"text/xml\"",
					    "multipart/form-data", "image/jpeg"};
	static struct wire one, all;
	struct trial *t;

	(void)state;
	for (unsigned i = 0; i < 6; i++) {
		one.n = all.n = 0;
		file(&one, CT, EXPLICIT);
		one.p[130] ^= i == 4 ? 1 : 0; /* of the prefix */
		one.p[i == 5 ? 132 : 0] ^= 4; /* the group */
		part(&all, "x", &one);
		close_parts(&all, "x");
		t = sent((struct message){SERVER, i < 4 ? types[i] : PARTS_TYPE,
					  &all, 0, 0, false});
		assert_null(trial_text(t, SERVER, A_dicom_stored));
		assert_false(trial_said(t, A_dicom_carried_model, "Scanner 9"));
		assert_false(trial_said(t, A_dicomweb_file_ae, "CT_ROOM1"));
		trial_close(t);
	}
}

static void lengths_that_lie_and_ends_that_lack_do_no_harm(void **state)
{
	static const char head[] = "POST / HTTP/1.1\r\nContent-Type: " PARTS_TYPE
				   "\r\nContent-Length: ";
	static struct wire one, all, out;
	char length[32];
	struct turn turn;

	(void)state;
	one.n = all.n = 0;
	head_of_file(&one, CT, EXPLICIT);
	image(&one, EXPLICIT, "CTROOM1");
	part(&all, "x", &one); /* .. and no end */
	for (size_t lie = 0; lie < all.n; lie++) {
		struct trial *t;

		out.n = 0;
		text(&out, head);
		snprintf(length, sizeof(length), "%zu\r\n\r\n", lie);
		text(&out, length);
		put(&out, all.p, all.n);
		t = trial_open(&dissector_http, 80);
		trial_bytes(t, CLIENT, out.p, out.n, 0);
		assert_false(trial_leaks(t, "CANARY"));
		trial_close(t);
	}
	for (size_t at = 0; at < all.n; at++) {
		struct wire lie = all;

		lie.p[at] = 0xff;
		trial_close(sent((struct message){CLIENT, PARTS_TYPE, &lie, 0,
						  0, false}));
	}
	turn = (struct turn){CLIENT, out.p, out.n};
	bears_anything(&dissector_http, 80, &turn, 1);
	in_any_pieces((struct message){CLIENT, PARTS_TYPE, &all, 0, 0, false},
		      expect_sent);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_client_sends_it_may_have_made),
		cmocka_unit_test(what_a_server_hands_out_it_did_not_make),
		cmocka_unit_test(boundaries_are_as_long_as_they_may_be),
		cmocka_unit_test(what_a_large_sequence_precedes_is_told),
		cmocka_unit_test(reports_are_often_of_others),
		cmocka_unit_test(what_is_deflated_is_called_so),
		cmocka_unit_test(a_program_before_the_prefix_is_told),
		cmocka_unit_test(nothing_else_is_taken_for_a_file),
		cmocka_unit_test(lengths_that_lie_and_ends_that_lack_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
