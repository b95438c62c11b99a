/* SPDX-License-Identifier: Apache-2.0 */
/* tally - the counters of everything that was not looked at. */
#include "capture/base/tally.h"

static const char *const names[TALLIES] = {
#define TALLY(name, sentence) #name,
#include "capture/base/tally.def"
#undef TALLY
};

static const char *const sentences[TALLIES] = {
#define TALLY(name, sentence) sentence,
#include "capture/base/tally.def"
#undef TALLY
};

enum tally tally_loss(unsigned place)
{
	static const enum tally losses[] = {
		TALLY_cut,            TALLY_short_header,   TALLY_bad_header,
		TALLY_link_type,      TALLY_ethertype,      TALLY_tunnel_depth,
		TALLY_fragments_lost, TALLY_flow_evicted,   TALLY_talk_refused,
		TALLY_talk_evicted,   TALLY_ndpi_refused,
		TALLY_gap,            TALLY_window_full,    TALLY_malformed,
		TALLY_refused,        TALLY_worker_lost,    TALLY_kernel_drop,
		TALLY_interface_drop, TALLY_absent_s,       TALLY_pipe_drop,
		TALLY_truncated_file, TALLY_skipped_octets,
	};

	return place < sizeof(losses) / sizeof(losses[0]) ? losses[place]
							  : TALLIES;
}

const char *tally_name(enum tally t)
{
	return t < TALLIES ? names[t] : "unknown";
}

const char *tally_sentence(enum tally t)
{
	return t < TALLIES ? sentences[t] : "unknown";
}
