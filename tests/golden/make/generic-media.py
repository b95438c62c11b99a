"""generic-media - telephones, cameras, printers, displays, and their doubles."""
import struct
import sys

from wire import Host, Wire

w = Wire()
phone = Host("80:5e:c0:00:40:11", "10.5.0.11")
pbx = Host("00:50:56:00:40:12", "10.5.0.12")
proxy = Host("00:50:56:00:40:13", "10.5.0.13")
axis = Host("ac:cc:8e:b3:49:4e", "10.5.0.21")
hik = Host("44:19:b6:00:40:22", "10.5.0.22")
viewer = Host("00:1b:21:00:40:30", "10.5.0.30")
laser = Host("00:30:c1:00:40:41", "10.5.0.41")
label = Host("00:07:4d:00:40:42", "10.5.0.42")
screen = Host("00:80:64:00:40:51", "10.5.0.51")
guarded = Host("00:80:64:00:40:52", "10.5.0.52")
stranger = Host("00:0c:29:00:40:99", "10.5.0.99")
skinny = Host("00:1d:45:00:40:14", "10.5.0.14")
manager = Host("00:50:56:00:40:15", "10.5.0.15")
for host in (phone, pbx, proxy, axis, hik, viewer, laser, label, screen,
             guarded, stranger, skinny, manager):
    w.arp(host)

WHO = ("From: \"ZZPAT^CANARY\" <sip:5551234@10.5.0.12>;tag=1\r\n"
       "To: <sip:ZZPAT^CANARY@10.5.0.12>\r\nCall-ID: ZZPAT^CANARY\r\n"
       "Contact: \"ZZPAT^CANARY\" <sip:ZZPAT^CANARY@10.5.0.11>\r\n"
       "P-Asserted-Identity: \"ZZPAT^CANARY\" <sip:ZZ900@10.5.0.11>\r\n"
       "Remote-Party-ID: \"ZZPAT^CANARY\" <sip:ZZ900@10.5.0.11>\r\n"
       "Subject: ZZPAT^CANARY\r\nReply-To: <sip:ZZPAT^CANARY@10.5.0.11>\r\n")
SESSION = ("v=0\r\no=ZZPATCANARY 1 1 IN IP4 10.5.0.11\r\ns=ZZPAT^CANARY\r\n"
           "i=ZZPAT^CANARY\r\nt=0 0\r\n")


def via(*hosts):
    return "".join(f"Via: SIP/2.0/UDP {h.ip}:5060;branch=z9hG4bK{i}\r\n"
                   for i, h in enumerate(hosts))


def sip(source, target, start, vias, method, product):
    body = SESSION if method == "INVITE" else ""
    w.udp(source, 5060, target, 5060, (
        f"{start}\r\n{vias}{WHO}CSeq: 1 {method}\r\n{product}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}").encode())


sip(phone, pbx, "REGISTER sip:10.5.0.12 SIP/2.0", via(phone), "REGISTER",
    "User-Agent: Yealink SIP-T46S 66.85.0.5")
sip(pbx, phone, "SIP/2.0 200 OK", via(phone), "REGISTER",
    "Server: Asterisk PBX 18.10.0")
# A proxy passes on what the telephone said: that is no proxy of Yealink's.
sip(proxy, pbx, "INVITE sip:5551234@10.5.0.12 SIP/2.0", via(proxy, phone),
    "INVITE", "User-Agent: Yealink SIP-T46S 66.85.0.5")
sip(pbx, proxy, "SIP/2.0 200 OK", via(proxy, phone), "INVITE",
    "Server: Asterisk PBX 18.10.0")


def rtsp(camera, challenge, server):
    t = w.tcp(viewer, camera, 554)
    url = f"rtsp://{camera.ip}/ZZPAT^CANARY"
    t.client(f"DESCRIBE {url} RTSP/1.0\r\nCSeq: 1\r\n"
             "User-Agent: LibVLC/3.0.12\r\n\r\n".encode())
    t.server((f"RTSP/1.0 401 Unauthorized\r\nCSeq: 1\r\n{server}"
              f"WWW-Authenticate: Digest realm=\"{challenge}\", "
              "nonce=\"1\"\r\n\r\n").encode())
    t.client(f"DESCRIBE {url} RTSP/1.0\r\nCSeq: 2\r\nAuthorization: Digest "
             "username=\"ZZPAT^CANARY\", response=\"0\"\r\n\r\n".encode())
    sdp = "v=0\r\ns=ZZPAT^CANARY\r\n"
    t.server(f"RTSP/1.0 200 OK\r\nCSeq: 2\r\n{server}Content-Type: "
             f"application/sdp\r\nContent-Length: {len(sdp)}\r\n\r\n{sdp}"
             .encode())
    t.server(b"$\0\0\x0cZZPAT^CANARY")
    t.close()


