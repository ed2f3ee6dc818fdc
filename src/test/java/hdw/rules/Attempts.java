package hdw.rules;

import hdw.catalog.Surroundings;
import hdw.compile.Compilation;
import hdw.compile.Compiler;
import hdw.eval.World;
import hdw.executor.Plans;
import hdw.model.Workflow;
import hdw.units.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Assertions;

/** Failed attempts as tests tell them, and workflows to try them with. */
final class Attempts {
  private Evidence evidence = ended(0, "");

  private Attempts() {}

  /** An attempt that ended with an exit code and these words on standard error. */
  static Evidence ended(int exit, String err) {
    return new Evidence(
        OptionalInt.of(exit),
        Verdict.ENDED,
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "",
        err,
        List.of(),
        "",
        0);
  }

  /** An attempt to which more is added. */
  static Attempts of(int exit, String err) {
    var attempts = new Attempts();
    attempts.evidence = ended(exit, err);
    return attempts;
  }

  Attempts unseen() {
    Evidence e = evidence;
    return with(OptionalInt.empty(), e.verdict(), e.out(), e.missing());
  }

  Attempts verdict(Verdict verdict) {
    return with(evidence.exit(), verdict, evidence.out(), evidence.missing());
  }

  Attempts out(String out) {
    return with(evidence.exit(), evidence.verdict(), out, evidence.missing());
  }

  Attempts missing(String... outputs) {
    return with(evidence.exit(), evidence.verdict(), evidence.out(), List.of(outputs));
  }

  private Attempts with(OptionalInt exit, Verdict verdict, String out, List<String> missing) {
    Evidence e = evidence;
    evidence =
        new Evidence(
            exit,
            verdict,
            e.said(),
            e.memoryUsed(),
            e.memoryGranted(),
            e.timeUsed(),
            e.timeGranted(),
            out,
            e.err(),
            missing,
            e.host(),
            e.restarts());
    return this;
  }

  /** Memory in MB, used and granted, and time in seconds, used and granted. */
  Attempts used(long memory, long memoryGranted, long time, long timeGranted) {
    Evidence e = evidence;
    evidence =
        new Evidence(
            e.exit(),
            e.verdict(),
            e.said(),
            Optional.of(Memory.ofMebibytes(memory)),
            Optional.of(Memory.ofMebibytes(memoryGranted)),
            Optional.of(Duration.ofSeconds(time)),
            Optional.of(Duration.ofSeconds(timeGranted)),
            e.out(),
            e.err(),
            e.missing(),
            "wn17",
            e.restarts());
    return this;
  }

  Evidence evidence() {
    return evidence;
  }

  /** A workflow from its text, nothing looked up. */
  static Workflow workflow(Path folder, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("w.hdw"), text);
    Compilation compilation =
        Plans.compiler().compile(file, Compiler.Options.offline(hdw.analysis.Overrides.NONE));
    Assertions.assertEquals("", Plans.report(compilation));
    return compilation.workflow().orElseThrow();
  }

  /** A world in which nothing is. */
  static World world(Path folder) {
    return new Surroundings(folder, Map.of(), (line, at) -> List.of());
  }
}
