"""Word vectors as a pipeline that spaCy reads, rounded so that the exporter's 8-bit rows hold them exactly."""
import numpy as np
import spacy
from spacy.vectors import Vectors


def write(out, words, rows):
    """rows [words, dims], looked up by lower-cased form; each is scaled to 127 at most."""
    scale = np.abs(rows).max(1, keepdims=True) / 127
    rows = (np.round(rows / scale) * scale).astype(np.float32)
    nlp = spacy.blank("xx")
    for w in words:
        nlp.vocab.strings.add(w)
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=rows, keys=words, attr="LOWER")
    nlp.to_disk(out)
