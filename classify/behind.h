/* SPDX-License-Identifier: Apache-2.0 */
/* behind - the parts of an asset while they are judged: behind.c, line.c. */
#ifndef WW_BEHIND_H
#define WW_BEHIND_H

#include "classify/inventory.h"

/* An endpoint and the asset where it is. */
struct place {
	uint64_t asset;
	struct endpoint *at;
	struct node *head;
};

/* One part: the places with its number, and what tells it from others. */
struct part {
	const struct place *place;
	size_t n;
	uint32_t number;   /* that its asset goes by                           */
	struct part *same; /* the part that it is told to be, or itself        */
	struct part *next; /* another one that is told to be the same          */
	const char *serial, *vendor, *model, *eui;
	uint64_t frame;    /* one that held its facts                          */
	enum slotting slot;
	bool spoke, identified, sends, own, foreign, met, roams, wired;
	bool plays;        /* it says that it is an instrument                 */
	bool again;        /* its facts came in several frames                 */
	bool slotted;      /* its place makes it a device                      */
};

/* What a few protocols are, 0 of all others. It is asked of each fact: so what
 * their names told is remembered, one more than it is. */
enum { BY_PROTOCOLS = 3 };
struct by_protocol {
	const struct {
		const char *name;
		uint8_t kind;
	} row[BY_PROTOCOLS];
	uint8_t known[UINT8_MAX + 1];
};
/* slot.c */
unsigned by_protocol(struct by_protocol *, unsigned source);

/* behind.c: notes what a fact says of vendor, model and serial number. */
void part_note_names(struct part *, const struct known_fact *);
/* slot.c: marks those whose place makes them devices; the address's own places. */
void slots_judge(struct part *, size_t n, const struct place *, size_t own);

/* line.c: whether it is a line, and no device that a message tells of. */
static inline bool is_line(const struct part *p)
{
	return p->place->at->part < PART_LEAST;
}

/* .. : a protocol of lines only; that a fact makes its line an instrument's. */
bool line_is_all(unsigned source);
bool line_is_told_by(const struct known_fact *);
/* .. : whether what is no part, the first n places, makes the asset a serial
 * device server. */
bool is_line_server(struct inventory *, const struct place *, size_t n);
/* .. : finds the lines to several partners that are one instrument's. */
void lines_join(struct part *, size_t n, bool server);
/* .. : whether what speaks over the lines shows that they end in a serial device
 * server: one that knows nothing of networks, or several that differ. */
bool lines_show(const struct part *, size_t n);

#endif
