# Makes events/*.csv and samples.json, the same bytes on every awk:
#
#   cd examples/01-dimuon && mkdir -p events && LC_ALL=C awk -f generate.awk
#
# A toy, but one with the right shapes: Breit-Wigner Z over a falling continuum, transverse
# momentum and rapidity of the pair, decay in its rest frame, photon radiation, detector
# resolution, efficiency, and a skim (two muons, pT > 24 and 14 GeV, |eta| < 2.4).
# "Data" is a Poisson number of events of every process at `lumi`, shuffled.

BEGIN {
  pi = atan2(0, -1)
  lumi = 3                       # 1/pb, the same as in analysis.hdw

  #        sample           process        pb     muon pairs  generated  files
  declare("DYto2Mu",       "Z/γ* → μμ",   2025.7, 1,          14000,     6)
  declare("DYto2Tau",      "Z/γ* → ττ",   2025.7, 0.0303,     110000,    1)
  declare("TTto2L2Nu",     "Top pairs",   88.3,   0.13,       5000,      2)
  declare("WWto2L2Nu",     "Diboson",     12.2,   0.13,       3000,      1)
  declare("WZto2L2Q",      "Diboson",     5.6,    0.333,      1400,      1)
  declare("ZZto2L2Q",      "Diboson",     3.2,    0.333,      1400,      1)
  declare("WtoLNu",        "W + jets",    61527,  0.00013,    14000000,  2)

  for (s = 1; s <= samples; s++) simulate(s)
  write_samples_json()
  take_data()
}

# `pairs` is the share of generated events that has two muon candidates at all.
function declare(sample, process, xsec, pairs, generated, files) {
  samples++
  name[samples] = sample; label[samples] = process; pb[samples] = xsec
  share[samples] = pairs; made[samples] = generated; parts[samples] = files
}

function simulate(s,    i, n, kept, sign) {
  seed(s)
  kept = 0
  sumw[s] = made[s]
  n = poisson(made[s] * share[s])
  if (share[s] == 1) { n = made[s]; sumw[s] = 0 }
  for (i = 1; i <= n; i++) {
    sign = 1
    if (share[s] == 1) {         # a next-to-leading-order generator: some weights are negative
      if (uniform() < 0.02) sign = -1
      sumw[s] += sign
    }
    if (event(name[s])) line[++kept] = event_text() "," sign
  }
  write_files(name[s], parts[s], kept, ",genw")
}

function take_data(    s, i, n, kept, other, swap) {
  seed(1000)
  kept = 0
  for (s = 1; s <= samples; s++) {
    n = poisson(pb[s] * lumi * share[s])
    for (i = 1; i <= n; i++) if (event(name[s])) line[++kept] = event_text()
  }
  for (i = kept; i > 1; i--) {
    other = 1 + int(i * uniform())
    swap = line[i]; line[i] = line[other]; line[other] = swap
  }
  write_files("SingleMuon", 6, kept, "")
}

function write_files(sample, files, kept, extra,    f, i, path) {
  for (f = 1; f <= files; f++) {
    path = "events/" sample "_" f ".csv"
    print "mu1_pt,mu1_eta,mu1_phi,mu1_q,mu2_pt,mu2_eta,mu2_phi,mu2_q" extra > path
    for (i = int(kept * (f - 1) / files) + 1; i <= int(kept * f / files); i++) print line[i] > path
    close(path)
  }
}

function write_samples_json(    s, f, json) {
  json = "samples.json"
  print "{" > json
  for (s = 1; s <= samples; s++) {
    printf "  \"%s\": {\n    \"process\": \"%s\",\n", name[s], label[s] > json
    printf "    \"xsec\": %s,\n    \"sumw\": %.0f,\n    \"files\": [", pb[s], sumw[s] > json
    for (f = 1; f <= parts[s]; f++)
      printf "%s\"events/%s_%d.csv\"", (f > 1 ? ", " : ""), name[s], f > json
    print "]\n  }" (s < samples ? "," : "") > json
  }
  print "}" > json
  close(json)
}

