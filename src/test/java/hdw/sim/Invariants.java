package hdw.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.AttemptKey;
import hdw.executor.JobLog;
import hdw.json.JsonReader;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.run.JobRecord.OutputStat;
import hdw.run.JobStory;
import hdw.run.RunStarter;
import hdw.run.RunState;
import hdw.run.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What holds at the end of every history. */
final class Invariants {
  private static final int MOST_FAILURES = 4;

  private final History history;
  private final RunState state;
  private final Plan plan;

  private Invariants(History history) throws IOException {
    this.history = history;
    this.state = RunState.read(history.run().folder().journal());
    this.plan = history.again().plan();
  }

  /** Looks at all of them. */
  static void check(History history) throws IOException {
    assertEquals(List.of(), history.cluster().wrongs());
    var invariants = new Invariants(history);
    invariants.everyJobIsOver();
    invariants.eachResultWasAcceptedOnce();
    invariants.outputsAreOfTheAcceptedAttempts();
    invariants.coverageIsWhole();
    invariants.theJournalSaysWhatTheDriverKnew();
    assertEquals(List.of(), history.cluster().present());
    assertEquals(List.of(), toDo(history.again()));
  }

  /** What another run would do, and why. */
  private static List<String> toDo(RunStarter.Prepared again) {
    var jobs = new ArrayList<String>();
    for (NodePlan node : again.plan().nodes()) {
      for (int i = 0; i < node.size(); i++) {
        String id = node.id(i);
        again.freshness().verdict(node, i).because().ifPresent(each -> jobs.add(id + ": " + each));
      }
    }
    return jobs;
  }

  private void everyJobIsOver() {
    for (NodePlan node : plan.nodes()) {
      for (int i = 0; i < node.size(); i++) {
        JobStory story = state.job(node.id(i)).orElseThrow();
        boolean skipped = story.state() == JobStory.State.SKIPPED;
        assertTrue(
            history.nature().isBad(node, i)
                ? skipped
                : story.state() == JobStory.State.DONE || skipped && isBelowTree(node, i),
            story.id() + " is " + story.state());
        assertTrue(
            story.failures().size() <= MOST_FAILURES * 2,
            () -> story.id() + " failed " + story.failures().size() + " times");
        assertTrue(story.tries() <= MOST_FAILURES, story.id() + ": " + story.tries() + " tries");
      }
    }
  }

  /** All that such a job takes from may be skipped. */
  private static boolean isBelowTree(NodePlan node, int job) {
    return node.tree().isPresent() && !node.tree().get().isTop(job);
  }

  /** Between two results of a job it was wanted anew. */
  private void eachResultWasAcceptedOnce() throws IOException {
    Set<String> accepted = new HashSet<>();
    Set<String> started = new HashSet<>();
    for (String line : Files.readAllLines(history.run().folder().journal())) {
      Map<String, Object> event = JsonReader.object(line);
      String job = JsonReader.text(event, "job").orElse("");
      switch (JsonReader.text(event, "event").orElse("")) {
        case "done" -> assertTrue(accepted.add(job), job + " was accepted twice");
        case "wanted" -> accepted.remove(job);
        case "started" -> {
          String attempt = job + " " + event.get("attempt");
          assertTrue(started.add(attempt), attempt + " began twice");
        }
        default -> {}
      }
    }
  }

  /** Each output was written by the attempt that was accepted, and by none after that. */
  private void outputsAreOfTheAcceptedAttempts() throws IOException {
    Map<String, Long> attempts = new HashMap<>();
    for (String line : Files.readAllLines(history.run().folder().journal())) {
      Map<String, Object> event = JsonReader.object(line);
      if (JsonReader.text(event, "event").orElse("").equals("done")) {
        attempts.put(JsonReader.text(event, "job").orElseThrow(), (Long) event.get("attempt"));
      }
    }
    for (NodePlan node : plan.nodes()) {
      for (int i = 0; i < node.size(); i++) {
        JobStory story = state.job(node.id(i)).orElseThrow();
        if (story.state() == JobStory.State.DONE && !isBelowTree(node, i)) {
          String key =
              AttemptKey.of("", JobLog.of(node, i), Math.toIntExact(attempts.get(node.id(i))))
                  .text();
          for (OutputStat each : story.record().orElseThrow().outputs()) {
            String text = Files.readString(history.folder().resolve(each.path()));
            assertTrue(
                text.endsWith(key.substring(key.indexOf(':', 4))),
                () -> each.path() + " is of " + text + ", not of " + key);
          }
        }
      }
    }
  }

  private void coverageIsWhole() {
    for (Verification.Gap each : Verification.of(plan, state).gaps()) {
      assertTrue(each.why().contains("skipped by rule leave"), each.toString());
    }
  }

  private void theJournalSaysWhatTheDriverKnew() {
    Map<String, String> read = new HashMap<>();
    state.jobs().forEach(each -> read.put(each.id(), text(each)));
    Map<String, String> known = new HashMap<>();
    history.run().last().state().jobs().forEach(each -> known.put(each.id(), text(each)));
    assertEquals(known, read);
  }

  private static String text(JobStory story) {
    return String.join(
            " ",
            story.state().toString(),
            story.made(),
            story.submission(),
            story.host(),
            story.because().toString(),
            story.blockedBy().toString(),
            story.usage().toString(),
            story.raised().toString(),
            story.record().toString(),
            story.failures().toString())
        + story.attempts()
        + story.restarts()
        + story.tries()
        + story.reactions();
  }
}
