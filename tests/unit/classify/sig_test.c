/* SPDX-License-Identifier: Apache-2.0 */
/* sig_test - signatures as they are read: templates, layers, rivals, classes. */
#include <sys/stat.h>
#include <unistd.h>

#include "classify/advisory.h"
#include "classify/judge.h"
#include "classify/knowledge.h"
#include "tests/support/unit.h"

/* Two folders, as the shipped one and that of a hospital. */
struct place {
	char folder[64], shipped[80], own[80];
};

static struct place make_place(void)
{
	struct place p = {.folder = "/tmp/sig_test.XXXXXX"};

	assert_non_null(mkdtemp(p.folder));
	snprintf(p.shipped, sizeof(p.shipped), "%s/shipped", p.folder);
	snprintf(p.own, sizeof(p.own), "%s/own", p.folder);
	assert_int_equal(mkdir(p.shipped, 0700), 0);
	assert_int_equal(mkdir(p.own, 0700), 0);
	return p;
}

static void write_file(const char *folder, const char *name, const char *text)
{
	char path[160];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	f = fopen(path, "w");
	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static void remove_place(const struct place *p)
{
	static const char *const names[] = {"classes.txt", "a.sig", "b.sig",
					    "tried.sig"};
	const char *const folders[] = {p->shipped, p->own, p->folder};
	char path[160];

	for (size_t f = 0; f < 3; f++)
		for (size_t n = 0; n < 4; n++) {
			snprintf(path, sizeof(path), "%s/%s", folders[f],
				 names[n]);
			unlink(path);
		}
	for (size_t f = 0; f < 3; f++)
		assert_int_equal(rmdir(folders[f]), 0);
}

static struct knowledge *read_place(const struct place *p, const char *file,
				    struct err *e)
{
	struct knowledge_paths paths = {.signatures = p->shipped,
					.more_signatures = p->own};
	char path[160];

	if (file == NULL)
		return knowledge_open(&paths, e);
	snprintf(path, sizeof(path), "%s/%s", p->folder, file);
	return knowledge_with(&paths, path, e);
}

#define PUMP(id, class, text, other, strength)                                 \
	"device " id "\n"                                                      \
	"  class    " class "\n"                                               \
	"  match    dhcp_vendor_class like \"" text "\" " strength "\n"        \
	"  source   \"this test\"\n"                                           \
	"  example  dhcp_vendor_class \"ACME-P300/2.1\"\n"                     \
	"  counter  dhcp_vendor_class \"" other "\"\n"

static const char classes[] = "class pump \"Pump\" A clinical\n"
			      "  fda   FRN \"Pump, infusion\"\n"
			      "  umdns 1-2 \"Pumps\"\n"
			      "  gmdn  \"A pump\"\n"
			      "class phone \"Telephone\" E other\n";

static void a_class_has_its_terms(void **state)
{
	struct place p = make_place();
	struct err e = {0};
	const struct device_class *c;
	struct knowledge *k;

	(void)state;
	write_file(p.shipped, "classes.txt", classes);
	k = read_place(&p, NULL, &e);
	assert_non_null(k);
	c = knowledge_class(k, "pump");
	assert_non_null(c);
	assert_ptr_equal(knowledge_class_at(k, 0), c);
	assert_null(knowledge_class_at(k, 2));
	assert_int_equal(c->criticality, 'A');
	assert_true(c->clinical);
	assert_string_equal(c->term[TERM_FDA].code, "FRN");
	assert_string_equal(c->term[TERM_FDA].words, "Pump, infusion");
	assert_string_equal(c->term[TERM_UMDNS].code, "1-2");
	assert_null(c->term[TERM_GMDN].code);
	assert_string_equal(c->term[TERM_GMDN].words, "A pump");
	assert_null(knowledge_class(k, "phone")->term[TERM_FDA].words);
	knowledge_close(k);
	remove_place(&p);
}

static void an_own_block_replaces_the_shipped_one(void **state)
{
	struct place p = make_place();
	struct err e = {0};
	struct knowledge *k;

	(void)state;
	write_file(p.shipped, "classes.txt", classes);
	write_file(p.shipped, "a.sig",
		   PUMP("acme.pump", "pump", "ACME-P300*", "ACME-P400",
			"strong"));
	write_file(p.own, "a.sig",
		   PUMP("acme.pump", "phone", "ACME-P300*", "ACME-P400",
			"strong"));
	write_file(p.own, "classes.txt", "class phone \"Own\" B clinical\n");
	k = read_place(&p, NULL, &e);
	if (k == NULL)
		fail_msg("%s", e.text);
	assert_int_equal(knowledge_devices(k), 1);
	assert_string_equal(knowledge_class(k, "phone")->title, "Own");
	assert_int_equal(knowledge_class(k, "phone")->criticality, 'B');
	knowledge_close(k);
	/* In one folder it is a mistake. */
	write_file(p.own, "b.sig",
		   PUMP("acme.pump", "phone", "ACME-P300*", "ACME-P400",
			"strong"));
	assert_null(read_place(&p, NULL, &e));
	assert_non_null(strstr(e.text, "b.sig:1: "));
	remove_place(&p);
}

static void an_example_is_not_won_by_another_block(void **state)
{
	struct place p = make_place();
	struct err e = {0};
	struct knowledge *k;

	(void)state;
	write_file(p.shipped, "classes.txt", classes);
	write_file(p.shipped, "a.sig",
		   PUMP("acme.pump", "pump", "ACME-P300*", "ACME-P400",
			"strong"));
	/* Level with it and of another class. */
	write_file(p.own, "b.sig",
		   PUMP("acme.all", "phone", "ACME-*", "OTHER", "strong"));
	assert_null(read_place(&p, NULL, &e));
	assert_non_null(strstr(e.text, "make one of the two patterns"));
	/* A family says less, or the same. */
	write_file(p.own, "b.sig",
		   PUMP("acme.all", "pump", "ACME-*", "OTHER", "strong"));
	k = read_place(&p, NULL, &e);
	assert_non_null(k);
	knowledge_close(k);
	remove_place(&p);
}

struct met {
	unsigned count;
	char where[64];
};

static void meet(void *ctx, const struct sig_match *m, const struct fact *f)
{
	struct met *met = ctx;

	(void)f;
	met->count++;
	snprintf(met->where, sizeof(met->where), "%s", m->where);
	assert_int_equal(m->decibans, 20);
}

static void only_the_tried_file_is_told(void **state)
{
	struct place p = make_place();
	struct err e = {0};
	struct fact f = {.attr = A_dhcp_vendor_class, .length = 14};
	struct met met = {0};
	struct knowledge *k;

	(void)state;
	write_file(p.shipped, "classes.txt", classes);
	write_file(p.shipped, "a.sig",
		   PUMP("acme.pump", "pump", "ACME-P300*", "ACME-P400",
			"strong"));
	write_file(p.folder, "tried.sig",
		   PUMP("acme.other", "pump", "ACME-P3*", "ACME-P400",
			"strong"));
	k = read_place(&p, "tried.sig", &e);
	if (k == NULL)
		fail_msg("%s", e.text);
	snprintf(f.text, sizeof(f.text), "ACME-P300/9.9");
	sig_matches(k, &f, 1, meet, &met);
	assert_int_equal(met.count, 1);
	assert_string_equal(met.where, "tried.sig:3");
	snprintf(f.text, sizeof(f.text), "ACME-P400/9.9");
	sig_matches(k, &f, 1, meet, &met);
	assert_int_equal(met.count, 1);
	knowledge_close(k);
	remove_place(&p);
}

static void count(void *ctx, const struct advisory_match *m)
{
	(void)m;
	++*(unsigned *)ctx;
}

/* Whether what is published of a product of Baxter means that maker's. */
static unsigned matches(const struct knowledge *k, const char *vendor)
{
	struct advisories *a = advisories_open();
	struct advisory_subject s = {vendor, "Connex Spot Monitor", "", NULL, 0};
	unsigned n = 0;

	advisories_add(a, &(struct advisory_product){
				  .advisory = "A-1", .product = "P1",
				  .vendor = "Baxter",
				  .name = "Connex Spot Monitor", .models = "",
				  .versions = "vers:all/*", .cve = "",
				  .affected = true});
	knowledge_aliases(k, a);
	advisories_seal(a);
	advisories_match(a, &s, count, &n);
	advisories_close(a);
	return n;
}

static void a_maker_that_was_bought_keeps_its_name(void **state)
{
	struct place p = make_place();
	struct err e = {0};
	struct knowledge *k;

	(void)state;
	write_file(p.shipped, "classes.txt",
		   "vendor \"Baxter\"\n"
		   "  also \"Baxter International Inc.\"\n"
		   "  owns \"Welch Allyn\"\n"
		   "vendor \"Welch Allyn\"\n"
		   "  also \"Welch Allyn, Inc., Skaneateles\"\n");
	k = read_place(&p, NULL, &e);
	if (k == NULL)
		fail_msg("%s", e.text);
	assert_string_equal(canonical(k, CLAIM_VENDOR, "Baxter International Inc."),
			    "Baxter");
	assert_string_equal(canonical(k, CLAIM_VENDOR, "Welch Allyn"),
			    "Welch Allyn");
	assert_string_equal(
		canonical(k, CLAIM_VENDOR, "Welch Allyn, Inc., Skaneateles"),
		"Welch Allyn");
	assert_int_equal(matches(k, "Baxter"), 1);
	assert_int_equal(matches(k, "Welch Allyn"), 1);
	assert_int_equal(matches(k, "Welch Allyn, Inc., Skaneateles"), 1);
	assert_int_equal(matches(k, "Welch"), 0);
	knowledge_close(k);
	write_file(p.shipped, "classes.txt",
		   "vendor \"Baxter\"\n  bought \"Welch Allyn\"\n");
	assert_null(read_place(&p, NULL, &e));
	assert_non_null(strstr(e.text, "owns \"Name of a maker bought\""));
	remove_place(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_class_has_its_terms),
		cmocka_unit_test(an_own_block_replaces_the_shipped_one),
		cmocka_unit_test(an_example_is_not_won_by_another_block),
		cmocka_unit_test(only_the_tried_file_is_told),
		cmocka_unit_test(a_maker_that_was_bought_keeps_its_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
