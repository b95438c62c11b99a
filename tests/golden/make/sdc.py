"""sdc - devices of IEEE 11073 SDC that announce themselves, are asked, and
answer in clear or inside TLS; and who else speaks WS-Discovery.

Messages as sdc11073 and SDCri write them, the first Hello as in the test
vector of the standard's toolkits with unusual prefixes. Names of persons stand
in contexts and states, and must not come through.
"""
import base64
import struct
import sys

from wire import Host, Wire, group

ENVELOPE = "http://www.w3.org/2003/05/soap-envelope"
ADDRESSING = "http://www.w3.org/2005/08/addressing"
DISCOVERY = "http://docs.oasis-open.org/ws-dd/ns/discovery/2009/01"
DPWS = "http://docs.oasis-open.org/ws-dd/ns/dpws/2009/01"
MDPWS = "http://standards.ieee.org/downloads/11073/11073-20702-2016"
BICEPS = "http://standards.ieee.org/downloads/11073/11073-10207-2017"
OLD_DISCOVERY = "http://schemas.xmlsoap.org/ws/2005/04/discovery"
OLD_ADDRESSING = "http://schemas.xmlsoap.org/ws/2004/08/addressing"
PRINT = "http://schemas.microsoft.com/windows/2006/08/wdp/print"
DEVPROF = "http://schemas.xmlsoap.org/ws/2006/02/devprof"
MEX = "http://schemas.xmlsoap.org/ws/2004/09/mex"
# A provider's certificate, made for this capture; its key is thrown away.
CERTIFICATE = base64.b64decode(
    "MIIBsTCCAVegAwIBAgIBBzAKBggqhkjOPQQDAjA7MRgwFgYDVQQKDA9FeGFtcGxlIE1l"
    "ZGljYWwxHzAdBgNVBAMMFnByb3ZpZGVyLTcuc2RjLmV4YW1wbGUwHhcNMjYwMTAxMDAw"
    "MDAwWhcNMzYwMTAxMDAwMDAwWjA7MRgwFgYDVQQKDA9FeGFtcGxlIE1lZGljYWwxHzAd"
    "BgNVBAMMFnByb3ZpZGVyLTcuc2RjLmV4YW1wbGUwWTATBgcqhkjOPQIBBggqhkjOPQMB"
    "BwNCAATghIQ9pOKfvTw7LWHLpXyNu3z1G6cT7G2oIcVz3hNxev78UnO8Ou8N268IBqWf"
    "l02ZTM8AWTzd09wJLu7HeLHVo0wwSjApBgNVHSUEIjAgBggrBgEFBQcDAQYIKwYBBQUH"
    "AwIGCiqGSM4UgaFdAQEwHQYDVR0OBBYEFA+rJpFdRWW6PKig6pKjTwKqIQmQMAoGCCqG"
    "SM49BAMCA0gAMEUCIQDkYJ3f6mMFhszdiC91fekbm+RFVduG9HIXT3SWYOBKmAIgD1Bh"
    "/8snyLEkuVHNIIwNCW4ujJCs/S+N11zG/J5EhBQ=")


def uuid(n):
    return f"urn:uuid:00000000-0000-4000-8000-{n:012x}"


def envelope(action, body, discovery=DISCOVERY, more="", medical=MDPWS,
             addressing=ADDRESSING):
    return (f'<?xml version="1.0" encoding="UTF-8"?>'
            f'<e:Envelope xmlns:e="{ENVELOPE}" xmlns:a="{addressing}" '
            f'xmlns:q="{discovery}" xmlns:z1="{DPWS}" xmlns:z2="{medical}"'
            f'{more}><e:Header><a:Action>{action}</a:Action><a:MessageID>'
            f'{uuid(1)}</a:MessageID></e:Header><e:Body>{body}</e:Body>'
            f'</e:Envelope>').encode()


def target(n, types, scopes, address):
    return (f"<a:EndpointReference><a:Address>{uuid(n)}</a:Address>"
            f"</a:EndpointReference><q:Types>{types}</q:Types>"
            f"<q:Scopes>{scopes}</q:Scopes><q:XAddrs>{address}</q:XAddrs>"
            f"<q:MetadataVersion>1</q:MetadataVersion>")


def location(bed):
    return ("sdc.ctxt.loc:/sdc.ctxt.loc.detail/HOSP%2F%2F%2FICU+2%2F%2F"
            f"{bed}?fac=HOSP&amp;bldng=North&amp;flr=3&amp;poc=ICU+2"
            f"&amp;rm=CANARYROOM&amp;bed={bed}")


PATIENT = "sdc.ctxt.pat:/hosp/ZZPAT%5ECANARY?mrn=ZZ900345 sdc.ctxt.opr:/CANARY"
PURPOSE = "sdc.mds.pkp:1.2.840.10004.20701.1.1"
DEVICE = "z1:Device z2:MedicalDevice"


def hello(*args, **more):
    return envelope(f"{DISCOVERY}/Hello",
                    f"<q:Hello>{target(*args)}</q:Hello>", **more)


