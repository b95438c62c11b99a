"""CRD - logins that are in clear, weak or missing."""
from scene import fires, helper, near

LOGINS = helper("phi-logins")


@fires("CRD-001")
def telnet(s):
    client, server = s.host(1), s.host(2)
    LOGINS.telnet(s, client, server)
    return server


@near("CRD-001")
def login_without_negotiation(s):
    """A prompt on its port, and nobody negotiates."""
    LOGINS.talk(s, s.host(1), s.host(2), 23, ["220 ready", ">USER ZZPAT^CANARY"])


@fires("CRD-002")
def ftp(s):
    client, server = s.host(1), s.host(2)
    LOGINS.ftp(s, client, server)
    return server


@near("CRD-002")
def ftp_refused(s):
    """The user is refused before the password."""
    LOGINS.talk(s, s.host(1), s.host(2), 21, [
        "220 (vsFTPd 3.0.3)", ">USER zzusercanary", "530 TLS is required.",
        ">QUIT", "221 Goodbye"])
