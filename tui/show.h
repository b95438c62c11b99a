/* SPDX-License-Identifier: Apache-2.0 */
/* show - pages of show that are no plain lists. */
#ifndef WW_SHOW_H
#define WW_SHOW_H

#include "tui/tui.h"

struct reader;

/* show_declared.c: all documents; what one declares and what was seen. */
bool show_documents(struct reader *, struct err *);
bool show_document(struct reader *, const char *what, unsigned width,
		   struct err *);

#endif
