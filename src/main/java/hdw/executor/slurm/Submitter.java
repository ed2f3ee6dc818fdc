package hdw.executor.slurm;

import hdw.executor.Program;
import hdw.executor.Program.Answer;
import hdw.executor.RefusedException;
import hdw.executor.Submission;
import hdw.model.SlurmOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives submissions to sbatch, an array for each slice, and understands its answers. */
final class Submitter {
  /** A busy slurmctld lets sbatch wait and try again by itself. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Pattern DONE = Pattern.compile("^(\\d+)(?:;\\S+)?$", Pattern.MULTILINE);

  /** Variables of the user's that go before a script's own lines; they count where it has none. */
  private static final Map<String, String> VARIABLES =
      Map.of(
          "account", "SBATCH_ACCOUNT",
          "partition", "SBATCH_PARTITION",
          "qos", "SBATCH_QOS",
          "reservation", "SBATCH_RESERVATION",
          "constraint", "SBATCH_CONSTRAINT",
          "time", "SBATCH_TIMELIMIT");

  private final Program program;

  Submitter(Program program) {
    this.program = program;
  }

  /** Whether a variable of the user's environment may reach sbatch. */
  static boolean passesOn(String variable) {
    return VARIABLES.containsValue(variable);
  }

  /** What the user's environment asks for where a script is silent. */
  static SlurmOptions usually(Map<String, String> environment) {
    var values = new LinkedHashMap<String, String>();
    new TreeMap<>(VARIABLES)
        .forEach(
            (option, variable) -> {
              if (!environment.getOrDefault(variable, "").isEmpty()) {
                values.put(option, environment.get(variable));
              }
            });
    return new SlurmOptions(values);
  }

  /** Submits; gives the numbers of the arrays. */
  String submit(Submission submission, int maxArraySize) throws IOException, RefusedException {
    var ids = new ArrayList<String>();
    for (Slice slice : slices(submission, maxArraySize)) {
      try {
        ids.add(submit(submission, slice, List.of()));
      } catch (RefusedException refused) {
        if (ids.isEmpty()) {
          throw refused;
        }
        throw new IOException("Slurm's `sbatch` failed: " + refused.getMessage(), refused);
      }
    }
    return String.join(", ", ids);
  }

  /**
   * Submits a part that is held, or waits for others.
   *
   * @param dependency as {@code --dependency} has it; held where there is none
   */
  String submitAhead(Submission submission, Slice slice, Optional<String> dependency)
      throws IOException, RefusedException {
    return submit(
        submission,
        slice,
        dependency
            .map(each -> List.of("--dependency=" + each, "--kill-on-invalid-dep=yes"))
            .orElse(List.of("--hold")));
  }

  private String submit(Submission submission, Slice slice, List<String> options)
      throws IOException, RefusedException {
    Answer answer = program.run(submission.folder(), command(submission, slice, options), PATIENCE);
    Matcher done = DONE.matcher(answer.out());
    if (answer.exit() == 0 && done.find()) {
      return done.group(1);
    } else if (answer.exit() != 0 && !Trouble.passes(answer)) {
      throw new RefusedException(Trouble.words("sbatch", answer));
    }
    throw Trouble.of("sbatch", answer);
  }

  private static List<Slice> slices(Submission submission, int maxArraySize) {
    return Slice.of(submission.batch().size(), maxArraySize, submission.settings().maxRunning());
  }

  private static List<String> command(Submission submission, Slice slice, List<String> options)
      throws IOException {
    String batch = submission.batch().name();
    var command = new ArrayList<>(List.of("env"));
    SlurmOptions said = said(submission);
    new TreeMap<>(VARIABLES)
        .forEach(
            (option, variable) -> {
              if (said.sets(option)) {
                command.addAll(List.of("-u", variable));
              }
            });
    command.addAll(List.of("sbatch", "--parsable"));
    command.add("--job-name=" + new JobName(batch, slice.first(), submission.token()).text());
    if (submission.batch().size() > 1) {
      command.add("--array=" + slice.indexes());
    }
    command.addAll(options);
    command.add(ArrayScript.path(submission.batch()));
    command.add(Integer.toString(slice.first()));
    command.add(submission.run());
    command.add(workFolder(submission));
    command.add(submission.token()); // last: so a sbatch at work is known by its words
    return command;
  }

  /** The options in a submission's script. */
  private static SlurmOptions said(Submission submission) throws IOException {
    Path script = submission.folder().resolve(ArrayScript.path(submission.batch()));
    return SlurmOptions.of(
        Files.readAllLines(script).stream().filter(each -> each.startsWith("#SBATCH")).toList());
  }

  /** Seen from the run's folder; the links on the way there are followed by jobs, too. */
  private static String workFolder(Submission submission) throws IOException {
    Path run = submission.folder().toRealPath();
    String path = run.relativize(submission.workFolder().toRealPath()).toString();
    return path.isEmpty() ? "." : path;
  }
}
