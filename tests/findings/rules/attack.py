"""CRD-008, SCN-004, SCN-011 - logins that everybody can read up, guesses at
passwords, programs that a device fetches."""
import base64
import struct

import speak
from scene import fires, helper, monitor, near
from speak import MRN, NAME

LOGINS = helper("phi-logins")
USER, PASSWORD = LOGINS.USER, LOGINS.PASSWORD


# ---- CRD-008: only when it was good, and only that pair ----

def ftp(s, user, password, answer):
    server = s.host(2)
    LOGINS.talk(s, s.host(1), server, 21, [
        "220 ZZ ftp", f">USER {user}", "331 Go on.", f">PASS {password}", answer,
        f">CWD {NAME}", f"250 {NAME}", ">QUIT", "221 Bye"])
    return server


def basic(s, *logins):
    """Each login with the status that it gets, in one conversation."""
    server = s.host(2)
    t = s.tcp(s.host(1), server, 8042)
    for login, status in logins:
        word = base64.b64encode(login.encode()).decode()
        t.client(f"GET /patients/{MRN} HTTP/1.1\r\nHost: zz\r\nAuthorization: "
                 f"Basic {word}\r\n\r\n".encode())
        t.server(f"HTTP/1.1 {status}\r\nContent-Length: 12\r\n\r\n{NAME}"
                 .encode())
    t.close()
    return server


@fires("CRD-008")
def service_account_of_a_maker(s):
    return ftp(s, "insite", "2getin", f"230 Welcome {NAME}")


@fires("CRD-008")
def archive_as_it_was_installed(s):
    return basic(s, ("orthanc:orthanc", "200 OK"))


@fires("CRD-008")
def community_of_a_maker(s):
    agent = s.host(2)
    speak.snmp(s, s.host(1), agent, "ILMI")
    return agent


@near("CRD-008")
def service_account_refused(s):
    ftp(s, "insite", "2getin", "530 No.")


@near("CRD-008")
def password_of_another_account(s):
    ftp(s, USER, "2getin", f"230 Welcome {NAME}")


@near("CRD-008")
def default_refused_and_another_good(s):
    basic(s, ("orthanc:orthanc", "401 No"), (f"{USER}:{PASSWORD}", "200 OK"))


@near("CRD-008")
def community_refused(s):
    speak.snmp(s, s.host(1), s.host(2), "ILMI", error=16)


@near("CRD-008")
def community_in_other_letters(s):
    speak.snmp(s, s.host(1), s.host(2), "ilmi")


# ---- SCN-004: more than ten in five minutes ----

def refused_by_ftp(s, times, wait, tries=1):
    client, server = s.host(1), s.host(2)
    for _ in range(times):
        lines = ["220 ZZ ftp"]
        for _ in range(tries):
            lines += [f">USER {USER}", "331 Go on.", f">PASS {PASSWORD}",
                      f"530 Not {NAME}."]
        LOGINS.talk(s, client, server, 21, lines)
        s.wait(wait)
    return server


@fires("SCN-004")
def guesses_of_ftp(s):
    return refused_by_ftp(s, 8, 5, tries=3)


@fires("SCN-004")
def guesses_over_the_border_of_five_minutes(s):
    s.wait(270)
    return refused_by_ftp(s, 12, 5)


@near("SCN-004")
def ten_guesses(s):
    refused_by_ftp(s, 10, 2)


@near("SCN-004")
def old_password_of_a_service(s):
    refused_by_ftp(s, 30, 60)


@near("SCN-004")
def commands_before_the_login(s):
    client, server = s.host(1), s.host(2)
    for _ in range(14):
        LOGINS.talk(s, client, server, 21, [
            "220 ZZ ftp", f">USER {USER}", "530 TLS first.", ">PASV",
            "530 TLS first."])


@fires("SCN-004")
def guesses_of_http(s):
    return basic(s, *[(f"{USER}:{PASSWORD}{n}", "401 No") for n in range(20)])


