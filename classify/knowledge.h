/* SPDX-License-Identifier: Apache-2.0 */
/* knowledge - what signatures and rules look like once read; for this folder. */
#ifndef WW_KNOWLEDGE_H
#define WW_KNOWLEDGE_H

#include "capture/base/block.h"
#include "capture/base/must.h"
#include "classify/judge.h"
#include "classify/zones.h"

enum match_op { OP_IS, OP_LIKE, OP_UNDER, OP_IN, OP_LESS, OP_MORE };

/* One comparison of an attribute with a pattern. */
struct match {
	enum attr attr;
	enum match_op op;
	char *pattern;
	uint64_t low, high;    /* of a WORD                                    */
	uint8_t decibans;      /* of a signature                               */
	bool other;            /* of a rule: another way to meet the one before */
	char *where;           /* "imaging.sig:118"                            */
	unsigned line;
	const struct device *device; /* or NULL                                */
};

/* What a template caught: {version} and its kind. */
struct capture_text {
	enum claim_kind kind;
	char value[OBS_TEXT];
};

enum { CAPTURES = 4, FILES_MAX = 512 };

struct captured {
	struct capture_text text[CAPTURES];
	unsigned count;
};

/* An example or counter: a value that must, or must not, meet a match. */
struct sample {
	enum attr attr;
	char value[OBS_TEXT];
	uint64_t word;
	bool counter;
	bool gives;            /* an example also tells what is caught         */
	enum claim_kind kind;
	char caught[OBS_TEXT];
	unsigned line;
};

/* Whose words they are: a later layer may replace blocks of those before. */
enum layer { LAYER_SHIPPED, LAYER_SITE, LAYER_TRIED };

struct device {
	char *id, *class_name, *vendor, *model, *os, *software;
	char *where;
	enum layer layer;
	struct match *match;
	unsigned matches;
	struct sample *sample;
	unsigned samples;
	const struct blocks *file;
};

struct text_rule {
	struct rule rule;      /* what others see                              */
	struct match *when;
	unsigned whens;
	struct sample *sample;
	unsigned samples;
	uint8_t confidence;
	bool clinical_only;    /* or next to one that is                       */
	bool device_only;      /* itself clinical                              */
	bool by_code;          /* no when lines: finding_*.c raises it         */
	struct match *end;     /* what shows that it holds no longer           */
	unsigned ends;
	bool ends_by_other;    /* .. that the device says something else there */
	bool ends_by_refusal;  /* .. that who was served is refused            */
	const struct blocks *file;
};

/* A product that nobody mends any more: what tells it, and since when. */
struct lifetime {
	char *rule, *name;     /* EOL-007, "PHP 7.3 and before"                */
	struct match *match;
	unsigned matches;
	struct sample *sample;
	unsigned samples;
	char *below;           /* what {version} caught is older; or NULL      */
	int64_t ended_s;       /* of most editions, seconds since 1970         */
	int64_t last_s;        /* of the last edition; 0: the same             */
	char ended[11], last[11];
	const struct blocks *file;
	unsigned line;
};

struct sign {
	enum shows shows;
	char *rule;            /* a finding of it; or NULL                     */
	unsigned when;         /* else the comparison at this place            */
	unsigned line;
};

/* A question of the MDS2 that the wire can answer, see question.c. */
struct question {
	char *id, *asks, *source;
	char *blind;           /* why nothing looks for it; else NULL          */
	char *beside;          /* a question that looks the same; or NULL      */
	bool able;
	uint8_t confidence;    /* at most                                      */
	struct sign *sign;
	unsigned signs;
	struct match *when;
	unsigned whens;
	struct sample *sample;
	unsigned samples;
	const struct blocks *file;
	unsigned line;
};

/* Names of one maker. */
struct alias {
	char *name, *canonical;
	bool owned;            /* of a maker that was bought: shown as it is,
				* met by advisories of its owner              */
};

/* Who owns MAC blocks, as the registry spells it, and whose devices speak by them. */
struct registrant {
	char *name, *canonical;
};

/* What a finding bears on; the words are its file's. */
struct control {
	const char *rule;
	const char *text[CATALOGUES];
};

/* A service that no medical device should call, the domains that it goes by, and
 * the rule that says so. */
struct consumer {
	char *name, *kind, *rule;
	char **domain;
	unsigned domains;
};

struct oui;

enum { CLASS_PLACES = 512 }; /* half of them may be taken                     */

struct knowledge {
	struct blocks *file;
	unsigned files;
	struct device *device;
	unsigned devices;
	struct text_rule *rule;
	unsigned rules;
	struct device_class *class_row;
	unsigned classes;
	uint16_t class_index[CLASS_PLACES]; /* by name: 1 for the first row, 0
					       where nothing stands            */
	enum layer layer;      /* of the file that is being read               */
	struct lifetime *lifetime;
	unsigned lifetimes;
	struct alias *alias;
	unsigned aliases;
	struct registrant *registrant; /* by name, once all are read           */
	unsigned registrants;
	struct control *control;
	unsigned controls;
	struct consumer *consumer;
	unsigned consumers;
	struct question *question;
	unsigned questions;
	struct oui *oui;
	struct zones *zones;   /* NULL: the hospital named none                */
	/* Matches of all devices by attribute. */
	const struct match **by_attr[ATTRS];
	unsigned by_attr_count[ATTRS];
	char hash[65];
};

