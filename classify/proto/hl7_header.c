/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hl7_header - what a message says about who sends it, and with what.
 *
 * Standard HL7 2.9 chapter 2 (MSH, MSA, SFT).
 */
#include "classify/proto/clock.h"
#include "classify/proto/hl7.h"

enum { TEXT_MAX = 160, PROFILES_MAX = 3 };

static bool is_capital(uint8_t c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

/* MSH-9.1 is three capitals or digits; MSH-12 begins with "2.". */
static bool believable(struct cur type, struct cur version)
{
	if (CUR_IS(&version, "2."))
		return true;
	for (unsigned i = 0; i < 3; i++)
		if (!is_capital(cur_at(&type, i)))
			return false;
	return cur_left(&type) == 3;
}

/* MSH-9 as people say it: type and event. */
static void tell_type(struct dissect *d, struct cur type, struct cur event)
{
	uint8_t text[16];
	size_t n = cur_left(&type), m = cur_left(&event);

	if (n == 0 || n > 7 || m > 7)
		return;
	memcpy(text, type.p, n);
	text[n] = ' ';
	if (m > 0)
		memcpy(text + n + 1, event.p, m);
	obs_text(d, hl7_about(d), A_hl7_message, cur_of(text, n + 1 + m));
}

void hl7_role(struct dissect *d, bool receiver)
{
	struct hl7_side *me = hl7_side_of(d);
	uint64_t role = receiver ? 2 : 1, news;

	if (me->role_told)
		return;
	me->role_told = true;
	news = obs_news(d);
	if (hl7_remembers(&me->role, role, news))
		return;
	obs_term(d, ABOUT_SPEAKER, A_hl7_role, receiver ? "receiver" : "source");
	obs_term(d, ABOUT_LISTENER, A_hl7_role,
		 receiver ? "source" : "receiver");
	hl7_remember(d, &me->role, role, news);
}

void hl7_recognised(struct dissect *d)
{
	struct hl7_state *s = d->state;

	if (s->recognised)
		return;
	s->recognised = true;
	obs_protocol(d, "hl7", false);
	obs_word(d, ABOUT_SPEAKER, A_hl7_clear, 1);
	obs_word(d, ABOUT_LISTENER, A_hl7_clear, 1);
}

/* What is read of MSH. */
struct header {
	const uint8_t *end; /* of MSH-6                                        */
	struct cur time, type, processing, version, charset, profile, address;
};

static struct header read_header(struct cur in, uint8_t f)
{
	struct header msh;

	cur_pass(&in, f, 6);
	msh.end = in.p;
	msh.time = cur_until(&in, f);
	cur_pass(&in, f, 1);
	msh.type = cur_until(&in, f);
	cur_pass(&in, f, 1);
	msh.processing = cur_until(&in, f);
	msh.version = cur_until(&in, f);
	cur_pass(&in, f, 5);
	msh.charset = cur_until(&in, f);
	cur_pass(&in, f, 2);
	msh.profile = cur_until(&in, f);
	cur_pass(&in, f, 2);
	msh.address = cur_until(&in, f);
	return msh;
}

/* The fields of MSH that are read, MSH-1 to MSH-6 as one, hashed. */
static uint64_t header_key(struct cur segment, const struct header *msh)
{
	const struct cur *fields[] = {&msh->type, &msh->processing,
				      &msh->version, &msh->profile,
				      &msh->address};
	uint64_t h = mix(MIX_START, segment.p, (size_t)(msh->end - segment.p));

	for (unsigned i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		size_t n = cur_left(fields[i]);

		h = mix(mix_word(h, n), fields[i]->p, n);
	}
	return h | 1;
}

static void tell_profiles(struct dissect *d, struct cur profiles)
{
	const struct hl7_side *me = hl7_side_of(d);

	for (unsigned i = 0; i < PROFILES_MAX && cur_left(&profiles) > 0; i++)
		obs_text(d, hl7_about(d), A_hl7_profile,
			 word_part(cur_until(&profiles, me->repetition),
				  me->component, 0));
}

/* MSH-11, table 0103: P, production, is nothing to tell. */
static void tell_processing(struct dissect *d, struct cur id)
{
	if (cur_left(&id) != 1)
		return;
	if (cur_at(&id, 0) == 'T')
		obs_term(d, ABOUT_SPEAKER, A_hl7_processing, "training");
	else if (cur_at(&id, 0) == 'D')
		obs_term(d, ABOUT_SPEAKER, A_hl7_processing, "debugging");
}

/* MSH-24: namespace, address and the kind of it, of whom MSH-3 names. */
static void tell_address(struct dissect *d, struct cur in)
{
	const struct hl7_side *me = hl7_side_of(d);
	struct cur address = word_part(in, me->component, 1);

	obs_part(d, me->origin);
	obs_text(d, ABOUT_CARRIED, A_hl7_origin_address,
		 cur_left(&address) > 0 ? address
					: word_part(in, me->component, 0));
}

/* A message may have waited before it was sent, but is of no time to come. */
static void tell_clock(struct dissect *d, struct cur time)
{
	int64_t seconds = clock_hl7(time);

	if (seconds + CLOCK_STEP_S > (int64_t)(d->time_us / 1000000))
		clock_tell(d, hl7_about(d), seconds);
}

/* Who sends, and what others call the other side. */
static void tell_names(struct dissect *d, struct cur segment)
{
	const struct hl7_side *me = hl7_side_of(d);
	uint8_t c = me->component;

	cur_pass(&segment, me->field, 2);
	hl7_sender(d, cur_until(&segment, me->field));
	obs_text(d, hl7_about(d), A_hl7_facility,
		 word_part(cur_until(&segment, me->field), c, 0));
	obs_text(d, ABOUT_LISTENER, A_hl7_called_application,
		 word_part(cur_until(&segment, me->field), c, 0));
}

/* What a header says about the message. */
static void tell_kind(struct dissect *d, const struct header *msh)
{
	const struct hl7_side *me = hl7_side_of(d);
	uint8_t c = me->component;
	struct cur version = word_part(msh->version, c, 0);

	tell_type(d, word_part(msh->type, c, 0), word_part(msh->type, c, 1));
	if (CUR_IS(&version, "2."))
		obs_text(d, ABOUT_SPEAKER, A_hl7_standard, version);
	tell_profiles(d, msh->profile);
	tell_processing(d, word_part(msh->processing, c, 0));
	hl7_actor(d, word_part(msh->type, c, 0), word_part(msh->type, c, 1),
		  msh->profile);
}

/* Many answer with the header of the question as it came, some with its type:
 * the name in it is not theirs. Of the name in an answer to a question that was
 * not seen nothing is known: then it is not all told. */
static bool tell_header(struct dissect *d, struct cur segment,
			const struct header *msh, bool answers)
{
	const struct hl7_state *s = d->state;
	const struct hl7_side *me = hl7_side_of(d);
	const struct hl7_side *other = &s->side[d->from == CLIENT ? SERVER
								  : CLIENT];
	struct cur sender = segment;
	bool repeats;
	uint32_t h;

	cur_pass(&sender, me->field, 2);
	h = hl7_hash(cur_until(&sender, me->field));
	repeats = answers && (other->sender == h ||
			      (other->sender != 0 &&
			       other->latest == (uint16_t)h));
	if (!answers || (other->sender != 0 && !repeats)) {
		tell_names(d, segment);
		tell_address(d, word_part(msh->address, me->repetition, 0));
		tell_clock(d, word_part(msh->time, me->component, 0));
	}
	if (!repeats || CUR_IS(&msh->type, "ACK"))
		tell_kind(d, msh);
	return !answers || other->sender != 0;
}

/* MSH; its first field is the separator itself. NO: this is not HL7; MORE: what
 * comes behind it must be known. */
enum guess hl7_header(struct dissect *d, struct cur segment, enum guess behind)
{
	struct hl7_side *me = hl7_side_of(d);
	uint8_t f = cur_at(&segment, 3), c = cur_at(&segment, 4);
	uint8_t r = cur_at(&segment, 5);
	struct header msh = read_header(segment, f);
	struct cur type = word_part(msh.type, c, 0);
	bool answers = behind == YES || CUR_IS(&type, "ACK");
	uint64_t key, news;

	if (!believable(type, word_part(msh.version, c, 0)))
		return NO;
	if (!answers && behind == MORE)
		return MORE;
	me->field = f;
	me->component = c;
	me->repetition = r == f ? '~' : r;
	hl7_charset(me, msh.charset);
	me->role_told = false;
	me->law = CUR_IS(&msh.profile, "LAB-29");
	me->owner = OWNER_UNTOLD;
	me->pump = false;
	me->device = me->part = me->mds = 0;
	hl7_recognised(d);
	key = header_key(segment, &msh);
	news = obs_news(d);
	if (!hl7_remembers(&me->header, key, news)) {
		if (me->header.key != key)
			me->named.news = 0; /* that may have another owner now */
		if (tell_header(d, segment, &msh, answers))
			hl7_remember(d, &me->header, key, news);
	}
	if (CUR_IS(&type, "ACK"))
		hl7_role(d, true);
	return YES;
}

/* Appends text between two literals, if there is any and it fits. */
static void append(char out[TEXT_MAX], size_t *n, const char *before,
		   struct cur text, const char *after)
{
	size_t b = strlen(before), m = cur_left(&text), a = strlen(after);

	if (m == 0 || b + m + a > TEXT_MAX - *n)
		return;
	memcpy(out + *n, before, b);
	memcpy(out + *n + b, text.p, m);
	memcpy(out + *n + b + m, after, a);
	*n += b + m + a;
}

/* SFT: maker, version, product, build. It is the device's own software when
 * the product is called like the sender; else something it runs. */
void hl7_software(struct dissect *d, struct cur in)
{
	struct hl7_side *me = hl7_side_of(d);
	struct hl7_fields sft = hl7_split(in, me->field);
	struct cur vendor = word_part(sft.part[1], me->component, 0);
	struct cur version = sft.part[2], product = sft.part[3];
	char text[TEXT_MAX];
	size_t n = 0;

	append(text, &n, "", product, "");
	append(text, &n, n > 0 ? " " : "", version, "");
	append(text, &n, " (", sft.part[4], ")");
	if (cur_left(&product) > 0)
		obs_text(d, hl7_about(d), A_hl7_product, cur_of(text, n));
	obs_text(d, hl7_about(d), A_hl7_product_vendor, vendor);
	if (me->many || me->gateway || !hl7_alike(me, product))
		return;
	obs_text(d, hl7_about(d), A_hl7_vendor, vendor);
	obs_text(d, hl7_about(d), A_hl7_version, version);
}
