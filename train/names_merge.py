"""English names of two teachers -> one: spans and PER, ORG, LOC of the first, finer types of the second.

    names_merge.py FIRST.conllu SECOND.iob >OUT.iob

FIRST has names in the types of Universal NER in MISC (label.py --names); SECOND names the same sentences in the types of
OntoNotes. A LOC becomes the GPE, FAC or LOC that SECOND sees there, else GPE; NORP, EVENT and LAW of SECOND stay where
FIRST has no name.
"""
import sys

import conllu

FINE = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE"}


def spans(labels):
    out, start = [], None
    for i, l in enumerate(list(labels) + ["O"]):
        if start is not None and (l[0] != "I" or l[2:] != labels[start][2:]):
            out.append((start, i, labels[start][2:]))
            start = None
        if l[0] != "O" and start is None:
            start = i
    return out


second = {tuple(words): labels for words, labels in conllu.read_iob(sys.argv[2], -1)}
for s in conllu.read(sys.argv[1]):
    first = [dict(x.split("=", 1) for x in m.split("|") if "=" in x).get("NER", "O") for m in s.misc]
    other = spans(second.get(tuple(s.words), ["O"] * len(s)))
    labels = ["O"] * len(s)
    for a, b, kind in spans(first):
        seen = [t for x, y, t in other if x < b and a < y and t in ("GPE", "FAC", "LOC")]
        fine = seen[0] if kind == "LOC" and seen else FINE[kind]
        labels[a:b] = ["B-" + fine] + ["I-" + fine] * (b - a - 1)
    for a, b, kind in other:
        if kind in ("NORP", "EVENT", "LAW") and all(l == "O" for l in labels[a:b]):
            labels[a:b] = ["B-" + kind] + ["I-" + kind] * (b - a - 1)
    print("".join("%s\t%s\n" % x for x in zip(s.words, labels)))
