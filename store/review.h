/* SPDX-License-Identifier: Apache-2.0 */
/*
 * review - the second half of store.h: what a review asks for. What could be seen
 * at all; what became of findings, and who decided so; complaints and reports;
 * two databases side by side; what people say of devices.
 */
#ifndef WW_REVIEW_H
#define WW_REVIEW_H

#include "store/store.h"

/* ---- coverage --------------------------------------------------------------- */

enum coverage_line {
#define COVERAGE(name, hole, sentence) COVERAGE_##name,
#include "store/coverage.def"
#undef COVERAGE
	COVERAGES
};

/* What was seen in one network, in conversations; whole: of TCP, beyond SYN. */
struct coverage_net {
	net_t number;
	char name[NET_TEXT];
	uint64_t assets, talks, whole, one_way;
};

/* What the sensor could see and what not: n of `of`, which is 0 where there is
 * no whole. */
struct coverage {
	uint64_t n[COVERAGES], of[COVERAGES];
	uint64_t first_us, last_us, seen_us, talks;
	struct coverage_net *net; /* by number                                 */
	size_t nets;
};

/* Owner: the caller frees, also after an error. */
bool reader_coverage(struct reader *, struct coverage *, struct err *);
/* For how long anybody listened. */
bool reader_seen_us(struct reader *, uint64_t *us, struct err *);
void coverage_free(struct coverage *);
const char *coverage_name(enum coverage_line);     /* stable               */
const char *coverage_sentence(enum coverage_line); /* for people           */
/* True if it is a hole in the picture that can be mended. */
bool coverage_is_hole(const struct coverage *, enum coverage_line);
/* "5.2 %", empty where there is no whole. */
enum { SHARE_TEXT = 16 };
void coverage_share(const struct coverage *, enum coverage_line,
		    char out[SHARE_TEXT]);

/* ---- the life of findings ------------------------------------------------- */

/* Octets of a reason, and of the name of who decides or says something. */
enum { REASON_MOST = 200, AUTHOR_MOST = 60 };

enum act { ACT_ACCEPT, ACT_MITIGATE, ACT_FIX, ACT_REOPEN, ACT_SUPPRESS,
	   ACT_LIFT, ACTS };
/* "accept" */
const char *act_name(enum act);

/* What somebody decides: about one finding, or about all of a rule. */
struct act_request {
	enum act act;
	const char *what;      /* a finding, or the rule                       */
	const char *asset, *class; /* whose findings of the rule; NULL: all    */
	const char *reason, *author;
	uint64_t until_us;     /* the first moment after it; 0: without end    */
};

/*
 * Writes it down, and into the audit. Nothing else changes until the database
 * is judged the next time: by store_rebuild(), or by the recorder that writes
 * it now.
 *
 * Errors  ERR_USAGE: nothing of that name, an end that has passed; else as
 *         recorder_open().
 */
bool store_act(const char *db, const struct act_request *, struct err *);

/* One act, the oldest first. */
struct act_row {
	char author[64], act[16], rule[LIFE_RULE], asset_text[ASSET_ID_TEXT],
		class_name[LIFE_CLASS], reason[ROW_TEXT];
	uint64_t at_us, asset, until_us;
	uint16_t port;
};
/* asset 0: of all. */
bool reader_acts(struct reader *, uint64_t asset,
		 bool (*each)(void *, const struct act_row *), void *,
		 struct err *);

/* A finding that is held no longer, or was not for a while. */
struct past_row {
	char id_text[ASSET_ID_TEXT], asset_text[ASSET_ID_TEXT];
	char rule[LIFE_RULE], title[128], state[16];
	enum severity severity;
	uint16_t port;
	uint64_t first_us, last_us, left_us, back_us; /* back_us 0: not again  */
};
bool reader_past(struct reader *, uint64_t asset,
		 bool (*each)(void *, const struct past_row *), void *,
		 struct err *);

