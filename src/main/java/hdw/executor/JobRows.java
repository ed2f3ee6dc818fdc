package hdw.executor;

import hdw.plan.Intake;
import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Writes the table of a batch, and remembers where each row is. */
final class JobRows {
  /** About how many bytes a row has. */
  private static final int USUAL = 200;

  private final Utf8Text text;
  private final int[] offsets;
  private final JobLog[] logOf;
  private final List<String> luggage = new ArrayList<>();

  /** Of the node of the job before, what its rows and the names of its logs have in common. */
  private Optional<NodePlan> node = Optional.empty();

  private Optional<NodeRows> rows = Optional.empty();
  private String logs = "";

  JobRows(SingleRows single, Batch batch, Function<JobRef, Intake> intakes) {
    this.offsets = new int[batch.size() + 1];
    this.logOf = new JobLog[batch.size()];
    this.text = new Utf8Text(batch.size() * USUAL);
    text.add(single.header());
    for (int row = 0; row < batch.size(); row++) {
      JobRef job = batch.items().get(row).job();
      enter(job.node(), single);
      String chunk = job.node().chunk(job.job());
      logOf[row] =
          chunk.isEmpty()
              ? JobLog.of(job.node(), job.job())
              : JobLog.of(batch.task().name(), logs, chunk);
      offsets[row] = text.size();
      Intake intake = intakes.apply(job);
      if (rows.isPresent() && intake.equals(Intake.ALL)) {
        rows.get().addTo(text, job.job(), chunk);
      } else {
        text.add(single.row(job.node(), job.job(), intake));
      }
      add(single.luggage(job.node(), job.job(), intake), row);
    }
    offsets[batch.size()] = text.size();
  }

  private void enter(NodePlan next, SingleRows single) {
    if (node.isEmpty() || node.get() != next) {
      node = Optional.of(next);
      rows = single.rows(next);
      logs = JobLog.head(next);
    }
  }

  /** Of jobs without a file that travels nothing is kept until there is one that has one. */
  private void add(Luggage one, int row) {
    if (luggage.isEmpty() && !one.isEmpty()) {
      luggage.addAll(Collections.nCopies(row, Luggage.NONE.folder()));
    }
    if (!luggage.isEmpty() || !one.isEmpty()) {
      luggage.add(one.folder());
    }
  }

  Utf8Text text() {
    return text;
  }

  int size() {
    return logOf.length;
  }

  JobLog log(int row) {
    return logOf[row];
  }

  List<String> luggage() {
    return Collections.unmodifiableList(luggage);
  }

  long offset(int row) {
    return offsets[row];
  }

  int length(int row) {
    return offsets[row + 1] - offsets[row];
  }
}
