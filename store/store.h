/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store - one writer, many readers, files to hand over.
 *
 * The recorder is the only writer of a database; consoles and exports read
 * while it works. Assets, claims and findings are derived and can be rebuilt
 * from facts and conversations.
 */
#ifndef WW_STORE_H
#define WW_STORE_H

#include <stdio.h>

#include "capture/base/err.h"
#include "capture/base/tally.h"
#include "classify/human.h"
#include "classify/score.h"

/* The clock of the wall, in microseconds. */
uint64_t wall_us(void);

/* ---- writer ---------------------------------------------------------------- */

/* A capture file or an interface as it is known before reading. */
struct capture_info {
	const char *name;      /* file name without folders, or interface      */
	bool live;
	uint64_t size;         /* octets of the file, 0 if unknown             */
	char digest[65];       /* of its first MiB and size; empty when live   */
};

struct recorder;

struct recorder_options {
	const char *path;
	const struct knowledge *knowledge;
	struct inventory_limits limits;
	const struct capture_info *captures;
	unsigned capture_count;
	bool again;            /* read captures that the database knows        */
};

/*
 * Opens or makes the database, takes the writer's lock, restores what it
 * holds. Capture numbers in records are indexes into captures.
 *
 * Errors  NULL: not ours, newer, locked, read-only, no folder; one sentence
 *         that says what, where and what to do (ERR_DATABASE, ERR_PERMISSION).
 */
struct recorder *recorder_open(const struct recorder_options *, struct err *);
/* True if this capture (an index) is already in the database: do not read. */
bool recorder_knows(const struct recorder *, unsigned capture);
/* What stopped the earlier reading of a known capture; empty: nothing. */
const char *recorder_problem(const struct recorder *, unsigned capture);
/* Takes records from a sensor, which may lie: invalid ones are counted. */
void recorder_take(struct recorder *, const struct record *, size_t n);
/* Judges and commits if it is time (now_ms: any monotonic clock) or if forced.
 * Errors  false with a sentence (disk full); all is kept and tried again. Not so
 *         with ERR_LOSS: the file was taken away, and this recorder is over. */
bool recorder_commit(struct recorder *, uint64_t now_ms, bool force,
		     struct err *);
/* Marks a capture as read to its end, or broken with a sentence. */
void recorder_end_capture(struct recorder *, unsigned capture,
			  const char *problem);
/* Forces the last commit and closes, also after errors. */
bool recorder_close(struct recorder *, struct err *);

/* Whether somebody writes this database now, and so takes in what is decided. */
bool store_is_written(const char *path);
/* Whether an open file has the head of a database of ours; SQLite does not look
 * at it, so nothing beside it changes. Errors  ERR_DATABASE with a sentence. */
bool store_is_ours(int fd, const char *path, struct err *);
/* Recomputes all derived tables with this knowledge. Errors: ERR_INTEGRITY when
 * facts or conversations do not fit their sums, and nothing is written. */
bool store_rebuild(const char *path, const struct knowledge *, struct err *);
/* integrity_check, foreign_key_check, row checksums. Prints to out, unless it
 * is NULL. */
bool store_check(const char *path, FILE *out, struct err *);
/* The same before a rebuild, which would make rows that lie look whole. Of a
 * database that only a rebuild can read nothing is asked yet. */
bool store_may_rebuild(const char *path, struct err *);
/* Rows that do not fit their sums, and cannot be derived from others. */
struct store_loss {
	uint64_t facts, talks, places; /* rows; one holds many facts or talks  */
};
/* mend.c: drops these. Errors: ERR_INTEGRITY when that is not all. */
bool store_mend(const char *path, struct store_loss *, struct err *);
/* All content that must not depend on workers, pieces or time of reading, as
 * sorted text. For tests and `db dump`. */
bool store_dump(const char *path, FILE *out, struct err *);

/* ---- reader ---------------------------------------------------------------- */

