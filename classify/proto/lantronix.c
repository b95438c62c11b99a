/* SPDX-License-Identifier: Apache-2.0 */
/*
 * lantronix - serial device servers that answer a search on port 30718.
 *
 * Reads    the answer F7: type, MAC address, which must be one of Lantronix;
 *          and in the same conversation the firmware in the answer F5.
 * Never    the setup record (F9), which holds a password in clear.
 * Standard none: four tools read it; one looks for the MAC elsewhere, so that
 *          the maker's own number decides.
 */
#include "classify/dissector.h"
#include "classify/proto/maker.h"

enum {
	ANSWER = 30, TYPE_AT = 8, MAC_AT = 24,
	FIRMWARE_ANSWER = 33, FIRMWARE_AT = 16,
};

struct state {
	bool known;
};

/* Types that were seen on a device of known model. */
static const struct {
	const char *type, *model;
} models[] = {
	{"X9", "XPort-05"},
};

static bool is_answer(struct cur in)
{
	if (cur_left(&in) != ANSWER || !CUR_IS(&in, "\x00\x00\x00\xf7"))
		return false;
	cur_skip(&in, MAC_AT);
	return CUR_IS(&in, "\x00\x20\x4a") || CUR_IS(&in, "\x00\x80\xa3");
}

static enum guess lantronix_probe(struct cur first, enum side from)
{
	(void)from;
	return is_answer(first) ? YES : NO;
}

static void tell_answer(struct dissect *d, struct cur in)
{
	struct cur type;
	uint8_t mac[6];

	cur_skip(&in, TYPE_AT);
	type = cur_take(&in, 2);
	cur_skip(&in, MAC_AT - TYPE_AT - 2);
	cur_copy(&in, mac, sizeof(mac));
	tell_server(d, "Lantronix", mac);
	for (size_t i = 0; i < sizeof(models) / sizeof(models[0]); i++)
		if (cur_is(&type, models[i].type, 2))
			obs_term(d, ABOUT_SPEAKER, A_inventory_model,
				 models[i].model);
}

/* "6.9.0.2": digits and points, then zeros. */
static void tell_firmware(struct dissect *d, struct cur in)
{
	struct cur text;
	unsigned points = 0;

	cur_skip(&in, FIRMWARE_AT);
	text = cur_until(&in, 0);
	for (size_t i = 0; i < cur_left(&text); i++) {
		uint8_t c = cur_at(&text, i);

		points += c == '.';
		if (c != '.' && (c < '0' || c > '9'))
			return;
	}
	if (points > 0)
		obs_text(d, ABOUT_SPEAKER, A_inventory_version, text);
}

static struct verdict lantronix_parse(struct dissect *d)
{
	struct state *s = d->state;

	if (is_answer(d->in)) {
		s->known = true;
		obs_protocol(d, "lantronix", false);
		tell_answer(d, d->in);
	} else if (!s->known) {
		return not_mine();
	} else if (cur_left(&d->in) == FIRMWARE_ANSWER &&
		   CUR_IS(&d->in, "\x00\x00\x00\xf5")) {
		tell_firmware(d, d->in);
	}
	return took(cur_left(&d->in));
}

const struct dissector dissector_lantronix = {
	.name = "lantronix",
	.title = "Lantronix discovery",
	.carrier = ON_UDP,
	.hints = {30718},
	.state_size = sizeof(struct state),
	.probe = lantronix_probe,
	.parse = lantronix_parse,
};
