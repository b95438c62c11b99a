/* SPDX-License-Identifier: Apache-2.0 */
/* decode - layers and headers down to the packet; what is cut or lies. */
#include "tests/unit/capture/see.h"

#include <fcntl.h>
#include <unistd.h>

/* So many octets of no meaning. */
#define ZEROS_32 \
	"0000000000000000000000000000000000000000000000000000000000000000"
#define ZEROS_96 ZEROS_32 ZEROS_32 ZEROS_32
#define ZEROS_100 ZEROS_96 "00000000"

/* A datagram of IP behind these octets. */
static struct seen see_behind(uint16_t link, const char *head)
{
	o.n = 0;
	put_hex(&o, head);
	put_ip_hello(1, 2);
	return see_as(link, 0);
}

static void padding_behind_the_datagram_is_no_payload(void **state)
{
	struct seen s;

	(void)state;
	o.n = 0;
	put_datagram(&o, 1, 2, 5000, 6000, "hello");
	put_hex(&o, "0000 0000 0000 0000 0000 0000");
	s = see_as(ETHERNET, 0);
	expect_hello(&s, 1, 2);
	assert_int_equal(s.pkt.from_mac.b[5], 1);
	assert_int_equal(s.pkt.to_mac.b[5], 2);
	assert_int_equal(s.pkt.net, 0);
	assert_int_equal(s.pkt.ethertype, 0x0800);
	assert_int_equal(s.pkt.ttl, 64);
	assert_int_equal(cur_left(&s.pkt.network), 33);
}

