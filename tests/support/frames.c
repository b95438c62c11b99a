/* SPDX-License-Identifier: Apache-2.0 */
/* frames - frames and capture files for tests, built octet by octet. */
#include "tests/support/frames.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "capture/base/must.h"

void put(struct octets *o, const void *p, size_t n)
{
	must(n <= sizeof(o->b) - o->n);
	memcpy(o->b + o->n, p, n);
	o->n += n;
}

void put8(struct octets *o, unsigned v)
{
	uint8_t octet = (uint8_t)v;

	put(o, &octet, 1);
}

void put16(struct octets *o, unsigned v)
{
	put8(o, v >> 8);
	put8(o, v);
}

void put32(struct octets *o, uint32_t v)
{
	put16(o, v >> 16);
	put16(o, v);
}

void put16_as(struct octets *o, bool big, unsigned v)
{
	put16(o, big ? v : (v & 0xff) << 8 | (v >> 8 & 0xff));
}

void put32_as(struct octets *o, bool big, uint32_t v)
{
	put32(o, big ? v : __builtin_bswap32(v));
}

static unsigned digit(char c)
{
	const char *const digits = "0123456789abcdef";
	const char *at = strchr(digits, c);

	must(at != NULL);
	return (unsigned)(at - digits);
}

void put_hex(struct octets *o, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == ' ')
			continue;
		put8(o, digit(text[0]) << 4 | digit(text[1]));
		text++;
	}
}

void put_ethernet(struct octets *o, unsigned from, unsigned to, unsigned type)
{
	put_hex(o, "0200 0000 00");
	put8(o, to);
	put_hex(o, "0200 0000 00");
	put8(o, from);
	put16(o, type);
}

void put_ip4(struct octets *o, unsigned from, unsigned to, unsigned id,
	     unsigned fragment, unsigned protocol, size_t length)
{
	put16(o, 0x4500);
	put16(o, (unsigned)length + 20);
	put16(o, id);
	put16(o, fragment);
	put8(o, 64);
	put8(o, protocol);
	put16(o, 0);
	put32(o, 0x0a000000 | from);
	put32(o, 0x0a000000 | to);
}

void put_ip6(struct octets *o, unsigned from, unsigned to, unsigned protocol,
	     size_t length)
{
	put32(o, 0x60000000);
	put16(o, (unsigned)length);
	put8(o, protocol);
	put8(o, 64);
	put_hex(o, "fd00 0000 0000 0000 0000 0000 0000");
	put16(o, from);
	put_hex(o, "fd00 0000 0000 0000 0000 0000 0000");
	put16(o, to);
}

void put_tcp(struct octets *o, unsigned from_port, unsigned to_port,
	     uint32_t seq, uint32_t ack, unsigned flags)
{
	put16(o, from_port);
	put16(o, to_port);
	put32(o, seq);
	put32(o, ack);
	put16(o, 0x5000 | flags);
	put16(o, 65535);
	put32(o, 0);
}

void put_udp(struct octets *o, unsigned from_port, unsigned to_port,
	     size_t length)
{
	put16(o, from_port);
	put16(o, to_port);
	put16(o, (unsigned)length + 8);
	put16(o, 0);
}

void put_datagram(struct octets *o, unsigned from, unsigned to,
		  unsigned from_port, unsigned to_port, const char *text)
{
	put_ethernet(o, from, to, 0x0800);
	put_ip4(o, from, to, 1, 0, L4_UDP, strlen(text) + 8);
	put_udp(o, from_port, to_port, strlen(text));
	put(o, text, strlen(text));
}

struct frame frame_of(const struct octets *o, uint16_t link, uint32_t wire,
		      uint64_t time_us)
{
	return (struct frame){
		.time_us = time_us,
		.number = 1,
		.wire_len = wire != 0 ? wire : (uint32_t)o->n,
		.link = link,
		.bytes = cur_of(o->b, o->n),
	};
}

int file_of(const struct octets *o)
{
	int fd = memfd_create("capture", 0);
	size_t done = 0;

	must(fd >= 0);
	while (done < o->n) {
		ssize_t n = write(fd, o->b + done, o->n - done);

		must(n > 0);
		done += (size_t)n;
	}
	must(lseek(fd, 0, SEEK_SET) == 0);
	return fd;
}
