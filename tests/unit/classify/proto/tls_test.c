/* SPDX-License-Identifier: Apache-2.0 */
/* tls - versions, suites, names, and a certificate of our own making. */
#include "tests/unit/classify/proto/play.h"

#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

extern const struct dissector dissector_tls;

#define RANDOM "0123456789abcdef0123456789abcdef"

/* TLS 1.2 in the hello, 1.3 and 1.2 in supported_versions, a server name. */
static const struct turn hello[] = {
	SAYS(CLIENT, "\x16\x03\x01\x00\x51\x01\x00\x00\x4d\x03\x03" RANDOM
		     "\x00\x00\x04\x13\x01\xc0\x2f\x01\x00\x00\x20"
		     "\x00\x00\x00\x11\x00\x0f\x00\x00\x0cpump.example"
		     "\x00\x2b\x00\x05\x04\x03\x04\x03\x03" "\x00\x17"),
	SAYS(SERVER, "\x16\x03\x03\x00\x2a\x02\x00\x00\x26\x03\x01" RANDOM
		     "\x00\x00\x2f\x00"),
};

static void both_hellos_are_told(void **state)
{
	struct trial *t = play(&dissector_tls, 443, TURNS(hello), 0);

	(void)state;
	assert_int_equal(trial_word(t, CLIENT, A_tls_client_best), 0x0304);
	assert_said(trial_text(t, SERVER, A_tls_server_name), "pump.example");
	assert_int_equal(trial_word(t, SERVER, A_tls_version), 0x0301);
	assert_said(trial_text(t, SERVER, A_tls_kex), "rsa");
	assert_true(t->out.encrypted);
	trial_close(t);
	bears_anything(&dissector_tls, 443, TURNS(hello));
}

/* A self-signed certificate of 1024 bits that ended in 2014. */
static int make_certificate(uint8_t *out, size_t size)
{
	EVP_PKEY *key = EVP_RSA_gen(1024);
	X509 *cert = X509_new();
	X509_NAME *name = X509_get_subject_name(cert);
	uint8_t *der = NULL;
	int n;

	X509_set_version(cert, 2);
	ASN1_INTEGER_set(X509_get_serialNumber(cert), 7);
	ASN1_TIME_set_string(X509_getm_notBefore(cert), "20100101000000Z");
	ASN1_TIME_set_string(X509_getm_notAfter(cert), "20140101000000Z");
	X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
				   (const uint8_t *)"pumpgw.example", -1, -1,
				   0);
	/* Two octets a letter, as older authorities wrote. */
	X509_NAME_add_entry_by_NID(name, NID_organizationName,
				   V_ASN1_BMPSTRING,
				   (const uint8_t *)"\0I\0C\0U\0 \0M\0e\0d\0i"
						    "\0c\0a\0l",
				   22, -1, 0);
	X509_set_issuer_name(cert, name);
	X509_set_pubkey(cert, key);
	X509_sign(cert, key, EVP_sha1());
	n = i2d_X509(cert, &der);
	assert_true(n > 0 && (size_t)n <= size);
	memcpy(out, der, (size_t)n);
	OPENSSL_free(der);
	X509_free(cert);
	EVP_PKEY_free(key);
	return n;
}

static void put24(uint8_t *p, size_t n)
{
	p[0] = (uint8_t)(n >> 16);
	p[1] = (uint8_t)(n >> 8);
	p[2] = (uint8_t)n;
}

