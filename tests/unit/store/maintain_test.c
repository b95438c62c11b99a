/* SPDX-License-Identifier: Apache-2.0 */
/* maintain_test - which files are databases of ours. */
#include "tests/unit/store/place.h"

#include <fcntl.h>

static bool looks_ours(const char *path)
{
	struct err e = {0};
	int fd = open(path, O_RDONLY);
	bool ours = store_is_ours(fd, path, &e);

	close(fd);
	assert_int_equal(e.kind, ours ? ERR_NONE : ERR_DATABASE);
	return ours;
}

static void a_database_is_known_by_its_head(void **state)
{
	struct place *p = *state;
	struct recorder *r = open_one(p->db, "a.pcap", "aa", false, NULL);
	const char *other = path_of(p, "words");
	FILE *f = fopen(other, "w");

	assert_false(looks_ours(p->db)); /* all of it is in the log as yet */
	assert_true(recorder_close(r, NULL));
	assert_true(looks_ours(p->db));
	fputs("SQLite format 3, and nothing more", f);
	fclose(f);
	assert_false(looks_ours(other));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(a_database_is_known_by_its_head),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
