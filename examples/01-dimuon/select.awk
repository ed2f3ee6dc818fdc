# Keeps events with a Z candidate and writes what the histograms need.
#   variation  nominal, scale_up or scale_down
#   error      relative uncertainty of the muon momentum scale
# Columns are found by name: data has no generator weight.

BEGIN {
  FS = ","
  scale = 1
  if (variation == "scale_up") scale = 1 + error
  if (variation == "scale_down") scale = 1 - error
  print "mass,genw"
}

FNR == 1 {
  split("", at)
  for (i = 1; i <= NF; i++) at[$i] = i
  if (!("mu1_pt" in at)) { print FILENAME ": no column mu1_pt" | "cat 1>&2"; exit 1 }
  next
}

{
  pt1 = scale * $(at["mu1_pt"])
  pt2 = scale * $(at["mu2_pt"])
  opposite = $(at["mu1_q"]) * $(at["mu2_q"]) < 0
  if (!opposite || max(pt1, pt2) < 26 || min(pt1, pt2) < 15) next

  mass = sqrt(2 * pt1 * pt2 * (cosh($(at["mu1_eta"]) - $(at["mu2_eta"])) - cos($(at["mu1_phi"]) - $(at["mu2_phi"]))))
  printf "%.4f,%s\n", mass, ("genw" in at) ? $(at["genw"]) : 1
}

function cosh(x) { return (exp(x) + exp(-x)) / 2 }
function max(a, b) { return a > b ? a : b }
function min(a, b) { return a < b ? a : b }
