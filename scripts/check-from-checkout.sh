#!/usr/bin/env bash
# Runs `check` from a checkout of this repository, which builds the command when it is first used there: for the GitHub
# Action and the pre-commit hook. Arguments are those of `check`; paths in them are relative to where it is called.
# Needs Node 20 or later.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

if [[ ! -f "$here/dist/cli/index.mjs" ]]; then
  # Everything the command is built of is pinned by package-lock.json; no package of it runs a script of its own.
  (cd "$here" && npm ci --include=dev --ignore-scripts --no-audit --no-fund && node build.mjs) >&2
fi

exec node "$here/dist/cli/index.mjs" check "$@"
