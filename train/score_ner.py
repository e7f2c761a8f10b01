#!/usr/bin/env python3
"""Score the names that a model finds against a set annotated in IOB2: F1 of spans with their types.

usage: score_ner.py LANG SET.iob[.xz] [--chancery build/chancery] [--models DIR]                  from raw text
       score_ner.py LANG SET.iob[.xz] --tool build/tests/nn_conllu --model FILE.model             on the set's own tokens
       score_ner.py LANG SET.iob[.xz] --spacy PIPELINE                                            the same, by spaCy

SET has a token and its tag (B-PER, I-PER, O) on a line, tabs or blanks between, an empty line between sentences: the token first and the tag
last (IndoNLU), or number, token, tag (Universal NER, "# text" lines give the raw text). From raw text each sentence is a line, and spans are
compared by their characters, white space aside. A span counts where begin, end and type are equal.

Types of the model are mapped to the set's: PERSON -> PER; ORG -> ORG; GPE, LOC and FAC -> LOC. Others (NORP, EVENT, LAW, DATE ...) have no
counterpart in sets of PER, ORG and LOC and are left out. --map TYPE=TYPE adds to this, --map TYPE= leaves a type out.
"""
import argparse
import collections
import json
import os
import subprocess
import sys

import conllu

MAP = {"PERSON": "PER", "PER": "PER", "ORG": "ORG", "ORGANISATION": "ORG", "ORGANIZATION": "ORG",
       "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "PLACE": "LOC"}


def read(path):
    """[(tokens, tags, raw text or None)], one for each sentence."""
    out, tokens, tags, text = [], [], [], None
    for line in [*conllu.lines(path), ""]:
        if line.startswith("# ") and not tokens:
            if line.startswith("# text = "):
                text = line[len("# text = "):]
            continue
        if not line.strip():
            if tokens:
                out.append((tokens, tags, text))
            tokens, tags, text = [], [], None
            continue
        column = line.split("\t") if "\t" in line else line.split()
        numbered = len(column) > 3 and column[0].isdigit()
        tokens.append(column[1] if numbered else column[0])
        tags.append(column[2] if numbered else column[-1])
    return out


def spans(tags, types):
    """{(first, last + 1, type)} of IOB2 tags, types mapped, those without a counterpart left out."""
    return {(a, b, types(kind)) for a, b, kind in conllu.spans(tags) if types(kind)}


def by_characters(tokens, found):
    """Spans of tokens as spans of characters that are no white space."""
    at = [0]
    for token in tokens:
        at.append(at[-1] + len("".join(token.split())))
    return {(at[a], at[b], kind) for a, b, kind in found}


def columns(conllu):
    """[(tokens, tags)] of the words of each sentence of CoNLL-U, names as NER= in MISC."""
    for block in conllu.strip().split("\n\n"):
        tokens, tags = [], []
        for line in block.split("\n"):
            column = line.split("\t")
            if len(column) == 10 and column[0].isdigit():
                misc = dict(item.split("=", 1) for item in column[9].split("|") if "=" in item)
                tokens.append(column[1])
                tags.append(misc.get("NER", "O"))
        yield tokens, tags


def run(command, text):
    done = subprocess.run(command, input=text.encode(), capture_output=True)
    if done.returncode:
        sys.exit(f"score_ner.py: {' '.join(command)}: {done.stderr.decode().strip()}")
    return done.stdout.decode()


def from_raw(args, gold):
    """The program's spans, by characters, for each sentence as a document of its own."""
    command = [args.chancery, "dump", "--stage", "ner", "--raw", "--lang", args.lang]
    if args.models:
        command += ["--models-dir", args.models]
    docs = "".join(json.dumps({"id": str(i), "text": text or " ".join(tokens)}) + "\n" for i, (tokens, _, text) in enumerate(gold))
    said = [[] for _ in gold]
    for block in run([*command, "-"], docs).split("# newdoc id = ")[1:]:
        name, _, rest = block.partition("\n")
        said[int(name)] = [pair for pair in columns(rest)]
    for parts in said:
        tokens = [t for part, _ in parts for t in part]
        tags = [t for _, part in parts for t in part]
        yield tokens, tags


def on_tokens(args, gold):
    if args.spacy:
        import spacy
        from spacy.tokens import Doc
        nlp = spacy.load(args.spacy)
        for tokens, _, _ in gold:
            doc = nlp(Doc(nlp.vocab, words=tokens, sent_starts=[True] + [False] * (len(tokens) - 1)))
            yield tokens, [t.ent_iob_ + "-" + t.ent_type_ if t.ent_type_ else "O" for t in doc]
        return
    rows = ["".join(f"{i}\t{t}" + "\t_" * 8 + "\n" for i, t in enumerate(tokens, 1)) for tokens, _, _ in gold]
    yield from columns(run([args.tool, args.model], "\n".join(rows) + "\n"))


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("lang")
    ap.add_argument("set")
    ap.add_argument("--chancery", default="build/chancery")
    ap.add_argument("--models")
    ap.add_argument("--tool", help="nn_conllu of the build folder: names on the set's own tokens")
    ap.add_argument("--model")
    ap.add_argument("--spacy", help="a spaCy pipeline: the same by spaCy")
    ap.add_argument("--map", action="append", default=[], metavar="TYPE=TYPE")
    ap.add_argument("--errors", type=int, default=0, help="show so many of the wrong spans")
    args = ap.parse_args()
    mapping = dict(MAP, **dict(m.split("=", 1) for m in args.map))
    gold = read(args.set)
    raw = not (args.tool or args.spacy)
    count, wrong = collections.Counter(), []
    for (tokens, tags, _), (words, said) in zip(gold, from_raw(args, gold) if raw else on_tokens(args, gold), strict=True):
        want = by_characters(tokens, spans(tags, lambda t: mapping.get(t, t)))
        have = by_characters(words, spans(said, mapping.get))
        for kind in {k for _, _, k in want | have}:
            count[kind, "right"] += sum(k == kind for _, _, k in want & have)
            count[kind, "gold"] += sum(k == kind for _, _, k in want)
            count[kind, "said"] += sum(k == kind for _, _, k in have)
        letters = "".join("".join(t.split()) for t in tokens)
        wrong += [("missing", letters[a:b], k) for a, b, k in sorted(want - have)]
        wrong += [("too many", letters[a:b], k) for a, b, k in sorted(have - want)]
    kinds = sorted({k for k, _ in count})
    row = lambda ks: [sum(count[k, what] for k in ks) for what in ("right", "gold", "said")]
    parts = []
    for name, ks in [("all", kinds)] + [(k, [k]) for k in kinds]:
        right, want, have = row(ks)
        parts.append(f"{name} P {100 * right / max(have, 1):.1f} R {100 * right / max(want, 1):.1f} F1 {200 * right / max(want + have, 1):.1f}")
    print(os.path.basename(args.set), "raw text" if raw else "gold tokens", " | ".join(parts))
    for item in wrong[:args.errors]:
        print(" ", *item)


if __name__ == "__main__":
    main()
