/* SPDX-License-Identifier: Apache-2.0 */
/* doctor_ask - what a check of the doctor says of facts that a test made up. */
#ifndef WW_TEST_DOCTOR_ASK_H
#define WW_TEST_DOCTOR_ASK_H

#include "tests/support/unit.h"
#include "tui/doctor.h"

static inline struct verdict ask(enum area area, const char *name,
			  const struct facts *facts)
{
	struct verdict v = {.mark = MARK_SILENT};
	const struct check *c;

	for (unsigned i = 0; (c = check_at(i)) != NULL; i++) {
		if (c->area != area || strcmp(c->name, name) != 0)
			continue;
		c->judge(facts, &v);
		return v;
	}
	fail_msg("there is no check %s", name);
	return v;
}

#endif
