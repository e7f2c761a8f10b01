"""Treebanks, silver trees and names -> spaCy's binary training files.

    prepare.py words OUT.spacy FILE[*TIMES] ...       one document per sentence
    prepare.py segments OUT.spacy FILE[*TIMES] ...    one document per paragraph, tagged S, B and I
    FILE: CoNLL-U (.conllu[.xz]; names as NER=B-... in MISC where there are any) or names alone (.iob, .txt[.xz])

*TIMES repeats a file. Names of IOB files are joined to the trees with FILE+NAMES.iob, sentence by sentence, where all
words are the same.
Types of names are mapped to those of OntoNotes (PER -> PERSON). What a file does not annotate stays missing, so
that the components learn from the others only.
"""
import argparse
import random
import sys

import spacy
from spacy.tokens import Doc, DocBin, Span

import conllu

TYPES = {"PER": "PERSON", "ORGANISATION": "ORG", "ORGANIZATION": "ORG", "PLACE": "LOC"}
PARAGRAPH = 8  # sentences a paragraph where a treebank marks none


def entities(doc, labels):
    """IOB2 labels -> doc.ents; None: names are not annotated here."""
    if labels is None:
        return
    spans = [Span(doc, a, b, label=TYPES.get(t, t)) for a, b, t in conllu.spans(labels)]
    doc.set_ents(spans, default="outside")


def names_of(s):
    labels = s.names()
    return labels if any(l != "O" for l in labels) else None


def tree(vocab, s, labels):
    feats = [f if f != "_" else "" for f in s.feats]
    heads = [h - 1 if h else i for i, h in enumerate(s.heads)]
    deps = ["ROOT" if h == 0 else r for h, r in zip(s.heads, s.deprels)]
    doc = Doc(vocab, words=s.words, spaces=s.space, pos=s.upos, morphs=feats, heads=heads, deps=deps)
    entities(doc, labels)
    return doc


def words(path, vocab):
    path, _, names = path.partition("+")
    if ".conllu" not in path:
        for w, labels in conllu.read_iob(path, -1):
            doc = Doc(vocab, words=w, sent_starts=[True] + [False] * (len(w) - 1))
            entities(doc, labels)
            yield doc
        return
    extra = {tuple(w): labels for w, labels in conllu.read_iob(names, -1)} if names else {}
    sents = list(conllu.read(path))
    named = any(names_of(s) for s in sents)  # then a sentence without a name has none, and is not unknown
    for s in sents:
        labels = extra.get(tuple(s.words)) if names else names_of(s)
        if named and labels is None:
            labels = ["O"] * len(s)
        if s.heads.count(0) == 1:
            yield tree(vocab, s, labels)


def paragraphs(path):
    """Lists of sentences; as the treebank marks them, else some sentences in a row."""
    marked = any("newpar" in s.comments or "newdoc" in s.comments for _, s in zip(range(200), conllu.read(path)))
    now, rng, size = [], random.Random(1), PARAGRAPH
    for s in conllu.read(path):
        if now and (("newpar" in s.comments or "newdoc" in s.comments) if marked else len(now) >= size):
            yield now
            now, size = [], rng.randint(1, 2 * PARAGRAPH)
        now.append(s)
    if now:
        yield now


def segments(path, vocab):
    for para in paragraphs(path):
        toks, tags = [], []
        for s in para:
            for i, w in enumerate(s.words):
                parts = w.split(" ")
                toks += parts
                tags += ["S" if i == 0 else "B"] + ["I"] * (len(parts) - 1)
        yield Doc(vocab, words=toks, tags=tags)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("what", choices=["words", "segments"])
    p.add_argument("out")
    p.add_argument("files", nargs="+")
    a = p.parse_args()
    vocab, docs = spacy.blank("xx").vocab, []
    for f in a.files:
        path, _, n = f.partition("*")
        got = list((words if a.what == "words" else segments)(path, vocab))
        print("%s: %d documents, %d tokens" % (path, len(got), sum(len(d) for d in got)), file=sys.stderr)
        docs += got * int(n or 1)
    random.Random(1).shuffle(docs)
    DocBin(docs=docs, attrs=["ORTH", "SPACY", "TAG", "POS", "MORPH", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE"]).to_disk(a.out)


if __name__ == "__main__":
    main()
