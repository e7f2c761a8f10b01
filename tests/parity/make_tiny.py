#!/usr/bin/env python3
"""Write tests/parity/tiny.model and what spaCy says with it: a model of a few kilobytes for the test suite.

usage: make_tiny.py           needs spaCy and a build in build/

Its words and trees are made up by a seeded generator and mean nothing; the trees are often not projective, so that
decorated labels come up. Shapes are unlike those of the real models: all attributes, a window of two, odd widths,
vectors. Training is short: near ties are welcome in a test.
"""
import gzip
import os
import random
import sys
import tempfile

import numpy
import spacy
from spacy.tokens import Doc
from spacy.training import Example
from spacy.vectors import Vectors
from thinc.api import Adam

HERE = os.path.dirname(os.path.abspath(__file__))
REPO = os.path.join(HERE, "..", "..")
sys.path.insert(0, os.path.join(REPO, "train"))
import compare  # noqa: E402
import export  # noqa: E402

SYLLABLES = "ka to mi Ru sel NA vor ên 日 7 ßu Ło -e 'n ἀ Đo".split()
LABELS = ["nsubj", "obj", "det", "punct", "obl"]


def tok2vec(width, attrs, rows, vectors, depth, window, pieces):
    return {"@architectures": "spacy.Tok2Vec.v2",
            "embed": {"@architectures": "spacy.MultiHashEmbed.v2", "width": width, "attrs": attrs, "rows": rows,
                      "include_static_vectors": vectors},
            "encode": {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": width, "depth": depth,
                       "window_size": window, "maxout_pieces": pieces}}


def transitions(kind):
    return {"model": {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": kind, "extra_state_tokens": False,
                      "hidden_width": 7, "maxout_pieces": 2, "use_upper": True,
                      "tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": 10}}}


def tagger(below):
    return {"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": below}}


def sentence(dice):
    return ["".join(dice.choice(SYLLABLES) for _ in range(dice.randint(1, 3))) for _ in range(dice.randint(1, 14))]


def annotate(nlp, words, dice, gold):
    n = len(words)
    flat = dict(words=words, spaces=[dice.random() < 0.7 for _ in words], sent_starts=[i == 0 for i in range(n)])
    if gold:
        root = dice.randrange(n)
        heads = [root] * n
        done = [root]
        for i in dice.sample(range(n), n):
            if i != root:
                near = sorted(done, key=lambda j: abs(i - j))[:3]
                heads[i] = dice.choice(near)
                done.append(i)
        flat.update(heads=heads, deps=["ROOT" if h == i else LABELS[len(words[i]) % 5] for i, h in enumerate(heads)],
                    tags=["Case=Nom|POS=NOUN" if len(w) > 4 else "POS=" + ("NUM" if "7" in w else "PUNCT" if "-" in w else "VERB")
                          for w in words],
                    ents=["B-PERSON" if "N" in w else "I-PERSON" if i and "N" in words[i - 1] else "O" for i, w in enumerate(words)])
    return Doc(nlp.vocab, **flat)


def main():
    dice = random.Random(7)
    numpy.random.seed(7)
    spacy.util.fix_random_seed(7)
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 10}
    nlp = spacy.blank("xx")
    nlp.add_pipe("tagger", "segmenter", config=tagger(tok2vec(6, ["SUFFIX", "SPACY"], [16, 5], False, 1, 1, 3)))
    nlp.add_pipe("tok2vec", config={"model": tok2vec(10, ["ORTH", "LOWER", "NORM", "PREFIX", "SUFFIX", "SHAPE"],
                                                     [24, 24, 16, 12, 16, 12], True, 3, 2, 2)})
    nlp.add_pipe("tagger", config=tagger(listener))
    nlp.add_pipe("parser", config=dict(transitions("parser"), min_action_freq=2))
    nlp.add_pipe("ner", config=transitions("ner"))
    texts = [sentence(dice) for _ in range(150)]
    known = sorted({w for t in texts[:30] for w in t})[:24]
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, keys=known,
                                data=numpy.random.normal(size=(len(known), 13)).astype("f4"))
    examples = []
    for words in texts:
        gold = annotate(nlp, words, dice, True)
        examples.append(Example(Doc(nlp.vocab, words=words, spaces=[bool(t.whitespace_) for t in gold],
                                    sent_starts=[i == 0 for i in range(len(words))]), gold))
    segments = [Example(e.predicted.copy(), e.predicted.copy()) for e in examples]
    for e in segments:
        for i, t in enumerate(e.reference):
            t.tag_ = "S" if i == 0 or t.text[0] == "R" else "I" if len(t.text) < 3 else "B"
    nlp.get_pipe("segmenter").initialize(lambda: segments, nlp=nlp)
    for name in nlp.pipe_names[1:]:
        nlp.get_pipe(name).initialize(lambda: examples, nlp=nlp)
    for _ in range(3):
        nlp.get_pipe("segmenter").update(segments, sgd=Adam(0.01))
        with nlp.select_pipes(disable=["segmenter"]):
            for i in range(0, len(examples), 10):
                nlp.update(examples[i:i + 10], sgd=Adam(0.01))

    path = os.path.join(HERE, "tiny.model")
    with tempfile.NamedTemporaryFile("w", suffix=".tsv") as lemmas:
        lemmas.write("form\tNOUN\tkatomi\t1\t255\tTo\t0\t\nrule\tNOUN\t\t\t0\t0\t\t0\t\nrule\tNOUN\t\tto\t0\t0\t\t2\ta\n"
                     "rule\tVERB\tka\tru\t0\t1\tX\t1\té\nrule\tVERB\t\t\t1\t0\t\t0\t\n")
        lemmas.flush()
        data, log = export.export(nlp, {"name": "tiny", "licence": "Apache-2.0"}, lemmas.name, "i8", False)
    with open(path, "wb") as file:
        file.write(data)
    print("\n".join(log), f"\ntiny.model: {len(data)} bytes")
    sentences = [[(w, dice.random() < 0.7) for w in sentence(dice)] for _ in range(200)]
    sentences += [[(w, True) for w in s] for s in ([w for t in texts for w in t][:400], ["\u00a0"], ["a", " ", "NA", "NA"], ["€", "’s", "--"])]
    tool = os.path.join(REPO, "build", "tests", "nn_conllu") if len(sys.argv) < 2 else sys.argv[1]
    faults = 0
    for segment in (False, True):
        want, bad = compare.compare(nlp, path, tool, sentences, segment, 10, "tiny")
        faults += bad
        with tempfile.NamedTemporaryFile(suffix=".conllu") as text:
            compare.write(text.name, sentences, want, segment)
            with open(os.path.join(HERE, f"tiny{'.segment' if segment else ''}.conllu.gz"), "wb") as file:
                file.write(gzip.compress(text.read(), 9, mtime=0))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
