/* SPDX-License-Identifier: Apache-2.0 */
/*
 * arp - who has which IPv4 address.
 *
 * Reads    sender hardware and protocol address of requests and replies; whose
 *          wish for its address a host answers
 * Never    other target addresses: they are questions, not answers. But one that
 *          is built into the devices of one maker tells who asks for it.
 * Standard RFC 826; RFC 5227 (probes have no sender address)
 */
#include "classify/dissector.h"
#include "classify/proto/contec.h"

enum { ETHERNET = 1, IPV4 = 0x0800, REQUEST = 1, REPLY };

static enum guess arp_probe(struct cur first, enum side from)
{
	(void)from;
	return CUR_IS(&first, "\x00\x01\x08\x00\x06\x04") ? YES : NO;
}

static void tell_defence(struct dissect *d, const struct party *owner,
			 struct mac wanted)
{
	char text[2 * sizeof(wanted.b)];
	struct pen pen = pen_on(text, sizeof(text));

	pen_hex(&pen, wanted.b, sizeof(wanted.b));
	obs_text_of(d, owner, A_address_defended, cur_of(text, pen.n));
}

static struct verdict arp_parse(struct dissect *d)
{
	struct cur in = d->in;
	struct party sender;
	struct addr target;
	struct mac wanted;
	uint16_t operation;

	cur_skip(&in, 6);
	operation = cur_u16(&in);
	cur_copy(&in, sender.mac.b, 6);
	sender.ip = addr_of_v4(cur_u32(&in));
	cur_copy(&in, wanted.b, 6);
	target = addr_of_v4(cur_u32(&in));
	if (!cur_ok(&in) || operation < 1 || operation > 2)
		return malformed();
	if (addr_is_zero(sender.ip) || addr_is_group(sender.ip) ||
	    mac_is_zero(sender.mac) || mac_is_group(sender.mac))
		return done();
	obs_word_of(d, &sender, A_arp_binding, 1);
	/* RFC 5227 2.1.1: who only wants an address asks from none; a reply goes
	 * back to none, and only to him. */
	if (operation == REPLY && addr_is_zero(target) &&
	    !mac_is_zero(wanted) && !mac_is_group(wanted) &&
	    mac_compare(wanted, sender.mac) != 0)
		tell_defence(d, &sender, wanted);
	/* Who has that address itself announces it, and asks for nobody. */
	if (operation == REQUEST && is_contec_address(target) &&
	    addr_compare(sender.ip, target) != 0)
		obs_word_of(d, &sender, A_contec_address, target.b[15]);
	return done();
}

const struct dissector dissector_arp = {
	.name = "arp",
	.title = "Address Resolution Protocol",
	.carrier = ON_ETHER,
	.hints = {0x0806},
	.probe = arp_probe,
	.parse = arp_parse,
};
