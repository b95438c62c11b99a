/* SPDX-License-Identifier: Apache-2.0 */
/* mdns_test - services and products of the host that the records lead to. */
#include "tests/unit/classify/proto/hex.h"

extern const struct dissector dissector_mdns;

enum { A = 1, PTR = 12, TXT = 16, AAAA = 28, SRV = 33 };

/* The trial's own server, and somebody else. */
#define SPEAKER 0x0a000002
#define OTHER 0x0a000063

struct page {
	struct octets o;
	unsigned records;
};

static struct page begin(uint16_t flags)
{
	struct page p = {.o = {.n = 0}};

	add_hex(&p.o, "0000");
	add_be(&p.o, flags, 2);
	add_hex(&p.o, "0000 0000 0000 0000");
	return p;
}

/* "a.b.local" as labels; "|" stands for a dot inside a label. */
static void add_name(struct octets *o, const char *name)
{
	while (*name != '\0') {
		size_t n = strcspn(name, ".");

		add_be(o, n, 1);
		for (size_t i = 0; i < n; i++)
			add_be(o, name[i] == '|' ? '.' : (uint8_t)name[i], 1);
		name += n + (name[n] == '.');
	}
	add_be(o, 0, 1);
}

static void add_record(struct page *p, const char *name, uint16_t type,
		       const struct octets *data)
{
	add_name(&p->o, name);
	add_be(&p->o, type, 2);
	add_hex(&p->o, "8001 00000078");
	add_be(&p->o, data->n, 2);
	add_raw(&p->o, data->b, data->n);
	p->o.b[7] = (uint8_t)++p->records;
}

static void add_host(struct page *p, const char *name, uint32_t ip)
{
	struct octets data = {.n = 0};

	add_be(&data, ip, 4);
	add_record(p, name, A, &data);
}

static void add_pointer(struct page *p, const char *name, const char *to)
{
	struct octets data = {.n = 0};

	add_name(&data, to);
	add_record(p, name, PTR, &data);
}

static void add_service(struct page *p, const char *name, const char *host)
{
	struct octets data = hex("0000 0000 0068");

	add_name(&data, host);
	add_record(p, name, SRV, &data);
}

static void add_pairs(struct page *p, const char *name, const char *a,
		      const char *b)
{
	struct octets data = {.n = 0};

	add_be(&data, strlen(a), 1);
	add_text(&data, a);
	add_be(&data, strlen(b), 1);
	add_text(&data, b);
	add_record(p, name, TXT, &data);
}

#define DICOM "EPIQ 7G SN US-SN-99021._dicom._tcp.local"

static struct page ultrasound(void)
{
	struct page p = begin(0x8400);

	add_pointer(&p, "_services._dns-sd._udp.local", "_dicom._tcp.local");
	add_pointer(&p, "_dicom._tcp.local", DICOM);
	add_service(&p, DICOM, "EPIQROOM2.local");
	add_pairs(&p, DICOM, "model=EPIQ 7G", "note=CANARY ROOM");
	add_host(&p, "EPIQROOM2.local", SPEAKER);
	return p;
}

static struct trial *hear(const struct page *p)
{
	return say(&dissector_mdns, 5353, SERVER, &p->o);
}

static void a_device_announces_its_services_and_model(void **state)
{
	struct page p = ultrasound();
	struct trial *t = hear(&p);

	(void)state;
	assert_int_equal(trial_probe(&dissector_mdns, SERVER, p.o.b, p.o.n),
			 YES);
	assert_string_equal(trial_text(t, SERVER, A_mdns_host_name),
			    "EPIQROOM2.local");
	assert_string_equal(trial_text(t, SERVER, A_mdns_service),
			    "_dicom._tcp");
	assert_string_equal(trial_text(t, SERVER, A_mdns_instance),
			    "EPIQ 7G SN US-SN-99021");
	assert_string_equal(trial_text(t, SERVER, A_mdns_model), "EPIQ 7G");
	assert_int_equal(trial_voice(t, A_mdns_model), VOICE_SELF);
	assert_false(trial_leaks(t, "CANARY"));
	assert_false(trial_leaks(t, "_services"));
	assert_string_equal(t->out.protocol, "mdns");
	trial_close(t);
	bears_cutting(&dissector_mdns, 5353, SERVER, &p.o);
	bears_lies(&dissector_mdns, 5353, SERVER, &p.o, "CANARY");
}

