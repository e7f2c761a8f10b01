#!/bin/sh
# Scores the program on gold documents: extracts the facts of every document of the folder, then runs score.py beside it.
# usage: tools/score.sh [GOLD_FOLDER [score.py's options]]     default ../shared/eval/dev
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
gold=${1:-$here/../shared/eval/dev}
[ $# = 0 ] || shift
facts=$(mktemp)
trap 'rm -f "$facts"' EXIT
# One document is one JSON object in a file of its own: together they are JSON Lines.
for doc in "$gold"/*.json; do
    tr '\n' ' ' <"$doc"
    echo
done | "$here/build/chancery" extract - >"$facts"
python3 "$gold/../score.py" "$@" "$gold" "$facts"
