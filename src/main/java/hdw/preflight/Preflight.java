package hdw.preflight;

import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.executor.dask.ClusterWish;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Everything that would let jobs of a batch system fail for a reason that can be seen before they
 * are submitted. The limits that a site gives its queues are no part of it: the planner has checked
 * them.
 */
public final class Preflight {
  private final Surroundings surroundings;

  /** Checks in these surroundings. */
  public Preflight(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Checks what is to run. Where all of it runs on this machine nothing is looked at.
   *
   * @param nodes the nodes of the plan that have jobs to run
   * @param workers those of Dask, where the plan has jobs for them
   */
  public void check(
      Plan plan,
      Collection<NodePlan> nodes,
      Optional<ClusterWish> workers,
      Diagnostics diagnostics) {
    workers.ifPresent(each -> new PythonCheck(surroundings).check(plan, nodes, each, diagnostics));
    workers
        .flatMap(ClusterWish::address)
        .ifPresent(each -> AddressCheck.check(each, address(plan), diagnostics));
    BatchJobs jobs = BatchJobs.of(plan, nodes, workers);
    if (jobs.isEmpty()) {
      return;
    }
    List<Diagnostic> missing = new SchedulerCheck(surroundings).check(jobs);
    missing.forEach(diagnostics::add);
    if (missing.isEmpty()) {
      new PartitionCheck(surroundings).check(jobs, diagnostics);
    }
    new FolderCheck(surroundings).check(jobs, diagnostics);
    new CredentialCheck(surroundings).check(jobs, diagnostics);
  }

  /** Where the user wrote the address of a scheduler. */
  private static Span address(Plan plan) {
    return plan.workflow()
        .cluster()
        .map(each -> each.settings().get("address").span())
        .orElse(plan.workflow().span());
  }
}
