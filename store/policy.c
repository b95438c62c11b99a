/* SPDX-License-Identifier: Apache-2.0 */
/*
 * policy - rules for people to read: words that all forms share, the list of
 * allowed flows, and CSV.
 *
 * The same conversations give the same octets: no clock of the wall.
 */
#include "store/policy_form.h"

#include <stdlib.h>
#include <string.h>

#include "capture/base/block.h"
#include "capture/base/must.h"
#include "store/export.h"

enum { NAME_MOST = 64 };

/* ---- words ------------------------------------------------------------------------ */

void policy_plain(const char *text, char *out, size_t size)
{
	size_t n = 0;

	for (; *text != '\0' && n + 1 < size; text++)
		if ((*text & 0xc0) != 0x80)
			out[n++] = *text < ' ' || *text > '~' ||
						   strchr("\"\\?'`$;{}", *text)
					   ? '_'
					   : *text;
	out[n] = '\0';
}

void policy_who(const struct policy_flow *f, enum policy_end end,
		char out[POLICY_TEXT])
{
	const struct policy_asset *a = f->of[end];
	char name[NAME_MOST] = "", class[NAME_MOST];

	text_clean(a->name, name, sizeof(name));
	text_clean(a->class, class, sizeof(class));
	if (name[0] == '\0')
		addr_print(f->end[end], name);
	snprintf(out, POLICY_TEXT, "%s%s%s%s", name,
		 class[0] != '\0' ? " (" : "", class,
		 class[0] != '\0' ? ")" : "");
}

void policy_service(const struct policy_flow *f, char out[POLICY_TEXT])
{
	const char *name = transport_name(f->l4);
	char number[16];

	snprintf(number, sizeof(number), "%u", f->l4);
	if (strcmp(name, "other") == 0)
		name = number;
	if (policy_has_port(f->l4))
		snprintf(out, POLICY_TEXT, "%s %u%s%s", name, f->port,
			 f->protocol[0] != '\0' ? " " : "", f->protocol);
	else
		snprintf(out, POLICY_TEXT, "%s", name);
}

void policy_title(const struct policy_flow *f, char out[POLICY_TEXT])
{
	char client[POLICY_TEXT], server[POLICY_TEXT], service[POLICY_TEXT];

	policy_who(f, POLICY_CLIENT, client);
	policy_who(f, POLICY_SERVER, server);
	policy_service(f, service);
	snprintf(out, POLICY_TEXT, "%.105s to %.105s, %.60s", client, server,
		 service);
}

void policy_evidence(const struct policy_flow *f, char out[POLICY_TEXT])
{
	char first[TIME_TEXT], last[TIME_TEXT], net[NET_TEXT];
	char capture[NAME_MOST];
	unsigned days = days_count(f->days);
	uint64_t frames = f->packets[0] + f->packets[1];

	time_print(f->first_us, first);
	time_print(f->last_us, last);
	net_print(f->net, net);
	text_clean(f->capture, capture, sizeof(capture));
	snprintf(out, POLICY_TEXT,
		 "seen on %u day%s, from %.10s to %.10s, %llu conversation%s of "
		 "%llu frame%s%s%s%s, first frame %llu of %s",
		 days, days == 1 ? "" : "s", first, last,
		 (unsigned long long)f->flows, f->flows == 1 ? "" : "s",
		 (unsigned long long)frames, frames == 1 ? "" : "s",
		 f->encrypted ? ", encrypted" : "", f->net != 0 ? ", in " : "",
		 f->net != 0 ? net : "", (unsigned long long)f->frame,
		 capture);
}

