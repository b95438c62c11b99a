"""shown_clear - what passes in clear: pages, forms, shells, files, screens."""
import re

from shown_logins import is_default, refuse
from shown_names import ssdp


def http(said, f):
    if "ssdp" in f.protocols:
        ssdp(said, f)
        return
    for value in f.all("http.server"):
        said.add(f.source, "http_server", value, f)
    for value in f.all("http.user_agent"):
        said.add(f.source, "http_user_agent", value, f)
    for line in f.all("http.response.line"):
        if line.lower().startswith("x-powered-by:"):
            said.add(f.source, "http_powered_by", line[13:].strip(), f)
    for value in f.all("http.www_authenticate"):
        if 'realm="' in value:
            said.add(f.source, "http_realm",
                     value.split('realm="')[1].split('"')[0], f)
    stream = said.streams[f.first("tcp.stream")]
    if f.first("http.request.method"):
        stream.pop("login", "")
    for value in f.all("http.authorization"):
        scheme = value.split(" ")[0].lower()
        if scheme in ("basic", "digest"):
            said.add(f.source, "clear_login_sent", "http-" + scheme, f)
            stream["login"] = "http-" + scheme
            stream["pair"] = f.first("http.authbasic")
    if f.first("http.request.method") == "POST" and any(
            PASSWORD.fullmatch(key) for key in
            f.all("urlencoded-form.key") + f.all("json.key")):
        said.add(f.target, "http_clear_form", 1, f)
    answer(said, stream, f, f.first("http.response.code"))


PASSWORD = re.compile("pass|passwd|password|pwd|j_password|pin", re.I)


def answer(said, stream, f, code):
    """A Digest is wrong when it follows a challenge; before that its nonce may
    have been too old."""
    if not code or code[0] == "1":
        return
    login = stream.pop("login", "")
    if login and code[0] in "23":
        said.add(f.source, "clear_login", login, f)
    if login == "http-basic" and code[0] == "2" and ":" in stream["pair"] and \
            is_default(*stream["pair"].split(":", 1)):
        said.add(f.source, "default_login", 1, f)
    stale = any("stale=true" in v.lower() for v in f.all("http.www_authenticate"))
    if code == "401" and not stale and (
            login == "http-basic" or (login and stream.get("challenged"))):
        refuse(said, f)
    stream["challenged"] = code == "401"


def vnc(said, f):
    if f.first("vnc.auth_result") == "1":
        refuse(said, f)


def telnet(said, f):
    server = f.source if f.first("tcp.srcport") == "23" else f.target
    said.add(server, "telnet_session", 1, f)


def ftp(said, f):
    """USER of somebody, PASS and 230."""
    stream = said.streams[f.first("tcp.stream")]
    for key, value in f.flat:
        if key == "ftp.request.command":
            stream[value.upper()] = True
            stream["last"] = value.upper()
        elif key == "ftp.request.arg" and stream.get("last") == "USER":
            stream["anonymous"] = value.lower() in ("anonymous", "ftp")
            stream["PASS"] = stream["default"] = False
            stream["user"] = value
        elif key == "ftp.request.arg" and stream.get("last") == "PASS":
            stream["default"] = is_default(stream.get("user", ""), value)
        elif key == "ftp.response.code" and value == "530" and \
                stream.get("PASS") and not stream.get("anonymous"):
            refuse(said, f)
            stream["PASS"] = False
        elif key == "ftp.response.code" and value == "220":
            stream["greets"] = True
        elif key == "ftp.response.code" and value == "230" and "USER" in stream:
            if stream["anonymous"]:
                said.add(f.source, "ftp_anonymous", 1, f)
            elif stream.get("PASS"):
                said.add(f.source, "clear_login", "ftp", f)
                said.add(f.target, "clear_login_sent", "ftp", f)
                if stream.get("default"):
                    said.add(f.source, "default_login", 1, f)
        elif key == "ftp.response.arg" and stream.pop("greets", False) and \
                not stream.get("greeted"):
            stream["greeted"] = True
            said.add(f.source, "ftp_banner", value, f)
