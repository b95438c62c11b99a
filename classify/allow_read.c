/* SPDX-License-Identifier: Apache-2.0 */
/* allow_read - the blocks flow, deny and bad. */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/allow.h"
#include "classify/judge.h"

enum { NAME_MOST = 120, KEY_DIGITS = 32 /* of A_cert_hash */ };

static const char *const list_words[LIST_KINDS] = {"deny", "bad"};

static char *copy_of(const char *text)
{
	char *copy = strdup(text);

	must(copy != NULL);
	return copy;
}

bool allow_begins(const char *word)
{
	return strcmp(word, "flow") == 0 ||
	       strcmp(word, list_words[LIST_DENY]) == 0 ||
	       strcmp(word, list_words[LIST_BAD]) == 0;
}

/* The rest of a line as one text, in quotes or not; never empty. */
static bool read_text(const struct blocks *b, const struct block_line *l,
		      char out[NAME_MOST], struct err *e)
{
	const char *rest = l->rest;

	if (*rest == '"' && block_next(&rest, out, NAME_MOST) &&
	    out[0] != '\0' && *rest == '\0')
		return true;
	if (l->rest[0] != '"' && l->rest[0] != '\0' &&
	    strlen(l->rest) < NAME_MOST) {
		memcpy(out, l->rest, strlen(l->rest) + 1);
		return true;
	}
	return block_error(b, l->number, e,
			   "%s takes a text of at most %d octets", l->word,
			   NAME_MOST - 1);
}

static bool read_end(const struct zones *zs, struct allow_end *end,
		     const struct blocks *b, const struct block_line *l,
		     struct err *e)
{
	const char *rest = l->rest;
	char kind[NAME_MOST], word[NAME_MOST];

	if (!block_next(&rest, kind, sizeof(kind)))
		return block_error(b, l->number, e, "%s whom? write a range, or "
				   "zone, class or asset with its name", l->word);
	if (*rest == '\0')
		return range_read(b, l, kind, &end->addr, &end->bits, e);
	if (!block_next(&rest, word, sizeof(word)) || *rest != '\0')
		return block_error(b, l->number, e, "%s takes one of them; write "
				   "a line for each", l->word);
	if (strcmp(kind, "zone") == 0) {
		end->kind = END_ZONE;
		end->zone = zones_named(zs, word);
		return end->zone != NULL ||
		       block_error(b, l->number, e, "there is no zone %s", word);
	}
	if (strcmp(kind, "asset") == 0) {
		end->kind = END_ASSET;
		return asset_id_parse(word, &end->asset) ||
		       block_error(b, l->number, e, "%s is no id of an asset; "
				   "write it as 1a2b-3c4d-5e6f", word);
	}
	if (strcmp(kind, "class") != 0)
		return block_error(b, l->number, e, "%s: write a range, or zone, "
				   "class or asset with its name", kind);
	end->kind = END_CLASS;
	end->class = copy_of(word);
	return true;
}

static bool port_number(const char **at, uint16_t *out)
{
	char *end;
	unsigned long n = strtoul(*at, &end, 10);

	if (**at < '0' || **at > '9' || n > UINT16_MAX)
		return false;
	*out = (uint16_t)n;
	*at = end;
	return true;
}

static bool read_range_of_ports(const char *text, struct allow_port *p)
{
	if (strcmp(text, "any") == 0) {
		p->last = UINT16_MAX;
		return true;
	}
	if (!port_number(&text, &p->first))
		return false;
	p->last = p->first;
	if (*text == '-') {
		text++;
		if (!port_number(&text, &p->last))
			return false;
	}
	return *text == '\0' && p->first <= p->last;
}

/* "104", "104 tcp", "49152-65535 udp", "any icmp" */
static bool read_port(struct allow_port *p, const struct blocks *b,
		      const struct block_line *l, struct err *e)
{
	const char *rest = l->rest;
	char range[32], transport[16] = "";
	bool good = block_next(&rest, range, sizeof(range)) &&
		    read_range_of_ports(range, p);

	if (good && *rest != '\0')
		good = block_next(&rest, transport, sizeof(transport)) &&
		       *rest == '\0' && transport_parse(transport, &p->l4);
	return good || block_error(b, l->number, e,
				   "port takes a number, a range or any, and "
				   "then perhaps tcp, udp, sctp, icmp or icmp6: "
				   "104 tcp");
}

