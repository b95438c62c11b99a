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

#endif
