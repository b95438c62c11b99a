/* SPDX-License-Identifier: Apache-2.0 */
/*
 * write_asset - assets with their claims, reasons and addresses.
 *
 * A digest over all of an asset tells whether its rows would change, so that
 * after a start, when everything has been judged anew, only differences are
 * written.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "store/recorder.h"

enum { JOINED = 512 };

/* The asset as its row wants it. */
struct line {
	const char *chosen[CLAIMS];
	char software[JOINED], macs[JOINED], addresses[JOINED];
	char criticality[2];
	bool clinical;
	enum grade grade;
	const struct text *claims;
};

/* Appends a whole word or nothing: half an address would be a wrong one. */
static void join(char out[JOINED], const char *separator, const char *word)
{
	size_t used = strlen(out), need = strlen(word);

	if (used > 0)
		need += strlen(separator);
	if (used + need < JOINED)
		snprintf(out + used, JOINED - used, "%s%s",
			 used > 0 ? separator : "", word);
}

static enum grade shown_grade(const struct asset *a)
{
	static const enum claim_kind order[] = {CLAIM_CLASS, CLAIM_VENDOR,
						CLAIM_MODEL};

	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		for (unsigned j = 0; j < a->claims; j++)
			if (a->claim[j].chosen && a->claim[j].kind == order[i])
				return grade_of(a->claim[j].decibans);
	return GRADE_POSSIBLE;
}

/* ---- claims as JSON --------------------------------------------------------- */

static void put_octets(struct text *t, const char *from, size_t n)
{
	if (t->size + n >= t->room) {
		t->room = (t->size + n) * 2 + 1;
		t->text = realloc(t->text, t->room);
		must(t->text != NULL);
	}
	memcpy(t->text + t->size, from, n);
	t->size += n;
	t->text[t->size] = '\0';
}

static void put_text(struct text *t, const char *word)
{
	put_octets(t, word, strlen(word));
}

static void put_number(struct text *t, uint64_t n)
{
	char digits[21], *at = digits + sizeof(digits) - 1;

	*at = '\0';
	do
		*--at = (char)('0' + n % 10);
	while ((n /= 10) > 0);
	put_text(t, at);
}

/* RFC 8259, section 7. */
static void put_quoted(struct text *t, const char *value)
{
	char code[8];

	put_octets(t, "\"", 1);
	for (;;) {
		size_t plain = 0;

		while ((unsigned char)value[plain] >= ' ' &&
		       value[plain] != '"' && value[plain] != '\\')
			plain++;
		put_octets(t, value, plain);
		value += plain;
		if (*value == '\0')
			break;
		snprintf(code, sizeof(code), "\\u%04x",
			 (unsigned char)*value++);
		put_octets(t, code, 6);
	}
	put_octets(t, "\"", 1);
}

/* The place of a fact among those of its asset, and in its pack. */
static unsigned place_of(const struct asset *a, const struct known_fact *f)
{
	unsigned i = 0;

	while (i < a->facts && a->fact[i] != f)
		i++;
	must(i < a->facts);
	return i;
}

/* What is as most are is left out from behind. */
static void put_reason(struct text *t, const struct asset *a,
		       const struct claim *c, const struct reason *why)
{
	bool plain = strcmp(why->where, "attribute") == 0;

	put_text(t, "[");
	put_number(t, place_of(a, why->fact));
	if (why->decibans != c->decibans || !why->counted || !plain) {
		put_text(t, ",");
		put_number(t, why->decibans);
	}
	if (!why->counted || !plain)
		put_text(t, why->counted ? ",1" : ",0");
	if (!plain) {
		put_text(t, ",");
		put_quoted(t, why->where);
	}
	put_text(t, "]");
}

/* Its value is that of a column of its asset. */
static bool has_column(const struct claim *c)
{
	return c->chosen && c->kind < CLAIMS && c->kind != CLAIM_SOFTWARE;
}

static void put_claim(struct text *t, const struct asset *a,
		      const struct claim *c)
{
	put_text(t, "[\"");
	put_text(t, claim_name(c->kind));
	put_text(t, "\",");
	if (has_column(c))
		put_text(t, "0");
	else
		put_quoted(t, c->value);
	put_text(t, ",");
	put_number(t, c->decibans);
	put_text(t, c->chosen ? ",1" : ",0");
	put_text(t, c->disputed ? ",1,[" : ",0,[");
	for (unsigned i = 0; i < c->reasons; i++) {
		put_text(t, i > 0 ? "," : "");
		put_reason(t, a, c, &c->reason[i]);
	}
	put_text(t, "]");
	if (c->said != 0) {
		put_text(t, ",");
		put_number(t, c->said);
	}
	put_text(t, "]");
}

