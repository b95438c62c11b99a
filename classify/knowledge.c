/* SPDX-License-Identifier: Apache-2.0 */
/* knowledge - reads and tests the folders of signatures, rules and classes. */
#include "classify/knowledge.h"

#include <dirent.h>
#include <errno.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "capture/base/must.h"

static bool take_block(struct knowledge *k, const struct blocks *b,
		       const struct block *block, struct err *e)
{
	static const struct {
		const char *word;
		bool (*read)(struct knowledge *, const struct blocks *,
			     const struct block *, struct err *);
	} kinds[] = {
		{"device", device_read},
		{"finding", rule_read},
		{"class", class_read},
		{"vendor", maker_read},
		{"life", lifetime_read},
		{"control", control_read},
		{"service", consumer_read},
		{"question", question_read},
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(block->head.word, kinds[i].word) == 0)
			return kinds[i].read(k, b, block, e);
	return block_error(b, block->head.number, e,
			   "expected device, finding, class, vendor, life, "
			   "control, service or question instead of \"%s\"",
			   block->head.word);
}

static void take_words(const struct block_line *l, EVP_MD_CTX *sha)
{
	EVP_DigestUpdate(sha, l->word, strlen(l->word));
	EVP_DigestUpdate(sha, l->rest, strlen(l->rest));
}

/* What a file says goes into the number of all that is known. */
static void take_hash(const struct blocks *b, EVP_MD_CTX *sha)
{
	for (unsigned i = 0; i < b->count; i++) {
		take_words(&b->block[i].head, sha);
		for (unsigned j = 0; j < b->block[i].lines; j++)
			take_words(&b->block[i].line[j], sha);
	}
}

static bool take_file(struct knowledge *k, const char *path, EVP_MD_CTX *sha,
		      struct err *e)
{
	struct blocks *b;
	bool good;

	if (k->files == FILES_MAX)
		return err_set(e, ERR_USAGE, "%s: more than %d files of "
			       "signatures", path, FILES_MAX);
	b = &k->file[k->files++];
	good = blocks_read(b, path, e);
	if (good)
		take_hash(b, sha);
	for (unsigned i = 0; good && i < b->count; i++)
		good = take_block(k, b, &b->block[i], e);
	return good;
}

static bool ends_in(const char *name, const char *end)
{
	size_t n = strlen(name), m = strlen(end);

	return n > m && strcmp(name + n - m, end) == 0;
}

