"""Point-of-care devices: POCT1-A sessions, and XML that is none."""
import sys

from wire import Host, Wire


def header(kind, n):
    return (f'<HDR><HDR.message_type V="{kind}"/><HDR.control_id V="{n}"/>'
            '<HDR.version_id V="POCT1"/><HDR.creation_dttm '
            'V="2026-11-25T10:00:00+00:00"/></HDR>')


def message(kind, n, inside):
    return f"<{kind}>{header(kind, n)}{inside}</{kind}>".encode()


def ack(n):
    return message("ACK.R01", n, f'<ACK><ACK.type_cd V="AA"/><ACK.ack_control_id '
                   f'V="{n}"/></ACK>')


def hello(device, vendor, model, serial, maker, version):
    return message("HEL.R01", 1, f"""<DEV>
<DEV.device_id V='{device}'/><DEV.vendor_id V='{vendor}'/>
<DEV.model_id V='{model}' /><DEV.serial_id V='{serial}'/>
<DEV.manufacturer_name V='{maker}'/><DEV.hw_version V='K1'/>
<DEV.sw_version V='{version}'>{version}</DEV.sw_version>
<DEV.device_name V='ZZPAT CANARY ward'/>
<DCP><DCP.application_timeout V='60'/></DCP>
<DSC><DSC.connection_profile_cd V='SA'/></DSC></DEV>""")


OBSERVATION = message("OBS.R01", 3, """<SVC><SVC.role_cd V="OBS"/>
<SVC.observation_dttm V="2026-11-25T10:00:00+00:00"/>
<PT><PT.patient_id V="ZZ900111"/><PT.name V="ZZPAT^CANARY"/>
<PT.birth_date V="19510213"/><PT.gender_cd V="CANARY"/>
<PT.weight V="ZZ900223"/><PT.location V="CANARY BED"/><OBS><OBS.observation_id V="2341-6"/>
<OBS.value V="ZZ900222" U="mg/dL"/></OBS><NTE><NTE.text V="ZZPAT CANARY"/></NTE></PT>
<OPR><OPR.operator_id V="ZZ900333"/><OPR.name V="ZZPAT^CANARY"/></OPR>
<ORD><ORD.universal_service_id V="ZZ900444"/></ORD></SVC>""")

w = Wire()
manager = Host("98:e7:43:50:00:01", "10.5.0.1")
meter = Host("00:1b:21:50:00:11", "10.5.0.11")
dca = Host("00:1b:21:50:00:12", "10.5.0.12")
middle = Host("00:1b:21:50:00:13", "10.5.0.13")
chat = Host("00:1b:21:50:00:14", "10.5.0.14")
soap = Host("00:1b:21:50:00:15", "10.5.0.15")

# Any port; a declaration before the hello; a MAC address as identifier.
t = w.tcp(meter, manager, 5000)
t.client(b'<?xml version="1.0" encoding="utf-8"?>\r\n' +
         hello("00:0d:5c:12:34:56", "NOVABIO", "StatStrip", "0600100736",
               "Nova Biomedical", "3.10.8.0"))
t.server(ack(1))
t.client(message("DST.R01", 2, '<DST><DST.new_observations_qty V="1"/></DST>'))
t.server(ack(2))
t.server(message("REQ.R01", 7, '<REQ><REQ.request_cd V="ROBS"/></REQ>'))
t.client(OBSERVATION)
t.server(ack(3))
t.server(message("OPL.R01", 8, '<OPR><OPR.operator_id V="ZZ900555"/>'
                 '<OPR.name V="ZZPAT^CANARY"/></OPR>'))
t.server(message("PTL.R01", 9, '<PT><PT.patient_id V="ZZ900556"/>'
                 '<PT.name V="ZZPAT^CANARY"/><PT.birth_date V="19510213"/></PT>'))
t.client(message("OBS.R02", 10, '<SVC><CTC><CTC.name V="ZZ900557"/></CTC><OPR>'
                 '<OPR.operator_id V="ZZ900558"/></OPR><NTE><NTE.text '
                 'V="ZZPAT CANARY"/></NTE></SVC>'))
t.client(message("EVS.R01", 11, '<EVT><EVT.description V="ZZPAT CANARY"/></EVT>'))
t.server(message("ESC.R01", 12, '<ESC><ESC.esc_control_id V="ZZ900559"/></ESC>'
                 '<NTE><NTE.text V="ZZPAT CANARY"/></NTE>'))
t.client(message("END.R01", 13, ""))
t.close()

# The maker's own identifier, on the usual port.
t = w.tcp(dca, manager, 3001)
t.client(hello("SIEM^DCA Vantage^S013023", "SIEM", "DCA Vantage", "S013023",
               "Siemens", "4.4.0.0"))
t.server(ack(1))
t.close()

# The capture begins after the hello: a device, and no more is known.
t = w.tcp(middle, manager, 3001)
t.client(OBSERVATION)
t.server(ack(3))
t.close()

# Near misses on the usual port: a chat in XML; the root's name in a letter.
t = w.tcp(chat, manager, 3001)
t.client(b"<?xml version='1.0'?><stream:stream to='zz.example' xmlns='jabber:client'>")
t.server(b"<?xml version='1.0'?><stream:stream from='zz.example'>")
t.close()
t = w.tcp(soap, manager, 3001)
t.client(b"<?xml version='1.0'?><Envelope><HEL.R01><HDR/><DEV><DEV.serial_id "
         b"V='ZZ900666'/></DEV></HEL.R01></Envelope>")
t.server(b"<Envelope/>")
t.close()
w.save(sys.argv[1])
