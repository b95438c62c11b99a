/* SPDX-License-Identifier: Apache-2.0 */
/* dicomweb_test - who serves and who asks for images over HTTP. */
#include "tests/unit/classify/proto/play.h"

#include <stdio.h>
#include <string.h>

#include "classify/proto/dicomweb.h"

extern const struct dissector dissector_http;

static struct cur text_of(const char *text)
{
	return cur_of(text, strlen(text));
}

static void paths_tell_the_service(void **state)
{
	static const struct {
		const char *request;
		enum dicomweb service;
	} rows[] = {
		{"GET /studies HTTP/1.1", DICOMWEB_QUERY},
		{"GET /dicom-web/studies?PatientID=7 HTTP/1.1", DICOMWEB_QUERY},
		{"GET /rs/studies/1.2.3/series HTTP/1.1", DICOMWEB_QUERY},
		{"GET /rs/series?Modality=CT HTTP/1.1", DICOMWEB_QUERY},
		{"GET /rs/studies/1.2.3 HTTP/1.1", DICOMWEB_RETRIEVE},
		{"GET /studies/1.2/series/1.3/instances/1.4 HTTP/1.1",
		 DICOMWEB_RETRIEVE},
		{"GET /studies/1.2/series/1.3/instances/1.4/frames/1 HTTP/1.1",
		 DICOMWEB_RETRIEVE},
		{"GET /studies/1.2.3/metadata HTTP/1.1", DICOMWEB_RETRIEVE},
		{"GET /wado?requestType=WADO&studyUID=1.2 HTTP/1.1",
		 DICOMWEB_RETRIEVE},
		{"POST /dicom-web/studies HTTP/1.1", DICOMWEB_STORE},
		{"GET /studies/new HTTP/1.1", DICOMWEB_NONE},
		{"GET /studies/12 HTTP/1.1", DICOMWEB_NONE},
		{"GET /series/7/x HTTP/1.1", DICOMWEB_NONE},
		{"PUT /studies/1.2.3 HTTP/1.1", DICOMWEB_NONE},
		{"GET / HTTP/1.1", DICOMWEB_NONE}, {"", DICOMWEB_NONE},
	};

	(void)state;
	for (unsigned i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(dicomweb_service(text_of(rows[i].request)),
				 rows[i].service);
}

static const struct turn query[] = {
	SAYS(CLIENT, "GET /pacs/studies?PatientID=CANARY HTTP/1.1\r\n"
		     "Accept: application/dicom+json\r\n\r\n"),
	SAYS(SERVER, "HTTP/1.1 200 OK\r\nContent-Type: application/dicom+json"
		     "\r\nTransfer-Encoding: chunked\r\n\r\n143\r\n"
		     "[{\"00080054\":{\"vr\":\"AE\",\"Value\":[\"ARCH1\"]},"
		     "\"00080060\":{\"vr\":\"CS\",\"Value\":[\"CT\"]},"
		     "\"00080070\":{\"vr\":\"LO\",\"Value\":[\"SIEMENS\"]},"
		     "\"00100010\":{\"vr\":\"PN\",\"Value\":[{\"Alphabetic\":"
		     "\"CANARY^PHILIP\"}]},\"00100020\":{\"vr\":\"LO\","
		     "\"Value\":[\"CANARY\"]},\"00081090\":{\"vr\":\"LO\","
		     "\"Value\":[\"SOMATOM \\u002b\"]},\"00181000\":{\"vr\":"
		     "\"LO\",\"Value\":[\"12-345\"]}}]\r\n0\r\n\r\n"),
};

static void a_query_tells_both_sides_and_carried_equipment(void **state)
{
	struct trial *t = play(&dissector_http, 8042, TURNS(query), 0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_dicomweb_role), "qido-server");
	assert_said(trial_text(t, CLIENT, A_dicomweb_role), "qido-client");
	assert_int_equal(trial_word(t, SERVER, A_dicomweb_clear), 1);
	assert_said(trial_text(t, SERVER, A_dicomweb_retrieve_ae), "ARCH1");
	assert_true(trial_said(t, A_dicom_carried_modality, "CT"));
	assert_true(trial_said(t, A_dicomweb_carried_vendor, "SIEMENS"));
	assert_true(trial_said(t, A_dicom_carried_model, "SOMATOM +"));
	assert_true(trial_said(t, A_dicomweb_carried_serial, "12-345"));
	assert_int_equal(trial_voice(t, A_dicomweb_carried_serial),
			 VOICE_CARRIED);
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
	bears_anything(&dissector_http, 8042, TURNS(query));
}

static void a_store_tells_both_sides(void **state)
{
	static const struct turn store[] = {
		SAYS(CLIENT, "POST /dicom-web/studies HTTP/1.1\r\nContent-Type: "
			     "multipart/related; type=\"application/dicom\"; "
			     "boundary=x\r\nContent-Length: 4\r\n\r\n--x-"),
		SAYS(SERVER, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
	};
	struct trial *t = play(&dissector_http, 80, TURNS(store), 0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_dicomweb_role), "stow-server");
	assert_said(trial_text(t, CLIENT, A_dicomweb_role), "stow-client");
	trial_close(t);
}

static void studies_of_other_kinds_are_not_images(void **state)
{
	static const struct turn other[] = {
		SAYS(CLIENT, "GET /api/studies HTTP/1.1\r\n"
			     "Accept: application/json\r\n\r\n"),
		SAYS(SERVER, "HTTP/1.1 200 OK\r\nContent-Type: application/json"
			     "\r\nContent-Length: 2\r\n\r\n[]"),
	};
	static const struct turn refused[] = {
		SAYS(CLIENT, "GET /dicom-web/studies HTTP/1.1\r\n\r\n"),
		SAYS(SERVER, "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"),
	};
	struct trial *t = play(&dissector_http, 80, TURNS(other), 0);
	struct trial *u = play(&dissector_http, 80, TURNS(refused), 0);

	(void)state;
	assert_null(trial_text(t, SERVER, A_dicomweb_role));
	assert_int_equal(trial_word(t, SERVER, A_dicomweb_clear), UINT64_MAX);
	assert_null(trial_text(u, SERVER, A_dicomweb_role));
	assert_int_equal(trial_word(u, SERVER, A_dicomweb_clear), UINT64_MAX);
	trial_close(t);
	trial_close(u);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(paths_tell_the_service),
		cmocka_unit_test(a_query_tells_both_sides_and_carried_equipment),
		cmocka_unit_test(a_store_tells_both_sides),
		cmocka_unit_test(studies_of_other_kinds_are_not_images),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
