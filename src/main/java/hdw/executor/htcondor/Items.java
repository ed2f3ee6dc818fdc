package hdw.executor.htcondor;

import hdw.executor.AttemptKey;
import hdw.executor.Batch;
import hdw.executor.JobLog;
import hdw.executor.TaskFiles;
import hdw.rules.Request;
import hdw.units.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The lines that {@code queue} reads: what may vary from job to job within a submission. */
final class Items {
  /** The macro for the folder in which a job's inputs travel. */
  static final String LUGGAGE = "luggage";

  private static final List<String> ALWAYS =
      List.of("job", "shard", "offset", "length", "attempt", "cpus", "memory", "disk");

  private static final Pattern MACHINE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final String NO_MACHINE = "-";

  private static final int ATTEMPT = ALWAYS.indexOf("attempt");

  /**
   * For temporary files, where a job does not say. HTCondor's own default is the size of the
   * executable, and a slot of CERN's pool has 20 GB.
   */
  private static final Memory DEFAULT_DISK = Memory.ofMebibytes(4096);

  private Items() {}

  /** The macros that a line fills, in order; HTCondor warns of one that nothing uses. */
  static List<String> variables(Batch batch, TaskFiles files) {
    var variables = new ArrayList<>(ALWAYS);
    if (batch.request().time().isPresent()) {
      variables.add("seconds");
    }
    if (avoidMachines(batch)) {
      variables.add("avoided");
    }
    if (!files.luggage().isEmpty()) {
      variables.add(LUGGAGE);
    }
    return variables;
  }

  /** Whether a job of a batch should not run on some machine. */
  static boolean avoidMachines(Batch batch) {
    return batch.items().stream().anyMatch(each -> !each.avoided().isEmpty());
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
    boolean avoid = avoidMachines(batch);
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
      if (avoid) {
        text.append(' ').append(avoided(item));
      }
      if (!files.luggage().isEmpty()) {
        // in every line: a macro that a line does not fill keeps the value of the line before
        text.append(' ').append(files.luggage().get(row));
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** Names of machines with a bar between them; what is no name is left out. */
  private static String avoided(Batch.Item item) {
    String names =
        item.avoided().stream()
            .filter(each -> MACHINE.matcher(each).matches())
            .collect(Collectors.joining("|"));
    return names.isEmpty() ? NO_MACHINE : names;
  }

  /** The disk space that a job asks for. */
  static Memory disk(Request request) {
    return request.disk().orElse(DEFAULT_DISK);
  }
}
