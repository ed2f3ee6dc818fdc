# Adds up the histograms of all files.
{ sum[$1] += $2; order[FNR] = $1; bins = FNR }

END { for (i = 1; i <= bins; i++) print order[i] "\t" sum[order[i]] }
