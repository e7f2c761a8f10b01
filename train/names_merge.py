"""English names of two teachers -> one: spans and PER, ORG, LOC of the first, finer types of the second.

    names_merge.py FIRST.conllu SECOND.iob >OUT.iob

FIRST has names in the types of Universal NER in MISC (label.py --names); SECOND names the same sentences in the types of
OntoNotes. A LOC becomes the GPE, FAC or LOC that SECOND sees there, else GPE; NORP, EVENT and LAW of SECOND stay where
FIRST has no name.
"""
import sys

import conllu

FINE = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE"}


second = {tuple(words): labels for words, labels in conllu.read_iob(sys.argv[2], -1)}
for s in conllu.read(sys.argv[1]):
    other = conllu.spans(second.get(tuple(s.words), ["O"] * len(s)))
    labels = ["O"] * len(s)
    for a, b, kind in conllu.spans(s.names()):
        seen = [t for x, y, t in other if x < b and a < y and t in ("GPE", "FAC", "LOC")]
        fine = seen[0] if kind == "LOC" and seen else FINE[kind]
        labels[a:b] = ["B-" + fine] + ["I-" + fine] * (b - a - 1)
    for a, b, kind in other:
        if kind in ("NORP", "EVENT", "LAW") and all(l == "O" for l in labels[a:b]):
            labels[a:b] = ["B-" + kind] + ["I-" + kind] * (b - a - 1)
    print("".join("%s\t%s\n" % x for x in zip(s.words, labels)))
