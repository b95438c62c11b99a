/* SPDX-License-Identifier: Apache-2.0 */
/*
 * port - interfaces: opened, missed when they go, and found again.
 *
 * A card that is reset, a virtual port that moves: the interface goes and comes
 * back. The watch of the others goes on, and how long it was away is stored.
 */
#include <unistd.h>

#include "tui/watch.h"

enum { SOON_MS = 200, MOST_MS = 5000 };

static unsigned port_of(const struct watch *w, unsigned number)
{
	return number / w->job->workers;
}

struct live *port_listen(const struct watch *w, unsigned number, struct err *e)
{
	const struct job *job = w->job;
	unsigned interface = port_of(w, number);
	struct live_options o = {
		.interface = job->name[interface],
		.filter = job->filter,
		.filter_raw = job->filter_raw,
		.worker = number % job->workers,
		.workers = job->workers,
		.fanout_group = (uint16_t)(getpid() + (int)interface),
		.buffer_mib = job->buffer_mib,
		.snap_length = job->snap_length,
		.capture = (uint16_t)interface,
	};

	return live_open(&o, e);
}

/* All ears of an interface, or none: none hears before all are open. */
static bool open_port(struct watch *w, unsigned interface, struct err *e)
{
	struct hand *h = &w->hand[interface * w->job->workers];
	unsigned n = w->job->workers;
	bool good = true;

	for (unsigned i = 0; good && i < n; i++) {
		h[i].ear = port_listen(w, interface * n + i, e);
		good = h[i].ear != NULL;
	}
	for (unsigned i = 0; good && i < n; i++)
		good = live_begin(h[i].ear, e);
	for (unsigned i = 0; !good && i < n; i++) {
		live_close(h[i].ear);
		h[i].ear = NULL;
	}
	return good;
}

bool ports_open(struct watch *w, struct err *e)
{
	for (unsigned i = 0; i < w->job->names; i++)
		if (!open_port(w, i, e))
			return false;
	return true;
}

bool port_is_gone(const struct watch *w, unsigned number)
{
	return w->job->live && w->port[port_of(w, number)].gone_ms > 0;
}

void port_gone(struct watch *w, unsigned number, const struct err *why)
{
	struct port *p = &w->port[port_of(w, number)];

	hand_deaf(w, number);
	w->board->live[number].gone = 0;
	w->hand[number].due_ms = 0;
	if (p->gone_ms > 0)
		return;
	p->gone_ms = now_ms();
	p->wait_ms = SOON_MS;
	p->next_ms = p->gone_ms + p->wait_ms;
	if (why != NULL)
		say("%s", why->text);
	say("%s: the interface is gone; nothing is heard there until it is back",
	    w->job->name[port_of(w, number)]);
}

/* Told by the first of its workers: it is one interface that was gone. */
static uint64_t tell_absence(struct watch *w, unsigned interface)
{
	uint64_t ms = now_ms() - w->port[interface].gone_ms;
	uint64_t s = ms < 1000 ? 1 : (ms + 500) / 1000;

	hand_tell(w, interface * w->job->workers, TALLY_absent_s, s);
	return s;
}

/* The kernel shares frames among those of one device only: who still listens
 * to the old one ends first. */
static bool all_ended(struct watch *w, unsigned interface)
{
	unsigned first = interface * w->job->workers;

	for (unsigned i = first; i < first + w->job->workers; i++) {
		if (w->hand[i].pid != 0)
			return false;
		if (w->hand[i].due_ms > 0)
			port_gone(w, i, NULL);
	}
	return true;
}

static void look_for(struct watch *w, unsigned interface)
{
	struct port *p = &w->port[interface];
	unsigned first = interface * w->job->workers;
	struct err e = {0};

	if (!all_ended(w, interface) || !open_port(w, interface, &e)) {
		p->wait_ms = 2 * p->wait_ms < MOST_MS ? 2 * p->wait_ms
						      : MOST_MS;
		p->next_ms = now_ms() + p->wait_ms;
		return;
	}
	say("%s: the interface is back after %llu s, in which nothing was heard",
	    w->job->name[interface],
	    (unsigned long long)tell_absence(w, interface));
	p->gone_ms = 0;
	for (unsigned i = first; i < first + w->job->workers; i++)
		hand_start(w, i);
}

void ports_look(struct watch *w)
{
	if (!w->job->live || w->board->stop)
		return;
	for (unsigned i = 0; i < w->job->names; i++)
		if (w->port[i].gone_ms > 0 && now_ms() >= w->port[i].next_ms)
			look_for(w, i);
}

void ports_end(struct watch *w)
{
	for (unsigned i = 0; w->job->live && i < w->job->names; i++)
		if (w->port[i].gone_ms > 0)
			tell_absence(w, i);
}
