"""FHIR and DICOMweb over plain HTTP, HL7 in a body, and applications alike."""
import json
import sys

from wire import Host, Wire


def request(method, path, media="", kind="", body=b"", agent="ZZ client/1.0"):
    lines = [f"{method} {path} HTTP/1.1", "Host: zz.example", f"User-Agent: {agent}"]
    if media:
        lines.append(f"Accept: {media}")
    if body:
        lines += [f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def answer(kind, body=b"", server="ZZ server/1.0", chunks=0, status="200 OK", more=""):
    lines = [f"HTTP/1.1 {status}", f"Server: {server}", f"Content-Type: {kind}"]
    if more:
        lines.append(more)
    if chunks:
        lines.append("Transfer-Encoding: chunked")
        parts = [body[i:i + chunks] for i in range(0, len(body), chunks)]
        body = b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in parts) + b"0\r\n\r\n"
    else:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def dump(value):
    return json.dumps(value, ensure_ascii=False).encode()


JSON = "application/fhir+json"
STATEMENT = {
    "resourceType": "CapabilityStatement", "id": "ZZ900111", "status": "active",
    "publisher": "ZZPAT CANARY", "contact": [{"name": "ZZPAT^CANARY"}],
    "kind": "instance", "software": {"name": "HAPI FHIR Server", "version": "6.8.0"},
    "implementation": {"description": "ZZ Spital FHIR R4",
                       "url": "http://fhir.zzhosp.example:8080/fhir"},
    "fhirVersion": "4.0.1", "format": ["json"],
    "rest": [{"mode": "server", "resource": [
        {"type": t, "documentation": "x" * 400} for t in ("Patient",) * 60]}]}
PATIENT = {"resourceType": "Patient", "id": "ZZ900222",
           "identifier": [{"system": "urn:zz", "value": "ZZ900200"}],
           "name": [{"text": "ZZPAT^CANARY", "family": "ZZPAT^CANARY",
                     "given": ["CANARY"], "prefix": ["CANARY"]}],
           "telecom": [{"system": "phone", "value": "ZZ900-555"}],
           "birthDate": "1951-02-13", "maritalStatus": {"text": "CANARY"},
           "address": [{"text": "1 CANARY LANE", "line": ["1 CANARY LANE"],
                        "city": "ZZCANARYTOWN", "postalCode": "ZZ900"}],
           "contact": [{"name": {"family": "ZZPAT^CANARY"}}],
           "photo": [{"title": "ZZPAT CANARY"}],
           "generalPractitioner": [{"display": "ZZDOC^CANARY"}],
           "managingOrganization": {"display": "CANARY"},
           "contained": [{"resourceType": "Device", "serialNumber": "ZZ900201",
                          "manufacturer": "ZZPAT^CANARY"}],
           "manufacturer": "ZZPAT^CANARY", "serialNumber": "ZZ900333"}
DEVICE = {"resourceType": "Device", "id": "d1", "udiCarrier": [
              {"deviceIdentifier": "04048675000000", "carrierHRF": "ZZ900444"}],
          "manufacturer": "Dräger", "serialNumber": "ASAA-0043",
          "deviceName": [{"name": "ZZPAT CANARY bed", "type": "user-friendly-name"},
                         {"name": "Evita V800", "type": "model-name"}],
          "type": {"coding": [{"system": "urn:iso:std:iso:11073:10101",
                               "code": "70001"}], "text": "ZZPAT CANARY"},
          "version": [{"value": "2.n"}], "patient": {"display": "ZZPAT^CANARY"},
          "note": [{"text": "ZZPAT^CANARY"}]}
# The same without its patient: equipment. And what a patient wears.
EVITA = {k: v for k, v in DEVICE.items() if k != "patient"}
EVITA.update(id="d2", serialNumber="ASAA-0044", udiCarrier=[
    {"deviceIdentifier": "04048675000006",
     "carrierHRF": "(01)04048675000006(21)ASAA-0044"}], owner={"display": "ZZPAT^CANARY"},
             location={"display": "ZZPAT^CANARY"}, url="urn:ZZ900445",
             contact=[{"system": "phone", "value": "ZZ900-556"}])
PACEMAKER = {"resourceType": "Device", "status": "active", "manufacturer": "ZZ Implants",
             "serialNumber": "ZZ900446", "modelNumber": "Pace 1", "udiCarrier": [
                 {"deviceIdentifier": "09504000059118",
                  "carrierHRF": "(01)09504000059118(21)ZZ900446"}],
             "patient": {"reference": "Patient/ZZ900222", "display": "ZZPAT^CANARY"}}
OLD = {"resourceType": "Device", "status": "inactive", "manufacturer": "Dräger",
       "serialNumber": "ASAA-0001"}
OTHERS = [
    {"resourceType": "Observation", "subject": {"display": "ZZPAT^CANARY"},
     "performer": [{"display": "ZZDOC^CANARY"}], "valueString": "CANARY",
     "device": {"display": "CANARY"}, "note": [{"text": "ZZPAT^CANARY"}]},
    {"resourceType": "Practitioner", "name": [{"family": "ZZDOC^CANARY"}],
     "identifier": [{"value": "ZZ900447"}]},
    {"resourceType": "DeviceMetric", "source": {"display": "ZZPAT^CANARY"}},
    {"resourceType": "Encounter", "subject": {"display": "ZZPAT^CANARY"},
     "location": [{"location": {"display": "CANARY BED"}}]}]
