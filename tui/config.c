/* SPDX-License-Identifier: Apache-2.0 */
/* config - wardwatch.conf: blocks of `word rest`, one row per key. */
#include "tui/config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "capture/base/block.h"
#include "capture/base/spelling.h"

enum key_kind { NUMBER, SWITCH, POWER, WORDS, LIST };

static const struct key {
	const char *block, *name;
	enum key_kind kind;
	size_t at;             /* offset of the member                         */
	uint64_t least, most;
	const char *help;
} keys[CONFIG_KEYS] = {
#define KEY(block, name, kind, member, least, most, help)                      \
	[KEY_##block##_##name] = {#block, #name, kind,                         \
				  offsetof(struct config, member),             \
				  least,  most,  help},
#include "tui/config.def"
#undef KEY
};

void config_defaults(struct config *c)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	memset(c, 0, sizeof(*c));
	c->sensor = sensor_defaults();
	c->inventory = inventory_defaults();
	c->workers = cores > 2 ? (uint32_t)cores - 1 : 1;
	if (c->workers > 8)
		c->workers = 8;
	c->buffer_mib = 64;
	c->snap_length = 65535;
	snprintf(c->database, sizeof(c->database), "%s", STATE_DATABASE);
	if (!path_to_signatures(c->signatures, sizeof(c->signatures)))
		c->signatures[0] = '\0';
	if (access(SITE_SIGNATURES, R_OK | X_OK) == 0)
		snprintf(c->more_signatures, sizeof(c->more_signatures), "%s",
			 SITE_SIGNATURES);
	snprintf(c->oui_folder, sizeof(c->oui_folder), "/usr/share/ieee-data");
}

static void *member(struct config *c, const struct key *k)
{
	return (char *)c + k->at;
}

static bool set_number(struct config *c, const struct key *k, const char *text)
{
	char *end;
	uint64_t v;

	errno = 0;
	v = strtoull(text, &end, 10);
	if (errno != 0 || end == text || *end != '\0' || v < k->least ||
	    v > k->most || (k->kind == POWER && (v & (v - 1)) != 0))
		return false;
	*(uint32_t *)member(c, k) = (uint32_t)v;
	return true;
}

static bool set_switch(struct config *c, const struct key *k, const char *text)
{
	bool on = strcmp(text, "on") == 0;

	if (!on && strcmp(text, "off") != 0)
		return false;
	*(bool *)member(c, k) = on;
	return true;
}

static bool set_words(struct config *c, const struct key *k, const char *text)
{
	size_t n = strlen(text);

	if (n < k->least || n > k->most)
		return false;
	memcpy(member(c, k), text, n + 1);
	return true;
}

/* Interfaces are the one list. */
static bool add_word(struct config *c, const struct key *k, const char *text)
{
	if (c->interfaces == INTERFACES_MAX || strlen(text) < k->least ||
	    strlen(text) > k->most)
		return false;
	memcpy(c->interface[c->interfaces++], text, strlen(text) + 1);
	return true;
}

static bool set(struct config *c, const struct key *k, const char *text)
{
	switch (k->kind) {
	case NUMBER:
	case POWER:
		return set_number(c, k, text);
	case SWITCH:
		return set_switch(c, k, text);
	case WORDS:
		return set_words(c, k, text);
	default:
		return add_word(c, k, text);
	}
}

/* ---- the file -------------------------------------------------------------------- */

static bool does_not_fit(const struct blocks *b, const struct block_line *l,
			 const struct key *k, const char *text, struct err *e)
{
	if (k->kind == SWITCH)
		return block_error(b, l->number, e, "%s %.60s: write on or off",
				   k->name, text);
	if (k->kind == WORDS || k->kind == LIST)
		return block_error(b, l->number, e,
				   "%s: takes from %llu to %llu characters%s",
				   k->name, (unsigned long long)k->least,
				   (unsigned long long)k->most,
				   k->kind == LIST ? ", and at most 16 of them"
						   : "");
	return block_error(b, l->number, e,
			   "%s %.60s: write a number from %llu to %llu%s",
			   k->name, text, (unsigned long long)k->least,
			   (unsigned long long)k->most,
			   k->kind == POWER ? " that is a power of two" : "");
}

