package hdw.cli;

import hdw.json.JsonReader;
import hdw.model.Resource;
import hdw.rules.Cause;
import hdw.rules.Decision;
import hdw.rules.Raised;
import hdw.run.Event;
import hdw.run.JobStory;
import hdw.units.Memory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code hdw why} says of attempts and of values, in lines for people. */
final class WhyText {
  private static final int MOST_FILES = 3;
  private static final String TIME = Resource.TIME.word();

  private WhyText() {}

  /** A failed attempt: its cause, what says so, what it used, and what was decided. */
  static List<String> attempt(Event.Failed failed) {
    Cause cause = failed.cause();
    var lines = new ArrayList<String>();
    lines.add(
        "attempt "
            + failed.attempt()
            + " failed after "
            + failed.usage().milliseconds() / 1000.0
            + " s"
            + failed.usage().memoryBytes().map(each -> " and " + rounded(each)).orElse("")
            + ": "
            + cause.reason().word()
            + " ("
            + cause.sure().word()
            + (cause.because().isEmpty() ? "" : ": " + String.join("; ", cause.because()))
            + ")"
            + (failed.host().isEmpty() ? "" : " on " + failed.host()));
    if (!cause.line().isEmpty()) {
      lines.add("  " + cause.line());
    }
    lines.add("  " + decision(failed.decision()));
    failed.elsewhere().entrySet().stream()
        .limit(MOST_FILES)
        .forEach(each -> lines.add("  " + each.getKey() + " is read at " + each.getValue()));
    int more = failed.elsewhere().size() - MOST_FILES;
    if (more > 0) {
      lines.add("  and " + more + " more at other places");
    }
    return lines;
  }

  private static String rounded(long bytes) {
    return new Memory(bytes).rounded();
  }

  /** A decision in words, such as {@code rule grow: memory = 4 GB, tried again}. */
  static String decision(Decision decision) {
    var words = new ArrayList<String>();
    for (Raised each : decision.raised()) {
      words.add(each.text());
    }
    words.add(
        switch (decision.kind()) {
          case RETRY -> again(decision);
          case SKIP -> "given up, which is no failure";
          case FAIL -> "not tried again";
          case ABORT -> "the whole run ends";
          case HALVE -> "cut into halves";
        });
    if (!decision.note().isEmpty()) {
      words.add("as " + decision.note());
    }
    return decision.rule().map(each -> "rule " + each).orElse("no rule")
        + ": "
        + String.join(", ", words);
  }

  private static String again(Decision decision) {
    return "tried again"
        + decision.after().map(each -> " after " + each).orElse("")
        + (decision.avoidNode() ? " on another machine" : "");
  }

  /**
   * Every value that a job asks for with all its steps, the one that counts first.
   *
   * @param origins the steps that the plan had, the oldest first
   */
  static List<String> values(Map<String, Object> origins, JobStory job) {
    Map<String, List<String>> chains = new LinkedHashMap<>();
    for (String each : origins.keySet()) {
      chains.put(each, new ArrayList<>(JsonReader.texts(origins, each)));
    }
    for (Raised each : job.raised()) {
      String step = each.value().text() + " (" + each.source() + ")";
      chains.computeIfAbsent(each.resource().word(), key -> new ArrayList<>()).add(step);
      if (each.resource() == Resource.QUEUE) {
        timeOfQueue(chains.get(TIME), each);
      }
    }
    var lines = new ArrayList<String>();
    chains.forEach((name, chain) -> lines.add(name + " = " + newestFirst(chain)));
    return lines;
  }

  /** A time that was a queue's is the new one's. */
  private static void timeOfQueue(List<String> times, Raised queue) {
    if (times != null && times.get(times.size() - 1).contains("(queue ")) {
      times.add("as queue " + queue.value().text() + " has it (" + queue.source() + ")");
    }
  }

  private static String newestFirst(List<String> chain) {
    var turned = new ArrayList<>(chain);
    java.util.Collections.reverse(turned);
    return String.join(" <- ", turned);
  }

  /** Where a job stands, and through whom. */
  static String state(JobStory job) {
    return switch (job.state()) {
      case DONE ->
          job.kept() ? "done in an earlier run; nothing that it is made from has changed" : "done";
      case FAILED -> "failed";
      case RUNNING ->
          "running, attempt "
              + job.lastStarted()
              + (job.host().isEmpty() ? "" : " on " + job.host())
              + (job.restarts() > 0 ? ", started " + (job.restarts() + 1) + " times" : "");
      case QUEUED -> "in the queue, attempt " + job.lastStarted();
      case HELD -> "held, attempt " + job.lastStarted() + ": " + job.heldBecause().orElse("");
      case SKIPPED -> job.skippedBy().map(rule -> "skipped by rule " + rule).orElse("skipped");
      case HALVED -> "cut into halves, which run in its place";
      case WAITING -> "waiting";
    };
  }
}
