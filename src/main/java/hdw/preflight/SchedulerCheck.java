package hdw.preflight;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import java.util.Optional;

/** Whether the batch system that jobs are for is there and answers. */
record SchedulerCheck(Surroundings surroundings) {

  Optional<Diagnostic> check(BatchJobs.Ask ask) {
    return new HtcondorPool(surroundings.program(), surroundings.workFolder())
        .trouble()
        .map(
            trouble ->
                Diagnostic.of(Code.HDW0711, ask.span(), trouble)
                    .note("`" + ask.node().node().id() + "` is to run there")
                    .hint(
                        "`--executor local` runs everything here; `hdw render FILE` writes all that"
                            + " would be submitted, for a machine that can"));
  }
}
