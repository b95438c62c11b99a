/* SPDX-License-Identifier: Apache-2.0 */
/*
 * program - do these octets begin a program?
 *
 * Reads    MZ with the PE header that it points to, the head of ELF or of a
 *          class of Java, "#!" with the path of an interpreter.
 * Never    anything behind that.
 * Standard Microsoft PE Format, "MS-DOS Stub"; System V ABI, "ELF Header";
 *          execve(2), "Interpreter scripts"; JVM Specification 4.1
 */
#include "classify/proto/program.h"

enum {
	PE_AT = 60,          /* where the place of the PE header stands         */
	PE_MOST = 4096,
	ELF_HEAD = 7,
	CLASS_HEAD = 8,
	JAVA_1 = 45,         /* version of the format; it rises by one a year   */
	JAVA_LAST = 99,
	SCRIPT_HEAD = 8,     /* "#! /usr/"                                     */
};

static bool lacks(const struct cur *in, uint64_t length, size_t n, size_t *more)
{
	if (cur_left(in) < n && n <= length)
		*more = n;
	return cur_left(in) < n;
}

static const char *windows(struct cur in, uint64_t length, size_t *more)
{
	struct cur dos = in;
	uint32_t at;

	if (lacks(&in, length, PE_AT + 4, more))
		return NULL;
	cur_skip(&dos, PE_AT);
	at = cur_u32le(&dos);
	if (at > PE_MOST || lacks(&in, length, at + 4, more))
		return NULL;
	cur_skip(&in, at);
	return cur_is(&in, "PE\0\0", 4) ? "windows" : NULL;
}

/* Class and order of octets are 1 or 2, the version is 1. */
static const char *linux_elf(struct cur in, uint64_t length, size_t *more)
{
	if (lacks(&in, length, ELF_HEAD, more) || !CUR_IS(&in, "\x7f" "ELF"))
		return NULL;
	cur_skip(&in, 4);
	return (uint8_t)(cur_u8(&in) - 1) < 2 && (uint8_t)(cur_u8(&in) - 1) < 2 &&
			       cur_u8(&in) == 1
		       ? "linux"
		       : NULL;
}

/* Fat Mach-O has the same magic, and a small number behind it. */
static const char *java(struct cur in, uint64_t length, size_t *more)
{
	uint32_t version;

	if (lacks(&in, length, CLASS_HEAD, more) || cur_u32(&in) != 0xcafebabe)
		return NULL;
	version = cur_u32(&in) & 0xffff;
	return version >= JAVA_1 && version <= JAVA_LAST ? "java" : NULL;
}

static const char *script(struct cur in, uint64_t length, size_t *more)
{
	if (lacks(&in, length, SCRIPT_HEAD, more))
		return NULL;
	in = cur_take(&in, SCRIPT_HEAD);
	cur_skip(&in, 2);
	in = cur_trim(in, ' ');
	return CUR_IS(&in, "/bin/") || CUR_IS(&in, "/usr/") ? "script" : NULL;
}

bool program_may_be(struct cur first)
{
	return cur_left(&first) < 2 || CUR_IS(&first, "MZ") ||
	       CUR_IS(&first, "\x7f" "E") || CUR_IS(&first, "\xca\xfe") ||
	       CUR_IS(&first, "#!");
}

const char *program_of(struct cur first, uint64_t length, size_t *more)
{
	*more = 0;
	if (lacks(&first, length, 2, more))
		return NULL;
	if (CUR_IS(&first, "MZ"))
		return windows(first, length, more);
	if (CUR_IS(&first, "\x7f" "E"))
		return linux_elf(first, length, more);
	if (CUR_IS(&first, "\xca\xfe"))
		return java(first, length, more);
	return CUR_IS(&first, "#!") ? script(first, length, more) : NULL;
}
