package hdw.executor.slurm;

import hdw.model.SlurmOptions;
import hdw.rules.Request;
import hdw.units.WallTime;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes the lines by which a script asks Slurm for something.
 *
 * <p>sbatch reads their values as a shell would, but fills nothing in: a {@code $} stands for
 * itself. What lines of the user set is not set by hdw: some options, such as {@code --mem} and
 * {@code --mem-per-cpu}, even exclude each other.
 */
final class SbatchOptions {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");
  private static final String PREFIX = "#SBATCH ";
  private static final int MINUTE = 60;

  private final StringBuilder out = new StringBuilder();
  private final List<String> lines;
  private final SlurmOptions written;

  /**
   * Options beside those of the user.
   *
   * @param lines the user's own, with or without {@code #SBATCH} before an option
   */
  SbatchOptions(List<String> lines) {
    this.lines = List.copyOf(lines);
    this.written = SlurmOptions.of(lines);
  }

  /** Asks for {@code --name=value}, where the user's lines leave that open. */
  SbatchOptions set(String name, String value) {
    if (isWritten(name)) {
      return this;
    }
    out.append(PREFIX).append("--").append(name).append('=').append(quoted(value)).append('\n');
    return this;
  }

  /** Asks for {@code --name}. */
  SbatchOptions set(String name) {
    out.append(PREFIX).append("--").append(name).append('\n');
    return this;
  }

  /** Asks for what a request asks for. */
  SbatchOptions ask(Request request) {
    request.queue().ifPresent(each -> set("partition", each.name()));
    request.time().ifPresent(each -> set("time", Long.toString(minutes(each))));
    set("ntasks", "1");
    set("cpus-per-task", Integer.toString(request.cpus()));
    set("mem", request.memory().mebibytes() + "M");
    if (request.gpus() > 0) {
      // of one node: --gpus would let several nodes share in them
      set("gpus-per-node", Integer.toString(request.gpus()));
    }
    request.account().ifPresent(each -> set("account", each));
    return this;
  }

  /** Whole minutes, rounded up: Slurm would round up seconds by itself, but show the minutes. */
  private static long minutes(WallTime time) {
    return Math.max(1, (time.seconds() + MINUTE - 1) / MINUTE);
  }

  /** What all lines together ask for. */
  SlurmOptions options() {
    return SlurmOptions.of(toString().lines().toList());
  }

  private boolean isWritten(String name) {
    return switch (name) {
      case "mem" -> written.sets("mem", "mem-per-cpu", "mem-per-gpu");
      case "cpus-per-task" -> written.sets("cpus-per-task", "cpus-per-gpu");
      case "gpus-per-node" -> written.setsGpus();
      default -> written.sets(name);
    };
  }

  /** A value as sbatch reads it; a line's end in it becomes a blank. */
  static String quoted(String value) {
    String line = value.replaceAll("[\r\n]+", " ");
    return PLAIN.matcher(line).matches()
        ? line
        : "\"" + line.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** All lines, those of the user last. */
  @Override
  public String toString() {
    var text = new StringBuilder(out);
    for (String each : lines) {
      String option = each.strip();
      text.append(option.startsWith("-") ? PREFIX : "").append(option).append('\n');
    }
    return text.toString();
  }
}
