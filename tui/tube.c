/* SPDX-License-Identifier: Apache-2.0 */
/* tube - records on their way from a worker to the recorder. */
#include "tui/tube.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "capture/base/must.h"

/* Before each record: how many words of it there are. */
enum { WORD = 8, WORDS = sizeof(struct record) / WORD, BATCH = 64,
       HANDED = 256, TURN_MS = 100 };

static_assert(1 + sizeof(struct record) <= TUBE_WRITE, "one fits at least");

void tube_open(struct tube *t, int fd, unsigned places)
{
	memset(t, 0, sizeof(*t));
	t->fd = fd;
	t->places = places > BATCH ? places : BATCH;
	t->place = must_alloc(t->places, sizeof(*t->place));
}

static size_t words_of(const struct record *r)
{
	static const uint8_t zeros[WORD];
	const uint8_t *octet = (const uint8_t *)r;
	size_t n = WORDS;

	while (n > 1 && memcmp(octet + (n - 1) * WORD, zeros, WORD) == 0)
		n--;
	return n;
}

/* As many as one write takes; how many octets they are. */
static size_t pack(const struct tube *t, uint8_t out[TUBE_WRITE],
		   unsigned *records)
{
	size_t n = 0;

	for (*records = 0; *records < t->waiting; ++*records) {
		const struct record *r =
			&t->place[(t->first + *records) % t->places];
		size_t words = words_of(r);

		if (n + 1 + words * WORD > TUBE_WRITE)
			break;
		out[n++] = (uint8_t)words;
		memcpy(out + n, r, words * WORD);
		n += words * WORD;
	}
	return n;
}

static void beat(const struct tube *t)
{
	if (t->beats != NULL)
		++*t->beats;
}

/* Who waits for the recorder does not stand still: it is not to be killed. */
static bool wait_for_room(const struct tube *t)
{
	struct pollfd room = {.fd = t->fd, .events = POLLOUT};
	int ready;

	do {
		beat(t);
		ready = poll(&room, 1, TURN_MS);
	} while (ready == 0 || (ready < 0 && errno == EINTR));
	return ready > 0;
}

static bool write_all(const struct tube *t, const uint8_t *octets, size_t n)
{
	ssize_t wrote;

	do
		wrote = write(t->fd, octets, n);
	while (wrote < 0 && (errno == EINTR || (errno == EAGAIN && t->patient &&
						 wait_for_room(t))));
	return wrote == (ssize_t)n;
}

bool tube_flush(struct tube *t)
{
	uint8_t octets[TUBE_WRITE];
	unsigned records;

	while (t->waiting > 0) {
		size_t n = pack(t, octets, &records);

		if (!write_all(t, octets, n))
			return false;
		t->waiting -= records;
		t->first = t->waiting > 0 ? (t->first + records) % t->places
					  : 0;
	}
	return true;
}

bool tube_write_one(int fd, const struct record *r)
{
	struct record one = *r;
	struct tube t = {.fd = fd, .place = &one, .places = 1, .waiting = 1};

	return tube_flush(&t);
}

bool tube_take(void *tube, const struct record *r)
{
	struct tube *t = tube;

	beat(t);
	if (t->waiting > 0 && t->waiting % BATCH == 0 && !tube_flush(t) &&
	    t->waiting == t->places) {
		if (t->refused != NULL)
			++*t->refused;
		return false;
	}
	t->place[(t->first + t->waiting++) % t->places] = *r;
	return true;
}

void tube_unpack(const uint8_t *in, size_t n, tube_hand *hand, void *ctx)
{
	struct record batch[HANDED];
	unsigned ready = 0;

	while (n > 0) {
		size_t octets = (size_t)in[0] * WORD;

		if (octets == 0 || octets > sizeof(*batch) || octets > n - 1)
			octets = 0;
		memset((uint8_t *)&batch[ready] + octets, 0,
		       sizeof(*batch) - octets);
		memcpy(&batch[ready++], in + 1, octets);
		in += 1 + octets;
		n = octets > 0 ? n - 1 - octets : 0;
		if (ready < HANDED && n > 0)
			continue;
		hand(ctx, batch, ready);
		ready = 0;
	}
}
