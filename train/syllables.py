"""Vietnamese words and their syllables.

    syllables.py <TEXT.txt >WORDS.conllu            text with "_" between the syllables of a word, one sentence a line -> bare words
    syllables.py --labels <TREES.conllu >SEG.iob    words -> their syllables, B-W where a word begins, I-W where it goes on
"""
import sys

import conllu

if sys.argv[1:] == ["--labels"]:
    for s in conllu.read("/dev/stdin"):
        for word in s.words:
            for i, syllable in enumerate(word.split(" ")):
                print("%s\t%s-W" % (syllable, "I" if i else "B"))
        print()
else:
    for line in sys.stdin:
        for i, w in enumerate(line.split()):
            print("%d\t%s%s" % (i + 1, w.replace("_", " ") if len(w) > 1 else w, "\t_" * 8))
        print()
