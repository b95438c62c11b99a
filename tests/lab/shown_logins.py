"""shown_logins - file services, and logins that fail or are published ones."""
import functools
import hashlib
import re

from shown import of, parts

DIALECTS = {"0x0202": "2.0.2", "0x0210": "2.1", "0x0300": "3.0",
            "0x0302": "3.0.2", "0x0311": "3.1.1"}


def refuse(said, f):
    """A login was turned down by who sent this."""
    said.refused[f.source, f.first("tcp.srcport")].append(
        (f.time_us, f.number))


def guesses(said):
    """More than ten in any five minutes."""
    for (subject, _), times in said.refused.items():
        times.sort()
        for (last, number), (first, _) in zip(times[10:], times):
            if last - first <= 300_000_000:
                said.setdefault((subject, "guessed"), {}).setdefault("1", number)


@functools.cache
def defaults():
    """Digests of published logins."""
    with open("classify/proto/default_login.def", encoding="utf-8") as lines:
        return set(re.findall(r'"([0-9a-f]{64})"', lines.read()))


def is_default(user, password):
    return hashlib.sha256(hashlib.sha256(user.encode()).digest() +
                          password.encode()).hexdigest() in defaults()


def smb(said, f):
    if "tcp" not in f.protocols:
        return  # mail slots
    stream = said.streams[f.first("tcp.stream")]
    for piece in parts(f, ("smb.server_component",)):
        command, answer = of(piece, "smb.cmd"), \
            of(piece, "smb.flags.response") == "1"
        if command != "0x72":
            said.add(f.target if answer else f.source, "smb1_client", 1, f)
        if command == "0x73" and answer and \
                of(piece, "smb.nt_status") == "0xc000006d":
            refuse(said, f)
        if command == "0x73":
            said.add(f.source, "smb_native_os", of(piece, "smb.native_os"), f)
            said.add(f.source, "smb_native_lanman",
                     of(piece, "smb.native_lanman"), f)
            if answer and of(piece, "smb.setup.action.guest") == "1" and \
                    of(piece, "smb.nt_status") == "0x00000000":
                said.add(f.source, "smb_guest", 1, f)
            old, new = of(piece, "smb.ansi_pwlen"), of(piece,
                                                       "smb.unicode_pwlen")
            if old and new == "24":
                said.add(f.source, "ntlm_v1", 1, f)
        if command == "0x72" and not answer:
            stream["dialects"] = [v for k, v in piece
                                  if k == "smb.dialect.name"]
        if command == "0x72" and of(piece, "smb.sm"):
            said.add(f.source, "smb_signing",
                     "required" if of(piece, "smb.sm.sig_required") == "1" else
                     "enabled" if of(piece, "smb.sm.signatures") == "1" else
                     "off", f)
        chosen = of(piece, "smb.dialect.index")
        if command == "0x72" and answer and chosen != "65535":
            offered = stream.get("dialects", [])
            if chosen.isdigit() and int(chosen) < len(offered):
                said.add(f.source, "smb_dialect", offered[int(chosen)], f)


def smb2(said, f):
    stream = said.streams[f.first("tcp.stream")]
    for piece in parts(f, ("smb2.protocol_id",)):
        if of(piece, "smb2.flags.response") != "1":
            if of(piece, "smb2.cmd") == "3":
                stream["share"] = "IPC$" not in of(piece, "smb2.tree")
            continue
        dialect = DIALECTS.get(of(piece, "smb2.dialect"))
        if of(piece, "smb2.cmd") == "0" and dialect:
            said.add(f.source, "smb_dialect", dialect, f)
            said.add(f.source, "smb_signing",
                     "required" if of(piece, "smb2.sec_mode.sign_required") ==
                     "1" else "enabled" if
                     of(piece, "smb2.sec_mode.sign_enabled") == "1" else "off",
                     f)
        command, good = of(piece, "smb2.cmd"), \
            of(piece, "smb2.nt_status") == "0x00000000"
        if command == "1" and of(piece, "smb2.nt_status") == "0xc000006d":
            refuse(said, f)
        if command == "1" and good:
            stream["nobody"] = of(piece, "smb2.ses_flags.null") == "1"
        if of(piece, "smb2.ses_flags.guest") == "1" and good or \
                command == "3" and good and stream.get("nobody") and \
                stream.get("share"):
            said.add(f.source, "smb_guest", 1, f)


TARGET = "ntlmssp.challenge.target_info."


def ntlmssp(said, f):
    for piece in parts(f, ("ntlmssp.messagetype",)):
        kind = of(piece, "ntlmssp.messagetype")
        if kind == "0x00000002":
            name, group = of(piece, TARGET + "nb_computer_name"), \
                of(piece, TARGET + "nb_domain_name")
            said.add(f.source, "ntlm_host_name", name, f)
            said.add(f.source, "workgroup", group if group != name else "", f)
        elif kind == "0x00000003":
            host = of(piece, "ntlmssp.auth.hostname")
            said.add(f.source, "ntlm_host_name",
                     host if host.upper() != "NULL" else "", f)
            length = of(piece, "ntlmssp.auth.ntresponse").count(":") + 1
            if length == 24 and \
                    of(piece, "ntlmssp.negotiatentlm2") != "1":
                said.add(f.source, "ntlm_v1", 1, f)
        else:
            continue
        build = of(piece, "ntlmssp.version.build_number")
        if build not in ("", "0"):
            said.add(f.source, "ntlm_version", ".".join(
                (of(piece, "ntlmssp.version.major"),
                 of(piece, "ntlmssp.version.minor"), build)), f)
