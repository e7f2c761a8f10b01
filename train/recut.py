#!/usr/bin/env python3
"""Names of a set with words of its own -> the same names on the words that Chancery cuts.

usage: recut.py LANG SET.iob[.xz] [--chancery build/chancery] >OUT.iob

A set that keeps "(WHO)" or "S.A." as one word teaches a model nothing about raw text, where these are several. Each
sentence goes through `dump --stage words --raw`, and a word has the label of the character it begins with. A bracket that
opens a name or closes it alone ("(Jokowi)") is no part of it. Where the program cuts a sentence in two, so is it here.
"""
import argparse
import json
import subprocess

import conllu
from score_ner import by_characters


def names(words, labels):
    """[(first, last + 1, type)] by characters; without the brackets around the whole name."""
    letters = "".join("".join(w.split()) for w in words)
    for a, b, kind in sorted(by_characters(words, conllu.spans(labels))):
        outer = int(letters[a] == "(" and letters[b - 1] == ")" and b - a > 2)
        yield a + outer, b - outer, kind


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("lang")
    p.add_argument("set")
    p.add_argument("--chancery", default="build/chancery")
    a = p.parse_args()
    gold = list(conllu.read_iob(a.set, -1))
    docs = "".join(json.dumps({"id": str(i), "text": " ".join(w)}) + "\n" for i, (w, _) in enumerate(gold))
    command = [a.chancery, "dump", "--stage", "words", "--raw", "--lang", a.lang, "-"]
    said = subprocess.run(command, input=docs.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    for block in said.split("# newdoc id = ")[1:]:
        number, _, rest = block.partition("\n")
        spans, at = list(names(*gold[int(number)])), 0
        for sentence in rest.strip().split("\n\n"):
            rows = [c for c in (line.split("\t") for line in sentence.split("\n")) if c[0].isdigit()]
            began = None  # the span whose first word has been written in this sentence
            for c in rows:
                word = "".join(c[1].split())
                span = next((s for s in spans if s[0] <= at < s[1] or at < s[0] < at + len(word)), None)
                print("%s\t%s" % (c[1], "O" if not span else ("I-" if span == began else "B-") + span[2]))
                began, at = span, at + len(word)
            print()


if __name__ == "__main__":
    main()