PATIENT_XML = ("<Bundle xmlns='http://hl7.org/fhir'><entry><resource><Patient><id value="
               "'ZZ900223'/><identifier><value value='ZZ900224'/></identifier><name>"
               "<family value='ZZPAT^CANARY'/><given value='CANARY'/></name><birthDate "
               "value='1951-02-13'/><manufacturer value='ZZPAT^CANARY'/><serialNumber "
               "value='ZZ900225'/></Patient></resource></entry><entry><resource><Device>"
               "<manufacturer value='ZZ Implants'/><serialNumber value='ZZ900448'/>"
               "<patient><display value='ZZPAT^CANARY'/></patient></Device></resource>"
               "</entry></Bundle>").encode()
XML = ("<?xml version='1.0'?><CapabilityStatement xmlns='http://hl7.org/fhir'><text>"
       "<div xmlns='http://www.w3.org/1999/xhtml'>ZZPAT CANARY</div></text>"
       "<kind value='instance'/><software><name value='IRIS for Health'/><version "
       "value='2023.1'/></software><implementation><description value='ZZ Lab'/><url "
       "value='https://lab.zzhosp.example/r4'/></implementation>"
       "<fhirVersion value='4.0.1'/></CapabilityStatement>").encode()


UID = "2.25.90071992547409919009"


def element(vr, *values):
    return {"vr": vr, "Value": list(values)}


STUDIES = dump([{
    "00080060": element("CS", "CT"), "00080070": element("LO", "SIEMENS"),
    "00081010": element("SH", "CT1ROOM"), "00081090": element("LO", "SOMATOM Force"),
    "00181000": element("LO", "75531"), "00181020": element("LO", "syngo CT VB20"),
    "00100010": element("PN", {"Alphabetic": "ZZPAT^CANARY"}),
    "00100020": element("LO", "ZZ900555"), "00081030": element("LO", "ZZPAT CANARY"),
    "00080018": element("UI", UID), "00080020": element("DA", "19510213"),
    "00080030": element("TM", "235959.900901"), "00080050": element("SH", "ZZ900ACC"),
    "00080090": element("PN", {"Alphabetic": "ZZDOC^CANARY", "Phonetic": "CANARY"}),
    "0008103E": element("LO", "CANARY SERIES"),
    "00081048": element("PN", {"Alphabetic": "ZZDOC^CANARY"}),
    "00081050": element("PN", {"Alphabetic": "ZZDOC^CANARY"}),
    "00081060": element("PN", {"Alphabetic": "ZZDOC^CANARY"}),
    "00081070": element("PN", {"Alphabetic": "ZZDOC^CANARY"}),
    "00081110": element("SQ", {"00081090": element("LO", "ZZPAT^CANARY"),
                               "00100010": element("PN", "ZZPAT^CANARY")}),
    "00100021": element("LO", "CANARY"), "00100030": element("DA", "19510213"),
    "00100032": element("TM", "235959.900901"), "00101000": element("LO", "ZZ900556"),
    "00101001": element("PN", {"Alphabetic": "ZZPAT^CANARY"}),
    "00101005": element("PN", {"Alphabetic": "CANARY^BIRTH"}),
    "00101040": element("LO", "1 CANARY LANE"), "00101060": element("PN", "CANARY"),
    "00102154": element("SH", "ZZ900-557"), "00104000": element("LT", "ZZPAT CANARY"),
    "00200010": element("SH", "ZZ900ST"), "0020000E": element("UI", UID),
    "00321032": element("PN", {"Alphabetic": "ZZDOC^CANARY"}),
    "00400007": element("LO", "CANARY STEP"), "00401001": element("SH", "ZZ900RP"),
    "0020000D": element("UI", UID)}])
PART = ("--zz\r\nContent-Type: application/dicom\r\n\r\nDICM ZZPAT^CANARY ZZ900666\r\n"
        "--zz--\r\n").encode()
MULTIPART = 'multipart/related; type="application/dicom"; boundary=zz'
HL7 = ("MSH|^~\\&|XN-1000|LAB|||20261125||ORU^R01|1|P|2.5.1\r"
       "PID|1||ZZ900777||ZZPAT^CANARY\r").encode()

w = Wire()
n = {i: Host(f"00:1b:21:46:00:{i:02x}", f"10.7.0.{i}") for i in range(1, 30)}

