/* SPDX-License-Identifier: Apache-2.0 */
/*
 * policy_cisco - rules as named extended access lists of Cisco IOS.
 *
 * These keep no state: answers have a line of their own, of TCP only those that
 * belong to something that was begun.
 */
#include <stdlib.h>
#include <string.h>

#include "store/policy_form.h"

enum { REMARK_MOST = 88 };

/* IOS takes 100 characters of a remark: as many remarks as it needs, broken at
 * blanks. */
static void remark(FILE *out, unsigned number, const char *text)
{
	char plain[POLICY_TEXT];
	const char *at = plain;

	policy_plain(text, plain, sizeof(plain));
	while (*at != '\0') {
		size_t n = strlen(at);

		if (n > REMARK_MOST) {
			n = REMARK_MOST;
			while (n > 1 && at[n] != ' ')
				n--;
			n = n > 1 ? n : REMARK_MOST;
		}
		fprintf(out, " remark %u %.*s\n", number, (int)n, at);
		at += n + strspn(at + n, " ");
	}
}

/* IOS has words for these; of all others it takes the number. */
static void put_transport(FILE *out, unsigned l4)
{
	if (policy_has_port((uint8_t)l4))
		fprintf(out, " permit %s", transport_name(l4));
	else if (l4 == 1 || l4 == 58)
		fprintf(out, " permit icmp");
	else
		fprintf(out, " permit %u", l4);
}

static void put_rule(const struct policy_flow *f, unsigned number, FILE *out)
{
	bool ports = policy_has_port(f->l4);
	char client[ADDR_TEXT], server[ADDR_TEXT], text[POLICY_TEXT];

	policy_title(f, text);
	remark(out, number, text);
	policy_evidence(f, text);
	remark(out, number, text);
	if (policy_caution(f, text)) {
		char caution[POLICY_TEXT + 16];

		snprintf(caution, sizeof(caution), "CAUTION: %s", text);
		remark(out, number, caution);
	}
	addr_print(f->end[POLICY_CLIENT], client);
	addr_print(f->end[POLICY_SERVER], server);
	put_transport(out, f->l4);
	fprintf(out, " host %s host %s", client, server);
	if (ports)
		fprintf(out, " eq %u", f->port);
	fputc('\n', out);
	put_transport(out, f->l4);
	fprintf(out, " host %s", server);
	if (ports)
		fprintf(out, " eq %u", f->port);
	fprintf(out, " host %s%s\n", client, f->l4 == 6 ? " established" : "");
}

static void put_access_list(const struct policy *p, bool v4,
			    const struct addr *device, size_t n, FILE *out)
{
	const char *family = v4 ? "ip" : "ipv6";
	unsigned number = 0;
	bool any = false;

	for (size_t i = 0; i < n; i++)
		any = any || addr_is_v4(device[i]) == v4;
	if (!any)
		return;
	fprintf(out, v4 ? "ip access-list extended WARDWATCH-4\n"
			: "ipv6 access-list WARDWATCH-6\n"
			  " permit icmp any any nd-na\n"
			  " permit icmp any any nd-ns\n");
	for (size_t i = 0; i < p->flows; i++) {
		const struct policy_flow *f = &p->flow[i];

		number += f->verdict == POLICY_RULE;
		if (f->verdict == POLICY_RULE && addr_is_v4(f->end[0]) == v4)
			put_rule(f, number, out);
	}
	fprintf(out, " remark all else from and to these devices\n");
	for (size_t i = 0; i < n; i++) {
		char ip[ADDR_TEXT];

		if (addr_is_v4(device[i]) != v4)
			continue;
		addr_print(device[i], ip);
		fprintf(out, " deny %s host %s any log\n deny %s any host %s "
			"log\n", family, ip, family, ip);
	}
	fprintf(out, " permit %s any any\n!\n", family);
}

void policy_cisco(const struct policy *p, FILE *out)
{
	size_t n;
	struct addr *device = policy_devices(p, &n);

	policy_head(p, "! ", out);
	fprintf(out, "! Cisco IOS; each list is to be bound to an interface by "
		"people, in each direction.\n!\n");
	put_access_list(p, true, device, n, out);
	put_access_list(p, false, device, n, out);
	free(device);
}
