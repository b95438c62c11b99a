/* SPDX-License-Identifier: Apache-2.0 */
/* diff - which device of one database is which of the other, and what differs.
 */
#include "tests/unit/store/place.h"

/* A host as one database knows it; empty members are not told. */
struct host {
	const char *ip, *mac, *vendor, *serial, *name, *version;
	unsigned vlan;
};

static void tell_text(struct recorder *r, const struct host *h, enum attr a,
		      const char *text)
{
	struct record record = fact_record(1, a, text, text[0] == '\0');

	assert_true(addr_parse(h->ip, &record.as.fact.subject.ip));
	memset(&record.as.fact.subject.mac, 0, sizeof(struct mac));
	if (h->mac != NULL)
		assert_true(mac_parse(h->mac, &record.as.fact.subject.mac));
	record.as.fact.subject.net = net_of(NET_VLAN, h->vlan);
	if (text[0] == '\0')
		record.as.fact.subject.port = record.as.fact.subject.l4 = 0;
	recorder_take(r, &record, 1);
}

static const char *make(const struct place *p, const char *name,
			const struct host *h, size_t n)
{
	static char path[2][160];
	char *db = path[name[0] == 'b'];
	struct recorder *r;

	snprintf(db, sizeof(path[0]), "%s/%s.db", p->folder, name);
	r = open_one(db, name, name, false, NULL);
	for (size_t i = 0; i < n; i++) {
		if (h[i].mac != NULL)
			tell_text(r, &h[i], A_arp_binding, "");
		tell_text(r, &h[i], A_http_realm, "zz");
		if (h[i].vendor != NULL)
			tell_text(r, &h[i], A_dicom_vendor, h[i].vendor);
		if (h[i].serial != NULL)
			tell_text(r, &h[i], A_dicom_serial, h[i].serial);
		if (h[i].name != NULL)
			tell_text(r, &h[i], A_dhcp_host_name, h[i].name);
		if (h[i].version != NULL)
			tell_text(r, &h[i], A_dicom_version, h[i].version);
	}
	assert_true(recorder_close(r, NULL));
	return db;
}

static bool add_line(void *ctx, const struct diff_row *d)
{
	char *text = ctx;
	size_t used = strlen(text);

	if (d->kind != DIFF_RAISED && d->kind != DIFF_NOT_OPEN)
		snprintf(text + used, 4096 - used, "%s %s %s %s %s>%s\n",
			 diff_name(d->kind), d->ip, d->by, d->field, d->before,
			 d->after);
	return true;
}

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* What differs, a line each. */
static const char *differences(const struct place *p, const struct host *a,
			       size_t n, const struct host *b, size_t m)
{
	static char text[4096];
	const char *before = make(p, "a", a, n), *after = make(p, "b", b, m);
	struct err e = {0};
	struct diff *d = diff_open(before, after, &e);

	if (d == NULL)
		fail_msg("%s", e.text);
	text[0] = '\0';
	diff_each(d, add_line, text);
	diff_close(d);
	return text;
}

static void a_mac_finds_a_device_at_another_address(void **state)
{
	const struct host a[] = {
	    {.ip = "10.0.0.1", .mac = "00:1b:21:00:00:01", .version = "VA1"},
	    {.ip = "10.0.0.2", .mac = "00:1b:21:00:00:02"}};
	const struct host b[] = {
	    {.ip = "10.0.0.2", .mac = "00:1b:21:00:00:01", .version = "VA2"},
	    {.ip = "10.0.0.1", .mac = "00:1b:21:00:00:02", .name = "ct-2"}};

	assert_string_equal(
	    differences(*state, a, COUNT(a), b, COUNT(b)),
	    "different 10.0.0.2 MAC addresses 10.0.0.1>10.0.0.2\n"
	    "different 10.0.0.2 MAC version VA1>VA2\n"
	    "different 10.0.0.1 MAC addresses 10.0.0.2>10.0.0.1\n"
	    "different 10.0.0.1 MAC name >ct-2\n");
}