/* ---- match.c ------------------------------------------------------------------ */

/* Reads "ATTR op VALUE.." off a line; strength words follow in signatures. What
 * it holds is the caller's unless it fails; see matches_free(). */
bool match_read(struct match *, const char **rest, const struct blocks *,
		unsigned line, struct err *);
/* Whether a value meets it, and what the template caught. */
bool match_meets(const struct match *, const char *text, uint64_t word,
		 struct captured *);
void matches_free(struct match *, unsigned n);
/* Adds the line "example|counter ATTR VALUE [gives KIND VALUE]" to a list. */
bool sample_add(struct sample **, unsigned *n, const struct blocks *,
		const struct block_line *, struct err *);
/* "file.sig:12" */
char *where_text(const struct blocks *, unsigned line);

/* ---- sig.c, rule.c, class.c: take the blocks of one file ------------------------- */

bool device_read(struct knowledge *, const struct blocks *,
		 const struct block *, struct err *);
bool device_test(const struct knowledge *, const struct device *,
		 struct err *);
bool rule_read(struct knowledge *, const struct blocks *, const struct block *,
	       struct err *);
bool rule_test(const struct text_rule *, struct err *);
bool class_read(struct knowledge *, const struct blocks *,
		const struct block *, struct err *);
/* control.c */
bool control_read(struct knowledge *, const struct blocks *,
		  const struct block *, struct err *);
/* consumer.c */
bool consumer_read(struct knowledge *, const struct blocks *,
		   const struct block *, struct err *);
void consumer_free(struct consumer *);
/* Whether the rule of each is there, once all are read. */
bool consumers_test(const struct knowledge *, struct err *);
/* Whose a host is by its name, or NULL. */
const struct consumer *consumer_of(const struct knowledge *, const char *host);
void device_free(struct device *);
void class_free(struct device_class *);
/* class.c: of a text that nobody may change. */
void text_free(const char *);
/* Whether the class is a kind of the wide one. */
bool class_is_under(const struct knowledge *, const char *class,
		    const char *wide);
/* Whether a device of the class may do what those of the other do, too: a PET
 * scanner makes CT images. */
bool class_includes(const struct knowledge *, const char *class,
		    const char *other);
/* Whether all classes that others include are there, once all are read. */
bool classes_test(const struct knowledge *, struct err *);
void rule_free(struct text_rule *);
const struct text_rule *rule_find(const struct knowledge *, const char *id);
/* Whether examples meet one of the comparisons, counters none, and each has
 * both. */
struct proof {
	const struct blocks *file;
	const char *of;        /* the rule or question that they belong to     */
};
bool matches_test(const struct match *, unsigned n, const struct sample *,
		  unsigned samples, const struct proof *, struct err *);

/* ---- lifetime.c: end-of-life.txt ------------------------------------------------------ */

bool lifetime_read(struct knowledge *, const struct blocks *, const struct block *,
	       struct err *);
bool lifetime_test(const struct lifetime *, struct err *);
void lifetime_free(struct lifetime *);
/* Those of a list, which may be NULL. */
const struct lifetime *lifetimes_all(const struct lifetimes *, unsigned *n);
/* Whether that value is of this product, at whatever time. */
bool lifetime_meets(const struct lifetime *, enum attr, const char *text);

/* ---- question.c: mds2.txt --------------------------------------------------------- */

bool question_read(struct knowledge *, const struct blocks *,
		   const struct block *, struct err *);
bool question_test(const struct knowledge *, const struct question *,
		   struct err *);
void question_free(struct question *);

/* ---- maker.c: vendors.txt --------------------------------------------------------- */

bool maker_read(struct knowledge *, const struct blocks *, const struct block *,
		struct err *);
void makers_sort(struct knowledge *);
void makers_free(struct knowledge *);
/* The name that goes for all names of a maker; of other kinds the value. */
const char *canonical(const struct knowledge *, enum claim_kind,
		      const char *value);
/* Whose devices have MACs of this owner, NULL of owners that anybody buys from. */
const char *maker_of_block(const struct knowledge *, const char *owner);

/* likeness.c, choose.c: but for blanks and signs, and whether one only says more
 * than the other. */
bool same_value(const char *, const char *);
bool refines(const char *, const char *);

/* ---- oui.c ------------------------------------------------------------------------ */

/* NULL folder or no file in it: knows nobody. */
struct oui *oui_open(const char *folder);
void oui_close(struct oui *);
const char *oui_find(struct oui *, struct mac);

#endif
