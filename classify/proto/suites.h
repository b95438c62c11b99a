/* SPDX-License-Identifier: Apache-2.0 */
/*
 * suites - how the keys of a TLS cipher suite are agreed.
 *
 * Standard IANA, TLS Cipher Suites
 */
#ifndef WW_SUITES_H
#define WW_SUITES_H

#include <stddef.h>
#include <stdint.h>

/* Ranges of the registry by what protects the keys. */
static const struct {
	uint16_t first, last;
	const char *kind;
} exchanges[] = {
	{0x0001, 0x000a, "rsa"},   {0x0011, 0x0016, "dhe"},
	{0x002f, 0x002f, "rsa"},   {0x0032, 0x0033, "dhe"},
	{0x0035, 0x0035, "rsa"},   {0x0038, 0x0039, "dhe"},
	{0x003b, 0x003d, "rsa"},   {0x0040, 0x0040, "dhe"},
	{0x0041, 0x0041, "rsa"},   {0x0044, 0x0045, "dhe"},
	{0x0067, 0x0067, "dhe"},   {0x006a, 0x006b, "dhe"},
	{0x0084, 0x0084, "rsa"},   {0x0087, 0x0088, "dhe"},
	{0x0096, 0x0096, "rsa"},   {0x0099, 0x009a, "dhe"},
	{0x009c, 0x009d, "rsa"},   {0x009e, 0x009f, "dhe"},
	{0x00a2, 0x00a3, "dhe"},   {0x00ba, 0x00ba, "rsa"},
	{0x00c0, 0x00c0, "rsa"},   {0x1301, 0x1305, "tls13"},
	{0xc001, 0xc005, "ecdh"},  {0xc006, 0xc00a, "ecdhe"},
	{0xc00b, 0xc00f, "ecdh"},  {0xc010, 0xc014, "ecdhe"},
	{0xc023, 0xc024, "ecdhe"}, {0xc025, 0xc026, "ecdh"},
	{0xc027, 0xc028, "ecdhe"}, {0xc029, 0xc02a, "ecdh"},
	{0xc02b, 0xc02c, "ecdhe"}, {0xc02d, 0xc02e, "ecdh"},
	{0xc02f, 0xc030, "ecdhe"}, {0xc031, 0xc032, "ecdh"},
	{0xc072, 0xc073, "ecdhe"}, {0xc074, 0xc075, "ecdh"},
	{0xc076, 0xc077, "ecdhe"}, {0xc078, 0xc079, "ecdh"},
	{0xc09c, 0xc09d, "rsa"},   {0xc09e, 0xc09f, "dhe"},
	{0xc0a0, 0xc0a1, "rsa"},   {0xc0a2, 0xc0a3, "dhe"},
	{0xc0ac, 0xc0af, "ecdhe"}, {0xcca8, 0xcca9, "ecdhe"},
	{0xccaa, 0xccaa, "dhe"},
};

static inline const char *key_exchange(uint16_t suite)
{
	for (size_t i = 0; i < sizeof(exchanges) / sizeof(exchanges[0]); i++)
		if (suite >= exchanges[i].first && suite <= exchanges[i].last)
			return exchanges[i].kind;
	return "other";
}

#endif
