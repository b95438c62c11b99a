/* SPDX-License-Identifier: Apache-2.0 */
/* show_model - all devices of a model side by side; and the verb for it. */
#include <string.h>

#include "store/models.h"
#include "tui/show.h"

enum { LEAST_WIDTH = 60, USUAL_WIDTH = 100 };

static void print_findings(const unsigned n[SEVERITIES])
{
	printf("%u/%u/%u/%u", n[SEVERITY_CRITICAL], n[SEVERITY_HIGH],
	       n[SEVERITY_MEDIUM], n[SEVERITY_LOW]);
}

/* ---- all models -------------------------------------------------------------------- */

static bool print_model(void *ctx, const struct model_row *m)
{
	unsigned *n = ctx;

	(*n)++;
	print_text(stdout, m->vendor[0] != '\0' ? m->vendor
						: "unknown maker");
	printf("  ");
	print_text(stdout, m->model);
	printf("\n    ");
	if (m->class_name[0] != '\0') {
		print_text(stdout, m->class_name);
		printf(", ");
	}
	printf("%u device%s, %u version%s, open findings ", m->devices,
	       plural(m->devices), m->versions, plural(m->versions));
	print_findings(m->findings);
	printf("%s\n", m->declared > 0 ? "" : ", no MDS2");
	return true;
}

static bool show_models(struct reader *r, struct err *e)
{
	unsigned n = 0;
	bool good = reader_models(r, "", "", print_model, &n, e);

	if (good && n == 0)
		printf("(none)\n");
	else if (good)
		printf("\nOpen findings: critical/high/medium/low.\n");
	return good;
}

/* ---- one model ---------------------------------------------------------------------- */

struct model_page {
	struct reader *reader;
	unsigned devices, versions, rows, declared;
	bool offered;
	uint64_t mds2;
};

static bool print_head(void *ctx, const struct model_row *m)
{
	struct model_page *p = ctx;
	char first[TIME_TEXT], last[TIME_TEXT];

	p->devices = m->devices;
	p->versions = m->versions;
	p->declared = m->declared;
	p->mds2 = m->mds2;
	time_print(m->first_us, first);
	time_print(m->last_us, last);
	print_text(stdout, m->model);
	printf("  ");
	print_text(stdout, m->vendor);
	printf("\n  class       ");
	print_text(stdout, m->class_name[0] != '\0' ? m->class_name
						    : "unknown");
	printf("\n  devices     %u, seen %s to %s\n", m->devices, first, last);
	return true;
}

static bool print_document(void *ctx, const struct mds2_row *d)
{
	struct model_page *p = ctx;

	printf("  MDS2        ");
	print_text(stdout, d->document[0] != '\0' ? d->document : d->file);
	print_behind(", ", d->edition);
	if (p->declared < p->devices)
		printf(", means %u of %u", p->declared, p->devices);
	printf("; %u answer%s contradicted by what was seen\n", d->questions,
	       plural(d->questions));
	return true;
}

static bool print_version(void *ctx, const struct model_version_row *v)
{
	char first[TIME_TEXT], last[TIME_TEXT];

	(void)ctx;
	time_print(v->first_us, first);
	time_print(v->last_us, last);
	printf("  ");
	print_text(stdout, v->version[0] != '\0' ? v->version
						 : "version not told");
	printf("\n    %u device%s, seen %.10s to %.10s, open findings ",
	       v->devices, plural(v->devices), first, last);
	print_findings(v->findings);
	printf("\n");
	return true;
}

static bool print_service(void *ctx, const struct model_service_row *s)
{
	struct model_page *p = ctx;

	if (p->rows++ == 0 || p->offered != s->offered)
		printf("\n%s\n", s->offered ? "Services that they offer"
					    : "Services that they ask others "
					      "for");
	p->offered = s->offered;
	printf("  %-5s %5u  ", s->transport, s->port);
	print_text(stdout, s->protocol[0] != '\0' ? s->protocol : "unknown");
	printf("  on %u of %u, %s", s->devices, p->devices,
	       !s->encrypted ? "not encrypted"
	       : s->clear    ? "encrypted and not"
			     : "encrypted");
	print_behind(", known by ", s->known_by);
	printf("\n");
	return true;
}

