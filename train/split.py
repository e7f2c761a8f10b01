"""Standard input, blocks divided by blank lines -> two files: every Nth block goes to the second.

    split.py N FIRST SECOND <blocks
"""
import sys

n, first, second = int(sys.argv[1]), sys.argv[2], sys.argv[3]
blocks = [b for b in sys.stdin.read().split("\n\n") if b.strip()]
for path, last in ((first, False), (second, True)):
    with open(path, "w", encoding="utf-8") as f:
        f.write("".join(b.strip("\n") + "\n\n" for i, b in enumerate(blocks) if (i % n == n - 1) == last))
