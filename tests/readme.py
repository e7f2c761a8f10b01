#!/usr/bin/env python3
"""Check the README: its two commands and its links exist, and the commands it shows print what it shows.

usage: readme.py CHANCERY REPO
In a block ```console a line "$ chancery ..." is run in the repository's root, with the register of the sample articles as
register.sqlite; the lines after it must be what it prints. A line "..." stands for any lines. Prints TAP.
"""
import os
import re
import shlex
import subprocess
import sys
import tempfile


def plain(lines):
    """The lines without what any better rule would move: numbers of quotes, ids of facts."""
    return [re.sub(r"\b[0-9a-f]{16}\b", "<id>", re.sub(r"\[\d+\]", "[n]", line)) for line in lines]


def matches(want, said):
    """Do the lines agree, "..." standing for any number of them?"""
    want, said = plain(want), plain(said)
    pattern = "".join(r"(?:.*\n)*?" if line.strip() == "..." else re.escape(line.rstrip()) + r" *\n" for line in want)
    return re.fullmatch(pattern, "".join(line + "\n" for line in said)) is not None


def main():
    chancery, root = (os.path.abspath(a) for a in sys.argv[1:3])
    with open(os.path.join(root, "README.md"), encoding="utf-8") as f:
        readme = f.read()
    cases = []  # (title, faults)
    for script in ("tools/demo.sh", "tools/test.sh", ".ci/run"):
        path = os.path.join(root, script)
        faults = [] if os.access(path, os.X_OK) else [f"{script} cannot be run"]
        if script.startswith("tools/") and script not in readme:
            faults.append(f"README.md does not name {script}")
        with open(path, encoding="utf-8") as f:
            if script == ".ci/run" and "tools/test.sh" not in f.read():
                faults.append(".ci/run does not call tools/test.sh")
        cases.append((script, faults))
    links = [link for link in re.findall(r"\]\(([^)#:]+)\)", readme)]
    cases.append(("links lead somewhere", [f"no {link}" for link in links if not os.path.exists(os.path.join(root, link))]))

    with tempfile.TemporaryDirectory() as tmp:
        register = os.path.join(tmp, "register.sqlite")
        lang = os.path.join(root, "lang")
        done = subprocess.run([chancery, "add", "--lang-dir", lang, "-r", register, "samples/articles"], cwd=root, capture_output=True, text=True)
        cases.append(("the sample articles are read", [] if done.returncode == 0 else [f"exit status {done.returncode}", *done.stderr.splitlines()]))
        for block in re.findall(r"^```console\n(.*?)^```", readme, re.M | re.S):
            steps = []
            for line in block.splitlines():
                if line.startswith("$ "):
                    steps.append((line[2:], []))
                elif steps:
                    steps[-1][1].append(line)
            for command, want in steps:
                words = shlex.split(command)
                if words[0] != "chancery":
                    continue
                words = [register if w == "register.sqlite" else w for w in words]
                words = [chancery, words[1], "--lang-dir", lang, *words[2:]]
                done = subprocess.run(words, cwd=root, capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"})
                said = [line.rstrip() for line in done.stdout.splitlines()]
                faults = []
                if not matches(want, said):
                    faults = [f"exit status {done.returncode}", *done.stderr.splitlines(), "it prints:", *said[:60]]
                cases.append((command, faults))

    print(f"1..{len(cases)}")
    for n, (title, faults) in enumerate(cases, 1):
        print("not ok" if faults else "ok", n, "-", title)
        for line in faults:
            print("#", line)
    return 1 if any(faults for _, faults in cases) else 0


if __name__ == "__main__":
    sys.exit(main())