struct reader;
/* Read-only, also while a recorder writes. Errors as recorder_open(). */
struct reader *reader_open(const char *path, struct err *);
void reader_close(struct reader *);
/* maintain.c: whether a short look finds rows that do not fit their sums; what
 * lies farther away only store_check() finds. */
bool reader_is_damaged(struct reader *);
/* Lends it the words for classes of devices; the database has only names. */
void reader_know(struct reader *, const struct knowledge *);
/* Rises when somebody committed. */
uint64_t reader_version(struct reader *);
/* Whether somebody writes the database now. */
bool reader_is_written(const struct reader *);

enum { ROW_TEXT = OBS_TEXT };

struct asset_row {
	uint64_t id;
	char id_text[ASSET_ID_TEXT];
	char name[ROW_TEXT], class_name[64], vendor[ROW_TEXT], model[ROW_TEXT],
		version[ROW_TEXT], serial[ROW_TEXT], os[ROW_TEXT],
		software[512]; /* joined by "; "                               */
	char mac[MAC_TEXT], mac_owner[ROW_TEXT], ip[ADDR_TEXT], net[NET_TEXT];
	char addresses[512];   /* all, joined by blanks                        */
	uint64_t behind;       /* the asset that passes on its data, or 0      */
	char behind_text[ASSET_ID_TEXT], behind_name[ROW_TEXT];
	/* What only people know. */
	char owner[ROW_TEXT], location[ROW_TEXT], department[ROW_TEXT],
		segment[ROW_TEXT], tag[ROW_TEXT];
	char criticality;      /* A..E, ? unknown class                        */
	bool clinical;
	enum grade grade;      /* of the class, else of vendor or model        */
	uint64_t first_us, last_us;
	unsigned facts, services, score; /* score: 0 to 100                    */
	unsigned findings[SEVERITIES];
	/* What the class is called, empty where the reader does not know. */
	char class_title[128], class_fda[16], class_umdns[16], class_gmdn[160];
};

struct claim_row {
	char kind[16], value[ROW_TEXT];
	enum grade grade;
	unsigned decibans;
	bool chosen, disputed;
	uint64_t said;         /* by a person, under this number; 0: by none   */
	uint64_t said_us;
	char author[64], reason[ROW_TEXT];
};

/* One fact and, when it supports a claim, why. */
struct evidence_row {
	uint64_t fact;
	char attr[32], sentence[96], value[ROW_TEXT], voice[12], source[24];
	char capture[128];
	uint64_t frame, first_us, last_us, count;
	uint16_t port;
	char claim[16], claim_value[ROW_TEXT], where[96]; /* empty: none       */
	unsigned decibans;
	bool counted;
};

/* An advisory that may mean an asset. */
struct advised_row {
	char advisory[ROW_TEXT], title[ROW_TEXT], verdict[16], version[64],
		means[256], product[ROW_TEXT], cve[32], url[256];
	char ssvc[8];          /* Act, Attend, Track*, Track, unknown          */
	unsigned score;        /* CVSS, in tenths                              */
	bool exploited, no_fix;
};

struct finding_row {
	uint64_t id, asset;
	char id_text[ASSET_ID_TEXT], asset_text[ASSET_ID_TEXT];
	char rule[16], title[128], because[512], advice[512], source[256];
	char asset_name[ROW_TEXT], asset_ip[ADDR_TEXT], detail[ROW_TEXT];
	enum severity severity;
	uint8_t confidence;
	uint16_t port;
	uint64_t first_us, last_us;
	unsigned evidences;
	bool clinical;         /* the asset is                                 */
	enum finding_state state;
	uint64_t since_us;     /* by the wall where people decided             */
	char decided_by[64], reason[ROW_TEXT]; /* empty: nobody                */
	uint64_t until_us;     /* the first moment after it; 0: without end    */
	uint64_t ended_us;     /* since when the wire shows the opposite; or 0 */
};

/* Hours of the week as "Mon-Fri 07-12,13-18; Sat 08-09"; the text has room for any
 * set of them: twelve ranges of each day. */
enum { HOURS_RANGE = 7, HOURS_TEXT = 7 * (8 + 12 * HOURS_RANGE) };
void hours_print(const struct hours *, char out[HOURS_TEXT]);

