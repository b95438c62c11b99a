"""WIN - SMB, NTLM and names of Windows; EOL - what nobody mends any more."""
import struct

import speak
from scene import fires, helper, monitor, near
from speak import NAME
from wire import group

ANNOUNCE, SERVERS = helper("generic-announce"), helper("generic-servers")


def pair(s):
    return s.host(1), s.host(2)


# ---- SMB ----

@fires("WIN-001")
def smb_1(s):
    client, server = pair(s)
    speak.smb1(s, client, server, nt=48)
    return server


@near("WIN-001")
def smb_1_asks_and_2_answers(s):
    """Who begins in the old way and goes on in the new one."""
    client, server = pair(s)
    t = s.tcp(client, server, 445)
    names = b"\2NT LM 0.12\0\2SMB 2.002\0\2SMB 2.???\0"
    head = b"\xffSMB\x72" + bytes(27)
    body = head + b"\0" + struct.pack("<H", len(names)) + names
    t.client(struct.pack(">I", len(body)) + body)
    head = b"\xfeSMB" + struct.pack("<HHIHHIIQIIQ", 64, 0, 0, 0, 1, 1, 0, 0, 0, 0,
                                    0) + bytes(16)
    body = head + struct.pack("<HHHH", 65, 3, 0x0210, 0) + bytes(56)
    t.server(struct.pack(">I", len(body)) + body)
    t.close()


@fires("WIN-002", text=False)
def signing_offered(s):
    client, server = pair(s)
    speak.smb2(s, client, server, signing=1)
    return server


@near("WIN-002")
def signing_required(s):
    speak.smb2(s, *pair(s), signing=3)


@fires("WIN-003")
def ntlm_1(s):
    client, server = pair(s)
    speak.smb2(s, client, server, blob=speak.ntlm_authenticate("ZZWS1", 24))
    return client, server


@near("WIN-003")
def ntlm_1_with_session_security(s):
    """24 octets as well, but NTLM2: the server chose half of the question."""
    speak.smb2(s, *pair(s), blob=speak.ntlm_authenticate("ZZWS2", 24, True))


@near("WIN-003")
def ntlm_2(s):
    speak.smb2(s, *pair(s), blob=speak.ntlm_authenticate("ZZWS3", 60))


@fires("WIN-004")
def guest(s):
    client, server = pair(s)
    speak.smb2(s, client, server, flags=1,
               blob=speak.ntlm_authenticate("ZZWS4", 60))
    return server


@near("WIN-004")
def guest_refused(s):
    speak.smb2(s, *pair(s), flags=1, status=0xC000006D,
               blob=speak.ntlm_authenticate("ZZWS5", 60))


@near("WIN-004")
def nobody_asks_what_there_is(s):
    speak.smb2(s, *pair(s), flags=2, share="IPC$",
               blob=speak.ntlm_authenticate("", 0, user=""))


@fires("WIN-005")
def asks_for_names(s):
    client = s.host(1)
    s.udp(client, 50002, group("224.0.0.252"), 5355,
          ANNOUNCE.ask(7, "ZZPATCANARY"))
    return client


@near("WIN-005")
def asks_by_dns(s):
    client, server = pair(s)
    s.udp(client, 50002, server, 53, ANNOUNCE.ask(7, "ZZPATCANARY"))


@near("WIN-005")
def asks_by_mdns(s):
    s.udp(s.host(1), 5353, group("224.0.0.251"), 5353,
          ANNOUNCE.ask(0, "ZZPATCANARY"))


# ---- Windows by its build ----

def build(s, *version):
    """Who logs in says of which build it is."""
    client, server = pair(s)
    speak.smb2(s, client, server, blob=speak.ntlm_authenticate(
        "ZZWS9", 60, True, version))
    return client


@fires("EOL-001")
def windows_xp(s):
    return build(s, 5, 1, 2600)


@near("EOL-001")
def windows_vista(s):
    build(s, 6, 0, 6002)


@fires("EOL-002")
def windows_7(s):
    return build(s, 6, 1, 7601)


