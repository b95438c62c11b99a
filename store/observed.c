/* SPDX-License-Identifier: Apache-2.0 */
/*
 * observed - of each model what was seen to bear on the questions of the MDS2,
 * as a list that its maker may be given: no address, no name, no value of the
 * wire but maker, model and version.
 *
 * An observation is of the devices here, as they are set up. What was not
 * observed is no answer.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/judge.h"
#include "store/models.h"
#include "store/reader.h"

/* One thing that shows an answer, and on how many devices of the model. */
struct sight {
	struct question_sign sign;
	unsigned question, place;
	unsigned as;           /* the first that shows the same, which counts  */
	unsigned devices;
	bool here;             /* on the device in hand                        */
};

struct sheet {
	struct reader *reader;
	bool (*each)(void *, const struct observed *);
	void *ctx;
	bool failed, stopped;
	struct sight *sight;
	unsigned sights;
	unsigned at;           /* the question in hand                         */
	struct observed row;
	struct pair { unsigned yes, no; } *answer; /* devices by question      */
	uint8_t *agreement;    /* by question                                  */
	unsigned questions;
	bool formed;           /* a document means the model                   */
	char version[ROW_TEXT]; /* of the last device                          */
	struct err *e;
};

/* ---- what shows an answer ---------------------------------------------------------- */

/* Several values of an attribute show one thing. */
static unsigned first_like(const struct sheet *t, const struct sight *s)
{
	unsigned i = 0;

	while (i < t->sights &&
	       (s->sign.rule != NULL || t->sight[i].sign.rule != NULL ||
		t->sight[i].question != s->question ||
		t->sight[i].sign.shows != s->sign.shows ||
		t->sight[i].sign.attr != s->sign.attr))
		i++;
	return i;
}

static void list_signs(struct sheet *t)
{
	const struct knowledge *k = t->reader->knowledge;
	struct question_words w;

	while (knowledge_question_at(k, t->questions, &w) != NULL) {
		struct sight s = {.question = t->questions};

		for (; knowledge_sign_at(k, s.question, s.place, &s.sign);
		     s.place++) {
			s.as = first_like(t, &s);
			t->sight = grow(t->sight, t->sights, sizeof(s));
			t->sight[t->sights++] = s;
		}
		t->questions++;
	}
	t->answer = must_alloc(t->questions + 1, sizeof(*t->answer));
	t->agreement = must_alloc(t->questions + 1, 1);
}

/* As the judgement counts them: what it says, or its partner about it, or of a
 * device behind another what that one passes on. */
static const char facts_text[] =
	"SELECT f.attr, f.text, f.word FROM asset a JOIN fact f ON f.asset = a.id "
	"WHERE a.id = ?1 AND (f.voice IN ('self', 'peer') OR (f.voice = "
	"'carried' AND a.behind <> 0))";

static bool take_fact(void *ctx, sqlite3_stmt *s)
{
	struct sheet *t = ctx;
	char name[32], text[ROW_TEXT];
	enum attr a;

	column_raw(s, 0, name, sizeof(name));
	column_raw(s, 1, text, sizeof(text));
	a = attr_of_name(name);
	for (unsigned i = 0; i < t->sights; i++) {
		const struct sight *w = &t->sight[i];

		if (w->sign.rule == NULL && w->sign.attr == a &&
		    !t->sight[w->as].here)
			t->sight[w->as].here = knowledge_sign_meets(
				t->reader->knowledge, w->question, w->place,
				text, column_number(s, 2));
	}
	return true;
}

static bool take_finding(void *ctx, sqlite3_stmt *s)
{
	struct sheet *t = ctx;
	char rule[16];

	column_raw(s, 0, rule, sizeof(rule));
	for (unsigned i = 0; i < t->sights; i++)
		if (t->sight[i].sign.rule != NULL &&
		    strcmp(t->sight[i].sign.rule, rule) == 0)
			t->sight[i].here = true;
	return true;
}

/* Counts what one device shows, and forgets it. */
static void count_device(struct sheet *t)
{
	for (unsigned q = 0, i = 0; q < t->questions; q++) {
		bool shown[2] = {false, false};

		for (; i < t->sights && t->sight[i].question == q; i++) {
			struct sight *w = &t->sight[i];

			w->devices += w->here;
			if (w->here && w->sign.shows != SHOWS_NOTHING)
				shown[w->sign.shows] = true;
			w->here = false;
		}
		t->answer[q].yes += shown[SHOWS_YES];
		t->answer[q].no += shown[SHOWS_NO];
	}
}

