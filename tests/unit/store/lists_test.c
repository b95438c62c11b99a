/* SPDX-License-Identifier: Apache-2.0 */
/* Lists of a site that is large enough for each way to its rows, beside what one
 * plain statement tells. */
#include "place.h"
#include "store/reader.h"

enum { IDS = 400 };

struct ids {
	uint64_t id[IDS];
	size_t n;
};

/* So many devices: names that are alike but for their case, or none; most of no
 * class; several of one address, or without; and findings of each, of which some are old, over, decided or suppressed. */
static const char site_sql[] =
	"DELETE FROM finding; DELETE FROM finding_total; DELETE FROM event;"
	"CREATE TEMP TABLE n AS WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT "
	"i + 1 FROM c WHERE i < 6000) SELECT i, i * 2654435761 % 4294967296 AS m "
	"FROM c;"
	"INSERT INTO asset (id, name, class, vendor, model, version, serial, os, "
	"software, grade, criticality, clinical, score, phi, exposure, mac, "
	"mac_owner, macs, behind, ip, net, addresses, services, claims, first_us, "
	"last_us, digest, sum) SELECT 1 + m * 65536, iif(m % 3 = 0, '', "
	"iif(m % 2 = 0, 'Ward ', 'WARD ') || (m % 2000)), CASE m % 100 WHEN 1 THEN "
	"'pacs-archive' WHEN 2 THEN 'ventilator' ELSE '' END, CASE m % 60 WHEN 1 "
	"THEN 'Philips' WHEN 2 THEN 'PHILIPS' WHEN 3 THEN 'GE' ELSE '' END, "
	"'Model ' || (m % 50), '', '', '', '', 2, iif(m % 100 = 2, 'A', '?'), "
	"m % 100 = 2, m % 90, 0, 0, '02:00:00:00:00:01', '', '', 0, iif(m % 50 = "
	"0, '', '10.' || (m % 3) || '.' || (m / 7 % 200) || '.' || (m / 1400 % "
	"200)), 16777216 * (m % 2) + m % 5, '', 0, '[]', 1700000000000000 + i, "
	"1700000000000000, m, 0 FROM n;"
	"INSERT INTO finding (asset, id, rule, port, confidence, detail, by_talk, "
	"evidence, first_us, last_us, ended_us, digest, sum) SELECT 1 + m * 65536, "
	"finding_number(u.name, 1 + m * 65536, 20 + k), u.id, 20 + k, k % 3, "
	"'value ' || (m % 70) || ' of ' || k, 0, '[]', 1700000000000000 + m % 97 "
	"* 86400000000, 1700000000000000 + m / 7 % 97 * 86400000000, iif(m / 3 "
	"% 40 = k, 1709000000000000, 0), m + k, 0 FROM n, (SELECT 0 AS k UNION ALL "
	"SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4) CROSS "
	"JOIN rule u WHERE u.id % 7 <= (m + k) % 9 AND (m + k) % 3 = 0;"
	"INSERT OR IGNORE INTO decision SELECT f.asset, u.name, f.port, CASE "
	"f.digest / 97 % 4 WHEN 0 THEN 'accepted' WHEN 1 THEN 'mitigated' WHEN 2 "
	"THEN 'fixed' ELSE 'reopened' END, 'so', 'me', 1, iif(f.digest % 2 = 0, 0, "
	"1704000000000000), 1703000000000000, '', '', 0 FROM finding f JOIN rule u "
	"ON u.id = f.rule WHERE f.digest % 97 = 0;"
	"INSERT INTO suppression (rule, asset, class, reason, author, at_us, "
	"until_us, lifted, mac, ip, net) SELECT min(name), 0, 'ventilator', 'so', "
	"'me', 1, 1 << 60, 0, '', '', 0 FROM rule UNION ALL SELECT max(name), 0, "
	"'', 'so', 'me', 1, 5, 0, '', '', 0 FROM rule;"
	"INSERT OR REPLACE INTO setting SELECT 'seen_us', max(last_us) FROM "
	"finding;"
	"INSERT INTO event SELECT 1 + m * 65536, i % 3, 1700000000000000 + m % 500, "
	"iif(i % 2 = 0, 'silent', 'address'), '', 'was ' || (m % 30), 'is 10.9.' "
	"|| (m % 40), 0 FROM n WHERE i % 2 = 0;";

