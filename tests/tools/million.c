/* SPDX-License-Identifier: Apache-2.0 */
/*
 * million - a database of a huge site: million DATABASE SIGNATURES ASSETS tells
 * a recorder of so many devices and their conversations, and then writes ten
 * findings for each as the recorder would, with decisions about some. What is
 * in it depends on the numbers alone. For benchmarks.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/days.h"
#include "tests/tools/told.h"

enum { FINDINGS = 10, TOLD = 7 };

static const struct kind {
	const char *vendor, *model, *modality, *server;
} kinds[] = {
	{"Philips", "Ingenuity CT", "CT", "nginx/1.18"},
	{"SIEMENS", "SOMATOM go.Top", "CT", "Microsoft-IIS/8.5"},
	{"GE MEDICAL SYSTEMS", "SIGNA Artist", "MR", "Apache/2.2.15"},
	{"Carestream Health", "DRX-Evolution", "DX", "lighttpd/1.4.35"},
	{"FUJIFILM", "FDR D-EVO", "CR", "Microsoft-IIS/10.0"},
	{"Example Works", "Kiosk 9", "US", "Boa/0.94.14rc21"},
	{"Sample House", "Panel", "XA", "GoAhead-Webs"},
};

/* Spread out, as real devices are: not in the order of any index. */
static uint32_t mixed(uint32_t n, uint32_t salt)
{
	n = (n + salt * 0x9e3779b9u) * 2654435761u;
	n = (n ^ n >> 15) * 2246822519u;
	return n ^ n >> 13;
}

static struct record fact_about(uint32_t host, enum attr attr, const char *text)
{
	struct record r = told_fact(host, attr, text);

	r.as.fact.last_us = BEGAN_US + mixed(host, 1) % 60u * DAY_US;
	r.as.fact.subject.net = net_of(NET_VLAN, (uint16_t)(1 + host % 40));
	return r;
}

static void tell_of(struct recorder *r, uint32_t host)
{
	static const struct kind plain = {NULL, NULL, NULL, "Apache/2.4.57"};
	uint32_t n = mixed(host, 2) % 16;
	const struct kind *k =
		n < sizeof(kinds) / sizeof(*kinds) ? &kinds[n] : &plain;
	char name[32], serial[32];
	struct record told[TOLD];
	unsigned tells = 0;

	snprintf(name, sizeof(name), "HOST%06u", host);
	snprintf(serial, sizeof(serial), "LIVE-%u", 100000 + host);
	told[tells++] = fact_about(host, A_dns_name, name);
	told[tells++] = fact_about(host, A_http_server, k->server);
	if (k->model != NULL) {
		told[tells++] = fact_about(host, A_dicom_ae, name);
		told[tells++] = fact_about(host, A_dicom_vendor, k->vendor);
		told[tells++] = fact_about(host, A_dicom_model, k->model);
		told[tells++] = fact_about(host, A_dicom_modality, k->modality);
		told[tells++] = fact_about(host, A_dicom_serial, serial);
	}
	recorder_take(r, told, tells);
}

static void tell_talks(struct recorder *r, uint32_t host, uint32_t assets)
{
	static const uint16_t ports[] = {104, 443, 80};

	for (uint32_t i = 0; i < 3; i++) {
		struct record told = {.kind = RECORD_TALK};
		struct talk_record *t = &told.as.talk;

		t->client = told_address(host);
		t->server = told_address(mixed(host, 10 + i) % (assets / 50 + 1));
		t->net = net_of(NET_VLAN, (uint16_t)(1 + host % 40));
		t->port = ports[i];
		t->l4 = 6;
		t->answered = true;
		t->first_us = BEGAN_US + host;
		t->last_us = BEGAN_US + DAY_US;
		t->frame = host + 1;
		t->flows = 3;
		t->source = (uint8_t)source_of_name("flow");
		snprintf(t->protocol, sizeof(t->protocol), "%s",
			 i == 0 ? "dicom" : i == 1 ? "tls" : "http");
		recorder_take(r, &told, 1);
	}
}

static bool tell(const char *path, const struct knowledge *k, uint32_t assets,
		 struct err *e)
{
	struct capture_info info = {.name = "million", .digest = "million"};
	struct recorder_options o = {.path = path,
				     .knowledge = k,
				     .limits = inventory_defaults(),
				     .captures = &info,
				     .capture_count = 1};
	struct recorder *r = recorder_open(&o, e);

	if (r == NULL)
		return false;
	for (uint32_t i = 0; i < assets; i++) {
		tell_of(r, i);
		tell_talks(r, i, assets);
	}
	recorder_end_capture(r, 0, NULL);
	return recorder_close(r, e);
}

/* ---- findings ------------------------------------------------------------------ */

/* A few rules are met by most devices, most rules by few. */
static const struct rule *rule_of(const struct knowledge *k, uint32_t asset,
				  uint32_t i)
{
	uint32_t n = knowledge_rules(k), at = mixed(asset, 100 + i) % (n * n);
	uint32_t root = 0;

	while (root * root < at)
		root++;
	return knowledge_rule_at(k, n - (root > 0 ? root : 1));
}