static bool unknown_key(const struct blocks *b, const char *block,
			const struct block_line *l, struct err *e)
{
	const char *near = NULL;
	unsigned best = SPELLING_FAR;

	for (unsigned i = 0; i < CONFIG_KEYS; i++)
		if (strcmp(keys[i].block, block) == 0 &&
		    spelling_near(l->word, keys[i].name, &best))
			near = keys[i].name;
	if (near != NULL)
		return block_error(b, l->number, e,
				   "%.60s: there is no such key in %s; did you "
				   "mean %s?", l->word, block, near);
	for (unsigned i = 0; i < CONFIG_KEYS; i++)
		if (strcmp(keys[i].name, l->word) == 0)
			return block_error(b, l->number, e,
					   "%s: belongs to the block %s, not "
					   "to %s", keys[i].name,
					   keys[i].block, block);
	return block_error(b, l->number, e,
			   "%.60s: there is no such key in %s; wardwatch "
			   "config dump prints them all", l->word, block);
}

static bool take_line(struct config *c, const struct blocks *b,
		      const char *block, const struct block_line *l,
		      struct err *e)
{
	char text[CONFIG_TEXT] = "";
	const char *rest = l->rest;
	unsigned i = 0;

	while (i < CONFIG_KEYS && (strcmp(keys[i].block, block) != 0 ||
				   strcmp(keys[i].name, l->word) != 0))
		i++;
	if (i == CONFIG_KEYS)
		return unknown_key(b, block, l, e);
	if (c->origin[i] == FROM_FILE && keys[i].kind != LIST)
		return block_error(b, l->number, e,
				   "%s: was set in line %u already",
				   keys[i].name, c->line[i]);
	/* A BPF expression need not stand in quotes. */
	if (*rest != '"')
		snprintf(text, sizeof(text), "%s", rest);
	else if (!block_next(&rest, text, sizeof(text)) || *rest != '\0')
		return block_error(b, l->number, e,
				   "%s: takes one text in quotes",
				   keys[i].name);
	c->origin[i] = FROM_FILE;
	c->line[i] = l->number;
	return set(c, &keys[i], text) ||
	       does_not_fit(b, l, &keys[i], text, e);
}

static bool known_block(const struct blocks *b, const struct block_line *head,
			struct err *e)
{
	const char *near = NULL;
	unsigned best = SPELLING_FAR;

	for (unsigned i = 0; i < CONFIG_KEYS; i++) {
		if (strcmp(keys[i].block, head->word) == 0 &&
		    head->rest[0] == '\0')
			return true;
		if (strcmp(keys[i].block, head->word) == 0)
			return block_error(b, head->number, e,
					   "%s: stands alone in its line; its "
					   "keys follow, indented",
					   head->word);
		if (spelling_near(head->word, keys[i].block, &best))
			near = keys[i].block;
	}
	if (near != NULL)
		return block_error(b, head->number, e,
				   "%.60s: there is no such block; did you "
				   "mean %s?", head->word, near);
	for (unsigned i = 0; i < CONFIG_KEYS; i++)
		if (strcmp(keys[i].name, head->word) == 0)
			return block_error(b, head->number, e,
					   "%s: is a key of %s and must be "
					   "indented below it", keys[i].name,
					   keys[i].block);
	return block_error(b, head->number, e,
			   "%.60s: there is no such block; wardwatch config "
			   "dump prints them all", head->word);
}

bool config_read(struct config *c, const char *path, struct err *e)
{
	struct blocks b;
	bool good = blocks_read(&b, path, e);

	snprintf(c->file, sizeof(c->file), "%s", path);
	for (unsigned i = 0; good && i < b.count; i++) {
		good = known_block(&b, &b.block[i].head, e);
		for (unsigned j = 0; good && j < b.block[i].lines; j++)
			good = take_line(c, &b, b.block[i].head.word,
					 &b.block[i].line[j], e);
	}
	blocks_free(&b);
	return good;
}

/* ---- the environment and the command line ------------------------------------------- */

const char *config_path(const struct command_line *cl)
{
	const char *set = getenv("WARDWATCH_CONFIG");

	if (cl->config != NULL)
		return cl->config;
	if (set != NULL && set[0] != '\0')
		return set;
	return access(SITE_CONFIG, F_OK) == 0 ? SITE_CONFIG : NULL;
}

