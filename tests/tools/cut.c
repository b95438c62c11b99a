/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cut - cuts a capture into pieces by time: cut FILE PIECES PREFIX writes
 * PREFIX-0.pcap and so on, in pcap with microseconds.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>

#include "capture/capture.h"

static void put32(FILE *f, uint32_t v)
{
	fwrite(&v, sizeof(v), 1, f);
}

static FILE *begin(const char *prefix, unsigned n, uint32_t link)
{
	char path[4096];
	FILE *f;

	snprintf(path, sizeof(path), "%s-%u.pcap", prefix, n);
	f = fopen(path, "wb");
	if (f == NULL) {
		perror(path);
		exit(1);
	}
	put32(f, 0xa1b2c3d4);
	put32(f, 0x00040002);
	put32(f, 0);
	put32(f, 0);
	put32(f, 262144);
	put32(f, link);
	return f;
}

static struct source *open_capture(const char *path)
{
	struct err e = {0};
	struct source *s = source_open(open(path, O_RDONLY), path, 0, &e);

	if (s == NULL) {
		fprintf(stderr, "%s\n", e.text);
		exit(1);
	}
	return s;
}

int main(int argc, char **argv)
{
	unsigned pieces = argc == 4 ? (unsigned)strtoul(argv[2], NULL, 10) : 0;
	uint64_t frames = 0, n = 0;
	struct source *s;
	struct frame f = {0};
	FILE *out = NULL;

	if (pieces == 0)
		return 2;
	s = open_capture(argv[1]);
	while (source_next(s, &f) == SOURCE_FRAME)
		frames++;
	source_close(s);
	s = open_capture(argv[1]);
	while (source_next(s, &f) == SOURCE_FRAME) {
		if (n % (frames / pieces + 1) == 0) {
			if (out != NULL)
				fclose(out);
			out = begin(argv[3],
				    (unsigned)(n / (frames / pieces + 1)),
				    f.link);
		}
		n++;
		put32(out, (uint32_t)(f.time_us / 1000000));
		put32(out, (uint32_t)(f.time_us % 1000000));
		put32(out, (uint32_t)cur_left(&f.bytes));
		put32(out, f.wire_len);
		fwrite(f.bytes.p, cur_left(&f.bytes), 1, out);
	}
	source_close(s);
	if (out != NULL)
		fclose(out);
	return 0;
}
