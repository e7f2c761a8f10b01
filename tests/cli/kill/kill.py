"""Kills `chancery add` at several points of its way and goes on each time; then compares."""
import os
import subprocess
import time

whole = open("whole.facts", "rb").read()
start = time.monotonic()
subprocess.run(["chancery", "add", "-j", "2", "-r", "timed.db", "a.jsonl"], stderr=subprocess.DEVNULL, check=True)
takes = time.monotonic() - start

cut = 0
for part in (0.2, 0.4, 0.6, 0.8, 0.95):
    name = f"cut{part}.db"
    add = ["chancery", "add", "-j", "2", "-r", name, "a.jsonl"]
    running = subprocess.Popen(add, stderr=subprocess.DEVNULL)
    time.sleep(takes * part)
    running.kill()
    cut += running.wait() != 0
    again = subprocess.Popen(add, stderr=subprocess.DEVNULL)  # and once more, early
    time.sleep(takes * 0.1)
    again.kill()
    again.wait()
    subprocess.run(add, stderr=subprocess.DEVNULL, check=True)
    subprocess.run(["chancery", "verify", "-r", name], stdout=subprocess.DEVNULL, check=True)
    facts = subprocess.run(["chancery", "facts", "-r", name, "--format", "jsonl"], capture_output=True, check=True).stdout
    if facts != whole:
        print(f"killed after {part} of the time: the facts differ")
    left = sorted(f for f in os.listdir(".") if f.startswith(name))
    if left != [name]:
        print(f"files left: {left}")
print("the same" if whole and cut >= 2 else f"nothing was proved: {len(whole)} bytes of facts, {cut} kills")