static bool given(struct config *c, enum config_key key, const char *text,
		  enum config_origin origin, struct err *e)
{
	if (text == NULL)
		return true;
	c->origin[key] = origin;
	return set(c, &keys[key], text) ||
	       err_set(e, ERR_USAGE, "%s %.60s: write from %llu to %llu "
		       "characters", keys[key].name, text,
		       (unsigned long long)keys[key].least,
		       (unsigned long long)keys[key].most);
}

static bool from_options(struct config *c, const struct command_line *cl,
			 struct err *e)
{
	const enum config_origin line = FROM_COMMAND_LINE;
	bool live = strcmp(cl->verb, "watch") == 0 || cl->interfaces > 0;

	if (cl->workers > 0) {
		c->workers = cl->workers;
		c->origin[KEY_sensor_workers] = line;
	}
	if (cl->filter_raw) {
		c->filter_raw = true;
		c->origin[KEY_watch_filter_raw] = line;
	}
	if (cl->interfaces > 0)
		c->interfaces = 0;
	for (unsigned i = 0; i < cl->interfaces; i++)
		if (!given(c, KEY_watch_interface, cl->interface[i], line, e))
			return false;
	return given(c, KEY_watch_filter, live ? cl->filter : NULL, line, e) &&
	       given(c, KEY_watch_user, cl->user, line, e) &&
	       given(c, KEY_watch_database, cl->db, line, e) &&
	       given(c, KEY_knowledge_signatures, cl->signatures, line, e);
}

bool config_load(struct config *c, const struct command_line *cl, struct err *e)
{
	const char *path = config_path(cl), *db = getenv("WARDWATCH_DB");

	config_defaults(c);
	if (path != NULL && !config_read(c, path, e))
		return false;
	if (db != NULL && db[0] != '\0' &&
	    !given(c, KEY_watch_database, db, FROM_ENVIRONMENT, e))
		return false;
	return from_options(c, cl, e);
}

/* ---- printing -------------------------------------------------------------------------- */

static void print_value(const struct config *c, const struct key *k, FILE *f)
{
	const void *at = (const char *)c + k->at;

	if (k->kind == NUMBER || k->kind == POWER)
		fprintf(f, "%u", *(const uint32_t *)at);
	else if (k->kind == SWITCH)
		fprintf(f, "%s", *(const bool *)at ? "on" : "off");
	else
		print_text(f, at);
}

static void print_comment(const struct config *c, unsigned key, FILE *f)
{
	static const char *const origins[] = {
		[FROM_BUILT_IN] = "built in",
		[FROM_FILE] = "file",
		[FROM_ENVIRONMENT] = "environment",
		[FROM_COMMAND_LINE] = "command line",
	};
	const struct key *k = &keys[key];

	fprintf(f, "  # %s", k->help);
	if (k->kind == NUMBER || k->kind == POWER)
		fprintf(f, ", %llu to %llu", (unsigned long long)k->least,
			(unsigned long long)k->most);
	fputs(" (", f);
	if (c->origin[key] == FROM_FILE) {
		print_text(f, c->file);
		fprintf(f, ":%u", c->line[key]);
	} else {
		fputs(origins[c->origin[key]], f);
	}
	fputs(")\n", f);
}

void config_dump(const struct config *c, FILE *f)
{
	const char *block = "";

	for (unsigned i = 0; i < CONFIG_KEYS; i++) {
		const struct key *k = &keys[i];
		bool empty = k->kind == WORDS &&
			     *((const char *)c + k->at) == '\0';

		if (strcmp(block, k->block) != 0)
			fprintf(f, "%s%s\n", i > 0 ? "\n" : "", k->block);
		block = k->block;
		print_comment(c, i, f);
		for (unsigned j = 0; k->kind == LIST && j < c->interfaces; j++)
			fprintf(f, "  %s %s\n", k->name, c->interface[j]);
		if (k->kind == LIST && c->interfaces == 0)
			fprintf(f, "  # %s eth0\n", k->name);
		if (k->kind == LIST)
			continue;
		fprintf(f, "  %s%s ", empty ? "# " : "", k->name);
		print_value(c, k, f);
		fputc('\n', f);
	}
}
