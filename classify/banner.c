/* SPDX-License-Identifier: Apache-2.0 */
/* banner - products and versions in the texts of servers and of toolkits. */
#include "classify/banner.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/*
 * Programs that call themselves less than advisories call them. What may stand
 * behind the name is told too: "Apache/2.4" is the HTTP server, "Apache Tomcat"
 * is not.
 */
static const struct {
	const char *name, *behind, *known_as;
} known[] = {
	{"Apache", "/", "Apache Software Foundation HTTP Server"},
	{"DCMTK", " /_-", "OFFIS"},
	{"GDCM", " ", "Grassroots DICOM"},
	{"Microsoft-IIS", "/", "Internet Information Services"},
	{"Mirth Connect", " /", "NextGen Healthcare"},
	{"nginx", "/ ", "F5"},
	{"OpenSSH", "_ /", "OpenBSD"},
	{"OpenSSL", "/ _", "OpenSSL Software Foundation"},
	{"Orthanc", " /", "Server"},
	{"PYNETDICOM", "_", "pydicom"},
};

static const char *known_as(const char *text)
{
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		size_t n = strlen(known[i].name);

		if (strncasecmp(text, known[i].name, n) == 0 &&
		    (text[n] == '\0' || strchr(known[i].behind, text[n]) != NULL))
			return known[i].known_as;
	}
	return "";
}

/*
 * Toolkits whose name in an association has sixteen signs, and so leaves the
 * points of the version out: OFFIS_DCMTK_367 is 3.6.7 (DCMTK,
 * dcmdata/include/dcmtk/dcmdata/dcuid.h), PYNETDICOM_210 is 2.1.0 (pynetdicom,
 * pynetdicom/_version.py). More or fewer than three digits could be read in
 * two ways.
 */
static bool read_run_together(const char *text, char out[VERSION_TEXT])
{
	static const char *const names[] = {
		"OFFIS_DCMTK_", "OFFIS_DCMBP_", "OFFIS-DCMTK-", "PYNETDICOM_",
		"PYNETDICOM3_",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		size_t n = strlen(names[i]);

		if (strncasecmp(text, names[i], n) != 0 ||
		    strspn(text + n, "0123456789") != 3 || text[n + 3] != '\0')
			continue;
		snprintf(out, VERSION_TEXT, "%c.%c.%c", text[n], text[n + 1],
			 text[n + 2]);
		return true;
	}
	return false;
}

/* How a version was built is no part of its order. */
static size_t without_build(const char *at, size_t n)
{
	static const char *const builds[] = {
		"-fips", "-Debian", "-Ubuntu", "-MariaDB", "-log",
	};

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < sizeof(builds) / sizeof(builds[0]); k++)
			if (strncasecmp(at + i, builds[k], strlen(builds[k])) == 0)
				return i;
	return n;
}

/* The first part of a text that begins as a version does: "OpenSSH_5.3". */
static void read_version(const char *text, char out[VERSION_TEXT])
{
	const char *at = text;
	size_t n;

	out[0] = '\0';
	if (read_run_together(text, out))
		return;
	for (; *at != '\0'; at++) {
		bool begins = at == text || strchr(" _/-(", at[-1]) != NULL;

		if (begins && (*at == 'v' || *at == 'V') &&
		    isdigit((unsigned char)at[1]))
			break;
		if (begins && isdigit((unsigned char)*at))
			break;
	}
	n = without_build(at, strcspn(at, " _/(),;+~"));
	/* A number alone is as likely a model or a year. */
	if (n == 0 || n >= VERSION_TEXT || memchr(at, '.', n) == NULL)
		return;
	memcpy(out, at, n);
	out[n] = '\0';
}

/* "SSH-2.0-": the protocol's version, RFC 4253 section 4.2. */
static const char *past_protocol(const char *text)
{
	const char *at = text + 4;

	if (strncmp(text, "SSH-", 4) != 0)
		return text;
	at += strspn(at, "0123456789.");
	return *at == '-' ? at + 1 : text;
}

/* RFC 9110, section 10.1.5: product = token "/" version, in a text of them. */
static bool is_product(const char *text)
{
	size_t n = strcspn(text, " /(),;");

	return isalpha((unsigned char)text[0]) && text[n] == '/' &&
	       isdigit((unsigned char)text[n + 1]);
}

/* Where the product behind this one begins, outside brackets. */
static const char *next_product(const char *text)
{
	unsigned depth = 0;

	for (; *text != '\0'; text++) {
		depth += *text == '(';
		depth -= *text == ')' && depth > 0;
		if (*text == ' ' && depth == 0 && is_product(text + 1))
			return text + 1;
	}
	return text;
}

unsigned banner_read(const char *text, struct banner_part part[BANNER_PARTS])
{
	unsigned n = 0;

	text = past_protocol(text);
	while (*text != '\0' && n < BANNER_PARTS) {
		struct banner_part *p = &part[n++];
		const char *next = next_product(text);
		size_t size = (size_t)(next - text);

		/* "Apache Tomcat/9.0.1" is one name, told in two words. */
		if (n == 1 && !is_product(text))
			size = strlen(text), next = text + size;
		if (size >= BANNER_TEXT)
			size = BANNER_TEXT - 1;
		memcpy(p->text, text, size);
		p->text[size] = '\0';
		while (size > 0 && p->text[size - 1] == ' ')
			p->text[--size] = '\0';
		p->known_as = known_as(p->text);
		read_version(p->text, p->version);
		text = next;
	}
	return n;
}
