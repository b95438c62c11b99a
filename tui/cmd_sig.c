/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_sig - what signatures are written with, their tests, what one would change. */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "store/store.h"
#include "tui/config.h"

/* ---- test -------------------------------------------------------------------------- */

/* The folders, and one more file as if it were installed. */
static struct knowledge *knowledge_and(const struct config *c,
				       const char *file, struct err *e)
{
	char folder[4200];
	struct knowledge_paths paths;

	if (!knowledge_paths_of(c, &paths, folder, sizeof(folder), e))
		return NULL;
	return knowledge_with(&paths, file, e);
}

static int test(const struct command_line *cl, const struct config *c)
{
	const char *file = cl->arguments > 1 ? cl->argument[1] : NULL;
	struct err e = {0};
	struct knowledge *k = file != NULL ? knowledge_and(c, file, &e)
					   : knowledge_of(c, &e);

	if (k == NULL)
		return say_error(&e);
	printf("%u devices, %u rules: every example met, every counter not\n",
	       knowledge_devices(k), knowledge_rules(k));
	if (file != NULL)
		printf("%s: good\n", file);
	knowledge_close(k);
	return out_flush(stdout, "standard output", &e) ? 0 : say_error(&e);
}

/* ---- try: what it meets ---------------------------------------------------------- */

struct facts {
	struct fact *fact;
	uint64_t *asset;       /* with which each is kept                      */
	size_t count;
};

static bool keep_fact(void *ctx, const struct fact *f, uint64_t asset)
{
	struct facts *all = ctx;

	all->fact = grow(all->fact, all->count, sizeof(*all->fact));
	all->asset = grow(all->asset, all->count, sizeof(*all->asset));
	all->fact[all->count] = *f;
	all->asset[all->count++] = asset;
	return true;
}

static void print_match(void *ctx, const struct sig_match *m,
			const struct fact *f)
{
	char ip[ADDR_TEXT], mac[MAC_TEXT];
	const struct attr_row *row = attr_row(f->attr);
	unsigned *matches = ctx;

	(*matches)++;
	addr_print(f->subject.ip, ip);
	mac_print(f->subject.mac, mac);
	printf("  %-24s  %-16s  %-17s  %s ", m->device, m->where,
	       addr_is_zero(f->subject.ip) ? mac : ip, row->name);
	if (row->kind == KIND_WORD)
		printf("%llu", (unsigned long long)f->word);
	else
		print_text(stdout, f->text);
	printf("  %s\n", strength_name(m->decibans));
}

/* ---- try: what it changes -------------------------------------------------------- */

static struct inventory *judged(const struct knowledge *k,
				const struct facts *all)
{
	struct inventory_limits limits = inventory_defaults();
	struct inventory *v = inventory_open(k, &limits);

	for (size_t i = 0; i < all->count; i++)
		inventory_restore_fact(v, &all->fact[i], all->asset[i]);
	inventory_judge(v);
	return v;
}

static const struct claim *chosen(const struct asset *a, enum claim_kind kind)
{
	for (unsigned i = 0; i < a->claims; i++)
		if (a->claim[i].kind == kind && a->claim[i].chosen)
			return &a->claim[i];
	return NULL;
}

static bool is_same(const struct claim *a, const struct claim *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return strcmp(a->value, b->value) == 0 &&
	       grade_of(a->decibans) == grade_of(b->decibans) &&
	       a->disputed == b->disputed;
}

static void print_side(const struct claim *c)
{
	if (c == NULL) {
		printf("unknown");
		return;
	}
	print_text(stdout, c->value);
	printf(" (%s%s)", grade_name(grade_of(c->decibans)),
	       c->disputed ? ", disputed" : "");
}

static unsigned print_changes(const struct asset *before,
			      const struct asset *after)
{
	static const enum claim_kind kinds[] = {
		CLAIM_CLASS, CLAIM_VENDOR, CLAIM_MODEL, CLAIM_VERSION,
		CLAIM_SERIAL_NO, CLAIM_OS};
	char ip[ADDR_TEXT], mac[MAC_TEXT];
	unsigned changes = 0;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		const struct claim *a = chosen(before, kinds[i]);
		const struct claim *b = chosen(after, kinds[i]);

		if (is_same(a, b))
			continue;
		addr_print(after->ip, ip);
		mac_print(after->mac, mac);
		printf("  %-17s  %-8s  ", addr_is_zero(after->ip) ? mac : ip,
		       claim_name(kinds[i]));
		print_side(a);
		printf(" -> ");
		print_side(b);
		printf("\n");
		changes++;
	}
	return changes;
}

/* Both lists are sorted by id and hold the same devices: what a signature says
 * of a device does not change where it ends. */
static unsigned compare(const struct knowledge *without,
			const struct knowledge *with, const struct facts *all)
{
	struct inventory *before = judged(without, all);
	struct inventory *after = judged(with, all);
	struct asset **a, **b;
	size_t n = inventory_assets(before, &a), m = inventory_assets(after, &b);
	unsigned changes = 0;

	must(n == m);
	for (size_t i = 0; i < n; i++)
		changes += print_changes(a[i], b[i]);
	inventory_close(before);
	inventory_close(after);
	return changes;
}

static bool try_facts(const struct config *c, const char *file,
		      const struct facts *all, struct err *e)
{
	struct knowledge *without = knowledge_of(c, e);
	struct knowledge *with = without == NULL ? NULL
						 : knowledge_and(c, file, e);
	unsigned matches = 0;

	if (with != NULL) {
		printf("What it meets, and how much that says\n");
		sig_matches(with, all->fact, all->count, print_match, &matches);
		if (matches == 0)
			printf("  nothing\n");
		printf("What it would change\n");
		if (compare(without, with, all) == 0)
			printf("  nothing\n");
	}
	knowledge_close(with);
	knowledge_close(without);
	return with != NULL && out_flush(stdout, "standard output", e);
}

