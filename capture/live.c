/* SPDX-License-Identifier: Apache-2.0 */
/*
 * live - frames from an interface: a non-blocking ring that only reads.
 *
 * Several workers share an interface through the kernel's symmetric hash
 * (PACKET_FANOUT); libpcap has no call for it, so the option is set on its
 * socket after activation. Until then each of them would be given every frame:
 * a handle is deaf from activation until live_begin(), when all have joined. A
 * blocking dispatch never returns from a silent interface, hence non-blocking
 * and poll.
 */
#include <linux/filter.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <pcap/pcap.h>
#include <poll.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "capture/base/must.h"
#include "capture/capture.h"

enum { TIMEOUT_MS = 100, FILTER_TEXT = 8192, DRAIN_TURNS = 4 };

struct live {
	pcap_t *pcap;
	uint16_t capture;
	uint16_t link;
	bool exact;                /* what is counted as received is handed over */
	bool filtered;
	struct bpf_program filter; /* if filtered                              */
	struct pcap_stat last;     /* libpcap counts in 32 bits                */
	struct live_stats sum;
};

struct taker {
	const struct live *live;
	void (*each)(void *, struct frame *);
	void *ctx;
};

static bool join(const struct live *l, const struct live_options *o,
		 struct err *e)
{
	uint32_t how = PACKET_FANOUT_HASH | PACKET_FANOUT_FLAG_DEFRAG;
	uint32_t option = o->fanout_group | how << 16;

	if (o->workers < 2)
		return true;
	if (setsockopt(pcap_fileno(l->pcap), SOL_PACKET, PACKET_FANOUT, &option,
		       sizeof(option)) == 0)
		return true;
	return err_set(e, ERR_PERMISSION,
		       "%s: this kernel shares no interface between workers; "
		       "use --workers 1",
		       o->interface);
}

static bool read_filter(struct live *l, const struct live_options *o,
			struct err *e)
{
	char wide[FILTER_TEXT];
	/* libpcap knows no tags on other links, nor on "any". */
	bool raw = o->filter_raw || pcap_datalink(l->pcap) != DLT_EN10MB;

	if (o->filter == NULL || o->filter[0] == '\0')
		return true;
	/* Also a raw filter is looked through for names. */
	if (!filter_widen(o->filter, wide, sizeof(wide), e))
		return false;
	l->filtered = pcap_compile(l->pcap, &l->filter,
				   raw ? o->filter : wide, 1,
				   PCAP_NETMASK_UNKNOWN) == 0;
	return l->filtered || err_set(e, ERR_USAGE, "filter: %s",
				      pcap_geterr(l->pcap));
}

/*
 * What a host sends to itself passes its loopback twice: the kernel counts both,
 * and libpcap hands over one. There the kernel is asked for that one only; of
 * "any", which no ioctl knows, it cannot be asked.
 */
static bool is_exact(const struct live *l, const char *interface)
{
	struct ifreq port = {.ifr_flags = 0};
	int on = 1;

	snprintf(port.ifr_name, sizeof(port.ifr_name), "%s", interface);
	if (ioctl(pcap_fileno(l->pcap), SIOCGIFFLAGS, &port) != 0)
		return false;
	return (port.ifr_flags & IFF_LOOPBACK) == 0 ||
	       setsockopt(pcap_fileno(l->pcap), SOL_PACKET,
			  PACKET_IGNORE_OUTGOING, &on, sizeof(on)) == 0;
}

static bool count(struct live *l, struct live_stats *out)
{
	struct pcap_stat s;

	if (pcap_stats(l->pcap, &s) != 0)
		return false;
	l->sum.received += s.ps_recv - l->last.ps_recv;
	l->sum.kernel_drop += s.ps_drop - l->last.ps_drop;
	l->sum.interface_drop += s.ps_ifdrop - l->last.ps_ifdrop;
	l->last = s;
	*out = l->sum;
	return true;
}

bool live_stats(struct live *l, struct live_stats *out)
{
	if (!count(l, out))
		return false;
	if (!l->exact)
		out->received = 0;
	return true;
}

static void pass_over(u_char *ctx, const struct pcap_pkthdr *h,
		      const u_char *octets)
{
	uint64_t *n = (void *)ctx;

	(void)h;
	(void)octets;
	++*n;
}

