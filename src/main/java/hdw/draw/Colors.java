package hdw.draw;

import hdw.model.Executor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What executors look like: tints of the colours of Okabe and Ito, which colour-blind people can
 * tell apart (<a href="https://jfly.uni-koeln.de/color/">Color Universal Design</a>). The
 * executor's name always stands beside its colour.
 *
 * @param fill behind dark text
 * @param line around it
 */
record Colors(String fill, String line) {
  static final String TEXT = "#1f2328";
  static final String FAINT = "#57606a";
  static final String EDGE = "#6e7781";

  /** Where several executors have jobs of one vertex. */
  static final Colors SEVERAL = new Colors("#ffffff", FAINT);

  /** All colours, by the name of the executor. */
  static Map<String, Colors> all() {
    var all = new LinkedHashMap<String, Colors>();
    for (Executor each : Executor.values()) {
      all.put(each.word(), of(each));
    }
    return all;
  }

  /** The colours of an executor by its name, or of several. */
  static Colors of(Optional<String> executor) {
    return executor.flatMap(Executor::named).map(Colors::of).orElse(SEVERAL);
  }

  private static Colors of(Executor executor) {
    return switch (executor) {
      case LOCAL -> new Colors("#eceff2", "#6e7781");
      case HTCONDOR -> new Colors("#d6eaf8", "#0072b2");
      case SLURM -> new Colors("#fdebc8", "#b87400");
      case DASK -> new Colors("#d3f0e6", "#009e73");
    };
  }
}
