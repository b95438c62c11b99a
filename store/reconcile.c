/* SPDX-License-Identifier: Apache-2.0 */
/* reconcile - which row of a list means which device, and in what they differ. */
#include "store/reconcile.h"

#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/likeness.h"
#include "store/signs.h"

enum { REMARK = 400, CANDIDATES = 32 };

/* What a row turned out to mean. */
struct meant {
	enum listed_as list;
	size_t asset;          /* NOBODY: none, or several                     */
	unsigned by;           /* bit of each sign that met it                 */
	unsigned strongest;    /* the first of these                           */
	char *remark;
};

struct job {
	struct reader *reader;
	const struct knowledge *knowledge;
	const struct listing_file *file;
	struct signs *signs;
	struct meant *meant;   /* of each row                                  */
	size_t *best;          /* of each asset: the row that means it surest  */
	bool *maybe;           /* of each asset: a row may mean it             */
	bool *wanted;          /* of each asset: it should be listed           */
	bool (*each)(void *, const struct reconciled *);
	void *ctx;
	struct reconcile_count *count;
};

const char *list_name(enum listed_as v)
{
	static const char *const names[] = {"seen", "differs", "not-seen",
					    "not-listed", "ambiguous"};

	return names[v];
}

const char *list_sentence(enum listed_as v)
{
	static const char *const sentences[] = {
		"seen as listed", "seen, and differs", "listed but not seen",
		"seen but not listed", "ambiguous: may be one of several"};

	return sentences[v];
}

/* ---- which device a row means -------------------------------------------------------- */

static void remark(struct meant *m, const char *text)
{
	size_t n = strlen(text) + 1;

	free(m->remark);
	m->remark = must_alloc(n, 1);
	memcpy(m->remark, text, n);
}

static void add_name(struct job *j, char text[REMARK], size_t asset,
		     const char *between)
{
	const struct met *a = signs_asset(j->signs, asset);
	size_t n = strlen(text);

	snprintf(text + n, REMARK - n, "%s%s %.46s", n > 0 ? between : "",
		 a->id_text, a->ip[0] != '\0' ? a->ip : a->mac);
}

/* A device that tells another MAC or serial number than the row is another one,
 * whoever has the address now. */
static bool contradicts(const struct job *j, const struct listed *row,
			enum listed_column by, size_t asset)
{
	for (enum listed_column s = LISTED_mac; s < by && s <= LISTED_serial; s++)
		if (signs_says(s, row->text[s]) &&
		    signs_knows(j->signs, s, asset) &&
		    !signs_meets(j->signs, s, row->text[s], asset))
			return true;
	return false;
}

/* Of these, those that a weaker sign names too; all of them if it names none. */
static size_t narrow(const struct job *j, const struct listed *row,
		     struct meant *m, size_t *list, size_t n)
{
	for (unsigned s = m->strongest + 1; s <= LISTED_ae && n > 1; s++) {
		size_t kept = 0, left[CANDIDATES];

		for (size_t i = 0; i < n; i++)
			if (signs_meets(j->signs, s, row->text[s], list[i]))
				left[kept++] = list[i];
		if (kept == 0)
			continue;
		memcpy(list, left, kept * sizeof(*list));
		n = kept;
		m->by |= 1u << s;
	}
	return n;
}

static void tell_several(struct job *j, struct meant *m, const size_t *list,
			 size_t n)
{
	char text[REMARK] = "";

	m->list = LIST_AMBIGUOUS;
	for (size_t i = 0; i < n; i++) {
		j->maybe[list[i]] = true;
		add_name(j, text, list[i], " or ");
	}
	remark(m, text);
}