rtsp(axis, "AXIS_ACCC8EB3494E", "Server: GStreamer RTSP server\r\n")
rtsp(hik, "IP Camera(C2183)", "")

t = w.tcp(viewer, laser, 9100)
t.client(b"\x1b%-12345X@PJL INFO ID\r\n\x1b%-12345X")
t.server(b"@PJL INFO ID\r\n\"HP LaserJet 4050 Series\"\r\n\f")
t.client(b"\x1b%-12345X@PJL JOB NAME=\"ZZPAT^CANARY\"\r\n"
         b"@PJL SET USERNAME=\"ZZPAT^CANARY\"\r\n@PJL ENTER LANGUAGE=PCL\r\n"
         b"ZZPAT^CANARY ZZ900001")
t.client(b"\x1b%-12345X@PJL COMMENT ZZPAT^CANARY\r\n@PJL RDYMSG DISPLAY=\"ZZPAT^CANARY\""
         b"\r\n@PJL INFO STATUS\r\n\x1b%-12345X")
t.server(b"@PJL INFO STATUS\r\nCODE=10001\r\nDISPLAY=\"ZZPAT^CANARY\"\r\n\f")
t.server(b"@PJL USTATUS JOB\r\nSTART\r\nNAME=\"ZZPAT^CANARY\"\r\n\f")
t.close()


def x11(display, cookie, vendor):
    t = w.tcp(viewer, display, 6000)
    name = b"MIT-MAGIC-COOKIE-1" if cookie else b""
    t.client(struct.pack("<BBHHHHH", ord("l"), 0, 11, 0, len(name),
                         len(cookie), 0) + name + bytes(-len(name) % 4) +
             cookie)
    padded = vendor + bytes(-len(vendor) % 4)
    body = struct.pack("<IIIIHHBBBBBBBBI", 12101000, 0x200000, 0x1FFFFF, 256,
                       len(vendor), 65535, 1, 1, 0, 0, 32, 32, 8, 255, 0)
    body += padded + struct.pack("<BBBBI", 24, 32, 32, 0, 0)
    body += struct.pack("<IIIIIHHHHHHIBBBB", 0x2A5, 0x20, 0xFFFFFF, 0, 0, 1024,
                        768, 270, 203, 1, 1, 0x21, 0, 0, 24, 1)
    body += struct.pack("<BBHI", 24, 0, 0, 0)
    t.server(struct.pack("<BBHHH", 1, 0, 11, 0, len(body) // 4) + body)
    title = b"ZZPAT^CANARY"  # the title of a window: ChangeProperty, WM_NAME
    t.client(struct.pack("<BBHIIIBBBBI", 18, 0, 6 + len(title) // 4, 0x200001, 39,
                         31, 8, 0, 0, 0, len(title)) + title)
    t.close()


x11(screen, b"", b"The X.Org Foundation")
x11(guarded, b"ZZPATCANARY12345", b"Colin Harrison")



def sccp(kind, body=b"", version=0):
    return struct.pack("<III", 4 + len(body), version, kind) + body


# A telephone registers, is rung, and its keys are pressed.
t = w.tcp(skinny, manager, 2000)
t.client(sccp(1, b"SEP001D45004014\0" + struct.pack("<II", 0, 0) +
              bytes([10, 5, 0, 14]) + struct.pack("<II", 404, 5), 18))
t.server(sccp(0x81, struct.pack("<I8sI", 30, b"D.M.YA", 60)))
t.server(sccp(0x8f, b"ZZPAT^CANARY\0".ljust(40, b"\0") + b"ZZ9005551234"))
t.client(sccp(6) + sccp(3, struct.pack("<I", 9)))
t.client(sccp(4, b"ZZ9005551234".ljust(24, b"\0")))
t.close()
# Other words at its port.
t = w.tcp(viewer, stranger, 2000)
t.client(struct.pack("<IIII", 58, 1, 0, 2004) + b"ZZPAT^CANARY".ljust(42, b"\0"))
t.close()

# Near misses: labels where PJL is at home, the web where cameras are, and a
# telephone's port with other words.
t = w.tcp(viewer, label, 9100)
t.client(b"^XA^FO50,50^FDZZPAT^CANARY^FS^XZ")
t.close()
t = w.tcp(viewer, stranger, 554)
t.client(b"OPTIONS ZZPATCANARY\r\n")
t.server(b"RTSP ZZPAT^CANARY\r\n")
t.close()
w.udp(stranger, 5060, pbx, 5060, b"INVITE ZZPAT^CANARY\r\n\r\n")
t = w.tcp(viewer, stranger, 6000)
t.client(b"l\0\x0b\0\0\0\x10\0\0\0\0\0ZZPAT^CANARY")
t.close()
w.save(sys.argv[1])