static void put_claims(struct text *t, const struct asset *a)
{
	t->size = 0;
	put_text(t, "[");
	for (unsigned i = 0; i < a->claims; i++) {
		put_text(t, i > 0 ? "," : "");
		put_claim(t, a, &a->claim[i]);
	}
	put_text(t, "]");
}

/* ---- the line ---------------------------------------------------------------- */

static void line_of(struct recorder *r, const struct asset *a, struct line *l)
{
	const struct device_class *class = NULL;

	l->software[0] = l->macs[0] = l->addresses[0] = '\0';
	l->chosen[CLAIM_NONE] = NULL;
	for (enum claim_kind k = CLAIM_CLASS; k < CLAIMS; k++)
		l->chosen[k] = asset_claim(a, k);
	for (unsigned i = 0; i < a->claims; i++)
		if (a->claim[i].chosen && a->claim[i].kind == CLAIM_SOFTWARE)
			join(l->software, "; ", a->claim[i].value);
	for (unsigned i = 0; i < a->macs && a->macs > 1; i++) {
		char text[MAC_TEXT];

		mac_print(a->all_macs[i], text);
		join(l->macs, " ", text);
	}
	/* They are sorted: one that is in several networks stands here once. */
	for (unsigned i = 0; i < a->addresses && a->addresses > 1; i++) {
		char text[ADDR_TEXT];

		if (i > 0 && addr_compare(a->address[i - 1].ip,
					  a->address[i].ip) == 0)
			continue;
		addr_print(a->address[i].ip, text);
		join(l->addresses, " ", text);
	}
	if (l->chosen[CLAIM_CLASS] != NULL)
		class = knowledge_class(r->knowledge, l->chosen[CLAIM_CLASS]);
	l->criticality[1] = '\0';
	l->criticality[0] = class != NULL ? class->criticality : '?';
	l->clinical = a->clinical;
	l->grade = shown_grade(a);
	put_claims(&r->claims, a);
	l->claims = &r->claims;
}

/* What the database says now: same says there is nothing to write. */
static bool compare(struct recorder *r, const struct asset *a, bool *known,
		    bool *same, struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db, "SELECT digest FROM asset WHERE id = ?1",
				 e);

	if (s == NULL)
		return false;
	bind_number(s, 1, a->id);
	*known = sqlite3_step(s) == SQLITE_ROW;
	*same = *known && column_number(s, 0) == a->digest;
	db_done(s);
	return true;
}

/* ---- rows -------------------------------------------------------------------- */

static const char asset_text[] =
	"INSERT INTO asset (id, name, class, vendor, model, version, serial, "
	"os, software, grade, criticality, clinical, score, phi, exposure, mac, "
	"mac_owner, macs, behind, ip, net, addresses, services, claims, first_us, last_us, digest, sum, open) "
	"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, "
	"?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, "
	"?28, ?29) "
	"ON CONFLICT (id) DO UPDATE SET name = excluded.name, class = excluded.class, vendor = excluded.vendor, "
	"model = excluded.model, version = excluded.version, serial = "
	"excluded.serial, os = excluded.os, software = excluded.software, "
	"grade = excluded.grade, criticality = excluded.criticality, "
	"clinical = excluded.clinical, score = excluded.score, phi = "
	"excluded.phi, exposure = excluded.exposure, mac = excluded.mac, mac_owner = "
	"excluded.mac_owner, macs = excluded.macs, behind = "
	"excluded.behind, ip = excluded.ip, net = "
	"excluded.net, addresses = excluded.addresses, services = "
	"excluded.services, claims = excluded.claims, first_us = "
	"excluded.first_us, last_us = excluded.last_us, digest = "
	"excluded.digest, sum = excluded.sum, open = excluded.open";

static bool write_row(struct recorder *r, const struct asset *a,
		      const struct line *l, struct err *e)
{
	static const enum claim_kind order[] = {
		CLAIM_NAME,    CLAIM_CLASS,	CLAIM_VENDOR, CLAIM_MODEL,
		CLAIM_VERSION, CLAIM_SERIAL_NO, CLAIM_OS,
	};
	struct row row = row_open(&r->db, asset_text, e);

	if (row.s == NULL)
		return false;
	bind_number(row.s, 29, a->open); /* behind the sum */
	row_number(&row, a->id);
	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		row_text(&row, l->chosen[order[i]]);
	row_text(&row, l->software);
	row_number(&row, l->grade);
	row_text(&row, l->criticality);
	row_number(&row, l->clinical);
	row_number(&row, a->score);
	row_number(&row, a->phi);
	row_number(&row, a->exposure);
	row_mac(&row, a->mac);
	row_text(&row, a->mac_owner);
	row_text(&row, l->macs);
	row_number(&row, a->behind);
	row_addr(&row, a->ip);
	row_number(&row, a->net);
	row_text(&row, l->addresses);
	row_number(&row, a->services);
	row_text(&row, l->claims->text);
	row_number(&row, a->first_us);
	row_number(&row, a->last_us);
	row_number(&row, a->digest);
	return row_finish(&r->db, &row, e);
}

