# Second half behind stack.awk: events in the mass window, one line for each process.

END {
  if (failed) exit 1
  finish()
  print "process\tevents\tstat\tscale_up\tscale_down"
  for (i = 1; i <= processes; i++) row(process[i])
  printf "Simulation\t%.2f\t%.2f\t%+.2f\t%+.2f\n", all, sqrt(all2), all_up, all_down
  for (b = 1; b <= bins; b++) seen += data[b]
  printf "Data\t%d\t%.2f\t\t\n", seen, sqrt(seen)
  ratio = seen / all
  printf "Data / simulation\t%.4f\t%.4f\t%+.4f\t%+.4f\n", ratio, ratio * sqrt(1 / seen + all2 / all ^ 2), \
    seen / (all + all_up) - ratio, seen / (all + all_down) - ratio
}

function row(p,    b, sum, sum2, up, down) {
  sum = sum2 = up = down = 0
  for (b = 1; b <= bins; b++) {
    sum += stack[p, "nominal", b]
    sum2 += error2[p, b]
    up += stack[p, "scale_up", b] - stack[p, "nominal", b]
    down += stack[p, "scale_down", b] - stack[p, "nominal", b]
  }
  printf "%s\t%.2f\t%.2f\t%+.2f\t%+.2f\n", p, sum, sqrt(sum2), up, down
  all += sum; all2 += sum2; all_up += up; all_down += down
}