static bool print_rule(void *ctx, const struct model_rule_row *f)
{
	struct model_page *p = ctx;

	p->rows++;
	printf("  %-8s  %-8s  ", severity_name(f->severity), f->rule);
	print_text(stdout, f->title);
	printf(": %u of %u device%s, %u of %u version%s\n", f->devices,
	       p->devices, plural(p->devices), f->versions, p->versions,
	       plural(p->versions));
	return true;
}

static bool print_parts(struct model_page *p, const char *vendor,
			const char *model, struct err *e)
{
	printf("\nVersions side by side (open findings: "
	       "critical/high/medium/low)\n");
	if (!reader_model_versions(p->reader, vendor, model, print_version, p,
				   e) ||
	    !reader_model_services(p->reader, vendor, model, print_service, p,
				   e))
		return false;
	if (p->rows == 0)
		printf("\nNo service of theirs was seen to answer\n");
	p->rows = 0;
	printf("\nOpen findings in common\n");
	if (!reader_model_rules(p->reader, vendor, model, print_rule, p, e))
		return false;
	if (p->rows == 0)
		printf("  none by the rules that there are\n");
	return true;
}

static bool show_model(struct reader *r, const char *what, struct err *e)
{
	struct model_page p = {.reader = r};
	char vendor[ROW_TEXT], model[ROW_TEXT];

	if (!reader_find_model(r, what, vendor, model, e) ||
	    !reader_models(r, vendor, model, print_head, &p, e))
		return false;
	if (p.mds2 == 0)
		printf("  MDS2        none here: ask the maker for it, then "
		       "wardwatch import mds2 FILE\n");
	else if (!reader_mds2(r, p.mds2, print_document, &p, e))
		return false;
	return print_parts(&p, vendor, model, e);
}

/* ---- the verb ------------------------------------------------------------------------ */

static bool show_json(struct reader *r, const char *kind, const char *what,
		      struct err *e)
{
	char vendor[ROW_TEXT] = "", model[ROW_TEXT] = "";
	uint64_t document = 0, asset = 0;

	if (strcmp(kind, "mds2") == 0)
		return (what == NULL ||
			reader_find_mds2(r, what, &document, &asset, e)) &&
		       export_mds2(r, document, asset, stdout, e);
	return (what == NULL ||
		reader_find_model(r, what, vendor, model, e)) &&
	       export_models(r, vendor, model, stdout, e);
}

static bool show_text(struct reader *r, const char *kind, const char *what,
		      struct err *e)
{
	unsigned width = out_width(stdout);

	width = width == 0 ? USUAL_WIDTH
		: width < LEAST_WIDTH ? LEAST_WIDTH
				      : width;
	if (strcmp(kind, "mds2") == 0)
		return what != NULL ? show_document(r, what, width, e)
				    : show_documents(r, e);
	return what != NULL ? show_model(r, what, e) : show_models(r, e);
}

int show_declared(const struct command_line *cl)
{
	const char *what = cl->arguments > 1 ? cl->argument[1] : NULL;
	struct knowledge *known;
	struct err e = {0};
	struct reader *r;
	bool good;

	if (cl->filter != NULL || cl->sort != NULL || cl->reverse ||
	    cl->limit > 0)
		return say_usage("show %s: takes no --filter, --sort, --reverse "
				 "and --limit; name a model instead",
				 cl->argument[0]);
	r = reader_open(path_to_read(cl), &e);
	if (r == NULL)
		return say_error(&e);
	known = classes_of(cl);
	reader_know(r, known);
	good = cl->json ? show_json(r, cl->argument[0], what, &e)
			: show_text(r, cl->argument[0], what, &e);
	reader_close(r);
	knowledge_close(known);
	if (good || ferror(stdout))
		good = out_flush(stdout, "standard output", &e);
	return good ? STATUS_DONE : say_error(&e);
}
