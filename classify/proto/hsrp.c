/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hsrp - routers that share an address, and which of them has it.
 *
 * Reads    group, state, priority and address of version 1 and 2
 * Never    the password, which stands there in clear; other messages
 * Standard RFC 2281 5.1; version 2 has none published: what Cisco's guides and
 *          public dissectors tell alike, a list of type, length and value.
 */
#include "classify/proto/router_group.h"

enum {
	OCTETS_1 = 20,
	PASSWORD = 8,
	OPCODE_LAST = 2,      /* hello, coup, resign                           */
	GROUP_STATE = 1,      /* the type, of so many octets                   */
	GROUP_STATE_OCTETS = 40,
	IPV4 = 4,
	IPV6 = 6,
	PRIORITY_MOST = 255,
};

static const char *state_1(uint8_t state)
{
	switch (state) {
	case 0:
		return "initial";
	case 1:
		return "learn";
	case 2:
		return "listen";
	case 4:
		return "speak";
	case 8:
		return "standby";
	case 16:
		return "active";
	default:
		return NULL;
	}
}

static const char *state_2(uint8_t state)
{
	static const char *const names[] = {
		"disabled", "initial", "learn", "listen", "speak", "standby",
		"active",
	};

	return state < sizeof(names) / sizeof(names[0]) ? names[state] : NULL;
}

static bool is_version_1(struct cur in)
{
	return cur_left(&in) == OCTETS_1 && cur_at(&in, 0) == 0 &&
	       cur_at(&in, 1) <= OPCODE_LAST && state_1(cur_at(&in, 2)) != NULL &&
	       cur_at(&in, 3) != 0 && cur_at(&in, 4) >= cur_at(&in, 3) &&
	       cur_at(&in, 7) == 0;
}

static bool is_version_2(struct cur in)
{
	uint8_t ip = cur_at(&in, 5);

	return cur_left(&in) >= 2 + GROUP_STATE_OCTETS &&
	       CUR_IS(&in, "\x01\x28\x02") && cur_at(&in, 3) <= OPCODE_LAST &&
	       state_2(cur_at(&in, 4)) != NULL && (ip == IPV4 || ip == IPV6);
}

static enum guess hsrp_probe(struct cur first, enum side from)
{
	(void)from;
	return is_version_1(first) || is_version_2(first) ? YES : NO;
}

static void read_1(struct dissect *d, struct cur in)
{
	const char *state;
	uint8_t priority, group;

	cur_skip(&in, 2);
	state = state_1(cur_u8(&in));
	cur_skip(&in, 2);
	priority = cur_u8(&in);
	group = cur_u8(&in);
	cur_skip(&in, 1 + PASSWORD);
	tell_rank(d, "hsrp", group, state, priority);
	tell_shared(d, "hsrp", group, addr_of_v4(cur_u32(&in)));
}

static void read_2(struct dissect *d, struct cur in)
{
	const char *state;
	uint8_t ip, octets[16];
	uint16_t group;
	uint32_t priority;

	cur_skip(&in, 4);
	state = state_2(cur_u8(&in));
	ip = cur_u8(&in);
	group = cur_u16(&in);
	cur_skip(&in, 6);
	priority = cur_u32(&in);
	cur_skip(&in, 8);
	cur_copy(&in, octets, sizeof(octets));
	if (priority > PRIORITY_MOST)
		return;
	tell_rank(d, "hsrp", group, state, priority);
	in = cur_of(octets, 4);
	tell_shared(d, "hsrp", group,
		    ip == IPV4 ? addr_of_v4(cur_u32(&in)) : addr_of_v6(octets));
}

/* All of them go to a group of routers: 224.0.0.2, 224.0.0.102 or ff02::66. */
static bool is_to_routers(struct addr to)
{
	static const uint8_t all[16] = {0xff, 0x02, [15] = 0x66};

	return addr_compare(to, addr_of_v4(0xe0000002)) == 0 ||
	       addr_compare(to, addr_of_v4(0xe0000066)) == 0 ||
	       addr_compare(to, addr_of_v6(all)) == 0;
}

static struct verdict hsrp_parse(struct dissect *d)
{
	if (!is_to_routers(d->ip[1 - d->from]))
		return not_mine();
	obs_protocol(d, "hsrp", false);
	if (is_version_1(d->in))
		read_1(d, d->in);
	else
		read_2(d, d->in);
	return took(cur_left(&d->in));
}

const struct dissector dissector_hsrp = {
	.name = "hsrp",
	.title = "Hot Standby Router Protocol",
	.carrier = ON_UDP,
	.stateless = true,
	.hints = {1985, 2029},
	.probe = hsrp_probe,
	.parse = hsrp_parse,
};
