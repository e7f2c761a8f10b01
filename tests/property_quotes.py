#!/usr/bin/env python3
"""Every quote equals its bytes, whatever the input: on the samples, and on samples cut, doubled, shuffled and damaged.

usage: property_quotes.py CHANCERY REPO [SEED [ROUNDS]]

For each document: every claim's quote is the bytes of the clean text at its span, its trigger lies in the text, every
mention's text is the bytes at its offsets, every fact's quote stands in the clean text, and what is printed is UTF-8 and JSON.
The mutations come from a fixed seed. Prints TAP; exit status 1 where a case fails.
"""
import glob
import json
import os
import random
import subprocess
import sys
import tempfile


def mutate(data, other, rng):
    """One damaged copy of the bytes."""
    how = rng.randrange(8)
    a, b = sorted(rng.randrange(len(data) + 1) for _ in range(2))
    if how == 0:
        return data[:b]
    if how == 1:
        return data[:a] + data[b:]
    if how == 2:
        return data[:b] + data[a:b] + data[b:]
    if how == 3:
        return data[:a] + bytes(rng.randrange(256) for _ in range(rng.randrange(1, 40))) + data[a:]
    if how == 4:
        return data[:a] + other[rng.randrange(len(other)):] + data[a:]
    if how == 5:
        lines = data.split(b"\n")
        rng.shuffle(lines)
        return b"\n".join(lines)
    if how == 6:
        return data.replace(b" ", rng.choice([b"\xc2\xa0", b"  ", b"\t", b"\n", b"\xe2\x80\x8b "]), rng.randrange(1, 400))
    flipped = bytearray(data)
    for _ in range(rng.randrange(1, 30)):
        flipped[rng.randrange(len(flipped))] = rng.randrange(256)
    return bytes(flipped)


def lines(chancery, root, command, folder, faults):
    """The program's JSON Lines for the folder, by document. Damaged inputs may fail (1), nothing may crash."""
    done = subprocess.run([chancery, *command, "--lang-dir", os.path.join(root, "lang"), folder], capture_output=True, timeout=900)
    if done.returncode not in (0, 1):
        faults.append(f"{' '.join(command)}: exit status {done.returncode}: {done.stderr.decode(errors='replace')[-500:]}")
    out = []
    for line in done.stdout.split(b"\n"):
        if line:
            try:
                out.append(json.loads(line.decode("utf-8")))
            except ValueError as e:
                faults.append(f"{' '.join(command)}: {e}: {line[:200]!r}")
    return out


def check(chancery, root, folder):
    """Faults of one folder of documents, and how many documents, mentions, claims and facts were looked at."""
    faults = []
    texts = {}
    for doc in lines(chancery, root, ["dump", "--stage", "clean"], folder, faults):
        texts.setdefault(doc["doc"], []).append((doc.get("text") or "").encode())
    seen = {"documents": sum(map(len, texts.values())), "mentions": 0, "claims": 0, "facts": 0}

    def at(doc, start, end, words):
        return any(text[start:end] == words for text in texts.get(doc, []))

    for doc in lines(chancery, root, ["dump", "--stage", "mention"], folder, faults):
        for m in doc.get("mentions") or []:
            seen["mentions"] += 1
            if not at(doc["doc"], m["start"], m["end"], m["text"].encode()):
                faults.append(f"{doc['doc']}: the mention {m['text']!r} is not at {m['start']}-{m['end']}")
    for doc in lines(chancery, root, ["dump", "--stage", "extract"], folder, faults):
        for claim in doc.get("claims") or []:
            seen["claims"] += 1
            start, end = claim["span"]
            if not claim.get("quote") or not at(doc["doc"], start, end, claim["quote"].encode()):
                faults.append(f"{doc['doc']}: the quote {claim.get('quote')!r} is not at {start}-{end}")
    for fact in lines(chancery, root, ["extract"], folder, faults):
        seen["facts"] += 1
        if not any(fact["quote"].encode() in text for text in texts.get(fact["doc"], [])):
            faults.append(f"{fact['doc']}: no such words in the text: {fact['quote']!r}")
    return faults, seen


def main():
    chancery, root = (os.path.abspath(a) for a in sys.argv[1:3])
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 7)
    rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 6
    samples = sorted(p for p in glob.glob(os.path.join(root, "samples/articles/**/*"), recursive=True) if os.path.isfile(p))
    whole = [open(p, "rb").read() for p in samples]
    failed = 0
    print("1..2")
    with tempfile.TemporaryDirectory() as tmp:
        for n in range(rounds):
            for path, data in zip(samples, whole):
                copy = data
                for _ in range(rng.randrange(1, 4)):
                    copy = mutate(copy or b" ", rng.choice(whole), rng)
                stem, ext = os.path.splitext(os.path.basename(path))
                with open(os.path.join(tmp, f"{stem}-{n}{ext}"), "wb") as f:
                    f.write(copy)
        cases = [("the samples", os.path.join(root, "samples/articles")), (f"{rounds} mutations of each", tmp)]
        for n, (title, folder) in enumerate(cases, 1):
            faults, seen = check(chancery, root, folder)
            if n == 1 and not (seen["documents"] and seen["mentions"] and seen["facts"]):
                faults.append("nothing was looked at")
            print("not ok" if faults else "ok", n, "-", title)
            print("#", ", ".join(f"{v} {k}" for k, v in seen.items()))
            for fault in faults[:20]:
                print("#", fault)
            failed += bool(faults)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
