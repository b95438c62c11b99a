"""TLS - versions, suites and certificates; SSH - what servers offer."""
import speak
from scene import fires, near
from speak import certificate, extension, sni, tls

TLS_13 = extension(43, b"\x03\4")


def serve(s, n=2, **how):
    server = s.host(n)
    tls(s, s.host(1), server, **how)
    return server


@fires("TLS-001", text=False)
def tls_11(s):
    return serve(s, version=0x0302)


@near("TLS-001")
def tls_12(s):
    serve(s)


@near("TLS-001")
def tls_13(s):
    """Its hello says 1.2 in the old place."""
    serve(s, suite=0x1301, offers=extension(43, b"\2\3\4"), answers=TLS_13)


@fires("TLS-002", text=False)
def client_of_tls_11(s):
    client = s.host(1)
    tls(s, client, s.host(2), version=0x0302, best=0x0302)
    return client


@near("TLS-002")
def client_of_tls_12_with_an_old_server(s):
    tls(s, s.host(1), s.host(2), version=0x0302, best=0x0303)


@fires("TLS-003", text=False)
def rc4(s):
    return serve(s, suite=0xC011)


@near("TLS-003")
def aes_cbc(s):
    serve(s, suite=0xC013)


@fires("TLS-004", text=False)
def key_by_rsa(s):
    return serve(s, suite=speak.RSA)


@near("TLS-004")
def key_by_dhe(s):
    serve(s, suite=0x009E)


# ---- certificates ----

@fires("TLS-005", text=False)
def expired(s):
    return serve(s, cert=certificate("old.zz.example", ends=-1))


@near("TLS-005")
def expires_tomorrow(s):
    serve(s, cert=certificate("new.zz.example", begins=0, ends=1))


@fires("TLS-006", text=False)
def ends_in_29_days(s):
    return serve(s, cert=certificate("soon.zz.example", ends=29))


@near("TLS-006")
def ends_in_31_days(s):
    serve(s, cert=certificate("later.zz.example", ends=31))


@near("TLS-006")
def ended(s):
    serve(s, cert=certificate("gone.zz.example", ends=-1))


@fires("TLS-007", text=False)
def self_signed(s):
    return serve(s, cert=certificate("self.zz.example", issuer=None))


@near("TLS-007")
def signed_by_its_maker(s):
    serve(s, cert=certificate("other.zz.example", issuer="other.zz.exampl"))


@fires("TLS-008", text=False)
def sha1(s):
    return serve(s, cert=certificate("sha1.zz.example", signed="sha1"))


@near("TLS-008")
def sha256(s):
    serve(s, cert=certificate("sha256.zz.example"))


@fires("TLS-009", text=False)
def rsa_2047(s):
    return serve(s, cert=certificate("short.zz.example", bits=2040))


@near("TLS-009")
def rsa_2048(s):
    serve(s, cert=certificate("long.zz.example", bits=2048))


def one_key(s, devices):
    return [serve(s, n, cert=certificate(f"dev{n}.zz.example",
                                         key=f"factory {s.name}"))
            for n in range(2, 2 + devices)]


@fires("TLS-010", text=False)
def one_key_in_three(s):
    return one_key(s, 3)


@near("TLS-010")
def one_key_in_two(s):
    """A pair that stands for each other."""
    one_key(s, 2)


@fires("TLS-011", text=False)
def another_name(s):
    return serve(s, offers=sni("pacs.zz.example"),
                 cert=certificate("ris.zz.example"))


@near("TLS-011")
def a_star(s):
    serve(s, offers=sni("pacs.zz2.example"), cert=certificate("*.zz2.example"))


@near("TLS-011")
def asked_by_address(s):
    serve(s, offers=sni("10.1.2.3"), cert=certificate("dev.zz3.example"))


@fires("TLS-012", text=False)
def sample(s):
    return serve(s, cert=certificate("zz.example", "Internet Widgits Pty Ltd"))


@near("TLS-012")
def no_sample(s):
    serve(s, cert=certificate("zz4.example", "Widgits Pty Ltd"))


# ---- SSH ----

def secure_shell(s, banner="SSH-2.0-OpenSSH_9.6", **lists):
    server = s.host(2)
    speak.ssh(s, s.host(1), server, banner, **lists)
    return server


@fires("SSH-001", text=False)
def ssh_1_99(s):
    return secure_shell(s, "SSH-1.99-OpenSSH_9.6")


@near("SSH-001")
def ssh_2(s):
    secure_shell(s)


@fires("SSH-002", text=False)
def ssh_of_2014(s):
    return secure_shell(s, "SSH-2.0-OpenSSH_6.9")


@near("SSH-002")
def ssh_of_2024(s):
    secure_shell(s, "SSH-2.0-OpenSSH_9.8p1")


@fires("SSH-003", text=False)
def ssh_of_sha1_alone(s):
    return secure_shell(s, kex="diffie-hellman-group14-sha1,"
                        "diffie-hellman-group1-sha1,ext-info-s")


@near("SSH-003")
def ssh_of_sha1_too(s):
    secure_shell(s, kex="diffie-hellman-group1-sha1,curve25519-sha256",
                 cipher="3des-cbc,aes128-ctr", mac="hmac-md5,hmac-sha1")
