/* SPDX-License-Identifier: Apache-2.0 */
/* policy_json - conversations under a policy, and what hangs on a device. */
#include <stdlib.h>

#include "store/jsonl.h"
#include "store/policy.h"

static void put_ends(json_t *v, const struct policy_flow *f)
{
	static const char *const keys[2][5] = {
		{"client", "client_name", "client_class", "client_asset",
		 "client_criticality"},
		{"server", "server_name", "server_class", "server_asset",
		 "server_criticality"},
	};

	for (unsigned i = 0; i < 2; i++) {
		char ip[ADDR_TEXT], id[ASSET_ID_TEXT] = "", letter[2] = "";

		addr_print(f->end[i], ip);
		if (f->of[i]->id != 0)
			asset_id_print(f->of[i]->id, id);
		if (f->of[i]->criticality != '?')
			letter[0] = f->of[i]->criticality;
		put_text(v, keys[i][0], ip);
		put_text(v, keys[i][1], f->of[i]->name);
		put_text(v, keys[i][2], f->of[i]->class);
		put_text(v, keys[i][3], id);
		put_text(v, keys[i][4], letter);
	}
}

static json_t *flow_object(const struct policy_flow *f)
{
	json_t *v = json_object();
	char net[NET_TEXT], caution[POLICY_TEXT];

	put_ends(v, f);
	net_print(f->net, net);
	put_net(v, net);
	put_text(v, "transport", transport_name(f->l4));
	put_number(v, "ip_protocol", f->l4);
	put(v, "port", f->port != 0 ? json_integer(f->port) : json_null());
	put_text(v, "protocol", f->protocol);
	put_flag(v, "answered", f->open);
	put_flag(v, "encrypted", f->encrypted);
	put_number(v, "days", days_count(f->days));
	put_number(v, "flows", f->flows);
	put_number(v, "packets", f->packets[0] + f->packets[1]);
	put_time(v, "first_seen", f->first_us);
	put_time(v, "last_seen", f->last_us);
	put_text(v, "capture", f->capture);
	put_number(v, "frame", f->frame);
	policy_caution(f, caution);
	put_text(v, "caution", caution);
	return v;
}

bool policy_json_flow(const struct policy_flow *f, const char *kind, FILE *out)
{
	json_t *v = flow_object(f);

	put_text(v, "schema", "wardwatch/policy-flow/1");
	put_text(v, "kind", kind);
	put_text(v, "verdict", policy_verdict_name(f->verdict));
	return put_object(out, v);
}

bool policy_json_unmet(const struct flow_rule *r, FILE *out)
{
	json_t *v = json_object();

	put_text(v, "schema", "wardwatch/policy-unmet/1");
	put_text(v, "name", r->name);
	put_number(v, "line", r->line);
	return put_object(out, v);
}

/* ---- one device -------------------------------------------------------------------- */

static json_t *who_object(const struct policy_asset *a)
{
	json_t *v = json_object();
	char id[ASSET_ID_TEXT] = "", letter[2] = "";

	if (a->id != 0)
		asset_id_print(a->id, id);
	if (a->criticality != '?')
		letter[0] = a->criticality;
	put_text(v, "asset", id);
	put_text(v, "name", a->name);
	put_text(v, "class", a->class);
	put_text(v, "criticality", letter);
	put_flag(v, "clinical", a->clinical);
	put_text(v, "ip", a->ip);
	return v;
}

static json_t *reach_array(const struct policy *p, uint64_t asset,
			   enum policy_way way)
{
	json_t *list = json_array();
	size_t n;
	struct policy_step *step = policy_reach(p, asset, way, &n);

	for (size_t i = 0; i < n; i++) {
		json_t *v = who_object(step[i].who);
		char ip[ADDR_TEXT];

		addr_print(step[i].ip, ip);
		put_text(v, "ip", ip);
		put_number(v, "step", step[i].step);
		put(v, "by", flow_object(step[i].by));
		put(v, "over", step[i].over != NULL ? flow_object(step[i].over)
						    : json_null());
		must(json_array_append_new(list, v) == 0);
	}
	free(step);
	return list;
}

bool policy_json_reach(const struct policy *p, uint64_t asset, FILE *out)
{
	json_t *v = who_object(policy_asset_of(p, asset));
	json_t *breaks = json_array(), *behind = json_array();
	size_t n;
	const struct policy_flow **flow = policy_broken(p, asset, &n);

	for (size_t i = 0; i < n; i++)
		must(json_array_append_new(breaks, flow_object(flow[i])) == 0);
	for (size_t i = 0; i < p->assets; i++)
		if (policy_is_behind(p, &p->asset[i], asset))
			must(json_array_append_new(
				     behind, who_object(&p->asset[i])) == 0);
	free((void *)flow);
	put_text(v, "schema", "wardwatch/whatif/1");
	put(v, "breaks", breaks);
	put(v, "behind", behind);
	put(v, "reached_by", reach_array(p, asset, POLICY_REACHED_BY));
	put(v, "reaches", reach_array(p, asset, POLICY_REACHES));
	return put_object(out, v);
}
