package hdw.executor.htcondor;

import hdw.executor.AttemptKey;
import hdw.executor.Batch;
import hdw.executor.TaskFiles;
import hdw.executor.Utf8Text;
import hdw.rules.Request;
import hdw.units.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /** About how many bytes a line has. */
  private static final int USUAL = 80;

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
    for (Batch.Item each : batch.items()) {
      if (!each.avoided().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** The attempts of which lines speak, in their order. */
  static List<AttemptKey> attempts(String token, String task, List<String> lines) {
    return lines.stream()
        .map(line -> line.split(" ", -1))
        .map(each -> new AttemptKey(token, task + "/" + each[0], Integer.parseInt(each[ATTEMPT])))
        .toList();
  }

  /** A line a job: memory and disk in MiB; seconds where there is a limit. */
  static Utf8Text text(Batch batch, TaskFiles files) {
    boolean avoid = avoidMachines(batch);
    var text = new Utf8Text(batch.size() * USUAL);
    Optional<Batch.Item> before = Optional.empty();
    String asked = "";
    for (int row = 0; row < batch.size(); row++) {
      Batch.Item item = batch.items().get(row);
      if (before.isEmpty() || !asksAlike(item, before.get())) {
        asked = asked(item);
        before = Optional.of(item);
      }
      files.addPlace(row, files.log(row).shard(), text);
      text.add(asked);
      if (avoid) {
        text.add(' ');
        text.add(avoided(item));
      }
      if (!files.luggage().isEmpty()) {
        // in every line: a macro that a line does not fill keeps the value of the line before
        text.add(' ');
        text.add(files.luggage().get(row));
      }
      text.add('\n');
    }
    return text;
  }

  @SuppressWarnings("ReferenceEquality") // to compare what is in a request takes far longer
  private static boolean asksAlike(Batch.Item one, Batch.Item other) {
    return one.request() == other.request() && one.attempt() == other.attempt();
  }

  private static String asked(Batch.Item item) {
    Request request = item.request();
    return " "
        + item.attempt()
        + " "
        + request.cpus()
        + " "
        + request.memory().mebibytes()
        + " "
        + disk(request).mebibytes()
        + request.time().map(each -> " " + each.seconds()).orElse("");
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
