/* SPDX-License-Identifier: Apache-2.0 */
/* pack_rows - the columns of the tables `fact` and `talk`, out of packs. */
#include <endian.h>
#include <stddef.h>
#include <string.h>

#include "classify/days.h"
#include "store/pack_rows.h"

enum { SOURCE_MAX = 64 }; /* octets of a name in the table of terms           */

static void result_text(sqlite3_context *to, const char *text)
{
	sqlite3_result_text(to, text, -1, SQLITE_TRANSIENT);
}

static void result_number(sqlite3_context *to, uint64_t n)
{
	sqlite3_result_int64(to, (sqlite3_int64)n);
}

/* A number of the row in hand. */
struct place {
	size_t at, size;
};

#define AT(member)                                                             \
	{offsetof(struct cursor, member), sizeof(((struct cursor *)NULL)->member)}

static void result_at(sqlite3_context *to, const struct cursor *c,
		      struct place p)
{
	const uint8_t *from = (const uint8_t *)c + p.at;
	uint16_t two;
	uint32_t four;
	uint64_t n = *from;

	if (p.size == sizeof(two))
		n = *(const uint16_t *)memcpy(&two, from, sizeof(two));
	else if (p.size == sizeof(four))
		n = *(const uint32_t *)memcpy(&four, from, sizeof(four));
	else if (p.size == sizeof(n))
		memcpy(&n, from, sizeof(n));
	result_number(to, n);
}

/* Answers where it ends. */
static char *put_addr(char *at, struct addr a)
{
	*at = '\0';
	if (!addr_is_zero(a))
		addr_print(a, at);
	return at + strlen(at);
}

static void result_addr(sqlite3_context *to, struct addr a)
{
	char text[ADDR_TEXT];

	put_addr(text, a);
	result_text(to, text);
}

static void result_mac(sqlite3_context *to, struct mac m)
{
	char text[MAC_TEXT] = "";

	if (!mac_is_zero(m))
		mac_print(m, text);
	result_text(to, text);
}

/* ---- facts ------------------------------------------------------------------------ */

enum fact_column { F_ASSET, F_ID, F_IP, F_MAC, F_NET, F_PART, F_L4, F_PORT, F_ATTR,
		   F_VOICE, F_SOURCE, F_TEXT, F_WORD, F_FIRST, F_LAST, F_COUNT,
		   F_CAPTURE, F_FRAME, F_PLACE, F_TITLED };

static void begin_facts(struct cursor *c, const void *pack, size_t n)
{
	unpack_facts(&c->facts, pack, n);
	c->place = 0;
}

static bool next_fact(struct cursor *c)
{
	while (unpack_fact(&c->facts, &table_of(c)->terms, &c->fact)) {
		c->place++;
		if (c->fact.attr != A_none)
			return true;
	}
	c->bad = c->facts.in.bad;
	return false;
}

static const struct place fact_numbers[] = {
	[F_NET] = AT(fact.subject.net),   [F_PART] = AT(fact.subject.part),
	[F_L4] = AT(fact.subject.l4),     [F_PORT] = AT(fact.subject.port),
	[F_WORD] = AT(fact.word),         [F_FIRST] = AT(fact.first_us),
	[F_LAST] = AT(fact.last_us),      [F_COUNT] = AT(fact.count),
	[F_CAPTURE] = AT(fact.capture),   [F_FRAME] = AT(fact.frame),
};

/* How it tells the title of a DICOM application entity: a bit for each way, for
 * the list of titles; 0: not at all. */
static uint64_t title_bit(const struct fact *f)
{
	bool self = f->voice == VOICE_SELF;

	switch (f->attr) {
	case A_dicom_ae:
		return 1;
	case A_dicom_asked_ae:
		return 2;
	case A_dicom_called_ae:
		return self ? 4 : 8;
	case A_dicom_tried_ae:
		return self ? 16 : 8;
	case A_dicom_move_to:
	case A_dicomweb_retrieve_ae:
	case A_dicom_scheduled_ae:
		return 32;
	case A_dicom_refused_ae:
		return 64;
	default:
		return 0;
	}
}

