"""docking - glucose meters that speak through docking stations, by POCT1-A."""
import sys

from wire import Host, Wire

w = Wire()
manager = Host("98:e7:43:50:00:01", "10.9.0.1")
dock = Host("00:80:a3:00:00:21", "10.9.0.21")
left = Host("00:80:a3:00:00:22", "10.9.0.22")
right = Host("00:80:a3:00:00:23", "10.9.0.23")
alone = Host("00:80:a3:00:00:24", "10.9.0.24")


def message(kind, n, inside):
    return (f'<{kind}><HDR><HDR.message_type V="{kind}"/><HDR.control_id V="{n}"/>'
            '<HDR.version_id V="POCT1"/><HDR.creation_dttm '
            f'V="2026-11-25T10:00:00+00:00"/></HDR>{inside}</{kind}>').encode()


def hello(serial):
    return message("HEL.R01", 1, f"""<DEV>
<DEV.device_id V="ROCHE^Accu-Chek Inform II^{serial}"/><DEV.vendor_id V="ROCHE"/>
<DEV.model_id V="Accu-Chek Inform II"/><DEV.serial_id V="{serial}"/>
<DEV.manufacturer_name V="Roche Diagnostics"/><DEV.hw_version V="1.0"/>
<DEV.sw_version V="03.06"/><DEV.device_name V="ZZPAT CANARY ward"/></DEV>""")


def ack(n):
    return message("ACK.R01", n, '<ACK><ACK.type_cd V="AA"/></ACK>')


def session(t, serial):
    t.client(hello(serial))
    t.server(ack(1))
    t.client(message("OBS.R01", 2, """<SVC><PT><PT.patient_id V="ZZ900111"/>
<PT.name V="ZZPAT^CANARY"/><OBS><OBS.value V="ZZ900222"/></OBS></PT></SVC>"""))
    t.server(ack(2))


for host in (dock, left, right, alone):
    w.arp(host)

# Three meters through one dock: two in turn over one connection, one over its own.
t = w.tcp(dock, manager, 3001)
session(t, "UU12345678")
session(t, "UU12345679")
t.close()
t = w.tcp(dock, manager, 3001)
session(t, "UU12345680")
t.close()

# One meter that is put into two docks; one that has a dock for itself.
for host in (left, right, left):
    t = w.tcp(host, manager, 3001)
    session(t, "UU22345678")
    t.close()
t = w.tcp(alone, manager, 3001)
session(t, "UU32345678")
t.close()
w.save(sys.argv[1])