def matches(*each):
    body = "".join(f"<q:ProbeMatch>{t}</q:ProbeMatch>" for t in each)
    return envelope(f"{DISCOVERY}/ProbeMatches",
                    f"<q:ProbeMatches>{body}</q:ProbeMatches>")


def metadata(medical, vendor, model, serial, firmware):
    types = DEVICE if medical else "p:PrintDeviceType"
    space = DPWS if medical else DEVPROF

    def section(kind, body):
        return (f'<m:MetadataSection Dialect="{space}/{kind}">{body}'
                f"</m:MetadataSection>")
    return envelope(
        "http://schemas.xmlsoap.org/ws/2004/09/transfer/GetResponse",
        "<m:Metadata>" +
        section("ThisModel", f'<t:ThisModel><t:Manufacturer xml:lang="en">'
                f"{vendor}</t:Manufacturer><t:Manufacturer xml:lang='de'>"
                f"andere</t:Manufacturer><t:ModelName>{model}</t:ModelName>"
                f"<t:ModelNumber>9</t:ModelNumber></t:ThisModel>") +
        section("ThisDevice", f"<t:ThisDevice><t:FriendlyName>ZZPAT^CANARY's"
                f"</t:FriendlyName><t:FirmwareVersion>{firmware}"
                f"</t:FirmwareVersion><t:SerialNumber>{serial}"
                f"</t:SerialNumber></t:ThisDevice>") +
        section("Relationship", f'<t:Relationship Type="{space}/host"><t:Host>'
                f"<a:EndpointReference><a:Address>{uuid(1)}</a:Address>"
                f"</a:EndpointReference><t:Types>{types}</t:Types></t:Host>"
                f"</t:Relationship>") + "</m:Metadata>",
        more=f' xmlns:m="{MEX}" xmlns:t="{space}" xmlns:p="{PRINT}"')


def mdib():
    return envelope(
        "http://standards.ieee.org/downloads/11073/11073-20701-2018/"
        "GetService/GetMdibResponse",
        '<g:GetMdibResponse SequenceId="urn:uuid:x"><g:Mdib><d:MdDescription>'
        '<d:Mds Handle="mds0"><d:Type Code="70001"/>'
        "<d:ProductionSpecification><d:SpecType Code=\"531975\"/>"
        "<d:ProductionSpec>SW 4.2.1</d:ProductionSpec>"
        "</d:ProductionSpecification>"
        "<d:SystemContext Handle='sc'><d:PatientContext Handle='p'>"
        "<d:Name>ZZPAT^CANARY</d:Name></d:PatientContext></d:SystemContext>"
        "<d:ProductionSpecification><d:SpecType Code=\"531972\"/>"
        "<d:ProductionSpec>ZZPAT^CANARY</d:ProductionSpec>"
        "</d:ProductionSpecification>"
        "<d:MetaData><d:Udi><d:DeviceIdentifier>04012345678901"
        "</d:DeviceIdentifier><d:HumanReadableForm>(01)04012345678901"
        "(21)VT-00715</d:HumanReadableForm></d:Udi>"
        "<d:Manufacturer>Example Medical</d:Manufacturer><d:ModelName>"
        "Breath &amp; Co 500</d:ModelName><d:SerialNumber>VT-00715"
        "</d:SerialNumber></d:MetaData></d:Mds></d:MdDescription><d:MdState>"
        "<d:State DescriptorHandle='p'><d:Identification Root='urn:zz' "
        "Extension='ZZ900346'><d:IdentifierName>ZZPAT^CANARY"
        "</d:IdentifierName></d:Identification><d:CoreData>"
        "<d:Givenname>ZZPAT^CANARY</d:Givenname><d:Middlename>CANARY"
        "</d:Middlename><d:Familyname>ZZPAT^CANARY</d:Familyname><d:Birthname>"
        "CANARY</d:Birthname><d:DateOfBirth>1951-02-13</d:DateOfBirth>"
        "<d:Manufacturer>ZZPAT^CANARY</d:Manufacturer><d:SerialNumber>ZZ900347"
        "</d:SerialNumber></d:CoreData></d:State>"
        "<d:State DescriptorHandle='o'><d:OperatorDetails><d:Familyname>"
        "ZZPAT^CANARY</d:Familyname></d:OperatorDetails></d:State>"
        "<d:State DescriptorHandle='m'><d:MetricValue Value='ZZPAT^CANARY'/>"
        "</d:State></d:MdState></g:Mdib></g:GetMdibResponse>",
        more=f' xmlns:g="{BICEPS}/message" xmlns:d="{BICEPS}/participant"')


def post(path, body):
    return (f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: "
            f"application/soap+xml\r\nContent-Length: {len(body)}\r\n\r\n"
            ).encode() + body


def ok(body):
    return (f"HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml; "
            f"charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
            ).encode() + body


def record(kind, body):
    return struct.pack(">BHH", kind, 0x0303, len(body)) + body


def handshake(kind, body):
    return struct.pack(">I", kind << 24 | len(body)) + body


