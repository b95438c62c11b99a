/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stp - who takes part in the protocols that switches speak among themselves.
 *
 * Reads    which one: spanning tree, rapid or per VLAN; trunks (DTP), VLANs
 *          (VTP), links of one direction (UDLD)
 * Never    bridges, roots, names of domains and VLANs
 * Standard IEEE 802.1D-2004 9.3, 802.1Q-2018 14.4; Cisco's have none published
 */
#include "classify/dissector.h"

/* LLC of the bridge group address; protocol identifier 0. */
#define BPDU "\x42\x42\x03\x00\x00"
/* LLC and SNAP of Cisco. */
#define CISCO "\xaa\xaa\x03\x00\x00\x0c"

enum {
	CONFIGURATION = 0,
	CHANGE = 0x80,
	RAPID = 2,
	CONFIGURATION_OCTETS = 35,
};

static const struct row {
	uint16_t protocol;
	const char *name;
} cisco[] = {
	{0x010b, "pvst"}, {0x0111, "udld"}, {0x2003, "vtp"}, {0x2004, "dtp"},
};

static const struct row *row_of(struct cur in)
{
	cur_skip(&in, sizeof(CISCO) - 1);
	for (size_t i = 0; i < sizeof(cisco) / sizeof(cisco[0]); i++)
		if (cur_at(&in, 0) == cisco[i].protocol >> 8 &&
		    cur_at(&in, 1) == (cisco[i].protocol & 0xff))
			return &cisco[i];
	return NULL;
}

static enum guess stp_probe(struct cur first, enum side from)
{
	(void)from;
	if (CUR_IS(&first, BPDU))
		return YES;
	return CUR_IS(&first, CISCO) && row_of(first) != NULL ? YES : NO;
}

static struct verdict stp_parse(struct dissect *d)
{
	struct cur in = d->in;
	const struct row *row = CUR_IS(&in, CISCO) ? row_of(in) : NULL;
	uint8_t version, type;

	if (row != NULL) {
		obs_term(d, ABOUT_SPEAKER, A_switch_protocol, row->name);
		return done();
	}
	if (!CUR_IS(&in, BPDU))
		return not_mine();
	cur_skip(&in, sizeof(BPDU) - 1);
	version = cur_u8(&in);
	type = cur_u8(&in);
	if (type != CHANGE)
		cur_skip(&in, CONFIGURATION_OCTETS - 4);
	if (!cur_ok(&in) || (type != CHANGE && type != CONFIGURATION &&
			     type != RAPID))
		return malformed();
	obs_term(d, ABOUT_SPEAKER, A_switch_protocol,
		 version >= RAPID ? "rstp" : "stp");
	return done();
}

const struct dissector dissector_stp = {
	.name = "stp",
	.title = "Spanning tree and its kind",
	.carrier = ON_ETHER,
	.probe = stp_probe,
	.parse = stp_parse,
};
