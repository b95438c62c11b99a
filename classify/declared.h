/* SPDX-License-Identifier: Apache-2.0 */
/*
 * declared - what makers declare of their models in the MDS2, and how that
 * agrees with what is seen.
 *
 * What is seen is an observation: a site may have changed what was delivered.
 * What is not seen proves nothing, and never counts as agreement.
 */
#ifndef WW_DECLARED_H
#define WW_DECLARED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "classify/observation.h"

struct advisories;
struct knowledge;

/* What most wants a look last. To check: what was seen bears on the answer and
 * does not decide it. Unused: declared as possible, and the device is seen to
 * work without. */
enum agreement { NOT_OBSERVED, AGREES, TO_CHECK, UNUSED, CONTRADICTS,
		 AGREEMENTS };
/* "not observed" */
const char *agreement_name(enum agreement);

enum declared { DECLARED_NOTHING, DECLARED_YES, DECLARED_NO };

/* How well a model is meant by a document. Wider: the names differ, and one of
 * them says no more than the other. */
enum fit { FIT_NONE, FIT_WIDER, FIT_SAME, FITS };

/* One model's document. */
struct declaration {
	uint64_t id;
	const char *vendor, *model;
	uint8_t *answer;       /* enum declared, by the place of the question  */
};

/* What something seen shows about the answer to a question. */
enum shows { SHOWS_YES, SHOWS_NO, SHOWS_NOTHING };
struct question_sign {
	enum shows shows;
	const char *rule;      /* a finding of it shows so; or NULL            */
	enum attr attr;        /* else a fact that meets it                    */
};
/* The signs of the question at that place; false behind the last. */
bool knowledge_sign_at(const struct knowledge *, unsigned question,
		       unsigned place, struct question_sign *);
/* Whether a value of its attribute meets a sign that is no rule. */
bool knowledge_sign_meets(const struct knowledge *, unsigned question,
			  unsigned place, const char *text, uint64_t word);

struct declarations;

/* Owner: the caller closes; texts are copied, the knowledge is borrowed. */
struct declarations *declarations_open(const struct knowledge *);
void declarations_close(struct declarations *);
void declarations_add(struct declarations *, uint64_t id, const char *vendor,
		      const char *model);
/* Of the document added last; a question that the wire cannot answer is none. */
void declarations_answer(struct declarations *, const char *question,
			 const char *answer);
/* When all is added, and before anything is asked. The names of makers are
 * borrowed for as long. */
void declarations_seal(struct declarations *, const struct advisories *);
size_t declarations_count(const struct declarations *);
/* The document that means this model best, or NULL. */
const struct declaration *declarations_find(const struct declarations *,
					    const char *vendor,
					    const char *model, enum fit *);

#endif
