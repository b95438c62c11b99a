/* SPDX-License-Identifier: Apache-2.0 */
/* hl7_wire - messages of a monitor as literals, and what is said of them. */
#ifndef WW_TEST_HL7_WIRE_H
#define WW_TEST_HL7_WIRE_H

#include "tests/support/dissect.h"

extern const struct dissector dissector_hl7;

#define PID "PID|1||CANARY123^^^H^MR||CANARY^PHILIP||19510213|O\r"
#define VT "\x0b"
#define FS "\x1c\r"
#define MONITOR "MSH|^~\\&|MINDRAY_VS900^00A0370098007A80^EUI-64|MINDRAY|||"  \
	"20240101120000+0000||ORU^R01^ORU_R01|1|P|2.6|||AL|NE||UNICODE UTF-8" \
	"|||IHE_PCD_001^IHE PCD^1.3.6.1.4.1.19376.1.6.1.1.1^ISO\r"

static inline struct trial *heard(const char *text, size_t n, size_t chunk)
{
	struct trial *t = trial_open(&dissector_hl7, 2575);

	trial_bytes(t, CLIENT, text, n, chunk);
	return t;
}

static inline struct trial *say(const char *text)
{
	return heard(text, strlen(text), 0);
}

#endif
