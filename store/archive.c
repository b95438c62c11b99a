/* SPDX-License-Identifier: Apache-2.0 */
/* archive - the files inside of a ZIP file, of which nobody knows who made it. */
#include "store/archive.h"

#include <stdlib.h>
#include <zip.h>

#include "capture/base/must.h"

enum {
	FILE_MOST = 4 << 20,
	UNPACKED_MOST = 24 << 20,
	ENTRIES_MOST = 4096,
	STEP = 65536,
};

struct archive {
	zip_t *zip;
	size_t unpacked;
};

static zip_t *open_zip(const char *data, size_t n, struct err *e)
{
	zip_source_t *source;
	zip_error_t why;
	zip_t *zip;

	zip_error_init(&why);
	source = zip_source_buffer_create(data, n, 0, &why);
	must(source != NULL);
	zip = zip_open_from_source(source, ZIP_RDONLY, &why);
	if (zip == NULL) {
		zip_source_free(source);
		err_set(e, ERR_INPUT, "it is no whole archive: %s",
			zip_error_strerror(&why));
	}
	zip_error_fini(&why);
	return zip;
}

struct archive *archive_open(const char *data, size_t n, struct err *e)
{
	struct archive *a;
	zip_t *zip;

	if (n > FILE_MOST) {
		err_set(e, ERR_INPUT, "a workbook of more than 4 MiB is no "
			"form; save the sheet meant as CSV");
		return NULL;
	}
	zip = open_zip(data, n, e);
	if (zip == NULL)
		return NULL;
	if (zip_get_num_entries(zip, 0) > ENTRIES_MOST) {
		err_set(e, ERR_INPUT, "it holds more than 4096 files");
		zip_discard(zip);
		return NULL;
	}
	a = must_alloc(1, sizeof(*a));
	a->zip = zip;
	return a;
}

void archive_close(struct archive *a)
{
	if (a == NULL)
		return;
	zip_discard(a->zip);
	free(a);
}

bool archive_holds(struct archive *a, const char *name)
{
	return zip_name_locate(a->zip, name, ZIP_FL_NOCASE) >= 0;
}

/* False when it is damaged or too much. */
static bool unpack(struct archive *a, zip_file_t *f, char **text, size_t *n,
		   struct err *e)
{
	size_t room = 0, most = (size_t)UNPACKED_MOST - a->unpacked;
	zip_int64_t got = 1;

	for (*n = 0; *n <= most && got > 0; *n += (size_t)got) {
		if (room - *n < STEP) {
			room = room * 2 + STEP;
			*text = realloc(*text, room);
			must(*text != NULL);
		}
		got = zip_fread(f, *text + *n, STEP);
		if (got < 0)
			return err_set(e, ERR_INPUT, "a part of it is damaged");
	}
	if (*n > most)
		return err_set(e, ERR_INPUT, "it unpacks to more than 24 MiB");
	a->unpacked += *n;
	return true;
}

char *archive_read(struct archive *a, const char *name, size_t *n,
		   struct err *e)
{
	zip_file_t *f = zip_fopen(a->zip, name, ZIP_FL_NOCASE);
	char *text = NULL;

	if (f == NULL) {
		err_set(e, ERR_INPUT, "a part of it cannot be unpacked: %s",
			zip_strerror(a->zip));
		return NULL;
	}
	if (!unpack(a, f, &text, n, e)) {
		free(text);
		text = NULL;
	}
	zip_fclose(f);
	return text;
}
