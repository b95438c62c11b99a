/* SPDX-License-Identifier: Apache-2.0 */
/* hospital - a few devices in a database, some with hostile texts. */
#ifndef WW_TEST_STORE_HOSPITAL_H
#define WW_TEST_STORE_HOSPITAL_H

#include "tests/unit/store/place.h"

#include "store/export.h"

/* Three devices: a CT, a server that talks to it, a device of bad will. */
static inline void make_hospital(const struct place *p)
{
	struct recorder *r = open_one(p->db, "ward.pcap", "aa", false, NULL);

	assert_non_null(r);
	tell(r, 1, A_dicom_ae, "CT01", 0);
	tell(r, 1, A_dicom_vendor, "Philips", 0);
	tell(r, 1, A_dicom_model, "Ingenuity 100%", 0);
	tell(r, 1, A_dicom_clear, "", 1);
	tell(r, 2, A_dhcp_host_name, "pacs", 0);
	tell(r, 2, A_http_server, "nginx/1.18", 0);
	tell(r, 2, A_ssh_server, "OpenSSH_8", 0);
	tell(r, 13, A_http_server, "=cmd|' /C calc'!A0", 0);
	tell(r, 13, A_dicom_model, "@SUM(1,2)\"; DROP TABLE fact;--", 0);
	tell(r, 13, A_inventory_vendor, "-2+3", 0);
	for (unsigned host = 1; host < 14; host += host == 1 ? 1 : 11)
		tell(r, host, A_arp_binding, "", host);
	tell_talk(r, 1, 2, 104, "dicom");
	tell_talk(r, 13, 2, 443, "");
	tell_count(r, TALLY_malformed, 3);
	recorder_end_capture(r, 0, NULL);
	assert_true(recorder_close(r, NULL));
}

static inline int hospital(void **state)
{
	if (place_make(state) != 0)
		return -1;
	make_hospital(*state);
	return 0;
}

static inline char *list(const struct place *p, enum export_what what,
		  enum export_format format, const struct query *q,
		  unsigned width, struct err *e)
{
	struct reader *r = reader_open(p->db, e);
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);
	bool done;

	assert_non_null(r);
	done = export_write(r, what, format, q, out, width, e);
	fclose(out);
	reader_close(r);
	if (done)
		return text;
	free(text);
	return NULL;
}

static inline unsigned lines_of(const char *text)
{
	unsigned n = 0;

	for (; *text != '\0'; text++)
		n += *text == '\n';
	return n;
}

/* Rows of a list under a filter, or UINT32_MAX when it is refused. */
static inline unsigned found(const struct place *p, enum export_what what,
		      const char *filter)
{
	struct query q = {.filter = filter};
	char *text = list(p, what, EXPORT_CSV, &q, 0, NULL);
	unsigned n = text != NULL ? lines_of(text) - 1 : UINT32_MAX;

	free(text);
	return n;
}

#define HOSPITAL_TEST(f) cmocka_unit_test_setup_teardown(f, hospital, place_remove)

#endif
