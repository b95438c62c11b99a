/* SPDX-License-Identifier: Apache-2.0 */
/* mask - what of private text may stand on a screen. */
#include "tui/mask.h"

#include <stdio.h>
#include <string.h>

#include "classify/attrs.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

bool mask_hides(struct mask m, enum secret s)
{
	if (s == SECRET_NONE)
		return false;
	return m.privacy || (s == SECRET_SERIAL && !m.serials);
}

const char *mask_text(struct mask m, enum secret s, const char *text)
{
	bool nothing = text[0] == '\0' || strcmp(text, "-") == 0;

	return !nothing && mask_hides(m, s) ? MASKED_TEXT : text;
}

/* ---- by attribute, by claim --------------------------------------------------- */

/* What a device is, as opposed to which one it is. */
static bool is_of_kind(enum claim_kind k)
{
	return k == CLAIM_CLASS || k == CLAIM_VENDOR || k == CLAIM_MODEL ||
	       k == CLAIM_VERSION || k == CLAIM_OS || k == CLAIM_SOFTWARE;
}

/* Words and fingerprints that many devices share, beside those of a gate that
 * lets through nothing else. */
static bool is_shared(enum attr a)
{
	static const enum attr shared[] = {
		A_dhcp_fingerprint, A_tcp_stack,    A_ntlm_version,
		A_dicom_modality,   A_hl7_message,  A_hl7_standard,
		A_hl7_kind,	    A_hl7_profile,  A_bedside_kind,
		A_dicom_sent_modality, A_dicom_carried_modality,
		A_tls_ja3,	    A_tls_ja4,	    A_ssh_hassh,
		A_ssh_hassh_server, A_cert_signature, A_smb_dialect,
		A_wsd_type,	    A_upnp_device,  A_mdns_service,
		A_fhir_standard,    A_browser_version, A_clock_offset,
	};

	for (size_t i = 0; i < COUNT(shared); i++)
		if (shared[i] == a)
			return true;
	return false;
}

static enum secret secret_of(enum attr a)
{
	const struct attr_row *row = attr_row(a);

	if (a == A_none)
		return SECRET_PROSE;
	if (row->claim == CLAIM_SERIAL_NO || row->gate == GATE_SERIAL ||
	    row->gate == GATE_UDI)
		return SECRET_SERIAL;
	if (row->key != KEY_NOKEY || a == A_bacnet_device)
		return row->kind == KIND_WORD ? SECRET_ADDRESS : SECRET_NAME;
	if (row->gate == GATE_TERM || row->gate == GATE_UID ||
	    row->kind == KIND_WORD || is_of_kind(row->claim) || is_shared(a))
		return SECRET_NONE;
	return row->gate == GATE_EUI ? SECRET_ADDRESS : SECRET_NAME;
}

enum secret secret_of_attr(const char *attr)
{
	return secret_of(attr_of_name(attr));
}

enum secret secret_of_claim(const char *kind)
{
	for (enum claim_kind k = CLAIM_CLASS; k < CLAIMS_ALL; k++) {
		if (strcmp(claim_name(k), kind) != 0)
			continue;
		return k == CLAIM_SERIAL_NO ? SECRET_SERIAL
		       : is_of_kind(k)	    ? SECRET_NONE
					    : SECRET_NAME;
	}
	return SECRET_PROSE;
}

/* ---- details -------------------------------------------------------------------- */

/* Octets of the label of a sentence, see attr_label(), that begin a text; 0 when it
 * does not begin so. */
static size_t begins(const char *text, const char *sentence)
{
	size_t n = 0;

	while (sentence[n] != '\0' && sentence[n] != ':' &&
	       text[n] == sentence[n])
		n++;
	return sentence[n] == '\0' || sentence[n] == ':' ? n : 0;
}

/* The attribute whose sentence this is; says where its value begins. */
static enum attr attr_told(const char *detail, size_t *value)
{
	enum attr found = A_none;

	*value = 0;
	for (enum attr a = A_none + 1; a < ATTRS; a++) {
		size_t n = begins(detail, attr_row(a)->sentence);

		if (n <= *value ||
		    (detail[n] != '\0' && strncmp(detail + n, ": ", 2) != 0))
			continue;
		found = a;
		*value = n + (detail[n] != '\0' ? 2 : 0);
	}
	return found;
}

void mask_detail(struct mask m, const char *detail, char *out, size_t size)
{
	size_t at;
	enum attr a = attr_told(detail, &at);

	snprintf(out, size, "%.*s%s", (int)at, detail,
		 mask_text(m, secret_of(a), detail + at));
}

/* ---- filters -------------------------------------------------------------------- */

struct field {
	const char *names;     /* joined by blanks, and within blanks          */
	bool plain;            /* its words tell of no single device           */
};

static const struct field fields[] = {
	{" class vendor maker model version os software protocol proto port "
	 "transport encrypted seen last last_seen time first first_seen new "
	 "finding rule sev severity title state confidence clinical risk score "
	 "risk_score criticality crit grade kind field net vlan id ",
	 true},
	{" name serial mac mac_owner ip address addresses asset asset_name "
	 "asset_ip behind detail client server client_name server_name before "
	 "after ",
	 false},
};

static const struct field *field_of(const char *name, size_t n)
{
	char word[32];

	snprintf(word, sizeof(word), " %.*s ", (int)n, name);
	for (size_t i = 0; i < COUNT(fields) && n + 2 < sizeof(word); i++)
		if (strstr(fields[i].names, word) != NULL)
			return &fields[i];
	return NULL;
}

/* The octets of a word up to the blank that ends it. */
static size_t word_length(const char *word)
{
	bool quoted = false;
	size_t n = 0;

	for (; word[n] != '\0' && (quoted || word[n] != ' '); n++)
		quoted ^= word[n] == '"';
	return n;
}

/* One x for each character, so that who types sees that something comes. */
static size_t cover(const char *text, size_t n, char *out)
{
	size_t covered = 0;

	for (size_t i = 0; i < n; i++)
		if (((unsigned char)text[i] & 0xc0) != 0x80)
			out[covered++] = 'x';
	return covered;
}

/* Octets of a word that may be read: a sign and a field with its operator. */
static size_t readable(const char *word, size_t n, bool *all)
{
	size_t sign = n > 0 && strchr("-!", word[0]) != NULL;
	size_t field = sign + strcspn(word + sign, ":=!<> \"");
	size_t end = field + strspn(word + field, ":=!<>");
	const struct field *f = field_of(word + sign, field - sign);

	*all = false;
	if (field >= n || end == field || f == NULL)
		return sign;
	*all = f->plain;
	return end < n ? end : n;
}

void mask_filter(struct mask m, const char *filter, char *out, size_t size)
{
	size_t at = 0, n;

	snprintf(out, size, "%s", m.privacy ? "" : filter);
	if (!m.privacy || strlen(filter) >= size)
		return;
	for (const char *p = filter; *p != '\0'; p += n) {
		bool all;
		size_t open;

		if (*p == ' ') {
			out[at++] = *p;
			n = 1;
			continue;
		}
		n = word_length(p);
		open = readable(p, n, &all);
		open = all ? n : open;
		memcpy(out + at, p, open);
		at += open + cover(p + open, n - open, out + at + open);
	}
	out[at] = '\0';
}
