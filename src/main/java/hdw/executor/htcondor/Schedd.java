package hdw.executor.htcondor;

import hdw.executor.AttemptKey;
import hdw.executor.Program;
import hdw.executor.Program.Answer;
import hdw.json.JsonReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** HTCondor's schedd, asked about the jobs of one run by its programs. */
final class Schedd {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The files of a busy schedd's history are long, and read from the end to the beginning. */
  private static final Duration PATIENCE_FOR_HISTORY = Duration.ofMinutes(5);

  /** Of a hundred jobs at a time. */
  private static final Duration PATIENCE_FOR_FILES = Duration.ofMinutes(5);

  private static final int IDS_AT_ONCE = 1000;
  private static final int NAMES_AT_ONCE = 100;

  private final Path folder;
  private final String runToken;
  private final Program program;

  Schedd(Path folder, String runToken, Program program) {
    this.folder = folder;
    this.runToken = runToken;
    this.program = program;
  }

  /** All jobs of the run in the queue, and those that have ended and are not put away yet. */
  List<QueuedJob> queue() throws IOException {
    return jobs(
        ask("condor_q", List.of("-json", "-attributes", names(QueuedJob.ATTRIBUTES)), ofRun()));
  }

  /** Those in the queue that have not ended. */
  List<QueuedJob> there() throws IOException {
    return queue().stream().filter(QueuedJob::isThere).toList();
  }

  /** Why the job of an attempt waits, in few words; nothing where it is not in the queue. */
  Optional<String> whyWaiting(AttemptKey attempt) throws IOException {
    for (QueuedJob each : there()) {
      if (each.key().equals(attempt)) {
        return Optional.of(Analysis.boiledDown(analysis(each.id())));
      }
    }
    return Optional.empty();
  }

  /** The attempts of which jobs are still to be made. */
  Unmade unmade() throws IOException {
    return Unmade.of(factories(), folder);
  }

  /** The submissions of the run of which jobs are still to be made. */
  List<Factory> factories() throws IOException {
    List<String> question = List.of("-factory", "-json", "-attributes", names(Factory.ATTRIBUTES));
    return ask("condor_q", question, ofRun()).stream()
        .map(Factory::of)
        .filter(each -> isOfRun(each.token()) && each.left() > 0)
        .toList();
  }

  /** Those of some attempts that have left the queue. */
  List<QueuedJob> history(Collection<AttemptKey> attempts) throws IOException {
    var found = new ArrayList<QueuedJob>();
    for (String constraint : historyConstraints(attempts)) {
      found.addAll(
          jobs(
              ask(
                  "condor_history",
                  List.of("-json", "-attributes", names(QueuedJob.ATTRIBUTES)),
                  constraint)));
    }
    return found;
  }

  /** Few by their names, so that no more than they are read; many by their submissions. */
  private static List<String> historyConstraints(Collection<AttemptKey> attempts) {
    if (attempts.size() > NAMES_AT_ONCE) {
      return attempts.stream()
          .map(AttemptKey::token)
          .distinct()
          .map(each -> "HdwToken =?= " + literal(each))
          .toList();
    }
    return List.of(attempts.stream().map(Schedd::isAttempt).collect(Collectors.joining(" || ")));
  }

  private static String isAttempt(AttemptKey key) {
    return "(HdwToken =?= "
        + literal(key.token())
        + " && HdwJob =?= "
        + literal(key.job())
        + " && HdwAttempt =?= "
        + key.attempt()
        + ")";
  }

  /** Removes jobs by their ids; those that are gone already are passed over. */
  void remove(List<String> ids, String because) throws IOException {
    for (int from = 0; from < ids.size(); from += IDS_AT_ONCE) {
      var command = new ArrayList<>(List.of("condor_rm", "-reason", oneLine(because)));
      command.addAll(ids.subList(from, Math.min(ids.size(), from + IDS_AT_ONCE)));
      expectRemoved(run(command, PATIENCE));
    }
  }

  /** Removes all jobs of the run, those that are still to be made included. */
  void removeAll(String because) throws IOException {
    var command = List.of("condor_rm", "-reason", oneLine(because), "-constraint", ofRun());
    expectRemoved(run(command, PATIENCE));
  }

  private static void expectRemoved(Answer answer) throws IOException {
    boolean gone =
        !Trouble.passes(answer)
            && answer
                .err()
                .lines()
                .filter(line -> !line.isBlank())
                .allMatch(line -> line.endsWith("not found") || line.startsWith("Couldn't find"));
    if (answer.exit() != 0 && !gone) {
      throw Trouble.of("condor_rm", answer);
    }
  }

  /**
   * Has the schedd send what ended jobs printed to where it belongs; where the answer is no, that
   * of some may have come.
   */
  boolean fetch(List<QueuedJob> jobs) throws IOException {
    String ids = jobs.stream().map(QueuedJob::id).collect(Collectors.joining(","));
    String constraint =
        "JobStatus == 4 && stringListMember(strcat(ClusterId, \".\", ProcId), "
            + literal(ids)
            + ")";
    return run(List.of("condor_transfer_data", "-constraint", constraint), PATIENCE_FOR_FILES)
            .exit()
        == 0;
  }

  /** What condor_q says of why a job does not run. */
  String analysis(String id) throws IOException {
    Answer answer = run(List.of("condor_q", "-better-analyze", id), PATIENCE);
    if (answer.exit() != 0) {
      throw Trouble.of("condor_q", answer);
    }
    return answer.out();
  }

  private List<Map<String, Object>> ask(String name, List<String> question, String constraint)
      throws IOException {
    var command = new ArrayList<>(List.of(name));
    command.addAll(question);
    command.addAll(List.of("-constraint", constraint));
    Answer answer = run(command, name.equals("condor_q") ? PATIENCE : PATIENCE_FOR_HISTORY);
    if (answer.exit() != 0) {
      throw Trouble.of(name, answer);
    }
    // nothing at all stands for no jobs
    String list = answer.out().isBlank() ? "[]" : answer.out();
    return JsonReader.objects(JsonReader.object("{\"jobs\":" + list + "}"), "jobs");
  }

  private Answer run(List<String> command, Duration longest) throws IOException {
    return program.run(folder, command, longest);
  }

  private List<QueuedJob> jobs(List<Map<String, Object>> ads) {
    return ads.stream()
        .map(QueuedJob::of)
        .flatMap(Optional::stream)
        .filter(each -> isOfRun(each.key().token()))
        .toList();
  }

  /** Whether a token is one of a submission of this run. */
  private boolean isOfRun(String token) {
    return token.startsWith(runToken + ".");
  }

  /** A run of the same name in another folder has another token. */
  private String ofRun() {
    String beginning = runToken + ".";
    return "substr(HdwToken, 0, " + beginning.length() + ") =?= " + literal(beginning);
  }

  private static String names(List<String> attributes) {
    return String.join(",", attributes);
  }

  /** A ClassAd string. */
  private static String literal(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
