#!/bin/sh
# Sees to it that what no Python package brings is on this machine. Used by the Makefile and by the browser tests.
#
#   system-packages.sh venv [PYTHON]     Python 3.11 or newer that can make environments
#   system-packages.sh pango [PYTHON]    Pango, as WeasyPrint in PYTHON's environment looks for it
#   system-packages.sh chromium          a browser for the tests (Playwright's own, Chrome or Chromium), and what Playwright needs
#   system-packages.sh chromium-path     prints where that browser is; installs nothing
#
# What is missing is installed as root with apt-get. Elsewhere one line says what to run, and the status is 1.
set -u

root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)

stop() { printf '%s\n' "$1" >&2; exit 1; }

can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

# What apt-get cannot install is found out by looking for the thing again, so a failure here only prints its reason.
install() {
    echo "Installing $* with apt-get ..."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 "$@" >/dev/null
}

# The line to run here: one argument for apt-get, one for Homebrew, one for dnf, one for anything else.
line() {
    if command -v apt-get >/dev/null 2>&1; then echo "Run: sudo apt-get install -y $1"
    elif command -v brew >/dev/null 2>&1; then echo "Run: brew install $2"
    elif command -v dnf >/dev/null 2>&1; then echo "Run: sudo dnf install -y $3"
    else echo "$4"
    fi
}

python_is_new_enough() { "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
python_makes_environments() { "$python" -c 'import ensurepip, venv' 2>/dev/null; }
playwright_starts() { "$root/.venv/bin/playwright" --version >/dev/null 2>&1; }
pango_loads() { "$python" -c 'import weasyprint.text.ffi' >/dev/null 2>&1; }

# A name in PATH is not enough: Ubuntu's chromium-browser is a stub that only asks for a snap.
answers() { [ -n "$1" ] && "$1" --version >/dev/null 2>&1; }

# Prints the first browser that answers. Playwright is asked only where it has downloaded one, as asking takes a second.
find_browser() {
    for folder in "${PLAYWRIGHT_BROWSERS_PATH:-}" "$HOME/.cache/ms-playwright" "$HOME/Library/Caches/ms-playwright"; do
        [ -n "$(find "$folder" -maxdepth 1 -name 'chromium-*' 2>/dev/null)" ] || continue
        own=$("$root/.venv/bin/python" -c 'from playwright.sync_api import sync_playwright
with sync_playwright() as playwright: print(playwright.chromium.executable_path)' 2>/dev/null)
        answers "$own" && printf '%s\n' "$own" && return
    done
    for name in google-chrome-stable google-chrome chromium chromium-browser \
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'; do
        found=$(command -v "$name") || continue
        answers "$found" && printf '%s\n' "$found" && return
    done
    return 1
}

# KITHBOOK_BROWSER names the browser to use, and no other is taken in its place.
browser() {
    [ -n "${KITHBOOK_BROWSER:-}" ] || { find_browser; return; }
    answers "$KITHBOOK_BROWSER" || stop "KITHBOOK_BROWSER is $KITHBOOK_BROWSER, and that does not start. Name a Chrome or Chromium."
    printf '%s\n' "$KITHBOOK_BROWSER"
}

need_venv() {
    command -v "$python" >/dev/null 2>&1 || stop "There is no '$python' here. $(line 'python3 python3-venv' python python3 'Install Python 3.11 or newer.')"
    python_is_new_enough || stop "Kithbook needs Python 3.11 or newer, and '$python' is $("$python" -V 2>&1). Name a newer one: make PYTHON=python3.13"
    python_makes_environments && return
    package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    can_install && install "$package"
    python_makes_environments || stop "'$python' cannot make environments. $(line "$package" python python3 "Install Python's venv and ensurepip.")"
}

need_pango() {
    pango_loads && return
    packages='libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0'
    # shellcheck disable=SC2086  # a list of packages
    can_install && install $packages
    pango_loads || stop "PDFs need Pango. $(line "$packages" pango pango 'Install Pango 1.44 or newer.')"
}

# The Node.js that Playwright brings wants libatomic, which a small Debian does not have.
need_playwright() {
    playwright_starts && return
    can_install && install libatomic1
    playwright_starts || stop 'Playwright does not start. Run: sudo apt-get install -y libatomic1 (elsewhere: .venv/bin/playwright --version says why).'
}

# Ubuntu's chromium is a snap, which a container cannot install and Playwright does not drive well.
apt_has_chromium() { command -v apt-get >/dev/null 2>&1 && ! grep -qs '^ID=ubuntu' /etc/os-release; }

need_chromium() {
    path=$(browser) || {
        [ -z "${KITHBOOK_BROWSER:-}" ] || exit 1
        apt_has_chromium && can_install && install chromium
        how='.venv/bin/playwright install --with-deps chromium'
        apt_has_chromium && how='sudo apt-get install -y chromium'
        path=$(browser)
    } || stop "The tests need a browser. Run: $how"
    echo "Browser: $path"
}

python=${2:-python3}
case ${1:-} in
    venv) need_venv ;;
    pango) need_pango ;;
    chromium) need_playwright; need_chromium ;;
    chromium-path) browser ;;
    *) stop "usage: $0 venv|pango|chromium|chromium-path [PYTHON]" ;;
esac
