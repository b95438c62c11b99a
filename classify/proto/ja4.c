/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ja4 - a client's TLS stack by what it offers, whatever the order.
 *
 * Reads    versions, suites, extensions, signature algorithms of a ClientHello;
 *          of the protocol that it offers first, two letters.
 * Never    the name it asks for.
 * Standard JA4 (TLS client), technical details of October 2023
 */
#include "classify/proto/ja4.h"

#include <ctype.h>
#include <openssl/evp.h>
#include <stdlib.h>

enum {
	EXTENSION_NAME = 0,
	EXTENSION_PROTOCOLS = 16,
	LIST_TEXT = 5 * (JA4_SUITES + JA4_EXTENSIONS),
	HASH_DIGITS = 12,
	COUNT_MOST = 99,
};

static const char *version_name(uint16_t version)
{
	switch (version) {
	case 0x0304: return "13";
	case 0x0303: return "12";
	case 0x0302: return "11";
	case 0x0301: return "10";
	case 0x0300: return "s3";
	case 0x0002: return "s2";
	default: return "00";
	}
}

static void put_count(struct pen *pen, unsigned n)
{
	if (n > COUNT_MOST)
		n = COUNT_MOST;
	pen_char(pen, (char)('0' + n / 10));
	pen_char(pen, (char)('0' + n % 10));
}

/* First and last letter; of what is no letter, digits of its octets. */
static void put_ends(struct pen *pen, struct cur protocol)
{
	static const char digits[] = "0123456789abcdef";
	size_t n = cur_left(&protocol);
	uint8_t first, last;

	if (n == 0) {
		pen_write(pen, "00", 2);
		return;
	}
	first = cur_at(&protocol, 0);
	last = cur_at(&protocol, n - 1);
	if (isascii(first) && isalnum(first) && isascii(last) &&
	    isalnum(last)) {
		pen_char(pen, (char)first);
		pen_char(pen, (char)last);
		return;
	}
	pen_char(pen, digits[first >> 4]);
	pen_char(pen, digits[last & 15]);
}

static void put_code(struct pen *pen, uint16_t code)
{
	uint8_t octets[2] = {(uint8_t)(code >> 8), (uint8_t)code};

	pen_hex(pen, octets, 2);
}

static void put_codes(struct pen *pen, const uint16_t *code, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		if (i > 0)
			pen_char(pen, ',');
		put_code(pen, code[i]);
	}
}

static void put_hash(struct pen *pen, const struct pen *list)
{
	uint8_t digest[EVP_MAX_MD_SIZE];

	if (list->n == 0)
		pen_write(pen, "000000000000", HASH_DIGITS);
	else if (EVP_Digest(list->text, list->n, digest, NULL, EVP_sha256(),
			    NULL) == 1)
		pen_hex(pen, digest, HASH_DIGITS / 2);
	else
		pen->full = true;
}

static int by_code(const void *a, const void *b)
{
	return *(const uint16_t *)a - *(const uint16_t *)b;
}

/* Sorted extensions but for the name and the protocols; then, as they come,
 * the algorithms. */
static void put_extensions(struct pen *list, struct ja4 *j)
{
	unsigned kept = 0;

	if (j->extensions == 0)
		return;
	for (unsigned i = 0; i < j->extensions; i++)
		if (j->extension[i] != EXTENSION_NAME &&
		    j->extension[i] != EXTENSION_PROTOCOLS)
			j->extension[kept++] = j->extension[i];
	qsort(j->extension, kept, sizeof(*j->extension), by_code);
	put_codes(list, j->extension, kept);
	for (char sign = '_'; cur_left(&j->algorithms) >= 2;) {
		uint16_t code = cur_u16(&j->algorithms);

		if (is_grease(code))
			continue;
		pen_char(list, sign);
		put_code(list, code);
		sign = ',';
	}
}

void ja4_tell(struct dissect *d, struct ja4 *j)
{
	char text[40], list_text[LIST_TEXT];
	struct pen pen = pen_on(text, sizeof(text));
	struct pen list = pen_on(list_text, sizeof(list_text));

	pen_char(&pen, 't');
	pen_write(&pen, version_name(j->version), 2);
	pen_char(&pen, j->named ? 'd' : 'i');
	put_count(&pen, j->suites);
	put_count(&pen, j->extensions);
	put_ends(&pen, j->protocol);
	pen_char(&pen, '_');
	qsort(j->suite, j->suites, sizeof(*j->suite), by_code);
	put_codes(&list, j->suite, j->suites);
	put_hash(&pen, &list);
	pen_char(&pen, '_');
	list.n = 0;
	put_extensions(&list, j);
	put_hash(&pen, &list);
	/* A list that is longer than what is kept would give a wrong hash. */
	if (!pen.full && !list.full)
		obs_text(d, ABOUT_SPEAKER, A_tls_ja4, cur_of(text, pen.n));
}
