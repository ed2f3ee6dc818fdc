# The first half of yields.awk and of plot.awk: reads the table of merged histograms that hdw
# writes ({{inputs.table}}: path, task, sample, variation, metadata) and adds them up process by
# process, simulation scaled to `lumi`. Afterwards, for bins b = 1 ... bins:
#   stack[process, variation, b]   error2[process, b]   process[1 ... processes]
#   data[b]  mc[b]  stat2[b]  and the band's distances above[b] and below[b]

BEGIN { FS = "\t" }

NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }

$(at["kind"]) == "data" { add("Data", $(at["variation"]), 1); next }

{
  p = $(at["process"])
  if (!(p in known)) { known[p] = 1; process[++processes] = p }
  add(p, $(at["variation"]), $(at["xsec"]) * lumi / $(at["sumw"]))
}

function add(p, variation, weight,    file, text, cell, b) {
  file = $(at["path"])
  b = -1                           # the first line is the header
  while ((getline text < file) > 0) {
    if (++b == 0) continue
    split(text, cell, "\t")
    low[b] = cell[1]; high[b] = cell[2]
    stack[p, variation, b] += weight * cell[4]
    if (variation == "nominal") error2[p, b] += weight ^ 2 * cell[5]
  }
  close(file)
  if (b < 1) { print "no histogram in " file | "cat 1>&2"; failed = 1; exit 1 }
  bins = b
}

function total(variation, b,    i, sum) {
  for (i = 1; i <= processes; i++) sum += stack[process[i], variation, b]
  return sum
}

# Statistics and momentum scale in quadrature; each direction of the scale counts where it points.
function finish(    b, i, up, down) {
  for (b = 1; b <= bins; b++) {
    data[b] = stack["Data", "nominal", b]
    mc[b] = total("nominal", b)
    for (i = 1; i <= processes; i++) stat2[b] += error2[process[i], b]
    up = total("scale_up", b) - mc[b]
    down = total("scale_down", b) - mc[b]
    above[b] = sqrt(stat2[b] + max(0, max(up, down)) ^ 2)
    below[b] = sqrt(stat2[b] + min(0, min(up, down)) ^ 2)
    if (mc[b] > 0) chi2 += (data[b] - mc[b]) ^ 2 / (mc[b] + stat2[b])
  }
}

function max(a, b) { return a > b ? a : b }
function min(a, b) { return a < b ? a : b }