bool policy_caution(const struct policy_flow *f, char out[POLICY_TEXT])
{
	size_t n = 0;

	out[0] = '\0';
	if (f->stale)
		n = (size_t)snprintf(out, POLICY_TEXT,
				     "not seen in the last %d days",
				     POLICY_STALE_DAYS);
	for (enum policy_end end = POLICY_CLIENT; end <= POLICY_SERVER; end++) {
		char who[POLICY_TEXT];

		policy_who(f, end, who);
		if (f->of[end]->critical[0] != '\0')
			n += (size_t)snprintf(
				out + n, POLICY_TEXT - n,
				"%s%.100s has an open critical finding, %s",
				n > 0 ? "; " : "", who, f->of[end]->critical);
		else if (addr_is_global(f->end[end]))
			n += (size_t)snprintf(out + n, POLICY_TEXT - n,
					      "%s%.100s is not a private address",
					      n > 0 ? "; " : "", who);
	}
	return n > 0;
}

static void head_about(const struct policy *p, const char *sign, FILE *out)
{
	size_t devices, rules = policy_count(p, POLICY_RULE), blocked = 0;

	free(policy_devices(p, &devices));
	for (size_t i = 0; i < p->flows; i++)
		blocked += p->flow[i].blocked;
	fprintf(out, "%s%zu rule%s about %zu address%s of %s\n", sign, rules,
		rules == 1 ? "" : "s", devices, devices == 1 ? "" : "es",
		p->wish.asset != 0   ? "one device"
		: p->wish.class != NULL ? "devices of one class"
				      : "clinical devices");
	fprintf(out, "%s%zu other conversation%s of these would be stopped; "
		"wardwatch policy rules --dry-run lists them\n",
		sign, blocked, blocked == 1 ? "" : "s");
	fprintf(out, "%sRules name addresses: a device with a lease needs one that "
		"stays.\n", sign);
	if (policy_overlaps(p))
		fprintf(out, "%sCAUTION: some addresses are in use in more than "
			"one network; a rule cannot tell these apart\n", sign);
}

void policy_head(const struct policy *p, const char *sign, FILE *out)
{
	char first[TIME_TEXT], last[TIME_TEXT];

	time_print(p->first_us, first);
	time_print(p->last_us, last);
	fprintf(out, "%sA proposal by wardwatch %s, for people to read; wardwatch "
		"never applies it.\n", sign, WW_VERSION);
	fprintf(out, "%sconversations seen on %u day%s, from %.10s to %.10s, each "
		"rule on %u or more\n", sign, days_count(p->days),
		days_count(p->days) == 1 ? "" : "s", first, last,
		p->wish.min_days);
	head_about(p, sign, out);
}

/* ---- the list of allowed flows ------------------------------------------------------ */

static void put_flow(const struct policy_flow *f, FILE *out)
{
	char title[POLICY_TEXT], text[POLICY_TEXT], plain[POLICY_TEXT];
	char client[ADDR_TEXT], server[ADDR_TEXT], net[NET_TEXT];
	bool ports = policy_has_port(f->l4);

	policy_title(f, title);
	policy_plain(title, plain, 120);
	policy_evidence(f, text);
	addr_print(f->end[POLICY_CLIENT], client);
	addr_print(f->end[POLICY_SERVER], server);
	net_print(f->net, net);
	fprintf(out, "\nflow \"%s\"\n  # %s\n", plain, text);
	if (policy_caution(f, text))
		fprintf(out, "  # CAUTION: %s\n", text);
	fprintf(out, "  from  %s\n  to    %s\n", client, server);
	if (ports)
		fprintf(out, "  port  %u %s\n", f->port, transport_name(f->l4));
	else
		fprintf(out, "  port  any %u\n", f->l4);
	if (f->net != 0)
		fprintf(out, "  %s\n", net);
}

static void put_list(const struct policy *p, FILE *out)
{
	policy_head(p, "# ", out);
	fprintf(out, "# Delete what is not wanted and say why the rest is; then\n"
		"# wardwatch policy check FILE, and wardwatch policy accept FILE "
		"--reason TEXT\n");
	for (size_t i = 0; i < p->flows; i++)
		if (p->flow[i].verdict == POLICY_RULE)
			put_flow(&p->flow[i], out);
}