struct flow_row {
	uint64_t id;
	char client[ADDR_TEXT], server[ADDR_TEXT], net[NET_TEXT];
	char client_name[ROW_TEXT], server_name[ROW_TEXT];
	char client_id[ASSET_ID_TEXT], server_id[ASSET_ID_TEXT]; /* or empty   */
	char protocol[TALK_PROTOCOL], known_by[24];
	uint16_t port;
	char transport[8];
	bool answered, refused, encrypted;
	uint64_t flows, packets[2], octets[2], first_us, last_us;
	unsigned days;         /* on which it was seen, see classify/days.h    */
	char hours[HOURS_TEXT]; /* of the week, by UTC                         */
};

/* A DICOM application entity title in one network; lists joined by blanks. */
struct title_row {
	char title[ROW_TEXT], net[NET_TEXT];
	char used[512];        /* addresses that opened associations with it   */
	char answers[512];     /* address:port that accepted calls to it       */
	char called[512];      /* .. called by it, and not seen to answer      */
	char tried[512];       /* who asked with it, and was not seen accepted */
	char named[512];       /* who named it for a move or in a worklist     */
	unsigned devices;      /* that use it or answer to it                  */
	char remark[48];       /* what is wrong about it, or empty             */
};

struct capture_row {
	char name[128], problem[256];
	bool live, complete;
	uint64_t size, frames, first_us, last_us;
	uint64_t tally[TALLIES];
};

struct site_row {
	unsigned assets, clinical, unknown, captures;
	unsigned possibly;     /* of criticality A to C, by a class that is only
				* possible                                     */
	unsigned findings[SEVERITIES]; /* open ones                            */
	unsigned all_findings;
	uint64_t first_us, last_us;
	uint64_t facts, flows; /* see reader_amounts()                         */
	uint64_t refused, strange; /* strange: conversations of whoever may be
				      forged; the others are in refused        */
	struct forgotten forgotten;  /* by the days to keep                    */
	bool recording;        /* a recorder holds the database now            */
	uint64_t written_us;   /* wall clock of the last commit                */
};

/* All assets of one class; an empty name is unknown. */
struct class_row {
	char name[64];
	unsigned assets, clinical, findings[SEVERITIES];
	unsigned possibly;     /* of criticality A to C, if the class is only
				* possible                                     */
};

/* All findings of one rule. */
struct rule_row {
	uint64_t finding;      /* the one to show first                        */
	char name[16], title[128], because[512], advice[512];
	enum severity severity;
	unsigned findings, assets;
};

enum asset_order { BY_RISK, BY_NAME, BY_CLASS, BY_VENDOR, BY_ADDRESS, BY_SEEN,
		   ASSET_ORDERS };
const char *asset_order_name(enum asset_order);

/* What to list. Zero members do not restrict. Text is matched in any field,
 * case folded, words joined by and; "field:word" in one; "-" negates. */
struct query {
	const char *filter;
	enum asset_order order;
	bool reverse;
	uint64_t asset;        /* only of this asset                           */
	uint64_t since_us;     /* of changes: not before this                  */
	unsigned offset, limit; /* limit 0: all                                */
};

/* Each calls back per row until it answers false; rows are sorted, ties by
 * id. Errors: false with a sentence (also a bad filter, ERR_USAGE). */
/* All but how many facts and conversations are kept. */
bool reader_site(struct reader *, struct site_row *, struct err *);
/* These, which takes a look at every piece of the database. */
bool reader_amounts(struct reader *, struct site_row *, struct err *);
bool reader_assets(struct reader *, const struct query *,
		   bool (*each)(void *, const struct asset_row *), void *,
		   struct err *);
bool reader_claims(struct reader *, uint64_t asset,
		   bool (*each)(void *, const struct claim_row *), void *,
		   struct err *);
bool reader_evidence(struct reader *, uint64_t asset,
		     bool (*each)(void *, const struct evidence_row *), void *,
		     struct err *);
