#!/bin/sh
# Installs what is missing, builds and runs everything that must hold:
#   1. the whole test suite on a normal build
#   2. the same under AddressSanitizer and UndefinedBehaviorSanitizer, every arena allocation a malloc of its own
#   3. the libFuzzer targets, a short run each
#   4. the scores on gold documents, where there are some (GOLD=folder; default ../shared/eval/dev)
# usage: tools/test.sh [--quick]     --quick: only 1
# The last line is "N passed, N failed"; the exit status is 1 where something failed.
set -u
here=$(cd "$(dirname "$0")/.." && pwd)
cd "$here" || exit 1
quick=
[ "${1:-}" != --quick ] || quick=1
if [ -n "$quick" ]; then "$here/tools/install-deps.sh" || exit 1; else "$here/tools/install-deps.sh" test || exit 1; fi

log=$(mktemp -d)
trap 'rm -rf "$log"' EXIT
seconds=${FUZZ_SECONDS:-15}
results=$log/results # one line "ok NAME" or "not ok NAME" per thing tried
: >"$results"
note() { # note STATUS NAME
    if [ "$1" = 0 ]; then echo "ok $2" >>"$results"; else echo "not ok $2" >>"$results"; echo "FAILED: $2" >&2; fi
}

build() { # build DIR NAME meson-options...
    dir=$1 name=$2
    shift 2
    [ -f "$dir/build.ninja" ] || meson setup "$dir" "$@" >"$log/setup" 2>&1 || { cat "$log/setup" >&2; note 1 "$name: meson setup"; return 1; }
    ninja -C "$dir" >"$log/ninja" 2>&1 || { tail -n 40 "$log/ninja" >&2; note 1 "$name: build"; return 1; }
    # Other compilers than CI's may warn of other things: warnings fail only there.
    if grep -A 3 'warning:' "$log/ninja" >"$log/warnings"; then head -n 40 "$log/warnings" >&2; fi
    if [ -s "$log/warnings" ] && [ -n "${CI:-}" ]; then note 1 "$name: no warnings"; else note 0 "$name: built"; fi
}

suite() { # suite DIR NAME
    rm -f "$1/meson-logs/testlog.json"
    CMOCKA_MESSAGE_OUTPUT=TAP meson test -C "$1" --no-rebuild --print-errorlogs --timeout-multiplier 5 >"$log/suite" 2>&1 || true
    if grep -q '^ *[0-9]*/[0-9]* .*\(FAIL\|ERROR\|TIMEOUT\)' "$log/suite"; then tail -n 100 "$log/suite" >&2; fi
    python3 tests/count.py "$1/meson-logs/testlog.json" "$2" >>"$results" || note 1 "$2: suite"
}

echo "== the suite" >&2
build build normal && suite build normal

if [ -z "$quick" ]; then
    echo "== the suite under AddressSanitizer and UndefinedBehaviorSanitizer" >&2
    export ASAN_OPTIONS=abort_on_error=0:detect_leaks=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
    build build-asan sanitized -Db_sanitize=address,undefined -Db_lundef=false -Darena_malloc=true \
        -Doptimization=1 -Dc_args=-Wno-format-truncation && suite build-asan sanitized # (gcc sees ghosts in sanitized code)

    echo "== fuzzing, $seconds s each" >&2
    if CC=clang build build-fuzz fuzz -Dfuzz=true -Db_sanitize=address,undefined -Db_lundef=false -Doptimization=1; then
        for target in build-fuzz/tests/fuzz_*; do
            [ -f "$target" ] && [ -x "$target" ] || continue
            name=$(basename "$target")
            seeds=
            for d in "tests/fuzz/corpus/${name#fuzz_}" "tests/fuzz/corpus/$name"; do [ -d "$d" ] && seeds="$seeds $d"; done
            mkdir -p "$log/$name"
            (cd "$log" && "$here/$target" -seed="${FUZZ_SEED:-1}" -max_total_time="$seconds" -rss_limit_mb=2048 -timeout=10 -print_final_stats=0 \
                "$log/$name" $(for s in $seeds; do echo "$here/$s"; done)) >"$log/$name.log" 2>&1
            rc=$?
            [ "$rc" = 0 ] || tail -n 40 "$log/$name.log" >&2
            note "$rc" "fuzz: $name"
        done
    fi

    gold=${GOLD:-../shared/eval/dev}
    if [ -d "$gold" ] && [ -f "$gold/../score.py" ]; then
        echo "== scores on $gold" >&2
        tools/score.sh "$gold" >"$log/score" 2>&1
        note $? "scores: the program reads every gold document"
        cat "$log/score"
    else
        echo "== no gold documents here: scores skipped" >&2
    fi
fi

passed=$(grep -c '^ok ' "$results")
failed=$(grep -c '^not ok ' "$results")
if [ "$failed" != 0 ]; then
    echo "failed:"
    sed -n 's/^not ok /  /p' "$results" | head -n 60
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" != 0 ]
