/* SPDX-License-Identifier: Apache-2.0 */
/* ndpi - nDPI as a labeller behind a guard; the only user of its header. */
#include "classify/ndpi.h"

#include <ctype.h>
#include <malloc.h>

/* Its headers are not clean under our warnings. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wstrict-prototypes"
#include <ndpi_api.h>
#pragma GCC diagnostic pop

#include "capture/base/must.h"

#define NDPI_VER (NDPI_MAJOR * 100 + NDPI_MINOR)

/* Measured: later packets change the verdict of one flow in four hundred. */
enum { LOOKS_TCP = 10, LOOKS_OTHER = 4 };

/* Dissectors with a known fault that Debian's 4.2 does not mend: an over-read
 * in TINC, a stack overflow in PPSTREAM; any JSON-RPC is MINING. */
static const uint16_t denied[] = {
	NDPI_PROTOCOL_TINC,
	NDPI_PROTOCOL_PPSTREAM,
	NDPI_PROTOCOL_MINING,
};

struct ndpi_flow {
	struct ndpi_flow_struct *state;
	uint8_t looks;
};

struct ndpi {
	struct ndpi_detection_module_struct *module;
	struct ndpi_flow *place;
	struct ndpi_flow **idle;
	uint32_t places, idles;
	bool guard;
	uint8_t whole[NDPI_PACKET_MAX]; /* see headed()                        */
};

/* nDPI copies user names, passwords and host names into what it allocates. */
static void wiping_free(void *p)
{
	if (p != NULL)
		explicit_bzero(p, malloc_usable_size(p));
	free(p);
}

#if NDPI_VER < 500
/* Everything but what is denied. */
static NDPI_PROTOCOL_BITMASK wanted_dissectors(void)
{
	NDPI_PROTOCOL_BITMASK wanted;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
	NDPI_BITMASK_SET_ALL(wanted);
	for (size_t i = 0; i < sizeof(denied) / sizeof(denied[0]); i++)
		NDPI_DEL_PROTOCOL_FROM_BITMASK(wanted, denied[i]);
#pragma GCC diagnostic pop
	return wanted;
}
#endif

static struct ndpi_detection_module_struct *module_open(void)
{
	struct ndpi_detection_module_struct *m;

#if NDPI_VER >= 410
	m = ndpi_init_detection_module(NULL);
#else
	/* A list of Tor's addresses of some day proves nothing, and costs a
	 * fifth of the start. */
	m = ndpi_init_detection_module(ndpi_dont_load_tor_hosts);
#endif
	if (m == NULL)
		return NULL;
#if NDPI_VER < 500
	NDPI_PROTOCOL_BITMASK wanted = wanted_dissectors();

	ndpi_set_protocol_detection_bitmask2(m, &wanted);
#else
	for (size_t i = 0; i < sizeof(denied) / sizeof(denied[0]); i++)
		ndpi_set_config(m, ndpi_get_proto_name(m, denied[i]),
				"enable", "disable");
#endif
	ndpi_finalize_initialization(m);
	return m;
}

struct ndpi *ndpi_open(uint32_t flows, bool guard, struct err *e)
{
	struct ndpi *n;

	if (ndpi_detection_get_sizeof_ndpi_flow_struct() !=
	    sizeof(struct ndpi_flow_struct)) {
		err_set(e, ERR_USAGE,
			"libndpi %s is not the version this program was built "
			"with; rebuild it or start with ndpi off",
			ndpi_revision());
		return NULL;
	}
	set_ndpi_free(wiping_free);
	set_ndpi_flow_free(wiping_free);
	n = must_alloc(1, sizeof(*n));
	n->module = module_open();
	must(n->module != NULL);
	n->guard = guard;
	n->places = n->idles = flows;
	n->place = must_alloc(flows, sizeof(*n->place));
	n->idle = must_alloc(flows, sizeof(*n->idle));
	for (uint32_t i = 0; i < flows; i++)
		n->idle[i] = &n->place[flows - 1 - i];
	return n;
}

size_t ndpi_memory(uint32_t flows)
{
	return flows * (sizeof(struct ndpi_flow) + sizeof(struct ndpi_flow *) +
			sizeof(struct ndpi_flow_struct));
}

void ndpi_close(struct ndpi *n)
{
	if (n == NULL)
		return;
	for (uint32_t i = 0; i < n->places; i++)
		if (n->place[i].state != NULL)
			ndpi_free_flow(n->place[i].state);
	ndpi_exit_detection_module(n->module);
	free(n->place);
	free(n->idle);
	free(n);
}

struct ndpi_flow *ndpi_begin(struct ndpi *n)
{
	struct ndpi_flow *f;

	if (n->idles == 0)
		return NULL;
	f = n->idle[--n->idles];
	if (f->state == NULL)
		f->state = must_alloc(1, sizeof(*f->state));
	f->looks = 0;
	return f;
}

void ndpi_end(struct ndpi *n, struct ndpi_flow *f)
{
	if (f == NULL)
		return;
	ndpi_free_flow_data(f->state);
	explicit_bzero(f->state, sizeof(*f->state));
	n->idle[n->idles++] = f;
}

