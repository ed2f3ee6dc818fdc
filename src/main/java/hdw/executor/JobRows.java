package hdw.executor;

import hdw.plan.Intake;
import hdw.plan.JobInput.JobRef;
import java.util.function.Function;

/** Writes the table of a batch, and remembers where each row is. */
final class JobRows {
  private final StringBuilder text = new StringBuilder();
  private final long[] offsets;
  private final int[] lengths;
  private final JobLog[] logs;

  JobRows(SingleRows rows, Batch batch, Function<JobRef, Intake> intakes) {
    this.offsets = new long[batch.size()];
    this.lengths = new int[batch.size()];
    this.logs = new JobLog[batch.size()];
    text.append(rows.header());
    long offset = bytes(0);
    for (int row = 0; row < batch.size(); row++) {
      int start = text.length();
      Batch.Item item = batch.items().get(row);
      logs[row] = JobLog.of(batch.task().name(), item.id());
      text.append(rows.row(item.node(), item.job().job(), intakes.apply(item.job())));
      offsets[row] = offset;
      lengths[row] = bytes(start);
      offset += lengths[row];
    }
  }

  /** The length in UTF-8 of what was written from {@code start} on. */
  private int bytes(int start) {
    int bytes = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      // each half of a pair counts two of its four bytes
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }

  String text() {
    return text.toString();
  }

  int size() {
    return logs.length;
  }

  JobLog log(int row) {
    return logs[row];
  }

  long offset(int row) {
    return offsets[row];
  }

  int length(int row) {
    return lengths[row];
  }
}
