package hdw.executor.htcondor;

import java.util.List;

/** Takes from condor_q's analysis of a job what a person needs. */
final class Analysis {
  private static final int MOST_LINES = 15;

  /** Before this the requirements are only repeated. */
  private static final String CONDITIONS = "reduces to these conditions";

  private Analysis() {}

  /** At most 15 lines: how many slots each condition matches, the job's state, what is advised. */
  static String boiledDown(String said) {
    List<String> lines = said.lines().toList();
    int from = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(CONDITIONS)) {
        from = i + 1;
      }
    }
    return String.join(
        "\n",
        lines.subList(from, lines.size()).stream()
            .map(String::stripTrailing)
            .filter(Analysis::tells)
            .limit(MOST_LINES)
            .toList());
  }

  private static boolean tells(String line) {
    String text = line.strip();
    return !text.isEmpty()
        && !text.startsWith("-- ")
        && !text.startsWith("-----")
        && !text.equals("Slots");
  }
}
