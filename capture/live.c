/* SPDX-License-Identifier: Apache-2.0 */
/*
 * live - frames from an interface: a non-blocking ring that only reads.
 *
 * Several workers share an interface through the kernel's symmetric hash
 * (PACKET_FANOUT); libpcap has no call for it, so the option is set on its
 * socket after activation. A blocking dispatch never returns from a silent
 * interface, hence non-blocking and poll.
 */
#include <linux/if_packet.h>
#include <pcap/pcap.h>
#include <sys/socket.h>

#include "capture/base/must.h"
#include "capture/capture.h"

enum { TIMEOUT_MS = 100, FILTER_TEXT = 8192 };

struct live {
	pcap_t *pcap;
	uint16_t capture;
	uint16_t link;
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

static bool set_filter(const struct live *l, const struct live_options *o,
		       struct err *e)
{
	struct bpf_program program;
	char wide[FILTER_TEXT];
	/* libpcap knows no tags on other links, nor on "any". */
	bool raw = o->filter_raw || pcap_datalink(l->pcap) != DLT_EN10MB;
	bool good;

	if (o->filter == NULL || o->filter[0] == '\0')
		return true;
	/* Also a raw filter is looked through for names. */
	if (!filter_widen(o->filter, wide, sizeof(wide), e))
		return false;
	if (pcap_compile(l->pcap, &program, raw ? o->filter : wide, 1,
			 PCAP_NETMASK_UNKNOWN) != 0)
		return err_set(e, ERR_USAGE, "filter: %s",
			       pcap_geterr(l->pcap));
	good = pcap_setfilter(l->pcap, &program) == 0;
	pcap_freecode(&program);
	return good || err_set(e, ERR_USAGE, "filter: %s",
			       pcap_geterr(l->pcap));
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

bool live_stats(struct live *l, struct live_stats *out)
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

struct live *live_open(const struct live_options *o, struct err *e)
{
	char why[PCAP_ERRBUF_SIZE];
	struct live *l = must_alloc(1, sizeof(*l));
	struct live_stats unfiltered;

	l->capture = o->capture;
	l->pcap = pcap_create(o->interface, why);
	if (l->pcap == NULL) {
		err_set(e, ERR_INPUT, "%s: %s", o->interface, why);
		free(l);
		return NULL;
	}
	if (!activate(l, o, e) || !set_filter(l, o, e) || !join(l, o, e)) {
		live_close(l);
		return NULL;
	}
	/* What came before there was a filter is never handed out. */
	if (o->filter != NULL && live_stats(l, &unfiltered))
		l->sum.received = 0;
	l->link = (uint16_t)pcap_datalink(l->pcap);
	return l;
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
	if (l->pcap != NULL)
		pcap_close(l->pcap);
	free(l);
}
