/* SPDX-License-Identifier: Apache-2.0 */
/* ward - a hospital in memory, for tests of rules: who speaks how, with whom. */
#ifndef WW_TEST_WARD_H
#define WW_TEST_WARD_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "classify/judge.h"

struct ward {
	struct knowledge *knowledge;
	struct inventory *inventory;
	unsigned frames;
	uint64_t now_us;       /* of what is said next                         */
	uint16_t port;         /* and about which port                         */
	uint32_t count;        /* and how often                                */
};

struct ward ward_open(const char *zones);
void ward_close(struct ward *);
struct addr at(const char *);
void say(struct ward *, const char *ip, enum attr, const char *text,
	 uint64_t word);
/* A scanner: clinical, criticality C. */
void scanner(struct ward *, const char *ip);
void ward_bind(struct ward *, const char *ip, const char *mac);
struct record talk(struct ward *, const char *client, const char *server,
		   uint16_t port, const char *protocol);
void speak(struct ward *, const char *client, const char *server,
	   uint16_t port, const char *protocol);
/* The finding of that rule on the asset of that address, or NULL. */
const struct finding *found(struct ward *, const char *rule, const char *ip);

#define RAISED(w, rule, ip) assert_non_null(found(&(w), (rule), (ip)))
#define SILENT(w, rule, ip) assert_null(found(&(w), (rule), (ip)))

#endif