static bool drop_parts(struct recorder *r, uint64_t asset, struct err *e)
{
	return db_run_with(&r->db, "DELETE FROM asset_address WHERE asset = ?1",
			   asset, e) &&
	       db_run_with(&r->db, "DELETE FROM asset_mac WHERE asset = ?1",
			   asset, e) &&
	       db_run_with(&r->db, "DELETE FROM event WHERE asset = ?1", asset,
			   e) &&
	       db_run_with(&r->db, "DELETE FROM asset_note WHERE asset = ?1",
			   asset, e) &&
	       db_run_with(&r->db,
			   "DELETE FROM advisory_match WHERE asset = ?1", asset,
			   e) &&
	       declare_drop(r, asset, e);
}

static bool write_address(struct recorder *r, const struct asset *a,
			  unsigned i, struct err *e)
{
	sqlite3_stmt *s =
		db_use(&r->db, "INSERT INTO asset_address VALUES (?1, ?2, ?3, ?4)",
		       e);

	if (s == NULL)
		return false;
	bind_number(s, 1, a->id);
	bind_number(s, 2, i);
	bind_addr(s, 3, a->address[i].ip);
	bind_number(s, 4, a->address[i].net);
	return db_finish(&r->db, s, e);
}

static bool write_mac(struct recorder *r, const struct asset *a, unsigned i,
		      struct err *e)
{
	sqlite3_stmt *s = db_use(
		&r->db, "INSERT INTO asset_mac VALUES (?1, ?2, ?3)", e);

	if (s == NULL)
		return false;
	bind_number(s, 1, a->id);
	bind_number(s, 2, i);
	bind_mac(s, 3, a->all_macs[i]);
	return db_finish(&r->db, s, e);
}

/* What only people know. */
static bool write_note(struct recorder *r, const struct asset *a,
		       const struct claim *c, struct err *e)
{
	sqlite3_stmt *s = db_use(
		&r->db, "INSERT INTO asset_note VALUES (?1, ?2, ?3)", e);

	if (s == NULL)
		return false;
	bind_number(s, 1, a->id);
	bind_text(s, 2, claim_name(c->kind));
	bind_text(s, 3, c->value);
	return db_finish(&r->db, s, e);
}

/* changed: its row was written. */
static bool write_asset(struct recorder *r, const struct asset *a,
			bool *changed, struct err *e)
{
	struct line l;
	bool known = false, same = false;

	if (!r->empty && !compare(r, a, &known, &same, e))
		return false;
	*changed = !same;
	if (same)
		return true;
	line_of(r, a, &l);
	if ((known && !drop_parts(r, a->id, e)) || !write_row(r, a, &l, e))
		return false;
	for (unsigned i = 0; i < a->addresses && a->addresses > 1; i++)
		if (!write_address(r, a, i, e))
			return false;
	for (unsigned i = 0; i < a->macs && a->macs > 1; i++)
		if (!write_mac(r, a, i, e))
			return false;
	for (unsigned i = 0; i < a->claims; i++)
		if (a->claim[i].kind >= CLAIMS &&
		    !write_note(r, a, &a->claim[i], e))
			return false;
	return advise_write(r, a, e) && declare_write(r, a, e) &&
	       write_events(r, a, e) && life_note_score(r, a, e);
}

/* A row names facts by their places: where it changes, so does the pack. */
bool write_assets(struct recorder *r, struct err *e)
{
	struct asset **asset;
	size_t n = inventory_assets(r->inventory, &asset);

	for (size_t i = 0; i < n; i++) {
		const struct asset *a = asset[i];
		bool changed = false;

		asset_fetch(i + 1 < n ? asset[i + 1] : NULL,
			    i + 2 < n ? asset[i + 2] : NULL);
		if ((r->whole || a->dirty) && !write_asset(r, a, &changed, e))
			return false;
		if ((changed || a->facts_dirty) && !write_evidence(r, a, e))
			return false;
	}
	return true;
}