static int a_large_site(void **state)
{
	struct place *p;
	struct recorder *r;
	struct db d;

	if (place_make(state) != 0)
		return -1;
	p = *state;
	r = open_one(p->db, "one", "one", false, NULL);
	assert_non_null(r);
	for (unsigned host = 1; host < 40; host++) {
		char name[16];

		snprintf(name, sizeof(name), "aw%02u", host * 7 % 20);
		if (host % 3 != 0)
			tell(r, host, A_dns_name, name, 1);
		tell(r, host, A_dicom_model, "Ingenuity CT", host);
		tell(r, host, A_dicom_clear, "", 1);
		tell(r, host, host % 4 != 0 ? A_dicom_ae : A_dicom_asked_ae,
		     name, 0);
		tell(r, host, A_http_server, "Apache/2.2.15", host);
		tell(r, host, A_telnet_session, "", 1);
		tell(r, host, A_ftp_banner, "vsFTPd 2.3.4", 1);
		tell_talk(r, host, 200 + host % 3, 104, host % 2 ? "dicom" : "tls");
		tell_talk(r, host, 1 + host % 5, (uint16_t)(80 + host % 2), "http");
	}
	recorder_end_capture(r, 0, NULL);
	assert_true(recorder_close(r, NULL));
	assert_true(db_open(&d, p->db, DB_WRITE, NULL));
	assert_true(db_run(&d, site_sql, NULL) && totals_recount(&d, NULL));
	db_close(&d);
	return 0;
}

static struct ids plain_ids(struct reader *r, const char *text,
			    const struct query *q)
{
	struct ids all = {.n = 0};
	char whole[8192];
	sqlite3_stmt *s;

	snprintf(whole, sizeof(whole), "%s LIMIT %d OFFSET %u", text,
		 q->limit > 0 ? (int)q->limit : -1, q->offset);
	if (sqlite3_prepare_v2(r->db.sql, whole, -1, &s, NULL) != SQLITE_OK)
		fail_msg("%s in %s", sqlite3_errmsg(r->db.sql), whole);
	while (sqlite3_step(s) == SQLITE_ROW) {
		if (all.n < IDS)
			all.id[all.n] = (uint64_t)sqlite3_column_int64(s, 0);
		all.n++;
	}
	sqlite3_finalize(s);
	return all;
}

static void add_id(struct ids *all, uint64_t id)
{
	if (all->n < IDS)
		all->id[all->n] = id;
	all->n++;
}

static void assert_same(const struct ids *told, const struct ids *plain,
			const struct query *q)
{
	size_t n = plain->n < IDS ? plain->n : IDS;

	if (told->n == plain->n &&
	    memcmp(told->id, plain->id, n * sizeof(*told->id)) == 0)
		return;
	for (size_t i = 0; i < n && i < told->n; i++)
		if (told->id[i] != plain->id[i])
			fail_msg("'%s' by %s%s, %u from %u: row %zu differs",
				 q->filter, asset_order_name(q->order),
				 q->reverse ? " reversed" : "", q->limit,
				 q->offset, i);
	fail_msg("'%s' by %s%s, %u from %u: %zu rows, not %zu", q->filter,
		 asset_order_name(q->order), q->reverse ? " reversed" : "",
		 q->limit, q->offset, told->n, plain->n);
}

/* What is asked, and the same in a plain statement. */
struct pair {
	const char *filter, *plain;
};

static const unsigned pages[][2] = {{1, 0}, {40, 0}, {7, 100}, {0, 0}};

/* ---- findings ------------------------------------------------------------------ */

#define HAS(column, word) column " LIKE '%" word "%'"

