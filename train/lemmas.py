#!/usr/bin/env python3
"""Learn a table of lemmas from treebanks, for export.py --lemmas.

usage: lemmas.py OUT.tsv TRAIN.conllu[.xz] ... [--dev FILE.conllu[.xz]] [--lower] [--forms-below BYTES]

--lower: all lemmas in lower case, as Indonesian GSD has them.

Each form (in lower case) with its UPOS gets an edit: cut some characters off in front and behind, put others there,
starting from the form in lower case or as it is written. From all forms rules are learned: for an UPOS and the
ends of a form (a prefix, a suffix, or both) the edit that is right most often; a rule is kept where it is right
oftener than what shorter rules say. Forms that the rules get wrong are listed one by one. Prints the size, and
with --dev the share of words whose lemma is right, with their UPOS given.

Lines of the table, tab-separated: "form UPOS FORM EDIT" and "rule UPOS PREFIX SUFFIX EDIT", where EDIT is five
fields: 1 for the form as written (0: in lower case), characters to cut in front (255: all), characters to put
there, characters to cut behind, characters to put there. Rules are tried from the longest ends to the shortest,
the one with the longer suffix first. src/nn/lemma.h has the binary form.
"""
import argparse
import lzma
import os
import sys
from collections import Counter, defaultdict

PREFIX, SUFFIX, CUT = 5, 6, 12  # longest ends of a rule; longest cut of an edit (LEMMA_MAX_AFFIX)
WHOLE = 255


