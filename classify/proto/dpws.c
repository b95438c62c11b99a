/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dpws - what a device answers of itself by web services in clear: metadata
 * of DPWS, the description of an SDC device (GetMdibResponse), and that of a
 * camera.
 *
 * Reads    ThisModel, ThisDevice, the types of the host; name and workgroup of
 *          a computer; of the first Mds its type, software revision and MetaData.
 * Never    FriendlyName, which is the site's own text; states, contexts,
 *          metrics, alerts: elements without a row are passed over.
 * Standard OASIS DPWS 1.1 section 5; WS-MetadataExchange 1.1; IEEE 11073-10207
 *          5.4 (AbstractComplexDeviceComponentDescriptor, MdsDescriptor); ONVIF
 *          Core Specification 8.1.2; Microsoft, "Publication Services Data
 *          Structure" (pub:Computer)
 */
#include "classify/proto/dpws.h"

#include "classify/proto/mds.h"
#include "classify/proto/soap.h"
#include "classify/proto/words.h"

enum {
	SECTIONS_MAX = 8,
	PLAIN = 256,
	SPEC_SOFTWARE = 531975, /* MDC_ID_PROD_SPEC_SW                         */
};

#define PARTICIPANT \
	"http://standards.ieee.org/downloads/11073/11073-10207-2017/participant"

#define PUBLISHED "http://schemas.microsoft.com/windows/pub/2005/07"

/* What a device says; the first of several languages and serial numbers. */
struct product {
	struct cur vendor, model, serial, version, udi, computer;
};

static void keep_first(struct cur *to, struct cur text)
{
	if (cur_left(to) == 0)
		*to = text;
}

static void tell(struct dissect *d, enum attr attr, struct cur raw)
{
	uint8_t buffer[PLAIN];
	struct cur text = xml_plain(raw, buffer, sizeof(buffer));

	obs_text(d, ABOUT_SPEAKER, attr, text);
}

/* Who reads this in clear takes part, too. */
static void tell_device(struct dissect *d)
{
	obs_term(d, ABOUT_SPEAKER, A_bedside_role, "device");
	obs_word(d, ABOUT_SPEAKER, A_sdc_clear, 1);
	obs_word(d, ABOUT_LISTENER, A_sdc_clear, 1);
}

static uint32_t number_of(struct cur text)
{
	uint32_t v = 0;

	for (unsigned i = 0; i < 9 && cur_left(&text) > 0; i++) {
		uint8_t c = cur_u8(&text);

		if (c < '0' || c > '9')
			return 0;
		v = v * 10 + (uint32_t)(c - '0');
	}
	return v;
}

/* ---- metadata ------------------------------------------------------------ */

/* ThisModel and ThisDevice; GetDeviceInformationResponse of a camera. */
static void read_product(struct xml *x, struct product *p)
{
	unsigned depth = x->depth;
	struct xml_piece piece;

	while (soap_next(x, depth, &piece)) {
		struct cur text = soap_text(x);

		if (xml_is(piece.name, "Manufacturer"))
			keep_first(&p->vendor, text);
		else if (xml_is(piece.name, "ModelName") ||
			 xml_is(piece.name, "Model"))
			keep_first(&p->model, text);
		else if (xml_is(piece.name, "FirmwareVersion"))
			keep_first(&p->version, text);
		else if (xml_is(piece.name, "SerialNumber"))
			keep_first(&p->serial, text);
	}
}

/* In Relationship/Host: the types of the device itself, and who the computer is. */
static unsigned read_host(struct xml *x, struct product *p)
{
	unsigned depth = x->depth, types = 0;
	struct xml_piece host, piece;

	while (soap_next(x, depth, &host)) {
		bool wanted = xml_is(host.name, "Host");
		unsigned inside = x->depth;

		while (wanted && soap_next(x, inside, &piece)) {
			if (xml_is(piece.name, "Types") && types == 0)
				types = soap_types(x);
			else if (soap_is(x, &piece, "Computer", PUBLISHED))
				keep_first(&p->computer, soap_text(x));
			else if (!xml_leave(x))
				return types;
		}
		if (!wanted && !xml_leave(x))
			return types;
	}
	return types;
}

static void read_section(struct xml *x, struct product *p, unsigned *types)
{
	unsigned depth = x->depth;
	struct xml_piece piece;

	while (soap_next(x, depth, &piece)) {
		if (xml_is(piece.name, "ThisModel") ||
		    xml_is(piece.name, "ThisDevice"))
			read_product(x, p);
		else if (xml_is(piece.name, "Relationship"))
			*types |= read_host(x, p);
		else if (!xml_leave(x))
			return;
	}
}

static void tell_product(struct dissect *d, const struct product *p,
			 bool medical)
{
	tell(d, medical ? A_bedside_vendor : A_inventory_vendor, p->vendor);
	tell(d, medical ? A_bedside_model : A_inventory_model, p->model);
	tell(d, medical ? A_bedside_serial : A_inventory_serial, p->serial);
	tell(d, medical ? A_bedside_version : A_inventory_version, p->version);
}

/* "PC7/Workgroup:WARD", "PC7\Domain:HOSP", "PC7\NotJoined". */
static void tell_computer(struct dissect *d, struct cur in)
{
	struct cur name = cur_until(&in, '/');

	if (cur_left(&in) == 0) {
		in = name;
		name = cur_until(&in, '\\');
	}
	tell(d, A_netbios_name, name);
	if (begins(in, "Workgroup:") || begins(in, "Domain:")) {
		cur_until(&in, ':');
		tell(d, A_workgroup, in);
	}
}