static void fact_column(const struct cursor *c, sqlite3_context *to, int which)
{
	const struct fact *f = &c->fact;

	switch ((enum fact_column)which) {
	case F_ASSET:
		result_number(to, c->key > 0 ? (uint64_t)c->key : 0);
		break;
	case F_PLACE:
		result_number(to, c->place - 1);
		break;
	case F_TITLED:
		result_number(to, title_bit(f));
		break;
	case F_ID:
		result_number(to, fact_id(f));
		break;
	case F_IP:
		result_addr(to, f->subject.ip);
		break;
	case F_MAC:
		result_mac(to, f->subject.mac);
		break;
	case F_ATTR:
		result_text(to, attr_row((enum attr)f->attr)->name);
		break;
	case F_VOICE:
		result_text(to, voice_name((enum voice)f->voice));
		break;
	case F_SOURCE:
		result_text(to, source_name(f->source));
		break;
	case F_TEXT:
		result_text(to, f->text);
		break;
	default:
		result_at(to, c, fact_numbers[which]);
	}
}

const struct table_kind fact_rows = {
	.columns = "CREATE TABLE fact (asset INTEGER, id INTEGER, ip TEXT, "
		   "mac TEXT, net INTEGER, part INTEGER, l4 INTEGER, "
		   "port INTEGER, attr TEXT, voice TEXT, source TEXT, text TEXT, "
		   "word INTEGER, first_us INTEGER, last_us INTEGER, "
		   "count INTEGER, capture INTEGER, frame INTEGER, "
		   "place INTEGER, titled INTEGER HIDDEN)",
	.all = "SELECT owner, pack FROM evidence",
	.one = "SELECT owner, pack FROM evidence WHERE owner = ?1",
	.key = F_ASSET,
	.begin = begin_facts,
	.next = next_fact,
	.column = fact_column,
};

/* ---- conversations ---------------------------------------------------------------- */

enum talk_column { T_ID, T_CLIENT_ASSET, T_SERVER_ASSET, T_CLIENT, T_SERVER,
		   T_CLIENT_MAC, T_SERVER_MAC, T_NET, T_L4, T_PORT, T_PROTOCOL,
		   T_SOURCE, T_ANSWERED, T_REFUSED, T_ENCRYPTED, T_FLOWS,
		   T_CLIENT_PACKETS, T_SERVER_PACKETS, T_CLIENT_OCTETS,
		   T_SERVER_OCTETS, T_FIRST, T_LAST, T_CAPTURE, T_FRAME,
		   T_DAYS, T_HOURS, T_STARTS, T_PART, T_ENDS, T_ORDER,
		   T_ADDRESSES, T_WORDS };

static void begin_talks(struct cursor *c, const void *pack, size_t n)
{
	unpack_talks(&c->talks, pack, n);
}

static bool next_talk(struct cursor *c)
{
	if (unpack_talk(&c->talks, &table_of(c)->terms))
		return true;
	c->bad = c->talks.in.bad;
	return false;
}

#define TALK(member) AT(talks.talk.member)
static const struct place talk_numbers[] = {
	[T_CLIENT_ASSET] = AT(talks.client_asset),
	[T_SERVER_ASSET] = AT(talks.server_asset),
	[T_NET] = TALK(net),              [T_L4] = TALK(l4),
	[T_PORT] = TALK(port),            [T_ANSWERED] = TALK(answered),
	[T_REFUSED] = TALK(refused),      [T_ENCRYPTED] = TALK(encrypted),
	[T_FLOWS] = TALK(flows),          [T_CLIENT_PACKETS] = TALK(packets[0]),
	[T_SERVER_PACKETS] = TALK(packets[1]),
	[T_CLIENT_OCTETS] = TALK(octets[0]),
	[T_SERVER_OCTETS] = TALK(octets[1]),
	[T_FIRST] = TALK(first_us),       [T_LAST] = TALK(last_us),
	[T_CAPTURE] = TALK(capture),      [T_FRAME] = TALK(frame),
	[T_PART] = AT(key),
};

static void result_hours(sqlite3_context *to, const struct talk_record *t)
{
	struct hours h = hours_at(t->first_us, t->last_us);
	char text[HOURS_TEXT];

	hours_join(&h, &t->hours);
	hours_print(&h, text);
	result_text(to, text);
}

