/* SPDX-License-Identifier: Apache-2.0 */
/* origin_test - who made the images that a node sends. */
#include "classify/inventory.h"
#include "tests/support/unit.h"

enum { MOST = 8 };

struct said {
	uint16_t attr;
	const char *text;
};

static int by_content(const void *a, const void *b)
{
	return fact_order(*(struct known_fact *const *)a,
			  *(struct known_fact *const *)b);
}

static enum origin origin_of(const struct said *said, unsigned n)
{
	struct known_fact *list[MOST];
	struct draft d = {.asset = {.fact = list, .facts = n}};
	struct pool pool = {0};
	enum origin origin;

	for (unsigned i = 0; i < n; i++) {
		list[i] = pool_take(&pool, sizeof(**list) + OBS_TEXT);
		list[i]->attr = said[i].attr;
		list[i]->length = (uint8_t)strlen(said[i].text);
		list[i]->worded = false;
		list[i]->id = i;
		snprintf(list[i]->text, OBS_TEXT, "%s", said[i].text);
		attr_set_add(&d.has, said[i].attr);
	}
	qsort((void *)list, n, sizeof(*list), by_content);
	origin = origin_judge(&d);
	pool_free(&pool);
	return origin;
}

#define ORIGIN_OF(...)                                                     \
	origin_of((struct said[]){__VA_ARGS__},                            \
		  sizeof((struct said[]){__VA_ARGS__}) / sizeof(struct said))

static void who_only_sends_may_have_made_it(void **state)
{
	(void)state;
	assert_int_equal(ORIGIN_OF({A_dicom_sent_modality, "CT"},
				   {A_dicom_role, "store-scu"},
				   {A_dicom_ae, "CT01AE"}),
			 ORIGIN_UNKNOWN);
	assert_int_equal(ORIGIN_OF({A_dicom_sent_modality, "CT"},
				   {A_dicom_many_kinds, ""}),
			 ORIGIN_DOUBTFUL);
}

static void who_asks_for_a_worklist_made_it(void **state)
{
	(void)state;
	assert_int_equal(ORIGIN_OF({A_dicom_sent_modality, "US"},
				   {A_dicom_role, "move-scu"},
				   {A_dicom_role, "worklist-scu"}),
			 ORIGIN_HERE);
}

/* The station in its images is seldom its title. */
static void who_reports_what_it_acquired_made_it(void **state)
{
	(void)state;
	assert_int_equal(ORIGIN_OF({A_dicom_modality, "CT"},
				   {A_dicom_role, "mpps-scu"},
				   {A_dicom_sent_model, "X"},
				   {A_dicom_role, "move-scp"}),
			 ORIGIN_HERE);
	assert_int_equal(ORIGIN_OF({A_dicom_modality, "CT"},
				   {A_dicom_station, "CT01"},
				   {A_dicom_sent_model, "X"}),
			 ORIGIN_ELSEWHERE);
	assert_int_equal(ORIGIN_OF({A_dicom_modality, "KO"},
				   {A_dicom_sent_model, "X"},
				   {A_dicom_role, "move-scp"}),
			 ORIGIN_ELSEWHERE);
}