/* They come in order. */
static void add_version(struct sheet *t, const char *version)
{
	size_t used = strlen(t->row.versions);

	if (strcmp(version, t->version) == 0)
		return;
	snprintf(t->version, sizeof(t->version), "%s", version);
	snprintf(t->row.versions + used, sizeof(t->row.versions) - used, "%s%s",
		 used > 0 ? "; " : "", version);
}

static bool look_at_device(void *ctx, sqlite3_stmt *s)
{
	struct sheet *t = ctx;
	uint64_t asset = column_number(s, 0);
	char version[ROW_TEXT];

	column_text(s, 1, version, sizeof(version));
	add_version(t, version);

	t->failed = !listing_of(t->reader, facts_text, asset, take_fact, t,
				t->e) ||
		    !listing_of(t->reader,
				"SELECT DISTINCT u.name FROM finding f JOIN rule "
				"u ON u.id = f.rule WHERE f.asset = ?1", asset,
				take_finding, t, t->e);
	count_device(t);
	return !t->failed;
}

static bool take_agreement(void *ctx, sqlite3_stmt *s)
{
	struct sheet *t = ctx;
	struct question_words w;
	char question[sizeof(t->row.question)], word[16];
	unsigned q = 0;
	uint8_t a = 0;

	column_raw(s, 0, question, sizeof(question));
	column_raw(s, 1, word, sizeof(word));
	while (a < AGREEMENTS && strcmp(agreement_name(a), word) != 0)
		a++;
	while (knowledge_question_at(t->reader->knowledge, q, &w) != NULL &&
	       strcmp(w.id, question) != 0)
		q++;
	if (q < t->questions && a < AGREEMENTS && a > t->agreement[q])
		t->agreement[q] = a;
	return true;
}

static bool of_model(struct sheet *t, const char *text,
		     bool (*row)(void *, sqlite3_stmt *))
{
	sqlite3_stmt *s = db_use(&t->reader->db, text, t->e);

	if (s == NULL)
		return false;
	bind_text(s, 1, t->row.vendor);
	bind_text(s, 2, t->row.model);
	return listing_run(t->reader, s, row, t, t->e) && !t->failed;
}

/* ---- an answer ----------------------------------------------------------------------- */

/* What a device may do is not shown by one that does without. */
static const char *observed_word(const struct sheet *t,
				 const struct question_words *w, bool bears)
{
	const struct pair *n = &t->answer[t->at];

	if (w->blind != NULL)
		return "not looked for";
	if (n->yes > 0 && n->no > 0)
		return w->able ? "yes" : "yes and no";
	if (n->yes > 0)
		return "yes";
	if (n->no > 0)
		return w->able ? "not used" : "no";
	return bears ? "undecided" : "not observed";
}

static const char *remark_of(const char *observed,
			     const struct question_words *w)
{
	static const struct {
		const char *observed, *remark;
	} remarks[] = {
		{"not observed", "nothing that was seen bears on it; that is no "
				 "answer"},
		{"undecided", "what was seen bears on it and decides nothing"},
		{"not used", "seen to work without; that does not tell whether "
			     "it can"},
		{"yes and no", "devices or services differ; they may be set up "
			       "differently"},
	};

	for (size_t i = 0; i < sizeof(remarks) / sizeof(remarks[0]); i++)
		if (strcmp(remarks[i].observed, observed) == 0)
			return remarks[i].remark;
	return w->blind != NULL ? w->blind
				: "as the devices here are set up";
}

static const char *sight_title(const struct sheet *t, const struct sight *w)
{
	return w->sign.rule != NULL
		       ? knowledge_rule(t->reader->knowledge, w->sign.rule)
				 ->title
		       : attr_row(w->sign.attr)->sentence;
}

/* How much of it: the values that there may be are no words of makers. */
static int sight_length(const struct sheet *t, const struct sight *w)
{
	return w->sign.rule != NULL ? (int)strlen(sight_title(t, w))
				    : attr_label(w->sign.attr);
}

