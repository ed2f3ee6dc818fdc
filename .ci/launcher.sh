#!/bin/bash
# The tests start hdw without its launcher. What only that can break, is tried here: whether all parts of Java are found
# (its HTTP server by the page, its HTTP client by a file behind a URL), and a terminal's width and colours.
set -euo pipefail
cd "$(dirname "$0")/.."
hdw=$PWD/hdw
work=$(mktemp -d)
page=
trap '[ -z "$page" ] || kill $page 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
"$hdw" dashboard --port 0 >page 2>&1 &
page=$!
for _ in $(seq 300); do
  port=$(sed -n 's|.*http://localhost:\([0-9]*\)/status.*|\1|p' page | head -n 1)
  [ -z "$port" ] || break
  sleep 0.1
done
[ -n "$port" ] || { cat page; exit 1; }
"$hdw" root "http://localhost:$port/f.root" >root 2>&1 || true
grep -q "40[0-9]" root && ! grep -q "Exception" root || { cat root; exit 1; }
printf 'workflow w\ntask t for each n in range(3) {\n  run = "true"\n}\n' >w.hdw
script -qec "'$hdw' run w.hdw" typed >/dev/null
grep -q '3 of 3 jobs done' typed && ! grep -q 'Exception' typed || { cat typed; exit 1; }
echo 'the launcher finds all parts of Java'
