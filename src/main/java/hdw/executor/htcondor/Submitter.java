package hdw.executor.htcondor;

import hdw.executor.Mount;
import hdw.executor.Program;
import hdw.executor.Program.Answer;
import hdw.executor.RefusedException;
import hdw.executor.Submission;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives submissions to condor_submit, and understands its answer. */
final class Submitter {
  /** The mark that a condor_submit at work carries in its environment: the submission's token. */
  private static final String MARK = "HDW_SUBMISSION";

  /** 10,000 jobs take 4 s; a schedd with much to do takes longer. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** What {@code -terse} prints: the first and the last job. */
  private static final Pattern DONE =
      Pattern.compile("^(\\d+)\\.\\d+ - (\\d+)\\.\\d+$", Pattern.MULTILINE);

  /** A macro's value is put into an environment and into a list of files as it is. */
  private static final Pattern ODD = Pattern.compile("[\\s'\",;$]");

  private static final String WARNING = "WARNING:";

  /**
   * Of a number that an item holds in vain, as people set the line themselves where it stands, and
   * of a folder that jobs need not know.
   */
  private static final Pattern OF_HDW =
      Pattern.compile("the Queue variable '\\w+' was unused|the line 'hdw_\\w+ = .*' was unused");

  private static final String USUAL_WORK_FOLDER = "../..";

  private final Program program;
  private final boolean spools;
  private final List<String> warnings = new ArrayList<>();

  /**
   * Gives them to the schedd of this machine.
   *
   * @param spools whether their files go to the schedd with them
   */
  Submitter(Program program, boolean spools) {
    this.program = program;
    this.spools = spools;
  }

  /** How the mark begins of what submits for a run. */
  static String mark(String runToken) {
    return MARK + "=" + runToken + ".";
  }

  /** Submits; gives the cluster. */
  String submit(Submission submission) throws IOException, RefusedException {
    List<String> command = command(submission);
    Answer answer = program.run(submission.folder(), command, PATIENCE);
    if (answer.exit() != 0) {
      if (Trouble.passes(answer)) {
        throw Trouble.of("condor_submit", answer);
      }
      throw new RefusedException(answer.complaint());
    }
    Matcher done = DONE.matcher(answer.out());
    if (!done.find()) {
      throw new RefusedException("condor_submit queued nothing: " + answer.complaint());
    }
    keepWarnings(answer.err());
    return done.group(1);
  }

  private List<String> command(Submission submission) throws IOException, RefusedException {
    var command = new ArrayList<>(List.of("env", MARK + "=" + submission.token()));
    command.addAll(List.of("condor_submit", "-terse"));
    command.add(SubmitDescription.RUN + "=" + submission.run());
    command.add(SubmitDescription.TOKEN + "=" + submission.token());
    command.addAll(spools ? absoluteFolders(submission) : workFolderFromRun(submission));
    command.add(SubmitDescription.path(submission.batch().name()));
    return command;
  }

  /** As every machine knows them: a job of a spool is nowhere near. */
  private static List<String> absoluteFolders(Submission submission)
      throws IOException, RefusedException {
    String run = Mount.canonical(submission.folder().toRealPath().toString());
    String work = Mount.canonical(submission.workFolder().toRealPath().toString());
    return List.of(
        "-spool",
        SubmitDescription.RUN_FOLDER + "=" + plain(run),
        SubmitDescription.WORK_FOLDER + "=" + plain(work));
  }

  /** Seen from the run's folder; the links on the way there are followed by jobs, too. */
  private static List<String> workFolderFromRun(Submission submission)
      throws IOException, RefusedException {
    Path run = submission.folder().toRealPath();
    String path = plain(run.relativize(submission.workFolder().toRealPath()).toString());
    return path.equals(USUAL_WORK_FOLDER)
        ? List.of()
        : List.of(SubmitDescription.WORK_FOLDER + "=" + (path.isEmpty() ? "." : path));
  }

  private static String plain(String path) throws RefusedException {
    if (ODD.matcher(path).find()) {
      throw new RefusedException(
          "a submit description cannot name the folder `"
              + path
              + "`: there is a blank, a quote, a comma, a semicolon or a `$`"
              + " in its path");
    }
    return path;
  }

  private synchronized void keepWarnings(String said) {
    said.lines()
        .map(String::strip)
        .filter(line -> line.startsWith(WARNING) && !OF_HDW.matcher(line).find())
        .map(line -> line.substring(WARNING.length()).strip())
        .filter(line -> !warnings.contains(line))
        .forEach(warnings::add);
  }

  /** All warnings so far, each once. */
  synchronized List<String> warnings() {
    return List.copyOf(warnings);
  }
}
