#!/bin/sh
# Writes the expectations of the parity test for one language anew, from a pipeline that export.py wrote back.
# usage: tests/parity/make.sh LANGUAGE PIPELINE_DIR [PYTHON]       needs spaCy and a build in build/; fails where the
# program says otherwise than spaCy and it is no tie of floating-point sums
set -eu
cd "$(dirname "$0")/../.."
lang=$1 pipeline=$2 python=${3:-python3}
words=$(mktemp)
trap 'rm -f "$words" "$words".out' EXIT
tests/parity/sentences.py . "$lang" >"$words"
for part in "" segment; do
    [ -z "$part" ] || [ -d "$pipeline/segmenter" ] || continue
    "$python" train/compare.py "models/$lang.model" "$pipeline" "$words" ${part:+--segment} --write "$words.out"
    gzip -9n <"$words.out" >"tests/parity/$lang${part:+.segment}.conllu.gz"
done
