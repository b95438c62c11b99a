/* SPDX-License-Identifier: Apache-2.0 */
/* reader_flows - the list of conversations. */
#include <stdio.h>

#include "classify/days.h"
#include "store/reader.h"

/* A column of the client's and the server's asset; "" when there is none. */
#define BOTH(column)                                                           \
	"coalesce(c." column ", '') || char(10) || coalesce(s." column         \
	", '') LIKE ? ESCAPE '\\'"

#define ANY_FIELD                                                              \
	"t.client || char(10) || t.server || char(10) || t.protocol || "       \
	"char(10) || t.source || char(10) || t.port || char(10) || "           \
	"net_name(t.net) || char(10) || " BOTH("name")

static const struct filter_field flow_fields[] = {
	{"", ANY_FIELD, FIELD_PART},
	{"name", BOTH("name"), FIELD_PART},
	{"class", "iif(c.class = '', 'unknown', coalesce(c.class, '')) || char(10) "
	 "|| iif(s.class = '', 'unknown', coalesce(s.class, '')) LIKE ? ESCAPE "
	 "'\\'", FIELD_PART},
	{"vendor", BOTH("vendor"), FIELD_PART},
	{"model", BOTH("model"), FIELD_PART},
	{"version", BOTH("version"), FIELD_PART},
	{"serial", BOTH("serial"), FIELD_PART},
	{"os", BOTH("os"), FIELD_PART},
	{"software", BOTH("software"), FIELD_PART},
	{"mac", "t.client_mac || ' ' || t.server_mac LIKE ? ESCAPE '\\'",
	 FIELD_PART},
	{"ip", "' ' || t.client || ' ' || t.server || ' ' LIKE ? ESCAPE '\\'",
	 FIELD_WHOLE_OR_PART},
	{"net", "net_name(t.net) LIKE ? ESCAPE '\\'", FIELD_PART},
	{"id",
	 "coalesce(id_name(c.id), '') || char(10) || coalesce(id_name(s.id), "
	 "'') LIKE ? ESCAPE '\\'",
	 FIELD_PART},
	{"protocol", "t.protocol LIKE ? ESCAPE '\\'", FIELD_PART},
	{"port", "t.port = ?", FIELD_NUMBER},
	{"finding",
	 "EXISTS (SELECT 1 FROM finding f JOIN rule u ON u.id = f.rule "
	 "WHERE f.asset IN (c.id, s.id) AND u.name LIKE ? ESCAPE '\\')",
	 FIELD_PART},
	{"sev",
	 "EXISTS (SELECT 1 FROM finding f JOIN rule u ON u.id = f.rule "
	 "WHERE f.asset IN (c.id, s.id) AND u.severity = ?)",
	 FIELD_SEVERITY},
	{0},
};

#define LAST                                                                   \
	"addr_order(t.client), addr_order(t.server), t.net, t.l4, t.port, "    \
	"t.protocol, t.id"

static const struct listing flows = {
	.select =
		"SELECT t.id, t.client, t.server, t.net, coalesce(c.name, ''), "
		"coalesce(s.name, ''), t.protocol, t.source, t.port, t.l4, "
		"t.answered, t.encrypted, t.flows, t.client_packets, "
		"t.server_packets, t.client_octets, t.server_octets, "
		"t.first_us, t.last_us, t.refused, t.days, t.hours "
		"FROM talk t "
		"LEFT JOIN asset c ON c.id = t.client_asset "
		"LEFT JOIN asset s ON s.id = t.server_asset "
		"WHERE (?1 = 0 OR t.client_asset = ?1 OR t.server_asset = ?1)",
	.fields = flow_fields,
	.order = {
		[BY_RISK] = {"t.client_octets + t.server_octets DESC, " LAST,
			     "t.client_octets + t.server_octets, " LAST},
		[BY_NAME] = {"coalesce(c.name, '') = '', c.name COLLATE NOCASE, "
			     LAST,
			     "coalesce(c.name, '') = '', "
			     "c.name COLLATE NOCASE DESC, " LAST},
		[BY_CLASS] = {"t.protocol = '', t.protocol, " LAST,
			      "t.protocol = '', t.protocol DESC, " LAST},
		[BY_VENDOR] = {"coalesce(s.name, '') = '', "
			       "s.name COLLATE NOCASE, " LAST,
			       "coalesce(s.name, '') = '', "
			       "s.name COLLATE NOCASE DESC, " LAST},
		[BY_ADDRESS] = {LAST,
				"addr_order(t.client) DESC, "
				"addr_order(t.server) DESC, " LAST},
		[BY_SEEN] = {"t.last_us DESC, " LAST, "t.last_us, " LAST},
	},
};

struct flow_list {
	bool (*each)(void *, const struct flow_row *);
	void *ctx;
};

static bool flow_row(void *ctx, sqlite3_stmt *s)
{
	struct flow_list *list = ctx;
	struct flow_row row = {.id = column_number(s, 0)};

	column_text(s, 1, row.client, sizeof(row.client));
	column_text(s, 2, row.server, sizeof(row.server));
	net_print((net_t)column_number(s, 3), row.net);
	column_text(s, 4, row.client_name, sizeof(row.client_name));
	column_text(s, 5, row.server_name, sizeof(row.server_name));
	column_text(s, 6, row.protocol, sizeof(row.protocol));
	column_text(s, 7, row.known_by, sizeof(row.known_by));
	row.port = (uint16_t)column_number(s, 8);
	snprintf(row.transport, sizeof(row.transport), "%s",
		 transport_name((unsigned)column_number(s, 9)));
	row.answered = column_number(s, 10) != 0;
	row.encrypted = column_number(s, 11) != 0;
	row.flows = column_number(s, 12);
	for (int i = 0; i < 2; i++) {
		row.packets[i] = column_number(s, 13 + i);
		row.octets[i] = column_number(s, 15 + i);
	}
	row.first_us = column_number(s, 17);
	row.last_us = column_number(s, 18);
	row.refused = column_number(s, 19) != 0;
	row.days = days_count(column_number(s, 20));
	column_text(s, 21, row.hours, sizeof(row.hours));
	return list->each(list->ctx, &row);
}

bool reader_flows(struct reader *r, const struct query *q,
		  bool (*each)(void *, const struct flow_row *), void *ctx,
		  struct err *e)
{
	struct flow_list list = {each, ctx};
	struct filter f;
	sqlite3_stmt *s = listing_use(r, &flows, q, &f, e);

	return s != NULL && listing_run(r, s, flow_row, &list, e);
}
