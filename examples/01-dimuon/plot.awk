# Second half behind stack.awk: the mass as an SVG, data over stacked simulation, and their ratio.

END {
  if (failed) exit 1
  finish()
  left = 100; right = 780          # both panels
  top = 50; bottom = 520           # the stack, logarithmic
  ratio_top = 536; ratio_bottom = 690
  y_min = 0.03; y_max = 90000
  r_min = 0.5; r_max = 1.5
  # Colours that the colour-blind tell apart: M. Petroff, arXiv:2107.02270.
  split("#5790fc #e42536 #f89c20 #964a8b #9c9ca1 #7a21dd", colour, " ")

  print "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 820 770\" width=\"820\" height=\"770\""
  print " font-family=\"Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif\" font-size=\"19\" fill=\"black\">"
  print "<defs>"
  print "<pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
  print "<line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\" stroke=\"#222\" stroke-width=\"2.2\"/></pattern>"
  clip("main", top, bottom)
  clip("ratio", ratio_top, ratio_bottom)
  print "</defs>"
  print "<rect width=\"820\" height=\"770\" fill=\"white\"/>"

  print "<g clip-path=\"url(#main)\">"
  for (i = 1; i <= processes; i++) layer(i)
  band("stack", "fill=\"url(#hatch)\"")
  points("stack")
  print "</g>"

  print "<g clip-path=\"url(#ratio)\">"
  band("ratio", "fill=\"#c4c4c4\"")
  line(left, r_at(1), right, r_at(1), "stroke-dasharray=\"5 4\"")
  points("ratio")
  print "</g>"

  axes()
  legend()
  words(left, top - 14, "start", "<tspan font-weight=\"bold\" font-size=\"22\">hdw example</tspan>" \
    "<tspan font-style=\"italic\" dx=\"9\">simulated data</tspan>")
  words(right, top - 14, "end", lumi " pb" power("−1") " <tspan dy=\"8\">(13 TeV)</tspan>")
  print "</svg>"
}

# From values to places on the page.
function x_at(mass) { return left + (right - left) * (mass - low[1]) / (high[bins] - low[1]) }
function y_at(n) {
  if (n < y_min / 10) n = y_min / 10
  return bottom - (bottom - top) * log(n / y_min) / log(y_max / y_min)
}
function r_at(r) { return ratio_bottom - (ratio_bottom - ratio_top) * (r - r_min) / (r_max - r_min) }

# The sum of processes i, i+1, ...: drawn in order, each covers the lower part of the one before.
function layer(i,    b, j, sum, path) {
  path = sprintf("M%.1f %.1f", x_at(low[1]), y_at(0))
  for (b = 1; b <= bins; b++) {
    sum = 0
    for (j = i; j <= processes; j++) sum += stack[process[j], "nominal", b]
    path = path sprintf(" L%.1f %.1f H%.1f", x_at(low[b]), y_at(sum), x_at(high[b]))
  }
  printf "<path d=\"%s V%.1f Z\" fill=\"%s\" stroke=\"black\" stroke-width=\"0.8\"/>\n", path, y_at(0), colour[i]
}

function band(panel, style,    b, up, down) {
  for (b = 1; b <= bins; b++) {
    if (mc[b] <= 0) continue
    up = panel == "stack" ? y_at(mc[b] + above[b]) : r_at(1 + above[b] / mc[b])
    down = panel == "stack" ? y_at(mc[b] - below[b]) : r_at(1 - below[b] / mc[b])
    box(x_at(low[b]), up, x_at(high[b]), down, style)
  }
}

function points(panel,    b, x, y, y_up, y_down) {
  for (b = 1; b <= bins; b++) {
    if (data[b] == 0 || mc[b] <= 0) continue
    x = (x_at(low[b]) + x_at(high[b])) / 2
    y = panel == "stack" ? y_at(data[b]) : r_at(data[b] / mc[b])
    y_up = panel == "stack" ? y_at(poisson_up(data[b])) : r_at(poisson_up(data[b]) / mc[b])
    y_down = panel == "stack" ? y_at(poisson_down(data[b])) : r_at(poisson_down(data[b]) / mc[b])
    if (panel == "ratio" && y < ratio_top) arrow(x, ratio_top + 4, 9)
    else if (panel == "ratio" && y > ratio_bottom) arrow(x, ratio_bottom - 4, -9)
    else point(x, y, y_up, y_down)
  }
}

# A point beyond the ratio's range.
function arrow(x, y, size) {
  printf "<path d=\"M%.1f %.1f l-5 %.1f h10 Z\"/>\n", x, y, size
}

