/* SPDX-License-Identifier: Apache-2.0 */
/* view_words - numbers, times and grades as the few letters of a cell. */
#include "tui/view_words.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { SHORT_ID = 9 }; /* octets of an id that tell devices apart         */

struct unit {
	uint64_t size;
	const char *name;
};

struct word word_age(uint64_t us, uint64_t now_us)
{
	static const struct unit units[] = {
		{86400, "d"}, {3600, "h"}, {60, "m"}};
	uint64_t s = now_us > us ? (now_us - us) / 1000000 : 0;
	struct word w = {"now"};

	if (us == 0)
		snprintf(w.text, sizeof(w.text), "-");
	for (size_t i = 0; us > 0 && i < sizeof(units) / sizeof(units[0]); i++)
		if (s >= units[i].size) {
			snprintf(w.text, sizeof(w.text), "%llu %s",
				 (unsigned long long)(s / units[i].size),
				 units[i].name);
			break;
		}
	return w;
}

/* n in the largest of units of 1000 that leaves at most four digits. */
static struct word in_units(uint64_t n, const char *const names[5])
{
	struct word w;
	uint64_t size = 1;
	unsigned i = 0;

	while (i < 4 && n / size >= 10000) {
		size *= 1000;
		i++;
	}
	if (i > 0 && n / size < 10)
		snprintf(w.text, sizeof(w.text), "%llu.%llu%s",
			 (unsigned long long)(n / size),
			 (unsigned long long)(n % size / (size / 10)),
			 names[i]);
	else
		snprintf(w.text, sizeof(w.text), "%llu%s",
			 (unsigned long long)(n / size), names[i]);
	return w;
}

struct word word_count(uint64_t n)
{
	static const char *const names[5] = {"", "k", "M", "G", "T"};

	return in_units(n, names);
}

struct word word_octets(uint64_t n)
{
	static const char *const names[5] = {" B", " kB", " MB", " GB", " TB"};

	return in_units(n, names);
}

/* False for 0, and for dates beyond year 9999: a lie of the database. */
static bool time_of(uint64_t us, struct tm *tm)
{
	time_t s = (time_t)(us / 1000000);

	return us > 0 && us / 1000000 < 253402300800u &&
	       gmtime_r(&s, tm) != NULL;
}

struct word word_clock(uint64_t us)
{
	struct word w = {"-"};
	struct tm tm;

	if (time_of(us, &tm))
		strftime(w.text, sizeof(w.text), "%H:%M:%S", &tm);
	return w;
}

struct word word_date(uint64_t us)
{
	struct word w = {"-"};
	struct tm tm;

	if (time_of(us, &tm))
		strftime(w.text, sizeof(w.text), "%Y-%m-%d %H:%M", &tm);
	return w;
}

struct word word_share(uint64_t part, uint64_t whole)
{
	double share = whole > 0 ? 100.0 * (double)part / (double)whole : 0;
	struct word w;

	snprintf(w.text, sizeof(w.text), "%.2f%%", share > 100 ? 100 : share);
	return w;
}

static int worst_of(const unsigned findings[SEVERITIES])
{
	int s = SEVERITIES - 1;

	while (s >= 0 && findings[s] == 0)
		s--;
	return s;
}

struct word word_worst(const unsigned findings[SEVERITIES])
{
	int s = worst_of(findings);
	struct word w = {"-"};

	if (s >= 0)
		snprintf(w.text, sizeof(w.text), "%c %u",
			 severity_sign((enum severity)s), findings[s]);
	return w;
}

char severity_sign(enum severity s)
{
	return (unsigned)s < SEVERITIES ? "ILMHC"[s] : '?';
}

enum paint severity_paint(enum severity s)
{
	static const enum paint paints[SEVERITIES] = {
		[SEVERITY_INFO] = PAINT_PLAIN,
		[SEVERITY_LOW] = PAINT_PLAIN,
		[SEVERITY_MEDIUM] = PAINT_MEDIUM,
		[SEVERITY_HIGH] = PAINT_HIGH,
		[SEVERITY_CRITICAL] = PAINT_CRITICAL,
	};

