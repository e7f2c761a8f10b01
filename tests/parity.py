#!/usr/bin/env python3
"""Check that models give what spaCy gives: stored expectations in tests/parity/, models in models/.

usage: parity.py NN_CONLLU REPO [NAME ...]      NAME: en, id ...; all by default. Prints TAP.

tests/parity/NAME.conllu.gz holds words with what spaCy says of them (NAME.segment.conllu.gz: with the segmenter's
labels), the model is models/NAME.model, or tests/parity/NAME.model. tests/parity/make.sh writes them anew.
"""
import glob
import gzip
import os
import subprocess
import sys

LEAST = 500  # sentences of a language


def blocks(text):
    """Sentences as lists of the columns that count: all but the lemma, and of MISC its first item."""
    out = []
    for block in text.split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line and line[0] != "#"]
        if rows:
            out.append([(r[1], r[3], r[5], r[6], r[7], r[9].split("|")[0]) for r in rows])
    return out


def main():
    tool, repo = sys.argv[1:3]
    folder = os.path.join(repo, "tests", "parity")
    cases = sorted(glob.glob(os.path.join(folder, "*.conllu.gz")))
    cases = [c for c in cases if len(sys.argv) == 3 or os.path.basename(c).split(".")[0] in sys.argv[3:]]
    number, failed = 0, 0
    for path in cases:
        name = os.path.basename(path)[:-len(".conllu.gz")]
        language, segment = name.split(".")[0], name.endswith(".segment")
        model = os.path.join(repo, "models", language + ".model")
        if not os.path.exists(model):
            model = os.path.join(folder, language + ".model")
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
            text = file.read()
        run = subprocess.run([tool] + (["--segment"] if segment else []) + [model], input=text.encode(),
                             stdout=subprocess.PIPE)
        want, got = blocks(text), blocks(run.stdout.decode())
        differ = [i for i in range(min(len(want), len(got))) if want[i] != got[i]]
        checks = [(f"{name}: {len(want)} sentences, each as spaCy has it", run.returncode == 0 and not differ and len(want) == len(got))]
        if not segment and language != "tiny":
            checks.append((f"{name}: at least {LEAST} sentences", len(want) >= LEAST))
        for title, holds in checks:
            number += 1
            failed += not holds
            print("ok" if holds else "not ok", number, "-", title)
        for i in differ[:5]:
            for a, b in zip(want[i], got[i]):
                if a != b:
                    print(f"# sentence {i + 1}: spaCy {' '.join(a)}, here {' '.join(b)}")
    print(f"1..{number}")
    return 1 if failed or not number else 0


if __name__ == "__main__":
    sys.exit(main())
