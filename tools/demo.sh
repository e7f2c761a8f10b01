#!/bin/sh
# Installs what is missing, builds, reads the sample articles into a register and shows a brief:
# as text on the terminal, and as one HTML file.
# usage: tools/demo.sh [FOLDER]      the register and brief.html go to FOLDER (default: demo)
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
"$here/tools/install-deps.sh"

out=${1:-$here/demo}
mkdir -p "$out"
out=$(cd "$out" && pwd)
cd "$here"
[ -f build/build.ninja ] || meson setup build >build-setup.log 2>&1 || { cat build-setup.log >&2; exit 1; }
rm -f build-setup.log
ninja -C build >"$out/build.log" 2>&1 || { cat "$out/build.log" >&2; exit 1; }

chancery=build/chancery
rm -f "$out"/register.sqlite*
"$chancery" add -r "$out/register.sqlite" samples/articles
"$chancery" brief -r "$out/register.sqlite" --format html Vietnam Kenya >"$out/brief.html"
"$chancery" brief -r "$out/register.sqlite" Vietnam Kenya
echo
echo "The same brief as one HTML file: $out/brief.html" >&2
echo "The register: $out/register.sqlite (try: $chancery facts -r $out/register.sqlite --party CHL)" >&2
