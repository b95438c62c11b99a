/* SPDX-License-Identifier: Apache-2.0 */
/* unit - cmocka, what it wants before it, and what nearly every test needs. */
#ifndef WW_TEST_UNIT_H
#define WW_TEST_UNIT_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#endif
