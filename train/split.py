"""Standard input, blocks divided by blank lines -> two files: every Nth block goes to the second; with N = 0 the last third.

    split.py N FIRST SECOND <blocks
"""
import sys

n, first, second = int(sys.argv[1]), sys.argv[2], sys.argv[3]
blocks = [b for b in sys.stdin.read().split("\n\n") if b.strip()]
in_second = [i % n == n - 1 if n else i >= len(blocks) * 2 // 3 for i in range(len(blocks))]
for path, last in ((first, False), (second, True)):
    with open(path, "w", encoding="utf-8") as f:
        f.write("".join(b.strip("\n") + "\n\n" for b, second_one in zip(blocks, in_second) if second_one == last))
