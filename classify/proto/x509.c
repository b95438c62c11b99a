/* SPDX-License-Identifier: Apache-2.0 */
/*
 * x509 - what a server's certificate says, read by OpenSSL.
 *
 * Reads    common name, organisation and unit of the subject, the issuer's
 *          organisation, validity, signature algorithm, key, and whether it
 *          may serve as an SDC device (IEEE 11073-20701 9.3, key purposes).
 *          Alternative names are compared with the one asked for, not kept.
 * Never    e-mail addresses.
 * Standard RFC 5280 4.1
 */
#include "classify/proto/x509.h"

#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/x509v3.h>
#include <time.h>

enum { CERTIFICATE_MAX = 16384, HOST_MAX = 255, TOR_MOST = 1024, MINUTE_S = 60 };

static bool tell_name(struct dissect *d, const X509_NAME *name, int nid,
		      enum attr attr)
{
	int at = X509_NAME_get_index_by_NID(name, nid, -1);
	unsigned char *text = NULL;
	int n;

	if (at < 0)
		return false;
	/* Older ones come in two octets a letter, or in Latin 1. */
	n = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(
					       X509_NAME_get_entry(name, at)));
	if (n > 0)
		obs_text(d, ABOUT_SPEAKER, attr, cur_of(text, (size_t)n));
	OPENSSL_free(text);
	return n > 0;
}

/* Packet time decides, to the minute, not the day on which it is read. Some
 * make a certificate when they are called: that is valid in its first minute. */
static void tell_validity(struct dissect *d, const X509 *cert)
{
	time_t now = (time_t)(d->time_us / 60000000 * 60);
	const ASN1_TIME *from = X509_get0_notBefore(cert);
	const ASN1_TIME *to = X509_get0_notAfter(cert);
	int after = ASN1_TIME_cmp_time_t(to, now);
	int before = ASN1_TIME_cmp_time_t(from, now + MINUTE_S);
	struct tm end = {0};

	if (after == -2 || before == -2)
		return; /* a date that OpenSSL cannot read */
	obs_term(d, ABOUT_SPEAKER, A_cert_validity,
		 after < 0    ? "expired"
		 : before > 0 ? "not-yet"
			      : "valid");
	if (ASN1_TIME_to_tm(to, &end) == 1 && end.tm_year >= 70)
		obs_word(d, ABOUT_SPEAKER, A_cert_not_after,
			 (uint64_t)timegm(&end));
}

static void tell_key(struct dissect *d, const X509 *cert)
{
	const X509_PUBKEY *spki = X509_get_X509_PUBKEY(cert);
	EVP_PKEY *key = X509_get0_pubkey(cert);
	uint8_t digest[EVP_MAX_MD_SIZE], *der = NULL;
	char text[32];
	struct pen pen = pen_on(text, sizeof(text));
	int n;

	if (key != NULL && EVP_PKEY_base_id(key) == EVP_PKEY_RSA)
		obs_word(d, ABOUT_SPEAKER, A_cert_rsa_bits,
			 (uint64_t)EVP_PKEY_bits(key));
	n = i2d_X509_PUBKEY(spki, &der);
	if (n <= 0)
		return;
	if (EVP_Digest(der, (size_t)n, digest, NULL, EVP_sha256(), NULL) == 1) {
		pen_hex(&pen, digest, 16);
		obs_text(d, ABOUT_SPEAKER, A_cert_hash, cur_of(text, pen.n));
	}
	OPENSSL_free(der);
}

/* Told by the certificate's owner to all, before anything is encrypted. */
static void tell_purpose(struct dissect *d, X509 *cert)
{
	EXTENDED_KEY_USAGE *uses =
		X509_get_ext_d2i(cert, NID_ext_key_usage, NULL, NULL);
	char oid[64];

	for (int i = 0; i < sk_ASN1_OBJECT_num(uses); i++) {
		OBJ_obj2txt(oid, sizeof(oid), sk_ASN1_OBJECT_value(uses, i), 1);
		if (strcmp(oid, "1.2.840.10004.20701.1.1") == 0)
			obs_term(d, ABOUT_SPEAKER, A_bedside_role, "device");
	}
	EXTENDED_KEY_USAGE_free(uses);
}

