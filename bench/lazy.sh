#!/bin/sh
# How much text need not be parsed: the share of words in sentences that cannot give a fact, and in those where no rule asks
# for a tree; and the proof that nothing is lost by leaving them out: the facts are the same bytes whatever is parsed.
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
for scope in matters used; do
    awk -v all="$all" -v some="$(words $scope)" -v scope=$scope 'BEGIN {
        printf "words %d, %s %d, skipped %.1f %%\n", all, scope, some, all ? 100 * (all - some) / all : 0 }'
done
for scope in used matters all; do "$chancery" extract --parse $scope "$folder" >"$tmp/$scope"; done
cmp "$tmp/used" "$tmp/all"
cmp "$tmp/matters" "$tmp/all"
echo "facts $(wc -l <"$tmp/all"), the same bytes whatever is parsed"
