package hdw.preflight;

import hdw.executor.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A machine that has no program but those that it is told of, each with one answer. */
final class Answers implements Program {
  private final Map<String, Answer> answers = new LinkedHashMap<>();

  /** What it prints where a command begins with these words. */
  Answers says(String begin, String out) {
    answers.put(begin, new Answer(0, out, ""));
    return this;
  }

  /** How it fails where a command begins with these words. */
  Answers fails(String begin, String err) {
    answers.put(begin, new Answer(1, "", err));
    return this;
  }

  /** A machine whose HTCondor answers. */
  static Answers htcondor() {
    return new Answers().says("condor_submit", "$CondorVersion: 23.9.6 $\n").says("condor_q", "");
  }

  @Override
  public Answer run(Path folder, List<String> command, Duration longest) throws IOException {
    String line = String.join(" ", command);
    for (Map.Entry<String, Answer> each : answers.entrySet()) {
      if ((line + " ").startsWith(each.getKey() + " ")) {
        return each.getValue();
      }
    }
    throw new IOException("there is no `" + command.get(0) + "` on the path");
  }
}
