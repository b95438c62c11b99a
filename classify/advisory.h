/* SPDX-License-Identifier: Apache-2.0 */
/*
 * advisory - which published advisories a device may be meant by.
 *
 * Four answers, never a plain yes: confirmed when the version that was seen is
 * one that the advisory means, likely when it means all versions, possible
 * when no version can be compared, not affected when it means others.
 */
#ifndef WW_ADVISORY_H
#define WW_ADVISORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum advisory_verdict { VERDICT_NOT_AFFECTED, VERDICT_POSSIBLE,
			VERDICT_LIKELY, VERDICT_CONFIRMED, VERDICTS };
const char *verdict_name(enum advisory_verdict);

/* A product as an advisory tells of it. */
struct advisory_product {
	const char *advisory, *product; /* the numbers of both                 */
	const char *vendor, *name;
	const char *models;    /* a JSON array, or empty                       */
	const char *versions;  /* the expression as published                  */
	const char *cve;       /* of the worst of its vulnerabilities          */
	bool affected;         /* by one of them at least                      */
	bool exploited;        /* one of them is known to be                   */
	uint8_t exploitation;  /* enum exploitation, at most of any of them    */
	uint8_t reach;         /* enum reach, of the worst of them             */
	bool no_fix;           /* its maker says that none will come           */
	unsigned score;        /* the worst of them, in tenths                 */
};

struct advisories;

/* Owner: the caller closes; texts are copied. */
struct advisories *advisories_open(void);
void advisories_close(struct advisories *);
/* Another name of a maker. */
void advisories_alias(struct advisories *, const char *name,
		      const char *canonical);
void advisories_add(struct advisories *, const struct advisory_product *);
/* To be called when all is added, and before anything is asked. */
void advisories_seal(struct advisories *);
size_t advisories_count(const struct advisories *);
/* The older of the days of the newest advisory and of the list of what is exploited,
 * of those that were told; 0: none was. */
void advisories_date(struct advisories *, uint64_t us);
uint64_t advisories_dated(const struct advisories *);

/* What is known of a device; empty texts are unknown. */
struct advisory_subject {
	const char *vendor, *model, *version;
	const char *const *software; /* "Orthanc 1.10.1", "OpenSSH_5.3"        */
	unsigned softwares;
};

struct advisory_match {
	const struct advisory_product *product; /* the one that decides        */
	enum advisory_verdict verdict;
	const char *version;   /* that was compared, or empty                  */
	bool letters;          /* compared by a maker's revision letters       */
};

/* The best match of each advisory, sorted by its number. */
void advisories_match(const struct advisories *,
		      const struct advisory_subject *,
		      void (*each)(void *, const struct advisory_match *),
		      void *ctx);

/* ---- keys ------------------------------------------------------------------------ */

enum { KEY_TEXT = 96 };
/* A maker's name without case, accents, punctuation, form of company. */
void vendor_key(const char *name, char out[KEY_TEXT]);
/* The same of the maker that goes for all its names, and owns it now. */
void advisories_maker(const struct advisories *, const char *name,
		      char out[KEY_TEXT]);

#endif
