/* SPDX-License-Identifier: Apache-2.0 */
/* doctor_base - what a database holds, and why it holds less than hoped. */
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "tui/doctor.h"

/* Where the disk ends, in MiB, and as 1 of so many. */
enum { DISK_LOOK_MIB = 200, DISK_BAD_MIB = 50, DISK_LOOK_SHARE = 20,
       QUIET_S = 60, FLOWS_LOOKED_AT = 1000 };

/* ---- gathering ------------------------------------------------------------------- */

static bool add_capture(void *ctx, const struct capture_row *c)
{
	struct base_facts *b = ctx;

	for (unsigned i = 0; i < TALLIES; i++)
		b->tally[i] += c->tally[i];
	b->unended += c->live && !c->complete;
	return true;
}

static bool add_flow(void *ctx, const struct flow_row *f)
{
	struct base_facts *b = ctx;

	b->answered += f->answered;
	b->encrypted += f->answered && f->encrypted;
	return true;
}

static bool read_flows(struct base_facts *b, struct reader *r, struct err *e)
{
	const struct query some = {.limit = FLOWS_LOOKED_AT};

	return b->site.clinical > 0 || reader_flows(r, &some, add_flow, b, e);
}

static bool read_all(struct base_facts *b, struct reader *r, struct err *e)
{
	b->damaged = reader_is_damaged(r);
	return reader_site(r, &b->site, e) &&
	       reader_coverage(r, &b->coverage, e) &&
	       reader_captures(r, add_capture, b, e) && read_flows(b, r, e) &&
	       reader_data_date(r, b->advisories, sizeof(b->advisories), e);
}

/* The disk of the file, or that on which it would be made. */
static void read_disk(struct base_facts *b)
{
	char folder[4096];
	struct statvfs disk;

	path_to_folder(b->path, folder, sizeof(folder));
	b->free_mib = b->disk_mib = UNLEARNT;
	if (statvfs(folder, &disk) != 0)
		return;
	b->free_mib = (int64_t)(disk.f_bavail * disk.f_frsize >> 20);
	b->disk_mib = (int64_t)(disk.f_blocks * disk.f_frsize >> 20);
}

void base_read(struct base_facts *b, const char *path, const struct config *c)
{
	struct reader *r;

	memset(b, 0, sizeof(*b));
	b->path = path;
	b->filter = c->filter;
	b->now_us = wall_us();
	read_disk(b);
	b->there = path_must_exist(path, NULL);
	if (!b->there)
		return;
	r = reader_open(path, &b->closed);
	if (r == NULL || read_all(b, r, &b->closed)) {
		reader_close(r);
		return;
	}
	b->damaged |= b->closed.kind == ERR_INTEGRITY;
	reader_close(r);
}

void base_free(struct base_facts *b)
{
	coverage_free(&b->coverage);
}

/* ---- judging ---------------------------------------------------------------------- */

const struct base_facts *base_of(const struct facts *s)
{
	const struct base_facts *b = s->base;

	return b->there && b->closed.kind == ERR_NONE ? b : NULL;
}

void judge_database_file(const struct facts *s, struct verdict *v)
{
	const struct base_facts *b = s->base;

	v->status = b->closed.kind;
	if (!b->there)
		verdict_set(v, MARK_UNKNOWN, "there is none yet; watch or scan "
			    "makes it");
	else if (b->closed.kind != ERR_NONE)
		verdict_set(v, MARK_BAD, "%.380s", b->closed.text);
	else
		verdict_set(v, MARK_OK, "can be read; %u capture%s",
			    b->site.captures, plural(b->site.captures));
}

void judge_database_writer(const struct facts *s, struct verdict *v)
{
	const struct base_facts *b = base_of(s);

	if (b == NULL)
		return;
	if (b->site.recording)
		verdict_set(v, MARK_OK, "it is being written now");
	else if (b->unended > 0)
		verdict_set(v, MARK_LOOK, "nobody writes it now, but it was not "
			    "told the end (%u interface%s)", b->unended,
			    plural(b->unended));
	else
		verdict_set(v, MARK_OK, "nobody writes it now");
}

void judge_database_latest(const struct facts *s, struct verdict *v)
{
	const struct base_facts *b = base_of(s);
	char when[TIME_TEXT], ago[SPAN_TEXT];
	uint64_t age_us;
	bool quiet;

	if (b == NULL)
		return;
	if (b->site.last_us == 0) {
		verdict_set(v, b->site.recording ? MARK_LOOK : MARK_OK,
			    "none yet");
		return;
	}
	age_us = b->now_us > b->site.last_us ? b->now_us - b->site.last_us : 0;
	time_print(b->site.last_us, when);
	span_print(age_us, ago);
	quiet = b->site.recording && age_us > QUIET_S * 1000000ull;
	verdict_set(v, quiet ? MARK_LOOK : MARK_OK, "%.19sZ, %s ago", when, ago);
}

void judge_database_disk(const struct facts *s, struct verdict *v)
{
	const struct base_facts *b = s->base;
	enum mark mark = MARK_OK;

	if (b->free_mib == UNLEARNT) {
		verdict_set(v, MARK_UNKNOWN, "its folder is not there, or closed");
		return;
	}
	if (b->free_mib < DISK_BAD_MIB)
		mark = MARK_BAD;
	else if (b->free_mib < DISK_LOOK_MIB ||
		 b->free_mib < b->disk_mib / DISK_LOOK_SHARE)
		mark = MARK_LOOK;
	verdict_set(v, mark, "%lld of %lld MiB", (long long)b->free_mib,
		    (long long)b->disk_mib);
}

void judge_database_damage(const struct facts *s, struct verdict *v)
{
	const struct base_facts *b = s->base;

	if (b->damaged)
		verdict_set(v, MARK_BAD, "rows do not fit their sums");
	else if (base_of(s) != NULL)
		verdict_set(v, MARK_OK, "none at a short look");
}
