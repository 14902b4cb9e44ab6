# Sourced by run, test and build: the set-up that each of them needs, done once
# and again only when what it depends on has changed. Never run by itself.

cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '%s\n' "$*"; }
step() { printf '\n== %s\n' "$*"; }

missing() {
  printf 'Missing: %s\n' "$1" >&2
  printf '  %s\n' "$2" >&2
  exit 1
}

# need_version NAME HAVE WANT HOW: stops unless HAVE >= WANT.
need_version() {
  local lowest
  lowest=$(printf '%s\n%s\n' "$2" "$3" | sort -V | head -n 1)
  [ "$lowest" = "$3" ] || missing "$1 $3 or newer (this is $2)" "$4"
}

need_go() {
  command -v go >/dev/null || missing 'Go 1.26' 'Install it from https://go.dev/dl and put it on the PATH.'
  need_version Go "$(go env GOVERSION | sed 's/^go//; s/[^0-9.].*//')" 1.26 'Install it from https://go.dev/dl.'
}

need_node() {
  command -v node >/dev/null || missing 'Node 20' 'Install it from https://nodejs.org and put it on the PATH.'
  need_version Node "$(node -p process.versions.node)" 20.19 'Install it from https://nodejs.org.'
  command -v npm >/dev/null || missing npm 'It comes with Node: https://nodejs.org.'
}

# The stamp holds the lock file that node_modules was made from.
node_modules() {
  need_node
  if ! cmp -s package-lock.json node_modules/.made-from; then
    step 'Fetching what the app is built with'
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-fund --no-audit --loglevel=error ||
      missing 'the npm packages' 'npm ci failed: is the npm registry reachable? See its words above.'
    cp package-lock.json node_modules/.made-from
  fi
}

go_modules() {
  need_go
  go mod download || missing 'the Go modules' 'go mod download failed: is the module proxy reachable?'
}

# build_app: pwa/dist from pwa, sync and schema, unless it is newer than all of them.
build_app() {
  node_modules
  if [ -f pwa/dist/index.html ] && [ -z "$(find pwa sync schema package-lock.json vite.config.ts \
    -path pwa/dist -prune -o -type f \( -name '*.ts' -o -name '*.tsx' -o -name '*.css' -o -name '*.html' \
    -o -name '*.json' -o -name '*.svg' -o -name '*.png' -o -name '*.webmanifest' \) \
    -newer pwa/dist/index.html -print -quit)" ]; then
    return
  fi
  step 'Building the app'
  npx vite build --logLevel warn
}

build_server() {
  go_modules
  step 'Building the server'
  CGO_ENABLED=0 go build -o alongside ./server
}

# found_browser: sets CHROMIUM to a browser that is installed, if there is one.
found_browser() {
  local name
  for name in chromium chromium-browser google-chrome; do
    if [ -z "${CHROMIUM:-}" ] && command -v "$name" >/dev/null; then CHROMIUM=$(command -v "$name"); fi
  done
  export CHROMIUM
  [ -n "${CHROMIUM:-}" ]
}

# apt_browser: installs Debian's Chromium where there is apt and no browser. It may run
# beside other set-up: it needs the network and the disk, which builds hardly do.
apt_browser() {
  if found_browser || ! command -v apt-get >/dev/null; then return 0; fi
  step 'Fetching Chromium with apt'
  local root=''
  [ "$(id -u)" = 0 ] || root='sudo -n'
  { $root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq chromium; } >/dev/null
}

# need_browser: sets CHROMIUM to a Chromium that can run the browser tests. The
# package manager comes first, because Playwright's own download needs its host.
need_browser() {
  apt_browser || missing Chromium 'apt-get install chromium failed: run it as root, then try again.'
  found_browser && return
  step "Fetching Playwright's Chromium"
  npx playwright install chromium || missing Chromium 'Install Chromium, or set CHROMIUM to its path.'
  CHROMIUM=$(node -p "require('@playwright/test').chromium.executablePath()")
}