/* An address that DHCP gave to an asset, now or before; by first sight. */
struct lease_row {
	char ip[ADDR_TEXT], net[NET_TEXT];
	uint64_t first_us, last_us;
};
bool reader_leases(struct reader *, uint64_t asset,
		   bool (*each)(void *, const struct lease_row *), void *,
		   struct err *);
/* The surest first, then the worst. */
bool reader_advised(struct reader *, uint64_t asset,
		    bool (*each)(void *, const struct advised_row *), void *,
		    struct err *);
/* What the score of an asset is made of. */
bool reader_score(struct reader *, uint64_t asset, struct score *, struct err *);
/* The same as if nobody had decided anything about its findings. */
bool reader_score_undecided(struct reader *, uint64_t asset, struct score *,
			    struct err *);
/* Most assets first. */
bool reader_classes(struct reader *,
		    bool (*each)(void *, const struct class_row *), void *,
		    struct err *);
/* The worst first, then those of most assets. */
bool reader_rules(struct reader *, bool (*each)(void *, const struct rule_row *),
		  void *, struct err *);
bool reader_findings(struct reader *, const struct query *,
		     bool (*each)(void *, const struct finding_row *), void *,
		     struct err *);
/* The asset of a finding; 0 when there is none of this id. */
bool reader_finding_asset(struct reader *, uint64_t finding, uint64_t *asset,
			  struct err *);
bool reader_finding_evidence(struct reader *, uint64_t asset, uint64_t finding,
			     bool (*each)(void *, const struct evidence_row *),
			     void *, struct err *);
/* .. : what shows that it holds no longer. */
bool reader_finding_end(struct reader *, uint64_t asset, uint64_t finding,
			bool (*each)(void *, const struct evidence_row *),
			void *, struct err *);
bool reader_flows(struct reader *, const struct query *,
		  bool (*each)(void *, const struct flow_row *), void *,
		  struct err *);
bool reader_titles(struct reader *, const struct query *,
		   bool (*each)(void *, const struct title_row *), void *,
		   struct err *);
bool reader_captures(struct reader *,
		     bool (*each)(void *, const struct capture_row *), void *,
		     struct err *);
/* What became of assets, the latest first; see classify/journal.h. */
struct change_row {
	uint64_t asset, at_us;
	char asset_text[ASSET_ID_TEXT], name[ROW_TEXT], class_name[64],
		ip[ADDR_TEXT];
	char kind[16], field[32], before[ROW_TEXT], after[ROW_TEXT];
	char other_text[ASSET_ID_TEXT], other_name[ROW_TEXT]; /* a partner     */
	char what[2 * ROW_TEXT + 64]; /* field, before and after in words      */
};
bool reader_changes(struct reader *, const struct query *,
		    bool (*each)(void *, const struct change_row *), void *,
		    struct err *);
/* The moment that a day, or an age as 30m, 12h, 7d or 2w before the last moment
 * seen, means. Errors  ERR_USAGE. */
bool reader_since(struct reader *, const char *, uint64_t *us, struct err *);
/* An asset by id, address, MAC or name; a finding by id or RULE@asset. False
 * with ERR_USAGE when there is none or more than one (the sentence lists). */
bool reader_find_asset(struct reader *, const char *what, uint64_t *id,
		       struct err *);
bool reader_find_finding(struct reader *, const char *what, uint64_t *id,
			 struct err *);
/* All facts of the database, for `sig try`. */
bool reader_facts(struct reader *,
		  bool (*each)(void *, const struct fact *, uint64_t asset),
		  void *, struct err *);

/* ---- merge ------------------------------------------------------------------ */

/* A database, and the site that it is of: 0 as it says itself. */
struct merge_input {
	const char *path;
	unsigned site;
};

struct merge_summary {
	unsigned captures;     /* of all, each once                            */
	unsigned shared;       /* of these, known to several                   */
};

