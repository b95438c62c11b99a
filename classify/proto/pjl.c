/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pjl - what printers answer when asked for their model.
 *
 * Reads    the line that follows "@PJL INFO ID" in an answer.
 * Never    jobs, their names and owners, documents, other answers.
 * Standard HP PJL Technical Reference Manual 7
 */
#include "classify/dissector.h"
#include "classify/proto/words.h"

enum { LINE_LIMIT = 512, LINES = 32 };

struct state {
	uint8_t lines[2];
	bool asked, answers;
};

static const char leave[] = "\x1b%-12345X";
static const char asks[] = "@PJL INFO ID";

static enum guess pjl_probe(struct cur first, enum side from)
{
	const char *begin = from == CLIENT && cur_at(&first, 0) == 0x1b
				    ? leave
				    : "@PJL ";
	size_t n = strlen(begin);

	if (cur_left(&first) < n)
		return cur_is(&first, begin, cur_left(&first)) ? MORE : NO;
	return cur_is(&first, begin, n) ? YES : NO;
}

/* "ENTER LANGUAGE" ends the commands: a document follows. Other languages too
 * may begin with the sign to leave the last one. */
static struct verdict read_command(struct dissect *d, struct cur line)
{
	struct state *s = d->state;

	while (cur_is(&line, leave, strlen(leave)))
		cur_skip(&line, strlen(leave));
	if (cur_left(&line) > 0 && !begins(line, "@PJL"))
		return s->lines[CLIENT] == 0 ? not_mine() : done();
	if (begins(line, "@PJL ENTER"))
		return done();
	s->asked |= begins(line, asks);
	return took(1);
}

/* "@PJL INFO ID", and in the next line "HP LaserJet 4050 Series". */
static void read_answer(struct dissect *d, struct cur line)
{
	struct state *s = d->state;

	line = cur_trim(cur_trim(line, '\f'), ' ');
	if (s->answers && cur_at(&line, 0) == '"') {
		obs_word(d, ABOUT_SPEAKER, A_pjl_printer, 1);
		obs_text(d, ABOUT_SPEAKER, A_pjl_model, cur_trim(line, '"'));
	}
	s->answers = s->asked && begins(line, asks);
}

static struct verdict pjl_parse(struct dissect *d)
{
	struct state *s = d->state;
	struct cur in = d->in, line;
	struct verdict all = line_within(&in, LINE_LIMIT), what = took(1);

	if (all.what == MALFORMED)
		return s->lines[d->from] == 0 ? not_mine() : done();
	if (all.what != TOOK)
		return all;
	line = cur_trim(cur_until(&in, '\n'), '\r');
	if (d->from == SERVER)
		read_answer(d, line);
	else
		what = read_command(d, line);
	if (what.what == NOT_MINE)
		return what;
	obs_protocol(d, "pjl", false);
	if (what.what == DONE)
		return what;
	if (++s->lines[d->from] >= LINES)
		return done();
	return all;
}

const struct dissector dissector_pjl = {
	.name = "pjl",
	.title = "Printer Job Language",
	.carrier = ON_TCP,
	.hints = {9100},
	.state_size = sizeof(struct state),
	.probe = pjl_probe,
	.parse = pjl_parse,
};