static void a_reflector_keeps_nothing_of_what_it_passes_on(void **state)
{
	struct page p = begin(0x8400);
	struct trial *t;
	struct party other = {.ip = addr_of_v4(OTHER)};

	(void)state;
	add_service(&p, DICOM, "EPIQROOM2.local");
	add_pairs(&p, DICOM, "model=EPIQ 7G", "serial=US-SN-99021");
	add_host(&p, "EPIQROOM2.local", OTHER);
	t = hear(&p);
	assert_null(trial_text(t, SERVER, A_mdns_serial));
	assert_null(trial_text(t, SERVER, A_mdns_model));
	assert_null(trial_text(t, SERVER, A_mdns_service));
	assert_string_equal(trial_party_text(t, other, A_mdns_serial),
			    "US-SN-99021");
	assert_int_equal(trial_voice(t, A_mdns_serial), VOICE_NETWORK);
	trial_close(t);
}

static void of_several_hosts_each_keeps_its_own(void **state)
{
	struct page p = ultrasound();
	struct party other = {.ip = addr_of_v4(OTHER)};
	struct trial *t;

	(void)state;
	add_host(&p, "ZBR0062.local", OTHER);
	add_service(&p, "Zebra ZD620._ipp._tcp.local", "zbr0062.LOCAL");
	add_pairs(&p, "Zebra ZD620._ipp._tcp.local", "product=(ZD620)",
		  "usb_MFG=Zebra");
	add_pairs(&p, "stray._ipp._tcp.local", "serial=STRAY-1", "a=b");
	t = hear(&p);
	assert_string_equal(trial_text(t, SERVER, A_mdns_model), "EPIQ 7G");
	assert_string_equal(trial_party_text(t, other, A_mdns_model), "ZD620");
	assert_string_equal(trial_party_text(t, other, A_mdns_vendor),
			    "Zebra");
	assert_string_equal(trial_party_text(t, other, A_mdns_instance),
			    "Zebra ZD620");
	assert_false(trial_leaks(t, "STRAY"));
	trial_close(t);
}

static void without_an_address_nobody_is_meant(void **state)
{
	struct page p = begin(0x8400);
	struct page q = begin(0x8400);
	struct trial *t;

	(void)state;
	add_service(&p, DICOM, "EPIQROOM2.local");
	add_pairs(&p, DICOM, "model=EPIQ 7G", "serial=US-SN-99021");
	t = hear(&p);
	assert_int_equal(t->count, 0);
	trial_close(t);
	/* An address, but the service leads elsewhere. */
	add_service(&q, DICOM, "EPIQROOM2.local");
	add_pairs(&q, DICOM, "model=EPIQ 7G", "serial=US-SN-99021");
	add_host(&q, "reflector.local", SPEAKER);
	t = hear(&q);
	assert_int_equal(t->count, 1);
	assert_string_equal(trial_text(t, SERVER, A_mdns_host_name),
			    "reflector.local");
	trial_close(t);
}

static void device_info_has_no_service_record(void **state)
{
	struct page p = begin(0x8400);
	struct trial *t;

	(void)state;
	add_pairs(&p, "cart7._device-info._tcp.local", "model=Macmini9,1", "");
	add_host(&p, "cart7.local", SPEAKER);
	t = hear(&p);
	assert_string_equal(trial_text(t, SERVER, A_mdns_model), "Macmini9,1");
	trial_close(t);
}

static void an_address_of_version_six_is_one_too(void **state)
{
	struct page p = begin(0x8400);
	struct octets data = hex("fe80000000000000 7e94b2fffe770023");
	struct party v6 = {.ip = addr_of_v6(data.b)};
	struct trial *t;

	(void)state;
	add_record(&p, "EPIQROOM2.local", AAAA, &data);
	add_pairs(&p, DICOM, "model=EPIQ 7G", "x");
	t = hear(&p);
	assert_string_equal(trial_party_text(t, v6, A_mdns_model), "EPIQ 7G");
	trial_close(t);
}

