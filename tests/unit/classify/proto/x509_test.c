/* SPDX-License-Identifier: Apache-2.0 */
/* x509_test - key purposes that tell what a certificate's owner is. */
#include "tests/unit/classify/proto/hex.h"

#include <openssl/evp.h>
#include <openssl/x509v3.h>

#include "classify/proto/x509.h"

extern const struct dissector dissector_tls;

/* What a server says whose certificate has these extended key usages, and is
 * valid from then on. */
static struct trial *read_from(const char *usages, const char *asked,
			       const char *from)
{
	struct trial *t = trial_open(&dissector_tls, 6464);
	EVP_PKEY *key = EVP_EC_gen("P-256");
	X509 *cert = X509_new();
	X509_EXTENSION *usage =
		X509V3_EXT_conf_nid(NULL, NULL, NID_ext_key_usage, usages);
	uint8_t *der = NULL;
	int n;

	assert_non_null(usage);
	X509_set_version(cert, 2);
	ASN1_TIME_set_string(X509_getm_notBefore(cert), from);
	ASN1_TIME_set_string(X509_getm_notAfter(cert), "20400101000000Z");
	X509_add_ext(cert, usage, -1);
	X509_NAME_add_entry_by_txt(X509_get_subject_name(cert), "CN",
				   MBSTRING_ASC, (const uint8_t *)"pacs.hosp.example",
				   -1, -1, 0);
	X509_set_pubkey(cert, key);
	X509_sign(cert, key, EVP_sha256());
	n = i2d_X509(cert, &der);
	assert_true(n > 0);
	t->d.from = SERVER;
	x509_read(&t->d, cur_of(der, (size_t)n), cur_of(asked, strlen(asked)));
	OPENSSL_free(der);
	X509_EXTENSION_free(usage);
	X509_free(cert);
	EVP_PKEY_free(key);
	return t;
}

static struct trial *read_asked(const char *usages, const char *asked)
{
	return read_from(usages, asked, "20200101000000Z");
}

static struct trial *read_with(const char *usages)
{
	return read_asked(usages, "");
}

static uint64_t mismatch(const char *asked)
{
	struct trial *t = read_asked("serverAuth", asked);
	uint64_t word = trial_word(t, SERVER, A_cert_mismatch);

	trial_close(t);
	return word;
}

static void a_name_that_it_does_not_have_is_told(void **state)
{
	(void)state;
	assert_int_equal(mismatch("ris.hosp.example"), 1);
	assert_int_equal(mismatch("PACS.hosp.example"), UINT64_MAX);
	assert_int_equal(mismatch("10.0.0.2"), UINT64_MAX); /* no name */
	assert_int_equal(mismatch(""), UINT64_MAX);
}

static void the_purpose_of_an_sdc_provider_is_told(void **state)
{
	struct trial *t = read_with("serverAuth,1.2.840.10004.20701.1.1");

	(void)state;
	assert_string_equal(trial_text(t, SERVER, A_bedside_role), "device");
	assert_string_equal(trial_text(t, SERVER, A_cert_validity), "valid");
	trial_close(t);
}

static void other_purposes_are_not(void **state)
{
	static const char *const others[] = {
		"serverAuth,clientAuth", "1.2.840.10004.20701.1.2",
		"1.2.840.10004.20701.1.1.1", "1.2.840.10004.20701.1",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		struct trial *t = read_with(others[i]);

		assert_null(trial_text(t, SERVER, A_bedside_role));
		assert_non_null(trial_text(t, SERVER, A_cert_validity));
		trial_close(t);
	}
}

/* It is read at 10:15:00. */
static void a_certificate_made_at_that_moment_is_valid(void **state)
{
	static const struct {
		const char *from, *validity;
	} rows[] = {
		{"20260102101459Z", "valid"},
		{"20260102101500Z", "valid"},
		{"20260102101530Z", "valid"},
		{"20260102101601Z", "not-yet"},
		{"20270102101500Z", "not-yet"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct trial *t = read_from("serverAuth", "", rows[i].from);

		assert_string_equal(trial_text(t, SERVER, A_cert_validity),
				    rows[i].validity);
		trial_close(t);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_that_it_does_not_have_is_told),
		cmocka_unit_test(the_purpose_of_an_sdc_provider_is_told),
		cmocka_unit_test(other_purposes_are_not),
		cmocka_unit_test(a_certificate_made_at_that_moment_is_valid),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