/* A score that held from a day on, the latest first. */
struct score_day_row {
	uint64_t from_us;
	unsigned score;
	bool other_rules, other_data; /* than those of the row before it       */
};
bool reader_score_days(struct reader *, uint64_t asset,
		       bool (*each)(void *, const struct score_day_row *),
		       void *, struct err *);

/* The site on a day, the latest first: assets by band, findings open. */
struct site_day_row {
	uint64_t from_us;
	unsigned critical, high, medium, low, open;
	bool other_rules, other_data;
};
bool reader_site_days(struct reader *,
		      bool (*each)(void *, const struct site_day_row *), void *,
		      struct err *);

/* ---- complaints to makers -------------------------------------------------- */

enum complaint { COMPLAINT_SENT, COMPLAINT_ANSWERED, COMPLAINT_FIXED,
		 COMPLAINT_CLOSED, COMPLAINT_NOTE, COMPLAINT_ACTS };
/* "sent" */
const char *complaint_name(enum complaint);

/* What a complaint is about: texts as its devices show them. */
struct model {
	char vendor[ROW_TEXT], name[ROW_TEXT], version[ROW_TEXT];
};
/* "Draeger Evita V800 2.51" */
enum { MODEL_TEXT = 3 * ROW_TEXT };
void model_print(const struct model *, char out[MODEL_TEXT]);
/* The one model of that name, with vendor and version or without, or that of a
 * device. Errors: ERR_USAGE when there is none or more than one. */
bool complaint_find_model(struct reader *, const char *what, struct model *,
			  struct err *);

struct complaint_request {
	enum complaint act;
	const char *what;      /* a model                                      */
	const char *reason, *author;
	uint64_t on_us;        /* the day on which it happened                 */
	uint64_t until_us;     /* the first moment after the day it sets, or 0 */
};
/*
 * Writes it down. Errors as store_act(); ERR_USAGE also for what cannot be, as
 * an answer to what was never sent.
 */
bool store_complain(const char *db, const struct complaint_request *,
		    struct err *);

struct complaint_act_row {
	struct model model;
	char author[64], reason[ROW_TEXT];
	enum complaint act;
	uint64_t at_us, on_us, until_us;
};
/* The oldest first; model NULL: of all. */
bool reader_complaint_acts(struct reader *, const struct model *,
			   bool (*each)(void *,
					const struct complaint_act_row *),
			   void *, struct err *);

/* How far a complaint has come; times are days, 0 is none yet. */
struct complaint_clock {
	bool begun;
	enum complaint state;  /* the last act but notes                       */
	uint64_t sent_us, answer_due_us, answered_us, fix_due_us, ended_us;
};
void complaint_tick(struct complaint_clock *, const struct complaint_act_row *);
bool reader_complaint_clock(struct reader *, const struct model *,
			    struct complaint_clock *, struct err *);
/* "sent, no answer", "answered, not fixed" .. */
const char *complaint_state(const struct complaint_clock *);
/* By how many days what is awaited is late at that moment; 0: it is not. */
unsigned complaint_late(const struct complaint_clock *, uint64_t at_us);

/* ---- reports ----------------------------------------------------------------- */

/* From the cover on they are pages of a review pack, see folder.h. */
enum report { REPORT_REGISTER, REPORT_MATURITY, REPORT_COMPLAINT, REPORT_COVER,
	      REPORT_OBSERVED, REPORTS };
enum page_format { PAGE_TEXT, PAGE_MARKDOWN, PAGE_HTML, PAGE_CSV, PAGE_JSON,
		   PAGE_FORMATS };

struct report_request {
	enum report report;
	enum page_format format;
	const char *model;     /* of a complaint; NULL: the list of all        */
	const char *filter;    /* of the register                              */
	bool groups;           /* the register by rule and class               */
	bool serials;          /* a complaint names serial numbers             */
	uint64_t at_us;        /* the date of the report                       */
	unsigned width;        /* of tables as text; 0: never cut              */
};
/* The same database and date give the same octets. */
bool report_write(struct reader *, const struct report_request *, FILE *,
		  struct err *);

/* ---- two databases ----------------------------------------------------------- */