static void a_certificate_is_told_wherever_records_cut_it(void **state)
{
	uint8_t message[2048] = {11}, first[1100], second[2048];
	size_t n = (size_t)make_certificate(message + 10, 2000), head = 600;
	struct turn turns[4] = {hello[0]};
	struct turn done = SAYS(SERVER, "\x16\x03\x03\x00\x04\x0e\x00\x00\x00");
	struct turn asks = SAYS(SERVER, "\x16\x03\x03\x00\x06\x0d\x00\x00\x02\x01\x01");
	struct trial *t;

	(void)state;
	put24(message + 1, n + 6);
	put24(message + 4, n + 3);
	put24(message + 7, n);
	n += 10;
	if (head > n / 2)
		head = n / 2;
	memcpy(first, "\x16\x03\x03", 3);
	first[3] = (uint8_t)(head >> 8);
	first[4] = (uint8_t)head;
	memcpy(first + 5, message, head);
	memcpy(second, "\x16\x03\x03", 3);
	second[3] = (uint8_t)((n - head) >> 8);
	second[4] = (uint8_t)(n - head);
	memcpy(second + 5, message + head, n - head);
	turns[1] = (struct turn){SERVER, first, head + 5};
	turns[2] = (struct turn){SERVER, second, n - head + 5};
	turns[3] = asks;
	t = play(&dissector_tls, 8443, TURNS(turns), 0);
	assert_said(trial_text(t, SERVER, A_tls_client_auth), "asked");
	trial_close(t);
	turns[3] = done;
	t = play(&dissector_tls, 8443, TURNS(turns), 0);
	assert_said(trial_text(t, SERVER, A_cert_name), "pumpgw.example");
	assert_said(trial_text(t, SERVER, A_cert_organisation), "ICU Medical");
	assert_said(trial_text(t, SERVER, A_cert_validity), "expired");
	assert_said(trial_text(t, SERVER, A_cert_signature), "RSA-SHA1");
	assert_int_equal(trial_word(t, SERVER, A_cert_rsa_bits), 1024);
	assert_int_equal(trial_word(t, SERVER, A_cert_self_signed), 1);
	assert_int_equal(trial_word(t, SERVER, A_cert_not_after), 1388534400);
	assert_said(trial_text(t, SERVER, A_tls_client_auth), "none");
	/* Asked for by another name in the hello. */
	assert_int_equal(trial_word(t, SERVER, A_cert_mismatch), 1);
	trial_close(t);
	bears_anything(&dissector_tls, 8443, TURNS(turns));
}

static void a_broken_suite_is_told(void **state)
{
	static const struct {
		const char *suite, *fault;
	} rows[] = {
		{"\x00\x05", "rc4"},    {"\x00\x0a", "3des"},
		{"\xc0\x12", "3des"},   {"\x00\x34", "anon"},
		{"\x00\x02", "null"},   {"\x00\x62", "export"},
		{"\x13\x02", NULL},     {"\xc0\x2f", NULL},
	};
	char said[] = "\x16\x03\x03\x00\x2a\x02\x00\x00\x26\x03\x03" RANDOM
		      "\x00\xff\xff\x00";

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct turn turn = {SERVER, said, sizeof(said) - 1};
		const char *fault;
		struct trial *t;

		memcpy(said + sizeof(said) - 4, rows[i].suite, 2);
		t = play(&dissector_tls, 443, &turn, 1, 0);
		fault = trial_text(t, SERVER, A_tls_cipher_fault);
		assert_int_equal(fault == NULL, rows[i].fault == NULL);
		if (fault != NULL)
			assert_string_equal(fault, rows[i].fault);
		trial_close(t);
	}
}

static void what_stands_before_a_broken_record_is_read(void **state)
{
	static const struct turn turns[] = {
		SAYS(SERVER, "\x16\x03\x03\x00\x2a\x02\x00\x00\x26\x03\x01"
			     RANDOM "\x00\x00\x2f\x00"
			     "\x16\x03\x03\x95\x00\x04\x0e"),
	};
	struct trial *t = play(&dissector_tls, 443, TURNS(turns), 0);

	(void)state;
	assert_int_equal(trial_word(t, SERVER, A_tls_version), 0x0301);
	assert_true(t->malformed);
	trial_close(t);
	bears_anything(&dissector_tls, 443, TURNS(turns));
}

static void near_misses_stay_unknown(void **state)
{
	(void)state;
	assert_int_equal(trial_probe(&dissector_tls, CLIENT,
				     "\x16\x02\x01\x00\x10\x01", 6),
			 NO);
	assert_int_equal(trial_probe(&dissector_tls, CLIENT,
				     "\x17\x03\x03\x00\x10\x01", 6),
			 NO);
	assert_int_equal(trial_probe(&dissector_tls, SERVER,
				     "\x16\x03\x03\x00\x10\x01", 6),
			 NO);
}

