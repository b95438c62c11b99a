/* SPDX-License-Identifier: Apache-2.0 */
/*
 * capture - from the wire to ordered octets of one direction.
 *
 * source -> frame -> decode -> packet -> flow -> stream. Everything here sees
 * octets and nothing here knows a protocol above TCP, UDP, SCTP and ICMP.
 * Time is packet time in microseconds since 1970 UTC; no clock is read.
 */
#ifndef WW_CAPTURE_H
#define WW_CAPTURE_H

#include <assert.h>
#include <stddef.h>

#include "capture/base/addr.h"
#include "capture/base/cur.h"
#include "capture/base/err.h"
#include "capture/base/tally.h"

/* ---- source: capture files --------------------------------------------- */

/* One captured frame. Owner: the source, valid until the next read. */
struct frame {
	uint64_t time_us;
	uint64_t number;    /* as Wireshark counts in that file, from 1        */
	uint32_t wire_len;  /* octets on the wire, at least cur_left(bytes)    */
	uint16_t capture;   /* index of the file or interface                  */
	uint16_t link;      /* LINKTYPE_ value of the file, or DLT_ when live  */
	struct cur bytes;
};

enum source_result { SOURCE_FRAME, SOURCE_END, SOURCE_BROKEN };

struct source_state {
	uint64_t octets_read; /* of the file as stored, for progress           */
	uint64_t frames;
	uint64_t skipped;     /* octets that belong to no readable record      */
	bool truncated;       /* ended inside a record                         */
	struct err err;       /* why it ended early, one sentence              */
};

/*
 * Reads pcap and pcapng, plain, gzip or zstd, from an open descriptor; the
 * content decides, never the name. pcapng may mix link types, snap lengths
 * and time resolutions. The descriptor may be a pipe.
 *
 * Owner   the caller closes with source_close(), which closes fd too.
 * Errors  NULL when it is no capture at all (ERR_INPUT); later damage ends
 *         the frames and is told by source_state().
 */
struct source;
struct source *source_open(int fd, const char *name, uint16_t capture,
			   struct err *);
enum source_result source_next(struct source *, struct frame *);
/* True if the next one leaves the frames handed out so far where they are. */
bool source_holds(const struct source *);
const struct source_state *source_state(const struct source *);
void source_close(struct source *);

/*
 * Several files as one capture in time order. Files are opened when their time
 * comes, so a thousand rotated ones need no thousand buffers; those that are
 * not regular files stay open. Frames of equal time come in file order.
 *
 * Owner   merge_close() closes what is open; fd[] stay the caller's.
 * Errors  a file that is no capture has no frames and an err in its state.
 */
struct merge;
struct merge *merge_open(const int *fd, const char *const *name,
			 uint16_t count);
bool merge_next(struct merge *, struct frame *);
/* True if the next one leaves the frames handed out so far where they are. */
bool merge_holds(const struct merge *);
/* What became of a file; valid after the last frame. */
const struct source_state *merge_state(const struct merge *, uint16_t file);
/* Octets of all files read so far. */
uint64_t merge_octets(const struct merge *);
void merge_close(struct merge *);

/* ---- decode ------------------------------------------------------------- */

enum { L4_NONE = 0, L4_ICMP = 1, L4_TCP = 6, L4_UDP = 17, L4_ICMP6 = 58,
       L4_VRRP = 112, L4_SCTP = 132 };
enum { TCP_FIN = 1, TCP_SYN = 2, TCP_RST = 4, TCP_PSH = 8, TCP_ACK = 16 };

/* A frame understood up to its transport header. Borrows the frame's octets
 * (or the defragmenter's, until the next decode). */
struct packet {
	uint64_t time_us;
	uint64_t frame;
	uint16_t capture;
	uint16_t ethertype;     /* innermost; 0x0800, 0x86dd, 0x0806, 0x88cc..;
				   below 0x0600 for 802.3 with LLC             */
	struct mac from_mac, to_mac; /* innermost Ethernet; zero if none       */
	net_t net;              /* innermost VLAN, or VXLAN/GENEVE network     */
	uint16_t outer_vlan;    /* of two tags 8100 on each other; else 0      */
	struct cur network;     /* after the ethertype (LLC: after the length) */
	bool reassembled;       /* it borrows from the defragmenter            */
	bool air;               /* its sender spoke over the air, in clear     */
	bool is_ip;             /* the rest is set only if true                */
	struct addr from, to;
	uint8_t ttl;
	uint8_t l4;             /* L4_, 0 for other or later fragments         */
	uint16_t from_port, to_port;
	struct {
		uint32_t seq, ack;
		uint8_t flags;
	} tcp;
	struct cur payload;     /* after the transport header, as captured     */
	uint32_t payload_wire;  /* its octets on the wire, >= captured         */
	uint32_t fingerprint;   /* equal for two sights of one packet          */
	uint32_t wire_len;      /* of the outermost frame                      */
};

