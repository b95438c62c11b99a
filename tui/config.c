/* SPDX-License-Identifier: Apache-2.0 */
/* config - wardwatch.conf: blocks of `word rest`, one row per key. */
#include "tui/config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "capture/base/block.h"

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

static bool take_line(struct config *c, const struct blocks *b,
		      const struct block *block, const struct block_line *l,
		      struct err *e)
{
	char text[CONFIG_TEXT] = "";
	const char *rest = l->rest;
	const char *word = block->head.word;

	for (unsigned i = 0; i < CONFIG_KEYS; i++) {
		const struct key *k = &keys[i];

		if (strcmp(k->block, word) != 0 || strcmp(k->name, l->word) != 0)
			continue;
		if (*rest == '"')
			block_next(&rest, text, sizeof(text));
		else
			snprintf(text, sizeof(text), "%s", rest);
		c->origin[i] = FROM_FILE;
		c->line[i] = l->number;
		if (set(c, k, text))
			return true;
		if (k->kind == SWITCH)
			return block_error(b, l->number, e,
					   "%s is on or off", k->name);
		return block_error(b, l->number, e,
				   "%s: \"%s\" does not fit; %s of %llu to "
				   "%llu%s",
				   k->name, text,
				   k->kind == NUMBER || k->kind == POWER
					   ? "a number"
					   : "a text",
				   (unsigned long long)k->least,
				   (unsigned long long)k->most,
				   k->kind == POWER ? ", a power of two" : "");
	}
	return block_error(b, l->number, e,
			   "%s has no key \"%s\"; config dump lists them", word,
			   l->word);
}

bool config_read(struct config *c, const char *path, struct err *e)
{
	struct blocks b;
	bool good = blocks_read(&b, path, e);

	for (unsigned i = 0; good && i < b.count; i++) {
		bool known = false;

		for (unsigned k = 0; k < CONFIG_KEYS; k++)
			known |= strcmp(keys[k].block, b.block[i].head.word) ==
				 0;
		if (!known)
			good = block_error(&b, b.block[i].head.number, e,
					   "there is no block \"%s\"; config "
					   "dump lists them",
					   b.block[i].head.word);
		for (unsigned j = 0; good && j < b.block[i].lines; j++)
			good = take_line(c, &b, &b.block[i],
					 &b.block[i].line[j], e);
	}
	blocks_free(&b);
	snprintf(c->file, sizeof(c->file), "%s", path);
	return good;
}

const char *config_path(const struct command_line *cl)
{
	const char *set = getenv("WARDWATCH_CONFIG");

	if (cl->config != NULL)
		return cl->config;
	if (set != NULL && set[0] != '\0')
		return set;
	return access(SITE_CONFIG, F_OK) == 0 ? SITE_CONFIG : NULL;
}

static bool from_options(struct config *c, const struct command_line *cl,
			 struct err *e)
{
	bool live = strcmp(cl->verb, "watch") == 0 || cl->interfaces > 0;

	if (cl->workers > 0) {
		c->workers = cl->workers;
		c->origin[KEY_sensor_workers] = FROM_COMMAND_LINE;
	}
	if (cl->interfaces > 0)
		c->interfaces = 0;
	for (unsigned i = 0; i < cl->interfaces; i++)
		if (!add_word(c, &keys[KEY_watch_interface], cl->interface[i]))
			return err_set(e, ERR_USAGE,
				       "%s is no name of an interface",
				       cl->interface[i]);
	if (live && cl->filter != NULL &&
	    !set_words(c, &keys[KEY_watch_filter], cl->filter))
		return err_set(e, ERR_USAGE, "the filter is too long");
	if (cl->filter_raw)
		c->filter_raw = true;
	if (cl->user != NULL && !set_words(c, &keys[KEY_watch_user], cl->user))
		return err_set(e, ERR_USAGE, "%s is no user", cl->user);
	if (cl->signatures != NULL &&
	    !set_words(c, &keys[KEY_knowledge_signatures], cl->signatures))
		return err_set(e, ERR_USAGE, "the folder's name is too long");
	return true;
}

bool config_load(struct config *c, const struct command_line *cl, struct err *e)
{
	const char *path = config_path(cl);

	config_defaults(c);
	if (path != NULL && !config_read(c, path, e))
		return false;
	return from_options(c, cl, e);
}

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

void config_dump(const struct config *c, FILE *f)
{
	static const char *const origins[] = {"built in", "file",
					      "environment", "command line"};
	const char *block = "";

	for (unsigned i = 0; i < CONFIG_KEYS; i++) {
		const struct key *k = &keys[i];
		bool empty = (k->kind == WORDS &&
			      *((const char *)c + k->at) == '\0') ||
			     (k->kind == LIST && c->interfaces == 0);

		if (strcmp(block, k->block) != 0)
			fprintf(f, "%s%s\n", i > 0 ? "\n" : "", k->block);
		block = k->block;
		fprintf(f, "  # %s", k->help);
		if (c->origin[i] == FROM_FILE)
			fprintf(f, " (%s:%u)\n", c->file, c->line[i]);
		else
			fprintf(f, " (%s)\n", origins[c->origin[i]]);
		for (unsigned j = 1; k->kind == LIST && j < c->interfaces; j++)
			fprintf(f, "  %s %s\n", k->name, c->interface[j]);
		fprintf(f, "  %s%s ", empty ? "# " : "", k->name);
		print_value(c, k, f);
		fputc('\n', f);
	}
}
