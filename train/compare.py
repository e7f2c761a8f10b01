#!/usr/bin/env python3
"""Compare Chancery with spaCy, live, on the same words.

usage: compare.py MODEL PIPELINE_DIR FILE.conllu[.xz] ...  [--tool PATH] [--limit N] [--segment] [--show N]
                  [--write FILE.conllu]

MODEL, PIPELINE_DIR: what export.py wrote as OUT.model and with --write-back: equal weights.
Prints the share of sentences in which all tags, features, heads, labels and names are equal (with --segment: in
which all labels of the segmenter are), then each difference with the margin by which spaCy decided there: the
least gap between its best and second best move or label in that sentence. A difference is a tie of floating-point
sums where the margin is below 0.001; any other is a fault. Exit status 1 where there is a fault.
--write: the words with what spaCy says, as the stored expectation of tests/parity.py.
--tool: build/tests/nn_conllu by default.
"""
import argparse
import lzma
import os
import subprocess
import sys

import numpy
import spacy
from spacy.pipeline.tagger import Tagger
from spacy.tokens import Doc

TIE = 1e-3
HERE = os.path.dirname(os.path.abspath(__file__))


def read(path):
    """Sentences of a CoNLL-U file: lists of (form, space follows)."""
    with (lzma.open if path.endswith(".xz") else open)(path, "rt", encoding="utf-8", newline="\n") as lines:
        sentence = []
        for line in lines:
            field = line.rstrip("\n").split("\t")
            if len(field) > 2 and field[0].isdigit():
                sentence.append((field[1], "SpaceAfter=No" not in field[-1]))
            elif not line.strip("\n") and sentence:
                yield sentence
                sentence = []
        if sentence:
            yield sentence


def doc_of(nlp, words):
    return Doc(nlp.vocab, words=[w for w, _ in words], spaces=[s for _, s in words],
               sent_starts=[i == 0 for i in range(len(words))])


def is_segmenter(pipe):
    return isinstance(pipe, Tagger) and set(pipe.labels) <= set("SBI")


def split_tag(label):
    """UPOS and features of a label, as model.c splits it."""
    pos = [p[4:] for p in label.split("|") if p.startswith("POS=") and len(p) > 4]
    if not pos:
        return label or "_", "_"
    return pos[-1], "|".join(p for p in label.split("|") if not (p.startswith("POS=") and len(p) > 4)) or "_"


def spacy_rows(nlp, sentences):
    """What spaCy says: for each sentence a list of (upos, feats, head, dep, name)."""
    docs = [doc_of(nlp, s) for s in sentences]
    for _, pipe in nlp.pipeline:
        if not is_segmenter(pipe):
            docs = list(pipe.pipe(docs, batch_size=128))
    tagger = [p for _, p in nlp.pipeline if isinstance(p, Tagger) and not is_segmenter(p)]
    rows = []
    for doc in docs:
        out, has_tree = [], doc.has_annotation("DEP")
        for t in doc:
            label = tag_label(t) if tagger else "_"
            upos, feats = split_tag(label)
            root = t.head.i == t.i
            name = t.ent_iob_ + "-" + t.ent_type_ if t.ent_iob_ in "BI" and t.ent_iob_ else "O"
            out.append((upos, feats, 0 if root else t.head.i + 1, ("root" if root else t.dep_) if has_tree else "_", name))
        rows.append(out)
    return rows


def tag_label(token):
    """The label of a tagged token; a morphologizer has spread it over the token."""
    if token.tag_:
        return token.tag_
    morph = str(token.morph)
    return "|".join(p for p in (morph, "POS=" + token.pos_ if token.pos_ else "") if p)


def spacy_segments(nlp, sentences):
    pipe = [p for _, p in nlp.pipeline if is_segmenter(p)][0]
    return [[(pipe.labels[k],) for k in pipe.predict([doc_of(nlp, s)])[0]] for s in sentences]


def conllu(sentences):
    return "\n".join("".join(f"{i}\t{w}\t_\t_\t_\t_\t_\t_\t_\t{'_' if space else 'SpaceAfter=No'}\n"
                             for i, (w, space) in enumerate(s, 1)) for s in sentences) + "\n"