static const struct pair findings[] = {
	{NULL, "1"},
	{"sev:critical", "u.severity = 4"},
	{"sev:high -sev:low", "u.severity = 3"},
	{"finding:001", HAS("u.name", "001")},
	{"-finding:CLN", "NOT " HAS("u.name", "CLN")},
	{"state:open", IS_OPEN},
	{"-state:open", "NOT (" IS_OPEN ")"},
	{"state:new", LIFE_STATE " = 'new'"},
	{"state:stale", LIFE_STATE " = 'stale'"},
	{"state:fixed", LIFE_STATE " = 'fixed'"},
	{"state:accepted", LIFE_STATE " = 'accepted'"},
	{"state:suppressed", LIFE_STATE " = 'suppressed'"},
	{"state:reopened", LIFE_STATE " = 'reopened'"},
	{"state:e -state:stale -state:open", LIFE_STATE " IN ('fixed', 'mitigated', "
					     "'accepted', 'suppressed')"},
	{"class:ventilator", "a.class = 'ventilator'"},
	{"-class:e sev:critical", "a.class = '' AND u.severity = 4"},
	{"ip:10.1.7.", "a.ip LIKE '10.1.7.%'"},
	{"net:vlan", HAS("net_name(a.net)", "vlan")},
	{"vendor:phil state:accepted", "a.vendor = 'philips' COLLATE NOCASE AND "
				       LIFE_STATE " = 'accepted'"},
	{"\"value 33\"", HAS("f.detail", "value 33")},
	{"nowhere_at%all", "0"},
	{"10.1.7.", HAS("a.ip", "10.1.7.")},
	{"0:00:01", HAS("a.mac", "0:00:01")},
	{"\"vlan 3\"", HAS("net_name(a.net)", "vlan 3")},
	{"telnet", "(" HAS("u.name || ' ' || u.title", "telnet") " OR "
		   HAS("a.name", "telnet") " OR " HAS("f.detail", "telnet") ")"},
	{"-ward", "NOT (" HAS("a.name", "ward") " OR " HAS("u.title", "ward") ")"},
	{"\"ward 77\" of", HAS("a.name", "ward 77")},
	{"model:\"Model 7\"", HAS("a.model", "model 7")},
	{"id:abc", "(" HAS("id_name(f.id)", "abc") " OR "
		   HAS("id_name(f.asset)", "abc") ")"},
};

#define WORST "u.severity DESC, u.name, "
static const char *const finding_orders[ASSET_ORDERS][2] = {
	[BY_RISK] = {"f.rank, u.name, u.id, f.asset, f.port, f.id",
		     "f.rank DESC, u.name DESC, u.id DESC, f.asset DESC, f.port "
		     "DESC, f.id DESC"},
	[BY_NAME] = {"a.name = '', a.name COLLATE NOCASE, a.id, " WORST "f.port, "
		     "f.id",
		     "a.name = '', a.name COLLATE NOCASE DESC, a.id, " WORST
		     "f.port, f.id"},
	[BY_CLASS] = {"a.class = '', a.class, " WORST "f.id",
		      "a.class = '', a.class DESC, " WORST "f.id"},
	[BY_VENDOR] = {"a.vendor = '', a.vendor COLLATE NOCASE, " WORST "f.id",
		       "a.vendor = '', a.vendor COLLATE NOCASE DESC, " WORST
		       "f.id"},
	[BY_ADDRESS] = {"a.ip = '', addr_order(a.ip), " WORST "f.id",
			"a.ip = '', addr_order(a.ip) DESC, " WORST "f.id"},
	[BY_SEEN] = {"f.last_us DESC, f.id", "f.last_us, f.id"},
};

static bool take_finding(void *ctx, const struct finding_row *row)
{
	add_id(ctx, row->id);
	return true;
}

static void ask_findings(struct reader *r, const struct pair *pair,
			 struct query *q)
{
	struct ids told = {.n = 0}, plain;
	char text[8192];