/* The devices that the strongest sign of a row names. */
static void meet(struct job *j, const struct listed *row, struct meant *m)
{
	size_t list[CANDIDATES];
	size_t n = 0;

	*m = (struct meant){.list = LIST_NOT_SEEN, .asset = NOBODY};
	for (unsigned s = 0; s <= LISTED_ae && n == 0; s++) {
		size_t found = signs_find(j->signs, s, row->text[s], list,
					 CANDIDATES);

		for (size_t i = 0; i < found; i++) {
			char text[REMARK] = "";

			if (!contradicts(j, row, s, list[i])) {
				list[n++] = list[i];
				continue;
			}
			add_name(j, text, list[i], "");
			snprintf(text + strlen(text), REMARK - strlen(text),
				 " has its %s, and is another device",
				 listed_name(s));
			remark(m, text);
		}
		m->strongest = s;
		m->by = 1u << s;
	}
	n = narrow(j, row, m, list, n);
	if (n > 1)
		tell_several(j, m, list, n);
	if (n != 1)
		return;
	m->asset = list[0];
	m->list = LIST_SEEN;
	free(m->remark);
	m->remark = NULL;
}

static void tell_twice(struct job *j, struct meant *m, const struct listed *row)
{
	char text[REMARK] = "";

	add_name(j, text, m->asset, "");
	snprintf(text + strlen(text), REMARK - strlen(text), " is line %u, too",
		 row->line);
	m->list = LIST_AMBIGUOUS;
	remark(m, text);
}

/* Two rows cannot be one device: the surer one is, if there is one. */
static void settle(struct job *j)
{
	const struct listing_file *f = j->file;

	for (size_t i = 0; i < f->rows; i++) {
		const struct meant *m = &j->meant[i];
		size_t *best;

		if (m->asset == NOBODY)
			continue;
		best = &j->best[m->asset];
		j->maybe[m->asset] = true;
		if (*best == NOBODY ||
		    m->strongest < j->meant[*best].strongest)
			*best = i;
	}
	for (size_t i = 0; i < f->rows; i++) {
		struct meant *m = &j->meant[i], *other;

		if (m->asset == NOBODY || j->best[m->asset] == i)
			continue;
		other = &j->meant[j->best[m->asset]];
		tell_twice(j, m, &f->row[j->best[m->asset]]);
		/* The surer one stands. */
		if (other->strongest == m->strongest)
			tell_twice(j, other, &f->row[i]);
	}
}

/* ---- in what they differ ----------------------------------------------------------------- */

static bool is_like(const struct job *j, enum listed_column c, const char *said,
		    size_t asset)
{
	const struct met *a = signs_asset(j->signs, asset);

	if (said[0] == '\0' || c == LISTED_tag)
		return true;
	if (c == LISTED_vendor)
		return a->vendor[0] == '\0' ||
		       maker_is_like(j->knowledge, said, a->vendor);
	if (c == LISTED_model)
		return a->model[0] == '\0' || model_is_like(said, a->model);
	return !signs_says(c, said) || !signs_knows(j->signs, c, asset) ||
	       signs_meets(j->signs, c, said, asset);
}

/* What was seen in the place of a column. */
static const char *seen_as(const struct job *j, enum listed_column c,
			   size_t asset, char text[REMARK])
{
	const struct met *a = signs_asset(j->signs, asset);

	if (c == LISTED_vendor)
		return a->vendor;
	if (c == LISTED_model)
		return a->model;
	signs_list(j->signs, c, asset, text, REMARK);
	return text;
}

static void compare(struct job *j)
{
	for (size_t i = 0; i < j->file->rows; i++) {
		struct meant *m = &j->meant[i];

		for (unsigned c = 0; m->list == LIST_SEEN && c < LISTED_COLUMNS;
		     c++)
			if (!is_like(j, c, j->file->row[i].text[c], m->asset))
				m->list = LIST_DIFFERS;
	}
}

/* ---- the lists ----------------------------------------------------------------------------- */

static void sign_words(unsigned by, char text[64])
{
	size_t n = 0;

	text[0] = '\0';
	for (unsigned s = 0; s <= LISTED_ae; s++)
		if ((by >> s & 1) != 0)
			n += (size_t)snprintf(text + n, 64 - n, "%s%s",
					      n > 0 ? " " : "", listed_name(s));
}