/* Knows the datagrams that still miss fragments. One per worker. */
struct decoder;
struct decoder *decoder_open(void);
void decoder_close(struct decoder *);

/*
 * Decodes what decode.c, tunnel.c and wireless.c name down to the innermost
 * packet.
 *
 * Errors  false when there is nothing to go on with; the reason is counted.
 *         A fragment that completes no datagram is such a case.
 */
bool decode(struct decoder *, const struct frame *, struct packet *,
	    struct tallies *);

/*
 * The end of a conversation that others have in common with it: the one with
 * the lower port, of equal ones the lower address.
 */
struct service {
	struct addr addr;
	net_t net;
	uint16_t port;
	uint8_t l4;
};

enum { SERVICE_GROUPS = 4096 };

/* Of both ends, in whatever order: the address and the port of each. */
struct service service_of(const struct addr addr[2], const uint16_t port[2],
			  net_t net, uint8_t l4);
/* A number below SERVICE_GROUPS, the same in each process. */
unsigned service_group(const struct service *);

/*
 * Which of n workers owns the packet: the same for both directions and for all
 * conversations whose services are of one group, so that what is learnt of a
 * service does not depend on n. Packets without addresses go by source MAC.
 */
unsigned packet_share(const struct packet *, unsigned n);

/* ---- flow ---------------------------------------------------------------- */

/*
 * Both directions of one conversation. side 0 is whoever the table thinks is
 * the client: the SYN's sender, else the first speaker unless ports tell.
 *
 * The first two cache lines hold all that a packet of which nothing more can
 * be learnt needs; what is read once or seldom stands behind them.
 */
struct flow {
	struct addr addr[2];
	uint16_t port[2];
	net_t net;
	uint8_t l4;
	uint8_t flags[2];       /* TCP flags seen per side                     */
	bool from_start;        /* the SYN was seen (or it is not TCP)         */
	bool answered;          /* both sides spoke; TCP: SYN+ACK or data      */
	bool refused;           /* RST before any payload                      */
	bool boring;            /* nothing more can be learnt: count only      */
	bool seen[2];           /* a frame of that side, whose MAC is known    */
	bool data[2];           /* octets above the transport of that side     */
	uint8_t next_sight[2];  /* capture's own                               */
	uint8_t rank;           /* capture's own: the list it is in            */
	bool spoke, told;       /* classify's own, as all until the next line  */
	bool listening;         /* a parser wants it, or may yet               */
	bool ndpi_done;
	bool checked;           /* nDPI looks although its service is known    */
	bool met[2];            /* somebody of that side was looked at         */
	uint8_t waits;          /* bit of a side whose first words wait        */
	uint16_t label;         /* interned name of what it speaks, 0 unknown  */

	uint64_t packets[2], octets[2]; /* wire octets of frames, not yet told */
	uint64_t last_us;
	uint64_t told_us;       /* when it was last told, else when it began   */
	uint64_t ranked_us;     /* capture's own: its last packet when it      */
	uint32_t older, newer;  /* joined the list, and its neighbours there   */

	uint64_t first_us, first_frame;
	struct mac mac[2];      /* of the first frame of that side             */
	uint8_t ttl[2];         /* likewise                                    */
	uint16_t capture;
	struct stream *stream[2]; /* capture's own, as these                   */
	uint32_t next_seq[2];
	uint8_t begun[2];
	uint8_t label_source;   /* classify's own, as all that follows         */
	bool encrypted;
	uint8_t asked[2];       /* datagrams that no parser wanted             */
	void *talk;
	struct ndpi_flow *ndpi; /* nDPI's state, NULL when none                */
};
static_assert(offsetof(struct flow, packets) == 64, "one line");
static_assert(offsetof(struct flow, first_us) == 128, "and another");

struct flows;

/* Called before a flow is forgotten: idle, evicted, or at the end. */
typedef void flow_ended(void *ctx, struct flow *);

