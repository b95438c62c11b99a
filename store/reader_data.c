/* SPDX-License-Identifier: Apache-2.0 */
/* reader_data - how old the published data is that somebody loaded. */
#include <stdio.h>
#include <string.h>

#include "store/reader.h"

bool reader_data_date(struct reader *r, char *out, size_t size, struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db, "SELECT substr(max(updated), 1, 10) "
					 "FROM advisory", e);
	char date[16] = "", kev[64] = "";

	if (s == NULL)
		return false;
	if (sqlite3_step(s) == SQLITE_ROW)
		column_text(s, 0, date, sizeof(date));
	db_done(s);
	setting_get(&r->db, "kev_version", kev, sizeof(kev));
	snprintf(out, size, "%s%s%s%s%s",
		 date[0] != '\0' ? "advisory data to " : "", date,
		 date[0] != '\0' && kev[0] != '\0' ? ", " : "",
		 kev[0] != '\0' ? "KEV " : "", kev);
	return true;
}
