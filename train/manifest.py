"""The manifest of a model: what it was trained on, and how good it is.

    manifest.py BASE.json [KEY=SCORES.txt ...] >MANIFEST.json

SCORES.txt: what score.py or score_ner.py printed ("NAME VALUE" pairs behind the name of the file).
"""
import json
import re
import sys

base = json.load(open(sys.argv[1], encoding="utf-8"))
scores = {}
for arg in sys.argv[2:]:
    key, _, path = arg.partition("=")
    for name, value in re.findall(r"\b([A-Za-z]\w*) +(\d+\.\d+)", open(path, encoding="utf-8").read()):
        scores.setdefault(key, {})[name] = float(value)
base["scores"] = scores
json.dump(base, sys.stdout, ensure_ascii=False, indent=2)
