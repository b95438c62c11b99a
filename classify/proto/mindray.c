/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mindray - patient monitors that announce themselves to a group.
 *
 * Reads    the first octets of the announcement, and the group.
 * Never    what follows, which is encrypted or packed.
 * Standard none: a recording of a VS8, described by a user
 */
#include "classify/dissector.h"

static const char magic[] = "\x82\x01\x01\x00\x00\x04\x02";

static const uint32_t group = 0xe1000008; /* 225.0.0.8                      */

enum { MAGIC = sizeof(magic) - 1 };

static enum guess mindray_probe(struct cur first, enum side from)
{
	(void)from;
	return cur_is(&first, magic, MAGIC) && cur_left(&first) > 2 * MAGIC
		       ? YES
		       : NO;
}

static struct verdict mindray_parse(struct dissect *d)
{
	if (addr_compare(d->ip[1 - d->from], addr_of_v4(group)) != 0 ||
	    mindray_probe(d->in, d->from) != YES)
		return not_mine();
	obs_protocol(d, "mindray", false);
	obs_term(d, ABOUT_SPEAKER, A_bedside_vendor, "Mindray");
	obs_term(d, ABOUT_SPEAKER, A_bedside_kind, "patient-monitor");
	obs_term(d, ABOUT_SPEAKER, A_bedside_role, "device");
	return took(cur_left(&d->in));
}

const struct dissector dissector_mindray = {
	.name = "mindray",
	.title = "Mindray monitor announcement",
	.carrier = ON_UDP,
	.hints = {6678, 5500},
	.probe = mindray_probe,
	.parse = mindray_parse,
};
