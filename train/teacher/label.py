"""Labels words with a teacher of teach.py: silver data for the student.

    label.py TEACHER.pt HEAD [--names NER-HEAD] [--cut NER-HEAD] <words.conllu >silver.conllu

Reads CoNLL-U of which only the words and SpaceAfter are used (`chancery dump --stage parse` without a model
gives it), writes CoNLL-U with UPOS, FEATS, HEAD and DEPREL, and names as NER=B-... in MISC. Sentences keep
their order within a block of some thousands. --cut: words are cut anew from their syllables, by a head of names that
learned words as B and I. HEAD "-": the trees of the input stay, names are added.
"""
import argparse
import random
import sys
import time

import torch

import conllu_path  # noqa: F401  (finds conllu.py beside this folder)
import conllu
from teach import Teacher, batches, predict, spaced


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("teacher")
    p.add_argument("head")
    p.add_argument("--names")
    p.add_argument("--cut")
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--words", type=int, default=0, help="stop after so many words")
    p.add_argument("--skip", type=int, default=0, help="words to pass over first")
    p.add_argument("--longest", type=int, default=80)
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    model = Teacher.load(a.teacher)
    began, done, block, skipped = time.time(), 0, [], 0
    for s in conllu.read("/dev/stdin"):
        if not 3 <= len(s) <= a.longest:
            continue
        if skipped < a.skip:
            skipped += len(s)
            continue
        block.append(s)
        if len(block) == 4000:
            done += label(model, a, block)
            block = []
            print("%d words, %.0f a second" % (done, done / (time.time() - began)), file=sys.stderr, flush=True)
            if a.words and done >= a.words:
                return
    label(model, a, block)


def cut(model, head, block):
    """The same sentences with the words that the head makes of their syllables."""
    pieces = []
    for s in block:
        parts = [w.split(" ") for w in s.words]
        pieces.append(([y for p in parts for y in p], [last or s.space[i] for i, p in enumerate(parts) for last in [True] * (len(p) - 1) + [False]]))
    for batch in batches(model, [([(y, True) for y in p[0]], i) for i, p in enumerate(pieces)], 2000, random.Random(0)):
        for (_, i), labels in zip(batch, predict(model, head, [b[0] for b in batch])):
            s, (parts, space) = block[i], pieces[i]
            s.words, s.space = [], []
            for k, y in enumerate(parts):
                if k and labels[k][0] == "I" and space[k - 1]:
                    s.words[-1] += " " + y
                    s.space[-1] = space[k]
                else:
                    s.words.append(y)
                    s.space.append(space[k])
    return block


def label(model, a, block):
    if a.cut:
        block = cut(model, a.cut, block)
    got, names = {}, {}
    for batch in batches(model, [(spaced(s.words, s.space), i) for i, s in enumerate(block)], 2000, random.Random(0)):
        where, sents = [i for _, i in batch], [s for s, _ in batch]
        if a.head == "-":
            got.update((i, ([u + "|" + f if f != "_" else u for u, f in zip(block[i].upos, block[i].feats)], block[i].heads, block[i].deprels)) for i in where)
        else:
            got.update(zip(where, predict(model, a.head, sents)))
        if a.names:  # the files of names have white space between all words, so that is how their head knows words
            names.update(zip(where, predict(model, a.names, [[(w, True) for w, _ in s] for s in sents])))
    for i, s in enumerate(block):
        sys.stdout.write(conllu.block(s.words, s.space, *got[i], names.get(i)))
    return sum(len(s) for s in block)


if __name__ == "__main__":
    main()