static bool tell_row(struct job *j, size_t i)
{
	const struct listed *row = &j->file->row[i];
	const struct meant *m = &j->meant[i];
	char by[64] = "", seen[REMARK];
	struct reconciled r = {
		.list = m->list,
		.row = row,
		.by = by,
		.field = "", .listed = "", .seen = "",
		.remark = m->remark != NULL ? m->remark : "",
	};

	if (m->asset != NOBODY)
		r.asset = signs_asset(j->signs, m->asset);
	if (m->list != LIST_NOT_SEEN)
		sign_words(m->by, by);
	if (m->list != LIST_DIFFERS)
		return j->each(j->ctx, &r);
	for (unsigned c = 0; c < LISTED_COLUMNS; c++) {
		if (is_like(j, c, row->text[c], m->asset))
			continue;
		r.field = listed_name(c);
		r.listed = row->text[c];
		r.seen = seen_as(j, c, m->asset, seen);
		if (!j->each(j->ctx, &r))
			return false;
	}
	return true;
}

static bool tell_unlisted(struct job *j, size_t asset)
{
	struct reconciled r = {
		.list = LIST_NOT_LISTED,
		.asset = signs_asset(j->signs, asset),
		.by = "", .field = "", .listed = "", .seen = "", .remark = "",
	};

	return j->each(j->ctx, &r);
}

static bool is_missing(const struct job *j, size_t asset)
{
	return !j->maybe[asset] && j->wanted[asset];
}

static void count(struct job *j)
{
	j->count->rows = j->file->rows;
	j->count->assets = signs_assets(j->signs);
	for (size_t i = 0; i < j->file->rows; i++)
		j->count->n[j->meant[i].list]++;
	for (size_t i = 0; i < signs_assets(j->signs); i++)
		j->count->n[LIST_NOT_LISTED] += is_missing(j, i);
}

static void tell(struct job *j)
{
	bool going = true;

	for (unsigned v = 0; v < LISTED_AS; v++) {
		for (size_t i = 0; going && i < j->file->rows; i++)
			if (j->meant[i].list == v)
				going = tell_row(j, i);
		for (size_t i = 0; going && v == LIST_NOT_LISTED &&
				   i < signs_assets(j->signs); i++)
			if (is_missing(j, i))
				going = tell_unlisted(j, i);
	}
}

static bool want(void *ctx, const struct asset_row *a)
{
	struct job *j = ctx;
	size_t at = signs_place(j->signs, a->id);

	if (at != NOBODY)
		j->wanted[at] = true;
	return true;
}

static void work(struct job *j)
{
	size_t assets = signs_assets(j->signs);

	j->meant = must_alloc(j->file->rows, sizeof(*j->meant));
	for (size_t i = 0; i < assets; i++)
		j->best[i] = NOBODY;
	for (size_t i = 0; i < j->file->rows; i++)
		meet(j, &j->file->row[i], &j->meant[i]);
	settle(j);
	compare(j);
	count(j);
	tell(j);
	for (size_t i = 0; i < j->file->rows; i++)
		free(j->meant[i].remark);
	free(j->meant);
}

bool reconcile(struct reader *r, const struct knowledge *k,
	       const struct listing_file *f, const char *filter,
	       bool (*each)(void *, const struct reconciled *), void *ctx,
	       struct reconcile_count *n, struct err *e)
{
	struct job j = {.reader = r, .knowledge = k, .file = f, .each = each,
			.ctx = ctx, .count = n};
	struct query q = {.filter = filter};
	bool good;

	memset(n, 0, sizeof(*n));
	j.signs = signs_open(r, e);
	if (j.signs == NULL)
		return false;
	j.best = must_alloc(signs_assets(j.signs), sizeof(*j.best));
	j.maybe = must_alloc(signs_assets(j.signs), sizeof(*j.maybe));
	j.wanted = must_alloc(signs_assets(j.signs), sizeof(*j.wanted));
	good = reader_assets(r, &q, want, &j, e);
	if (good)
		work(&j);
	free(j.best);
	free(j.maybe);
	free(j.wanted);
	signs_close(j.signs);
	return good;
}
