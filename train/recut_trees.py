#!/usr/bin/env python3
"""A treebank with words of its own -> the same trees on the words that Chancery cuts, or on those of another edition.

usage: recut_trees.py LANG TREEBANK.conllu[.xz] [--chancery build/chancery] >OUT.conllu
       recut_trees.py LANG TREEBANK.conllu[.xz] --like NEWER.conllu[.xz] >OUT.conllu

With --like, OUT has NEWER's sentences and words, and the treebank's trees on them.

The annotation of 2017 keeps "bukunya" as one word where today's has "buku" and "nya"; a parser that learns from it never
sees the clitic. Each sentence goes through `dump --stage words --raw`. A word cut in several: the first piece stands for the word, the
others hang on it (clitic() says how). Several words made one: it takes the place of the one whose head is outside.
A sentence where the boundaries cross stays as it was.
"""
import argparse
import sys

import conllu
from cut import cut

PERSON = {"nya": "3", "ku": "1", "mu": "2"}


def clitic(form, host, host_tag):
    """(tag, relation) of a piece behind its host."""
    if form.lower() not in PERSON:
        return "PART", "advmod:emph"
    if host_tag == "ADJ":
        return "DET|Definite=Def|PronType=Art", "det"
    tag = "PRON|Number=Sing|Person=%s|PronType=Prs" % PERSON[form.lower()]
    if host_tag == "VERB":
        return tag, "obl:agent" if host.lower().startswith(("di", "ter")) else "obj"
    return tag, "nmod:poss"


def ends(words):
    out, at = [], 0
    for w in words:
        at += len("".join(w.split()))
        out.append(at)
    return out


def recut(s, words, space):
    """The CoNLL-U block of a sentence on other words; None where boundaries cross."""
    old, new = ends(s.words), ends(words)
    if old[-1] != new[-1]:
        return None
    pieces = []  # of each new word: the old words that it covers or is a part of
    starts_old, starts_new = [0, *old[:-1]], [0, *new[:-1]]
    for a, b in zip(starts_new, new):
        pieces.append([i for i, (x, y) in enumerate(zip(starts_old, old)) if x < b and y > a])
        if len(pieces[-1]) > 1 and (starts_old[pieces[-1][0]] != a or old[pieces[-1][-1]] != b):
            return None
    stands = {}  # old word -> new word
    for k, olds in enumerate(pieces):
        for i in olds:
            stands.setdefault(i, k)
    tags, heads, rels = [], [], []
    for k, olds in enumerate(pieces):
        if len(olds) == 1 and stands[olds[0]] != k:
            host = stands[olds[0]]
            tag, rel = clitic(words[k], words[host], s.upos[olds[0]])
            tags.append(tag), heads.append(host + 1), rels.append(rel)
            if s.upos[olds[0]] == "ADP" and tag.startswith("PRON"):  # "untuknya": the preposition hangs on the pronoun
                heads[k], heads[host] = heads[host], k + 1
                rels[k], rels[host] = rels[host], "case"
            continue
        i = next((i for i in olds if s.heads[i] == 0 or s.heads[i] - 1 not in olds), olds[0])
        tags.append(s.upos[i] + ("|" + s.feats[i] if s.feats[i] != "_" else ""))
        heads.append(stands[s.heads[i] - 1] + 1 if s.heads[i] else 0)
        rels.append(s.deprels[i])
    return conllu.block(words, space, tags, heads, rels)


def block_of(s):
    return conllu.block(s.words, s.space, [u + ("|" + f if f != "_" else "") for u, f in zip(s.upos, s.feats)], s.heads, s.deprels)


def letters(s):
    return "".join("".join(w.split()) for w in s.words)


def as_in(gold, newer):
    by_letters = {letters(s): s for s in gold}
    left = 0
    for s in newer:
        old = by_letters.get(letters(s))
        made = old and recut(old, s.words, s.space)
        left += not made
        sys.stdout.write(made or "")
    print("%d sentences left out: other text, or boundaries that cross" % left, file=sys.stderr)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("lang")
    p.add_argument("treebank")
    p.add_argument("--chancery", default="build/chancery")
    p.add_argument("--like", help="an edition of the same sentences: its words")
    a = p.parse_args()
    gold = list(conllu.read(a.treebank))
    if a.like:
        return as_in(gold, conllu.read(a.like))
    texts = ["".join(w + " " * b for w, b in zip(s.words, s.space)) for s in gold]
    crossed = 0
    for s, sentences in zip(gold, cut(a.chancery, a.lang, texts)):
        words, space = [w for t in sentences for w in t.words], [b for t in sentences for b in t.space]
        made = recut(s, words, space)
        crossed += made is None
        sys.stdout.write(made or block_of(s))
    print("%d sentences, %d left as they were" % (len(gold), crossed), file=sys.stderr)


if __name__ == "__main__":
    main()
