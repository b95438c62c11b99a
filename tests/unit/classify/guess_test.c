/* SPDX-License-Identifier: Apache-2.0 */
/* guess_test - what the first packet of a stack is worth beside words. */
#include "tests/unit/classify/judged.h"

#define WINDOWS_10 "syn:128+0:1460:64240=44:8:M.N.W.N.N.S:df"
#define FORWARDED "syn:128+1:1460:64240=44:8:M.N.W.N.N.S:df"
#define LINUX_5 "syn:64+0:1460:64240=44:7:M.S.T.N.W:df"
#define WIDE "Windows 10 or later, or Server 2019 or later"

static void a_stack_is_a_guess_that_yields_to_every_word(void **state)
{
	struct judged alone = JUDGE({A_tcp_stack, WINDOWS_10});
	struct judged denied = JUDGE({A_tcp_stack, LINUX_5},
				     {A_browser_version, "6.1"});

	(void)state;
	expect(&alone, CLAIM_OS, WIDE);
	assert_int_equal(grade_of(alone.asset->claim[0].decibans),
			 GRADE_POSSIBLE);
	SAYS(CLAIM_OS, WIDE, {A_tcp_stack, WINDOWS_10},
	     {A_dhcp_vendor_class, "MSFT 5.0"});
	expect(&denied, CLAIM_OS, "Windows 7 or Server 2008 R2");
	for (unsigned i = 0; i < denied.asset->claims; i++)
		assert_false(denied.asset->claim[i].disputed);
	close_all(&alone);
	close_all(&denied);
}

static void a_system_is_told_as_narrow_as_it_is_known(void **state)
{
	struct judged edition = JUDGE(
		{A_ntlm_version, "6.1.7601"},
		{A_smb_native_os, "Windows Server 2008 R2 Standard 7601"});
	struct judged number = JUDGE({A_smb_native_os, "Windows 5.1"});
	struct judged apart = JUDGE({A_browser_version, "6.1"},
				    {A_smb_native_os, "Windows 10 Pro 19041"});

	(void)state;
	assert_false(edition.asset->claim[0].disputed);
	says(edition, CLAIM_OS, "Windows Server 2008 R2 Standard 7601");
	SAYS(CLAIM_OS, "Windows 10 1809 or Server 2019",
	     {A_ntlm_version, "10.0.17763"}, {A_dhcp_vendor_class, "MSFT 5.0"});
	assert_false(number.asset->claim[0].disputed);
	says(number, CLAIM_OS, "Windows XP");
	SAYS(CLAIM_OS, "Windows 10", {A_smb_native_os, "Windows 10"},
	     {A_tcp_stack, WINDOWS_10});
	assert_true(apart.asset->claim[0].disputed);
	close_all(&apart);
}

static void two_hands_behind_one_address_are_no_guess(void **state)
{
	(void)state;
	SAYS(CLAIM_OS, NULL, {A_tcp_stack, WINDOWS_10}, {A_tcp_stack, LINUX_5});
}

static void what_a_neighbour_forwards_is_not_its_own_hand(void **state)
{
	(void)state;
	SAYS(CLAIM_OS, WIDE, {A_tcp_stack, FORWARDED});
	SAYS(CLAIM_OS, NULL, {A_tcp_stack, FORWARDED}, {A_arp_binding, ""});
	SAYS(CLAIM_OS, "Linux 4.20 or later", {A_tcp_stack, FORWARDED},
	     {A_tcp_stack, LINUX_5}, {A_arp_binding, ""});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_stack_is_a_guess_that_yields_to_every_word),
		cmocka_unit_test(a_system_is_told_as_narrow_as_it_is_known),
		cmocka_unit_test(two_hands_behind_one_address_are_no_guess),
		cmocka_unit_test(what_a_neighbour_forwards_is_not_its_own_hand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
