#!/usr/bin/env python3
"""Single sentences, and the PLOVER event that each must give.

usage: plover.py CHANCERY REPO LANG

Reads tests/plover/LANG.txt (the form stands at its head). All sixteen types must be there. Prints TAP; exit status 1
where an event is missing, has another mode, or other actors.
"""
import json
import os
import subprocess
import sys

TYPES = set("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
            "COERCE ASSAULT".split())


def sides(side):
    return " ".join(f"{a['code'] or '-'}/{a['sector'] or '-'}" for a in side) or "-"


def told(event):
    mode = f"-{event['mode']}" if event["mode"] else ""
    return f"{event['event']}{mode}\t{sides(event['source'])} > {sides(event['target'])}"


def faults(event, sentence):
    """What every event must hold whatever it says."""
    words = event["eventText"]
    start, end = event["span"]
    if words and words not in event["text"]:
        yield f"eventText '{words}' does not stand in the text"
    if sentence.encode()[start:end].decode() != event["text"]:
        yield "span is not the text's"
    for actor in event["source"] + event["target"]:
        if actor["actorText"] and actor["actorText"] not in sentence:
            yield f"actorText '{actor['actorText']}' does not stand in the sentence"


def main():
    chancery, repo, lang = sys.argv[1:4]
    with open(os.path.join(repo, "tests", "plover", lang + ".txt"), encoding="utf-8") as f:
        rows = [line.rstrip("\n").rsplit("\t", 1) for line in f if line.strip() and not line.startswith("#")]
    feed = "".join(json.dumps({"id": str(i), "text": text}) + "\n" for i, (_, text) in enumerate(rows))
    run = subprocess.run([chancery, "extract", "--format", "plover", "--all-actors", "--raw", "--lang", lang, "-"],
                         input=feed.encode(), capture_output=True, check=True)
    events = {}
    for line in run.stdout.decode().splitlines():
        event = json.loads(line)
        events.setdefault(int(event["doc"]), []).append(event)
    print(f"1..{len(rows) + 1}")
    missing = TYPES - {want.split("\t")[0].split("-")[0] for want, _ in rows}
    print("not ok" if missing else "ok", 1, "-", f"{lang} has all types", *sorted(missing))
    bad = bool(missing)
    for i, (want, text) in enumerate(rows):
        came = events.get(i, [])
        found = [fault for event in came for fault in faults(event, text)]
        if want not in map(told, came):
            found += ["wanted: " + want] + ["came: " + told(event) for event in came]
        print("not ok" if found else "ok", i + 2, "-", text)
        for line in found:
            print("  #", line)
        bad |= bool(found)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
