/* SPDX-License-Identifier: Apache-2.0 */
/* dicomweb - what requests and answers of DICOM over HTTP tell. */
#ifndef WW_PROTO_DICOMWEB_H
#define WW_PROTO_DICOMWEB_H

#include "classify/dissector.h"

enum dicomweb { DICOMWEB_NONE, DICOMWEB_QUERY, DICOMWEB_RETRIEVE,
		DICOMWEB_STORE };

/* The service that a request asks for by its method and its path, which other
 * applications may use, too. */
enum dicomweb dicomweb_service(struct cur request);
/* Whether the path can be no other application's. */
bool dicomweb_is_certain(struct cur path);
/* The server has answered: what both are. */
void dicomweb_tell(struct dissect *, enum dicomweb);
/* An answer in DICOM JSON: of the equipment that made what it is about. */
void dicomweb_read(struct dissect *, struct cur body);
/*
 * The head of a body that is a file with an object, or has such for its parts:
 * the first of them, and those that lie whole behind it.
 *
 * Errors  false when more octets would tell more of the first, and nothing was
 *         told; with `last` it tells what it found all the same.
 */
bool dicomweb_files(struct dissect *, struct cur head, bool last);

#endif
