/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fhir - resources of FHIR in bodies of HTTP, as JSON or XML.
 *
 * Reads   of a capability statement software, implementation and version; of
 *         devices, alone or in a bundle, their own maker, model, serial
 *         number, version, identifier and kind: equipment behind the sender.
 * Never   any other resource: patients, observations and all the rest are
 *         passed over; of devices no names given by users, no owner, place or
 *         note. Of a device that is affixed to a patient nothing is told: it
 *         may be an implant, whose numbers identify the patient. Nor of one
 *         that is no longer in use.
 *
 * Standard HL7 FHIR R4 (4.0.1) and R5, CapabilityStatement, Device, Bundle,
 *          json.html, xml.html; DSTU2 Conformance
 */
#include "classify/proto/fhir.h"
#include "classify/proto/json.h"
#include "classify/proto/mds.h"
#include "classify/proto/words.h"
#include "classify/proto/xml.h"

enum { PATH_MAX_OCTETS = 64, VALUE_MAX = 160, PIECES_MAX = 8192 };

enum resource { UNTOLD, OTHER, CAPABILITIES, DEVICE, BUNDLE };

enum field { VENDOR, MODEL, NUMBER, VERSION, UDI, UDI_OF_MODEL, FIELDS };

/* What is kept of the resource in hand until it ends; raw. */
struct reader {
	struct dissect *d;
	bool xml;
	enum resource outer, resource; /* outer: of a bundle around it         */
	unsigned base;                 /* depth of the resource                */
	struct cur software, version;
	struct cur device[FIELDS];
	const char *type;              /* of a device, by IEEE 11073           */
	bool withheld;                 /* nothing is told of this device       */
	struct cur name, kind;         /* of a device, the pair in hand        */
	struct cur system, code;       /* likewise                             */
};

/* Of a device; the first of each is kept. */
static const struct value {
	const char *path;
	enum field field;
} values[] = {
	{"manufacturer", VENDOR},
	{"modelNumber", MODEL},
	{"model", MODEL},
	{"serialNumber", NUMBER},
	{"version", VERSION},
	{"version/value", VERSION},
	{"udiCarrier/carrierHRF", UDI},
	{"udi/carrierHRF", UDI},
	{"udiCarrier/deviceIdentifier", UDI_OF_MODEL},
	{"udi/deviceIdentifier", UDI_OF_MODEL},
};

static const enum attr attrs[FIELDS] = {
	[VENDOR] = A_hl7_vendor, [MODEL] = A_hl7_model,
	[NUMBER] = A_hl7_serial, [VERSION] = A_hl7_version, [UDI] = A_udi,
	[UDI_OF_MODEL] = A_udi,
};

/* A statement is about its server only when that answers with it alone. */
static enum resource resource_of(const struct reader *r, struct cur name)
{
	if (is_word(name, "CapabilityStatement") ||
	    is_word(name, "Conformance"))
		return r->d->from == SERVER && r->outer != BUNDLE ? CAPABILITIES
								  : OTHER;
	if (is_word(name, "Device"))
		return DEVICE;
	return is_word(name, "Bundle") ? BUNDLE : OTHER;
}

static struct cur plain(const struct reader *r, struct cur raw,
			uint8_t room[VALUE_MAX])
{
	return r->xml ? xml_plain(raw, room, VALUE_MAX)
		      : json_plain(raw, room, VALUE_MAX);
}

/* http://host:port/path */
static void tell_host(struct dissect *d, struct cur url)
{
	if (!begins(url, "http://") && !begins(url, "https://"))
		return;
	cur_until(&url, '/');
	cur_skip(&url, 1);
	url = cur_until(&url, '/');
	obs_text(d, ABOUT_SPEAKER, A_fhir_host, cur_until(&url, ':'));
}

static void take_capability(struct reader *r, const char *path, struct cur raw)
{
	uint8_t room[VALUE_MAX];

	if (strcmp(path, "fhirVersion") == 0)
		obs_text(r->d, ABOUT_SPEAKER, A_fhir_standard,
			 plain(r, raw, room));
	else if (strcmp(path, "implementation/description") == 0)
		obs_text(r->d, ABOUT_SPEAKER, A_fhir_implementation,
			 plain(r, raw, room));
	else if (strcmp(path, "software/name") == 0)
		r->software = raw;
	else if (strcmp(path, "software/version") == 0)
		r->version = raw;
	else if (strcmp(path, "implementation/url") == 0)
		tell_host(r->d, raw);
	else if (strcmp(path, "kind") == 0 && !is_word(raw, "instance"))
		r->resource = OTHER; /* what a server should be                */
}

