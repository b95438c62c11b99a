/* SPDX-License-Identifier: Apache-2.0 */
/* must - checks of our own promises; they stay on in release. */
#ifndef WW_MUST_H
#define WW_MUST_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define must(condition)                                                        \
	((condition) ? (void)0                                                 \
		     : (void)(fprintf(stderr,                                  \
				      "wardwatch: broken promise at %s:%d: "   \
				      "%s\n",                                  \
				      __FILE__, __LINE__, #condition),         \
			      abort()))

static inline _Noreturn void out_of_memory(size_t count, size_t size)
{
	fprintf(stderr, "wardwatch: out of memory (%zu x %zu octets); close "
			"other programs or lower the limits in the "
			"configuration\n",
		count, size);
	exit(3);
}

/* Memory at start or on the facts side; running out is fatal and said so. */
static inline void *must_alloc(size_t count, size_t size)
{
	void *p = calloc(count > 0 ? count : 1, size > 0 ? size : 1);

	if (p == NULL)
		out_of_memory(count, size);
	return p;
}

/* Of an array of count with room for one more: it doubles at powers of two. */
static inline void *grow(void *array, size_t count, size_t size)
{
	void *p;

	if ((count & (count - 1)) != 0)
		return array;
	p = reallocarray(array, count > 0 ? count * 2 : 1, size);
	if (p == NULL)
		out_of_memory(count > 0 ? count * 2 : 1, size);
	return p;
}

static inline char *copy_text(const char *text)
{
	size_t n = strlen(text) + 1;

	return memcpy(must_alloc(n, 1), text, n);
}

#endif
