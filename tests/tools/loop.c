/* SPDX-License-Identifier: Apache-2.0 */
/*
 * loop - the least that reading a capture with libpcap costs: loop FILE prints
 * the number of packets and octets. A yardstick for the benchmarks.
 */
#include <pcap.h>
#include <stdio.h>

struct sums {
	unsigned long long packets, octets;
};

static void count(unsigned char *ctx, const struct pcap_pkthdr *h,
		  const unsigned char *octets)
{
	struct sums *s = (struct sums *)(void *)ctx;

	(void)octets;
	s->packets++;
	s->octets += h->len;
}

int main(int argc, char **argv)
{
	char why[PCAP_ERRBUF_SIZE] = "";
	struct sums s = {0};
	pcap_t *p = argc == 2 ? pcap_open_offline(argv[1], why) : NULL;

	if (p == NULL || pcap_dispatch(p, -1, count, (void *)&s) < 0) {
		fprintf(stderr, "loop: %s\n", p != NULL ? pcap_geterr(p) : why);
		return 1;
	}
	pcap_close(p);
	printf("%llu %llu\n", s.packets, s.octets);
	return 0;
}
