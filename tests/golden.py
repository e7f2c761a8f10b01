#!/usr/bin/env python3
"""Run the golden cases: what a stage makes of an input, laid down in files that people have read.

usage: golden.py CHANCERY [--update] [--root REPO] [STAGE[/CASE] ...]

A case is a folder tests/golden/STAGE/LANG-NAME/ with one `input.*` and `expect.json`. STAGE is a stage of
`chancery dump`, or `facts` for `chancery extract`. For `words` (cut by the pack's rules, without a model, lines taken as they are) and `parse`
the expectation is CoNLL-U, in expect.conllu; else expect.json holds one JSON value per document (for `facts`: per
fact), laid out with one element of the outer list per line so that a diff shows what changed. A file `known-bug` in the
folder marks a case whose expectation is right and whose output is not yet: it passes, and says so when the output has become
right (then remove the file). --update writes expect.json anew: read every change before you commit it.
Prints TAP; exit status 1 where a case fails.
"""
import argparse
import difflib
import glob
import json
import os
import subprocess
import sys


# Mentions that are building blocks of the rules and no part of the contract (docs of `dump`).
INNER = {"number", "actor"}


def parse(text):
    """The JSON values that follow one another in the text."""
    decoder, values, at = json.JSONDecoder(), [], 0
    text = text.strip()
    while at < len(text):
        value, at = decoder.raw_decode(text, at)
        values.append(value)
        while at < len(text) and text[at].isspace():
            at += 1
    return values


def layout(values):
    """Each value on one line, but the elements of a list inside it on lines of their own."""
    out = []
    for value in values:
        parts = []
        for key, item in value.items():
            head = json.dumps(key) + ": "
            if isinstance(item, list) and item and isinstance(item[0], (dict, list)):
                rows = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in item)
                parts.append(f"{head}[\n  {rows}\n ]")
            elif key == "text" and isinstance(item, str):
                parts.append("\n " + head + json.dumps(item, ensure_ascii=False))
            else:
                parts.append(head + json.dumps(item, ensure_ascii=False))
        flat = "{" + ", ".join(parts) + "}\n"
        nested = any(isinstance(i, list) and i and isinstance(i[0], dict) for i in value.values())
        out.append(flat if nested and "kind" not in value else json.dumps(value, ensure_ascii=False) + "\n")
    return "".join(out)


def run_conllu(chancery, root, case, stage):
    """The stage's CoNLL-U for the case's lines; a case of `words` sees no models."""
    inputs = glob.glob(os.path.join(case, "input.*"))
    lang = os.path.basename(os.path.dirname(case)).split("-")[0]
    models = os.path.join(root, "models") if stage == "parse" else case
    done = subprocess.run([chancery, "dump", "--stage", stage, "--raw", "--lang", lang, "--lang-dir", os.path.join(root, "lang"),
                           "--models-dir", models, os.path.basename(inputs[0])], cwd=case, capture_output=True, text=True, timeout=120)
    if done.returncode:
        raise RuntimeError(f"exit status {done.returncode}: {done.stderr.strip()}")
    return done.stdout.splitlines(True)


def run(chancery, root, case, stage):
    """The stage's output for the case's input, without confidences and inner mentions, references as words; doc is the name of the input file alone."""
    inputs = glob.glob(os.path.join(case, "input.*"))
    if len(inputs) != 1:
        raise RuntimeError("needs exactly one input.*")
    command = ["extract"] if stage == "facts" else ["dump", "--stage", stage]
    done = subprocess.run([chancery, *command, "--lang-dir", os.path.join(root, "lang"), os.path.basename(inputs[0])],
                          cwd=case, capture_output=True, text=True, timeout=120)
    if done.returncode:
        raise RuntimeError(f"exit status {done.returncode}: {done.stderr.strip()}")
    said = parse(done.stdout)
    for value in said:
        value.pop("confidence", None)  # moves with every word that a pack gains
        if stage == "facts":
            value.pop("rule", None)  # a rule may be renamed or split
        if "mentions" in value:
            for m in value["mentions"]:
                if "ref" in m:
                    m["ref"] = value["mentions"][m["ref"]]["text"]
            value["mentions"] = [m for m in value["mentions"] if m["kind"] not in INNER]
    return said


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("chancery")
    ap.add_argument("--update", action="store_true", help="write expect.json anew")
    ap.add_argument("--root", default=os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    ap.add_argument("cases", nargs="*")
    args = ap.parse_intermixed_args()
    chancery = os.path.abspath(args.chancery)
    base = os.path.join(args.root, "tests", "golden")
    failed = count = 0
    for case in sorted(glob.glob(os.path.join(base, "*", "*", ""))):
        name = os.path.relpath(case, base)
        stage = name.split("/")[0]
        if args.cases and not any(name == c.rstrip("/") or name.startswith(c.rstrip("/") + "/") for c in args.cases):
            continue
        count += 1
        conllu = stage in ("words", "parse")
        expect = os.path.join(case, "expect.conllu" if conllu else "expect.json")
        known = os.path.exists(os.path.join(case, "known-bug"))
        try:
            said = (run_conllu if conllu else run)(chancery, args.root, case, stage)
            show = "".join if conllu else layout
            if args.update and not known:
                with open(expect, "w", encoding="utf-8") as f:
                    f.write(show(said))
            with open(expect, encoding="utf-8") as f:
                want = f.readlines() if conllu else parse(f.read())
            same, diff = said == want, []
            if not same:
                diff = list(difflib.unified_diff(show(want).splitlines(), show(said).splitlines(), "expect", "said", lineterm="", n=0))
        except (RuntimeError, OSError, ValueError, subprocess.TimeoutExpired) as e:
            same, diff = False, [str(e)]
            known = False
        good = same or known
        failed += not good
        print("ok" if good else "not ok", count, "-", name + (" (known bug)" if known else ""))
        if known and same:
            print("# the known bug is gone: remove the file known-bug")
        elif not good:
            for line in diff[:40]:
                print("#", line)
    print(f"1..{count}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