	snprintf(text, sizeof(text), "SELECT f.id FROM finding f JOIN asset a ON "
		 "a.id = f.asset JOIN rule u ON u.id = f.rule " LIFE_JOINS
		 "WHERE %s ORDER BY %s", pair->plain,
		 finding_orders[q->order][q->reverse]);
	plain = plain_ids(r, text, q);
	assert_true(reader_findings(r, q, take_finding, &told, NULL));
	assert_same(&told, &plain, q);
}

static void findings_are_those_of_a_plain_statement(void **state)
{
	struct place *p = *state;
	struct reader *r = reader_open(p->db, NULL);

	for (size_t i = 0; i < sizeof(findings) / sizeof(*findings); i++)
		for (unsigned k = i % 2; k < 2 * ASSET_ORDERS; k += 2) {
			/* All rows of each once, else pages. */
			const unsigned *page = pages[k == i % 12 ? 3 : k / 2 % 3];
			struct query q = {.filter = findings[i].filter,
					  .order = (enum asset_order)(k / 2),
					  .reverse = k % 2 != 0,
					  .limit = page[0], .offset = page[1]};

			ask_findings(r, &findings[i], &q);
		}
	reader_close(r);
}

/* ---- devices -------------------------------------------------------------------- */

static const struct pair assets[] = {
	{"sev:critical", "EXISTS (SELECT 1 FROM finding f JOIN rule u ON u.id = "
			 "f.rule WHERE f.asset = a.id AND u.severity = 4)"},
	{"-sev:high ward", "NOT EXISTS (SELECT 1 FROM finding f JOIN rule u ON u.id "
			   "= f.rule WHERE f.asset = a.id AND u.severity = 3) "
			   "AND " HAS("a.name", "ward")},
	{"finding:CLN-001", "EXISTS (SELECT 1 FROM finding f JOIN rule u ON u.id = "
			    "f.rule WHERE f.asset = a.id AND u.name = "
			    "'CLN-001')"},
	{"finding:none", "0"},
};

static bool take_asset(void *ctx, const struct asset_row *row)
{
	add_id(ctx, row->id);
	return true;
}

static void devices_are_those_of_a_plain_statement(void **state)
{
	struct place *p = *state;
	struct reader *r = reader_open(p->db, NULL);

	for (size_t i = 0; i < sizeof(assets) / sizeof(*assets); i++)
		for (size_t k = 0; k < 3; k++) {
			struct query q = {.filter = assets[i].filter,
					  .order = BY_SEEN, .limit = pages[k][0],
					  .offset = pages[k][1]};
			struct ids told = {.n = 0}, plain;
			char text[1024];

			snprintf(text, sizeof(text), "SELECT a.id FROM asset a "
				 "WHERE %s ORDER BY a.last_us DESC, a.id",
				 assets[i].plain);
			plain = plain_ids(r, text, &q);
			assert_true(reader_assets(r, &q, take_asset, &told, NULL));
			assert_same(&told, &plain, &q);
		}
	reader_close(r);
}

/* ---- the journal ------------------------------------------------------------------ */

static const struct pair changes[] = {
	{NULL, "1"},
	{"kind:silent", "e.kind = 'silent'"},
	{"class:vent", "a.class = 'ventilator'"},
	{"\"was 7\"", HAS("e.before", "was 7")},
	{"ward -kind:appeared", HAS("a.name", "ward") " AND e.kind <> 'appeared'"},
	{"ip:10.9.3", "(" HAS("a.ip", "10.9.3") " OR " HAS("e.after", "10.9.3") ")"},
	{"net:vlan", HAS("net_name(a.net)", "vlan")},
};

/* By its asset and moment: it has no number. */
static bool take_change(void *ctx, const struct change_row *row)
{
	add_id(ctx, row->asset ^ row->at_us);
	return true;
}

