/* SPDX-License-Identifier: Apache-2.0 */
/*
 * phd - personal health devices of IEEE 11073-20601, over TCP.
 *
 * Reads    association requests and answers: system identifier, role,
 *          configuration; of data only the answer with the attributes of the
 *          device itself (handle 0), see mds.c.
 * Never    scan reports, configurations reported, any other object: they are
 *          passed over by their length.
 * Standard IEEE 11073-20601 annex A (APDUs), annex F (MDER)
 */
#include "classify/proto/mds.h"

enum {
	AARQ = 0xe200, AARE = 0xe300, RLRQ = 0xe400, RLRE = 0xe500,
	ABRT = 0xe600, PRST = 0xe700,
	HEAD = 4,
	ASSOCIATION_MAX = 1024,
	PROTOCOLS_MAX = 4,
	PROTO_20601 = 20601,
	RESULT_MAX = 8, ACCEPTED = 0, ACCEPTED_UNKNOWN_CONFIG = 3,
	AGENT = 0x00800000,
	GET_RESPONSE = 0x0203,
	DATA_HEAD = 12,     /* to the end of three lengths                     */
	PART_INFRA = 8,
};
#define VERSION_1 0x80000000U

struct state {
	bool recognised;
};

/* What both sides tell of themselves when they associate. */
struct association {
	uint32_t system_type;
	struct cur system_id;
	uint16_t configuration;
};

/* Ranges of standard configurations, and the specialisation of each. */
static const struct {
	uint16_t first, last, profile;
} configurations[] = {
	{0x0190, 0x0191, 4100}, /* pulse oximeter, 11073-10404                 */
	{0x02bc, 0x02bc, 4103}, /* blood pressure monitor, -10407              */
	{0x0320, 0x0320, 4104}, /* thermometer, -10408                         */
	{0x05dc, 0x05dc, 4111}, /* weighing scale, -10415                      */
	{0x06a4, 0x06a4, 4113}, /* glucose meter, -10417                       */
};

/* PhdAssociationInformation. */
static bool read_information(struct cur in, struct association *a)
{
	cur_skip(&in, 4 + 2); /* protocol version, encoding rules */
	if (cur_u32(&in) != VERSION_1)
		return false; /* nomenclature version */
	cur_skip(&in, 4);     /* functional units */
	a->system_type = cur_u32(&in);
	if (cur_u16(&in) != 8)
		return false;
	a->system_id = cur_take(&in, 8);
	a->configuration = cur_u16(&in);
	return cur_ok(&in);
}

/* The protocol of 20601 in the body of a request: version, then a list. */
static bool read_request(struct cur in, struct association *a)
{
	uint32_t version = cur_u32(&in);
	uint16_t count = cur_u16(&in), length = cur_u16(&in);

	if (version != VERSION_1 || count == 0 || count > PROTOCOLS_MAX ||
	    length != cur_left(&in))
		return false;
	for (unsigned i = 0; i < count; i++) {
		uint16_t id = cur_u16(&in);
		struct cur info = cur_take(&in, cur_u16(&in));

		if (!cur_ok(&in))
			return false;
		if (id == PROTO_20601 && read_information(info, a))
			return true;
	}
	return false;
}

/* The result, and the protocol chosen. */
static bool read_answer(struct cur in, uint16_t *result, struct association *a)
{
	uint16_t id, length;

	*result = cur_u16(&in);
	id = cur_u16(&in);
	length = cur_u16(&in);
	return *result <= RESULT_MAX && id == PROTO_20601 &&
	       length == cur_left(&in) && read_information(in, a);
}

/* One of the choices of DataApdu. */
static bool is_data_choice(uint16_t choice)
{
	return (choice >= 0x0100 && choice <= 0x0107) ||
	       choice == 0x0201 || choice == GET_RESPONSE ||
	       choice == 0x0205 || choice == 0x0207 || choice == 0x0300 ||
	       choice == 0x0400;
}

/* Three lengths within each other; each of them must be right. */
static bool is_data(struct cur in, uint16_t *choice)
{
	uint16_t length, octets, inner;

	cur_skip(&in, 2);
	length = cur_u16(&in);
	octets = cur_u16(&in);
	cur_skip(&in, 2); /* invoke id */
	*choice = cur_u16(&in);
	inner = cur_u16(&in);
	return cur_ok(&in) && length == octets + 2 && octets == inner + 6 &&
	       is_data_choice(*choice);
}