	return (unsigned)s < SEVERITIES ? paints[s] : PAINT_PLAIN;
}

enum paint worst_paint(const unsigned findings[SEVERITIES])
{
	int s = worst_of(findings);

	return s >= 0 ? severity_paint((enum severity)s) : PAINT_PLAIN;
}

void list_findings(struct list *l, const char *what,
		   const unsigned findings[SEVERITIES])
{
	list_line(l, worst_paint(findings),
		  list_print(l, "%s: %u critical, %u high, %u medium, %u low",
			     what, findings[SEVERITY_CRITICAL],
			     findings[SEVERITY_HIGH], findings[SEVERITY_MEDIUM],
			     findings[SEVERITY_LOW]));
}

const char *list_secret(struct list *l, enum secret s, const char *text)
{
	return list_text(l, mask_text(l->mask, s, text));
}

const char *list_device(struct list *l, const char *name, const char *id)
{
	size_t n = strlen(id);

	if (name[0] == '\0')
		return list_text(l, text_or(id, ""));
	if (n == 0 || !mask_hides(l->mask, SECRET_NAME))
		return list_secret(l, SECRET_NAME, name);
	/* As much of it as a column of names has room for. */
	return list_print(l, MASKED_TEXT " %s", n > SHORT_ID ? id + n - SHORT_ID
							     : id);
}

const char *list_detail(struct list *l, const char *detail)
{
	char text[ROW_TEXT];

	mask_detail(l->mask, detail, text, sizeof(text));
	return list_text(l, text);
}

/* What a change is about: the value of an attribute, an address, a partner; or
 * none of them. */
static enum secret secret_of_change(const struct change_row *c)
{
	static const char *const plain[] = {"appeared", "service", "silent",
					    "back", "more"};

	for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
		if (strcmp(c->kind, plain[i]) == 0)
			return SECRET_NONE;
	return secret_of_attr(c->field);
}

const char *list_change(struct list *l, const struct change_row *c)
{
	bool partner = c->other_text[0] != '\0';

	if (!mask_hides(l->mask, secret_of_change(c)))
		return list_text(l, c->what);
	return list_print(l, "%s %s%s" MASKED_TEXT, c->field,
			  partner ? c->other_text : "", partner ? " " : "");
}

const char *text_or(const char *first, const char *second)
{
	return first[0] != '\0' ? first : second[0] != '\0' ? second : "-";
}

struct remedy {
	enum tally tally;
	const char *advice;
};

static const struct remedy remedies[] = {
	{TALLY_kernel_drop, "raise buffer_mib or workers, or filter"},
	{TALLY_interface_drop, "a faster interface, or a mirror of less"},
	{TALLY_absent_s, "see what removes the interface, and when"},
	{TALLY_pipe_drop, "a faster disk for the database"},
	{TALLY_worker_lost, "see the messages of watch for the conversation"},
	{TALLY_flow_evicted, "raise flows in the configuration"},
	{TALLY_talk_refused, "raise talks and feeds in the configuration"},
	{TALLY_talk_evicted, "raise talks in the configuration"},
	{TALLY_ndpi_refused, "raise ndpi_flows in the configuration"},
	{TALLY_recent_evicted, "raise recent in the configuration"},
	{TALLY_window_full, "raise windows in the configuration"},
	{TALLY_truncated_file, "copy the capture file again"},
	{TALLY_skipped_octets, "copy the capture file again"},
	{TALLY_cut, "capture whole frames: raise snap_length"},
	{TALLY_gap, "the mirror loses frames: look at its load"},
};

const char *tally_remedy(enum tally t)
{
	for (size_t i = 0; i < sizeof(remedies) / sizeof(remedies[0]); i++)
		if (remedies[i].tally == t)
			return remedies[i].advice;
	return NULL;
}
