#!/usr/bin/env python3
"""What the sample articles were made for, end to end: see samples/README.md.

usage: samples.py CHANCERY REPO       prints TAP; exit status 1 where a case fails
No fact speaks of a state that only the furniture of its page names; the same event told by two outlets is one fact with two
sources; figures that contradict each other show as a conflict; the brief notices a session that nobody reported and a promise
that is overdue; a document in a language without a pack is stored and gives nothing.
"""
import json
import os
import subprocess
import sys
import tempfile

# The states that each document is about, by a part of its id. Whoever else is named there is furniture.
ABOUT = {
    "saigon-ledger": {"VNM", "KEN"}, "nairobi-horizon": {"VNM", "KEN"}, "harbour-wire": {"VNM", "KEN"},
    "coastline-post": {"VNM", "KEN"}, "andes-monitor": {"CHL", "IDN"}, "north-sea-chronicle": {"ISL", "URY"},
    "lintas-samudra-sidang": {"VNM", "KEN"}, "lintas-samudra-menlu": {"CHL", "IDN"}, "surat-kepercayaan": {"CHL", "IDN"},
    "fiji-timor-leste": {"FJI", "TLS"}, "duong-bien": {"VNM", "KEN"}, "thoi-luan": {"VNM", "KEN", "UN"},
    "tin-xa-vien-tro": {"VNM", "KEN"}, "tin-xa-lao": {"LAO", "MNG"}, "kenya-speaker": {"VNM", "KEN"}, "kenya-committee": {"VNM", "KEN"},
    "morocco-peru": {"MAR", "PER"}, "id-parlemen": {"CHL", "IDN", "UN"}, "es-otro": set(), "vi-kenya-cang": {"VNM", "KEN"},
}


def parties(fact):
    out = set()
    for field in ("parties", "by", "to", "from", "visitor", "host"):
        out |= set(fact.get(field) or [])
    out |= {p.get("party") for p in fact.get("people") or []} | {fact.get("party")}
    return out - {None}


def main():
    chancery, root = (os.path.abspath(a) for a in sys.argv[1:3])
    lang = ["--lang-dir", os.path.join(root, "lang")]
    cases = []

    def run(*words):
        options = [] if words[0] == "verify" else lang
        done = subprocess.run([chancery, words[0], *options, *words[1:]], cwd=root, capture_output=True, text=True, timeout=300)
        if done.returncode:
            cases.append((" ".join(words), [f"exit status {done.returncode}", *done.stderr.splitlines()]))
        return done.stdout

    def rows(*words):
        return [json.loads(line) for line in run(*words).splitlines()]

    foreign, known, unknown = [], set(), set()
    for fact in rows("extract", "samples/articles"):
        names = [n for n in ABOUT if n in fact["doc"]]
        known.update(names)
        if not names:
            unknown.add(fact["doc"])
        elif parties(fact) - ABOUT[names[0]]:
            foreign.append(json.dumps(fact, ensure_ascii=False))
    cases.append(("no fact from furniture", foreign))
    cases.append(("every article gives facts", sorted({n for n in ABOUT if ABOUT[n]} - known) + sorted(unknown)))
    langs = {d["doc"]: d["lang"] for d in rows("dump", "--stage", "langid", "samples/articles")}
    cases.append(("Spanish is known as foreign", [f"{d}: {c}" for d, c in langs.items() if (c == "und") != ("es-otro" in d)]))

    with tempfile.TemporaryDirectory() as tmp:
        register = ["-r", os.path.join(tmp, "register.sqlite")]
        run("add", *register, "samples/articles")
        facts = rows("facts", *register, "--format", "jsonl")

        def one(title, test, sources):
            found = [f for f in facts if test(f)]
            good = len(found) == 1 and len(found[0]["sources"]) >= sources
            cases.append((title, [] if good else [json.dumps(f, ensure_ascii=False) for f in found] or ["no such fact"]))

        def between(f, a, b):
            return parties(f) == {a, b}

        one("one memorandum, told by two outlets or more",
            lambda f: f["kind"] == "agreement" and between(f, "VNM", "KEN") and f.get("date") == "2025-03-12", 2)
        one("one beginning of relations, told by two outlets or more",
            lambda f: f["kind"] == "relation" and between(f, "VNM", "KEN") and f.get("what") == "established", 2)
        one("one trade figure of Vietnam and Kenya for 2024",
            lambda f: f.get("measure") == "trade" and between(f, "VNM", "KEN") and f.get("period") == "2024", 3)
        one("one trade figure of Indonesia and Chile for the first nine months of 2024",
            lambda f: f.get("measure") == "trade" and between(f, "IDN", "CHL") and f.get("period") == "2024-01/2024-09", 2)
        conflicts = run("conflicts", *register)
        for one_value, other in (("184.6", "171"), ("412.7", "398")):
            cases.append((f"{one_value} against {other} million is shown",
                          [] if one_value in conflicts and other in conflicts else conflicts.splitlines()))
        brief = run("brief", *register, "Vietnam", "Kenya")
        for title, words in (("a missing session is noticed", "2nd"), ("an overdue promise is noticed", "overdue")):
            cases.append((title, [] if words in brief else ["the brief lacks: " + words]))
        cases.append(("the register proves its quotes", [] if "sound" in run("verify", *register) else ["it does not"]))

    print(f"1..{len(cases)}")
    for n, (title, faults) in enumerate(cases, 1):
        print("not ok" if faults else "ok", n, "-", title)
        for line in faults[:20]:
            print("#", line)
    return 1 if any(faults for _, faults in cases) else 0


if __name__ == "__main__":
    sys.exit(main())
