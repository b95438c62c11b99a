/* SPDX-License-Identifier: Apache-2.0 */
/* merging - databases of a few hosts, and what is in the one they become. */
#ifndef WW_TEST_STORE_MERGING_H
#define WW_TEST_STORE_MERGING_H

#include "tests/unit/store/place.h"

enum { INPUTS_MAX = 4 };

static inline void run_sql(const char *db, const char *text)
{
	struct db d;
	struct err e = {0};

	assert_true(db_open(&d, db, DB_WRITE, &e));
	if (!db_run(&d, text, &e))
		fail_msg("%s", e.text);
	db_close(&d);
}

static inline struct recorder *begin(const char *db, const char *name, bool live)
{
	struct capture_info c = {.name = name, .live = live,
				 .size = live ? 0 : 1000};
	struct recorder_options o = {
		.path = db,
		.knowledge = tree_knowledge(),
		.limits = inventory_defaults(),
		.captures = &c,
		.capture_count = 1,
	};

	if (!live)
		snprintf(c.digest, sizeof(c.digest), "%s", name);
	return recorder_open(&o, NULL);
}

static inline void finish(struct recorder *r)
{
	struct record span = {.kind = RECORD_SPAN};
	struct err e = {0};

	span.as.span.first_us = 1700000000000000u;
	span.as.span.last_us = 1700000001000000u;
	span.as.span.frames = 10;
	recorder_take(r, &span, 1);
	recorder_end_capture(r, 0, NULL);
	if (!recorder_close(r, &e))
		fail_msg("%s", e.text);
}

/* A capture of its own name, with hosts from..to, each told twice. */
static inline void read_capture(const char *db, const char *name, unsigned from,
			 unsigned to)
{
	struct recorder *r = begin(db, name, false);

	assert_non_null(r);
	for (unsigned host = from; host <= to; host++) {
		for (int i = 0; i < 2; i++)
			tell(r, host, A_dicom_ae, "CT01", 0);
		tell(r, host, A_dicom_clear, "", 1);
		tell_talk(r, host, 200, 104, "dicom");
		tell_count(r, TALLY_packets, 5);
	}
	finish(r);
}

static inline bool merge_at(const char *out, const struct merge_input *in, unsigned n,
		     struct err *e)
{
	struct merge_summary sum;
	struct err none = {0};

	return store_merge(out, in, n, tree_knowledge(), NULL, &sum,
			   e != NULL ? e : &none);
}

/* Of names in the folder, up to NULL; the name of what comes out. */
static inline const char *merge(struct place *p, const char *out,
			 const char *const *names)
{
	struct merge_input in[INPUTS_MAX] = {{0}};
	struct err e = {0};
	unsigned n = 0;

	for (; names[n] != NULL; n++)
		in[n].path = path_of(p, names[n]);
	if (!merge_at(path_of(p, out), in, n, &e))
		fail_msg("%s", e.text);
	assert_true(checks_out(path_of(p, out), NULL));
	return path_of(p, out);
}

#define MERGE(p, out, ...) merge(p, out, (const char *const[]){__VA_ARGS__, NULL})

static inline void assert_same(const char *db, const char *other)
{
	char *one = dump_of(db), *two = dump_of(other);

	assert_string_equal(one, two);
	free(one);
	free(two);
}

static inline void listen(const char *db, unsigned host)
{
	struct recorder *r = begin(db, "eth1", true);

	assert_non_null(r);
	tell(r, host, A_dicom_ae, "CT01", 0);
	finish(r);
}

static inline void copy_file(const char *from, const char *to)
{
	if (fork() == 0) {
		execlp("cp", "cp", from, to, (char *)NULL);
		_exit(1);
	}
	wait(NULL);
	assert_int_equal(access(to, F_OK), 0);
}

#endif