bool ndpi_allows(const struct ndpi *n, const struct packet *pkt)
{
	struct cur p = pkt->payload;

	/* A DTLS handshake (RFC 6347 4.3.1): content type 22, version fe.. */
	return !n->guard || pkt->l4 != L4_UDP || !CUR_IS(&p, "\x16\xfe");
}

static void lower(const char *from, char name[TALK_PROTOCOL])
{
	size_t n = 0;

	for (; *from != '\0' && n < TALK_PROTOCOL - 1; from++)
		name[n++] = isalnum((unsigned char)*from)
				    ? (char)tolower((unsigned char)*from)
				    : '-';
	name[n] = '\0';
}

static void label(const struct ndpi *n, const struct ndpi_flow *f,
		  ndpi_protocol p, char name[TALK_PROTOCOL])
{
#if NDPI_VER >= 411
	uint16_t app = p.proto.app_protocol, master = p.proto.master_protocol;
#else
	uint16_t app = p.app_protocol, master = p.master_protocol;
#endif
	uint16_t id = app != NDPI_PROTOCOL_UNKNOWN ? app : master;

	/* Ports, addresses and other conversations prove nothing. */
	name[0] = '\0';
	if (id != NDPI_PROTOCOL_UNKNOWN &&
	    f->state->confidence == NDPI_CONFIDENCE_DPI)
		lower(ndpi_get_proto_name(n->module, id), name);
}

static uint8_t *put(uint8_t *at, uint32_t value, unsigned octets)
{
	while (octets-- > 0)
		*at++ = (uint8_t)(value >> 8 * octets);
	return at;
}

static uint8_t *put_ip(uint8_t *at, const struct packet *pkt, uint32_t length)
{
	if (!addr_is_v4(pkt->from)) {
		at = put(at, 0x60000000, 4);
		at = put(at, length, 2);
		at = put(at, pkt->l4, 1);
		at = put(at, pkt->ttl, 1);
		memcpy(at, pkt->from.b, 16);
		memcpy(at + 16, pkt->to.b, 16);
		return at + 32;
	}
	at = put(at, 0x4500, 2);
	at = put(at, 20 + length, 2);
	at = put(at, 0, 4);
	at = put(at, pkt->ttl, 1);
	at = put(at, pkt->l4, 1);
	at = put(at, 0, 2);
	memcpy(at, pkt->from.b + 12, 4);
	memcpy(at + 4, pkt->to.b + 12, 4);
	return at + 8;
}

/* What came in fragments has no headers before it any more: they are made anew,
 * and as much follows as nDPI is shown. */
static struct cur headed(struct ndpi *n, const struct packet *pkt)
{
	bool tcp = pkt->l4 == L4_TCP;
	uint32_t head = tcp ? 20 : 8;
	size_t most = sizeof(n->whole) - 60, length = cur_left(&pkt->payload);
	uint8_t *at;

	if (length > most)
		length = most;
	at = put_ip(n->whole, pkt, head + (uint32_t)length);
	at = put(at, pkt->from_port, 2);
	at = put(at, pkt->to_port, 2);
	if (tcp) {
		at = put(at, pkt->tcp.seq, 4);
		at = put(at, pkt->tcp.ack, 4);
		at = put(at, 0x5000U | pkt->tcp.flags, 2);
		at = put(at, 0xffff, 2);
	} else {
		at = put(at, head + (uint32_t)length, 2);
	}
	at = put(at, 0, tcp ? 4 : 2);
	memcpy(at, pkt->payload.p, length);
	return cur_of(n->whole, (size_t)(at - n->whole) + length);
}

bool ndpi_look(struct ndpi *n, struct ndpi_flow *f, const struct packet *pkt,
	       char name[TALK_PROTOCOL])
{
	bool made = pkt->reassembled && (pkt->l4 == L4_TCP || pkt->l4 == L4_UDP);
	struct cur ip = made ? headed(n, pkt) : pkt->network;
	size_t length = cur_left(&ip);
	size_t most = n->guard ? NDPI_PACKET_MAX : 65535;
	uint64_t ms = pkt->time_us / 1000;
	ndpi_protocol p;
	bool more;

	if (length > most)
		length = most;
#if NDPI_VER >= 406
	struct ndpi_flow_input_info info = {0};

	p = ndpi_detection_process_packet(n->module, f->state, ip.p,
					  (unsigned short)length, ms, &info);
#else
	p = ndpi_detection_process_packet(n->module, f->state, ip.p,
					  (unsigned short)length, ms);
#endif
	label(n, f, p, name);
	f->looks++;
#if NDPI_VER >= 500
	more = p.state != NDPI_STATE_CLASSIFIED;
#else
	more = name[0] == '\0';
	/* Without the guard it may look as long as it likes, and die of it. */
	if (!n->guard)
		return !more && !ndpi_extra_dissection_possible(n->module,
								f->state);
#endif
	return !more || f->looks >= (pkt->l4 == L4_TCP ? LOOKS_TCP
						       : LOOKS_OTHER);
}
