/* SPDX-License-Identifier: Apache-2.0 */
/*
 * unity - GE patient monitors on a CARESCAPE or Unity network ("RWHAT").
 *
 * Reads   of announcements, alarms and vital signs: the sender's address,
 *         which must be the packet's, lengths, and the form of the label.
 * Never   the patient's name, which stands in each announcement; the label of
 *         unit and bed; alarm texts; values.
 *
 * Standard none: offsets from a working decoder (mindleaving/gedash) and its
 *          capture of a Dash 4000. The meaning of the service numbers is not
 *          known, so an announcement tells the maker and no kind.
 */
#include "classify/dissector.h"

enum {
	BEACON = 88, ALARM = 84,
	SERVICES_AT = 43, SERVICES_MAX = 11,
	LABEL = 16, UNIT_MAX = 7, BED_MAX = 6,
	HEADER = 60, INNER = 120,
	KIND_ALARM = 0x00c90004, KIND_DATA = 0x00c90014,
};

/* Unit and bed as "ICU|B-02", then zeros: its form, for recognition. */
static bool is_label(struct cur in)
{
	size_t unit = 0, bed = 0;

	while (cur_at(&in, 0) > ' ' && cur_at(&in, 0) < 0x7f &&
	       cur_at(&in, 0) != '|' && ++unit > 0)
		cur_skip(&in, 1);
	if (unit == 0 || unit > UNIT_MAX || cur_u8(&in) != '|')
		return false;
	while (cur_at(&in, 0) > ' ' && cur_at(&in, 0) < 0x7f && ++bed > 0)
		cur_skip(&in, 1);
	while (cur_left(&in) > 0)
		if (cur_u8(&in) != 0)
			return false;
	return bed > 0 && bed <= BED_MAX && cur_ok(&in);
}

/* UDP 7000: address, time, label, name, services with their ports, zeros. */
static bool is_beacon(struct cur in)
{
	unsigned services;

	if (cur_left(&in) != BEACON || !CUR_IS(&in, "\x01\x04\x00\x00"))
		return false;
	cur_skip(&in, 12);
	if (!is_label(cur_take(&in, LABEL)))
		return false;
	cur_skip(&in, SERVICES_AT - 12 - LABEL);
	services = cur_u8(&in);
	if (services == 0 || services > SERVICES_MAX)
		return false;
	for (unsigned i = 0; i < services; i++)
		if (cur_u16(&in) == 0 || cur_u16(&in) == 0)
			return false;
	while (cur_left(&in) > 0)
		if (cur_u8(&in) != 0)
			return false;
	return cur_ok(&in);
}

/* The head that alarms and data share: an address, two zeros, the sender's
 * address, two zeros, the kind. */
static bool has_head(struct cur in, uint32_t kind)
{
	cur_skip(&in, 4);
	if (cur_u16(&in) != 0)
		return false;
	cur_skip(&in, 4);
	return cur_u16(&in) == 0 && cur_u32(&in) == kind && cur_ok(&in);
}

static bool is_alarm(struct cur in)
{
	if (cur_left(&in) != ALARM || !has_head(in, KIND_ALARM))
		return false;
	cur_skip(&in, 24);
	return is_label(cur_take(&in, LABEL));
}

/* A head, the length of what follows, the head again, a length again. */
static bool is_data(struct cur in)
{
	size_t n = cur_left(&in);
	struct cur inner = in;

	if (n < INNER || !has_head(in, KIND_DATA))
		return false;
	cur_skip(&inner, HEADER - 2);
	if (cur_u16(&inner) != n - HEADER || !has_head(inner, KIND_DATA) ||
	    !cur_is(&inner, in.p, 4) || !cur_is(&inner, in.p + 6, 4))
		return false;
	cur_skip(&inner, INNER - HEADER - 2);
	return cur_u16(&inner) == n - INNER && cur_ok(&inner);
}

static enum guess unity_probe(struct cur first, enum side from)
{
	(void)from;
	return is_beacon(first) || is_alarm(first) || is_data(first) ? YES : NO;
}

/* A group, or the last address of a network. */
static bool is_to_all(struct addr ip)
{
	return addr_is_group(ip) || (addr_is_v4(ip) && ip.b[15] == 255);
}

static struct verdict unity_parse(struct dissect *d)
{
	bool beacon = is_beacon(d->in);
	struct cur in = d->in;

	if (!beacon && !is_alarm(in) && !is_data(in))
		return not_mine();
	cur_skip(&in, beacon ? 4 : 6);
	if (addr_compare(addr_of_v4(cur_u32(&in)), d->ip[d->from]) != 0)
		return not_mine();
	obs_protocol(d, "unity", false);
	obs_term(d, ABOUT_SPEAKER, A_bedside_vendor, "GE HealthCare");
	if (beacon && is_to_all(d->ip[1 - d->from]))
		obs_term(d, ABOUT_SPEAKER, A_patient_to_group, "unity");
	if (!beacon) {
		obs_term(d, ABOUT_SPEAKER, A_bedside_kind, "patient-monitor");
		obs_term(d, ABOUT_SPEAKER, A_bedside_role, "device");
		obs_word(d, ABOUT_SPEAKER, A_bedside_clear, 1);
	}
	return took(cur_left(&d->in));
}

const struct dissector dissector_unity = {
	.name = "unity",
	.title = "GE CARESCAPE / Unity network",
	.carrier = ON_UDP,
	.hints = {7000, 7001, 3009, 3011, 3073, 3074},
	.probe = unity_probe,
	.parse = unity_parse,
};
