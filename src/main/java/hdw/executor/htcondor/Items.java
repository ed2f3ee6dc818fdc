package hdw.executor.htcondor;

import hdw.executor.AttemptKey;
import hdw.executor.Batch;
import hdw.executor.JobLog;
import hdw.executor.TaskFiles;
import hdw.rules.Request;
import hdw.units.Memory;
import java.util.List;
import java.util.stream.Stream;

/** The lines that {@code queue} reads: what may vary from job to job within a submission. */
final class Items {
  private static final List<String> ALWAYS =
      List.of("job", "shard", "offset", "length", "attempt", "cpus", "memory", "disk");

  private static final int ATTEMPT = ALWAYS.indexOf("attempt");

  /**
   * For temporary files, where a job does not say. HTCondor's own default is the size of the
   * executable, and a slot of CERN's pool has 20 GB.
   */
  private static final Memory DEFAULT_DISK = Memory.ofMebibytes(4096);

  private Items() {}

  /** The macros that a line fills, in order; HTCondor warns of one that nothing uses. */
  static List<String> variables(Batch batch) {
    return batch.request().time().isPresent()
        ? Stream.concat(ALWAYS.stream(), Stream.of("seconds")).toList()
        : ALWAYS;
  }

  /** The attempts of which lines speak, in their order. */
  static List<AttemptKey> attempts(String token, String task, List<String> lines) {
    return lines.stream()
        .map(line -> line.split(" ", -1))
        .map(each -> new AttemptKey(token, task + "/" + each[0], Integer.parseInt(each[ATTEMPT])))
        .toList();
  }

  /** A line a job: memory and disk in MiB; seconds where there is a limit. */
  static String text(Batch batch, TaskFiles files) {
    var text = new StringBuilder(batch.size() * 80);
    for (int row = 0; row < batch.size(); row++) {
      Batch.Item item = batch.items().get(row);
      JobLog log = files.log(row);
      Request request = item.request();
      text.append(log.name()).append(' ').append(log.shard());
      text.append(' ').append(files.offset(row)).append(' ').append(files.length(row));
      text.append(' ').append(item.attempt());
      text.append(' ').append(request.cpus());
      text.append(' ').append(request.memory().mebibytes());
      text.append(' ').append(disk(request).mebibytes());
      request.time().ifPresent(each -> text.append(' ').append(each.seconds()));
      text.append('\n');
    }
    return text.toString();
  }

  /** The disk space that a job asks for. */
  static Memory disk(Request request) {
    return request.disk().orElse(DEFAULT_DISK);
  }
}
