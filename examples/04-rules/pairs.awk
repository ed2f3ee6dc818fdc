# A histogram of the masses of all pairs of tracks of each event. A first draft: it keeps every pair with all that is
# known of it, and looks at all of them once for each bin.
BEGIN { FS = "," }

/^#/ || /^event/ { next }

$1 != event { pair(); event = $1; tracks = 0 }

{ tracks++; line[tracks] = $0; e[tracks] = $2; x[tracks] = $3; y[tracks] = $4; z[tracks] = $5 }

END {
  if (failed) exit 2
  pair()
  for (bin = 0; bin < 200; bin += 20) {
    count = 0
    for (i = 1; i <= pairs; i++) if (int(kept[i] / 20) == bin / 20) count++
    print bin "\t" count
  }
  print "pairs.awk: " pairs + 0 " pairs" > "/dev/stderr"
}

function pair(   i, j, square) {
  for (i = 1; i < tracks; i++) {
    for (j = i + 1; j <= tracks; j++) {
      square = (e[i] + e[j]) ^ 2 - (x[i] + x[j]) ^ 2 - (y[i] + y[j]) ^ 2 - (z[i] + z[j]) ^ 2
      if (square < 0) {
        print "pairs.awk: the square of a mass is " square " in event " event > "/dev/stderr"
        failed = 1
        exit 2
      }
      kept[++pairs] = sqrt(square) " GeV: " line[i] " and " line[j]
    }
  }
}