def read(path):
    """(form, UPOS, lemma) of the words of a treebank; lemmas that are not given left out."""
    with (lzma.open if path.endswith(".xz") else open)(path, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            field = line.rstrip("\n").split("\t")
            if len(field) == 10 and field[0].isdigit() and (field[2] != "_" or field[1] == "_"):
                yield field[1], field[3], field[2]


def common(a, b):
    """The longest run of characters that a and b share: its start in a, in b, and its length; the first of equals."""
    best, last = (0, 0, 0), [0] * (len(b) + 1)
    for i, x in enumerate(a):
        row = [0] * (len(b) + 1)
        for j, y in enumerate(b):
            if x == y:
                row[j + 1] = last[j] + 1
                if row[j + 1] > best[2]:
                    best = (i - row[j + 1] + 1, j - row[j + 1] + 1, row[j + 1])
        last = row
    return best


def edit_of(form, lemma):
    """The edit from form to lemma, as (as written, cut in front, put in front, cut behind, put behind)."""
    written = lemma != lemma.lower()
    base = form if written else form.lower()
    i, j, n = common(base, lemma)
    if n == 0 or i > CUT or len(base) - i - n > CUT:
        return (0, WHOLE, lemma, 0, "")
    return (int(written), i, lemma[:j], len(base) - i - n, lemma[j + n:])


def apply(edit, form):
    written, front, put, behind, end = edit
    base = form if written else form.lower()
    if front == WHOLE:
        return put + end
    return put + (base[front:len(base) - behind] if front + behind <= len(base) else "") + end


def ends_of(low):
    """All (prefix, suffix) a rule for this form may have, from the shortest to the longest."""
    pairs = [(p, s) for p in range(min(PREFIX, len(low)) + 1) for s in range(min(SUFFIX, len(low) - p) + 1)
             if p == 0 or s <= 3]
    return [(low[:p], low[len(low) - s:]) for p, s in sorted(pairs, key=lambda x: (x[0] + x[1], x[1]))]


def learn(words):
    """(forms, rules): {(UPOS, form): edit}, {(UPOS, prefix, suffix): edit}."""
    seen = defaultdict(Counter)  # (UPOS, form in lower case) -> edits, weighted
    samples = defaultdict(Counter)
    for form, upos, lemma in words:
        seen[upos, form.lower()][edit_of(form, lemma)] += 1
        samples[upos, form.lower()][form, lemma] += 1
    best = {}
    for key, edits in seen.items():  # the edit that gets most of the form's words right
        right = Counter()
        for edit in edits:
            right[edit] = sum(n for (form, lemma), n in samples[key].items() if apply(edit, form) == lemma)
        best[key] = max(sorted(right), key=lambda e: right[e])
    rules, votes = {}, defaultdict(Counter)
    for (upos, low), edit in best.items():
        if edit[1] != WHOLE and not any(c.isdigit() for c in low):
            for prefix, suffix in ends_of(low):
                votes[upos, prefix, suffix][edit] += 1
    said = {}  # what the rules so far say of a form
    order = sorted(votes, key=lambda k: (len(k[1]) + len(k[2]), len(k[2]), k))
    below = defaultdict(list)
    for upos, low in best:
        for prefix, suffix in ends_of(low):
            if (upos, prefix, suffix) in votes:
                below[upos, prefix, suffix].append((upos, low))
    for key in order:
        edit, n = max(sorted(votes[key].items()), key=lambda x: x[1])
        forms = below[key]
        if key[1] or key[2]:
            gain = sum((best[f] == edit) - (best[f] == said.get(f)) for f in forms)
            if n < 2 or gain < 2 or n < 0.6 * len(forms):
                continue
        rules[key] = edit
        for f in forms:
            said[f] = edit
    forms = {key: edit for key, edit in best.items()
             if any(apply(said.get(key, (0, 0, "", 0, "")), form) != lemma for form, lemma in samples[key])}
    weight = {key: sum(samples[key].values()) for key in forms}
    return forms, rules, weight


def lemma_of(forms, rules, order, form, upos):
    low = form.lower()
    if (upos, low) in forms:
        return apply(forms[upos, low], form)
    for p, s in order:
        if p + s <= len(low) and (upos, low[:p], low[len(low) - s:]) in rules:
            return apply(rules[upos, low[:p], low[len(low) - s:]], form)
    return low


def size_of(forms, rules):
    edits = set(forms.values()) | set(rules.values())
    return 12 * (len(forms) + len(rules)) + sum(9 + len((e[2] + e[4]).encode()) for e in edits)


def main():
    args = argparse.ArgumentParser(description="Learn a table of lemmas from treebanks.")
    args.add_argument("out")
    args.add_argument("train", nargs="+")
    args.add_argument("--dev")
    args.add_argument("--lower", action="store_true", help="lemmas in lower case")
    args.add_argument("--forms-below", type=int, default=600 << 10, metavar="BYTES", help="the table's largest size")
    args = args.parse_args()
    forms, rules, weight = learn((form, upos, lemma.lower() if args.lower else lemma)
                                 for path in args.train for form, upos, lemma in read(path))
    rare = sorted(forms, key=lambda k: (weight[k], k))
    while rare and size_of(forms, rules) > args.forms_below:  # the rarest forms go first
        for key in rare[:200]:
            del forms[key]
        rare = rare[200:]
    with open(args.out, "w", encoding="utf-8", newline="\n") as out:
        out.write(f"# made by train/lemmas.py from {' '.join(map(os.path.basename, args.train))}\n")
        for (upos, low), edit in sorted(forms.items()):
            print("form", upos, low, *edit, sep="\t", file=out)
        for (upos, prefix, suffix), edit in sorted(rules.items()):
            print("rule", upos, prefix, suffix, *edit, sep="\t", file=out)
    print(f"{args.out}: {len(forms)} forms, {len(rules)} rules, about {size_of(forms, rules)} bytes in a model")
    if args.dev:
        order = sorted({(len(p), len(s)) for _, p, s in rules}, key=lambda a: (-(a[0] + a[1]), -a[1]))
        words = list(read(args.dev))
        right = sum(lemma_of(forms, rules, order, form, upos) == lemma for form, upos, lemma in words)
        same = sum(form.lower() == lemma for form, _, lemma in words)
        print(f"{os.path.basename(args.dev)}: {100 * right / len(words):.2f}% of {len(words)} lemmas right"
              f" (the form in lower case: {100 * same / len(words):.2f}%)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