static void tell_all(struct dissect *d, X509 *cert)
{
	const X509_NAME *subject = X509_get_subject_name(cert);
	const X509_NAME *issuer = X509_get_issuer_name(cert);
	const char *signature =
		OBJ_nid2sn(X509_get_signature_nid(cert));

	tell_name(d, subject, NID_commonName, A_cert_name);
	tell_name(d, subject, NID_organizationName, A_cert_organisation);
	tell_name(d, subject, NID_organizationalUnitName, A_cert_unit);
	if (!tell_name(d, issuer, NID_organizationName, A_cert_issuer))
		tell_name(d, issuer, NID_commonName, A_cert_issuer);
	if (X509_NAME_cmp(subject, issuer) == 0)
		obs_word(d, ABOUT_SPEAKER, A_cert_self_signed, 1);
	if (signature != NULL)
		obs_term(d, ABOUT_SPEAKER, A_cert_signature, signature);
	tell_validity(d, cert);
	tell_key(d, cert);
	tell_purpose(d, cert);
}

/* RFC 9525 6: no name of the certificate covers it. */
static void tell_mismatch(struct dissect *d, X509 *cert, struct cur asked)
{
	bool letter = false;

	/* RFC 6066 3: an address is no name, though some ask so. */
	for (size_t i = 0; i < cur_left(&asked); i++)
		letter |= (cur_at(&asked, i) | 0x20) >= 'g' &&
			  (cur_at(&asked, i) | 0x20) <= 'z';
	if (letter && memchr(asked.p, 0, cur_left(&asked)) == NULL &&
	    X509_check_host(cert, (const char *)asked.p, cur_left(&asked), 0,
			    NULL) == 0)
		obs_word(d, ABOUT_SPEAKER, A_cert_mismatch, 1);
}

void x509_read(struct dissect *d, struct cur der, struct cur asked)
{
	uint8_t both[CERTIFICATE_MAX + HOST_MAX];
	const unsigned char *p = der.p;
	size_t n = cur_left(&der), more = cur_left(&asked);
	X509 *cert;

	if (n == 0 || n > CERTIFICATE_MAX || more > HOST_MAX)
		return;
	/* What is told depends on both. */
	memcpy(both, der.p, n);
	memcpy(both + n, asked.p, more);
	if (obs_recall(d, cur_of(both, n + more)))
		return;
	cert = d2i_X509(NULL, &p, (long)n);
	if (cert != NULL) {
		tell_all(d, cert);
		tell_mismatch(d, cert, asked);
	}
	obs_remembered(d);
	X509_free(cert);
}

/* ---- Tor ------------------------------------------------------------------------------ */

/* One name: "www.", 8 to 20 letters of base32, and this end; the letters. */
static bool is_made_up(const X509_NAME *name, const char *end, char letters[32])
{
	static const char base32[] = "abcdefghijklmnopqrstuvwxyz234567";
	int n = X509_NAME_get_text_by_NID(name, NID_commonName, letters, 32);
	size_t made;

	if (X509_NAME_entry_count(name) != 1 || n < 4 ||
	    strncmp(letters, "www.", 4) != 0)
		return false;
	made = strspn(letters + 4, base32);
	if (made < 8 || made > 20 || strcmp(letters + 4 + made, end) != 0)
		return false;
	letters[4 + made] = '\0';
	return true;
}

/* Tor's tortls: a subject under .net, an issuer under .com, each of chance. Most
 * certificates are longer, or lack the words. */
bool x509_of_tor(struct cur der)
{
	const unsigned char *p = der.p;
	size_t n = cur_left(&der);
	char subject[32], issuer[32];
	bool met;
	X509 *cert;

	if (n > TOR_MOST || memmem(p, n, "www.", 4) == NULL ||
	    memmem(p, n, ".net", 4) == NULL || memmem(p, n, ".com", 4) == NULL)
		return false;
	cert = d2i_X509(NULL, &p, (long)n);
	met = cert != NULL &&
	      is_made_up(X509_get_subject_name(cert), ".net", subject) &&
	      is_made_up(X509_get_issuer_name(cert), ".com", issuer) &&
	      strcmp(subject, issuer) != 0;
	X509_free(cert);
	return met;
}
