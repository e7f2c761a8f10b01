"""Vietnamese text whose words have "_" between their syllables -> CoNLL-U of bare words.

    syllables.py TEXT.txt >WORDS.conllu        one sentence a line
"""
import sys

for line in open(sys.argv[1], encoding="utf-8"):
    for i, w in enumerate(line.split()):
        print("%d\t%s%s" % (i + 1, w.replace("_", " ") if len(w) > 1 else w, "\t_" * 8))
    print()
