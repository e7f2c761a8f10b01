"""Word vectors for a pipeline out of a teacher: what its encoder makes of a word, on average over some places of a text.

    vectors.py TEACHER.pt OUT_DIR WORDS.conllu [--words N] [--dims N] [--tokens N]

Takes the N most frequent lower-cased forms, reads just enough sentences to meet each twice where the text has it so
often, and keeps the main directions (PCA) of the means. A student that sees a rare word so knows what its teacher knows of
it: part of speech, habits in trees, kind of name. Rows are scaled to 127 at most, so that the exporter's 8-bit rows hold
them exactly.
"""
import argparse
import random
import time
from collections import Counter

import numpy as np
import torch

import conllu_path  # noqa: F401  (finds conllu.py beside this folder)
import byte_rows
import conllu
from teach import Teacher, batches, spaced

ENOUGH = 2  # places of a word


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("teacher")
    p.add_argument("out")
    p.add_argument("text")
    p.add_argument("--words", type=int, default=40000)
    p.add_argument("--dims", type=int, default=96)
    p.add_argument("--tokens", type=int, default=400000)
    p.add_argument("--threads", type=int, default=1)
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    sents = [s for s in conllu.read(a.text) if 3 <= len(s) <= 60]
    count = Counter(w.lower() for s in sents for w in s.words)
    words = [w for w, _ in count.most_common(a.words)]
    number = {w: i for i, w in enumerate(words)}
    met, chosen, tokens = np.zeros(len(words), np.int32), [], 0
    random.Random(1).shuffle(sents)
    for want in range(1, ENOUGH + 1):
        for s in sents:
            ids = [number[w.lower()] for w in s.words if w.lower() in number]
            if tokens < a.tokens and any(met[i] < want for i in ids):
                met[ids] += 1
                chosen.append(s)
                tokens += len(s)
    print("%d words, %d of them in %d sentences of %d tokens" % (len(words), (met > 0).sum(), len(chosen), tokens), flush=True)
    model = Teacher.load(a.teacher)
    model.eval()
    total, n, began, done = None, np.zeros((len(words), 1), np.float32), time.time(), 0
    with torch.inference_mode():
        for batch in batches(model, [(spaced(s.words, s.space), i) for i, s in enumerate(chosen)], 2000, random.Random(0)):
            x, _ = model.encode([s for s, _ in batch])
            total = np.zeros((len(words), x.shape[-1]), np.float32) if total is None else total
            for row, (s, _) in zip(x.numpy(), batch):
                for k, (w, _) in enumerate(s):
                    i = number.get(w.lower())
                    if i is not None:
                        total[i] += row[k]
                        n[i] += 1
                done += len(s)
    print("%.0f tokens a second" % (done / (time.time() - began)))
    keep = n[:, 0] > 0
    words = [w for w, k in zip(words, keep) if k]
    mean = total[keep] / n[keep]
    mean -= mean.mean(0)
    _, values, axes = np.linalg.svd(mean[:: max(1, len(mean) // 20000)], full_matrices=False)
    print("%d dimensions hold %.0f %% of the variance" % (a.dims, 100 * (values[: a.dims] ** 2).sum() / (values**2).sum()))
    rows = mean @ axes[: a.dims].T
    rows /= np.linalg.norm(rows, axis=1, keepdims=True) / 4
    byte_rows.write(a.out, words, rows)


if __name__ == "__main__":
    main()
