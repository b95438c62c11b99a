/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dump - all content as sorted text that does not depend on the number of
 * workers, on how captures were cut into pieces, or on when they were read.
 *
 * So there are no captures, frames, row numbers or wall times here, and no
 * counter that tells about the engine instead of the traffic.
 */
#include <string.h>

#include "store/reader.h"

/* Every row is one line of columns; the first column is what the line is. */
static const char *const lists[] = {
	"SELECT 'fact', ip, mac, net_name(net), part, l4, port, attr, voice, "
	"source, text, word, first_us, last_us, count FROM fact "
	"ORDER BY 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15",
	"SELECT 'talk', client, server, net_name(net), l4, port, protocol, "
	"source, answered, refused, encrypted, flows, client_packets, "
	"server_packets, client_octets, server_octets, first_us, last_us, days, "
	"hours, starts FROM talk ORDER BY 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, "
	"16, 17, 18",
	"SELECT 'asset', id_name(id), name, class, vendor, model, version, "
	"serial, os, software, grade, criticality, clinical, score, phi, exposure, mac, mac_owner, "
	"macs, iif(behind = 0, '', id_name(behind)), ip, net_name(net), "
	"addresses, first_us, last_us FROM asset ORDER BY 2",
	"SELECT 'address', id_name(asset), ip, net_name(net) "
	"FROM asset_address ORDER BY 2, 3, 4",
	"SELECT 'claim', id_name(a.id), c.value ->> 0, " CLAIM_VALUE ", "
	"c.value ->> 2, c.value ->> 3, c.value ->> 4 FROM asset a, "
	"json_each(a.claims) c ORDER BY 2, 3, 4, 5, 6, 7",
	"SELECT 'reason', id_name(a.id), c.value ->> 0, " CLAIM_VALUE ", "
	REASON_COLUMNS ", f.ip, f.mac, f.port, "
	"f.attr, f.voice, f.source, f.text, f.word FROM asset a, "
	"json_each(a.claims) c, json_each(c.value, '$[5]') r "
	"JOIN fact f ON f.asset = a.id AND f.place = r.value ->> 0 "
	"ORDER BY 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15",
	"SELECT 'finding', id_name(f.asset), id_name(f.id), u.name, "
	"u.severity, f.port, f.confidence, f.detail, u.title, f.first_us, "
	"f.last_us FROM finding f JOIN rule u ON u.id = f.rule "
	"ORDER BY 2, 3, 4, 5, 6, 7, 8, 9, 10, 11",
	"SELECT 'ended', id_name(f.asset), id_name(f.id), f.ended_us, x.attr, "
	"x.text, x.word, f.ended_by_talk FROM finding f LEFT JOIN fact x ON "
	"x.asset = f.asset AND x.id = f.ended_by WHERE f.ended_us > 0 ORDER BY "
	"2, 3",
	"SELECT 'change', id_name(asset), at_us, kind, field, before, after, "
	"iif(other = 0, '', id_name(other)) FROM event ORDER BY 2, 3, 4, 5, 6, "
	"7, 8",
	"SELECT 'heard', ip, mac, net_name(net), hex(days) FROM heard "
	"ORDER BY 2, 3, 4",
	"SELECT 'advised', id_name(asset), advisory, product, verdict, version, "
	"letters FROM advisory_match ORDER BY 2, 3",
	"SELECT 'declared', m.vendor, m.model, m.document, m.edition, a.question, "
	"a.answer, a.note FROM mds2 m JOIN mds2_answer a ON a.mds2 = m.id "
	"ORDER BY 2, 3, 6",
	"SELECT 'compared', id_name(s.asset), d.vendor, d.model, m.wider, "
	"s.question, s.agreement, s.decides, s.rule, s.seen, s.port FROM "
	"mds2_seen s JOIN mds2_match m ON m.asset = s.asset JOIN mds2 d ON d.id "
	"= m.mds2 ORDER BY 2, s.place",
	"WITH t AS MATERIALIZED (SELECT id, client, server, port, protocol "
	"FROM talk) "
	"SELECT 'evidence', id_name(f.id), x.ip, x.mac, x.port, x.attr, x.voice, "
	"x.source, x.text, x.word, t.client, t.server, t.port, t.protocol "
	"FROM finding f, json_each(f.evidence) v "
	"LEFT JOIN fact x ON x.asset = f.asset AND x.id = v.value AND "
	"f.by_talk = 0 LEFT JOIN t ON t.id = v.value AND f.by_talk = 1 "
	"ORDER BY 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14",
	"SELECT 'span', sum(frames), min(first_us), max(last_us) FROM capture "
	"WHERE frames > 0 HAVING count(*) > 0",
};

/* Sums over captures that belong to the traffic. */
static const enum tally stable[] = {
	TALLY_packets,	    TALLY_octets,	TALLY_duplicate,
	TALLY_cut,	    TALLY_short_header, TALLY_bad_header,
	TALLY_link_type,    TALLY_ethertype,	TALLY_tunnel_depth,
	TALLY_fragments,    TALLY_gap,		TALLY_gap_octets,
	TALLY_retransmitted, TALLY_overlap,	TALLY_malformed,
	TALLY_refused,	    TALLY_kernel_drop,	TALLY_interface_drop,
};

static bool put_row(void *ctx, sqlite3_stmt *s)
{
	FILE *out = ctx;

	for (int i = 0; i < sqlite3_column_count(s); i++) {
		char text[2048];

		column_text(s, i, text, sizeof(text));
		fprintf(out, "%s%s", i > 0 ? "|" : "", text);
	}
	fputc('\n', out);
	return ferror(out) == 0;
}

static bool put_tallies(struct reader *r, FILE *out, struct err *e)
{
	for (size_t i = 0; i < sizeof(stable) / sizeof(stable[0]); i++) {
		sqlite3_stmt *s = db_use(&r->db,
					 "SELECT 'counter', ?1, sum(n) FROM "
					 "capture_tally WHERE tally = ?1 "
					 "HAVING sum(n) > 0",
					 e);

		if (s == NULL)
			return false;
		bind_text(s, 1, tally_name(stable[i]));
		if (!listing_run(r, s, put_row, out, e))
			return false;
	}
	return true;
}

static bool put_lists(struct reader *r, FILE *out, struct err *e)
{
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		if (!listing_all(r, lists[i], put_row, out, e))
			return false;
	return true;
}

bool store_dump(const char *path, FILE *out, struct err *e)
{
	struct reader *r = reader_open(path, e);
	bool done;

	if (r == NULL)
		return false;
	done = db_read_begin(&r->db, e) && put_lists(r, out, e) &&
	       put_tallies(r, out, e);
	reader_close(r);
	return done;
}
