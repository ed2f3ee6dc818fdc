package hdw.run;

import hdw.model.Reason;
import hdw.model.Resource;
import hdw.model.Value;
import hdw.rules.Cause;
import hdw.rules.Cause.Sureness;
import hdw.rules.Decision;
import hdw.rules.Raised;
import hdw.run.JobRecord.OutputStat;
import hdw.run.JobRecord.Parts;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Events of jobs with little to say, for tests. */
final class Events {
  static final JobRecord RECORD =
      new JobRecord(new Parts("c", "v", "n", "i"), "u", List.of(new OutputStat("a.root", 5, 7)));

  private Events() {}

  static Event started(String job, int attempt) {
    return new Event.Started(job, attempt, "");
  }

  static Event done(String job, int attempt) {
    return new Event.Done(job, attempt, Usage.of(10), RECORD);
  }

  static Event wanted(String job) {
    return new Event.Wanted(job, "it has no result yet", Optional.empty());
  }

  static Event opened() {
    return new Event.Opened("w", "hash", "host", 42);
  }

  static Event failed(String job, int attempt, Decision decision) {
    return new Event.Failed(
        job,
        attempt,
        Usage.of(20),
        OptionalInt.of(3),
        "wn" + attempt,
        new Cause(Reason.OUT_OF_MEMORY, Sureness.LIKELY, List.of("exit code 3"), "bad alloc", "5a"),
        decision);
  }

  /** A decision of the rule {@code grow}, which says nothing more. */
  static Decision decided(Decision.Kind kind) {
    return new Decision(kind, Optional.of("grow"), List.of(), Optional.empty(), false, "");
  }

  static Decision retryWith(long gigabytes) {
    return new Decision(
        Decision.Kind.RETRY,
        Optional.of("grow"),
        List.of(memory(gigabytes, "rule grow")),
        Optional.of(new WallTime(60)),
        true,
        "");
  }

  static Raised memory(long gigabytes, String source) {
    return new Raised(Resource.MEMORY, new Value.Size(new Memory(gigabytes << 30)), source);
  }
}
