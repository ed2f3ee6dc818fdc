package hdw.preflight;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.executor.NodeSettings;
import hdw.executor.slurm.Limits;
import hdw.executor.slurm.Partition;
import hdw.executor.slurm.Partitions;
import hdw.executor.slurm.Refusal;
import hdw.model.Executor;
import hdw.model.Resource;
import hdw.model.Site;
import hdw.rules.Request;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Whether a cluster with Slurm would ever start the jobs: it takes even those that none of its
 * partitions allows, and lets them wait.
 */
record PartitionCheck(Surroundings surroundings) {

  /** Each thing that is wrong is said once, at the first node that has it. */
  void check(BatchJobs jobs, Diagnostics diagnostics) {
    List<BatchJobs.Ask> asks = jobs.of(Executor.SLURM);
    if (asks.isEmpty()) {
      return;
    }
    try {
      Partitions partitions =
          new Limits(
                  surroundings.program(),
                  surroundings.workFolder(),
                  surroundings.environment(),
                  surroundings.clock())
              .partitions();
      var said = new HashSet<String>();
      for (BatchJobs.Ask each : asks) {
        Judged judged = new Judged(jobs, each, partitions, lines(jobs, each));
        judged.refusals().stream()
            .filter(why -> said.add(why.words()))
            .forEach(why -> diagnostics.add(judged.diagnostic(why)));
      }
    } catch (IOException silent) {
      // the controller answers, but shows nobody its partitions: sbatch will say what it refuses
    }
  }

  private static List<String> lines(BatchJobs jobs, BatchJobs.Ask ask) {
    return NodeSettings.of(jobs.plan(), ask.node(), ask.request()).directives();
  }

  /** A request before a cluster. */
  private record Judged(
      BatchJobs jobs, BatchJobs.Ask ask, Partitions partitions, List<String> lines) {

    List<Refusal> refusals() {
      return partitions.refusals(ask.request(), lines);
    }

    Diagnostic diagnostic(Refusal why) {
      Diagnostic diagnostic =
          Diagnostic.of(
                  why.passes() ? Code.HDW0718 : Code.HDW0717, span(why.resource()), why.words())
              .note("jobs of `" + ask.node().node().id() + "` would wait in the queue");
      return diagnostic.hint(hint(why));
    }

    /** Where the value was set, else the queue, else the executor. */
    private Span span(Resource resource) {
      Request request = ask.request();
      return request
          .span(resource)
          .or(() -> request.span(Resource.QUEUE))
          .or(() -> request.queue().map(Site.Queue::span))
          .orElseGet(ask::span);
    }

    private String hint(Refusal why) {
      List<Partition> allowing = partitions.allowing(ask.request(), lines, why.resource());
      if (allowing.isEmpty()) {
        return why.passes()
            ? "wait until it is open again, or ask those who run the cluster"
            : "no partition of this cluster allows it: ask for less";
      }
      Optional<Site> site = jobs.plan().workflow().site();
      Optional<String> queue =
          allowing.stream()
              .map(Partition::name)
              .filter(each -> site.flatMap(known -> known.queue(each)).isPresent())
              .findFirst();
      String first = allowing.get(0).name();
      if (queue.isPresent()) {
        return "`queue = " + queue.get() + "` allows it";
      }
      return "partition `"
          + first
          + "` of this cluster allows it: "
          + (site.isPresent()
              ? "make it a queue of site `"
                  + site.get().name()
                  + "`, `"
                  + declared(allowing.get(0))
                  + "`"
              : "`directive slurm = \"--partition=" + first + "\"`");
    }

    private static String declared(Partition partition) {
      return "queue "
          + partition.name()
          + " {"
          + partition.longest().map(each -> " time = " + each).orElse("")
          + " }";
    }
  }
}
