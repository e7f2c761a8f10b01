"""Labels words with a teacher of teach.py: silver data for the student.

    label.py TEACHER.pt HEAD [--names NER-HEAD] <words.conllu >silver.conllu

Reads CoNLL-U of which only the words and SpaceAfter are used (`chancery dump --stage parse` without a model
gives it), writes CoNLL-U with UPOS, FEATS, HEAD and DEPREL, and names as NER=B-... in MISC. Sentences keep
their order within a block of some thousands.
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


def label(model, a, block):
    got, names = {}, {}
    for batch in batches(model, [(spaced(s.words, s.space), i) for i, s in enumerate(block)], 2000, random.Random(0)):
        where, sents = [i for _, i in batch], [s for s, _ in batch]
        got.update(zip(where, predict(model, a.head, sents)))
        if a.names:  # the files of names have white space between all words, so that is how their head knows words
            names.update(zip(where, predict(model, a.names, [[(w, True) for w, _ in s] for s in sents])))
    for i, s in enumerate(block):
        sys.stdout.write(conllu.block(s.words, s.space, *got[i], names.get(i)))
    return sum(len(s) for s in block)


if __name__ == "__main__":
    main()