static void who_keeps_or_fetches_images_did_not_make_them(void **state)
{
	static const char *const roles[] = {"store-scp", "find-scp", "move-scp",
					    "move-scu", "store-on-move-scu",
					    "find-scu"};
	static const char *const web[] = {"qido-client", "wado-client",
					  "qido-server", "wado-server",
					  "stow-server"};

	(void)state;
	for (unsigned i = 0; i < 6; i++)
		assert_int_equal(ORIGIN_OF({A_dicom_sent_model, "X"},
					   {A_dicom_role, roles[i]}),
				 ORIGIN_ELSEWHERE);
	for (unsigned i = 0; i < 5; i++)
		assert_int_equal(ORIGIN_OF({A_dicom_sent_model, "X"},
					   {A_dicomweb_role, "stow-client"},
					   {A_dicomweb_role, web[i]}),
				 ORIGIN_ELSEWHERE);
	assert_int_equal(ORIGIN_OF({A_dicom_many_kinds, ""},
				   {A_dicomweb_role, "stow-client"},
				   {A_dicomweb_role, "qido-client"},
				   {A_dicom_role, "worklist-scu"}),
			 ORIGIN_HERE);
	assert_int_equal(ORIGIN_OF({A_dicom_many_kinds, ""},
				   {A_dicomweb_role, "stow-client"}),
			 ORIGIN_DOUBTFUL);
	assert_int_equal(ORIGIN_OF({A_dicom_role, "worklist-scu"},
				   {A_dicom_role, "move-scp"}),
			 ORIGIN_ELSEWHERE);
	assert_int_equal(ORIGIN_OF({A_dicom_sent_model, "X"},
				   {A_dicom_ae, "MAINPACS"}),
			 ORIGIN_ELSEWHERE);
	assert_int_equal(ORIGIN_OF({A_dicom_sent_model, "X"},
				   {A_dicom_role, "worklist-scu"},
				   {A_dicom_ae, "CD_IMPORT"}),
			 ORIGIN_ELSEWHERE);
	assert_int_equal(ORIGIN_OF({A_dicom_sent_model, "X"},
				   {A_dicom_role, "worklist-scu"},
				   {A_dicom_ae, "MR_RESEARCH"}),
			 ORIGIN_HERE);
	assert_int_equal(ORIGIN_OF({A_dicom_sent_model, "X"},
				   {A_dicom_impl_version, "OSIRIX"}),
			 ORIGIN_ELSEWHERE);
	assert_int_equal(ORIGIN_OF({A_dicom_sent_model, "X"},
				   {A_dicomweb_file_version, "dcm4che-5.29.0"}),
			 ORIGIN_ELSEWHERE);
}

static void who_has_stored_what_it_was_sent_did_not_make_it(void **state)
{
	(void)state;
	assert_int_equal(ORIGIN_OF({A_dicom_sent_modality, "CT"},
				   {A_dicom_role, "commit-scu"}),
			 ORIGIN_HERE);
	assert_int_equal(ORIGIN_OF({A_dicom_sent_modality, "CT"},
				   {A_dicom_role, "commit-scu"},
				   {A_dicom_role, "store-scp"}),
			 ORIGIN_ELSEWHERE);
}

static void images_of_two_devices_are_of_neither(void **state)
{
	(void)state;
	assert_int_equal(ORIGIN_OF({A_dicom_sent_serial, "S1"},
				   {A_dicom_role, "worklist-scu"},
				   {A_dicom_sent_serial, "S2"}),
			 ORIGIN_ELSEWHERE);
	assert_int_equal(ORIGIN_OF({A_dicom_sent_model, "EPIQ 7G"},
				   {A_dicom_role, "worklist-scu"},
				   {A_dicom_model, "SOMATOM"}),
			 ORIGIN_ELSEWHERE);
}

static void images_of_unseen_associations_may_be_of_another_model(void **state)
{
	(void)state;
	assert_int_equal(ORIGIN_OF({A_dicom_sent_model, "X"},
				   {A_dicom_carried_model, "Y"},
				   {A_dicom_role, "worklist-scu"}),
			 ORIGIN_ELSEWHERE);
	assert_int_equal(ORIGIN_OF({A_dicom_sent_model, "X"},
				   {A_dicom_carried_model, "X"},
				   {A_dicom_role, "worklist-scu"}),
			 ORIGIN_HERE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_only_sends_may_have_made_it),
		cmocka_unit_test(who_asks_for_a_worklist_made_it),
		cmocka_unit_test(who_reports_what_it_acquired_made_it),
		cmocka_unit_test(who_keeps_or_fetches_images_did_not_make_them),
		cmocka_unit_test(who_has_stored_what_it_was_sent_did_not_make_it),
		cmocka_unit_test(images_of_two_devices_are_of_neither),
		cmocka_unit_test(
			images_of_unseen_associations_may_be_of_another_model),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
