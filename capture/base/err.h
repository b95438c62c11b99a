/* SPDX-License-Identifier: Apache-2.0 */
/*
 * err - one sentence about the world, and the exit status it deserves.
 *
 * Who takes a struct err * answers false, or NULL, and has filled it; all went
 * well where the answer is another, and it is as it was.
 */
#ifndef WW_ERR_H
#define WW_ERR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

enum err_kind {
	ERR_NONE = 0,
	ERR_USAGE = 2,
	ERR_INPUT = 3,
	ERR_PERMISSION = 4,
	ERR_INTEGRITY = 5,
	ERR_DATABASE = 6,
	ERR_LOSS = 7,
};

struct err {
	enum err_kind kind;
	char text[512];
};

/* Fills e (which may be NULL) and returns false, for `return err_set(...)`. */
__attribute__((format(printf, 3, 4))) static inline bool
err_set(struct err *e, enum err_kind kind, const char *format, ...)
{
	va_list ap;

	if (e == NULL)
		return false;
	e->kind = kind;
	va_start(ap, format);
	vsnprintf(e->text, sizeof(e->text), format, ap);
	va_end(ap);
	return false;
}

#endif
