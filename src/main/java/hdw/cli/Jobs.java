package hdw.cli;

import hdw.run.JobStory;
import hdw.run.RunSummary;
import java.util.List;

/** Finds the job that a person means: by its id, or a unique beginning of it. */
final class Jobs {
  private Jobs() {}

  static JobStory find(RunSummary summary, String wanted) {
    List<JobStory> jobs = summary.state().jobs();
    List<JobStory> exact = jobs.stream().filter(each -> each.id().equals(wanted)).toList();
    List<JobStory> found =
        exact.isEmpty()
            ? jobs.stream().filter(each -> each.id().startsWith(wanted)).toList()
            : exact;
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.isEmpty()) {
      var near =
          hdw.diagnostic.Suggestion.didYouMean(wanted, jobs.stream().map(JobStory::id).toList());
      throw new UsageException(
          "run "
              + summary.name()
              + " has no job `"
              + wanted
              + "`"
              + near.map(hint -> "; " + hint).orElse(""));
    }
    throw new UsageException(
        "`"
            + wanted
            + "` could be "
            + found.size()
            + " jobs, such as "
            + found.get(0).id()
            + " and "
            + found.get(1).id());
  }
}
