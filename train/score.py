#!/usr/bin/env python3
"""Score the words, tags and trees that `chancery dump --stage parse` makes of a treebank's raw text.

usage: score.py LANG TREEBANK.conllu[.xz] [--chancery build/chancery] [--models DIR] [--keep FILE]

The raw text is rebuilt from the treebank: paragraphs from "# newpar" and "# newdoc", spaces from SpaceAfter=No. The
program reads it with `--raw --lang LANG`, and its CoNLL-U is compared with the treebank by the official scorer of Universal
Dependencies, `udeval.py` of the PyPI package udtools (the one of the CoNLL 2018 shared task, kept up since):

    pip install --no-deps udtools

Prints F1 in per cent of Tokens, Sentences, Words, UPOS, UFeats, Lemmas, UAS and LAS. What the program leaves open ("_", no model)
counts as wrong.
"""
import argparse
import importlib.util
import io
import json
import lzma
import os
import subprocess
import sys

METRICS = ["Tokens", "Sentences", "Words", "UPOS", "UFeats", "Lemmas", "UAS", "LAS"]


def read(path):
    with (lzma.open if path.endswith(".xz") else open)(path, "rt", encoding="utf-8") as f:
        return f.read()


def sentences(conllu):
    """The sentences of CoNLL-U, each a list of lines."""
    return [block.split("\n") for block in conllu.strip().split("\n\n")]


def surface(lines):
    """(form, space after it) of the surface tokens of a sentence."""
    inside = 0
    for line in lines:
        if line.startswith("#"):
            continue
        column = line.split("\t")
        if "." in column[0]:
            continue
        first, _, last = column[0].partition("-")
        if last:
            inside = int(last)
        elif int(first) <= inside:
            continue
        yield column[1], "SpaceAfter=No" not in column[9].split("|")


def documents(conllu):
    """[(id, text)]: one document per "# newdoc", one line per paragraph."""
    out, text = [], []

    def close(name):
        if text:
            out.append((name, "".join(text).rstrip() + "\n"))
            text.clear()

    name = "document"
    for lines in sentences(conllu):
        for line in lines:
            if line.startswith("# newdoc"):
                close(name)
                name = line.partition("=")[2].strip() or f"document-{len(out) + 1}"
            elif line.startswith("# newpar") and not line.startswith("# newpar_") and text:
                text.append("\n")
        for form, space in surface(lines):
            text.append(form + (" " if space else ""))
    close(name)
    return out


def dump(args, docs):
    """What the program makes of the documents."""
    command = [args.chancery, "dump", "--stage", "parse", "--raw", "--lang", args.lang]
    if args.models:
        command += ["--models-dir", args.models]
    lines = "".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in docs)
    done = subprocess.run([*command, "-"], input=lines.encode(), capture_output=True)
    if done.returncode:
        sys.exit(f"score.py: {' '.join(command)}: {done.stderr.decode().strip()}")
    return done.stdout.decode()


def complete(conllu):
    """For the scorer every sentence must be a tree: where a head is open, a chain of `dep`. Counts as wrong, by the labels."""
    out = []
    for lines in sentences(conllu):
        previous = 0
        for line in lines:
            column = line.split("\t")
            if len(column) == 10 and column[0].isdigit():
                if column[6] == "_":
                    column[6:8] = [str(previous), "dep" if previous else "root"]
                previous = int(column[0])
                line = "\t".join(column)
            out.append(line)
        out.append("")
    return "\n".join(out) + "\n"


def scorer():
    for folder in sys.path:
        path = os.path.join(folder, "udtools", "udeval.py")
        if os.path.exists(path):
            spec = importlib.util.spec_from_file_location("udeval", path)
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            return module
    sys.exit("score.py: the official scorer is missing: pip install --no-deps udtools")


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("lang")
    ap.add_argument("treebank")
    ap.add_argument("--chancery", default="build/chancery")
    ap.add_argument("--models", help="folder of the models")
    ap.add_argument("--keep", help="write the program's CoNLL-U there")
    args = ap.parse_args()
    gold = read(args.treebank)
    said = dump(args, documents(gold))
    if args.keep:
        with open(args.keep, "w", encoding="utf-8") as f:
            f.write(said)
    module = scorer()
    kind = {"multiple_roots_okay": False}
    result = module.evaluate(module.load_conllu(io.StringIO(gold), "treebank", kind),
                             module.load_conllu(io.StringIO(complete(said)), "chancery", kind))
    print(os.path.basename(args.treebank), " ".join(f"{m} {100 * result[m].f1:.2f}" for m in METRICS))


if __name__ == "__main__":
    main()
