/* SPDX-License-Identifier: Apache-2.0 */
/* policy - policies out of a database: read, accepted, and written for people. */
#ifndef WW_STORE_POLICY_H
#define WW_STORE_POLICY_H

#include "classify/policy.h"
#include "store/store.h"

/* All conversations, judged for that wish. Owner: policy_free(). */
bool reader_policy(struct reader *, const struct policy_wish *,
		   struct policy *, struct err *);

/* The list of allowed flows that was accepted last; text NULL: none was. */
struct baseline_row {
	uint64_t at_us, seen_us;
	char author[64], reason[ROW_TEXT], name[ROW_TEXT];
	char *text;            /* Owner: the caller frees                      */
};
bool reader_baseline(struct reader *, struct baseline_row *, struct err *);
/* Keeps one, with who accepted it and why, also in the audit. name: of the file
 * that it was, or empty. Errors as store_act(). */
bool store_baseline(const char *db, const char *name, const char *text,
		    const char *reason, const char *author, struct err *);

/* Words about a conversation; names are clean already. */
enum { POLICY_TEXT = 320 };
/* "CT1 (imaging-ct)", the address where there is no name. */
void policy_who(const struct policy_flow *, enum policy_end,
		char out[POLICY_TEXT]);
/* "tcp 104 dicom" */
void policy_service(const struct policy_flow *, char out[POLICY_TEXT]);
/* "seen on 16 days, from .." */
void policy_evidence(const struct policy_flow *, char out[POLICY_TEXT]);
/* What speaks against it; false when nothing does. */
bool policy_caution(const struct policy_flow *, char out[POLICY_TEXT]);

/* What is written of a policy. */
enum policy_form { POLICY_LIST, POLICY_NFT, POLICY_CISCO, POLICY_CSV,
		   POLICY_FORMS };
/* "nft"; the list of allowed flows is "flows". */
const char *policy_form_name(enum policy_form);
/* Rules out of all conversations that speak for one, in their order, each with
 * its evidence; as text for people to read, never applied. */
bool policy_write(const struct policy *, enum policy_form, FILE *, struct err *);
/* One JSON object per line: conversations, with what the rules or a list make of
 * each; and one for all that hangs on a device. */
bool policy_json_flow(const struct policy_flow *, const char *kind, FILE *);
bool policy_json_unmet(const struct flow_rule *, FILE *);
bool policy_json_reach(const struct policy *, uint64_t asset, FILE *);

#endif
