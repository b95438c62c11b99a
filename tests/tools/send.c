/* SPDX-License-Identifier: Apache-2.0 */
/*
 * send - UDP datagrams of many conversations at an even rate: send INTERFACE
 * FRAMES RATE OCTETS [CONVERSATIONS]. RATE 0 sends as fast as it goes. Prints
 * how many frames the kernel took, in how many milliseconds. Only for tests, in
 * a network namespace of their own.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BATCH = 64, FRAME_MAX = 1500, HEADERS = 42 };

struct batch {
	unsigned char frame[BATCH][FRAME_MAX];
	struct iovec part[BATCH];
	struct mmsghdr message[BATCH];
};

static void put16(unsigned char *at, unsigned v)
{
	at[0] = (unsigned char)(v >> 8);
	at[1] = (unsigned char)v;
}

/* 10.1.x.y port 20000 to 10.2.0.1 port 9999; 02:01:... to 02:02:... */
static void write_frame(unsigned char *f, unsigned octets, unsigned who)
{
	unsigned sum = 0;

	memset(f, 0, octets);
	f[0] = f[6] = 2;
	f[1] = 2;
	f[7] = 1;
	put16(f + 10, who);
	put16(f + 12, ETHERTYPE_IP);
	f[14] = 0x45;
	put16(f + 16, octets - 14);
	f[22] = 64;
	f[23] = 17;
	f[26] = 10;
	f[27] = 1;
	put16(f + 28, who);
	f[30] = 10;
	f[31] = 2;
	f[33] = 1;
	for (unsigned i = 14; i < 34; i += 2)
		sum += (unsigned)f[i] << 8 | f[i + 1];
	sum = (sum & 0xffff) + (sum >> 16);
	put16(f + 24, ~(sum + (sum >> 16)) & 0xffff);
	put16(f + 34, 20000);
	put16(f + 36, 9999);
	put16(f + 38, octets - 34);
}

static int open_port(const char *name)
{
	struct sockaddr_ll at = {.sll_family = AF_PACKET,
				 .sll_ifindex = (int)if_nametoindex(name)};
	int fd = socket(AF_PACKET, SOCK_RAW, 0), on = 1;

	if (fd < 0 || at.sll_ifindex == 0 ||
	    bind(fd, (struct sockaddr *)(void *)&at, sizeof(at)) != 0) {
		perror(name);
		exit(1);
	}
	setsockopt(fd, SOL_PACKET, PACKET_QDISC_BYPASS, &on, sizeof(on));
	return fd;
}

static uint64_t now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

static void wait_until(uint64_t us)
{
	struct timespec t = {(time_t)(us / 1000000),
			     (long)(us % 1000000) * 1000};

	clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL);
}

int main(int argc, char **argv)
{
	static struct batch b;
	uint64_t frames = argc > 4 ? strtoull(argv[2], NULL, 10) : 0;
	uint64_t rate = argc > 4 ? strtoull(argv[3], NULL, 10) : 0, sent = 0;
	unsigned octets = argc > 4 ? (unsigned)strtoul(argv[4], NULL, 10) : 0;
	unsigned many = argc > 5 ? (unsigned)strtoul(argv[5], NULL, 10) : 1000;
	uint64_t start = now_us();
	int fd;

	if (octets < HEADERS || octets > FRAME_MAX || many == 0)
		return 2;
	fd = open_port(argv[1]);
	while (sent < frames) {
		unsigned n = 0;
		int took;

		for (; n < BATCH && sent + n < frames; n++) {
			write_frame(b.frame[n], octets,
				    (unsigned)((sent + n) % many));
			b.part[n] = (struct iovec){b.frame[n], octets};
			b.message[n].msg_hdr.msg_iov = &b.part[n];
			b.message[n].msg_hdr.msg_iovlen = 1;
		}
		if (rate > 0)
			wait_until(start + sent * 1000000 / rate);
		took = sendmmsg(fd, b.message, n, 0);
		if (took < 0 && errno != ENOBUFS && errno != EINTR) {
			perror("send");
			return 1;
		}
		sent += took > 0 ? (uint64_t)took : 0;
	}
	printf("%llu %llu\n", (unsigned long long)sent,
	       (unsigned long long)(now_us() - start) / 1000);
	return 0;
}