def tool_rows(tool, model, sentences, segment):
    """What Chancery says, in the same form."""
    run = subprocess.run([tool] + (["--segment"] if segment else []) + [model], input=conllu(sentences).encode(),
                         stdout=subprocess.PIPE, check=True)
    rows, row = [], []
    for line in run.stdout.decode().split("\n"):
        field = line.split("\t")
        if len(field) == 10:
            misc = field[9].split("=", 1)[1]
            row.append((misc,) if segment else (field[3], field[5], int(field[6]), field[7], misc))
        elif row:
            rows.append(row)
            row = []
    return rows


# ---- margins ----

def gap(scores):
    top = numpy.sort(numpy.asarray(scores))[-2:]
    return float(top[-1] - top[0]) if len(top) > 1 else float("inf")


def margins(nlp, words, segment):
    """For each component the least gap between best and second best in this sentence."""
    out, doc = {}, doc_of(nlp, words)
    for name, pipe in nlp.pipeline:
        if segment != is_segmenter(pipe):
            continue
        if isinstance(pipe, Tagger):
            out[name] = min(gap(s) for s in pipe.model.predict([doc])[0])
        elif hasattr(pipe, "moves"):
            out[name] = moves_margin(pipe, doc)
        doc = pipe(doc)
    return out


def moves_margin(pipe, doc):
    states, least = pipe.moves.init_batch([doc]), float("inf")
    model = pipe.model.predict([doc])
    names = [pipe.moves.get_class_name(i) for i in range(pipe.moves.n_moves)]
    while states:
        scores = numpy.ascontiguousarray(model.predict(states))
        valid = [i for i, n in enumerate(names) if pipe.moves.is_valid(states[0], n)]
        least = min(least, gap(scores[0][valid]))
        states = pipe.transition_states(states, scores)
    return least


# ---- comparing ----

def compare(nlp, model, tool, sentences, segment, show, where):
    want = spacy_segments(nlp, sentences) if segment else spacy_rows(nlp, sentences)
    got = tool_rows(tool, model, sentences, segment)
    if len(want) != len(got):
        print(f"{where}: {len(want)} sentences for spaCy, {len(got)} for Chancery")
        return want, 1
    differ = [i for i in range(len(want)) if want[i] != got[i]]
    words = sum(map(len, sentences))
    print(f"{where}: {len(want) - len(differ)} of {len(want)} sentences equal "
          f"({100 * (len(want) - len(differ)) / max(1, len(want)):.2f}%), {words} words")
    faults = 0
    for n, i in enumerate(differ):
        least = margins(nlp, sentences[i], segment)
        tie = least and min(least.values()) < TIE
        faults += not tie
        if n < show:
            print(f"  sentence {i + 1}: {'tie' if tie else 'FAULT'}; least margins {', '.join(f'{k} {v:.2g}' for k, v in least.items())}")
            for j, (a, b) in enumerate(zip(want[i], got[i])):
                if a != b:
                    print(f"    {j + 1} {sentences[i][j][0]}: spaCy {' '.join(map(str, a))}, Chancery {' '.join(map(str, b))}")
    if differ:
        print(f"  {len(differ) - faults} ties, {faults} faults")
    return want, faults


def write(path, sentences, want, segment):
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        for s, rows in zip(sentences, want):
            for i, ((word, space), row) in enumerate(zip(s, rows), 1):
                misc = f"Seg={row[0]}" if segment else f"NER={row[4]}"
                upos, feats, head, dep = ("_",) * 4 if segment else row[:4]
                out.write(f"{i}\t{word}\t_\t{upos}\t_\t{feats}\t{head}\t{dep}\t_\t{misc}{'' if space else '|SpaceAfter=No'}\n")
            out.write("\n")


def main():
    args = argparse.ArgumentParser(description="Compare Chancery with spaCy, live, on the same words.")
    args.add_argument("model")
    args.add_argument("pipeline")
    args.add_argument("files", nargs="+")
    args.add_argument("--tool", default=os.path.join(HERE, "..", "build", "tests", "nn_conllu"))
    args.add_argument("--limit", type=int, default=0, help="sentences of each file")
    args.add_argument("--segment", action="store_true")
    args.add_argument("--show", type=int, default=20)
    args.add_argument("--write", metavar="FILE.conllu")
    args = args.parse_args()
    nlp = spacy.load(args.pipeline)
    faults, kept, wanted = 0, [], []
    for path in args.files:
        sentences = list(read(path))
        sentences = sentences[:args.limit] if args.limit else sentences
        want, bad = compare(nlp, args.model, args.tool, sentences, args.segment, args.show, os.path.basename(path))
        faults += bad
        kept += sentences
        wanted += want
    if args.write:
        write(args.write, kept, wanted, args.segment)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