/*
 * One database out of several: all captures, each counted once, with all facts
 * and all that people decided, judged anew. The result does not depend on the
 * order of the inputs, nor on how often or in which steps they come together.
 * The inputs are not written to. stopped (or NULL) is asked now and then.
 *
 * Errors  out exists, an input that is damaged, newer, or shares some captures
 *         that it does not tell apart, or stopped: one sentence, and nothing is
 *         written.
 */
bool store_merge(const char *out, const struct merge_input *, unsigned n,
		 const struct knowledge *, bool (*stopped)(void),
		 struct merge_summary *, struct err *);

/* ---- import ----------------------------------------------------------------- */

enum import_kind { IMPORT_CSAF, IMPORT_KEV, IMPORT_SSVC, IMPORT_EOL,
		   IMPORT_MDS2, IMPORT_KINDS };
const char *import_kind_name(enum import_kind);

/* What came of an import. */
struct import_summary {
	unsigned files, refused; /* refused ones are told one by one           */
	unsigned known, older;   /* left: the same, or an older edition        */
	unsigned advisories, vulnerabilities, products, cves; /* of what is new */
	unsigned rows;           /* of the other kinds                         */
	unsigned odd;            /* words that the standard does not have      */
};

/* Whose model a form is about; NULL: as the form says. */
struct import_about {
	const char *vendor, *model;
};

/*
 * Reads published data into the database, all in one transaction, also beside
 * whoever writes it, who takes it in when it judges next: a file, or
 * all *.json of a folder; of forms all *.csv and *.xlsx. A broken file is refused by name and reason, and the
 * others are read. With dry nothing is kept.
 *
 * Errors  false with a sentence when nothing can be read or written at all.
 */
bool store_import(const char *db, enum import_kind, const char *path,
		  const struct import_about *, bool dry,
		  void (*refused)(void *, const char *sentence), void *ctx,
		  struct import_summary *, struct err *);
/* "advisory data to 2024-10-24, KEV 2025.08.25"; empty when none is loaded. */
bool reader_data_date(struct reader *, char *out, size_t size, struct err *);

/* ---- export ----------------------------------------------------------------- */

enum export_what { EXPORT_ASSETS, EXPORT_FINDINGS, EXPORT_FLOWS, EXPORT_AE,
		   EXPORT_CHANGES };
enum export_format { EXPORT_CSV, EXPORT_JSONL, EXPORT_TEXT };

/*
 * Writes a list. CSV by RFC 4180, cells that a spreadsheet would compute get
 * a leading apostrophe; JSON Lines with sorted keys and a schema name; text
 * as an aligned table for people, wide columns cut to width (0: never).
 */
bool export_write(struct reader *, enum export_what, enum export_format,
		  const struct query *, FILE *out, unsigned width,
		  struct err *);
/* The counters of each capture as the text and JSON of `show capture`. */
bool export_captures(struct reader *, enum export_format, FILE *out,
		     struct err *);
/* What could be seen, and what not: as it was read, or read for it. */
struct coverage;
bool export_covered(const struct coverage *, enum export_format, FILE *out,
		    struct err *);
bool export_coverage(struct reader *, enum export_format, FILE *out,
		     struct err *);
/* "15 clinical, 2 more possibly, 3 of unknown class", whatever the first are
 * called. */
enum { KINDS_TEXT = 96 };
void kinds_print(const struct site_row *, const char *clinical,
		 char out[KINDS_TEXT]);
/* RFC 3339 UTC with microseconds. */
enum { TIME_TEXT = 32 };
void time_print(uint64_t us, char out[TIME_TEXT]);
/* "40 s", "5 min", "26 h 5 min" */
enum { SPAN_TEXT = 32 };
void span_print(uint64_t us, char out[SPAN_TEXT]);
/* 2026-12-31 for the first moment after that day. */
enum { DAY_TEXT = 16 };
void day_print(uint64_t until_us, char out[DAY_TEXT]);
/* The other way round; false when it is no day of the calendar. */
bool day_parse(const char *, uint64_t *until_us);
/* Of the first moment of a day, or any other in it; 0 stays 0. */
uint64_t day_end(uint64_t day_us);

#include "store/review.h"

#endif
