# Fills one histogram of the mass: `bins` bins from `low` to `high` GeV.

BEGIN { FS = ","; width = (high - low) / bins }

FNR > 1 && $1 >= low && $1 < high {
  b = int(($1 - low) / width)
  entries[b]++
  sumw[b] += $2
  sumw2[b] += $2 ^ 2
}

END {
  print "low\thigh\tentries\tsumw\tsumw2"
  for (b = 0; b < bins; b++)
    printf "%g\t%g\t%d\t%.10g\t%.10g\n", low + b * width, low + (b + 1) * width, entries[b], sumw[b], sumw2[b]
}
