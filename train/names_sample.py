"""A sample of IOB files, sentences with names preferred, in the types of Universal NER (PER, ORG, LOC).

    names_sample.py FILE*WITH*WITHOUT[*WORDS] ... >OUT.iob

WITH, WITHOUT: the share kept of sentences with and without names; WORDS: stop behind so many words of the file.
"""
import random
import sys

import conllu

UNER = {"PERSON": "PER", "PER": "PER", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG"}


def uner(label):
    kind = UNER.get(label[2:])
    return label[:2] + kind if kind else "O"


rng = random.Random(1)
for arg in sys.argv[1:]:
    path, with_names, without, *most = arg.split("*")
    left = int(most[0]) if most else sys.maxsize
    for words, labels in conllu.read_iob(path, -1):
        labels = [uner(l) for l in labels]
        if rng.random() < float(with_names if any(l != "O" for l in labels) else without):
            print("".join("%s\t%s\n" % x for x in zip(words, labels)))
            left -= len(words)
        if left < 0:
            break