/* Printers, scanners and cameras answer so, too. What computers say is about a
 * service of their system, not about them. */
static void read_metadata(struct dissect *d, struct xml *x)
{
	struct product p = {.vendor = cur_of(x->in.p, 0)};
	unsigned depth = x->depth, types = 0;
	struct xml_piece piece;

	p.model = p.serial = p.version = p.computer = p.vendor;
	for (unsigned i = 0;
	     i < SECTIONS_MAX && soap_next(x, depth, &piece); i++) {
		if (xml_is(piece.name, "MetadataSection"))
			read_section(x, &p, &types);
		else if (!xml_leave(x))
			break;
	}
	for (unsigned i = 0; i < SOAP_TYPES; i++)
		if ((types >> i & 1) != 0)
			obs_term(d, ABOUT_SPEAKER, A_wsd_type,
				 soap_type_name(i));
	if ((types >> SOAP_COMPUTER & 1) != 0)
		tell_computer(d, p.computer);
	if ((types >> SOAP_MEDICAL & 1) != 0) {
		tell_device(d);
		tell_product(d, &p, true);
	} else if ((types & SOAP_EQUIPMENT) != 0) {
		tell_product(d, &p, false);
	}
}

/* Cameras, where they are asked for it in clear. */
static void read_camera(struct dissect *d, struct xml *x)
{
	struct product p = {.vendor = cur_of(x->in.p, 0)};

	p.model = p.serial = p.version = p.vendor;
	read_product(x, &p);
	obs_term(d, ABOUT_SPEAKER, A_wsd_type, soap_type_name(SOAP_ONVIF));
	tell_product(d, &p, false);
}

/* ---- description --------------------------------------------------------- */

/* pm:MetaData */
static void read_meta(struct xml *x, struct product *p)
{
	unsigned depth = x->depth;
	struct xml_piece piece, part;

	while (soap_next(x, depth, &piece)) {
		if (xml_is(piece.name, "Udi")) {
			while (soap_next(x, depth + 1, &part)) {
				struct cur text = soap_text(x);

				if (xml_is(part.name, "HumanReadableForm"))
					keep_first(&p->udi, text);
			}
			continue;
		}
		part.text = soap_text(x);
		if (xml_is(piece.name, "Manufacturer"))
			keep_first(&p->vendor, part.text);
		else if (xml_is(piece.name, "ModelName"))
			keep_first(&p->model, part.text);
		else if (xml_is(piece.name, "SerialNumber"))
			keep_first(&p->serial, part.text);
	}
}

/* pm:ProductionSpecification: SpecType with its code, then the value. */
static void read_specification(struct xml *x, struct product *p)
{
	unsigned depth = x->depth;
	struct xml_piece piece;
	uint32_t code = 0;

	while (soap_next(x, depth, &piece)) {
		if (xml_is(piece.name, "ProductionSpec") &&
		    code == SPEC_SOFTWARE) {
			keep_first(&p->version, soap_text(x));
			continue;
		}
		if (xml_is(piece.name, "SpecType"))
			code = number_of(xml_value(piece.attributes, "Code"));
		if (!xml_leave(x))
			return;
	}
}

/* pm:Mds; codes of another system than IEEE 11073 name that system. */
static void read_mds(struct dissect *d, struct xml *x)
{
	struct product p = {.vendor = cur_of(x->in.p, 0)};
	unsigned depth = x->depth;
	struct xml_piece piece;

	p.model = p.serial = p.version = p.udi = p.vendor;
	while (soap_next(x, depth, &piece)) {
		struct cur code = xml_value(piece.attributes, "Code");
		struct cur system = xml_value(piece.attributes, "CodingSystem");
		bool type = xml_is(piece.name, "Type");

		if (type && cur_left(&system) == 0)
			mds_tell_type(d, number_of(code) >> 16,
				      number_of(code) & 0xffff);
		if (xml_is(piece.name, "MetaData"))
			read_meta(x, &p);
		else if (xml_is(piece.name, "ProductionSpecification"))
			read_specification(x, &p);
		else if (!xml_leave(x))
			break;
	}
	tell(d, A_bedside_vendor, p.vendor);
	tell(d, A_bedside_model, p.model);
	tell(d, A_bedside_serial, p.serial);
	tell(d, A_bedside_version, p.version);
	tell(d, A_udi, p.udi);
}

/* msg:Mdib, then pm:MdDescription, then pm:Mds. */
static void read_mdib(struct dissect *d, struct xml *x)
{
	static const char *const way[] = {"Mdib", "MdDescription", "Mds"};
	unsigned at = 0;
	struct xml_piece piece;

	while (at < 3 && soap_next(x, x->depth, &piece)) {
		if (xml_is(piece.name, way[at]))
			at++;
		else if (!xml_leave(x))
			return;
	}
	if (at < 3 || !soap_is(x, &piece, "Mds", PARTICIPANT))
		return;
	tell_device(d);
	read_mds(d, x);
}

void dpws_read(struct dissect *d, struct cur body)
{
	struct xml x = xml_of(body);
	struct xml_piece first = soap_open(&x);

	if (soap_is(&x, &first, "Metadata",
		    "http://schemas.xmlsoap.org/ws/2004/09/mex"))
		read_metadata(d, &x);
	else if (soap_is(&x, &first, "GetMdibResponse",
			 "http://standards.ieee.org/downloads/11073/"
			 "11073-10207-2017/message"))
		read_mdib(d, &x);
	else if (soap_is(&x, &first, "GetDeviceInformationResponse",
			 "http://www.onvif.org/ver10/device/wsdl"))
		read_camera(d, &x);
}