/* ---- facts ------------------------------------------------------------------------ */

/* As a match would have to say it. */
static bool print_facts(const struct facts *all, struct err *e)
{
	for (size_t i = 0; i < all->count; i++) {
		const struct fact *f = &all->fact[i];
		const struct attr_row *row = attr_row(f->attr);
		char ip[ADDR_TEXT], mac[MAC_TEXT];

		addr_print(f->subject.ip, ip);
		mac_print(f->subject.mac, mac);
		printf("  %-17s  %s ", addr_is_zero(f->subject.ip) ? mac : ip,
		       row->name);
		if (row->kind == KIND_WORD)
			printf("is %llu\n", (unsigned long long)f->word);
		else
			printf("is \"");
		if (row->kind == KIND_TEXT) {
			print_text(stdout, f->text);
			printf("\"\n");
		}
	}
	return out_flush(stdout, "standard output", e);
}

/* Without a file there is nothing to try: what is known is printed. */
static int try_on(const char *file, const struct config *c, const char *db)
{
	struct err e = {0};
	struct reader *r = reader_open(db, &e);
	struct facts all = {0};
	bool good;

	if (r == NULL)
		return say_error(&e);
	good = reader_facts(r, keep_fact, &all, &e) &&
	       (file != NULL ? try_facts(c, file, &all, &e)
			     : print_facts(&all, &e));
	free(all.fact);
	free(all.asset);
	reader_close(r);
	return good ? 0 : say_error(&e);
}

/* The arguments from the first on: one database, or captures. */
static int on_captures(const struct command_line *cl, unsigned first,
		       const char *file, const struct config *c)
{
	struct command_line captures = *cl;
	struct scratch s;
	struct err e = {0};
	bool read;
	int status;

	if (cl->arguments == first + 1 &&
	    path_is_database(cl->argument[first]))
		return try_on(file, c, cl->argument[first]);
	if (!scratch_make(&s, &e))
		return say_error(&e);
	captures.argument += first;
	captures.arguments -= first;
	captures.quiet = true;
	status = scan_files(&captures, s.db, &read);
	if (read && (status == 0 || status == ERR_INPUT))
		status = status_worse(status, try_on(file, c, s.db));
	scratch_remove(&s);
	return status;
}

static int facts(const struct command_line *cl, const struct config *c)
{
	if (cl->arguments < 2)
		return say_usage("sig facts: write wardwatch sig facts "
				 "CAPTURE-OR-DATABASE...");
	return on_captures(cl, 1, NULL, c);
}

static int try(const struct command_line *cl, const struct config *c)
{
	struct knowledge *k;
	struct err e = {0};

	if (cl->arguments < 3)
		return say_usage("sig try: write wardwatch sig try FILE.sig "
				 "CAPTURE-OR-DATABASE...");
	/* A mistake in it is told before captures are read. */
	k = knowledge_and(c, cl->argument[1], &e);
	if (k == NULL)
		return say_error(&e);
	knowledge_close(k);
	return on_captures(cl, 2, cl->argument[1], c);
}

/* ---- words ------------------------------------------------------------------------ */

static const char *gate_words(const struct attr_row *row)
{
	static const char *const words[] = {
		[GATE_ANY] = "a number",
		[GATE_TERM] = "one of wardwatch's own words",
		[GATE_AE] = "up to 16 signs of a DICOM title",
		[GATE_UID] = "digits and dots",
		[GATE_TOKEN] = "one word",
		[GATE_TOKENS] = "words",
		[GATE_SERIAL] = "a serial number, no placeholder",
		[GATE_EUI] = "12 or 16 hexadecimal digits",
		[GATE_UDI] = "signs of GS1 or HIBCC",
		[GATE_HOST] = "a host name",
		[GATE_PRODUCT] = "text, nothing shaped like a person's name",
	};

	return words[row->gate];
}

/* All that a block may be written with, as this very program knows it. */
static int words(const struct config *c)
{
	struct err e = {0};
	struct knowledge *k = knowledge_of(c, &e);
	const struct device_class *class;

	if (k == NULL)
		return say_error(&e);
	printf("Attributes: name, what it is, what its gate lets through\n");
	for (enum attr a = A_none + 1; a < ATTRS; a++)
		printf("  %-22s  %s; %s\n", attr_row(a)->name,
		       attr_row(a)->sentence, gate_words(attr_row(a)));
	printf("Classes: name, title, criticality\n");
	for (unsigned i = 0; (class = knowledge_class_at(k, i)) != NULL; i++)
		printf("  %-22s  %s, %c\n", class->name, class->title,
		       class->criticality);
	knowledge_close(k);
	return out_flush(stdout, "standard output", &e) ? 0 : say_error(&e);
}

int cmd_sig(const struct command_line *cl)
{
	struct err e = {0};
	struct config c;

	if (!config_load(&c, cl, &e))
		return say_error(&e);
	if (strcmp(cl->argument[0], "test") == 0)
		return test(cl, &c);
	if (strcmp(cl->argument[0], "try") == 0)
		return try(cl, &c);
	if (strcmp(cl->argument[0], "facts") == 0)
		return facts(cl, &c);
	if (strcmp(cl->argument[0], "words") == 0)
		return words(&c);
	return say_usage("sig: words, facts, test or try, not %s",
			 cl->argument[0]);
}