static bool is_same_file(const char *a, const char *b)
{
	struct stat one, other;

	return b != NULL && stat(a, &one) == 0 && stat(b, &other) == 0 &&
	       one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

/* Classes and vendors first: the others name them. The file that is to be
 * tried is read in its own turn. */
static bool take_folder(struct knowledge *k, const char *folder,
			const char *extra, EVP_MD_CTX *sha, struct err *e)
{
	static const char *const ends[] = {".txt", ".sig", ".rule"};
	struct dirent **entry = NULL;
	char path[4096];
	bool good = true;
	int n = scandir(folder, &entry, NULL, alphasort);

	if (n < 0)
		return err_set(e, ERR_INPUT, "%s: %s; where are the "
			       "signatures? (--signatures)",
			       folder, strerror(errno));
	for (size_t kind = 0; kind < 3 && good; kind++)
		for (int i = 0; i < n && good; i++) {
			const char *name = entry[i]->d_name;

			if (name[0] == '.' || !ends_in(name, ends[kind]))
				continue;
			snprintf(path, sizeof(path), "%s/%s", folder, name);
			good = is_same_file(path, extra) ||
			       take_file(k, path, sha, e);
		}
	for (int i = 0; i < n; i++)
		free(entry[i]);
	free(entry);
	return good;
}

static void make_index(struct knowledge *k)
{
	for (unsigned i = 0; i < k->devices; i++)
		for (unsigned j = 0; j < k->device[i].matches; j++) {
			struct match *m = &k->device[i].match[j];
			const struct match ***list = &k->by_attr[m->attr];
			unsigned *count = &k->by_attr_count[m->attr];

			m->device = &k->device[i];
			*list = grow((void *)*list, *count, sizeof(**list));
			(*list)[(*count)++] = m;
		}
}

static bool test_all(const struct knowledge *k, struct err *e)
{
	/* The latest first: of two that cannot both stand it is the new one. */
	for (unsigned i = k->devices; i > 0; i--)
		if (!device_test(k, &k->device[i - 1], e))
			return false;
	for (unsigned i = 0; i < k->rules; i++)
		if (!rule_test(&k->rule[i], e))
			return false;
	for (unsigned i = 0; i < k->lifetimes; i++)
		if (!lifetime_test(&k->lifetime[i], e))
			return false;
	for (unsigned i = 0; i < k->questions; i++)
		if (!question_test(k, &k->question[i], e))
			return false;
	return classes_test(k, e) && consumers_test(k, e);
}

static bool take_zones(struct knowledge *k, const char *path, EVP_MD_CTX *sha,
		       struct err *e)
{
	struct blocks b = {0};

	if (path == NULL || path[0] == '\0')
		return true;
	k->zones = zones_open(path, e);
	if (k->zones != NULL && blocks_read(&b, path, e))
		take_hash(&b, sha);
	blocks_free(&b);
	return k->zones != NULL;
}

static bool is_folder(const char *path)
{
	struct stat s;

	return stat(path, &s) == 0 && S_ISDIR(s.st_mode);
}

/* A file, or all files of a folder, which may be one that was read. */
static bool take_extra(struct knowledge *k, const struct knowledge_paths *p,
		       const char *extra, EVP_MD_CTX *sha, struct err *e)
{
	unsigned before = k->files;

	if (!is_folder(extra))
		return take_file(k, extra, sha, e);
	if (is_same_file(extra, p->signatures) ||
	    is_same_file(extra, p->more_signatures))
		return true;
	return take_folder(k, extra, NULL, sha, e) &&
	       (k->files > before ||
		err_set(e, ERR_USAGE, "%s: no file in it ends in .sig, .rule "
			"or .txt", extra));
}

static bool load(struct knowledge *k, const struct knowledge_paths *p,
		 const char *extra, EVP_MD_CTX *sha, struct err *e)
{
	if (p->signatures != NULL &&
	    !take_folder(k, p->signatures, extra, sha, e))
		return false;
	k->layer = LAYER_SITE;
	if (p->more_signatures != NULL && p->more_signatures[0] != '\0' &&
	    !take_folder(k, p->more_signatures, extra, sha, e))
		return false;
	k->layer = LAYER_TRIED;
	if (extra != NULL && !take_extra(k, p, extra, sha, e))
		return false;
	if (!take_zones(k, p->zones, sha, e))
		return false;
	make_index(k);
	makers_sort(k);
	return test_all(k, e);
}

struct knowledge *knowledge_with(const struct knowledge_paths *p,
				 const char *file, struct err *e)
{
	struct knowledge *k = must_alloc(1, sizeof(*k));
	EVP_MD_CTX *sha = EVP_MD_CTX_new();
	uint8_t digest[EVP_MAX_MD_SIZE];
	bool good;

	must(sha != NULL);
	EVP_DigestInit_ex(sha, EVP_sha256(), NULL);
	k->file = must_alloc(FILES_MAX, sizeof(*k->file));
	good = load(k, p, file, sha, e);
	EVP_DigestFinal_ex(sha, digest, NULL);
	EVP_MD_CTX_free(sha);
	for (unsigned i = 0; i < 32; i++)
		snprintf(k->hash + 2 * i, 3, "%02x", digest[i]);
	if (!good) {
		knowledge_close(k);
		return NULL;
	}
	k->oui = oui_open(p->oui_folder);
	return k;
}

struct knowledge *knowledge_open(const struct knowledge_paths *p, struct err *e)
{
	return knowledge_with(p, NULL, e);
}

void knowledge_close(struct knowledge *k)
{
	if (k == NULL)
		return;
	for (unsigned i = 0; i < k->devices; i++)
		device_free(&k->device[i]);
	for (unsigned i = 0; i < k->rules; i++)
		rule_free(&k->rule[i]);
	for (unsigned i = 0; i < k->classes; i++)
		class_free(&k->class_row[i]);
	for (unsigned i = 0; i < k->lifetimes; i++)
		lifetime_free(&k->lifetime[i]);
	for (unsigned i = 0; i < k->questions; i++)
		question_free(&k->question[i]);
	makers_free(k);
	for (unsigned i = 0; i < k->consumers; i++)
		consumer_free(&k->consumer[i]);
	for (unsigned i = 0; i < ATTRS; i++)
		free((void *)k->by_attr[i]);
	for (unsigned i = 0; i < k->files; i++)
		blocks_free(&k->file[i]);
	oui_close(k->oui);
	zones_close(k->zones);
	free(k->file);
	free(k->device);
	free(k->rule);
	free(k->class_row);
	free(k->lifetime);
	free(k->question);
	free(k->control);
	free(k->consumer);
	free(k);
}

const char *knowledge_hash(const struct knowledge *k)
{
	return k->hash;
}

const char *knowledge_oui(const struct knowledge *k, struct mac mac)
{
	return oui_find(k->oui, mac);
}

unsigned knowledge_devices(const struct knowledge *k)
{
	return k->devices;
}

unsigned knowledge_rules(const struct knowledge *k)
{
	return k->rules;
}

const struct rule *knowledge_rule(const struct knowledge *k, const char *id)
{
	const struct text_rule *r = rule_find(k, id);

	return r == NULL ? NULL : &r->rule;
}

const struct rule *knowledge_rule_at(const struct knowledge *k, unsigned i)
{
	return i < k->rules ? &k->rule[i].rule : NULL;
}

void sig_matches(const struct knowledge *k, const struct fact *facts, size_t n,
		 void (*each)(void *, const struct sig_match *,
			      const struct fact *),
		 void *ctx)
{
	struct captured c;

	for (size_t i = 0; i < n; i++) {
		const struct fact *f = &facts[i];

		for (unsigned j = 0; j < k->by_attr_count[f->attr]; j++) {
			const struct match *m = k->by_attr[f->attr][j];
			struct sig_match hit = {m->device->id, m->where,
						m->decibans};

			if (m->device->layer == LAYER_TRIED &&
			    match_meets(m, f->text, f->word, &c))
				each(ctx, &hit, f);
		}
	}
}
