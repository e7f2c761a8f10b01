#!/bin/sh
# Installs what is missing to build Chancery (and, with "test", to run its whole test suite) on Debian or Ubuntu.
# usage: tools/install-deps.sh [test]
# Needs root or sudo only where something is missing; touches nothing where all is there.
set -eu

build="gcc libc6-dev make meson ninja-build pkg-config libicu-dev libsqlite3-dev libxml2-dev libjansson-dev
zlib1g-dev libzstd-dev libxxhash-dev libcmocka-dev"
wanted=$build
[ "${1:-}" != test ] || wanted="$build python3 clang"

if ! command -v apt-get >/dev/null 2>&1; then
    echo "install-deps.sh: no apt-get here; install the equivalents of:" $wanted >&2
    exit 1
fi

installed() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }

# libFuzzer and the sanitizers of clang live in a package that carries clang's version in its name.
runtime() {
    version=$(apt-cache depends clang | sed -n 's/^ *Depends: clang-\([0-9]*\)$/\1/p' | head -n 1)
    [ -n "$version" ] && apt-cache show "libclang-rt-$version-dev" >/dev/null 2>&1 && echo "libclang-rt-$version-dev"
}

missing=
for p in $wanted; do installed "$p" || missing="$missing $p"; done
if [ "${1:-}" = test ] && [ -z "$missing" ]; then
    rt=$(runtime || true)
    [ -z "$rt" ] || installed "$rt" || missing=" $rt"
fi
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null 2>&1 || { echo "install-deps.sh: missing:$missing; run this as root" >&2; exit 1; }
    as_root=sudo
fi
echo "install-deps.sh: installing$missing" >&2
$as_root apt-get -q=2 update
case " $missing " in
*" clang "*) missing="$missing $(runtime || true)" ;;
esac
$as_root env DEBIAN_FRONTEND=noninteractive apt-get -q=2 -o Dpkg::Use-Pty=0 install --no-install-recommends -y $missing >/dev/null
