"""cap - 500,000 conversations with places for 65,536 (bar 3)."""
import json
import os
import re
import subprocess

from measure import counters, made, row, run, say, scan

FLOWS = 65536


def stated(tools, config):
    """MiB of a worker without the kernel's buffer, as watch says at start."""
    script = ("ip link set lo up; exec timeout 2 \"$@\"")
    got = run(["unshare", "-n", "sh", "-c", script, "sh", tools.binary,
               "--signatures", "signatures", "--config", config, "watch", "-q",
               "-i", "lo", "--db", tools.db("stated")])
    found = re.search(r"(\d+) MiB per worker", got.err)
    return int(found.group(1)) - 64 if found else None


def addresses(tools, db):
    """Of all assets; who shares one decides which name an asset goes by."""
    out = subprocess.run([tools.binary, "--signatures", "signatures",
                          "export", "assets", "-f", "jsonl", "--db", db],
                         check=True, stdout=subprocess.PIPE).stdout
    return {address["ip"] for line in out.splitlines()
            for address in json.loads(line)["addresses"]}


def rows(tools):
    capture = made("f500000", "smallpkt", "-n", "3000000", "-f", "500000",
                   "-c", "500000")
    if capture is None:
        say("cap left out, no ../shared/bench")
        return
    configs = {}
    for flows in (FLOWS, 1 << 20):
        configs[flows] = os.path.join(tools.work, f"{flows}.conf")
        with open(configs[flows], "w") as f:
            f.write(f"sensor\n  flows {flows}\n")
    runs = {flows: scan(tools.binary, tools.db(f"cap{flows}"), capture,
                        "--workers", "1", "--config", config, watched=True)
            for flows, config in configs.items()}
    peak = runs[FLOWS].peak
    bound = stated(tools, configs[FLOWS])
    yield row("3", "worker, peak resident, 65,536 places", peak[2] / 1024,
              "MiB", bound)
    yield row("3", "recorder, peak resident", peak[1] / 1024, "MiB")
    yield row("3", "worker, peak resident, 1,048,576 places",
              runs[1 << 20].peak[2] / 1024, "MiB",
              stated(tools, configs[1 << 20]))
    yield row("3", "conversations evicted and counted",
              counters(tools.binary, tools.db(f"cap{FLOWS}"))["flow_evicted"],
              "", 1, True)
    few, all_ = (addresses(tools, tools.db(f"cap{f}")) for f in configs)
    yield row("3", "addresses of assets, enough places", len(all_), "", 1, True)
    yield row("3", "addresses missing or other with 65,536 places", len(few ^ all_), "",
              0)