/* Lets nothing more in, and forgets what came since the activation. */
static void be_deaf(struct live *l)
{
	struct sock_filter nothing = {.code = BPF_RET | BPF_K, .k = 0};
	struct sock_fprog program = {.len = 1, .filter = &nothing};
	struct pollfd wait = {.fd = pcap_get_selectable_fd(l->pcap),
			      .events = POLLIN};
	struct live_stats came;
	uint64_t n = 0;

	/* What is no socket cannot be shared either. */
	if (setsockopt(pcap_fileno(l->pcap), SOL_SOCKET, SO_ATTACH_FILTER,
		       &program, sizeof(program)) != 0 ||
	    !count(l, &came))
		return;
	/* The kernel hands a block over when it is full or old. */
	for (unsigned i = 0; i < DRAIN_TURNS &&
			     n + came.kernel_drop < came.received; i++) {
		poll(&wait, 1, 2 * TIMEOUT_MS);
		pcap_dispatch(l->pcap, -1, pass_over, (u_char *)&n);
	}
	l->sum = (struct live_stats){0};
}

static bool activate(const struct live *l, const struct live_options *o,
		     struct err *e)
{
	char why[PCAP_ERRBUF_SIZE];
	uint32_t mib = o->buffer_mib < 2047 ? o->buffer_mib : 2047;
	int rc;

	pcap_set_snaplen(l->pcap, (int)o->snap_length);
	pcap_set_promisc(l->pcap, 1);
	pcap_set_timeout(l->pcap, TIMEOUT_MS);
	pcap_set_buffer_size(l->pcap, (int)(mib << 20));
	rc = pcap_activate(l->pcap);
	if (rc == PCAP_ERROR_PERM_DENIED)
		return err_set(e, ERR_PERMISSION,
			       "%s: no permission to listen; run with sudo, or "
			       "give the program CAP_NET_RAW",
			       o->interface);
	if (rc == PCAP_ERROR_NO_SUCH_DEVICE)
		return err_set(e, ERR_INPUT,
			       "%s: there is no such interface; ip link lists "
			       "them",
			       o->interface);
	if (rc == PCAP_ERROR_IFACE_NOT_UP)
		return err_set(e, ERR_INPUT,
			       "%s: the interface is down; ip link set %s up",
			       o->interface, o->interface);
	if (rc < 0)
		return err_set(e, ERR_INPUT, "%s: %s", o->interface,
			       pcap_geterr(l->pcap));
	if (pcap_setnonblock(l->pcap, 1, why) != 0)
		return err_set(e, ERR_INPUT, "%s: %s", o->interface, why);
	return true;
}

struct live *live_open(const struct live_options *o, struct err *e)
{
	char why[PCAP_ERRBUF_SIZE];
	struct live *l = must_alloc(1, sizeof(*l));

	l->capture = o->capture;
	l->pcap = pcap_create(o->interface, why);
	if (l->pcap == NULL) {
		err_set(e, ERR_INPUT, "%s: %s", o->interface, why);
		free(l);
		return NULL;
	}
	if (!activate(l, o, e) || !read_filter(l, o, e)) {
		live_close(l);
		return NULL;
	}
	l->exact = is_exact(l, o->interface);
	be_deaf(l);
	if (!join(l, o, e)) {
		live_close(l);
		return NULL;
	}
	l->link = (uint16_t)pcap_datalink(l->pcap);
	return l;
}

bool live_begin(struct live *l, struct err *e)
{
	int none = 0;

	if (l->filtered)
		return pcap_setfilter(l->pcap, &l->filter) == 0 ||
		       err_set(e, ERR_USAGE, "filter: %s",
			       pcap_geterr(l->pcap));
	setsockopt(pcap_fileno(l->pcap), SOL_SOCKET, SO_DETACH_FILTER, &none,
		   sizeof(none));
	return true;
}

int live_descriptor(const struct live *l)
{
	return pcap_get_selectable_fd(l->pcap);
}

static void take(u_char *ctx, const struct pcap_pkthdr *h, const u_char *octets)
{
	struct taker *t = (void *)ctx;
	struct frame f = {
		.time_us = (uint64_t)h->ts.tv_sec * 1000000 +
			   (uint64_t)h->ts.tv_usec,
		.wire_len = h->len > h->caplen ? h->len : h->caplen,
		.capture = t->live->capture,
		.link = t->live->link,
		.bytes = cur_of(octets, h->caplen),
	};

	t->each(t->ctx, &f);
}

int live_read(struct live *l, int max, void (*each)(void *, struct frame *),
	      void *ctx)
{
	struct taker t = {l, each, ctx};

	return pcap_dispatch(l->pcap, max, take, (u_char *)&t);
}

void live_close(struct live *l)
{
	if (l == NULL)
		return;
	if (l->filtered)
		pcap_freecode(&l->filter);
	if (l->pcap != NULL)
		pcap_close(l->pcap);
	free(l);
}