def tls(t):
    """TLS 1.2 as far as the certificate."""
    suite = bytes.fromhex("c02b")
    t.client(record(22, handshake(1, b"\x03\x03" + bytes(32) + b"\0" +
                                  b"\x00\x02" + suite + b"\x01\x00")))
    chain = struct.pack(">I", len(CERTIFICATE))[1:] + CERTIFICATE
    t.server(record(22, handshake(2, b"\x03\x03" + bytes(32) + b"\0" + suite +
                                  b"\x00") +
                    handshake(11, struct.pack(">I", len(chain))[1:] + chain)))
    t.close()


def main():
    w = Wire()
    monitor = Host("02:00:5e:00:60:40", "192.0.2.40")
    ventilator = Host("02:00:5e:00:60:41", "192.0.2.41")
    central = Host("02:00:5e:00:60:10", "192.0.2.10")
    proxy = Host("02:00:5e:00:60:11", "192.0.2.11")
    printer = Host("02:00:5e:00:60:62", "192.0.2.62")
    impostor = Host("02:00:5e:00:60:63", "192.0.2.63")
    phone = Host("02:00:5e:00:60:64", "192.0.2.64")
    everybody = group("239.255.255.250")
    for host in (monitor, ventilator, central, proxy, printer, impostor,
                 phone):
        w.arp(host)

    # A monitor inside TLS.
    w.udp(monitor, 3702, everybody, 3702, hello(
        0xAA, DEVICE, f"{location('Bed5')} sdc.cdc.type:///69965 {PATIENT} "
        f"{PURPOSE}", "https://192.0.2.40:6464/abc"))
    tls(w.tcp(central, monitor, 6464))

    # A central asks; a ventilator answers, in clear, from a port of its own.
    w.udp(central, 53123, everybody, 3702, envelope(
        f"{DISCOVERY}/Probe", f"<q:Probe><q:Types>{DEVICE}</q:Types>"
        "</q:Probe>"))
    w.udp(ventilator, 40444, central, 53123, matches(target(
        0xBB, DEVICE, f"{location('Bed6')} {PATIENT} {PURPOSE}",
        "http://192.0.2.41:53200/x/y")))
    t = w.tcp(central, ventilator, 53200)
    t.client(post("/x/y", b"<a/>"))
    t.server(ok(metadata(True, "Example Medical", "Breath &amp; Co 500",
                         "VT-00715", "4.2")))
    t.client(post("/x/y/Get", b"<a/>"))
    t.server(ok(mdib()))
    t.client(post("/x/y/Set", envelope(
        "http://standards.ieee.org/downloads/11073/11073-20701-2018/SetService/"
        "SetString", "<g:SetString><g:OperationHandleRef>o</g:OperationHandleRef>"
        "<g:RequestedStringValue>ZZPAT^CANARY ZZ900348</g:RequestedStringValue>"
        "</g:SetString>", more=f' xmlns:g="{BICEPS}/message"')))
    t.server(ok(b"<a>ZZPAT^CANARY</a>"))
    t.close()

    # A discovery proxy answers for a pump elsewhere and one without address.
    w.udp(proxy, 3702, central, 53123, matches(
        target(0xCC, DEVICE, f"sdc.cdc.type:///69985 {PATIENT}",
               "https://192.0.2.77:7001/p"),
        target(0xDD, DEVICE, "sdc.cdc.type:///70053", "")))

    # No medical devices: a printer, a prefix bound elsewhere, UPnP, noise.
    w.udp(printer, 3702, everybody, 3702, envelope(
        f"{OLD_DISCOVERY}/Hello", "<q:Hello>" + target(
            0xEE, "w:Device p:PrintDeviceType", "", "http://192.0.2.62:5357/w"
        ) + "</q:Hello>", discovery=OLD_DISCOVERY, addressing=OLD_ADDRESSING,
        more=f' xmlns:w="{DEVPROF}" xmlns:p="{PRINT}"'))
    t = w.tcp(central, printer, 5357)
    t.client(post("/w", b"<a/>"))
    t.server(ok(metadata(False, "Example Print", "LaserThing 40", "PR-4711",
                         "1.9")))
    t.close()
    w.udp(impostor, 3702, everybody, 3702, hello(
        0xFF, DEVICE, f"{location('Bed7')} sdc.cdc.type:///69965",
        "https://192.0.2.63:6464/abc", medical="urn:something-else"))
    w.udp(phone, 50000, everybody, 1900,
          b"NOTIFY * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nNT: "
          b"upnp:rootdevice\r\nNTS: ssdp:alive\r\nUSN: uuid:1\r\n\r\n")
    w.udp(phone, 50000, everybody, 3702, b"<e:Envelope " + bytes(200))
    w.udp(phone, 50001, everybody, 3702,
          f"<html><a href='{DISCOVERY}'>MedicalDevice</a></html>".encode())
    w.udp(monitor, 3702, everybody, 3702, envelope(
        f"{DISCOVERY}/Bye", "<q:Bye><a:EndpointReference><a:Address>"
        f"{uuid(0xAA)}</a:Address></a:EndpointReference></q:Bye>"))
    w.save(sys.argv[1])


main()
