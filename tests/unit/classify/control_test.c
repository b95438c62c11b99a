/* SPDX-License-Identifier: Apache-2.0 */
/* control - what a finding bears on: told for every rule, and mistakes named. */
#include <unistd.h>

#include "classify/judge.h"
#include "tests/support/unit.h"

static struct knowledge *know(const char *folder, struct err *e)
{
	return knowledge_open(&(struct knowledge_paths){.signatures = folder},
			      e);
}

static struct knowledge *with(const char *text, struct err *e)
{
	char path[] = "/tmp/ww_control_XXXXXX.txt";
	int fd = mkstemps(path, 4);
	struct knowledge *k;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
	k = knowledge_with(&(struct knowledge_paths){.signatures = "signatures"},
			   path, e);
	unlink(path);
	return k;
}

static void every_rule_bears_on_a_practice_an_outcome_and_a_safeguard(void **state)
{
	struct err e = {0};
	struct knowledge *k = know("signatures", &e);

	(void)state;
	if (k == NULL)
		fail_msg("%s", e.text);
	for (unsigned i = 0; i < knowledge_rules(k); i++) {
		const char *id = knowledge_rule_at(k, i)->id;

		for (int c = CATALOGUE_HICP; c <= CATALOGUE_HIPAA; c++)
			if (knowledge_control(k, id, c)[0] == '\0')
				fail_msg("%s bears on nothing of %d", id, c);
	}
	assert_string_equal(knowledge_control(k, "CLN-001", CATALOGUE_CSF),
			    "PR.DS-02 ID.AM-03");
	assert_string_equal(knowledge_control(k, "XXX-001", CATALOGUE_CSF), "");
	knowledge_close(k);
}

static void a_later_block_replaces_one(void **state)
{
	struct err e = {0};
	struct knowledge *k = with("control CLN-001\n  hicp 10\n", &e);

	(void)state;
	if (k == NULL)
		fail_msg("%s", e.text);
	assert_string_equal(knowledge_control(k, "CLN-001", CATALOGUE_HICP), "10");
	assert_string_equal(knowledge_control(k, "CLN-001", CATALOGUE_CSF), "");
	assert_string_not_equal(knowledge_control(k, "CLN-008", CATALOGUE_CSF),
				"");
	knowledge_close(k);
}

static void a_mistake_is_told_with_its_line(void **state)
{
	static const struct {
		const char *text, *sentence;
	} rows[] = {
		{"control\n", ":1: expected: control RULE"},
		{"control CLN-001 CLN-002\n", ":1: expected: control RULE"},
		{"control CLN-001\n  iso 1\n", ":2: a control has no \"iso\""},
		{"control CLN-001\n  hicp 4\n  hicp 9\n", ":3: hicp: once"},
		{"control CLN-001\n  hicp\n", ":2: hicp: once, with words"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct err e = {0};

		assert_null(with(rows[i].text, &e));
		if (strstr(e.text, rows[i].sentence) == NULL)
			fail_msg("\"%s\" lacks \"%s\"", e.text, rows[i].sentence);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_rule_bears_on_a_practice_an_outcome_and_a_safeguard),
		cmocka_unit_test(a_later_block_replaces_one),
		cmocka_unit_test(a_mistake_is_told_with_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
