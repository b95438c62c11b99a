/* SPDX-License-Identifier: Apache-2.0 */
/*
 * default_login - is a login one that everybody can read up?
 *
 * Reads    user and password, to compare their digest with those of the list.
 * Never    tells, keeps or passes on any of the two; what held them is wiped.
 * Standard FIPS 180-4; RFC 7617 2
 */
#include "classify/proto/default_login.h"

#include <openssl/evp.h>

#include "classify/proto/base64.h"

enum { DIGEST = 32, USER_MAX = 64, WORD_MAX = 64, PAIR_MAX = 130 };

static const struct {
	bool community;
	uint8_t length;
	const char *digest;  /* hexadecimal                                    */
	const char *product;
} logins[] = {
#define LOGIN(length, digest, product, source) \
	{false, length, digest, "default of " product},
#define COMMUNITY(length, digest, product, source) \
	{true, length, digest, "default of " product},
#include "classify/proto/default_login.def"
#undef LOGIN
#undef COMMUNITY
};

enum { LOGINS = sizeof(logins) / sizeof(logins[0]) };

void login_user(struct login_user *u, struct cur name)
{
	size_t n = cur_left(&name);

	u->named = n <= USER_MAX &&
		   EVP_Digest(name.p, n, u->digest, NULL, EVP_sha256(),
			      NULL) == 1;
	u->length = u->named ? (uint8_t)n : 0;
}

/* Whether a digest is worth its time. */
static bool has_length(bool community, size_t n)
{
	for (size_t i = 0; i < LOGINS; i++)
		if (logins[i].community == community && logins[i].length == n)
			return true;
	return false;
}

static const char *find(const uint8_t digest[DIGEST])
{
	char hex[2 * DIGEST];
	struct pen pen = pen_on(hex, sizeof(hex));

	pen_hex(&pen, digest, DIGEST);
	for (size_t i = 0; i < LOGINS; i++)
		if (memcmp(logins[i].digest, hex, sizeof(hex)) == 0)
			return logins[i].product;
	return NULL;
}

/* Whatever it is that was named. */
static const char *compare(struct login_user *u, struct cur password)
{
	uint8_t both[DIGEST + WORD_MAX], digest[DIGEST];
	const char *product = NULL;
	size_t n = cur_left(&password);

	if (u->named && n <= WORD_MAX) {
		memcpy(both, u->digest, DIGEST);
		cur_copy(&password, both + DIGEST, n);
		if (EVP_Digest(both, DIGEST + n, digest, NULL, EVP_sha256(),
			       NULL) == 1)
			product = find(digest);
		explicit_bzero(both, sizeof(both));
		explicit_bzero(digest, sizeof(digest));
	}
	explicit_bzero(u, sizeof(*u));
	return product;
}

const char *login_default(struct login_user *u, struct cur password)
{
	if (has_length(false, u->length + cur_left(&password)))
		return compare(u, password);
	explicit_bzero(u, sizeof(*u));
	return NULL;
}

const char *login_default_basic(struct cur credentials)
{
	uint8_t pair[PAIR_MAX];
	size_t n = base64_read(credentials, pair, sizeof(pair));
	struct cur in = cur_of(pair, n), name;
	struct login_user user = {0};
	const char *product = NULL;

	if (n < sizeof(pair) && cur_find(&in, ':') >= 0 && has_length(false, n - 1)) {
		name = cur_until(&in, ':');
		login_user(&user, name);
		product = login_default(&user, in);
	}
	explicit_bzero(pair, sizeof(pair));
	return product;
}

const char *login_default_community(struct cur community)
{
	struct login_user nobody = {0};

	if (!has_length(true, cur_left(&community)))
		return NULL;
	login_user(&nobody, cur_of("", 0));
	return compare(&nobody, community);
}
