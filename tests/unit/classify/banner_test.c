/* SPDX-License-Identifier: Apache-2.0 */
/* banner - which products a text names, and the version of each. */
#include "classify/banner.h"
#include "tests/support/unit.h"

/* "text=version; text=version" */
static const char *read(const char *text)
{
	static char all[2048];
	struct banner_part part[BANNER_PARTS];
	unsigned n = banner_read(text, part);
	size_t used = 0;

	all[0] = '\0';
	for (unsigned i = 0; i < n; i++)
		used += (size_t)snprintf(all + used, sizeof(all) - used,
					 "%s%s=%s", i > 0 ? "; " : "",
					 part[i].text, part[i].version);
	return all;
}

static void each_product_has_its_version(void **state)
{
	static const struct {
		const char *text, *parts;
	} rows[] = {
		{"", ""},
		{"Orthanc 1.10.1", "Orthanc 1.10.1=1.10.1"},
		{"Apache/2.4.57 (Debian) OpenSSL/3.0.11",
		 "Apache/2.4.57 (Debian)=2.4.57; OpenSSL/3.0.11=3.0.11"},
		{"Python/3.8 aiohttp/3.7.4", "Python/3.8=3.8; aiohttp/3.7.4=3.7.4"},
		{"Apache Tomcat/9.0.30", "Apache Tomcat/9.0.30=9.0.30"},
		/* In brackets stands what the product says of itself. */
		{"HAPI FHIR 8.6.5 REST Server (FHIR 4.0.1/R4)",
		 "HAPI FHIR 8.6.5 REST Server (FHIR 4.0.1/R4)=8.6.5"},
		{"Foo/1.0 (bar (baz/2.0) qux/3.0) Quux/4.0",
		 "Foo/1.0 (bar (baz/2.0) qux/3.0)=1.0; Quux/4.0=4.0"},
		{"SSH-2.0-OpenSSH_8.4p1", "OpenSSH_8.4p1=8.4p1"},
		{"SSH-1.99-OpenSSH_3.9p1", "OpenSSH_3.9p1=3.9p1"},
		{"SSH-", "SSH-="},
		{"SSH-2.0", "SSH-2.0=2.0"},
		{"dropbear_2019.78", "dropbear_2019.78=2019.78"},
		{"Jetty(9.4.31)", "Jetty(9.4.31)=9.4.31"},
		{"OpenSSL 1.0.2k-fips", "OpenSSL 1.0.2k-fips=1.0.2k"},
		{"5.5.68-MariaDB", "5.5.68-MariaDB=5.5.68"},
		{"1.4.2.0-9d9eff4", "1.4.2.0-9d9eff4=1.4.2.0-9d9eff4"},
		{"dcm4che-5.29.1", "dcm4che-5.29.1=5.29.1"},
		{"fo-dicom 5.1.1", "fo-dicom 5.1.1=5.1.1"},
		{"GDCM 3.0.10", "GDCM 3.0.10=3.0.10"},
		{"OFFIS_DCMTK_367", "OFFIS_DCMTK_367=3.6.7"},
		{"OFFIS-DCMTK-311", "OFFIS-DCMTK-311=3.1.1"},
		{"PYNETDICOM_210", "PYNETDICOM_210=2.1.0"},
		/* 3.6.10, 3.61.0 or 36.1.0: not to be known. */
		{"OFFIS_DCMTK_3610", "OFFIS_DCMTK_3610="},
		{"OFFIS_DCMTK_36", "OFFIS_DCMTK_36="},
		{"MergeCOM3_390", "MergeCOM3_390="},
		{"Windows 10", "Windows 10="},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(read(rows[i].text), rows[i].parts);
}

static void long_texts_end(void **state)
{
	struct banner_part part[BANNER_PARTS];
	char text[4096];
	size_t n = 0;

	(void)state;
	while (n < sizeof(text) - 8)
		n += (size_t)snprintf(text + n, sizeof(text) - n, "a/1.%zu ", n % 10);
	assert_int_equal(banner_read(text, part), BANNER_PARTS);
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	assert_int_equal(banner_read(text, part), 1);
	assert_int_equal(strlen(part[0].text), BANNER_TEXT - 1);
	memset(text, ')', sizeof(text) - 1);
	assert_int_equal(banner_read(text, part), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_product_has_its_version),
		cmocka_unit_test(long_texts_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
