package hdw.executor;

import hdw.plan.Intake;
import hdw.plan.JobInput.JobRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** Writes the table of a batch, and remembers where each row is. */
final class JobRows {
  private final StringBuilder text = new StringBuilder();
  private final long[] offsets;
  private final int[] lengths;
  private final JobLog[] logs;
  private final List<String> luggage = new ArrayList<>();

  JobRows(SingleRows rows, Batch batch, Function<JobRef, Intake> intakes) {
    this.offsets = new long[batch.size()];
    this.lengths = new int[batch.size()];
    this.logs = new JobLog[batch.size()];
    String header = rows.header();
    text.append(header);
    long offset = bytes(header);
    for (int row = 0; row < batch.size(); row++) {
      Batch.Item item = batch.items().get(row);
      logs[row] = JobLog.of(batch.task().name(), item.id());
      Intake intake = intakes.apply(item.job());
      String line = rows.row(item.node(), item.job().job(), intake);
      text.append(line);
      add(rows.luggage(item.node(), item.job().job(), intake), row);
      offsets[row] = offset;
      lengths[row] = bytes(line);
      offset += lengths[row];
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

  /** The length in UTF-8. */
  private static int bytes(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // each half of a pair counts two of its four bytes
      bytes += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
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

  List<String> luggage() {
    return Collections.unmodifiableList(luggage);
  }

  long offset(int row) {
    return offsets[row];
  }

  int length(int row) {
    return lengths[row];
  }
}
