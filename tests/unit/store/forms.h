/* SPDX-License-Identifier: Apache-2.0 */
/* forms - a form of a maker, and what became of it. */
#ifndef WW_TEST_STORE_FORMS_H
#define WW_TEST_STORE_FORMS_H

#include "store/import.h"
#include "tests/unit/store/place.h"

/* Enough questions for a form. */
#define FILL                                                                   \
	"ALOF-1,q,Yes,\nALOF-2,q,Yes,\nDTBK-1,q,No,\nEMRG-1,q,No,\n"           \
	"MLDP-1,q,N/A,\nPLOK-1,q,Yes,\nSBOM-1,q,No,\n"
#define HEAD(model, date)                                                      \
	"Manufacturer Disclosure Statement,,,\nID,Question,,Notes\n"           \
	"DOC-1,Manufacturer,\"Acme, Inc.\",\nDOC-3,Model," model ",\n"         \
	"DOC-4,Document,F-1,\nDOC-7,Released," date ",\n"

static const char plain[] =
	HEAD("Pump 300", "2026-03-20") FILL "SAHD-9,Off?,Yes,see page 3\n"
					    "TXCF-2,Encrypted?,Yes,\n";

struct told {
	struct import_summary sum;
	char refused[600];
};

static inline void note_refused(void *ctx, const char *sentence)
{
	struct told *t = ctx;

	snprintf(t->refused, sizeof(t->refused), "%s", sentence);
}

static inline struct told import(const struct place *p, const char *text, size_t n,
			  const struct import_about *about)
{
	struct told t = {0};
	struct err e = {0};
	const char *path = path_of(p, "form.csv");

	write_file(path, text, n);
	if (!store_import(p->db, IMPORT_MDS2, path, about, false, note_refused,
			  &t, &t.sum, &e))
		fail_msg("%s", e.text);
	assert_int_equal(t.sum.refused, t.refused[0] != '\0');
	return t;
}

#define IMPORT(p, text) import(p, text, strlen(text), NULL)

static const char kept[] =
	"SELECT vendor || '|' || model || '|' || document || '|' || edition "
	"FROM mds2";
static const char sahd[] = "SELECT group_concat(answer || '|' || note) FROM "
			   "mds2_answer WHERE question = 'SAHD-9'";

#endif
