/* SPDX-License-Identifier: Apache-2.0 */
/* registry - the tree's signatures with a few makers, whatever is installed. */
#ifndef WW_TEST_REGISTRY_H
#define WW_TEST_REGISTRY_H

#include <unistd.h>

#include "classify/judge.h"
#include "tests/support/unit.h"

/* Lines of the IEEE's file: MA-L,00066B,Sysmex Corporation,JP. */
static inline struct knowledge *knowledge_with_makers(const char *lines)
{
	char folder[] = "/tmp/registry.XXXXXX", file[64];
	struct knowledge_paths paths = {.signatures = "signatures",
					.oui_folder = folder};
	struct err e = {0};
	struct knowledge *k;
	FILE *f;

	assert_non_null(mkdtemp(folder));
	snprintf(file, sizeof(file), "%s/oui.csv", folder);
	f = fopen(file, "w");
	assert_non_null(f);
	assert_true(fprintf(f, "Registry,Assignment,Organization Name\n%s",
			    lines) > 0);
	assert_int_equal(fclose(f), 0);
	k = knowledge_open(&paths, &e);
	unlink(file);
	rmdir(folder);
	if (k == NULL)
		fail_msg("%s", e.text);
	return k;
}

#endif
