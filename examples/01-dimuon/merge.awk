# Adds up histograms with the same bins, line by line.

BEGIN { FS = "\t" }

FNR == 1 { header = $0; next }

{
  low[FNR] = $1; high[FNR] = $2
  entries[FNR] += $3; sumw[FNR] += $4; sumw2[FNR] += $5
  if (FNR > last) last = FNR
}

END {
  print header
  for (b = 2; b <= last; b++)
    printf "%s\t%s\t%d\t%.10g\t%.10g\n", low[b], high[b], entries[b], sumw[b], sumw2[b]
}
