/* SPDX-License-Identifier: Apache-2.0 */
/* schema - the schema files in order, made into C by the Makefile. */
#ifndef WW_SCHEMA_H
#define WW_SCHEMA_H

/* Ends with a null pointer; file n brings the database to version n + 1. */
extern const char *const schema_sql[];

#endif