# A FHIR server asked what it is and for a patient; its statement is long.
t = w.tcp(n[11], n[1], 8080)
t.client(request("GET", "/fhir/metadata", JSON))
t.server(answer(JSON, dump(STATEMENT)))
t.client(request("GET", "/fhir/Patient/ZZ900222?name=ZZPAT", JSON))
t.server(answer(JSON + ";charset=UTF-8", dump(PATIENT), chunks=64))
t.close()
# Another, in XML and in chunks; a third, compressed: only that it is one.
t = w.tcp(n[11], n[2], 9000)
t.client(request("GET", "/r4/metadata", "application/fhir+xml"))
t.server(answer("application/fhir+xml", XML, chunks=100))
t.close()
t = w.tcp(n[11], n[3], 9001)
t.client(request("GET", "/r4/metadata", JSON))
t.server(answer(JSON, b"\x1f\x8b\x08\0ZZPAT CANARY", more="Content-Encoding: gzip"))
t.close()
# A gateway sends a device and its patient.
t = w.tcp(n[12], n[1], 8080)
t.client(request("POST", "/fhir", JSON, JSON, dump(
    {"resourceType": "Bundle", "type": "transaction", "entry": [
        {"fullUrl": "urn:uuid:ZZ900888", "resource": PATIENT}, {"resource": DEVICE}] +
     [{"resource": r} for r in [EVITA, PACEMAKER, OLD, *OTHERS]]})))
t.server(answer(JSON, dump({"resourceType": "Bundle", "type": "transaction-response"})))
t.client(request("POST", "/fhir", "application/fhir+xml", "application/fhir+xml",
                 PATIENT_XML))
t.server(answer("application/fhir+xml", b"<Bundle xmlns='http://hl7.org/fhir'/>"))
t.close()

# An archive: query, retrieval, storage; WADO of old.
t = w.tcp(n[13], n[4], 8042)
t.client(request("GET", "/dicom-web/studies?PatientName=ZZPAT%5ECANARY",
                 "application/dicom+json"))
t.server(answer("application/dicom+json", STUDIES, server="ZZ archive/5"))
t.client(request("GET", "/dicom-web/studies/1.2.3.900/series/1.2.4/instances/1.2.5",
                 MULTIPART))
t.server(answer(MULTIPART, PART))
t.close()
t = w.tcp(n[14], n[4], 8042)
t.client(request("POST", "/dicom-web/studies", "application/dicom+json", MULTIPART,
                 PART))
t.server(answer("application/dicom+json", dump({"00081190": element("UR", "ZZ900999")})))
t.close()
t = w.tcp(n[15], n[5], 8081)
t.client(request("GET", "/old?requestType=WADO&studyUID=1.2.3.900&objectUID=1.2.5"))
t.server(answer("application/dicom", b"DICM ZZPAT^CANARY"))
t.close()

# HL7 version 2 in a body.
t = w.tcp(n[16], n[6], 8088)
t.client(request("POST", "/hl7", kind="x-application/hl7-v2+er7", body=HL7))
t.server(answer("x-application/hl7-v2+er7",
                b"MSH|^~\\&|ZZHIE|ZZHOSP|||20261125||ACK^R01|9|P|2.5.1\rMSA|AA|1\r"))
t.close()

# .. which engines call a plain text; and a text that tells of one.
t = w.tcp(n[18], n[8], 8089)
t.client(request("POST", "/", kind="text/plain; charset=UTF-8",
                 body=HL7.replace(b"XN-1000", b"ZZENGINE")))
t.server(answer("text/plain", b"MSH|^~\\&|ZZEMR|ZZHOSP|||20261125||ACK^R01|9|P|2.5.1\r"
                b"MSA|AA|1\r"))
t.close()
t = w.tcp(n[19], n[8], 8089)
t.client(request("POST", "/", kind="text/plain", body=b"log: " + HL7))
t.server(answer("text/plain", b"MSH|^~\\&|ZZPAT|ZZHOSP|||20261125||ACK^R01|9|P|2.5.1\r"))
t.close()

# An engine is sent messages of an analyser and passes them on in bodies, as they
# came: it is no analyser.
t = w.tcp(n[20], n[21], 6661)
t.client(b"\x0b" + HL7 + b"\x1c\r")
t.server(b"\x0bMSH|^~\\&|ZZHUB|ZZHOSP|||20261125||ACK^R01|9|P|2.5.1\rMSA|AA|1\r\x1c\r")
t.close()
t = w.tcp(n[21], n[8], 8089)
t.client(request("POST", "/", kind="text/plain", body=HL7))
t.server(answer("text/plain", b"MSH|^~\\&|ZZEMR|ZZHOSP|||20261125||ACK^R01|9|P|2.5.1\r"
                b"MSA|AA|1\r"))
t.close()

# Near misses: studies of another kind, OData, and JSON that names software.
t = w.tcp(n[17], n[7], 8080)
t.client(request("GET", "/api/studies", "application/json"))
t.server(answer("application/json", b'[{"software":{"name":"ZZPAT CANARY"}}]'))
t.client(request("GET", "/odata/metadata", "application/xml"))
t.server(answer("application/xml", b"<edmx:Edmx xmlns:edmx='http://docs.oasis-open.org/"
                b"odata/ns/edmx'><software><name value='ZZPAT CANARY'/></software>"
                b"</edmx:Edmx>"))
t.client(request("GET", "/metadata", "application/json"))
t.server(answer("application/json", b'{"software":{"name":"ZZPAT CANARY"}}'))
t.close()
w.save(sys.argv[1])