/* "yes: FTP login in clear (CRD-002), 1 of 2; .."; true if there is any. */
static bool tell_seen(struct sheet *t)
{
	static const char *const words[] = {"yes: ", "no: ", ""};
	struct observed *o = &t->row;
	size_t used = 0;

	o->seen[0] = '\0';
	for (unsigned i = 0; i < t->sights; i++) {
		const struct sight *w = &t->sight[i];

		if (w->question != t->at || w->devices == 0 ||
		    used >= sizeof(o->seen))
			continue;
		used += (size_t)snprintf(
			o->seen + used, sizeof(o->seen) - used, "%s%s%.*s%s%s%s, %u of %u",
			used > 0 ? "; " : "", words[w->sign.shows],
			sight_length(t, w), sight_title(t, w),
			w->sign.rule != NULL ? " (" : "",
			w->sign.rule != NULL ? w->sign.rule : "",
			w->sign.rule != NULL ? ")" : "", w->devices, o->devices);
	}
	return used > 0;
}

static bool put_answer(void *ctx, const struct mds2_answer_row *a)
{
	struct sheet *t = ctx;
	struct observed *o = &t->row;
	struct question_words w;
	const char *word;

	if (knowledge_question_at(t->reader->knowledge, t->at, &w) == NULL)
		return false;
	word = observed_word(t, &w, tell_seen(t));
	snprintf(o->question, sizeof(o->question), "%s", a->question);
	snprintf(o->asks, sizeof(o->asks), "%s", a->asks);
	snprintf(o->observed, sizeof(o->observed), "%s", word);
	snprintf(o->remark, sizeof(o->remark), "%s", remark_of(word, &w));
	snprintf(o->declared, sizeof(o->declared), "%s", a->answer);
	snprintf(o->agreement, sizeof(o->agreement), "%s",
		 t->formed ? agreement_name(t->agreement[t->at]) : "");
	o->yes = t->answer[t->at].yes;
	o->no = t->answer[t->at].no;
	t->at++;
	t->stopped = !t->each(t->ctx, o);
	return !t->stopped;
}

/* ---- a model --------------------------------------------------------------------------- */

static bool name_document(void *ctx, const struct mds2_row *d)
{
	struct observed *o = ctx;

	memcpy(o->document, d->document, sizeof(o->document));
	memcpy(o->edition, d->edition, sizeof(o->edition));
	return true;
}

static void begin_model(struct sheet *t, const struct model_row *m)
{
	struct observed *o = &t->row;

	*o = (struct observed){.devices = m->devices,
			       .first_us = day_end(m->first_us),
			       .last_us = day_end(m->last_us)};
	memcpy(o->vendor, m->vendor, sizeof(o->vendor));
	memcpy(o->model, m->model, sizeof(o->model));
	setting_get(&t->reader->db, "knowledge", o->known, sizeof(o->known));
	o->known[16] = '\0';
	for (unsigned i = 0; i < t->sights; i++)
		t->sight[i].devices = 0;
	memset(t->answer, 0, t->questions * sizeof(*t->answer));
	memset(t->agreement, NOT_OBSERVED, t->questions);
	t->formed = m->mds2 != 0;
	t->version[0] = '\0';
	t->at = 0;
}

static bool put_model(void *ctx, const struct model_row *m)
{
	struct sheet *t = ctx;
	struct reader *r = t->reader;

	begin_model(t, m);
	t->failed =
		!of_model(t, "SELECT id, version FROM asset WHERE vendor = ?1 "
			     "AND model = ?2 ORDER BY version, id",
			  look_at_device) ||
		(t->formed &&
		 !of_model(t, "SELECT DISTINCT s.question, s.agreement FROM "
			     "mds2_seen s JOIN asset a ON a.id = s.asset WHERE "
			     "a.vendor = ?1 AND a.model = ?2", take_agreement)) ||
		(t->formed &&
		 !reader_mds2(r, m->mds2, name_document, &t->row, t->e)) ||
		!reader_mds2_answers(r, m->mds2, put_answer, t, t->e);
	return !t->failed && !t->stopped;
}

bool reader_observed(struct reader *r, const char *vendor, const char *model,
		     bool (*each)(void *, const struct observed *), void *ctx,
		     struct err *e)
{
	struct sheet t = {.reader = r, .each = each, .ctx = ctx, .e = e};
	bool good;

	if (r->knowledge == NULL)
		return err_set(e, ERR_INPUT, "the questions are among the "
			       "signatures, which are not at hand; name their "
			       "folder with --signatures");
	list_signs(&t);
	good = reader_models(r, vendor, model, put_model, &t, e) && !t.failed;
	free(t.sight);
	free(t.answer);
	free(t.agreement);
	return good;
}
