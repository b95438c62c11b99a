/* SPDX-License-Identifier: Apache-2.0 */
/* told - what the hosts of a huge site say of themselves, for benchmarks. */
#ifndef WW_TEST_TOLD_H
#define WW_TEST_TOLD_H

#include <string.h>

#include "store/recorder.h"

#define BEGAN_US UINT64_C(1700000000000000)

/* Spread out, as real devices are: not in the order of any index. */
static inline struct addr told_address(uint32_t host)
{
	return addr_of_v4(0x0a000000u + host * 40503u % 16000057u);
}

static inline struct record told_fact(uint32_t host, enum attr attr,
				      const char *text)
{
	static uint8_t source; /* looked for once: it would be measured, too */
	struct record r = {.kind = RECORD_FACT};
	struct fact *f = &r.as.fact;

	if (source == 0)
		source = (uint8_t)source_of_name("frame");
	f->first_us = f->last_us = BEGAN_US + host;
	f->frame = host + 1;
	f->count = 2; /* one packet makes no asset */
	f->attr = (uint16_t)attr;
	f->voice = VOICE_SELF;
	f->source = source;
	f->subject.ip = told_address(host);
	f->subject.mac.b[0] = 2;
	for (unsigned i = 0; i < 4; i++)
		f->subject.mac.b[2 + i] = (uint8_t)(host * 2654435761u >>
						    (8 * i));
	f->length = (uint8_t)strlen(text);
	memcpy(f->text, text, f->length);
	return r;
}

#endif
