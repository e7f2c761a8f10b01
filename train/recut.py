#!/usr/bin/env python3
"""Names of a set with words of its own -> the same names on the words that Chancery cuts.

usage: recut.py LANG SET.iob[.xz] [--chancery build/chancery] >OUT.iob

A set that keeps "(WHO)" or "S.A." as one word teaches a model nothing about raw text, where these are several. Each
sentence goes through `dump --stage words --raw`, and a word has the label of the character it begins with. A bracket that
opens a name or closes it alone ("(Jokowi)") is no part of it. Where the program cuts a sentence in two, so is it here.
"""
import argparse

import conllu
from cut import cut
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
    for (words, labels), sentences in zip(gold, cut(a.chancery, a.lang, [" ".join(w) for w, _ in gold])):
        spans, at = list(names(words, labels)), 0
        for sentence in sentences:
            began = None  # the span whose first word has been written in this sentence
            for form in sentence.words:
                word = "".join(form.split())
                span = next((s for s in spans if s[0] <= at < s[1] or at < s[0] < at + len(word)), None)
                print("%s\t%s" % (form, "O" if not span else ("I-" if span == began else "B-") + span[2]))
                began, at = span, at + len(word)
            print()


if __name__ == "__main__":
    main()
