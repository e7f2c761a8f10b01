#!/bin/sh
# Compares `chancery add -j 1` with `-j 2`: wall-clock time, and the bytes of the exports, which must be the same.
# usage: bench/threads.sh [ARTICLES]      default 5000
# Prints both times and the ratio; exit status 1 where the exports differ.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
n=${1:-5000}
chancery=$here/build/chancery
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 "$here/bench/make_articles.py" "$n" >"$tmp/articles.jsonl"
for j in 1 2; do
    start=$(date +%s.%N)
    "$chancery" add -j "$j" -r "$tmp/$j.sqlite" "$tmp/articles.jsonl" >/dev/null 2>"$tmp/$j.log" || { cat "$tmp/$j.log" >&2; exit 1; }
    end=$(date +%s.%N)
    awk -v a="$start" -v b="$end" 'BEGIN { printf "%.2f\n", b - a }' >"$tmp/$j.s"
    echo "-j $j: $n articles in $(cat "$tmp/$j.s") s"
    "$chancery" facts -r "$tmp/$j.sqlite" --format jsonl >"$tmp/$j.facts"
done
awk -v a="$(cat "$tmp/1.s")" -v b="$(cat "$tmp/2.s")" 'BEGIN { printf "-j 2 is %.2f times as fast as -j 1\n", a / b }'
cmp "$tmp/1.facts" "$tmp/2.facts" && echo "the exports are the same, $(wc -l <"$tmp/1.facts") facts"