/* "70001" is a ventilator if the code is one of IEEE 11073-10101. */
static void take_type(struct reader *r)
{
	struct cur code = r->code;
	unsigned n = 0;

	if (!is_word(r->system, "urn:iso:std:iso:11073:10101") ||
	    cur_left(&code) == 0 || cur_left(&code) > 6)
		return;
	while (cur_left(&code) > 0) {
		uint8_t c = cur_u8(&code);

		if (c < '0' || c > '9')
			return;
		n = n * 10 + (c - '0');
	}
	if (r->type == NULL)
		r->type = mds_type_name(n >> 16, n & UINT16_MAX);
}

static void take_device(struct reader *r, const char *path, struct cur raw)
{
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		if (strcmp(values[i].path, path) == 0 &&
		    cur_left(&r->device[values[i].field]) == 0)
			r->device[values[i].field] = raw;
	if (strncmp(path, "patient", strlen("patient")) == 0)
		r->withheld = true;
	else if (strcmp(path, "status") == 0)
		r->withheld |= is_word(raw, "inactive") ||
			       is_word(raw, "entered-in-error");
	else if (strcmp(path, "deviceName/name") == 0 ||
		 strcmp(path, "name/value") == 0)
		r->name = raw;
	else if (strcmp(path, "deviceName/type") == 0 ||
		 strcmp(path, "name/type") == 0)
		r->kind = raw;
	else if (strcmp(path, "type/coding/system") == 0)
		r->system = raw;
	else if (strcmp(path, "type/coding/code") == 0)
		r->code = raw;
	else
		return;
	take_type(r);
}

static void take_value(struct reader *r, const char *path, struct cur raw)
{
	if (r->resource == CAPABILITIES)
		take_capability(r, path, raw);
	else if (r->resource == DEVICE)
		take_device(r, path, raw);
}

/* Of the names of a device only those that its maker gave, which say more than
 * the number of the model. */
static void end_pair(struct reader *r)
{
	if (is_word(r->kind, "model-name") ||
	    is_word(r->kind, "registered-name"))
		r->device[MODEL] = r->name;
	r->name = r->kind = r->system = r->code = cur_of(NULL, 0);
}

static void tell_device(struct reader *r)
{
	uint8_t room[FIELDS][VALUE_MAX];
	struct cur text[FIELDS];

	for (unsigned i = 0; i < FIELDS; i++)
		text[i] = plain(r, r->device[i], room[i]);
	if (cur_left(&text[NUMBER]) > 0)
		obs_part(r->d, part_number(text[NUMBER], text[VENDOR]));
	else if (cur_left(&text[UDI]) > 0)
		obs_part(r->d, part_number(text[UDI], cur_of(NULL, 0)));
	for (unsigned i = 0; i < FIELDS; i++)
		obs_text(r->d, ABOUT_CARRIED, attrs[i], text[i]);
	if (r->type != NULL)
		obs_term(r->d, ABOUT_CARRIED, A_hl7_kind, r->type);
	obs_part(r->d, 0); /* what comes is about another */
}

static void forget_device(struct reader *r)
{
	for (unsigned i = 0; i < FIELDS; i++)
		r->device[i] = cur_of(NULL, 0);
	r->type = NULL;
	r->withheld = false;
}

static void end_resource(struct reader *r)
{
	uint8_t room[2][VALUE_MAX], text[VALUE_MAX];
	struct cur name = plain(r, r->software, room[0]);
	struct cur version = plain(r, r->version, room[1]);
	size_t n = cur_left(&name), m = cur_left(&version);

	if (n > 0 && n < VALUE_MAX) {
		memcpy(text, name.p, n);
		if (m > 0 && n + 1 + m <= VALUE_MAX) {
			text[n] = ' ';
			memcpy(text + n + 1, version.p, m);
			n += 1 + m;
		}
		obs_text(r->d, ABOUT_SPEAKER, A_fhir_software, cur_of(text, n));
	}
	r->software = r->version = cur_of(NULL, 0);
}

static void begin_resource(struct reader *r, struct cur name, unsigned base)
{
	forget_device(r);
	r->outer = r->resource;
	r->resource = resource_of(r, name);
	r->base = base;
}

/* It is over: what is cut off might be of a patient's device. */
static void leave_resource(struct reader *r)
{
	end_resource(r);
	if (r->resource == DEVICE && !r->withheld)
		tell_device(r);
	forget_device(r);
	r->resource = r->outer;
	r->outer = UNTOLD;
	r->base = 1;
}

/* Adds a name to a path; false when it does not fit. */
static bool add(char path[PATH_MAX_OCTETS], size_t *n, struct cur name)
{
	size_t m = cur_left(&name);

	if (m == 0)
		return true;
	if (*n + m + 2 > PATH_MAX_OCTETS)
		return false;
	if (*n > 0)
		path[(*n)++] = '/';
	memcpy(path + *n, name.p, m);
	*n += m;
	path[*n] = '\0';
	return true;
}

/* ---- JSON ------------------------------------------------------------------------------ */

