package hdw.executor;

import hdw.model.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The jobs of a batch as its table in the run's folder has them: for executors that start each job
 * by a command of its own.
 */
public final class WrittenRows {
  private final Batch batch;
  private final long[] offsets;
  private final int[] lengths;

  private WrittenRows(Batch batch, long[] offsets, int[] lengths) {
    this.batch = batch;
    this.offsets = offsets;
    this.lengths = lengths;
  }

  /**
   * Reads where the rows are: a line each, below a header.
   *
   * @throws IOException where the table has not as many rows as the batch has jobs
   */
  public static WrittenRows read(Path run, Batch batch) throws IOException {
    byte[] table = Files.readAllBytes(run.resolve(TaskFiles.tablePath(batch)));
    var offsets = new long[batch.size()];
    var lengths = new int[batch.size()];
    int row = -1;
    int begin = 0;
    for (int at = 0; at < table.length; at++) {
      if (table[at] == '\n') {
        if (row >= 0 && row < batch.size()) {
          offsets[row] = begin;
          lengths[row] = at + 1 - begin;
        }
        row++;
        begin = at + 1;
      }
    }
    if (row != batch.size()) {
      throw new IOException(
          TaskFiles.tablePath(batch) + " has " + row + " rows for " + batch.size() + " jobs");
    }
    return new WrittenRows(batch, offsets, lengths);
  }

  /** The command that runs the job in row {@code row}, in the run's folder. */
  public List<String> command(int row) {
    Task task = batch.task();
    return TaskFiles.command(
        TaskFiles.scriptPath(task),
        TaskFiles.tablePath(batch),
        offsets[row],
        lengths[row],
        batch.items().get(row).attempt());
  }

  /** Where the output of the job in row {@code row} goes. */
  public JobLog log(int row) {
    return JobLog.of(batch.task().name(), batch.items().get(row).id());
  }

  /** How a batch system knows the job in row {@code row}. */
  public AttemptKey key(int row, String token) {
    return AttemptKey.of(token, log(row), batch.items().get(row).attempt());
  }
}
