#!/bin/sh
# Shows that the memory of `chancery add` does not grow with the number of articles.
# usage: bench/memory.sh [SMALL LARGE]      default 500 5000; needs GNU time (Debian: time)
# Prints the peak resident set of both runs and their ratio; exit status 1 where the ratio passes 1.25.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
small=${1:-500} large=${2:-5000}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
for n in "$small" "$large"; do
    python3 "$here/bench/make_articles.py" "$n" >"$tmp/$n.jsonl"
    /usr/bin/time -v "$here/build/chancery" add -r "$tmp/$n.sqlite" "$tmp/$n.jsonl" 2>"$tmp/$n.time" >/dev/null || { cat "$tmp/$n.time" >&2; exit 1; }
    rss=$(sed -n 's/.*Maximum resident set size (kbytes): //p' "$tmp/$n.time")
    wall=$(sed -n 's/.*Elapsed (wall clock) time (h:mm:ss or m:ss): //p' "$tmp/$n.time")
    echo "$n articles: peak resident set $rss KiB, wall clock $wall"
    echo "$rss" >"$tmp/$n.rss"
done
awk -v a="$(cat "$tmp/$small.rss")" -v b="$(cat "$tmp/$large.rss")" 'BEGIN { printf "ratio %.2f\n", b / a; exit b / a > 1.25 }'
