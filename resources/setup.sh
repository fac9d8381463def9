#!/bin/sh
# Makes everything ready on a fresh machine: system libraries (Debian and Ubuntu, as root only), the virtual
# environment, the pinned dependencies. Does nothing when nothing changed. Usage: setup.sh ENVIRONMENT EXTRAS
set -eu

environment=${1:-.venv}
extras=${2:-app,test}
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
project=$(dirname -- "$here")

say() { printf '%s\n' "$*" >&2; }

install_system_packages() {
    command -v dpkg-query >/dev/null 2>&1 && [ "$(id -u)" = 0 ] || return 0
    missing=$(sed -e 's/#.*//' "$here/system-packages.txt" | tr -s ' \n' '\n' | while read -r package; do
        [ -n "$package" ] || continue
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || printf '%s ' "$package"
    done)
    [ -n "$missing" ] || return 0
    say "Installing system libraries: $missing"
    apt-get update -qq >&2
    # shellcheck disable=SC2086 # one word per package
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

find_python() {
    for candidate in "${PYTHON:-}" python3 python3.13 python3.12 python3.11; do
        [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 || continue
        "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null || continue
        printf '%s' "$candidate"
        return 0
    done
    say "Python 3.11, 3.12 or 3.13 is needed and was not found. Install one, or name it: PYTHON=/path/to/python3 make run"
    return 1
}

make_environment() {
    python=$(find_python)
    if ! "$python" -m venv "$environment" 2>/dev/null; then
        rm -rf "$environment"
        say "$python can't make virtual environments. On Debian or Ubuntu: sudo apt-get install -y python3-venv"
        return 1
    fi
}

install_dependencies() {
    wanted=$(cat "$project/pyproject.toml" "$project/constraints.txt" | cksum)" $extras"
    [ "$(cat "$environment/.installed" 2>/dev/null)" = "$wanted" ] && return 0
    say "Installing pinned dependencies into $environment"
    "$environment/bin/python" -m pip install --quiet --disable-pip-version-check \
        --constraint "$project/constraints.txt" --editable "$project[$extras]"
    printf '%s' "$wanted" >"$environment/.installed"
}

install_system_packages
[ -x "$environment/bin/python" ] || make_environment
install_dependencies
