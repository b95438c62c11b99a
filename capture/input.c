/* SPDX-License-Identifier: Apache-2.0 */
/* input - octets of a capture file in large blocks, unpacked on the way. */
#include "capture/input.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "capture/base/must.h"

enum {
	HOLD = INPUT_BLOCK + PEEK_MAX,
};

struct input {
	int fd;
	bool over;           /* of the file                                   */
	uint64_t octets;
	const char *problem;
	uint8_t *hold;       /* octets ready to be looked at                  */
	size_t at, end;
	uint8_t *packed;     /* octets as stored, when packed                 */
	size_t packed_at, packed_end;
	bool gzip, zstd;
	bool inside;         /* of a packed stream that goes on               */
	z_stream inflater;
	ZSTD_DStream *unzstd;
};

/* Packets in the clear stay out of core dumps. */
static uint8_t *quiet(size_t n)
{
	void *p = mmap(NULL, n, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	must(p != MAP_FAILED);
	madvise(p, n, MADV_DONTDUMP);
	return p;
}

static size_t read_file(struct input *in, uint8_t *to, size_t n)
{
	ssize_t got = read(in->fd, to, n);

	/* A signal that interrupts asks to stop: nothing more may ever come. */
	if (got < 0 && errno != EINTR)
		in->problem = strerror(errno);
	if (got <= 0) {
		in->over = true;
		return 0;
	}
	in->octets += (uint64_t)got;
	return (size_t)got;
}

static void refill_packed(struct input *in)
{
	if (in->packed_at < in->packed_end || in->over)
		return;
	in->packed_at = 0;
	in->packed_end = read_file(in, in->packed, INPUT_BLOCK);
}

/* Several gzip members may follow each other. */
static size_t read_gzip(struct input *in, uint8_t *to, size_t n)
{
	z_stream *z = &in->inflater;
	int rc = Z_OK;

	z->next_out = to;
	z->avail_out = (uInt)n;
	while (z->avail_out == n && in->problem == NULL) {
		refill_packed(in);
		if (in->packed_at == in->packed_end) {
			if (in->inside && in->problem == NULL)
				in->problem = "gzip data cut short";
			break;
		}
		z->next_in = in->packed + in->packed_at;
		z->avail_in = (uInt)(in->packed_end - in->packed_at);
		rc = inflate(z, Z_NO_FLUSH);
		in->packed_at = in->packed_end - z->avail_in;
		in->inside = rc != Z_STREAM_END;
		if (rc == Z_STREAM_END)
			rc = inflateReset(z);
		if (rc != Z_OK && rc != Z_BUF_ERROR)
			in->problem = "damaged gzip data";
	}
	return n - z->avail_out;
}

static size_t read_zstd(struct input *in, uint8_t *to, size_t n)
{
	ZSTD_outBuffer out = {to, n, 0};

	while (out.pos == 0 && in->problem == NULL) {
		ZSTD_inBuffer from;
		size_t rc;

		refill_packed(in);
		from = (ZSTD_inBuffer){in->packed, in->packed_end,
				       in->packed_at};
		rc = ZSTD_decompressStream(in->unzstd, &out, &from);
		if (ZSTD_isError(rc))
			in->problem = "damaged zstd data";
		if (from.pos == in->packed_at && out.pos == 0 && in->over) {
			if (in->inside && in->problem == NULL)
				in->problem = "zstd data cut short";
			break;
		}
		in->inside = rc != 0;
		in->packed_at = from.pos;
	}
	return out.pos;
}

static size_t read_more(struct input *in, uint8_t *to, size_t n)
{
	if (in->problem != NULL)
		return 0;
	if (in->gzip)
		return read_gzip(in, to, n);
	if (in->zstd)
		return read_zstd(in, to, n);
	return in->over ? 0 : read_file(in, to, n);
}

struct cur input_peek(struct input *in, size_t n)
{
	must(n <= PEEK_MAX);
	if (in->end - in->at < n) {
		memmove(in->hold, in->hold + in->at, in->end - in->at);
		in->end -= in->at;
		in->at = 0;
	}
	while (in->end - in->at < n) {
		size_t got = read_more(in, in->hold + in->end, INPUT_BLOCK);

		if (got == 0) {
			n = in->end - in->at;
			break;
		}
		in->end += got;
	}
	return cur_of(in->hold + in->at, n);
}

struct cur input_held(const struct input *in)
{
	return cur_of(in->hold + in->at, in->end - in->at);
}

void input_skip(struct input *in, size_t n)
{
	must(n <= in->end - in->at);
	in->at += n;
}

uint64_t input_octets(const struct input *in)
{
	return in->octets;
}

const char *input_problem(const struct input *in)
{
	return in->problem;
}

/* What was read so far turns out to be packed. */
static bool unpack(struct input *in)
{
	in->packed = quiet(INPUT_BLOCK);
	in->packed_end = in->end;
	memcpy(in->packed, in->hold, in->end);
	in->end = 0;
	if (in->gzip)
		return inflateInit2(&in->inflater, 15 + 16) == Z_OK;
	in->unzstd = ZSTD_createDStream();
	return in->unzstd != NULL;
}

struct input *input_open(int fd, const char *name, struct err *e)
{
	struct input *in = must_alloc(1, sizeof(*in));
	struct cur head;

	in->fd = fd;
	in->hold = quiet(HOLD);
	while (in->end < 4 && !in->over)
		in->end += read_file(in, in->hold + in->end,
				     INPUT_BLOCK - in->end);
	head = cur_of(in->hold, in->end);
	in->gzip = CUR_IS(&head, "\x1f\x8b");
	in->zstd = CUR_IS(&head, "\x28\xb5\x2f\xfd");
	if (in->problem != NULL ||
	    ((in->gzip || in->zstd) && !unpack(in))) {
		err_set(e, ERR_INPUT, "%s: %s", name,
			in->problem != NULL ? in->problem : "cannot unpack");
		input_close(in);
		return NULL;
	}
	return in;
}

void input_close(struct input *in)
{
	if (in == NULL)
		return;
	if (in->gzip)
		inflateEnd(&in->inflater);
	ZSTD_freeDStream(in->unzstd);
	if (in->packed != NULL)
		munmap(in->packed, INPUT_BLOCK);
	munmap(in->hold, HOLD);
	close(in->fd);
	free(in);
}
