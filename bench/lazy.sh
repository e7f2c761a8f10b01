#!/bin/sh
# How much text need not be parsed: the share of words in sentences that cannot give a fact, and the proof that nothing is
# lost by leaving them out: the facts are the same bytes whether all sentences are tagged and parsed or only those that matter.
# usage: bench/lazy.sh FOLDER [CHANCERY]
set -eu
folder=${1:?usage: bench/lazy.sh FOLDER [CHANCERY]}
chancery=${2:-build/chancery}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
words() { # words SCOPE
    "$chancery" dump --stage words --parse "$1" "$folder" | awk -F '\t' '$1 ~ /^[0-9]+$/' | wc -l
}
all=$(words all)
some=$(words matters)
awk -v all="$all" -v some="$some" 'BEGIN { printf "words %d, in sentences that matter %d, skipped %.1f %%\n", all, some, all ? 100 * (all - some) / all : 0 }'
for scope in used matters all; do "$chancery" extract --parse $scope "$folder" >"$tmp/$scope"; done
cmp "$tmp/used" "$tmp/all"
cmp "$tmp/matters" "$tmp/all"
echo "facts $(wc -l <"$tmp/all"), the same bytes with none, some and all sentences parsed"