static void a_serial_number_finds_one_with_another_network_card(void **state)
{
	const struct host a[] = {{.ip = "10.0.0.1",
				  .mac = "00:1b:21:00:00:01",
				  .vendor = "Acme",
				  .serial = "S100200"},
				 {.ip = "10.0.0.3",
				  .mac = "00:1b:21:00:00:03",
				  .vendor = "Acme",
				  .serial = "S777777"}};
	const struct host b[] = {{.ip = "10.0.0.2",
				  .mac = "00:1b:21:00:00:09",
				  .vendor = "ACME",
				  .serial = "s100200"},
				 {.ip = "10.0.0.3",
				  .mac = "00:1b:21:00:00:08",
				  .vendor = "Other",
				  .serial = "S777777"}};

	assert_string_equal(
	    differences(*state, a, COUNT(a), b, COUNT(b)),
	    "new 10.0.0.3   >\n"
	    "gone 10.0.0.3   >\n"
	    "different 10.0.0.2 serial number addresses 10.0.0.1>10.0.0.2\n"
	    "different 10.0.0.2 serial number macs 00:1b:21:00:00:01>"
	    "00:1b:21:00:00:09\n"
	    "different 10.0.0.2 serial number serial S100200>s100200\n"
	    "different 10.0.0.2 serial number vendor Acme>ACME\n");
}

static void address_and_name_count_where_a_mac_is_missing(void **state)
{
	const struct host a[] = {
	    {.ip = "10.0.0.1"},
	    {.ip = "10.0.0.2", .name = "ct-2"},
	    {.ip = "10.0.0.3", .mac = "00:1b:21:00:00:03"}};
	const struct host b[] = {
	    {.ip = "10.0.0.1", .mac = "00:1b:21:00:00:01"},
	    {.ip = "10.0.0.9", .name = "ct-2"},
	    {.ip = "10.0.0.3", .mac = "00:1b:21:00:00:04"}};

	assert_string_equal(
	    differences(*state, a, COUNT(a), b, COUNT(b)),
	    "new 10.0.0.3   >\n"
	    "gone 10.0.0.3   >\n"
	    "different 10.0.0.1 address macs >00:1b:21:00:00:01\n"
	    "different 10.0.0.9 name addresses 10.0.0.2>10.0.0.9\n");
}

static void what_is_ambiguous_is_not_guessed(void **state)
{
	const struct host a[] = {{.ip = "10.0.0.1", .name = "ct"},
				 {.ip = "10.0.0.2", .name = "ct"}};
	const struct host b[] = {{.ip = "10.0.0.8", .name = "ct"}};

	assert_string_equal(differences(*state, a, COUNT(a), b, COUNT(b)),
			    "new 10.0.0.8   >\n"
			    "gone 10.0.0.1   >\n"
			    "gone 10.0.0.2   >\n");
}

static void one_address_of_two_networks_is_two_devices(void **state)
{
	const struct host a[] = {
	    {.ip = "10.0.0.1", .mac = "02:00:00:00:00:01", .vlan = 10},
	    {.ip = "10.0.0.1", .vlan = 20}};
	const struct host b[] = {
	    {.ip = "10.0.0.1", .mac = "02:00:00:00:00:01", .vlan = 30},
	    {.ip = "10.0.0.1", .vlan = 20}};

	assert_string_equal(differences(*state, a, COUNT(a), b, COUNT(b)),
			    "less   network vlan 10>\n"
			    "new 10.0.0.1   >\n"
			    "gone 10.0.0.1   >\n");
}

static void what_the_second_does_not_know_is_no_difference(void **state)
{
	const struct host a[] = {{.ip = "10.0.0.1",
				  .mac = "00:1b:21:00:00:01",
				  .vendor = "Acme",
				  .serial = "S1002003",
				  .name = "ct-1",
				  .version = "VA1"}};
	const struct host b[] = {
	    {.ip = "10.0.0.1", .mac = "00:1b:21:00:00:01"}};

	assert_string_equal(differences(*state, a, COUNT(a), b, COUNT(b)), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    STORE_TEST(a_mac_finds_a_device_at_another_address),
	    STORE_TEST(a_serial_number_finds_one_with_another_network_card),
	    STORE_TEST(address_and_name_count_where_a_mac_is_missing),
	    STORE_TEST(what_is_ambiguous_is_not_guessed),
	    STORE_TEST(one_address_of_two_networks_is_two_devices),
	    STORE_TEST(what_the_second_does_not_know_is_no_difference),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