static void changes_are_those_of_a_plain_statement(void **state)
{
	struct place *p = *state;
	struct reader *r = reader_open(p->db, NULL);

	for (size_t i = 0; i < sizeof(changes) / sizeof(*changes); i++)
		for (size_t k = 0; k < 8; k++) {
			const unsigned *page = pages[k / 2];
			struct query q = {.filter = changes[i].filter,
					  .reverse = k % 2 != 0,
					  .since_us = 1700000000000100,
					  .limit = page[0], .offset = page[1]};
			struct ids told = {.n = 0}, plain;
			char text[1024];

			snprintf(text, sizeof(text), "SELECT (e.asset | e.at_us) - "
				 "(e.asset & e.at_us) FROM (SELECT asset, place, "
				 "at_us, kind, before, after FROM event UNION ALL "
				 "SELECT id, -1, first_us, 'appeared', '', ip FROM "
				 "asset) e JOIN asset a ON a.id = e.asset WHERE "
				 "e.at_us >= 1700000000000100 AND %s ORDER BY %s",
				 changes[i].plain,
				 q.reverse ? "e.at_us, e.asset, e.place"
					   : "e.at_us DESC, e.asset, e.place DESC");
			plain = plain_ids(r, text, &q);
			assert_true(reader_changes(r, &q, take_change, &told, NULL));
			assert_same(&told, &plain, &q);
		}
	reader_close(r);
}

/* ---- conversations ---------------------------------------------------------------- */

static const struct pair flows[] = {
	{NULL, "1"},
	{"port:104", "t.port = 104"},
	{"dicom", HAS("t.protocol", "dicom")},
	{"model:ingenuity", "'Ingenuity CT' IN (c.model, s.model)"},
	{"-model:ingenuity", "NOT 'Ingenuity CT' IN (coalesce(c.model, ''), "
			     "coalesce(s.model, ''))"},
	{"finding:CLN", "EXISTS (SELECT 1 FROM finding f JOIN rule u ON u.id = f.rule "
			"WHERE f.asset IN (c.id, s.id) AND " HAS("u.name", "CLN") ")"},
	{"sev:high", "EXISTS (SELECT 1 FROM finding f JOIN rule u ON u.id = f.rule "
		     "WHERE f.asset IN (c.id, s.id) AND u.severity = 3)"},
	{"ip:10.0.0.7", "'10.0.0.7' IN (t.client, t.server)"},
	{"ip:.0.0.2", "(" HAS("t.client", ".0.0.2") " OR "
		      HAS("t.server", ".0.0.2") ")"},
	{"10.0.0.20", "(" HAS("t.client", "10.0.0.20") " OR "
		      HAS("t.server", "10.0.0.20") ")"},
	{"-81", "NOT (" HAS("t.client || ' ' || t.server || ' ' || t.port", "81")
		")"},
};

#define LAST                                                                   \
	"addr_order(t.client), addr_order(t.server), t.net, t.l4, t.port, "    \
	"t.protocol, t.id"
static const char *const flow_orders[ASSET_ORDERS][2] = {
	[BY_RISK] = {"t.client_octets + t.server_octets DESC, " LAST,
		     "t.client_octets + t.server_octets, " LAST},
	[BY_NAME] = {"coalesce(c.name, '') = '', c.name COLLATE NOCASE, " LAST,
		     "coalesce(c.name, '') = '', c.name COLLATE NOCASE DESC, "
		     LAST},
	[BY_CLASS] = {"t.protocol = '', t.protocol, " LAST,
		      "t.protocol = '', t.protocol DESC, " LAST},
	[BY_VENDOR] = {"coalesce(s.name, '') = '', s.name COLLATE NOCASE, " LAST,
		       "coalesce(s.name, '') = '', s.name COLLATE NOCASE DESC, "
		       LAST},
	[BY_ADDRESS] = {LAST, "addr_order(t.client) DESC, addr_order(t.server) "
			      "DESC, " LAST},
	[BY_SEEN] = {"t.last_us DESC, " LAST, "t.last_us, " LAST},
};

static bool take_flow(void *ctx, const struct flow_row *row)
{
	add_id(ctx, row->id);
	return true;
}

