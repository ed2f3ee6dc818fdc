# Makes the files below events/: tracks as energy and momentum in GeV, rounded as detectors round.
#   awk -f generate.awk && gzip -9n events/*.csv && head -c 900 events/3.csv.gz > x && mv x events/3.csv.gz
# 1 and 2 are as they should be; 3 is cut off afterwards, as by a transfer that broke; 4 holds one event with very many
# tracks; 5 lies on tape; 6 holds two tracks in one direction.

BEGIN {
  for (file = 1; file <= 6; file++) {
    state = 1000 + file
    name = "events/" file ".csv"
    if (file == 5) print "# on tape: 8 s" > name
    print "event,e,px,py,pz" > name
    for (event = 1; event <= 40; event++) {
      tracks = 2 + int(8 * uniform())
      if (file == 4 && event == 17) tracks = 800
      for (i = 0; i < tracks; i++) track(event)
      if (file == 6 && event == 23) {
        print event ",45.1137,31.9002,31.9002,0.0000" > name
        print event ",12.0300,8.5067,8.5067,0.0000" > name
      }
    }
    close(name)
  }
}

function track(event,   pt, eta, phi, pz) {
  pt = 5 - 20 * log(1 - uniform())
  eta = 4 * uniform() - 2
  phi = 6.2831853 * uniform()
  pz = pt * (exp(eta) - exp(-eta)) / 2
  printf "%d,%.4f,%.4f,%.4f,%.4f\n", event, sqrt(pt * pt + pz * pz + 0.0112), pt * cos(phi), pt * sin(phi), pz > name
}

# The same numbers with every awk: x' = 16807 x mod 2^31 - 1.
function uniform() {
  state = (state * 16807) % 2147483647
  return state / 2147483647
}