/* ---- CSV ---------------------------------------------------------------------------- */

static void put_end(const struct policy_flow *f, enum policy_end end, FILE *out)
{
	char ip[ADDR_TEXT];

	addr_print(f->end[end], ip);
	csv_cell(out, ip, false);
	csv_cell(out, f->of[end]->name, false);
	csv_cell(out, f->of[end]->class, false);
}

static void put_row(const struct policy_flow *f, unsigned number, FILE *out)
{
	char text[POLICY_TEXT], net[NET_TEXT], time[TIME_TEXT];

	fprintf(out, "%u", number);
	put_end(f, POLICY_CLIENT, out);
	put_end(f, POLICY_SERVER, out);
	net_print(f->net, net);
	csv_cell(out, f->net != 0 ? net : "", false);
	csv_number(out, f->l4);
	csv_number(out, f->port);
	csv_cell(out, f->protocol, false);
	csv_cell(out, f->encrypted ? "yes" : "no", false);
	csv_number(out, days_count(f->days));
	time_print(f->first_us, time);
	csv_cell(out, time, false);
	time_print(f->last_us, time);
	csv_cell(out, time, false);
	csv_number(out, f->flows);
	csv_number(out, f->packets[0] + f->packets[1]);
	csv_cell(out, f->capture, false);
	csv_number(out, f->frame);
	policy_caution(f, text);
	csv_cell(out, text, false);
	fputs("\r\n", out);
}

static void put_csv(const struct policy *p, FILE *out)
{
	unsigned number = 0;

	fputs("rule,client,client_name,client_class,server,server_name,"
	      "server_class,net,ip_protocol,port,protocol,encrypted,days,"
	      "first_seen,last_seen,conversations,frames,capture,frame,caution"
	      "\r\n",
	      out);
	for (size_t i = 0; i < p->flows; i++)
		if (p->flow[i].verdict == POLICY_RULE)
			put_row(&p->flow[i], ++number, out);
}

/* A list that could not be read again would be of no use. */
static bool put_readable(const struct policy *p, FILE *out, struct err *e)
{
	char *text = NULL;
	size_t size = 0;
	FILE *memory = open_memstream(&text, &size);
	bool fits;

	must(memory != NULL);
	put_list(p, memory);
	must(fclose(memory) == 0);
	fits = size < BLOCK_FILE_MAX;
	if (fits)
		fwrite(text, 1, size, out);
	else
		err_set(e, ERR_USAGE, "a list of %zu flows is larger than the %d "
			"MiB that are read; learn a part of it with --class or "
			"--asset", policy_count(p, POLICY_RULE),
			BLOCK_FILE_MAX >> 20);
	free(text);
	return fits;
}

/* ---- all forms ------------------------------------------------------------------------ */

static const struct {
	const char *name;
	void (*put)(const struct policy *, FILE *);
} forms[POLICY_FORMS] = {
	[POLICY_LIST] = {"flows", NULL},
	[POLICY_NFT] = {"nft", policy_nft},
	[POLICY_CISCO] = {"cisco-ios", policy_cisco},
	[POLICY_CSV] = {"csv", put_csv},
};

const char *policy_form_name(enum policy_form form)
{
	return form < POLICY_FORMS ? forms[form].name : NULL;
}

/* Without a rule all that is left is to stop everything. */
bool policy_write(const struct policy *p, enum policy_form form, FILE *out,
		  struct err *e)
{
	if (policy_count(p, POLICY_RULE) == 0)
		return err_set(e, ERR_INPUT, "no conversation that this is about "
			       "was answered on %u days or more, and the days "
			       "listened to are %u: rules would stop everything; "
			       "listen longer, or lower --min-days",
			       p->wish.min_days, days_count(p->days));
	if (form != POLICY_LIST)
		forms[form].put(p, out);
	else if (!put_readable(p, out, e))
		return false;
	return export_flushed(out, e);
}
