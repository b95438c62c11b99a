/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tftp - files that move without login.
 *
 * Reads    the kind of a request, and of the first answer.
 * Never    file names, contents.
 * Standard RFC 1350 4, 5; RFC 2347
 */
#include "classify/dissector.h"
#include "classify/proto/words.h"

enum {
	READ = 1,
	WRITE = 2,
	DATA = 3,
	ACK = 4,
	OPTIONS = 6,
	BLOCK = 512,
	NAME_MAX_TFTP = 255,
};

struct state {
	uint8_t answer;     /* operation of the first answer                   */
};

static bool is_mode(struct cur mode)
{
	static const char *const modes[] = {"octet", "netascii", "mail"};

	for (size_t i = 0; i < 3; i++)
		if (is_word(mode, modes[i]))
			return true;
	return false;
}

/* The first answer, which comes from a port of its own: a block, leave to
 * begin, or options. */
static bool is_answer(uint16_t operation, struct cur in)
{
	static const char *const options[] = {"blksize", "tsize", "timeout",
					      "windowsize"};

	if (operation == DATA)
		return cur_left(&in) <= 2 + BLOCK && cur_u16(&in) == 1;
	if (operation == ACK)
		return cur_left(&in) == 2 && cur_u16(&in) == 0;
	in = cur_until(&in, 0);
	for (size_t i = 0; operation == OPTIONS && i < 4; i++)
		if (is_word(in, options[i]))
			return true;
	return false;
}

/* What follows that answer: its receipt, or the first block. */
static bool goes_on(uint8_t answer, uint16_t operation, uint16_t block)
{
	if (operation == ACK)
		return (answer == DATA && block == 1) ||
		       (answer == OPTIONS && block == 0);
	return operation == DATA && answer != DATA && block == 1;
}

static enum guess tftp_probe(struct cur first, enum side from)
{
	uint16_t operation = cur_u16(&first);
	struct cur name;

	(void)from;
	if (operation > WRITE)
		return is_answer(operation, first) ? YES : NO;
	if (operation != READ && operation != WRITE)
		return NO;
	name = cur_until(&first, 0);
	if (cur_left(&name) == 0 || cur_left(&name) > NAME_MAX_TFTP ||
	    cur_find(&first, 0) < 0)
		return NO;
	return is_mode(cur_until(&first, 0)) ? YES : NO;
}

/* In a flow of its own the one who was asked speaks first. */
static struct verdict read_transfer(struct dissect *d, uint16_t operation,
				    struct cur in)
{
	struct state *s = d->state;

	if (d->from == CLIENT) {
		if (!is_answer(operation, in))
			return not_mine();
		s->answer = (uint8_t)operation;
		return took(cur_left(&d->in));
	}
	if (!goes_on(s->answer, operation, cur_u16(&in)))
		return not_mine();
	obs_protocol(d, "tftp", false);
	obs_word(d, ABOUT_LISTENER, A_tftp_transfer,
		 operation == DATA ? WRITE : READ);
	return done();
}

static struct verdict tftp_parse(struct dissect *d)
{
	struct cur in = d->in;
	uint16_t operation = cur_u16(&in);

	if (operation > WRITE)
		return read_transfer(d, operation, in);
	obs_protocol(d, "tftp", false);
	/* Who is asked may not even have the service. */
	obs_word(d, ABOUT_SPEAKER, A_tftp_transfer, operation);
	return done();
}

const struct dissector dissector_tftp = {
	.name = "tftp",
	.title = "Trivial File Transfer Protocol",
	.carrier = ON_UDP,
	.stateless = true,
	.hints = {69},
	.state_size = sizeof(struct state),
	.probe = tftp_probe,
	.parse = tftp_parse,
};
