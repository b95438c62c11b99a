/* SPDX-License-Identifier: Apache-2.0 */
/*
 * config - wardwatch.conf: blocks of `word rest`, one row per key.
 *
 * The order of belief: built in, the file, the command line.
 */
#ifndef WW_CONFIG_H
#define WW_CONFIG_H

#include <stdio.h>

#include "classify/judge.h"
#include "classify/see.h"
#include "tui/tui.h"

enum { CONFIG_TEXT = 1024 };

/* enum config_key: KEY_limits_flows and so on, in the order of the table. */
enum config_key {
#define KEY(block, name, kind, member, least, most, help) KEY_##block##_##name,
#include "tui/config.def"
#undef KEY
	CONFIG_KEYS
};

enum config_origin { FROM_BUILT_IN, FROM_FILE, FROM_ENVIRONMENT,
		     FROM_COMMAND_LINE };

struct config {
	struct sensor_limits sensor;
	struct inventory_limits inventory;
	uint32_t workers;      /* never 0 after config_load()                  */
	char interface[INTERFACES_MAX][32];
	unsigned interfaces;
	char filter[CONFIG_TEXT]; /* BPF of watch, may be empty                */
	bool filter_raw;
	uint32_t buffer_mib, snap_length;
	char user[64];         /* whom watch becomes, may be empty             */
	char database[CONFIG_TEXT]; /* of watch                                */
	char signatures[CONFIG_TEXT], more_signatures[CONFIG_TEXT];
	char zones[CONFIG_TEXT];
	char oui_folder[CONFIG_TEXT];
	char file[CONFIG_TEXT]; /* that was read, empty: none                  */
	enum config_origin origin[CONFIG_KEYS];
	unsigned line[CONFIG_KEYS]; /* in the file, when FROM_FILE             */
};

/* What holds when nobody says otherwise; workers are the cores less one. */
void config_defaults(struct config *);

/*
 * Reads one file over what is there.
 *
 * Errors  "file:line: sentence" with the nearest key when one is unknown.
 */
bool config_read(struct config *, const char *path, struct err *);

/* The file that counts: --config, WARDWATCH_CONFIG, the site's; NULL: none. */
const char *config_path(const struct command_line *);

/*
 * Everything a verb needs: built in, then the file, then the options of the
 * command line (--workers, -i, --user, --signatures; --filter is BPF only
 * for watch and the live one-liner).
 */
bool config_load(struct config *, const struct command_line *, struct err *);

/* As a file that config_read() takes back, with the origin of each value. */
void config_dump(const struct config *, FILE *);

#endif