static bool write_rule(struct db *d, const struct rule *u, uint64_t id,
		       struct err *e)
{
	const char *const text[] = {u->title, u->because, u->advice, u->source};
	sqlite3_stmt *s = db_use(d, "INSERT OR IGNORE INTO rule VALUES (?1, ?2, "
				    "?3, ?4, ?5, ?6, ?7)", e);

	if (s == NULL)
		return false;
	bind_number(s, 1, id);
	bind_text(s, 2, u->id);
	bind_number(s, 3, u->severity);
	for (int i = 0; i < 4; i++)
		bind_text(s, 4 + i, text[i] != NULL ? text[i] : "");
	return db_finish(d, s, e);
}

/* One in twelve was last seen long before the others. */
static bool write_finding(struct db *d, const struct rule *u, uint64_t asset,
			  uint8_t rank, uint32_t n, struct err *e)
{
	uint16_t port = (uint16_t)(n % 3 == 0 ? 0 : 20 + mixed(n, 6) % 8000);
	uint64_t seen = BEGAN_US + (n % 12 == 0 ? 1 : 40 + n % 20) * DAY_US;
	struct sum rule = sum_start();
	char detail[64];
	struct row row;

	sum_text(&rule, u->id, strlen(u->id));
	if (!write_rule(d, u, sum_end(&rule), e))
		return false;
	row = row_open(d, "INSERT OR IGNORE INTO finding (asset, id, rule, port, "
			  "confidence, detail, by_talk, evidence, first_us, "
			  "last_us, digest, sum, rank) VALUES (?1, ?2, ?3, ?4, "
			  "?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)", e);
	if (row.s == NULL)
		return false;
	bind_number(row.s, 13, rank);
	snprintf(detail, sizeof(detail), "value %u of 7, port %u", n % 7, port);
	row_number(&row, asset);
	row_number(&row, finding_id(u->id, asset, port));
	row_number(&row, sum_end(&rule));
	row_number(&row, port);
	row_number(&row, n % 3);
	row_text(&row, detail);
	row_number(&row, 0);
	row_text(&row, "[]");
	row_number(&row, BEGAN_US + n);
	row_number(&row, seen);
	row_number(&row, n);
	return row_finish(d, &row, e);
}

static bool find(struct db *d, const struct knowledge *k, struct err *e)
{
	sqlite3_stmt *s = db_use(d, "SELECT id, clinical, unicode("
				    "criticality) FROM asset ORDER BY id", e);
	uint32_t n = 0;
	bool good = s != NULL;

	while (good && sqlite3_step(s) == SQLITE_ROW)
		for (uint32_t i = 0; good && i < FINDINGS; i++, n++) {
			uint64_t asset = column_number(s, 0);

			const struct rule *u = rule_of(k, (uint32_t)asset, i);

			good = write_finding(
				d, u, asset,
				finding_rank(u->severity,
					     column_number(s, 1) != 0,
					     (char)column_number(s, 2)),
				n, e);
		}
	if (s != NULL)
		db_done(s);
	return good;
}

/* About each five hundredth; and all of one rule in one class. */
static const char decide_text[] =
	"INSERT INTO decision SELECT f.asset, u.name, f.port, CASE f.digest / 500 "
	"% 3 WHEN 0 THEN 'accepted' WHEN 1 THEN 'mitigated' ELSE 'fixed' END, "
	"'a reason', 'somebody', 1, 0, 1, a.mac, a.ip, a.net FROM finding f JOIN "
	"rule u ON u.id = f.rule JOIN asset a ON a.id = f.asset WHERE f.digest % "
	"500 = 0;"
	"INSERT INTO suppression (rule, asset, class, reason, author, at_us, "
	"until_us, lifted, mac, ip, net) SELECT min(name), 0, 'imaging-ct', 'a "
	"reason', 'somebody', 1, 1 << 60, 0, '', '', 0 FROM rule;"
	"INSERT OR REPLACE INTO setting SELECT 'seen_us', max(last_us) FROM "
	"finding";

static bool add_findings(const char *path, const struct knowledge *k,
			 struct err *e)
{
	struct db d;
	bool good;

	if (!db_open(&d, path, DB_WRITE, e))
		return false;
	good = db_run(&d, "BEGIN; DELETE FROM finding", e) && find(&d, k, e) &&
	       db_run(&d, decide_text, e) &&
	       totals_recount(&d, e) && db_run(&d, "COMMIT", e);
	db_close(&d);
	return good;
}

int main(int argc, char **argv)
{
	uint32_t assets = argc == 4 ? (uint32_t)strtoul(argv[3], NULL, 10) : 0;
	struct knowledge_paths paths = {
		.signatures = argc == 4 ? argv[2] : NULL,
		.oui_folder = "/usr/share/ieee-data",
	};
	struct knowledge *k;
	struct err e = {0};
	bool good;

	if (assets == 0)
		return 2;
	k = knowledge_open(&paths, &e);
	good = k != NULL && tell(argv[1], k, assets, &e) &&
	       add_findings(argv[1], k, &e);
	knowledge_close(k);
	if (!good)
		fprintf(stderr, "million: %s\n", e.text);
	return good ? 0 : 1;
}
