/* SPDX-License-Identifier: Apache-2.0 */
/* moment - the last microsecond that has a date: 9999-12-31T23:59:59.999999Z. */
#ifndef WW_MOMENT_H
#define WW_MOMENT_H

#include <stdint.h>

#define MOMENT_LAST_S UINT64_C(253402300799)
#define MOMENT_LAST_US (MOMENT_LAST_S * 1000000 + 999999)

#endif
