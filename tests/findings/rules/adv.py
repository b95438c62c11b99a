"""ADV - what authorities and makers publish about a device."""
import json

from scene import fires, helper, near
from speak import NAME

POCT1, LOGINS = helper("poct1"), helper("phi-logins")
MAKER = "Zedlab"


def meter(s, version="3.10.8"):
    """A meter that says what it is; its model belongs to this scene."""
    me, manager = s.host(1), s.host(2)
    t = s.tcp(me, manager, 5000)
    t.client(POCT1.hello(me.mac.hex(":"), MAKER, f"Glucozed {s.number}", "99001",
                         MAKER, version))
    t.server(POCT1.ack(1))
    t.client(POCT1.OBSERVATION)
    t.close()
    return me


def advise(s, versions, cve=None, remedy="vendor_fix", affected="known_affected",
           model=None):
    """An advisory about the meter of this scene."""
    number = f"ZZ-{s.number}"
    s.load("csaf", "advisory.json", json.dumps({
        "document": {
            "csaf_version": "2.0", "category": "csaf_security_advisory",
            "title": f"{MAKER} meter", "publisher": {"name": MAKER},
            "tracking": {"id": number, "version": "1",
                         "current_release_date": "2026-05-01T00:00:00Z"}},
        "product_tree": {"branches": [{
            "category": "vendor", "name": MAKER, "branches": [{
                "category": "product_name", "name": model or f"Glucozed {s.number}",
                "branches": [{
                    "category": "product_version_range", "name": versions,
                    "product": {"product_id": "P1", "name": f"Meter {versions}"},
                }]}]}]},
        "vulnerabilities": [{
            "cve": cve or f"CVE-2026-{10000 + s.number}",
            "product_status": {affected: ["P1"]},
            "scores": [{"products": ["P1"], "cvss_v3": {
                "baseScore": 7.5, "vectorString": "CVSS:3.1/AV:N"}}],
            "remediations": [{"category": remedy, "details": "Ask.",
                              "product_ids": ["P1"]}]}]}))


@fires("ADV-001", world="told")
def version_that_is_meant(s):
    advise(s, "<=3.10.8")
    return meter(s)


@near("ADV-001", world="told")
def version_behind_the_last(s):
    advise(s, "<3.10.8")
    meter(s)


@near("ADV-001", world="told")
def version_that_is_fixed(s):
    advise(s, "3.10.8", affected="fixed")
    meter(s)


@fires("ADV-002", world="told")
def version_is_not_known(s):
    advise(s, "<=3.10.8")
    return meter(s, "")


@near("ADV-002", world="told")
def another_model(s):
    advise(s, "<=3.10.8", model=f"Glucozed {s.number}00")
    meter(s, "")


EXPLOITED = "CVE-2026-90001"


@fires("ADV-003", world="told")
def exploited(s):
    s.load("kev", "kev.json", json.dumps({
        "title": "KEV", "catalogVersion": "2026.01.01", "count": 1,
        "dateReleased": "2026-01-01T00:00:00.0Z", "vulnerabilities": [{
            "cveID": EXPLOITED, "vendorProject": MAKER, "product": "Meter",
            "vulnerabilityName": "-", "dateAdded": "2026-01-01",
            "shortDescription": "-", "requiredAction": "Update.",
            "dueDate": "2026-02-01", "knownRansomwareCampaignUse": "Unknown"}]}))
    advise(s, "<=3.10.8", EXPLOITED)
    return meter(s)


@near("ADV-003", world="told")
def not_exploited(s):
    advise(s, "<=3.10.8", "CVE-2026-90002")
    meter(s)


@near("ADV-003", world="told")
def exploited_and_another_version(s):
    advise(s, "<3.10.8", EXPLOITED)
    meter(s)


@fires("ADV-004", world="told")
def no_fix_will_come(s):
    advise(s, "<=3.10.8", remedy="no_fix_planned")
    return meter(s)


@near("ADV-004", world="told")
def no_fix_but_a_way_around(s):
    advise(s, "<=3.10.8", remedy="workaround")
    meter(s)


# ---- what a maker declares ----

def declare(s, answer):
    rows = [(f"{part}-{n}", "N/A") for part in ("AUDT", "CONN", "PAUT", "TXCF")
            for n in range(1, 8)]
    rows += [("DOC-1", MAKER), ("DOC-3", f"Glucozed {s.number}"), ("DOC-4", "F-7"),
             ("DOC-7", "2026-03-20"), ("SAHD-9", answer)]
    s.load("mds2", "form.csv", "Question ID,Question,,See note\n" + "".join(
        f"{question},{NAME}?,{told},\n" for question, told in rows))


def served(s, answer, session=True):
    declare(s, answer)
    me = meter(s)
    if session:
        LOGINS.telnet(s, s.host(3), me)
    return me


@fires("ADV-005", world="told")
def telnet_against_the_form(s):
    return served(s, "Yes")


@near("ADV-005", world="told")
def telnet_as_declared(s):
    served(s, "No")


@near("ADV-005", world="told")
def nothing_against_the_form(s):
    served(s, "Yes", False)
