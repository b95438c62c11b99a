/* SPDX-License-Identifier: Apache-2.0 */
/*
 * feed - what the recorder alone costs: feed DATABASE SIGNATURES ASSETS [FACTS]
 * tells it of so many new assets with five facts each, or as many up to eight, and
 * prints the CPU seconds that this took, the start apart. A yardstick for the
 * benchmarks.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "capture/base/must.h"
#include "tests/tools/told.h"

static double cpu_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static uint64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

enum { FACTS = 5, FACTS_MOST = 8 };

static void tell_of(struct recorder *r, uint32_t host, unsigned facts)
{
	char name[32], serial[32];
	struct record told[FACTS_MOST];

	snprintf(name, sizeof(name), "CT%06u", host);
	snprintf(serial, sizeof(serial), "LIVE-%u", 100000 + host);
	told[0] = told_fact(host, A_dicom_ae, name);
	told[1] = told_fact(host, A_dicom_vendor, "Philips");
	told[2] = told_fact(host, A_dicom_model, "Ingenuity CT");
	told[3] = told_fact(host, A_dicom_serial, serial);
	told[4] = told_fact(host, A_http_server, "nginx/1.18");
	told[5] = told_fact(host, A_dhcp_host_name, name);
	told[6] = told_fact(host, A_dhcp_vendor_class, "MSFT 5.0");
	told[7] = told_fact(host, A_dhcp_fingerprint, "1,3,6,15,31,33,43,44");
	recorder_take(r, told, facts);
}

static int broken(const struct err *e)
{
	fprintf(stderr, "feed: %s\n", e->text);
	return 1;
}

int main(int argc, char **argv)
{
	uint32_t assets = argc > 3 ? (uint32_t)strtoul(argv[3], NULL, 10) : 0;
	unsigned facts = argc > 4 ? (unsigned)strtoul(argv[4], NULL, 10) : FACTS;
	struct capture_info info = {.name = "feed", .digest = "feed"};
	struct recorder_options o = {.path = argv[1],
				     .limits = inventory_defaults(),
				     .captures = &info,
				     .capture_count = 1};
	struct knowledge_paths paths = {
		.signatures = argv[2],
		.oui_folder = "/usr/share/ieee-data",
	};
	struct knowledge *k;
	struct recorder *r;
	struct err e = {0};
	double start;

	if (assets == 0 || facts == 0 || facts > FACTS_MOST)
		return 2;
	k = knowledge_open(&paths, &e);
	if (k == NULL)
		return broken(&e);
	o.knowledge = k;
	r = recorder_open(&o, &e);
	if (r == NULL)
		return broken(&e);
	start = cpu_s();
	for (uint32_t i = 0; i < assets; i++) {
		tell_of(r, i, facts);
		if (i % 1000 == 999 && !recorder_commit(r, now_ms(), false, &e))
			return broken(&e);
	}
	recorder_end_capture(r, 0, NULL);
	if (!recorder_close(r, &e))
		return broken(&e);
	printf("%.3f\n", cpu_s() - start);
	knowledge_close(k);
	return 0;
}