static void dots_inside_an_instance_are_its_own(void **state)
{
	struct page p = begin(0x8400);
	struct trial *t;

	(void)state;
	add_service(&p, "Room 4|_x v2|1._http._tcp.local", "cart7.local");
	add_host(&p, "cart7.local", SPEAKER);
	t = hear(&p);
	assert_string_equal(trial_text(t, SERVER, A_mdns_instance),
			    "Room 4._x v2.1");
	assert_string_equal(trial_text(t, SERVER, A_mdns_service),
			    "_http._tcp");
	trial_close(t);
}

static void groups_and_other_domains_bind_nobody(void **state)
{
	struct page p = begin(0x8400);
	struct trial *t;

	(void)state;
	add_host(&p, "cart7.local", 0xe00000fb);
	add_host(&p, "cart8.local", 0);
	add_host(&p, "cart9.example", SPEAKER);
	add_pairs(&p, DICOM, "model=EPIQ 7G", "x");
	t = hear(&p);
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void questions_are_never_read(void **state)
{
	struct page p = ultrasound();
	struct trial *t;

	(void)state;
	p.o.b[2] = 0; /* a query with known answers */
	assert_int_equal(trial_probe(&dissector_mdns, SERVER, p.o.b, p.o.n),
			 NO);
	t = hear(&p);
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void another_dns_is_not_ours(void **state)
{
	struct page p = ultrasound();
	struct trial *t = say(&dissector_mdns, 53, SERVER, &p.o);

	(void)state;
	assert_true(t->refused);
	assert_int_equal(t->count, 0);
	trial_close(t);
	p.o.b[3] = 3; /* no such name */
	assert_int_equal(trial_probe(&dissector_mdns, SERVER, p.o.b, p.o.n),
			 NO);
}

static void pointers_in_circles_end(void **state)
{
	static const char *const circles[] = {
		"c00c",                 /* to itself                          */
		"c00e c00c",            /* two of them                        */
		"0161 c00c",            /* a name that never ends             */
		"cfff",                 /* beyond the message                 */
		"80", "40 41",          /* kinds of label that do not exist   */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(circles) / sizeof(circles[0]); i++) {
		struct page p = begin(0x8400);
		struct trial *t;

		p.o.b[7] = 1;
		add_hex(&p.o, circles[i]);
		add_hex(&p.o, "0001 8001 00000078 0004 0a000002");
		t = hear(&p);
		assert_int_equal(t->count, 0);
		assert_true(t->malformed);
		trial_close(t);
	}
}

static void more_records_than_there_are_end_with_the_message(void **state)
{
	struct page p = begin(0x8400);
	struct trial *t;

	(void)state;
	p.o.b[6] = 0xff;
	p.o.b[7] = 0xff;
	add_zero(&p.o, 1400);
	t = hear(&p);
	assert_int_equal(t->count, 0);
	assert_true(t->malformed);
	trial_close(t);
}

static void a_page_of_many_hosts_keeps_within_its_table(void **state)
{
	struct page p = begin(0x8400);
	char name[32];
	struct trial *t;

	(void)state;
	for (unsigned i = 0; i < 40; i++) {
		snprintf(name, sizeof(name), "h%u.local", i);
		add_host(&p, name, 0x0a000100 + i);
	}
	for (unsigned i = 0; i < 12; i++)
		add_host(&p, "h0.local", 0x0a000200 + i);
	t = hear(&p);
	assert_true(t->count > 0);
	assert_true(t->count <= 8 * 4);
	trial_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_device_announces_its_services_and_model),
		cmocka_unit_test(a_reflector_keeps_nothing_of_what_it_passes_on),
		cmocka_unit_test(of_several_hosts_each_keeps_its_own),
		cmocka_unit_test(without_an_address_nobody_is_meant),
		cmocka_unit_test(device_info_has_no_service_record),
		cmocka_unit_test(an_address_of_version_six_is_one_too),
		cmocka_unit_test(dots_inside_an_instance_are_its_own),
		cmocka_unit_test(groups_and_other_domains_bind_nobody),
		cmocka_unit_test(questions_are_never_read),
		cmocka_unit_test(another_dns_is_not_ours),
		cmocka_unit_test(pointers_in_circles_end),
		cmocka_unit_test(
			more_records_than_there_are_end_with_the_message),
		cmocka_unit_test(a_page_of_many_hosts_keeps_within_its_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
