/* SPDX-License-Identifier: Apache-2.0 */
/* writer - what changed, into tables, inside the caller's transaction. */
#include <stdlib.h>

#include "capture/base/must.h"
#include "store/recorder.h"

/* ---- facts ----------------------------------------------------------------------- */

/* The pack in hand, of so many, as a row of one of the two tables. */
static bool write_pack(struct recorder *r, const char *text, uint64_t id,
		       size_t n, struct err *e)
{
	struct row row = row_open(&r->db, text, e);

	if (row.s == NULL)
		return false;
	row_number(&row, id);
	row_number(&row, n);
	row_blob(&row, r->pack.octet, (int)r->pack.size);
	return row_finish(&r->db, &row, e);
}

static bool write_facts(struct recorder *r, uint64_t owner,
			const struct known_fact *const *fact, size_t n,
			struct err *e)
{
	pack_facts(&r->pack, &r->terms, r->inventory, fact, n);
	return write_pack(r,
			  "INSERT OR REPLACE INTO evidence (owner, facts, "
			  "pack, sum) VALUES (?1, ?2, ?3, ?4)",
			  owner, n, e);
}

static bool drop_facts(struct recorder *r, uint64_t owner, struct err *e)
{
	return db_run_with(&r->db, "DELETE FROM evidence WHERE owner = ?1",
			   owner, e);
}

bool write_evidence(struct recorder *r, const struct asset *a, struct err *e)
{
	return a->facts > 0
		       ? write_facts(r, a->id,
				     (const struct known_fact *const *)a->fact,
				     a->facts, e)
		       : drop_facts(r, a->id, e);
}

/* An endpoint that is no asset's has a number below 0 of its own. */
static uint64_t stray_owner(const struct endpoint *p)
{
	return (uint64_t)-(int64_t)endpoint_id(p);
}

static bool write_stray(struct recorder *r, const struct endpoint *p,
			struct err *e)
{
	const struct known_fact **fact;
	size_t n = 0;
	bool done;

	fact = must_alloc(p->facts, sizeof(*fact));
	for (const struct known_fact *f = p->fact; f != NULL; f = f->next)
		fact[n++] = f;
	done = write_facts(r, stray_owner(p), fact, n, e);
	free((void *)fact);
	return done;
}

/* Nobody's facts, and those that are nobody's no longer. */
static bool write_strays(struct recorder *r, struct err *e)
{
	struct endpoint **list;
	size_t n = inventory_endpoints(r->inventory, &list);

	for (size_t i = 0; i < n; i++) {
		const struct endpoint *p = list[i];
		bool was = p->kept && p->kept_with == 0;
		bool is = p->owner == 0 && p->facts > 0;

		if (is && (!was || p->dirty) && !write_stray(r, p, e))
			return false;
		/* One that was forgotten has none already. */
		if (was && !is && (p->facts > 0 || p->dirty) &&
		    !drop_facts(r, stray_owner(p), e))
			return false;
	}
	return true;
}

/* ---- conversations ---------------------------------------------------------------- */

static bool write_part(struct recorder *r, const struct talk_part *p,
		       struct err *e)
{
	if (p->talks == 0)
		return db_run_with(&r->db,
				   "DELETE FROM conversation WHERE id = ?1",
				   p->row, e);
	pack_talks(&r->pack, &r->terms, r->inventory, p);
	return write_pack(r,
			  "INSERT OR REPLACE INTO conversation (id, talks, "
			  "pack, sum) VALUES (?1, ?2, ?3, ?4)",
			  p->row, p->talks, e);
}

static bool write_talks(struct recorder *r, struct err *e)
{
	struct talk_part **part;
	size_t n = inventory_parts(r->inventory, &part);

	for (size_t i = 0; i < n; i++) {
		if (!part[i]->dirty)
			continue;
		if (part[i]->row == 0)
			part[i]->row = ++r->last_part;
		if (!write_part(r, part[i], e))
			return false;
	}
	return true;
}

static bool write_forgotten(struct recorder *r, struct err *e)
{
	const struct forgotten *now = &r->forgotten;
	const struct forgotten *before = &r->forgotten_before;

	return setting_put_number(&r->db, "forgotten_talks",
				  before->talks + now->talks, e) &&
	       setting_put_number(&r->db, "forgotten_facts",
				  before->facts + now->facts, e) &&
	       setting_put_number(&r->db, "forgotten_assets",
				  before->assets + now->assets, e);
}

static bool write_settings(struct recorder *r, struct err *e)
{
	uint64_t invalid = r->invalid_before + r->invalid;
	uint64_t refused = r->refused_before + inventory_refused(r->inventory);
	uint64_t strange = r->strange_before + inventory_strange(r->inventory);
	uint64_t unkept = r->unkept_before + inventory_unkept(r->inventory);

	return setting_put(&r->db, "knowledge", knowledge_hash(r->knowledge),
			   e) &&
	       setting_put(&r->db, "program", WW_VERSION, e) &&
	       setting_put_number(&r->db, "invalid", invalid, e) &&
	       setting_put_number(&r->db, "refused", refused, e) &&
	       write_forgotten(r, e) &&
	       setting_put_number(&r->db, "strange", strange, e) &&
	       setting_put_number(&r->db, "unkept", unkept, e) &&
	       setting_put_number(&r->db, "written_us", wall_us(), e);
}

static bool drop_before(struct recorder *r, struct err *e)
{
	if ((r->afresh || r->anew) && !life_leave_all(r, e))
		return false;
	if (r->afresh)
		return db_run(&r->db,
			      "DELETE FROM finding; DELETE FROM asset; "
			      "DELETE FROM conversation; "
			      "DELETE FROM evidence; "
			      "DELETE FROM event; "
			      "DELETE FROM heard; "
			      "DELETE FROM setting WHERE key = 'heard_from_us'; "
			      "DELETE FROM asset_address; "
			      "DELETE FROM asset_mac; "
			      "DELETE FROM asset_note; "
			      "DELETE FROM advisory_match; "
			      "DELETE FROM mds2_match; "
			      "DELETE FROM mds2_seen", e);
	return !r->anew || db_run(&r->db,
				  "DELETE FROM finding; DELETE FROM asset; "
				  "DELETE FROM event; "
				  "DELETE FROM asset_address; "
				  "DELETE FROM asset_mac; "
				  "DELETE FROM asset_note; "
				  "DELETE FROM advisory_match; "
				  "DELETE FROM mds2_match; "
				  "DELETE FROM mds2_seen", e);
}

bool writer_write(struct recorder *r, struct err *e)
{
	return drop_before(r, e) && captures_write(r, e) &&
	       write_strays(r, e) && write_talks(r, e) && write_heard(r, e) &&
	       write_sweep(r, e) &&
	       write_assets(r, e) && write_findings(r, e) &&
	       totals_write(r, e) && life_write(r, e) && write_settings(r, e);
}
