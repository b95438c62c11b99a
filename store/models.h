/* SPDX-License-Identifier: Apache-2.0 */
/* models - what a database knows of models: declared by makers, and seen. */
#ifndef WW_MODELS_H
#define WW_MODELS_H

#include "store/store.h"

/* ---- what makers declare ------------------------------------------------------ */

/* A document (MDS2) about a model. */
struct mds2_row {
	uint64_t id;
	char vendor[ROW_TEXT], model[ROW_TEXT], document[ROW_TEXT],
		edition[64], file[ROW_TEXT], digest[65];
	unsigned answers;      /* all of the form                              */
	unsigned devices;      /* that it means                                */
	unsigned against;      /* of these, contradicting it                   */
	unsigned questions;    /* that one of them contradicts                 */
};
/* document 0: all, by maker and model. */
bool reader_mds2(struct reader *, uint64_t document,
		 bool (*each)(void *, const struct mds2_row *), void *,
		 struct err *);

/* A question that the wire can answer, and what a document says to it. */
struct mds2_answer_row {
	char question[16], answer[ROW_TEXT], note[512];
	bool in_form;
	const char *asks;      /* in our words                                 */
	const char *blind;     /* why nothing looks for it, or NULL            */
};
/* In the order of the form; none where nobody lent the reader knowledge. */
bool reader_mds2_answers(struct reader *, uint64_t document,
			 bool (*each)(void *, const struct mds2_answer_row *),
			 void *, struct err *);

/* What was seen of a device that bears on a question. */
struct mds2_seen_row {
	char question[16], rule[16], seen[ROW_TEXT];
	enum agreement agreement; /* of the question, with all that was seen   */
	bool decides;          /* this is what makes it so                     */
	uint16_t port;
	uint64_t asset;
	char asset_text[ASSET_ID_TEXT], asset_name[ROW_TEXT],
		asset_ip[ADDR_TEXT], version[ROW_TEXT];
	struct evidence_row evidence;
};
/* Of one document or 0, of one asset or 0; those by conversations last. */
bool reader_mds2_seen(struct reader *, uint64_t document, uint64_t asset,
		      bool (*each)(void *, const struct mds2_seen_row *),
		      void *, struct err *);
/* The document that means an asset; 0: none. */
bool reader_mds2_of(struct reader *, uint64_t asset, uint64_t *document,
		    struct err *);
/* The document that somebody means by its model; or by a device, which *asset
 * is then, else 0. Errors as reader_find_asset(). */
bool reader_find_mds2(struct reader *, const char *what, uint64_t *document,
		      uint64_t *asset, struct err *);

/* ---- all devices of a model --------------------------------------------------- */

struct model_row {
	char vendor[ROW_TEXT], model[ROW_TEXT], class_name[64];
	unsigned devices, versions, findings[SEVERITIES]; /* open ones         */
	unsigned declared;     /* devices that an MDS2 means                   */
	uint64_t mds2;         /* one of these documents, or 0                 */
	uint64_t first_us, last_us;
};
struct model_version_row {
	char version[ROW_TEXT]; /* empty: of those that did not tell           */
	unsigned devices, findings[SEVERITIES];
	uint64_t first_us, last_us;
};
struct model_service_row {
	char vendor[ROW_TEXT], model[ROW_TEXT]; /* of reader_services() alone  */
	char transport[8], protocol[TALK_PROTOCOL], known_by[64];
	uint16_t port;
	unsigned devices;
	bool offered;          /* else the devices ask others for it           */
	bool encrypted, clear; /* both: now so, now so                         */
};
struct model_rule_row {
	char rule[16], title[128];
	enum severity severity;
	unsigned devices, versions;
};
/* model "": all. */
bool reader_models(struct reader *, const char *vendor, const char *model,
		   bool (*each)(void *, const struct model_row *), void *,
		   struct err *);
bool reader_model_versions(struct reader *, const char *vendor,
			   const char *model,
			   bool (*each)(void *, const struct model_version_row *),
			   void *, struct err *);
/* Those offered first, of most devices first. */
bool reader_model_services(struct reader *, const char *vendor,
			   const char *model,
			   bool (*each)(void *, const struct model_service_row *),
			   void *, struct err *);
/* Of all models; a service that is known in several ways is so many rows. */
bool reader_services(struct reader *,
		     bool (*each)(void *, const struct model_service_row *),
		     void *, struct err *);
bool reader_model_rules(struct reader *, const char *vendor, const char *model,
			bool (*each)(void *, const struct model_rule_row *),
			void *, struct err *);
/* The model that somebody means. Errors as reader_find_asset(). */
bool reader_find_model(struct reader *, const char *what,
		       char vendor[ROW_TEXT], char model[ROW_TEXT],
		       struct err *);

/* ---- files ----------------------------------------------------------------- */

/* As JSON Lines: documents, or the questions of one; models, or one of them. */
bool export_mds2(struct reader *, uint64_t document, uint64_t asset, FILE *,
		 struct err *);
/* An answer that was seen of a model. */
struct observed {
	char vendor[ROW_TEXT], model[ROW_TEXT], versions[512];
	char question[16], asks[ROW_TEXT], observed[24], seen[512],
		remark[ROW_TEXT];
	char declared[ROW_TEXT], agreement[16], document[ROW_TEXT],
		edition[64], known[80];
	unsigned yes, no, devices; /* devices that show it, of all             */
	uint64_t first_us, last_us; /* behind the days                         */
};
/* Each question of each model, or of one. */
bool reader_observed(struct reader *, const char *vendor, const char *model,
		     bool (*each)(void *, const struct observed *), void *,
		     struct err *);
/* As CSV or JSON Lines: of each model, or of one, what was seen to bear on each
 * question. Nothing in it tells where a device stands or what it is called. */
bool export_observed(struct reader *, const char *vendor, const char *model,
		     bool json, FILE *, struct err *);
bool export_models(struct reader *, const char *vendor, const char *model,
		   FILE *, struct err *);

#endif
