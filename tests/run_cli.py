#!/usr/bin/env python3
"""Run the command-line cases: a script, what it must print, the status it must end with.

usage: run_cli.py CHANCERY [CASE ...]

A case is a folder tests/cli/NAME/ with a shell script `cmd` and, as needed, `expect.out` (the whole standard output),
`expect.err` (every line of it must occur within a line of standard error, in this order), `expect.status` (else 0), and
any input files. It runs in an empty folder with the case's other files in it; the program is called `chancery`, the repository is
$REPO. Prints TAP; exit status 1 where a case fails.
"""
import difflib
import os
import shutil
import subprocess
import sys
import tempfile


def read(path):
    if not os.path.exists(path):
        return None
    with open(path, encoding="utf-8") as f:
        return f.read()


def faults(folder, env):
    with tempfile.TemporaryDirectory(prefix="chancery-cli-") as work:
        for name in os.listdir(folder):
            if name != "cmd" and not name.startswith("expect."):
                source = os.path.join(folder, name)
                (shutil.copytree if os.path.isdir(source) else shutil.copy)(source, os.path.join(work, name))
        run = subprocess.run(["sh", os.path.join(folder, "cmd")], cwd=work, env=env, stdin=subprocess.DEVNULL,
                             capture_output=True, timeout=300)
    out, err = run.stdout.decode("utf-8", "replace"), run.stderr.decode("utf-8", "replace")
    found = []
    status = int((read(os.path.join(folder, "expect.status")) or "0").strip())
    if run.returncode != status:
        found.append(f"status {run.returncode}, expected {status}")
    want = read(os.path.join(folder, "expect.out"))
    if want is not None and want != out:
        found += difflib.unified_diff(want.splitlines(), out.splitlines(), "expect.out", "standard output", lineterm="")
    lines = iter(err.splitlines())
    for line in (read(os.path.join(folder, "expect.err")) or "").splitlines():
        if not any(line in said for said in lines):
            found.append(f"standard error lacks: {line}")
    if found:
        found += ["standard error:"] + err.splitlines()[-20:]
    return found


def main():
    repo = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    root = os.path.join(repo, "tests", "cli")
    cases = sys.argv[2:] or sorted(os.listdir(root))
    failed = 0
    with tempfile.TemporaryDirectory(prefix="chancery-bin-") as bin_folder:
        os.symlink(os.path.abspath(sys.argv[1]), os.path.join(bin_folder, "chancery"))
        env = dict(os.environ, PATH=bin_folder + os.pathsep + os.environ["PATH"], REPO=repo, LC_ALL="C.UTF-8", TERM="dumb")
        print(f"1..{len(cases)}")
        for n, name in enumerate(cases, 1):
            found = faults(os.path.join(root, name), env)
            print("not ok" if found else "ok", n, "-", name)
            for line in found:
                print("  #", line)
            failed += bool(found)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