function point(x, y, y_up, y_down) {
  line(x, y_up, x, y_down, "stroke-width=\"1.6\"")
  printf "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>\n", x, y
}

# The central 68 % interval of a Poisson mean, in Wilson and Hilferty's approximation.
function poisson_up(n) { return (n + 1) * (1 - 1 / (9 * (n + 1)) + 1 / (3 * sqrt(n + 1))) ^ 3 }
function poisson_down(n) { return n * (1 - 1 / (9 * n) - 1 / (3 * sqrt(n))) ^ 3 }

function axes(    m, n, k, r) {
  box(left, top, right, bottom, "fill=\"none\" stroke=\"black\" stroke-width=\"1.5\"")
  box(left, ratio_top, right, ratio_bottom, "fill=\"none\" stroke=\"black\" stroke-width=\"1.5\"")
  for (m = low[1]; m <= high[bins]; m += 2) {
    k = m % 10 == 0 ? 12 : 6
    x_tick(m, k)
    if (m % 10 == 0) words(x_at(m), ratio_bottom + 25, "middle", m)
  }
  for (n = 0.01; n <= y_max; n *= 10) {
    for (k = 1; k < 10; k++) if (k * n > y_min && k * n < y_max) y_tick(y_at(k * n), k == 1 ? 12 : 6)
    if (n > y_min) words(left - 10, y_at(n) + 8, "end", decade(n))
  }
  for (k = 1; k < 10; k++) {
    r = r_min + k * (r_max - r_min) / 10
    y_tick(r_at(r), k % 5 == 0 ? 12 : 6)
  }
  for (r = r_min; r <= r_max; r += 0.5) words(left - 10, r_at(r) + (r == r_min ? 1 : r == r_max ? 13 : 7), "end", sprintf("%.1f", r))
  words(right, ratio_bottom + 58, "end", "<tspan font-style=\"italic\">m</tspan>(μμ) [GeV]")
  sideways(top, "end", sprintf("Events / %g GeV", high[1] - low[1]))
  sideways((ratio_top + ratio_bottom) / 2, "middle", "Data / sim.")
}

function x_tick(m, size) {
  line(x_at(m), bottom, x_at(m), bottom - size)
  line(x_at(m), top, x_at(m), top + size)
  line(x_at(m), ratio_bottom, x_at(m), ratio_bottom - size)
  line(x_at(m), ratio_top, x_at(m), ratio_top + size)
}
function y_tick(y, size) {
  line(left, y, left + size, y)
  line(right, y, right - size, y)
}
function decade(n,    k) {
  if (n > 0.5 && n < 20) return n < 5 ? "1" : "10"
  k = log(n) / log(10)
  return "10" power(k < 0 ? "−" int(0.5 - k) : int(0.5 + k))
}
function power(text) { return "<tspan dy=\"-8\" font-size=\"14\">" text "</tspan>" }

function legend(    i, x, y) {
  x = left + 28; y = top + 38
  point(x + 15, y - 6, y - 18, y + 6)
  words(x + 42, y, "start", "Data")
  for (i = 1; i <= processes; i++) {
    if (i == 3) { x += 215; y = top + 38 - 30 }
    if (i == 5) { x += 185; y = top + 38 - 30 }
    y += 30
    box(x, y - 15, x + 30, y + 3, "fill=\"" colour[i] "\" stroke=\"black\" stroke-width=\"0.8\"")
    words(x + 42, y, "start", process[i])
  }
  y += 30
  box(x, y - 15, x + 30, y + 3, "fill=\"url(#hatch)\" stroke=\"#222\" stroke-width=\"0.8\"")
  words(x + 42, y, "start", "Stat. ⊕ scale")
  y += 28
  words(right - 24, y, "end", sprintf("<tspan font-size=\"16\">χ² / bins = %.1f / %d (statistics)</tspan>", chi2, bins))
}

# The few shapes of SVG that are needed.
function line(x1, y1, x2, y2, style) {
  printf "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"black\" %s/>\n", x1, y1, x2, y2, style
}
function box(x1, y1, x2, y2, style) {
  printf "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" %s/>\n", x1, y1, x2 - x1, y2 - y1, style
}
function words(x, y, anchor, text) {
  printf "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, text
}
function sideways(y, anchor, text) {
  printf "<text transform=\"translate(%d %d) rotate(-90)\" text-anchor=\"%s\">%s</text>\n", 34, y, anchor, text
}
function clip(name, y1, y2) {
  printf "<clipPath id=\"%s\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/></clipPath>\n", \
    name, left, y1, right - left, y2 - y1
}
