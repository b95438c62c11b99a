/* SPDX-License-Identifier: Apache-2.0 */
/* frames - frames and capture files for tests, built octet by octet. */
#ifndef WW_TEST_FRAMES_H
#define WW_TEST_FRAMES_H

#include <stdarg.h>

#include "capture/capture.h"

enum { OCTETS_MAX = 200000 };

/* Octets that grow; put_* append in network order. */
struct octets {
	uint8_t b[OCTETS_MAX];
	size_t n;
};

void put(struct octets *, const void *, size_t);
void put8(struct octets *, unsigned);
void put16(struct octets *, unsigned);
void put32(struct octets *, uint32_t);
/* In the order of the flag, as capture files are. */
void put16_as(struct octets *, bool big, unsigned);
void put32_as(struct octets *, bool big, uint32_t);
/* Hexadecimal digits; spaces are passed over. */
void put_hex(struct octets *, const char *);

/* 02:00:00:00:00:<to>, 02:00:00:00:00:<from>, type. */
void put_ethernet(struct octets *, unsigned from, unsigned to, unsigned type);
/* 10.0.0.<from> to 10.0.0.<to>; length: of what follows the header. */
void put_ip4(struct octets *, unsigned from, unsigned to, unsigned id,
	     unsigned fragment, unsigned protocol, size_t length);
/* fd00::<from> to fd00::<to>. */
void put_ip6(struct octets *, unsigned from, unsigned to, unsigned protocol,
	     size_t length);
void put_tcp(struct octets *, unsigned from_port, unsigned to_port,
	     uint32_t seq, uint32_t ack, unsigned flags);
void put_udp(struct octets *, unsigned from_port, unsigned to_port,
	     size_t length);
/* Ethernet, IPv4 and UDP around a text. */
void put_datagram(struct octets *, unsigned from, unsigned to,
		  unsigned from_port, unsigned to_port, const char *text);

/* The frame of all these octets; wire 0: nothing was cut. */
struct frame frame_of(const struct octets *, uint16_t link, uint32_t wire,
		      uint64_t time_us);

/* A descriptor of an unnamed file with these octets, at its start. */
int file_of(const struct octets *);

#endif
