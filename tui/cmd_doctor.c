/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_doctor - why is there nothing to see, or less than hoped? */
#include <string.h>
#include <unistd.h>

#include "tui/doctor.h"

enum { SECONDS_USUAL = 5, WIDTH_USUAL = 100, WIDTH_LEAST = 60 };

/* Those that somebody named; else those that a mirror may feed. */
static unsigned find_ports(const struct config *c, struct port_facts *port)
{
	char found[INTERFACES_MAX][INTERFACE_NAME];
	unsigned n = c->interfaces;

	if (n == 0)
		n = interface_list("", found, INTERFACES_MAX);
	for (unsigned i = 0; i < n; i++) {
		struct port_facts *p = &port[i];

		memset(p, 0, sizeof(*p));
		p->named = c->interfaces > 0;
		interface_read("", p->named ? c->interface[i] : found[i],
			       &p->is);
		interface_ask(&p->is);
		p->after = (struct interface_counts){UNLEARNT, UNLEARNT, UNLEARNT,
						     UNLEARNT, UNLEARNT,
						     UNLEARNT};
	}
	return n;
}

static void listen(const struct command_line *cl, const struct config *c,
		   struct port_facts *port, unsigned n)
{
	unsigned seconds = cl->seconds_given ? cl->seconds : SECONDS_USUAL;

	if (seconds == 0 || n == 0)
		return;
	if (!cl->quiet && isatty(STDERR_FILENO))
		say("listening for %u s", seconds);
	ports_hear(port, n, seconds, c);
}

static void say_ports(struct sheet *s, const struct port_facts *port, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		const struct facts subject = {.port = &port[i]};
		const char *name = port[i].is.name;
		bool soft = !port[i].named;

		sheet_area(s, AREA_interface, name, &subject, soft);
		if (port[i].is.exists && !port[i].is.elsewhere)
			sheet_area(s, AREA_mirror, name, &subject, soft);
	}
	if (n == 0 && s->kind == SHEET_PEOPLE)
		printf("\nNo Ethernet interface was found; name one with -i.\n");
}

/* What the other verbs would read; else what watch would write. */
static const char *path_of(const struct command_line *cl,
			   const struct config *c)
{
	const char *path = path_to_read(cl);

	return path_must_exist(path, NULL) ? path : c->database;
}

int cmd_doctor(const struct command_line *cl)
{
	struct port_facts port[INTERFACES_MAX];
	struct machine_facts machine;
	struct base_facts base;
	struct facts subject = {.machine = &machine, .base = &base};
	struct sheet s = {.width = out_width(stdout),
			  .color = style_wanted(cl, stdout)};
	struct err e = {0};
	struct config c;
	unsigned n;

	if (cl->json && cl->fix_print)
		return say_usage("doctor: --json and --fix-print are two forms "
				 "of one page; choose one");
	if (!config_load(&c, cl, &e))
		return say_error(&e);
	if (s.width == 0)
		s.width = WIDTH_USUAL;
	else if (s.width < WIDTH_LEAST)
		s.width = WIDTH_LEAST;
	s.kind = cl->json ? SHEET_LINES : SHEET_PEOPLE;
	if (cl->fix_print)
		s.kind = SHEET_FIXES;
	n = find_ports(&c, port);
	machine_read(&machine, &c);
	listen(cl, &c, port, n);
	base_read(&base, path_of(cl, &c), &c);
	sheet_begin(&s);
	sheet_area(&s, AREA_machine, machine.program, &subject, false);
	say_ports(&s, port, n);
	sheet_area(&s, AREA_database, base.path, &subject, false);
	sheet_losses(&s, base.path, &base);
	sheet_end(&s);
	base_free(&base);
	return out_flush(stdout, "standard output", &e) ? s.status
							: say_error(&e);
}
