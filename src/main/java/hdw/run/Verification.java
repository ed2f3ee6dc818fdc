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
import java.util.OptionalLong;

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
   * @param covered how many of {@code files} are in accepted results, with all of their events
   * @param events how many events these files have, where that was looked up
   * @param reported what the jobs reported through {@code HDW_METRICS}, where all of them did
   */
  public record Part(
      String node,
      String sample,
      int files,
      int covered,
      OptionalLong events,
      Optional<Long> reported) {}

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
        gaps.add(new Gap(node.node().id(), each.sample(), each.path(), why(each)));
      }
    }
    return new Verification(parts, gaps);
  }

  private static String why(Coverage.Assignment assignment) {
    boolean none = assignment.jobs().isEmpty();
    if (assignment.stop() < 0) {
      return none ? "no job reads it" : "several jobs read it";
    }
    String events = "its events " + assignment.first() + " to " + (assignment.stop() - 1);
    return none ? "no job reads " + events : "several jobs read " + events;
  }

  private static Part part(NodePlan node, Coverage.Part part, RunState state, List<Gap> gaps) {
    var reported = new ReportedEvents();
    int[] files =
        part.files(
            k -> {
              Optional<JobStory> story = state.job(node.id(part.jobs()[k]));
              story.filter(JobStory::isDone).ifPresent(reported::add);
              Optional<String> why = why(node, part, k, story);
              why.ifPresent(each -> addGaps(node, part, k, each, gaps));
              return why.isEmpty() ? 0 : 1;
            },
            2);
    return new Part(
        node.node().id(),
        part.sample(),
        part.files(),
        files[0] + part.empty(),
        part.events(),
        reported.sum());
  }

  /** Why a job's share is not covered; nothing where it is. */
  private static Optional<String> why(
      NodePlan node, Coverage.Part part, int k, Optional<JobStory> story) {
    String id = node.id(part.jobs()[k]);
    if (story.filter(JobStory::isDone).isEmpty()) {
      return Optional.of(why(id, story));
    }
    Optional<Long> reported = ReportedEvents.of(story.get());
    long own = part.eventsOf()[k];
    return reported
        .filter(each -> own >= 0 && each != own)
        .map(each -> "`" + id + "` reported " + each + " events, not " + own);
  }

  private static void addGaps(
      NodePlan node, Coverage.Part part, int k, String why, List<Gap> gaps) {
    for (String each : files(node, part.jobs()[k], part.sample())) {
      gaps.add(new Gap(node.node().id(), part.sample(), each, why));
    }
  }

  private static List<String> files(NodePlan node, int job, String sample) {
    if (node.chunks().isPresent()) {
      return node.chunks().get().files(job);
    }
    Map<String, Sample> byName = new LinkedHashMap<>();
    node.node().samples().forEach(each -> byName.put(each.name(), each));
    return byName.get(sample).files().paths();
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
