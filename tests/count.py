#!/usr/bin/env python3
"""Turn meson's test log into lines "ok NAME" and "not ok NAME", one for every case.

usage: count.py testlog.json LABEL
A test that prints TAP ("ok 1 - name") counts case by case, a check of a pack example by example; any other counts as one. A test that exits with a
failure though none of its cases failed counts as one failed case.
"""
import json
import re
import sys

CASE = re.compile(r"^(ok|not ok) \d+ - (.*)$", re.M)
EXAMPLES = re.compile(r"^\w+: \d+ rules, (\d+) examples(?:, (\d+) wrong)?", re.M)  # the closing line of `chancery lang check`


def main():
    path, label = sys.argv[1:]
    with open(path, encoding="utf-8") as log:
        tests = [json.loads(line) for line in log]
    for test in tests:
        name = f"{label}: {test['name']}"
        good = test["result"] in ("OK", "EXPECTEDFAIL", "SKIP")
        said = (test.get("stdout") or "") + "\n" + (test.get("stderr") or "")
        cases = CASE.findall(said)
        for total, wrong in EXAMPLES.findall(said):
            cases += [("not ok" if n < int(wrong or 0) else "ok", f"rule example {n + 1}") for n in range(int(total))]
        for verdict, case in cases:
            print(verdict, f"{name}: {case}")
        if not cases or (not good and all(verdict == "ok" for verdict, _ in cases)):
            print("ok" if good else "not ok", name)
    return 0 if tests else 1


if __name__ == "__main__":
    sys.exit(main())
