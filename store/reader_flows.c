/* SPDX-License-Identifier: Apache-2.0 */
/* reader_flows - the list of conversations. */
#include <stdio.h>

#include "classify/days.h"
#include "store/reader.h"

/* Of the client or the server. */
#define EITHER(field)                                                          \
	"any_meant('" field "', ?) AND (is_meant('" field "', ?, "             \
	"t.client_asset) OR is_meant('" field "', ?, t.server_asset))"
#define BOTH(column)                                                           \
	{column, EITHER(column), FIELD_PART,                                   \
	 "SELECT mean(a.id) FROM asset a WHERE a." column " LIKE ? ESCAPE '\\'"}

#define ANY_FIELD "holds(?, t.words, t.port) OR " EITHER("")

static const struct filter_field flow_fields[] = {
	{"", ANY_FIELD, FIELD_PART,
	 "SELECT mean(a.id) FROM asset a WHERE a.name LIKE ? ESCAPE '\\'"},
	BOTH("name"),
	{"class", EITHER("class"), FIELD_PART | OR_UNKNOWN,
	 "SELECT mean(a.id) FROM asset a WHERE " A_CLASS " LIKE ? ESCAPE '\\'"},
	BOTH("vendor"),
	BOTH("model"),
	BOTH("version"),
	BOTH("serial"),
	BOTH("os"),
	BOTH("software"),
	{"mac", "trim(t.client_mac || ' ' || t.server_mac) LIKE ? ESCAPE '\\'",
	 FIELD_PART, NULL},
	{"ip", "holds(?, t.addresses)", FIELD_WHOLE_OR_PART, NULL},
	{"net", "net_name(t.net) LIKE ? ESCAPE '\\'", FIELD_PART, NULL},
	{"id", EITHER("id"), FIELD_PART,
	 "SELECT mean(a.id) FROM asset a WHERE id_holds(?, a.id)"},
	{"protocol", "t.protocol LIKE ? ESCAPE '\\'", FIELD_PART, NULL},
	{"port", "t.port BETWEEN ? AND ?", FIELD_NUMBER, NULL},
	{"transport", "CASE t.l4 WHEN 6 THEN 'tcp' WHEN 17 THEN 'udp' ELSE "
		      "'other' END LIKE ? ESCAPE '\\'", FIELD_PART, NULL},
	{"encrypted", YES_OR_NO("t.encrypted"), FIELD_PART, NULL},
	{"client", "holds(?, c.name, ' ' || t.client || ' ')",
	 FIELD_WHOLE_OR_PART, NULL},
	{"server", "holds(?, s.name, ' ' || t.server || ' ')",
	 FIELD_WHOLE_OR_PART, NULL},
	{"asset", EITHER("asset"), FIELD_PART,
	 "SELECT mean(a.id) FROM asset a WHERE " ASSET_CALLED},
	{"seen", AGE_OF("t.last_us"), FIELD_AGE, NULL},
	{"first", AGE_OF("t.first_us"), FIELD_AGE, NULL},
	{"finding", EITHER("finding"), FIELD_PART, ASSETS_BY_RULE},
	{"sev", EITHER("sev"), FIELD_SEVERITY, ASSETS_BY_SEVERITY},
	{0},
};

#define BY_ASSET_NAME "a.name = '', a.name COLLATE NOCASE, 0"
#define BY_ASSET_NAME_DOWN "a.name <> '', a.name COLLATE NOCASE, 0"

/* SQLite leaves assets out where the order asks for none. */
static const struct listing flows = {
	.shown =
		"SELECT t.id, t.client, t.server, t.net, coalesce(c.name, ''), "
		"coalesce(s.name, ''), t.protocol, t.source, t.port, t.l4, "
		"t.answered, t.encrypted, t.flows, t.client_packets, "
		"t.server_packets, t.client_octets, t.server_octets, "
		"t.first_us, t.last_us, t.refused, t.days, t.hours, "
		"iif(c.id IS NULL, '', id_name(c.id)), "
		"iif(s.id IS NULL, '', id_name(s.id)) FROM (",
	.joined = ") t LEFT JOIN asset c ON c.id = t.client_asset LEFT JOIN "
		  "asset s ON s.id = t.server_asset",
	.select =
		"SELECT t.id, t.client, t.server, t.net, t.client_asset, "
		"t.server_asset, t.protocol, t.source, t.port, t.l4, t.answered, "
		"t.encrypted, t.flows, t.client_packets, t.server_packets, "
		"t.client_octets, t.server_octets, t.first_us, t.last_us, "
		"t.refused, t.days, t.hours FROM talk t LEFT JOIN asset c ON c.id "
		"= t.client_asset LEFT JOIN asset s ON s.id = t.server_asset "
		"WHERE (?1 = 0 OR t.client_asset = ?1 OR t.server_asset = ?1)",
	.fields = flow_fields,
	.order = {
		[BY_RISK] = {"t.client_octets + t.server_octets DESC, t.place",
			     "t.client_octets + t.server_octets, t.place"},
		[BY_NAME] = {"coalesce(c.name, '') = '', c.name COLLATE NOCASE, "
			     "t.place",
			     "coalesce(c.name, '') = '', "
			     "c.name COLLATE NOCASE DESC, t.place"},
		[BY_CLASS] = {"t.protocol = '', t.protocol, t.place",
			      "t.protocol = '', t.protocol DESC, t.place"},
		[BY_VENDOR] = {"coalesce(s.name, '') = '', "
			       "s.name COLLATE NOCASE, t.place",
			       "coalesce(s.name, '') = '', "
			       "s.name COLLATE NOCASE DESC, t.place"},
		[BY_ADDRESS] = {"t.place", "t.ends DESC, t.place"},
		[BY_SEEN] = {"t.last_us DESC, t.place", "t.last_us, t.place"},
	},
	.key = {
		[BY_NAME] = {BY_ASSET_NAME, BY_ASSET_NAME_DOWN},
		[BY_VENDOR] = {BY_ASSET_NAME, BY_ASSET_NAME_DOWN},
	},
	.whose = {
		[BY_NAME] = "t.client_asset",
		[BY_VENDOR] = "t.server_asset",
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
	column_text(s, 22, row.client_id, sizeof(row.client_id));
	column_text(s, 23, row.server_id, sizeof(row.server_id));
	return list->each(list->ctx, &row);
}

bool reader_flows(struct reader *r, const struct query *q,
		  bool (*each)(void *, const struct flow_row *), void *ctx,
		  struct err *e)
{
	struct flow_list list = {each, ctx};

	return listing_show(r, &flows, q, flow_row, &list, e);
}