/* In seconds after the first. */
static void result_starts(sqlite3_context *to, const struct unpack_talk *u)
{
	uint64_t first = u->talk.first_us / MILLI_US;
	char text[STARTS_LATER * 24 + 1] = "", *at = text;

	for (unsigned i = 0; i < u->starts.n; i++) {
		uint64_t ms = u->starts.ms[i] - first;

		at += snprintf(at, 24, "%s%llu.%03u", i > 0 ? " " : "",
			       (unsigned long long)(ms / 1000),
			       (unsigned)(ms % 1000));
	}
	result_text(to, text);
}

/* Comparing it sorts by client, server, network, layer 4, port and protocol, by
 * which a conversation is known; the ends are the first two. */
static void result_order(sqlite3_context *to, const struct talk_record *t,
			 bool ends)
{
	struct {
		struct addr client, server;
		uint32_t net;
		uint8_t zero, l4;
		uint16_t port;
		char protocol[TALK_PROTOCOL];
	} key = {t->client, t->server, htobe32(t->net), 0, t->l4,
		 htobe16(t->port), ""};

	memcpy(key.protocol, t->protocol, sizeof(key.protocol));
	sqlite3_result_blob(to, &key,
			    ends ? 2 * sizeof(struct addr) : sizeof(key),
			    SQLITE_TRANSIENT);
}

/* For filters, in one piece: both ends, each between blanks; and all that a word
 * may stand in but the port, line by line. */
static void result_filtered(sqlite3_context *to, const struct talk_record *t,
			    bool words)
{
	char text[2 * ADDR_TEXT + TALK_PROTOCOL + SOURCE_MAX + NET_TEXT + 4];
	char *at = text;

	*at++ = ' ';
	at = put_addr(at, t->client);
	*at++ = words ? '\n' : ' ';
	at = put_addr(at, t->server);
	*at++ = words ? '\n' : ' ';
	*at = '\0';
	if (words) {
		at = stpcpy(stpcpy(at, t->protocol), "\n");
		at = stpcpy(stpcpy(at, source_name(t->source)), "\n");
		net_print(t->net, at);
	}
	result_text(to, text);
}

static void talk_column(const struct cursor *c, sqlite3_context *to, int which)
{
	const struct talk_record *t = &c->talks.talk;

	switch ((enum talk_column)which) {
	case T_ID:
		result_number(to, talk_id(t));
		break;
	case T_CLIENT:
		result_addr(to, t->client);
		break;
	case T_SERVER:
		result_addr(to, t->server);
		break;
	case T_CLIENT_MAC:
		result_mac(to, t->mac[0]);
		break;
	case T_SERVER_MAC:
		result_mac(to, t->mac[1]);
		break;
	case T_PROTOCOL:
		result_text(to, t->protocol);
		break;
	case T_SOURCE:
		result_text(to, source_name(t->source));
		break;
	case T_DAYS:
		result_number(to, t->days | days_between(t->first_us, t->last_us));
		break;
	case T_HOURS:
		result_hours(to, t);
		break;
	case T_STARTS:
		result_starts(to, &c->talks);
		break;
	case T_ENDS:
	case T_ORDER:
		result_order(to, t, which == T_ENDS);
		break;
	case T_ADDRESSES:
	case T_WORDS:
		result_filtered(to, t, which == T_WORDS);
		break;
	default:
		result_at(to, c, talk_numbers[which]);
	}
}

const struct table_kind talk_rows = {
	.columns = "CREATE TABLE talk (id INTEGER, client_asset INTEGER, "
		   "server_asset INTEGER, client TEXT, server TEXT, "
		   "client_mac TEXT, server_mac TEXT, net INTEGER, "
		   "l4 INTEGER, port INTEGER, protocol TEXT, source TEXT, "
		   "answered INTEGER, refused INTEGER, encrypted INTEGER, "
		   "flows INTEGER, client_packets INTEGER, "
		   "server_packets INTEGER, client_octets INTEGER, "
		   "server_octets INTEGER, first_us INTEGER, "
		   "last_us INTEGER, capture INTEGER, frame INTEGER, "
		   "days INTEGER, hours TEXT, starts TEXT, part INTEGER HIDDEN, "
		   "ends BLOB HIDDEN, place BLOB HIDDEN, addresses TEXT HIDDEN, "
		   "words TEXT HIDDEN)",
	.all = "SELECT id, pack FROM conversation",
	.one = "SELECT id, pack FROM conversation WHERE id = ?1",
	.key = T_PART,
	.begin = begin_talks,
	.next = next_talk,
	.column = talk_column,
};