# One event with two muons: true when the skim keeps it.
function event(sample,    m) {
  if (sample ~ /^DY|^WZ|^ZZ/) {
    m = sample ~ /^DY/ && uniform() < 0.05 ? 50 / sqrt(uniform()) : breit_wigner()
    decay(m, sample ~ /^DY/ ? pair_pt() : 15 - 25 * log(uniform() * uniform()), 2.0 * gauss())
    if (sample ~ /Tau$/) { pt[1] *= tau_share(); pt[2] *= tau_share() }
  }
  else if (sample ~ /^TT/) { prompt(1, 19, 1.1); prompt(2, 19, 1.1); charges(0) }
  else if (sample ~ /^WW/) { prompt(1, 16, 1.3); prompt(2, 16, 1.3); charges(0) }
  else {                         # a W and a jet taken for a muon: the charges know nothing of each other
    prompt(1, 17, 1.5); prompt(2, 8, 1.4); charges(1)
  }
  return measured(1) && measured(2) && skim()
}

function breit_wigner(    m) {
  do m = 91.19 + 2.5 / 2 * tan(pi * (uniform() - 0.5)); while (m < 50 || m > 300)
  return m
}

function pair_pt() { return -(uniform() < 0.2 ? 20 : 6) * log(uniform() * uniform()) }

# The muon's share x of a tau's momentum: 5/3 - 3 x^2 + 4/3 x^3.
function tau_share(    x) {
  do x = uniform(); while (uniform() * 5 / 3 > 5 / 3 - 3 * x ^ 2 + 4 / 3 * x ^ 3)
  return x
}

# A mass m decays into two muons as 1 + cos^2, is pushed sideways to pT, then along the beam.
function decay(m, pair, rapidity,    i, cost, sint, angle, turn, gamma, px, py, pz, e, long) {
  do cost = 2 * uniform() - 1; while (2 * uniform() > 1 + cost ^ 2)
  sint = sqrt(1 - cost ^ 2)
  angle = 2 * pi * uniform()
  turn = 2 * pi * uniform()
  gamma = sqrt(1 + (pair / m) ^ 2)
  for (i = 1; i <= 2; i++) {
    e = m / 2
    px = (3 - 2 * i) * e * sint * cos(angle)
    py = (3 - 2 * i) * e * sint * sin(angle)
    pz = (3 - 2 * i) * e * cost
    long = gamma * px + pair / m * e
    e = gamma * e + pair / m * px
    px = long
    pt[i] = sqrt(px ^ 2 + py ^ 2)
    eta[i] = rapidity + log((e + pz) / pt[i])
    phi[i] = wrapped(atan2(py, px) + turn)
  }
  charges(0)
}

function prompt(i, scale, width) {
  pt[i] = 2 - scale * log(uniform() * uniform())
  eta[i] = width * gauss()
  phi[i] = pi * (2 * uniform() - 1)
}

function charges(free) {
  q[1] = uniform() < 0.5 ? 1 : -1
  q[2] = free && uniform() < 0.5 ? q[1] : -q[1]
}

# Radiation, resolution and efficiency.
function measured(i) {
  if (uniform() < 0.08) pt[i] *= 1 - 0.003 * (0.4 / 0.003) ^ uniform()
  pt[i] *= 1 + (0.011 + 0.004 * eta[i] ^ 2 / 2) * gauss()
  return uniform() < 0.96
}

function skim(    swap) {
  if (pt[1] < pt[2]) {
    swap = pt[1]; pt[1] = pt[2]; pt[2] = swap
    swap = eta[1]; eta[1] = eta[2]; eta[2] = swap
    swap = phi[1]; phi[1] = phi[2]; phi[2] = swap
    swap = q[1]; q[1] = q[2]; q[2] = swap
  }
  return pt[1] > 24 && pt[2] > 14 && eta[1] ^ 2 < 2.4 ^ 2 && eta[2] ^ 2 < 2.4 ^ 2
}

function event_text() {
  return sprintf("%.2f,%.3f,%.3f,%d,%.2f,%.3f,%.3f,%d", \
    pt[1], eta[1], phi[1], q[1], pt[2], eta[2], phi[2], q[2])
}

# Park and Miller's generator: every product stays below 2^53, so that doubles are exact.
function seed(n,    i) { state = 12345 + 7919 * n; for (i = 0; i < 10; i++) uniform() }
function uniform() { state = (48271 * state) % 2147483647; return state / 2147483647 }
function gauss() { return sqrt(-2 * log(uniform())) * cos(2 * pi * uniform()) }
function tan(x) { return sin(x) / cos(x) }
function wrapped(x) { return x > pi ? x - 2 * pi : x }

function poisson(mean,    n, product) {
  if (mean > 50) return int(mean + sqrt(mean) * gauss() + 0.5)
  product = uniform()
  for (n = 0; product > exp(-mean); n++) product *= uniform()
  return n
}
