package hdw.plan;

import hdw.plan.JobInput.JobRef;
import java.util.function.Predicate;

/** How many results are taken in all, and how many of them are missing. */
record Loss(long all, long missing) {

  /** Counts the jobs that it is shown. */
  static final class Counter implements Feed.Outputs.JobVisitor {
    private final Predicate<JobRef> test;
    private long all;
    private long missing;

    Counter(Predicate<JobRef> test) {
      this.test = test;
    }

    @Override
    public boolean visit(NodePlan node, int job) {
      all++;
      missing += test.test(new JobRef(node, job)) ? 1 : 0;
      return false;
    }

    Loss loss() {
      return new Loss(all, missing);
    }
  }

  /** What is missing of all inputs of a tree: with a job of the tree all that is below it. */
  static Loss ofTree(Feed.Outputs outputs, NodePlan node, Predicate<JobRef> missing) {
    Tree tree = node.tree().orElseThrow();
    Loss[] below = new Loss[tree.size()];
    for (int job = 0; job < below.length; job++) {
      var inputs = new Counter(missing);
      if (tree.level(job) == 1) {
        outputs.visitTree(node, job, inputs);
      }
      Loss own = tree.level(job) == 1 ? inputs.loss() : sum(below, tree, job);
      boolean lost = missing.test(new JobRef(node, job));
      below[job] = lost ? new Loss(own.all(), own.all()) : own;
    }
    return below[below.length - 1];
  }

  private static Loss sum(Loss[] below, Tree tree, int job) {
    long all = 0;
    long missing = 0;
    for (int i = tree.from(job); i < tree.to(job); i++) {
      all += below[i].all();
      missing += below[i].missing();
    }
    return new Loss(all, missing);
  }
}
