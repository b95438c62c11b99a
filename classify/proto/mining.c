/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mining - Stratum: who gets work from a pool that mines a currency.
 *
 * Reads    that the first line is a question of Stratum, in JSON.
 * Never    accounts, passwords, work, results.
 * Standard Stratum as Slush wrote it (mining.subscribe, mining.authorize), its
 *          kin of Ethereum (eth_submitLogin) and Monero (login)
 */
#include "classify/dissector.h"

static bool has(struct cur line, const char *word)
{
	return memmem(line.p, cur_left(&line), word, strlen(word)) != NULL;
}

/* Others call a method "login" too, but not with a name, a password and the
 * program beside it. */
static bool is_question(struct cur line)
{
	static const char *const methods[] = {
		"\"mining.subscribe\"", "\"mining.authorize\"",
		"\"mining.configure\"", "\"eth_submitLogin\"",
	};

	if (!has(line, "\"method\""))
		return false;
	for (size_t i = 0; i < sizeof(methods) / sizeof(methods[0]); i++)
		if (has(line, methods[i]))
			return true;
	return has(line, "\"method\":\"login\"") && has(line, "\"login\":\"") &&
	       has(line, "\"pass\":") && has(line, "\"agent\":");
}

static enum guess mining_probe(struct cur first, enum side from)
{
	ptrdiff_t end = cur_find(&first, '\n');

	if (from != CLIENT || cur_at(&first, 0) != '{')
		return NO;
	if (end < 0 && cur_left(&first) < PROBE_MAX)
		return MORE;
	if (end >= 0)
		first = cur_take(&first, (size_t)end);
	return is_question(first) ? YES : NO;
}

static struct verdict mining_parse(struct dissect *d)
{
	if (d->from == CLIENT)
		obs_protocol(d, "mining", false);
	return done();
}

const struct dissector dissector_mining = {
	.name = "mining",
	.title = "Stratum, mining of currencies",
	.carrier = ON_TCP,
	.probe = mining_probe,
	.parse = mining_parse,
};
