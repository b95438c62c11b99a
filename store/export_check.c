/* SPDX-License-Identifier: Apache-2.0 */
/* export_check - a check of the doctor as a line of JSON. */
#include "store/jsonl.h"

static json_t *lines_value(const char *text)
{
	json_t *lines = json_array();
	char line[CELL_MAX];

	while (*text != '\0') {
		size_t n = strcspn(text, "\n");

		snprintf(line, sizeof(line), "%.*s", (int)n, text);
		must(json_array_append_new(lines, text_value(line)) == 0);
		text += n;
		text += *text == '\n';
	}
	return lines;
}

bool export_check(const struct check_row *row, FILE *out)
{
	json_t *v = json_object();

	put_text(v, "schema", "wardwatch/check/1");
	put_text(v, "area", row->area);
	put_text(v, "subject", row->subject);
	put_text(v, "name", row->name);
	put_text(v, "mark", row->mark);
	put_text(v, "what", row->what);
	put_text(v, "figure", row->figure);
	put_text(v, "advice", row->advice);
	put(v, "fix", lines_value(row->fix));
	return put_object(out, v);
}