/* What a database could see at all. */
struct diff_extent {
	unsigned captures, broken, networks, assets, with_mac;
	uint64_t first_us, last_us;
	uint64_t heard_s;      /* covered by captures, what overlaps once      */
	uint64_t frames, octets, lost; /* lost: by kernel and interface        */
};

enum diff_kind { DIFF_LESS,    /* what the second could not see            */
		 DIFF_NEW, DIFF_GONE, DIFF_OTHER, DIFF_RAISED, DIFF_NOT_OPEN,
		 DIFF_KINDS };
/* "less", "new", "gone", "different", "raised", "not open" */
const char *diff_name(enum diff_kind);

/* One difference. An asset that is in both is told as the second has it. */
struct diff_row {
	enum diff_kind kind;
	uint64_t asset;        /* 0: of none                                   */
	const char *name, *class_name, *vendor, *model, *ip;
	const char *by;        /* how it was found again: "MAC", ..            */
	const char *field, *before, *after; /* of DIFF_OTHER and DIFF_LESS     */
	const char *rule, *title; /* of a finding                              */
	bool unseen;           /* gone, and nothing of its network was seen    */
	enum severity severity;
	uint16_t port;
};

struct diff_summary {
	struct diff_extent side[2];
	unsigned assets_same;  /* in both, and nothing differs                 */
	unsigned n[DIFF_KINDS];
	enum severity worst;   /* of the findings raised, if n[DIFF_RAISED]    */
};

struct diff;
/*
 * Compares two databases: the second is the later one. Assets are the same by
 * a MAC, else by maker and serial number, by the number of a device behind
 * another, by address or name where one of them has no MAC; what is not unique
 * in either finds nothing.
 *
 * Owner   the caller closes.
 * Errors  as reader_open().
 */
struct diff *diff_open(const char *before, const char *after, struct err *);
const struct diff_summary *diff_summary(const struct diff *);
/* In the order of kinds, each by name. */
void diff_each(const struct diff *,
	       bool (*each)(void *, const struct diff_row *), void *);
void diff_close(struct diff *);
/* One row, or the coverage of one side, as a line of JSON. */
bool export_diff_row(const struct diff_row *, FILE *);
bool export_diff_extent(const char *side, const struct diff_extent *, FILE *);

/* ---- what the doctor says --------------------------------------------------- */

/* One check of `wardwatch doctor`; fix: commands, a line each, or empty. */
struct check_row {
	const char *area, *subject, *name, *mark, *what, *figure, *advice, *fix;
};
/* As a line of JSON. */
bool export_check(const struct check_row *, FILE *);

/* ---- what people say about devices ---------------------------------------- */

/* What somebody says: a field of a device, that another one is the same, or
 * that a part of it is another; or takes back what was said. */
struct said_request {
	enum said_act act;
	const char *asset;     /* not for undo                                 */
	const char *other;     /* join: the other one; split: address or MAC   */
	enum claim_kind field; /* set                                          */
	const char *value;
	uint64_t undoes;       /* undo: the number of what was said            */
	const char *reason, *author;
};

/*
 * Writes all of them down, or none, under the numbers from the first to the
 * second. Nothing else changes until the database is
 * judged the next time.
 *
 * Errors  ERR_USAGE: no such device, no part of it, nothing that could be
 *         taken back; else as recorder_open().
 */
bool store_say(const char *db, const struct said_request *, size_t n,
	       uint64_t number[2], struct err *);

/* One act, the oldest first. */
struct said_row {
	uint64_t number, at_us, undoes, undone; /* undone: by that number      */
	char author[64], act[8], reason[ROW_TEXT], asset_text[ASSET_ID_TEXT],
		field[16], value[ROW_TEXT];
	char other[ADDR_TEXT]; /* the MAC, address or id of it                 */
};
/* asset 0: of all; else about it, or about what is a part of it now. */
bool reader_said(struct reader *, uint64_t asset,
		 bool (*each)(void *, const struct said_row *), void *,
		 struct err *);

#endif
