# A histogram of the masses of all pairs of tracks of each event. It keeps every mass before it counts, as first drafts do.
BEGIN { FS = "," }

/^#/ || /^event/ { next }

$1 != event { pair(); event = $1; tracks = 0 }

{ tracks++; e[tracks] = $2; x[tracks] = $3; y[tracks] = $4; z[tracks] = $5 }

END {
  if (failed) exit 2
  pair()
  for (i = 1; i <= masses; i++) count[int(mass[i] / 10)]++
  for (bin = 0; bin < 20; bin++) print bin * 10 "\t" count[bin] + 0
  print "pairs.awk: " masses " pairs" > "/dev/stderr"
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
      mass[++masses] = sqrt(square)
    }
  }
}