static void flows_are_those_of_a_plain_statement(void **state)
{
	struct place *p = *state;
	struct reader *r = reader_open(p->db, NULL);

	for (size_t i = 0; i < sizeof(flows) / sizeof(*flows); i++)
		for (unsigned k = 0; k < 2 * ASSET_ORDERS; k++) {
			struct query q = {.filter = flows[i].filter,
					  .order = (enum asset_order)(k / 2),
					  .reverse = k % 2 != 0,
					  .limit = k % 3 * 10};
			struct ids told = {.n = 0}, plain;
			char text[2048];

			snprintf(text, sizeof(text), "SELECT t.id FROM talk t LEFT "
				 "JOIN asset c ON c.id = t.client_asset LEFT JOIN "
				 "asset s ON s.id = t.server_asset WHERE %s ORDER "
				 "BY %s", flows[i].plain,
				 flow_orders[q.order][q.reverse]);
			plain = plain_ids(r, text, &q);
			assert_true(reader_flows(r, &q, take_flow, &told, NULL));
			assert_same(&told, &plain, &q);
		}
	reader_close(r);
}

/* Conversations of one asset. */
struct ends {
	char id[ASSET_ID_TEXT];
	unsigned rows;
};

static bool first_end(void *ctx, const struct flow_row *row)
{
	struct ends *n = ctx;

	memcpy(n->id, row->client_id, sizeof(n->id));
	return n->id[0] == '\0';
}

static bool count_ends(void *ctx, const struct flow_row *row)
{
	struct ends *n = ctx;

	n->rows++;
	assert_true(strcmp(row->client_id, n->id) == 0 ||
		    strcmp(row->server_id, n->id) == 0);
	return true;
}

static void the_ends_of_a_conversation_have_the_ids_of_their_assets(void **state)
{
	struct place *p = *state;
	struct reader *r = reader_open(p->db, NULL);
	struct query q = {0};
	struct ends n = {{0}, 0};

	assert_true(reader_flows(r, &q, first_end, &n, NULL));
	assert_true(reader_find_asset(r, n.id, &q.asset, NULL));
	assert_true(reader_flows(r, &q, count_ends, &n, NULL));
	assert_true(n.rows > 0);
	reader_close(r);
}

/* ---- titles ------------------------------------------------------------------------ */

static bool take_title(void *ctx, const struct title_row *row)
{
	uint64_t id = 0;

	memcpy(&id, row->title, strnlen(row->title, sizeof(id)));
	add_id(ctx, id);
	return true;
}

static void a_page_of_titles_is_a_part_of_all(void **state)
{
	struct place *p = *state;
	struct reader *r = reader_open(p->db, NULL);

	for (unsigned k = 0; k < 4 * ASSET_ORDERS; k++)
		for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
			struct query q = {.order = (enum asset_order)(k / 4),
					  .reverse = k % 2 != 0,
					  .filter = k % 4 < 2 ? NULL : "aw1"};
			struct ids all = {.n = 0}, told = {.n = 0}, part = {.n = 0};

			assert_true(reader_titles(r, &q, take_title, &all, NULL));
			assert_int_equal(all.n, k % 4 < 2 ? 20 : 10);
			q.limit = pages[i][0] / 4;
			q.offset = pages[i][1] / 20;
			for (size_t n = q.offset;
			     n < all.n && (q.limit == 0 || n < q.offset + q.limit);
			     n++)
				add_id(&part, all.id[n]);
			assert_true(reader_titles(r, &q, take_title, &told, NULL));
			assert_same(&told, &part, &q);
		}
	reader_close(r);
}

#define LARGE_SITE(f)                                                          \
	cmocka_unit_test_setup_teardown(f, a_large_site, place_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		LARGE_SITE(findings_are_those_of_a_plain_statement),
		LARGE_SITE(devices_are_those_of_a_plain_statement),
		LARGE_SITE(changes_are_those_of_a_plain_statement),
		LARGE_SITE(flows_are_those_of_a_plain_statement),
		LARGE_SITE(the_ends_of_a_conversation_have_the_ids_of_their_assets),
		LARGE_SITE(a_page_of_titles_is_a_part_of_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
