#!/bin/sh
# Documents to facts on one core: how many a second, start included, and where the time goes, stage by stage.
# usage: bench/facts.sh [FILE | FOLDER]...      default: 2,000 articles of bench/make_articles.py
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
if [ $# = 0 ]; then
    python3 "$here/bench/make_articles.py" 2000 >"$tmp/articles.jsonl"
    set -- "$tmp/articles.jsonl"
fi
for run in 1 2 3; do
    python3 - "$here/build/chancery" extract -j 1 "$@" <<'END'
import resource, subprocess, sys
facts = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, check=True).stdout.count(b"\n")
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"chancery extract: {facts} facts in {used.ru_utime + used.ru_stime:.2f} s of processor time")
END
done
"$here/build/bench/stages" "$here/lang" "$here/models" "$@"