static bool read_words(struct flow_entry *f, const struct blocks *b,
		       const struct block_line *l, struct err *e)
{
	char text[NAME_MOST];
	char **to = strcmp(l->word, "protocol") == 0  ? &f->protocol
		    : strcmp(l->word, "because") == 0 ? &f->rule.because
		    : strcmp(l->word, "vendor") == 0  ? &f->rule.vendor
						      : NULL;

	if (to == NULL)
		return block_error(b, l->number, e, "a flow has from, to, port, "
				   "vlan, vni, protocol, vendor and because, no "
				   "\"%s\"", l->word);
	if (*to != NULL)
		return block_error(b, l->number, e, "%s was told already",
				   l->word);
	if (!read_text(b, l, text, e))
		return false;
	*to = copy_of(text);
	return true;
}

static bool read_line(const struct zones *zs, struct flow_entry *f,
		      const struct blocks *b, const struct block_line *l,
		      struct err *e)
{
	if (strcmp(l->word, "from") == 0) {
		f->from = allow_more(f->from, f->froms, sizeof(*f->from));
		return read_end(zs, &f->from[f->froms++], b, l, e);
	}
	if (strcmp(l->word, "to") == 0) {
		f->to = allow_more(f->to, f->tos, sizeof(*f->to));
		return read_end(zs, &f->to[f->tos++], b, l, e);
	}
	if (strcmp(l->word, "port") == 0) {
		f->port = allow_more(f->port, f->ports, sizeof(*f->port));
		return read_port(&f->port[f->ports++], b, l, e);
	}
	if (strcmp(l->word, "vlan") == 0 || strcmp(l->word, "vni") == 0) {
		f->net = allow_more(f->net, f->nets, sizeof(*f->net));
		return tag_read(b, l, &f->net[f->nets++], e);
	}
	return read_words(f, b, l, e);
}

static bool read_flow(struct allow *a, const struct zones *zs,
		      const struct blocks *b, const struct block *block,
		      const char *name, struct err *e)
{
	struct flow_entry *f;

	a->flow = allow_more(a->flow, a->flows, sizeof(*a->flow));
	f = &a->flow[a->flows];
	f->rule.name = copy_of(name);
	f->rule.line = block->head.number;
	f->rule.number = a->flows++;
	for (unsigned i = 0; i < block->lines; i++)
		if (!read_line(zs, f, b, &block->line[i], e))
			return false;
	return (f->froms > 0 && f->tos > 0) ||
	       block_error(b, block->head.number, e,
			   "a flow needs a line of from and one of to; "
			   "0.0.0.0/0 and ::/0 are everybody");
}

/* A line of a list: a range, or what software shows of itself. */
static bool read_listed(struct listed *one, const struct blocks *b,
			const struct block_line *l, struct err *e)
{
	char text[NAME_MOST];

	if (strcmp(l->word, "range") == 0)
		return range_read(b, l, l->rest, &one->addr, &one->bits, e);
	if (one->kind != LIST_BAD ||
	    (strcmp(l->word, "ja3") != 0 && strcmp(l->word, "ja4") != 0 &&
	     strcmp(l->word, "key") != 0))
		return block_error(b, l->number, e,
				   one->kind == LIST_BAD
					   ? "bad has range, ja3, ja4 and key, "
					     "no \"%s\""
					   : "deny has range, no \"%s\"",
				   l->word);
	if (!read_text(b, l, text, e))
		return false;
	if (strcmp(l->word, "key") == 0)
		text[KEY_DIGITS] = '\0';
	one->text = copy_of(text);
	return true;
}

bool allow_read(struct allow *a, const struct zones *zs,
		const struct blocks *b, const struct block *block,
		struct err *e)
{
	enum list_kind kind = LIST_DENY;
	char name[NAME_MOST];

	if (!read_text(b, &block->head, name, e))
		return false;
	if (strcmp(block->head.word, "flow") == 0)
		return read_flow(a, zs, b, block, name, e);
	if (strcmp(block->head.word, list_words[LIST_BAD]) == 0)
		kind = LIST_BAD;
	for (unsigned i = 0; i < block->lines; i++) {
		struct listed *one;

		a->listed = allow_more(a->listed, a->listeds, sizeof(*one));
		one = &a->listed[a->listeds++];
		one->kind = kind;
		one->name = copy_of(name);
		if (!read_listed(one, b, &block->line[i], e))
			return false;
	}
	return true;
}