static void a_warning_before_the_hello_is_passed(void **state)
{
	static const struct turn turns[] = {
		SAYS(SERVER, "\x15\x03\x01\x00\x02\x01\x70"
			     "\x16\x03\x03\x00\x2a\x02\x00\x00\x26\x03\x01"
			     RANDOM "\x00\x00\x2f\x00"),
	};
	static const struct turn fatal[] = {
		SAYS(SERVER, "\x15\x03\x01\x00\x02\x02\x28"
			     "\x16\x03\x03\x00\x2a\x02\x00\x00\x26\x03\x01"
			     RANDOM "\x00\x00\x2f\x00"),
	};
	struct trial *t = play(&dissector_tls, 443, TURNS(turns), 0);

	(void)state;
	assert_int_equal(trial_word(t, SERVER, A_tls_version), 0x0301);
	trial_close(t);
	bears_anything(&dissector_tls, 443, TURNS(turns));
	t = play(&dissector_tls, 443, TURNS(fatal), 0);
	assert_int_equal(trial_word(t, SERVER, A_tls_version), UINT64_MAX);
	trial_close(t);
}

static void ssl_2_is_told_of_the_side_that_speaks_it(void **state)
{
	static const struct turn turns[] = {
		SAYS(CLIENT, "\x80\x1c\x01\x00\x02\x00\x03\x00\x00\x00\x10"
			     "\x01\x00\x80" "0123456789abcdef"),
		SAYS(SERVER, "\x84\x0b\x04\x00\x01\x00\x02\x01\x00\x00\x03"
			     "\x00\x10"),
	};
	struct trial *t = play(&dissector_tls, 443, TURNS(turns), 0);

	(void)state;
	assert_int_equal(trial_word(t, CLIENT, A_tls_client_best), 2);
	assert_int_equal(trial_word(t, SERVER, A_tls_client_best), UINT64_MAX);
	assert_int_equal(trial_word(t, SERVER, A_tls_version), 2);
	trial_close(t);
	bears_anything(&dissector_tls, 443, TURNS(turns));
}

static void a_draft_of_version_1_3_is_that_version(void **state)
{
	/* Up to draft 21: neither session id nor compression. */
	static const struct turn turns[] = {
		SAYS(SERVER, "\x16\x03\x01\x00\x28\x02\x00\x00\x24\x7f\x12"
			     RANDOM "\x13\x01"),
	};
	struct trial *t = play(&dissector_tls, 443, TURNS(turns), 0);

	(void)state;
	assert_int_equal(trial_word(t, SERVER, A_tls_version), 0x0304);
	assert_int_equal(trial_word(t, SERVER, A_tls_cipher), 0x1301);
	trial_close(t);
}

/* The published example of JA4, its lists in another order. */
#define BROWSER \
	"\026\003\001\000\323\001\000\000\317\003\0030123456789abcdef" \
	"0123456789abcdef\000\000 \012\012\023\001\023\002\023\003" \
	"\300+\300/\300,\3000\314\251\314\250\300\023\300\024\000\234" \
	"\000\235\000/\0005\001\000\000\206\032\032\000\000\000\033" \
	"\000\000\000\000\000\021\000\017\000\000\014pump.example\000" \
	"3\000\000\000\020\000\016\000\014\002h2\010http/1.1Di\000" \
	"\000\000\027\000\000\000-\000\000\000\015\000\022\000\020" \
	"\004\003\010\004\004\001\005\003\010\005\005\001\010\006\006" \
	"\001\000\005\000\000\000#\000\000\000\022\000\000\000+\000" \
	"\007\006::\003\004\003\003\377\001\000\000\000\013\000\002" \
	"\001\000\000\012\000\004\000\002\000\035\000\025\000\000**" \
	"\000\000"
#define BARE \
	"\026\003\001\000-\001\000\000)\003\0010123456789abcdef012345" \
	"6789abcdef\000\000\002\000\005\001\000"
#define ODD \
	"\026\003\001\0008\001\000\0004\003\0010123456789abcdef012345" \
	"6789abcdef\000\000\002\000\005\001\000\000\011\000\020\000" \
	"\005\000\003\002\253\315"