def digest(s, again):
    """Each request is challenged, and after that let in or not."""
    client, server = s.host(1), s.host(2)
    t = s.tcp(client, server, 80)
    login = (f'Authorization: Digest username="{USER}", realm="zz", nonce="1", '
             'uri="/", response="CANARY"\r\n')
    for _ in range(14):
        for status in ("401 No", again):
            t.client(f"GET /{MRN} HTTP/1.1\r\nHost: zz\r\n{login}\r\n".encode())
            t.server(f"HTTP/1.1 {status}\r\nWWW-Authenticate: Digest realm="
                     '"zz", nonce="2"\r\nContent-Length: 0\r\n\r\n'.encode())
    t.close()
    return server


@fires("SCN-004")
def guesses_of_digest(s):
    return digest(s, "401 No")


@near("SCN-004")
def nonces_of_digest_too_old(s):
    digest(s, "200 OK")


def refused_by_smb(s, times, status=0xC000006D):
    client, server = s.host(1), s.host(2)
    for _ in range(times):
        speak.smb2(s, client, server, status=status,
                   blob=speak.ntlm_authenticate("ZZWS1", 80))
        s.wait(3)
    return server


@fires("SCN-004")
def guesses_of_smb(s):
    return refused_by_smb(s, 15)


@near("SCN-004")
def sessions_of_smb_that_go_on(s):
    refused_by_smb(s, 15, 0xC0000016)


def refused_by_vnc(s, times, result):
    client, server = s.host(1), s.host(2)
    for _ in range(times):
        t = s.tcp(client, server, 5900)
        for say, octets in (
                (t.server, b"RFB 003.008\n"), (t.client, b"RFB 003.008\n"),
                (t.server, b"\1\2"), (t.client, b"\2"),
                (t.server, b"challengecanary!"), (t.client, b"responsecanary!!"),
                (t.server, struct.pack(">II", result, len(NAME)) +
                 NAME.encode())):
            say(octets)
        t.close()
        s.wait(3)
    return server


@fires("SCN-004")
def guesses_of_vnc(s):
    return refused_by_vnc(s, 15, 1)


@near("SCN-004")
def screens_that_open(s):
    refused_by_vnc(s, 15, 0)


# ---- SCN-011: what begins a program, fetched by a medical device ----

PE = b"MZ" + bytes(58) + struct.pack("<I", 128) + bytes(64) + b"PE\0\0" + \
    b"\x4c\x01" + NAME.encode() + bytes(300)
ELF = b"\x7fELF\2\1\1" + bytes(57) + NAME.encode()
SCRIPT = f"#!/bin/sh\n# {NAME}\n".encode()


def fetch(s, body, by_monitor=True, **more):
    device = monitor(s, 1) if by_monitor else s.host(1)
    speak.ask(s, device, s.host(2), path=f"/{MRN}", answer=body,
              kind="application/octet-stream", **more)
    return device


@fires("SCN-011")
def program_of_windows(s):
    return fetch(s, PE)


@fires("SCN-011")
def program_of_linux(s):
    return fetch(s, ELF)


@fires("SCN-011")
def script(s):
    return fetch(s, SCRIPT)


@near("SCN-011")
def program_fetched_by_nobody_of_medicine(s):
    fetch(s, PE, by_monitor=False)


@near("SCN-011")
def program_of_dos(s):
    fetch(s, PE.replace(b"PE\0\0", b"NE\0\0"))


@near("SCN-011")
def text_that_begins_like_a_program(s):
    fetch(s, f"MZ 900 {NAME}".encode())


@near("SCN-011")
def program_that_was_not_there(s):
    fetch(s, SCRIPT, status="404 Not Found")


@near("SCN-011")
def program_that_a_device_serves(s):
    server = monitor(s, 1)
    speak.ask(s, s.host(2), server, path=f"/{MRN}", answer=PE,
              kind="application/octet-stream")