static void every_link_type_leads_to_the_packet(void **state)
{
	static const struct {
		uint16_t link;
		const char *head;
	} rows[] = {
		{0, "02000000"},
		{0, "00000002"},
		{108, "00000002"},
		{9, "ff03 0021"},
		{9, "0021"},
		{9, "21"},
		{12, ""},
		{14, ""},
		{101, ""},
		{228, ""},
		{113, "0000 0001 0006 020000000001 0000 0800"},
		{276, "0800 0000 00000002 0001 00 06 020000000001 0000"},
		{1, "020000000002 020000000001 8864 11 00 0001 0023 0021"},
		{1, "020000000002 020000000001 8847 00010040 00011040 00012140"},
		{1, "020000000002 020000000001 8847 00011140 00000000"
		    "020000000002 020000000001 0800"},
		/* Without a control word, to a MAC that begins like one. */
		{1, "020000000002 020000000001 8847 00011140"
		    "001d4a000002 020000000001 0800"},
		{1, "020000000002 020000000001 0029 aaaa03 000000 0800"},
		/* To, from and between access points. */
		{105, "0801 0000 0200000000aa 020000000001 020000000002 0000"
		      "aaaa03 000000 0800"},
		{105, "8802 0000 020000000002 0200000000aa 020000000001 0000"
		      "0000 aaaa03 000000 0800"},
		{105, "0803 0000 0200000000bb 0200000000aa 020000000002 0000"
		      "020000000001 aaaa03 000000 0800"},
		{127, "0000 0800 00000000 0800 0000 020000000002 020000000001"
		      "0200000000aa 0000 aaaa03 000000 0800"},
		/* A time, then flags: the header is padded to four octets. */
		{127, "0000 1900 03000080 00000000 00000000 0000000000000000"
		      "20 8801 0000 0200000000aa 020000000001 020000000002"
		      "0000 0000 0000 aaaa03 000000 0800"},
		{104, "0f00 0800"},
		/* PPI before 802.11, with a field of its own. */
		{192, "0000 1000 69000000 0200 0400 00000000"
		      "0801 0000 0200000000aa 020000000001 020000000002 0000"
		      "aaaa03 000000 0800"},
		{258, "6c000000 01000000 01000000" ZEROS_96
		      "020000000002 020000000001 0800"},
		{149, "70000000 01000000 0c000000" ZEROS_100},
		/* A prefix, "ab", padded, before the datagram. */
		{239, "02000000 0700 0a00 616200 00 2500 0900"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct seen s = see_behind(rows[i].link, rows[i].head);

		expect_hello(&s, 1, 2);
		if (rows[i].link == 113 || rows[i].link == 276 ||
		    rows[i].link == 105 || rows[i].link == 127)
			assert_int_equal(s.pkt.from_mac.b[5], 1);
	}
}

static void a_header_that_names_no_packet_is_counted(void **state)
{
	static const struct {
		uint16_t link;
		const char *head;
		enum tally why;
	} rows[] = {
		{192, "0000 0400 01000000", TALLY_link_type}, /* too short     */
		{192, "0000 0800 c0000000", TALLY_link_type}, /* in itself     */
		{192, "0000 ff00 01000000", TALLY_short_header},
		{258, "6b000000 01000000 01000000" ZEROS_96, TALLY_link_type},
		{258, "6c000000 00000000 01000000" ZEROS_96, TALLY_link_type},
		{258, "6c000000 01000000 02010000" ZEROS_96, TALLY_link_type},
		{239, "02000000 0300 0900", TALLY_link_type},
		{239, "02000000 ffff 0a00", TALLY_short_header},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct seen s = see_behind(rows[i].link, rows[i].head);

		assert_false(s.good);
		assert_int_equal(s.t.n[rows[i].why], 1);
	}
}

static void air_without_a_packet_is_counted(void **state)
{
	static const char *const frames[] = {
		"8000 0000 ffffffffffff 0200000000aa 0200000000aa 0000", /* beacon */
		"0841 0000 0200000000aa 020000000001 020000000002 0000", /* encrypted */
		"4801 0000 0200000000aa 020000000001 020000000002 0000", /* empty */
		"8801 0000 0200000000aa 020000000001 020000000002 0000 8000",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(frames) / sizeof(*frames); i++) {
		struct seen s;

		o.n = 0;
		put_hex(&o, frames[i]);
		put_hex(&o, "aaaa03 000000 0800");
		put_ip_hello(1, 2);
		s = see_as(105, 0);
		assert_false(s.good);
		assert_int_equal(s.t.n[TALLY_ethertype], 1);
	}
}

static void a_frame_with_llc_begins_behind_its_length(void **state)
{
	struct seen s;

	(void)state;
	o.n = 0;
	put_ethernet(&o, 1, 2, 11);
	put_hex(&o, "aaaa03 00000c 2000 02b4aa");
	put_hex(&o, "000000000000000000000000");
	s = see_as(ETHERNET, 0);
	assert_true(s.good);
	assert_false(s.pkt.is_ip);
	assert_int_equal(s.pkt.ethertype, 11);
	assert_int_equal(cur_left(&s.pkt.network), 11);
	assert_int_equal(cur_at(&s.pkt.network, 0), 0xaa);
}

/* ---- IP -------------------------------------------------------------------------- */

static void a_cut_frame_tells_how_long_its_payload_was(void **state)
{
	struct seen s;

	(void)state;
	o.n = 0;
	put_ethernet(&o, 1, 2, 0x0800);
	put_ip4(&o, 1, 2, 1, 0, L4_TCP, 20 + 1000);
	put_tcp(&o, 104, 40000, 7, 8, TCP_ACK | TCP_PSH);
	put(&o, "captured", 8);
	s = see_as(ETHERNET, 14 + 40 + 1000);
	assert_true(s.good);
	expect_text(&s.pkt, "captured");
	assert_int_equal(s.pkt.payload_wire, 1000);
	assert_int_equal(s.pkt.tcp.seq, 7);
	assert_int_equal(s.pkt.tcp.ack, 8);
	assert_int_equal(s.pkt.tcp.flags, TCP_ACK | TCP_PSH);
	assert_int_equal(s.t.n[TALLY_cut], 1);
}

static void a_total_length_of_zero_means_the_rest_of_the_frame(void **state)
{
	struct seen s;

	(void)state;
	o.n = 0;
	put_ethernet(&o, 1, 2, 0x0800);
	put_ip_hello(1, 2);
	o.b[16] = o.b[17] = 0;
	s = see_as(ETHERNET, 0);
	expect_hello(&s, 1, 2);
}

static void headers_that_contradict_themselves_are_counted(void **state)
{
	static const struct {
		size_t at;
		uint8_t octet;
		enum tally tally;
	} rows[] = {
		{14, 0x44, TALLY_bad_header}, /* four words of header     */
		{14, 0x55, TALLY_bad_header}, /* version 5                */
		{17, 19, TALLY_bad_header},   /* total below the header   */
		{14, 0x4f, TALLY_bad_header}, /* header beyond the total  */
		{46, 0x40, TALLY_bad_header}, /* TCP header of 16         */
		{46, 0xf0, TALLY_bad_header}, /* and of 60                */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct seen s;

		o.n = 0;
		put_ethernet(&o, 1, 2, 0x0800);
		put_ip4(&o, 1, 2, 1, 0, L4_TCP, 20);
		put_tcp(&o, 1, 2, 0, 0, TCP_SYN);
		o.b[rows[i].at] = rows[i].octet;
		s = see_as(ETHERNET, 0);
		assert_false(s.good);
		assert_int_equal(s.t.n[rows[i].tally], 1);
	}
}

static void any_prefix_of_a_frame_is_harmless(void **state)
{
	struct seen s;
	size_t whole;

	(void)state;
	o.n = 0;
	put_ethernet(&o, 1, 2, 0x0800);
	put_ip4(&o, 1, 2, 1, 0, L4_TCP, 20);
	put_tcp(&o, 1, 2, 0, 0, TCP_SYN);
	whole = o.n;
	while (o.n-- > 0) {
		s = see_as(ETHERNET, (uint32_t)whole);
		assert_false(s.good);
		assert_int_equal(s.t.n[TALLY_short_header], 1);
	}
}

static void ip6_extension_headers_are_stepped_over(void **state)
{
	struct seen s;

	(void)state;
	o.n = 0;
	put_ethernet(&o, 1, 2, 0x86dd);
	put_ip6(&o, 1, 2, 0, 8 + 16 + 8 + 8 + 5);
	put_hex(&o, "2b00 050200000100"); /* hop by hop, then routing */
	put_hex(&o, "2c01 0000000000000000000000000000");
	put_hex(&o, "1100 0000 00000007"); /* a fragment that is all */
	put_udp(&o, 5000, 6000, 5);
	put(&o, "hello", 5);
	s = see_as(ETHERNET, 0);
	assert_true(s.good);
	assert_int_equal(s.pkt.ethertype, 0x86dd);
	assert_int_equal(s.pkt.l4, L4_UDP);
	assert_int_equal(s.pkt.to_port, 6000);
	expect_text(&s.pkt, "hello");
	assert_int_equal(s.pkt.from.b[15], 1);
}

/* ---- fingerprint ------------------------------------------------------------------- */

static uint32_t fingerprint_of(unsigned ttl, unsigned id, unsigned vlan,
			       char last)
{
	o.n = 0;
	put_ethernet(&o, 1 + ttl, 2, vlan != 0 ? 0x8100 : 0x0800);
	if (vlan != 0) {
		put16(&o, vlan);
		put16(&o, 0x0800);
	}
	put_ip4(&o, 1, 2, id, 0, L4_UDP, 13);
	o.b[o.n - 12] = (uint8_t)ttl;
	o.b[o.n - 10] = (uint8_t)(77 - ttl); /* its checksum follows */
	put_udp(&o, 5000, 6000, 5);
	put(&o, "hell", 4);
	put8(&o, (unsigned)last);
	return see_as(ETHERNET, 0).pkt.fingerprint;
}

static void two_sights_of_a_packet_are_equal_and_others_are_not(void **state)
{
	uint32_t one = fingerprint_of(64, 1, 0, 'o');

	(void)state;
	assert_int_not_equal(one, 0);
	assert_int_equal(fingerprint_of(63, 1, 0, 'o'), one);
	assert_int_equal(fingerprint_of(64, 1, 130, 'o'), one);
	assert_int_not_equal(fingerprint_of(64, 2, 0, 'o'), one);
	assert_int_not_equal(fingerprint_of(64, 1, 0, 'p'), one);
}

/* ---- against another decoder ------------------------------------------------------- */

static void the_lab_captures_give_no_broken_header(void **state)
{
	static const char *const names[] = {"99-all", "16-vxlan",
					    "16-qinq-dicom", "16-vlan-hl7"};
	/* As tshark 4.0 counts the frames with a VLAN or VXLAN header, without
	 * the one that an ICMP error quotes: `vxlan && !icmp`, `vlan`. */
	static const unsigned tshark[] = {0, 98, 455, 171};
	static struct tallies t;
	unsigned nets[4] = {0};
	struct decoder *d = decoder_open();

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		char path[128];
		struct source *s;
		struct frame f;
		struct packet pkt;
		int fd;

		snprintf(path, sizeof(path), "../shared/captures/lab/%s.pcap",
			 names[i]);
		fd = open(path, O_RDONLY);
		if (fd < 0) {
			print_message("skipped: %s is absent\n", path);
			decoder_close(d);
			skip();
		}
		s = source_open(fd, path, 0, NULL);
		while (source_next(s, &f) == SOURCE_FRAME) {
			uint64_t fragments = t.n[TALLY_fragments];

			if (!decode(d, &f, &pkt, &t)) {
				/* Only one that waits for others. */
				assert_true(t.n[TALLY_fragments] > fragments);
				continue;
			}
			nets[i] += pkt.net != 0;
			assert_true(i == 0 || pkt.net == 0 ||
				    pkt.net >> 24 ==
					    (i == 1 ? NET_VNI : NET_VLAN));
		}
		source_close(s);
		if (i > 0)
			assert_int_equal(nets[i], tshark[i]);
	}
	assert_int_equal(t.n[TALLY_bad_header], 0);
	assert_int_equal(t.n[TALLY_fragments_lost], 0);
	decoder_close(d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(padding_behind_the_datagram_is_no_payload),
		cmocka_unit_test(every_link_type_leads_to_the_packet),
		cmocka_unit_test(a_header_that_names_no_packet_is_counted),
		cmocka_unit_test(air_without_a_packet_is_counted),
		cmocka_unit_test(a_frame_with_llc_begins_behind_its_length),
		cmocka_unit_test(a_cut_frame_tells_how_long_its_payload_was),
		cmocka_unit_test(
			a_total_length_of_zero_means_the_rest_of_the_frame),
		cmocka_unit_test(headers_that_contradict_themselves_are_counted),
		cmocka_unit_test(any_prefix_of_a_frame_is_harmless),
		cmocka_unit_test(ip6_extension_headers_are_stepped_over),
		cmocka_unit_test(
			two_sights_of_a_packet_are_equal_and_others_are_not),
		cmocka_unit_test(the_lab_captures_give_no_broken_header),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