static void a_client_has_a_fingerprint_whatever_its_order(void **state)
{
	static const struct turn browser[] = {SAYS(CLIENT, BROWSER)};
	static const struct turn bare[] = {SAYS(CLIENT, BARE)};
	static const struct turn odd[] = {SAYS(CLIENT, ODD)};
	struct trial *t = play(&dissector_tls, 443, TURNS(browser), 0);

	(void)state;
	assert_said(trial_text(t, CLIENT, A_tls_ja4),
		    "t13d1516h2_8daaf6152771_e5627efa2ab1");
	trial_close(t);
	bears_anything(&dissector_tls, 443, TURNS(browser));
	/* No extension at all; a protocol whose name is no text: ab, cd. */
	t = play(&dissector_tls, 443, TURNS(bare), 0);
	assert_said(trial_text(t, CLIENT, A_tls_ja4),
		    "t10i010000_1ed8eb363bcd_000000000000");
	trial_close(t);
	t = play(&dissector_tls, 443, TURNS(odd), 0);
	assert_said(trial_text(t, CLIENT, A_tls_ja4),
		    "t10i0101ad_1ed8eb363bcd_000000000000");
	trial_close(t);
}

/* RFC 7301; the registry names DICOM "dicom". */
static void the_name_of_dicom_is_told_and_of_nothing_else(void **state)
{
	static const struct {
		const char *name;
		uint64_t offered, chosen;
		bool other;  /* told by its name too                           */
	} rows[] = {{"dicom", 1, 2, true},
		    {"dicox", UINT64_MAX, UINT64_MAX, false},
		    {"sip/2", UINT64_MAX, UINT64_MAX, true},
		    {"ZZPAT", UINT64_MAX, UINT64_MAX, false}};
	char client[] = "\x16\x03\x01\x00\x3a\x01\x00\x00\x36\x03\x03" RANDOM
			"\x00\x00\x02\xc0\x2f\x01\x00\x00\x0c"
			"\x00\x10\x00\x08\x00\x06\x05.....";
	char server[] = "\x16\x03\x03\x00\x38\x02\x00\x00\x34\x03\x03" RANDOM
			"\x00\xc0\x2f\x00\x00\x0c"
			"\x00\x10\x00\x08\x00\x06\x05.....";
	struct turn turns[] = {{CLIENT, client, sizeof(client) - 1},
			       {SERVER, server, sizeof(server) - 1}};

	(void)state;
	client[4] = (char)(sizeof(client) - 1 - 5);
	client[8] = (char)(sizeof(client) - 1 - 9);
	server[4] = (char)(sizeof(server) - 1 - 5);
	server[8] = (char)(sizeof(server) - 1 - 9);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct trial *t;

		memcpy(client + sizeof(client) - 6, rows[i].name, 5);
		memcpy(server + sizeof(server) - 6, rows[i].name, 5);
		t = play(&dissector_tls, 2762, TURNS(turns), 0);
		assert_true(trial_word(t, CLIENT, A_dicom_tls) ==
			    rows[i].offered);
		assert_true(trial_word(t, SERVER, A_dicom_tls) ==
			    rows[i].chosen);
		assert_true((trial_text(t, CLIENT, A_tls_application_offered) !=
			     NULL) == rows[i].other);
		assert_true((trial_text(t, SERVER, A_tls_application) != NULL) ==
			    rows[i].other);
		trial_close(t);
		bears_anything(&dissector_tls, 2762, TURNS(turns));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_hellos_are_told),
		cmocka_unit_test(a_certificate_is_told_wherever_records_cut_it),
		cmocka_unit_test(a_broken_suite_is_told),
		cmocka_unit_test(what_stands_before_a_broken_record_is_read),
		cmocka_unit_test(near_misses_stay_unknown),
		cmocka_unit_test(a_warning_before_the_hello_is_passed),
		cmocka_unit_test(ssl_2_is_told_of_the_side_that_speaks_it),
		cmocka_unit_test(a_draft_of_version_1_3_is_that_version),
		cmocka_unit_test(a_client_has_a_fingerprint_whatever_its_order),
		cmocka_unit_test(the_name_of_dicom_is_told_and_of_nothing_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
