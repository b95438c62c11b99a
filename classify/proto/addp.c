/* SPDX-License-Identifier: Apache-2.0 */
/*
 * addp - Digi's Advanced Device Discovery Protocol.
 *
 * Reads    answers to a search: MAC address, hardware name, firmware, number
 *          of serial ports; that a request carries a password.
 * Never    the password; host name, domain and messages; network names and
 *          keys of a wireless device; addresses.
 * Standard none: described by its users and in code of Digi International
 *          (addp of DCRabbit).
 */
#include "classify/dissector.h"
#include "classify/proto/maker.h"

enum {
	HEADER = 8,
	CONFIG_ASK = 1, CONFIG_TELL = 2, ADDRESS_ASK = 3, REBOOT_ASK = 5,
	DHCP_ASK = 7, LAST = 8,
	ITEMS_MAX = 64,
	MAC = 0x01, FIRMWARE = 0x08, HARDWARE = 0x0d, SERIAL_PORTS = 0x12,
	ADDRESSES = 12, /* address, mask, gateway before a MAC                */
};

/* Three words of four letters, by family; a command; the length of the rest. */
static enum guess addp_probe(struct cur first, enum side from)
{
	uint16_t command;

	(void)from;
	if (!CUR_IS(&first, "DIGI") && !CUR_IS(&first, "DVKT") &&
	    !CUR_IS(&first, "DGDP"))
		return NO;
	cur_skip(&first, 4);
	command = cur_u16(&first);
	return command >= CONFIG_ASK && command <= LAST &&
			       cur_u16(&first) == cur_left(&first) &&
			       cur_ok(&first)
		       ? YES
		       : NO;
}

/* "Version 82000856_F6 07/21/2006": the number. */
static struct cur version_of(struct cur text)
{
	if (CUR_IS(&text, "Version "))
		cur_skip(&text, 8);
	return cur_until(&text, ' ');
}

/* Type, length, value, to the last octet; false when they do not add up. */
static bool read_answer(struct cur in, struct cur item[SERIAL_PORTS + 1])
{
	for (unsigned i = 0; i < ITEMS_MAX && cur_left(&in) > 0; i++) {
		uint8_t type = cur_u8(&in);
		struct cur value = cur_take(&in, cur_u8(&in));

		if (type <= SERIAL_PORTS && cur_left(&item[type]) == 0)
			item[type] = value;
	}
	return cur_ok(&in) && cur_left(&in) == 0 && cur_left(&item[MAC]) == 6;
}

static struct verdict tell_answer(struct dissect *d, struct cur in)
{
	struct cur item[SERIAL_PORTS + 1];
	uint8_t mac[6];

	for (unsigned i = 0; i <= SERIAL_PORTS; i++)
		item[i] = cur_of(in.p, 0);
	if (!read_answer(in, item))
		return malformed();
	cur_copy(&item[MAC], mac, sizeof(mac));
	obs_protocol(d, "addp", false);
	tell_server(d, "Digi International", mac);
	obs_text(d, ABOUT_SPEAKER, A_inventory_model, item[HARDWARE]);
	obs_text(d, ABOUT_SPEAKER, A_inventory_version,
		 version_of(item[FIRMWARE]));
	if (cur_left(&item[SERIAL_PORTS]) == 1 &&
	    cur_at(&item[SERIAL_PORTS], 0) > 0)
		obs_word(d, ABOUT_SPEAKER, A_sds_serial_port,
			 cur_at(&item[SERIAL_PORTS], 0));
	return took(cur_left(&d->in));
}

/* Before the password its length. Who asks to reboot sends the MAC before it,
 * others also what is to be set. */
static bool has_password(uint16_t command, struct cur in)
{
	uint8_t n;

	if (command != ADDRESS_ASK && command != REBOOT_ASK &&
	    command != DHCP_ASK)
		return false;
	cur_skip(&in, command == ADDRESS_ASK ? ADDRESSES : 0);
	cur_skip(&in, command == DHCP_ASK ? 1 : 0);
	cur_skip(&in, 6);
	n = cur_u8(&in);
	return cur_ok(&in) && n > 0 && cur_left(&in) == n;
}

static struct verdict addp_parse(struct dissect *d)
{
	struct cur in = d->in;
	uint16_t command;

	if (addp_probe(in, d->from) != YES)
		return not_mine();
	cur_skip(&in, 4);
	command = cur_u16(&in);
	cur_skip(&in, 2);
	if (command == CONFIG_TELL)
		return tell_answer(d, in);
	obs_protocol(d, "addp", false);
	if (has_password(command, in))
		obs_term(d, ABOUT_SPEAKER, A_clear_login_sent, "addp");
	return took(cur_left(&d->in));
}

const struct dissector dissector_addp = {
	.name = "addp",
	.title = "Digi device discovery",
	.carrier = ON_UDP,
	.hints = {2362},
	.probe = addp_probe,
	.parse = addp_parse,
};