/* From the resource down to here; empty when it is too deep to matter. */
static void json_path(const struct json *x, const struct reader *r,
		      struct cur key, char path[PATH_MAX_OCTETS])
{
	size_t n = 0;
	bool fits = true;

	path[0] = '\0';
	for (unsigned i = r->base; i < x->depth && fits; i++)
		fits = add(path, &n, x->open[i].key);
	if (!fits || !add(path, &n, key))
		path[0] = '\0';
}

static void json_text(struct reader *r, const struct json *x,
		      const struct json_piece *piece)
{
	char path[PATH_MAX_OCTETS];

	/* A resource says first which one it is. */
	if (x->depth == r->base && is_word(piece->key, "resourceType")) {
		if (r->resource == UNTOLD)
			r->resource = resource_of(r, piece->text);
		return;
	}
	if (r->resource == OTHER || r->resource == UNTOLD ||
	    r->resource == BUNDLE)
		return;
	json_path(x, r, piece->key, path);
	take_value(r, path, piece->text);
}

static void json_open(struct reader *r, const struct json *x,
		      const struct json_piece *piece)
{
	char path[PATH_MAX_OCTETS];

	if (r->resource != BUNDLE || !is_word(piece->key, "resource"))
		return;
	json_path(x, r, cur_of(NULL, 0), path);
	if (strcmp(path, "entry/resource") != 0)
		return;
	r->outer = BUNDLE;
	r->resource = UNTOLD;
	r->base = x->depth;
}

static void json_close(struct reader *r, const struct json *x)
{
	if (x->depth + 1 == r->base)
		leave_resource(r);
	else
		end_pair(r);
}

static bool read_json(struct reader *r, struct cur body)
{
	struct json x = json_of(body);
	bool known = false;

	for (unsigned i = 0; i < PIECES_MAX; i++) {
		struct json_piece piece = json_next(&x);

		if (piece.kind == JSON_SHORT || piece.kind == JSON_BAD ||
		    piece.kind == JSON_END)
			break;
		if (piece.kind == JSON_TEXT)
			json_text(r, &x, &piece);
		else if (piece.kind == JSON_OPEN)
			json_open(r, &x, &piece);
		else if (piece.kind == JSON_CLOSE)
			json_close(r, &x);
		known |= r->resource != UNTOLD;
	}
	return known;
}

/* ---- XML ------------------------------------------------------------------------------- */

static void xml_path(const struct xml *x, const struct reader *r,
		     char path[PATH_MAX_OCTETS])
{
	size_t n = 0;

	path[0] = '\0';
	for (unsigned i = r->base; i < x->depth; i++)
		if (!add(path, &n, x->open[i].name)) {
			path[0] = '\0';
			return;
		}
}

static bool xml_open(struct reader *r, const struct xml *x,
		     const struct xml_piece *piece)
{
	char path[PATH_MAX_OCTETS];

	if (!xml_is(xml_namespace(x, piece->prefix), "http://hl7.org/fhir"))
		return x->depth > 1; /* the text of a resource is XHTML        */
	if (x->depth == 1) {
		begin_resource(r, piece->name, 1);
		return true;
	}
	xml_path(x, r, path);
	if (r->resource == BUNDLE && begins(cur_of(path, strlen(path)),
					    "entry/resource/") && x->depth == 4)
		begin_resource(r, piece->name, x->depth);
	else if (r->resource == CAPABILITIES || r->resource == DEVICE)
		take_value(r, path, xml_value(piece->attributes, "value"));
	return true;
}

static bool read_xml(struct reader *r, struct cur body)
{
	struct xml x = xml_of(body);

	for (unsigned i = 0; i < PIECES_MAX; i++) {
		struct xml_piece piece = xml_next(&x);

		if (piece.kind == XML_SHORT || piece.kind == XML_BAD ||
		    piece.kind == XML_END)
			break;
		if (piece.kind == XML_OPEN && !xml_open(r, &x, &piece))
			return false;
		if (piece.kind != XML_CLOSE)
			continue;
		if (x.depth + 1 == r->base)
			leave_resource(r);
		else if (x.depth == r->base)
			end_pair(r);
	}
	return x.begun;
}

bool fhir_read(struct dissect *d, struct cur body, bool xml)
{
	struct reader r = {.d = d, .xml = xml, .base = 1};
	bool known;

	r.software = r.version = cur_of(NULL, 0);
	r.name = r.kind = r.system = r.code = cur_of(NULL, 0);
	forget_device(&r);
	known = xml ? read_xml(&r, body) : read_json(&r, body);
	end_resource(&r);
	return known;
}

void fhir_tell(struct dissect *d)
{
	obs_word(d, ABOUT_SPEAKER, A_fhir_clear, 1);
	obs_term(d, ABOUT_SPEAKER, A_fhir_role, "server");
	obs_term(d, ABOUT_LISTENER, A_fhir_role, "client");
}
