package hdw.preflight;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.model.Executor;
import java.util.List;
import java.util.Optional;

/** Whether the batch systems that jobs are for are there and answer. */
record SchedulerCheck(Surroundings surroundings) {

  /** What is wrong with them. */
  List<Diagnostic> check(BatchJobs jobs) {
    return List.of(Executor.HTCONDOR, Executor.SLURM).stream()
        .flatMap(each -> jobs.first(each).stream())
        .flatMap(ask -> trouble(ask).stream().map(words -> missing(ask, words)))
        .toList();
  }

  private Optional<String> trouble(BatchJobs.Ask ask) {
    return ask.request().executor() == Executor.SLURM
        ? new SlurmCluster(surroundings.program(), surroundings.workFolder()).trouble()
        : new HtcondorPool(surroundings.program(), surroundings.workFolder()).trouble();
  }

  private static Diagnostic missing(BatchJobs.Ask ask, String trouble) {
    return Diagnostic.of(Code.HDW0711, ask.span(), trouble)
        .note("`" + ask.node().node().id() + "` is to run there")
        .hint(
            "`--executor local` runs everything here; `hdw render FILE` writes all that"
                + " would be submitted, for a machine that can");
  }
}
