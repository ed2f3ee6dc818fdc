package hdw.cli;

import hdw.executor.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** HTCondor's. */
record CondorQueue() implements RealQueue {
  @Override
  public String executor() {
    return "htcondor";
  }

  @Override
  public List<String> programs() {
    return List.of("condor_submit", "condor_q", "condor_rm", "condor_history");
  }

  @Override
  public String functions() {
    return """
    submits() { [ "$name" = condor_submit ] && [ -n "${HDW_SUBMISSION-}" ]; }
    asks() { [ "$name" = condor_q ] && [[ "$*" != *"-constraint false"* ]]; }
    answer() { exec "$name" "$@"; }
    """;
  }

  @Override
  public List<String> jobs(Path folder) throws Exception {
    String there = "JobStatus != 3 && JobStatus != 4 && " + below(folder);
    return Engine.run(folder, "condor_q", "-constraint", there, "-af:j", "HdwJob")
        .lines()
        .filter(each -> !each.isBlank())
        .sorted()
        .toList();
  }

  /** An attribute of each job that was submitted in a folder or below it, a line each. */
  List<String> attribute(Path folder, String name) throws Exception {
    return Engine.run(folder, "condor_q", "-constraint", below(folder), "-af", name)
        .lines()
        .toList();
  }

  /** Does something to all jobs of a folder, such as {@code condor_hold}; there has to be one. */
  void act(Path folder, String... command) throws Exception {
    var words = Stream.concat(Stream.of(command), Stream.of("-constraint", below(folder)));
    Engine.run(folder, words.toArray(String[]::new));
  }

  @Override
  public char mark() {
    return '.';
  }

  @Override
  public void cancel(String id) throws Exception {
    Engine.run(Path.of("."), "condor_rm", id);
  }

  @Override
  public void remove(Path folder) throws Exception {
    if (!attribute(folder, "HdwJob").isEmpty()) {
      new ProcessBuilder("condor_rm", "-constraint", below(folder))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor(); // what ended in the meantime is not there to be removed
    }
  }

  private static String below(Path folder) {
    String path = folder.toAbsolutePath().toString();
    return "substr(Iwd, 0, " + path.length() + ") == \"" + path + "\"";
  }
}