/* The first message of a connection: an association, whole, or data. */
static enum guess phd_probe(struct cur first, enum side from)
{
	struct association a;
	struct cur in = first;
	uint16_t choice = cur_u16(&in), length = cur_u16(&in), any;

	(void)from;
	if (cur_left(&first) < HEAD)
		return (cur_at(&first, 0) & 0xf8) == 0xe0 ? MORE : NO;
	if (choice == PRST && cur_left(&first) < DATA_HEAD)
		return MORE;
	if (choice == PRST)
		return is_data(first, &any) ? YES : NO;
	if ((choice != AARQ && choice != AARE) || length > PROBE_MAX - HEAD)
		return NO;
	if (cur_left(&in) < length)
		return MORE;
	in = cur_take(&in, length);
	return (choice == AARQ ? read_request(in, &a)
			       : read_answer(in, &any, &a))
		       ? YES
		       : NO;
}

static void tell_side(struct dissect *d, const struct association *a)
{
	bool agent = (a->system_type & AGENT) != 0;

	obs_term(d, ABOUT_SPEAKER, A_bedside_role,
		 agent ? "device" : "collector");
	mds_tell_eui(d, a->system_id);
	for (size_t i = 0;
	     agent && i < sizeof(configurations) / sizeof(*configurations); i++)
		if (a->configuration >= configurations[i].first &&
		    a->configuration <= configurations[i].last)
			mds_tell_type(d, PART_INFRA,
				      configurations[i].profile);
}

static void tell_clear(struct dissect *d)
{
	obs_word(d, ABOUT_SPEAKER, A_bedside_clear, 1);
	obs_word(d, ABOUT_LISTENER, A_bedside_clear, 1);
}

static struct verdict associate(struct dissect *d, uint16_t choice,
				size_t length)
{
	struct state *s = d->state;
	struct association a;
	struct cur in = d->in;
	uint16_t result = ACCEPTED;

	if (length > ASSOCIATION_MAX)
		return s->recognised ? malformed() : not_mine();
	if (cur_left(&in) < HEAD + length)
		return need(HEAD + length);
	cur_skip(&in, HEAD);
	in = cur_take(&in, length);
	if (choice == AARQ ? !read_request(in, &a)
			   : !read_answer(in, &result, &a))
		return s->recognised ? took(HEAD + length) : not_mine();
	s->recognised = true;
	obs_protocol(d, "phd", false);
	tell_side(d, &a);
	if (choice == AARE &&
	    (result == ACCEPTED || result == ACCEPTED_UNKNOWN_CONFIG))
		tell_clear(d);
	return took(HEAD + length);
}

static struct verdict data(struct dissect *d, size_t length)
{
	struct state *s = d->state;
	struct cur in = d->in;
	uint16_t choice;
	bool wanted;

	if (cur_left(&in) < DATA_HEAD)
		return need(DATA_HEAD);
	if (!is_data(in, &choice))
		return s->recognised ? malformed() : not_mine();
	wanted = choice == GET_RESPONSE && HEAD + length <= FEED_MAX;
	if (wanted && cur_left(&in) < HEAD + length)
		return need(HEAD + length);
	s->recognised = true;
	obs_protocol(d, "phd", false);
	tell_clear(d);
	if (!wanted)
		return pass_over(HEAD + length);
	in = cur_take(&in, HEAD + length);
	cur_skip(&in, DATA_HEAD);
	if (cur_u16(&in) == 0 && mds_read(d, in))
		obs_term(d, ABOUT_SPEAKER, A_bedside_role, "device");
	return took(HEAD + length);
}

static struct verdict phd_parse(struct dissect *d)
{
	struct state *s = d->state;
	struct cur in = d->in;
	uint16_t choice = cur_u16(&in), length = cur_u16(&in);

	if (!cur_ok(&in))
		return need(HEAD);
	switch (choice) {
	case AARQ:
	case AARE:
		return associate(d, choice, length);
	case PRST:
		return data(d, length);
	case RLRQ:
	case RLRE:
	case ABRT:
		if (s->recognised)
			return pass_over(HEAD + (uint64_t)length);
		return not_mine();
	default:
		return s->recognised ? malformed() : not_mine();
	}
}

const struct dissector dissector_phd = {
	.name = "phd",
	.title = "IEEE 11073-20601 personal health device",
	.carrier = ON_TCP,
	.hints = {6024},
	.state_size = sizeof(struct state),
	.probe = phd_probe,
	.parse = phd_parse,
};
