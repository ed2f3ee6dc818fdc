package hdw.executor.slurm;

import java.util.regex.Pattern;

/**
 * Writes the lines by which a script asks Slurm for something.
 *
 * <p>sbatch reads their values as a shell would, but fills nothing in: a {@code $} stands for
 * itself.
 */
final class SbatchOptions {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");
  private static final String PREFIX = "#SBATCH ";

  private final StringBuilder out = new StringBuilder();

  /** Asks for {@code --name=value}. */
  SbatchOptions set(String name, String value) {
    out.append(PREFIX).append("--").append(name).append('=').append(quoted(value)).append('\n');
    return this;
  }

  /** Asks for {@code --name}. */
  SbatchOptions set(String name) {
    out.append(PREFIX).append("--").append(name).append('\n');
    return this;
  }

  /** A line of the user's own, with or without {@code #SBATCH} before the option. */
  SbatchOptions line(String line) {
    String option = line.strip();
    out.append(option.startsWith("-") ? PREFIX : "").append(option).append('\n');
    return this;
  }

  /** A value as sbatch reads it; a line's end in it becomes a blank. */
  static String quoted(String value) {
    String line = value.replaceAll("[\r\n]+", " ");
    return PLAIN.matcher(line).matches()
        ? line
        : "\"" + line.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
