/* SPDX-License-Identifier: Apache-2.0 */
/* page - what a device tells over HTTP to anybody who opens its first page. */
#ifndef WW_PROTO_PAGE_H
#define WW_PROTO_PAGE_H

#include "classify/dissector.h"

/* Requests, by their line. */
bool page_is_console(struct cur line); /* of an archive: all its patients      */
bool page_is_list(struct cur line);    /* .. if the answer is JSON: others use */
				       /* the name for a page of their own     */
bool page_is_front(struct cur line);   /* what one sees first                  */
bool page_is_printer(struct cur line); /* of the printer itself, not a queue   */

/* Bodies that begin here, of which the end may be missing. */
void page_title(struct dissect *, struct cur html);
void page_upnp(struct dissect *, struct cur xml);
void page_ipp(struct dissect *, struct cur octets);

#endif