struct flow_limits {
	uint32_t flows;      /* table size, power of two                       */
	uint32_t windows;    /* out-of-order windows shared by all streams     */
	/* Seconds of packet time; closed: of TCP, which a straggler may follow. */
	uint32_t idle_tcp_s, idle_closed_s, idle_other_s;
	uint64_t seed;       /* of the hash; the output never depends on it    */
};

/* Owner: the caller closes. Memory is allocated here, once. */
struct flows *flows_open(const struct flow_limits *, flow_ended *, void *ctx,
			 struct tallies *);
/* Ends every flow, in order of birth; the table takes no packet after it. */
void flows_finish(struct flows *);
void flows_close(struct flows *);
size_t flows_memory(const struct flow_limits *); /* octets, for the log       */

/*
 * The flow of this packet, made if new; counts the packet in it.
 *
 * Owner   the table; valid until the next flow_touch().
 * Errors  NULL when the packet has no flow (no IP, later fragment) or is a
 *         duplicate of one just seen in the same direction (counted).
 */
struct flow *flow_touch(struct flows *, const struct packet *, unsigned *side);

/*
 * Memory is far from a table of many flows: with a batch of packets, first
 * flow_ahead() for each, then flow_near() for each, then flow_touch().
 */
uint32_t flow_ahead(const struct flows *, const struct packet *);
void flow_near(const struct flows *, uint32_t ahead);

/* ---- stream --------------------------------------------------------------- */

/* Octets of one side in order. missing octets were lost just before them. */
typedef void stream_sink(void *ctx, struct flow *, unsigned side,
			 const struct packet *, struct cur bytes,
			 uint64_t missing);

/*
 * Puts a TCP segment into order within a bounded window; the first copy of an
 * octet wins. Calls sink at once for what is next, later for what was early,
 * and with missing > 0 when a hole is given up.
 */
void stream_push(struct flows *, struct flow *, unsigned side,
		 const struct packet *, stream_sink *, void *ctx);
/*
 * Octets wait for a beginning that was not seen no longer than a moment, and
 * behind a hole for seconds: of this flow, which a packet of now belongs to, and
 * of all others. They are handed on as stream_end() does.
 */
void stream_late(struct flows *, struct flow *, uint64_t now_us, stream_sink *,
		 void *ctx);
/* Whether octets of a side wait for a beginning. */
bool stream_supposed(const struct flow *, unsigned side);
/*
 * A flow is forgotten: octets that still wait are handed on with the packet that
 * has waited the longest: of that, its time, frame and capture are left.
 */
void stream_end(struct flows *, struct flow *, stream_sink *, void *ctx);
/* Gives up all holes of a flow that ends. */
void stream_flush(struct flows *, struct flow *, const struct packet *last,
		  stream_sink *, void *ctx);
/* Forgets the windows of a boring flow. */
void stream_drop(struct flows *, struct flow *);

/* ---- live ----------------------------------------------------------------- */

struct live_options {
	const char *interface;
	const char *filter;     /* BPF, may be NULL                            */
	bool filter_raw;        /* leave the filter as written                 */
	unsigned worker, workers; /* joined by the kernel's symmetric hash     */
	uint16_t fanout_group;
	uint32_t buffer_mib;
	uint32_t snap_length;
	uint16_t capture;
};

struct live_stats {
	uint64_t received;      /* with what was dropped; 0 where it is not known */
	uint64_t kernel_drop, interface_drop;
};

/*
 * A non-blocking libpcap handle with its own ring, promiscuous, reading only. It
 * is deaf until live_begin(): that is for when all who share the interface are
 * open, so that no frame is given to two of them.
 *
 * Errors  NULL with a sentence: no such interface, no permission, bad filter.
 */
struct live;
struct live *live_open(const struct live_options *, struct err *);
bool live_begin(struct live *, struct err *);
int live_descriptor(const struct live *);
/* Hands over at most max frames that wait now; -1 when the interface went. */
int live_read(struct live *, int max, void (*each)(void *, struct frame *),
	      void *ctx);
bool live_stats(struct live *, struct live_stats *);
void live_close(struct live *);

/*
 * Rewrites a BPF expression so that it matches tagged frames too.
 *
 * Errors  false when the expression is too long, or names a host: libpcap
 *         would ask the DNS for it, and this program sends nothing.
 */
bool filter_widen(const char *filter, char *out, size_t size, struct err *);

#endif
