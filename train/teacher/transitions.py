"""The right moves of spaCy's two transition systems, for trees and names that are known, with what a state looks at.

The same states as src/nn/parse.c and src/nn/ner.c. Where two moves of the parser are right (a word that is done may
leave the stack now or later), both are given and one of them is made, by chance, so that states of both ways are seen.
"""
import numpy as np


def parse(heads, deps, moves, rng):
    """Heads of a projective tree (a root is its own) and labels -> words looked at [states, 8] (-1: none) and the right
    moves [states, 2] (-1: no second one). Stops before the first word whose label is no move."""
    n = len(heads)
    kids = [0] * n  # children that have no arc yet
    for i, h in enumerate(heads):
        if h != i:
            kids[h] += 1
    left, right, done = [-1] * n, [-1] * n, [False] * n
    stack, at, looks, gold = [], 0, [], []
    shift, reduce = moves["S"], moves["D"]
    while at < n or stack:
        s0 = stack[-1] if stack else -1
        b0 = at if at < n else -1
        looks.append((b0, b0 + 1 if 0 <= b0 < n - 1 else -1, s0, stack[-2] if len(stack) > 1 else -1,
                      stack[-3] if len(stack) > 2 else -1, left[b0] if b0 >= 0 else -1,
                      left[s0] if s0 >= 0 else -1, right[s0] if s0 >= 0 else -1))
        if s0 >= 0 and b0 >= 0 and (heads[s0] == b0 and s0 != b0 or heads[b0] == s0):
            is_left = heads[s0] == b0
            child, head = (s0, b0) if is_left else (b0, s0)
            name = ("L-" if is_left else "R-") + deps[child]
            move = moves.get(name, moves.get(name.partition("||")[0]))
            if move is None:
                looks.pop()
                break
            gold.append((move, -1))
            done[child] = True
            kids[head] -= 1
            if is_left:
                left[head] = child
                stack.pop()
            else:
                right[head] = child
                stack.append(at)
                at += 1
            continue
        may_reduce = s0 >= 0 and kids[s0] == 0 and (done[s0] or b0 < 0)
        may_shift = b0 >= 0 and not any(heads[k] == b0 or heads[b0] == k for k in stack)
        assert may_reduce or may_shift, (heads, deps)
        if may_reduce and (not may_shift or rng.random() < 0.5):
            gold.append((reduce, shift if may_shift else -1))
            stack.pop()
        else:
            gold.append((shift, reduce if may_reduce else -1))
            stack.append(at)
            at += 1
    return np.array(looks[: len(gold)], dtype=np.int64).reshape(-1, 8), np.array(gold, dtype=np.int64).reshape(-1, 2)


def names(labels, moves):
    """(B/I/O, type) of each word -> words looked at [words, 3] and the right moves [words, 2]."""
    looks, gold, start = [], [], -1
    for i, (iob, kind) in enumerate(labels):
        looks.append((i, start, i - 1 if start >= 0 else -1))
        if iob not in "BI":
            gold.append((moves["O"], -1))
            continue
        more = i + 1 < len(labels) and labels[i + 1][0] == "I"
        gold.append((moves[("I-" if more else "L-") + kind if start >= 0 else ("B-" if more else "U-") + kind], -1))
        start = (start if start >= 0 else i) if more else -1
    return np.array(looks, dtype=np.int64).reshape(-1, 3), np.array(gold, dtype=np.int64).reshape(-1, 2)
