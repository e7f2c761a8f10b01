#!/usr/bin/env python3
"""Words a second of Chancery and of spaCy with the same model, on the same words, each on one core.

usage: bench/nn.py MODEL PIPELINE_DIR FILE.conllu[.xz|.gz] [--tool build/tests/nn_conllu] [--words N] [--rounds N]

MODEL, PIPELINE_DIR: what train/export.py wrote as OUT.model and with --write-back. Both get words, not text, and
give tags, trees and names; reading and printing do not count, nor does loading. spaCy runs nlp.pipe over Docs made
beforehand, its segmenter left out. The two take turns; the best round of each counts, by processor time of the
process. Needs spaCy and a release or debugoptimized build.
"""
import argparse
import gzip
import os
import re
import subprocess
import sys
import tempfile
import time

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = os.environ["BLIS_NUM_THREADS"] = "1"
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "train"))
import compare  # noqa: E402
import spacy  # noqa: E402


def main():
    args = argparse.ArgumentParser()
    args.add_argument("model")
    args.add_argument("pipeline")
    args.add_argument("file")
    args.add_argument("--tool", default=os.path.join(HERE, "..", "build", "tests", "nn_conllu"))
    args.add_argument("--words", type=int, default=20000)
    args.add_argument("--rounds", type=int, default=3)
    args = args.parse_args()
    path = args.file
    with tempfile.NamedTemporaryFile("wb", suffix=".conllu") as plain:
        if path.endswith(".gz"):
            plain.write(gzip.open(path).read())
            plain.flush()
            path = plain.name
        sentences, n = [], 0
        for sentence in compare.read(path):
            if n >= args.words:
                break
            sentences.append(sentence)
            n += len(sentence)
    nlp = spacy.load(args.pipeline)
    off = [name for name, pipe in nlp.pipeline if compare.is_segmenter(pipe)]
    text, ours, theirs, memory = compare.conllu(sentences).encode(), 0.0, 0.0, 0
    with nlp.select_pipes(disable=off):
        for _ in range(args.rounds):
            said = subprocess.run([args.tool, "--bench", "5", args.model], input=text, stdout=subprocess.PIPE,
                                  check=True).stdout.decode()
            ours = max(ours, float(re.search(r"([\d.]+) words a second", said)[1]))
            memory = max(memory, int(re.search(r"(\d+) kB", said)[1]))
            docs = [compare.doc_of(nlp, s) for s in sentences]
            start = time.process_time()
            for _ in nlp.pipe(docs):
                pass
            theirs = max(theirs, n / (time.process_time() - start))
    print(f"{n} words in {len(sentences)} sentences, {os.path.basename(args.model)}, one core")
    print(f"Chancery {ours:8.0f} words a second, {memory / 1024:.0f} MB at the peak with this model")
    print(f"spaCy    {theirs:8.0f} words a second")
    print(f"ratio    {ours / theirs:8.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
