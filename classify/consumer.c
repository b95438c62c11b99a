/* SPDX-License-Identifier: Apache-2.0 */
/*
 * consumer - services that are made for people at home, or by which somebody far
 * away works on a device, by their domains.
 *
 *   service "Splashtop"
 *     kind     "remote control"
 *     finding  RMT-001
 *     domain   relay.splashtop.com
 *     source   "..."
 *
 * Without a line of finding it is NET-009.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "capture/base/must.h"
#include "classify/knowledge.h"

static bool add_domains(struct consumer *c, const struct blocks *b,
			const struct block_line *l, struct err *e)
{
	const char *rest = l->rest;
	char word[256];

	while (block_next(&rest, word, sizeof(word))) {
		if (word[0] == '.' || strchr(word, '.') == NULL)
			return block_error(b, l->number, e, "\"%s\" is no "
					   "domain, as example.com", word);
		c->domain = grow((void *)c->domain, c->domains,
				 sizeof(*c->domain));
		c->domain[c->domains++] = copy_text(word);
	}
	return true;
}

static bool read_line(struct consumer *c, bool *sourced, const struct blocks *b,
		      const struct block_line *l, struct err *e)
{
	const char *rest = l->rest;
	char text[256];

	if (strcmp(l->word, "domain") == 0)
		return add_domains(c, b, l, e);
	if (!block_next(&rest, text, sizeof(text)))
		return block_error(b, l->number, e, "%s: a text in quotes",
				   l->word);
	if (strcmp(l->word, "source") == 0)
		*sourced = true;
	else if (strcmp(l->word, "kind") == 0 && c->kind == NULL)
		c->kind = copy_text(text);
	else if (strcmp(l->word, "finding") == 0 && c->rule == NULL)
		c->rule = copy_text(text);
	else
		return block_error(b, l->number, e, "a service has no \"%s\", "
				   "only domain, source, one kind and one "
				   "finding", l->word);
	return true;
}

bool consumer_read(struct knowledge *k, const struct blocks *b,
		   const struct block *block, struct err *e)
{
	const char *rest = block->head.rest;
	struct consumer *c;
	char name[256];
	bool sourced = false;

	k->consumer = grow(k->consumer, k->consumers, sizeof(*c));
	c = &k->consumer[k->consumers++];
	memset(c, 0, sizeof(*c));
	if (!block_next(&rest, name, sizeof(name)))
		return block_error(b, block->head.number, e,
				   "expected: service \"NAME\"");
	c->name = copy_text(name);
	for (unsigned i = 0; i < block->lines; i++)
		if (!read_line(c, &sourced, b, &block->line[i], e))
			return false;
	if (c->rule == NULL)
		c->rule = copy_text("NET-009");
	return (c->kind != NULL && c->domains > 0 && sourced) ||
	       block_error(b, block->head.number, e, "service %s needs kind, "
			   "domain and source", c->name);
}

void consumer_free(struct consumer *c)
{
	for (unsigned i = 0; i < c->domains; i++)
		free(c->domain[i]);
	free((void *)c->domain);
	free(c->name);
	free(c->kind);
	free(c->rule);
}

bool consumers_test(const struct knowledge *k, struct err *e)
{
	for (unsigned i = 0; k->rules > 0 && i < k->consumers; i++)
		if (rule_find(k, k->consumer[i].rule) == NULL)
			return err_set(e, ERR_INPUT, "service %s: there is no "
				       "finding %s", k->consumer[i].name,
				       k->consumer[i].rule);
	return true;
}

/* The domain itself, or below it. */
static bool is_under(const char *host, const char *domain)
{
	size_t n = strlen(host), m = strlen(domain);

	return n >= m && strcasecmp(host + n - m, domain) == 0 &&
	       (n == m || host[n - m - 1] == '.');
}

const struct consumer *consumer_of(const struct knowledge *k, const char *host)
{
	for (unsigned i = 0; i < k->consumers; i++)
		for (unsigned j = 0; j < k->consumer[i].domains; j++)
			if (is_under(host, k->consumer[i].domain[j]))
				return &k->consumer[i];
	return NULL;
}
