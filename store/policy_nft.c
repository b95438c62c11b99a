/* SPDX-License-Identifier: Apache-2.0 */
/*
 * policy_nft - rules as nftables read them: what was usual is accepted, all else
 * of these devices is dropped, and all other traffic is left alone.
 */
#include <stdlib.h>

#include "store/policy_form.h"

enum { COMMENT_MOST = 100 };

static void put_set(const char *name, const char *type, bool v4,
		    const struct addr *device, size_t n, FILE *out)
{
	char ip[ADDR_TEXT];
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		if (addr_is_v4(device[i]) != v4)
			continue;
		addr_print(device[i], ip);
		if (!any)
			fprintf(out, "\tset %s {\n\t\ttype %s\n\t\telements = {\n",
				name, type);
		any = true;
		fprintf(out, "\t\t\t%s,\n", ip);
	}
	if (any)
		fprintf(out, "\t\t}\n\t}\n\n");
}

static bool has_family(const struct addr *device, size_t n, bool v4)
{
	for (size_t i = 0; i < n; i++)
		if (addr_is_v4(device[i]) == v4)
			return true;
	return false;
}

static void put_words(const char *text, FILE *out)
{
	char plain[POLICY_TEXT];

	policy_plain(text, plain, sizeof(plain));
	fprintf(out, "%s\n", plain);
}

static void put_rule(const struct policy_flow *f, unsigned number, FILE *out)
{
	const char *family = addr_is_v4(f->end[0]) ? "ip" : "ip6";
	char title[POLICY_TEXT], text[POLICY_TEXT], plain[COMMENT_MOST];
	char client[ADDR_TEXT], server[ADDR_TEXT];

	policy_title(f, title);
	policy_plain(title, plain, sizeof(plain));
	addr_print(f->end[POLICY_CLIENT], client);
	addr_print(f->end[POLICY_SERVER], server);
	fprintf(out, "\n\t\t# %u  ", number);
	put_words(title, out);
	policy_evidence(f, text);
	fputs("\t\t#    ", out);
	put_words(text, out);
	if (policy_caution(f, text)) {
		fputs("\t\t#    CAUTION: ", out);
		put_words(text, out);
	}
	fprintf(out, "\t\t%s saddr %s %s daddr %s ", family, client, family,
		server);
	if (policy_has_port(f->l4))
		fprintf(out, "%s dport %u", transport_name(f->l4), f->port);
	else
		fprintf(out, "meta l4proto %u", f->l4);
	fprintf(out, " counter accept comment \"%u %s\"\n", number, plain);
}

static void put_rest(const char *family, const char *set, FILE *out)
{
	fprintf(out, "\t\t%s saddr @%s log prefix \"wardwatch \" counter drop\n",
		family, set);
	fprintf(out, "\t\t%s daddr @%s log prefix \"wardwatch \" counter drop\n",
		family, set);
}

void policy_nft(const struct policy *p, FILE *out)
{
	unsigned number = 0;
	size_t n;
	struct addr *device = policy_devices(p, &n);

	policy_head(p, "# ", out);
	fprintf(out, "# nftables; try it with nft -c -f FILE. A firewall sees what "
		"it forwards: within a\n# segment only a bridge that filters "
		"does.\n\ntable inet wardwatch {\n");
	put_set("devices4", "ipv4_addr", true, device, n, out);
	put_set("devices6", "ipv6_addr", false, device, n, out);
	fprintf(out, "\tchain clinical {\n\t\ttype filter hook forward priority "
		"filter; policy accept;\n\t\tct state established,related "
		"accept\n");
	for (size_t i = 0; i < p->flows; i++)
		if (p->flow[i].verdict == POLICY_RULE)
			put_rule(&p->flow[i], ++number, out);
	fprintf(out, "\n\t\t# all else from and to these devices\n");
	if (has_family(device, n, true))
		put_rest("ip", "devices4", out);
	if (has_family(device, n, false))
		put_rest("ip6", "devices6", out);
	fprintf(out, "\t}\n}\n");
	free(device);
}
