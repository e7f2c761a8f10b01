"""One pipeline of two: the segmenter goes before the pipeline over words.

    assemble.py WORDS_DIR SEGMENTER_DIR OUT_DIR
"""
import sys

import spacy

words, segmenter, out = sys.argv[1:]
nlp = spacy.load(words)
nlp.add_pipe("segmenter", source=spacy.load(segmenter), first=True)
nlp.to_disk(out)
