#!/usr/bin/env python3
"""Check the include graph: no layer looks upwards, stages do not know each other, only src/store knows SQLite.

usage: include_graph.py REPO       prints TAP; exit status 1 where a case fails
"""
import os
import re
import sys

# Who may include whom, besides itself. "base <- types <- {lex, nn, store, view} <- stage <- pipeline <- app"
MAY = {
    "base": set(),
    "types": {"base"},
    "lex": {"types", "base"},
    "nn": {"types", "base"},
    "store": {"types", "base"},
    "view": {"types", "base"},
    "stage": {"lex", "nn", "types", "base"},
    "pipeline": {"stage", "lex", "nn", "types", "base"},
    "settle": {"store", "stage/reconcile.h", "types", "base"},  # where documents meet
    "models": {"lex", "nn", "types", "base"},  # gives the packs their models
    "chancery": {"models", "pipeline", "stage", "lex", "nn", "types", "base"},  # the public interface
    "app": {"settle", "models", "pipeline", "stage", "store", "view", "lex", "nn", "types", "base"},
}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)


def layer(path):
    """The layer of a path below src/: its folder, or the file's own name for src/pipeline.c."""
    return path.split("/")[0] if "/" in path else os.path.splitext(path)[0]


def main():
    src = os.path.join(sys.argv[1], "src")
    faults = {"layers": [], "stages": [], "sqlite3.h": [], "found": []}
    files = 0
    for folder, _, names in sorted(os.walk(src)):
        for name in sorted(names):
            if not name.endswith((".c", ".h")):
                continue
            files += 1
            path = os.path.relpath(os.path.join(folder, name), src)
            own = layer(path)
            with open(os.path.join(folder, name), encoding="utf-8") as text:
                includes = INCLUDE.findall(text.read())
            for bracket, target in includes:
                if target == "sqlite3.h" and own != "store":
                    faults["sqlite3.h"].append(f"src/{path} includes sqlite3.h")
                if bracket == "<":
                    continue
                if not os.path.exists(os.path.join(src, target)):
                    if not os.path.exists(os.path.join(sys.argv[1], "include", target)):
                        faults["found"].append(f"src/{path} includes {target}, which is not below src/")
                    continue
                to = layer(target)
                if to != own and own in MAY and to not in MAY[own] and target not in MAY[own]:
                    faults["layers"].append(f"src/{path} includes {target}")
                if own not in MAY:
                    faults["layers"].append(f"src/{path} is in no known layer")
                stem = lambda p: os.path.splitext(os.path.basename(p))[0]
                if own == to == "stage" and not (stem(path) == stem(target) or stem(path).startswith(stem(target) + "_")
                                                 or stem(target).startswith(stem(path).split("_")[0] + "_")):
                    faults["stages"].append(f"src/{path} includes {target}")
    cases = [
        ("files are there", [] if files else ["no sources found"]),
        ("no layer looks upwards", faults["layers"]),
        ("stages do not include each other", faults["stages"]),
        ("only src/store includes sqlite3.h", faults["sqlite3.h"]),
        ("includes are written from src/", faults["found"]),
    ]
    print(f"1..{len(cases)}")
    for n, (title, bad) in enumerate(cases, 1):
        print("not ok" if bad else "ok", n, "-", title)
        for line in bad:
            print("#", line)
    return 1 if any(bad for _, bad in cases) else 0


if __name__ == "__main__":
    sys.exit(main())
