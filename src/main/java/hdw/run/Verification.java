package hdw.run;

import hdw.catalog.Sample;
import hdw.plan.Coverage;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out whether every file of every sample is in exactly one accepted result of each node that
 * reads it.
 *
 * @param parts what there is, in plan order
 * @param gaps the files that are in none, or in more than one
 */
public record Verification(List<Part> parts, List<Gap> gaps) {

  /** Copies the lists. */
  public Verification {
    parts = List.copyOf(parts);
    gaps = List.copyOf(gaps);
  }

  /**
   * The files of a sample in a node.
   *
   * @param covered how many of {@code files} are in one accepted result
   * @param events what the jobs reported through {@code HDW_METRICS}, where all of them did
   */
  public record Part(String node, String sample, int files, int covered, Optional<Long> events) {}

  /** A file that is not in exactly one accepted result, and why. */
  public record Gap(String node, String sample, String path, String why) {}

  /** Looks at a plan and what its run's journal adds up to. */
  public static Verification of(Plan plan, RunState state) {
    var parts = new ArrayList<Part>();
    var gaps = new ArrayList<Gap>();
    for (NodePlan node : plan.nodes()) {
      for (Coverage.Part each : Coverage.of(node)) {
        parts.add(part(node, each, state, gaps));
      }
      for (Coverage.Assignment each : Coverage.notOnce(node)) {
        String why = each.jobs().isEmpty() ? "no job reads it" : "several jobs read it";
        gaps.add(new Gap(node.node().id(), each.sample(), each.path(), why));
      }
    }
    return new Verification(parts, gaps);
  }

  private static Part part(NodePlan node, Coverage.Part part, RunState state, List<Gap> gaps) {
    int covered = 0;
    var events = new ReportedEvents();
    for (int k = 0; k < part.jobs().length; k++) {
      int job = part.jobs()[k];
      Optional<JobStory> story = state.job(node.id(job));
      if (story.filter(each -> each.state() == JobStory.State.DONE).isPresent()) {
        covered += part.filesOf()[k];
        events.add(story.get());
      } else {
        String why = why(node.id(job), story);
        files(node, job, part.sample())
            .forEach(path -> gaps.add(new Gap(node.node().id(), part.sample(), path, why)));
      }
    }
    return new Part(node.node().id(), part.sample(), part.files(), covered, events.sum());
  }

  private static List<String> files(NodePlan node, int job, String sample) {
    if (node.chunks().isPresent()) {
      return node.chunks().get().files(job);
    }
    Map<String, Sample> byName = new LinkedHashMap<>();
    node.node().samples().forEach(each -> byName.put(each.name(), each));
    return List.of(byName.get(sample).files().paths());
  }

  private static String why(String job, Optional<JobStory> story) {
    if (story.isEmpty()) {
      return "`" + job + "` never ran";
    }
    JobStory found = story.get();
    return switch (found.state()) {
      case SKIPPED ->
          found
              .skippedBy()
              .map(rule -> "`" + job + "` was skipped by rule " + rule)
              .orElse(
                  "`" + job + "` could not run, as `" + found.blockedBy().orElse("") + "` failed");
      case FAILED -> "`" + job + "` failed";
      default -> "`" + job + "` has no result yet";
    };
  }
}