@near("EOL-002")
def windows_server_2022(s):
    build(s, 10, 0, 20348)


def announce(s, major, minor, kind):
    """Who serves files says of which version it is."""
    host = s.host(1)
    s.udp(host, 138, group("10.0.0.255"), 138, ANNOUNCE.announcement(
        host, "ZZWS9", major, minor, kind, b""))
    s.udp(host, 50002, s.host(2), 53, ANNOUNCE.ask(7, "ZZPATCANARY"))
    return host


@fires("EOL-001")
def windows_2003_announces_itself(s):
    return announce(s, 5, 2, 0x00001003)


@fires("EOL-002")
def windows_7_announces_itself(s):
    return announce(s, 6, 1, 0x00001003)


@near("EOL-002")
def samba_announces_itself(s):
    announce(s, 6, 1, 0x00819A03)


@fires("EOL-004")
def windows_10_22h2(s):
    return build(s, 10, 0, 19045)


@near("EOL-004")
def windows_11_24h2(s):
    build(s, 10, 0, 26200)


# ---- systems by what they say ----

def page(s, server, powered=None, of=None):
    me = of or s.host(2)
    t = s.tcp(s.host(1), me, 80)
    t.client(f"GET /{NAME} HTTP/1.1\r\nHost: zz\r\n\r\n".encode())
    more = f"X-Powered-By: {powered}\r\n" if powered else ""
    t.server(f"HTTP/1.1 200 OK\r\nServer: {server}\r\n{more}Content-Length: "
             f"{len(NAME)}\r\n\r\n{NAME}".encode())
    t.close()
    return me


def describe(s, text):
    me = s.host(2)
    speak.snmp(s, s.host(1), me, text=text)
    return me


@fires("EOL-003")
def windows_ce(s):
    return page(s, "Microsoft-WinCE/7.0 Windows CE")


@near("EOL-003")
def windows_certain(s):
    page(s, "Windows-Certificate/1.0")


@fires("EOL-005")
def vxworks(s):
    return describe(s, "ZZ unit VxWorks 5.5.1")


@near("EOL-005")
def works_with_vx(s):
    describe(s, "ZZ unit VxWork compatible, QNXT, ZZNucleusX")


@fires("EOL-006")
def linux_3_10(s):
    return describe(s, "Linux zz 3.10.0-1160.el7 #1 SMP")


@near("EOL-006")
def linux_5_10(s):
    describe(s, "Linux zz 5.10.0-28-amd64 #1 SMP Debian")


@fires("EOL-007")
def apache_2_2(s):
    return page(s, "Apache/2.2.34 (Unix)")


@near("EOL-007")
def apache_2_4(s):
    page(s, "Apache/2.4.62 (Unix)", "PHP/8.3.1")


def mysql(s, version):
    client, server = pair(s)
    t = s.tcp(client, server, 3306)
    t.server(SERVERS.greeting(version))
    body = struct.pack("<IIB", 0x000FA685, 1 << 24, 33) + bytes(23)
    body += b"ZZPAT^CANARY\0\x14" + b"passwordpasswordpass" + b"lis\0"
    t.client(struct.pack("<I", len(body) | 1 << 24) + body)
    t.close()
    return server


@fires("EOL-008")
def mysql_5_7(s):
    return mysql(s, b"5.7.44-log")


@near("EOL-008")
def mysql_8_4(s):
    mysql(s, b"8.4.2")


def browse(s, me, system):
    speak.ask(s, me, s.host(3), path=f"/{NAME}",
              head=[f"User-Agent: Mozilla/5.0 (Linux; {system}; SM-T510)"])
    return me


@fires("EOL-009")
def android_9_on_a_monitor(s):
    return browse(s, monitor(s, 10), "Android 9")


@near("EOL-009")
def android_14_on_a_monitor(s):
    browse(s, monitor(s, 10), "Android 14")


@near("EOL-009")
def android_9_of_a_visitor(s):
    monitor(s, 10)
    browse(s, s.host(1), "Android 9")
