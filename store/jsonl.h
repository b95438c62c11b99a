/* SPDX-License-Identifier: Apache-2.0 */
/* jsonl - one object per line, keys sorted; what is unknown is null. */
#ifndef WW_JSONL_H
#define WW_JSONL_H

#include <jansson.h>
#include <string.h>

#include "capture/base/must.h"
#include "store/export.h"

static inline void put(json_t *object, const char *key, json_t *value)
{
	must(json_object_set_new(object, key, value) == 0);
}

static inline json_t *text_value(const char *text)
{
	char clean[CELL_MAX];

	text_clean(text, clean, sizeof(clean));
	return clean[0] != '\0' ? json_string(clean) : json_null();
}

static inline void put_text(json_t *object, const char *key, const char *text)
{
	put(object, key, text_value(text));
}

static inline void put_number(json_t *object, const char *key, uint64_t n)
{
	put(object, key, json_integer((json_int_t)n));
}

/* 0: none. */
static inline void put_port(json_t *object, uint16_t port)
{
	put(object, "port", port != 0 ? json_integer(port) : json_null());
}

static inline void put_flag(json_t *object, const char *key, bool flag)
{
	put(object, key, json_boolean(flag));
}

static inline void put_time(json_t *object, const char *key, uint64_t us)
{
	char text[TIME_TEXT] = "";

	if (us != 0)
		time_print(us, text);
	put_text(object, key, text);
}

static inline void put_day(json_t *object, const char *key, uint64_t until_us)
{
	char text[DAY_TEXT];

	day_print(until_us, text);
	put_text(object, key, text);
}

static inline void put_net(json_t *object, const char *net)
{
	put_text(object, "net", strcmp(net, "-") == 0 ? "" : net);
}

/* Writes it as one line, and gives it back. */
static inline bool put_object(FILE *out, json_t *object)
{
	bool done = json_dumpf(object, out,
			       JSON_SORT_KEYS | JSON_COMPACT) == 0 &&
		    fputc('\n', out) != EOF;

	json_decref(object);
	return done;
}

/* export_jsonl.c: the columns that stand there, by their titles. Owner: the
 * caller. */
json_t *row_value(const struct column *, unsigned where, const void *row);

static inline json_t *evidence_value(const struct evidence_row *row)
{
	json_t *v = json_object();

	put_text(v, "attr", row->attr);
	put_text(v, "value", row->value);
	put_text(v, "voice", row->voice);
	put_text(v, "source", row->source);
	put_text(v, "capture", row->capture);
	put_number(v, "frame", row->frame);
	put_time(v, "time", row->first_us);
	put_number(v, "count", row->count);
	return v;
}

#endif
