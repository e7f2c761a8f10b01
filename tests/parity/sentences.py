#!/usr/bin/env python3
"""Print sentences of one language as CoNLL-U without annotation, for the parity test: all of them our own.

usage: sentences.py REPO LANGUAGE       at least 500 sentences; the same ones for the same repository

They come from the examples in lang/LANGUAGE/*.rules, samples/ and the inputs of tests/golden/, cut into words in a
simple way (parity needs words, not good ones). Where they are fewer than 500, two are joined into one. Then come
odd ones: a single word, 500 words, marks, figures, letters of other scripts, white space as a word.
"""
import glob
import json
import os
import re
import sys

WANTED = 500
WORD = re.compile(r"\d+(?:[.,:/]\d+)*%?|\w+(?:['’\-]\w+)*|[^\w\s]")
AND = {"en": "and", "id": "dan", "vi": "và"}
ODD = [
    ["Yes"], ["."], ["2024"], ["ĐƯỜNG"], ["ǅ", "ß", "İstanbul", "ΟΔΟΣ", "ﬁn"], ["😀", "👍🏽", "→", "…", "€", "№", "½"],
    ["\u00a0"], ["a", "\u2003", "b"], ["москва", "北京", "東京都", "서울", "القاهرة", "ירושלים", "กรุงเทพ"],
    ["http://example.org/a?b=c", "user@example.org", "#tag", "@name", "A-320neo", "1,234,567.89", "00:00:00"],
    ["e\u0301te\u0301", "n\u0303", "\u200b", "\ufeff", "x" * 99, "y" * 100, "Z" * 101, "9" * 12],
    ["((", "))", "--", "—", "''", "``", "«", "»", "„", "“", "”", "‘", "’"], ["A"] * 40, [".", "."] * 20,
]


def lines(path):
    with open(path, "rb") as file:
        try:
            return file.read().decode().split("\n")
        except UnicodeDecodeError:  # a case of another encoding
            return []


def own_text(repo, lang):
    for path in sorted(glob.glob(os.path.join(repo, "lang", lang, "*.rules"))):
        for line in lines(path):
            found = re.match(r"\s*example\s+(?:\d{4}-\d\d-\d\d\s+)?(.*)", line)
            if found:
                yield found[1]
    for path in sorted(glob.glob(os.path.join(repo, "samples", "articles", "**", "*"), recursive=True)):
        if os.sep + lang + os.sep in path and path.endswith(".txt"):
            yield from lines(path)
        elif path.endswith(".jsonl"):
            for line in filter(None, lines(path)):
                article = json.loads(line)
                if article.get("lang") == lang:
                    yield article.get("title", "")
                    yield from article.get("text", "").split("\n")
    for path in sorted(glob.glob(os.path.join(repo, "tests", "golden", "*", lang + "-*", "input.txt"))):
        yield from lines(path)


def words(text):
    """(word, whether a space follows) of a text."""
    found = list(WORD.finditer(text))
    return [(m[0], m.end() < len(text) and text[m.end()].isspace()) for m in found]


def sentences(repo, lang):
    seen, out = set(), []
    for text in own_text(repo, lang):
        for piece in re.split(r"(?<=[.!?])\s+(?=\W*[^\W\d_a-z])", text.strip()):
            sentence = words(piece)
            key = " ".join(w for w, _ in sentence)
            if 2 <= len(sentence) <= 60 and key not in seen:
                seen.add(key)
                out.append(sentence)
    n = len(out)
    for i in range(max(0, WANTED - n)):
        a, b = out[i % n], out[(i * 7 + 3) % n]
        out.append(a[:-1] + [(",", True), (AND.get(lang, "and"), True)] + b)
    out += [[(w, True) for w in odd] for odd in ODD]
    out.append([w for s in out[:n] for w in s][:500])
    return out


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    for sentence in sentences(sys.argv[1], sys.argv[2]):
        for i, (word, space) in enumerate(sentence, 1):
            print(i, word, "_", "_", "_", "_", "_", "_", "_", "_" if space else "SpaceAfter=No", sep="\t")
        print()


if __name__ == "__main__":
    main()
