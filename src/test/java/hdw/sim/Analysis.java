package hdw.sim;

import hdw.compile.Compilation;
import hdw.executor.Plans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/** A small workflow with its input files, some of which are bad, from a seed. */
final class Analysis {
  private static final String TEXT =
      """
      workflow history
      sample A { files = glob("in/a*.txt") }
      sample B { files = glob("in/b*.txt") }
      symptom bad_input when log matches "damaged"
      defaults { executor = EXECUTOR  memory = 1 GB }
      task first for each sample {
        split  = SPLIT
        output = "first/{{sample}}/{{chunk}}.txt"
        run    = "first {{inputs}} > {{output}}"
      }
      task second for each sample {
        input  = each first
        output = "second/{{sample}}/{{chunk}}.txt"
        run    = "second {{input}} > {{output}}"
      }
      task third for each sample {
        input  = GATHER
        output = "third/{{sample}}.txt"
        run    = "third {{inputs}} > {{output}}"
      }
      task other for each sample {
        input  = first
        output = "other/{{sample}}.txt"
        run    = "other {{inputs}} > {{output}}"
      }
      task last {
        input  = [third, other]
        output = "last.txt"
        run    = "last {{inputs}} > {{output}}"
      }
      rule cut on failure { when reason == bad_input and chunk.files > 1 then halve }
      rule leave on failure { when reason == bad_input then skip }
      rule more on failure { when reason == out_of_memory and attempt < 4 then memory = memory * 2, retry }
      rule glitch on failure { when exit == 75 and attempt < 4 then retry after 30 s }
      rule away on failure { when reason == preempted then retry after 1 min }
      rule start on failure { when reason == not_started and attempt < 4 then retry }
      """;

  private final Path folder;
  private final Random random;
  private final Set<String> bad = new HashSet<>();

  Analysis(Path folder, Random random) {
    this.folder = folder;
    this.random = random;
  }

  /** The files that nobody can read. */
  Set<String> bad() {
    return bad;
  }

  /** Writes all of it, and compiles it. */
  Compilation write() throws IOException {
    Files.createDirectories(folder.resolve("in"));
    for (String sample : new String[] {"a", "b"}) {
      int files = 1 + random.nextInt(16);
      boolean some = random.nextInt(3) == 0;
      for (int i = 0; i < files; i++) {
        String name = "in/" + sample + (100 + i) + ".txt";
        Files.writeString(folder.resolve(name), name);
        if (some && i > 0 && random.nextInt(6) == 0) {
          bad.add(name);
        }
      }
    }
    int split = 1 + random.nextInt(5);
    String by = random.nextBoolean() ? "second" : "second by " + (2 + random.nextInt(3));
    String executor = random.nextInt(3) == 0 ? "slurm" : "htcondor";
    String text =
        TEXT.replace("EXECUTOR", executor)
            .replace("SPLIT", split == 1 ? "1 file" : split + " files")
            .replace("GATHER", by);
    Path file = Files.writeString(folder.resolve("history.hdw"), text);
    Compilation compilation = Plans.compile(file);
    if (compilation.hasErrors()) {
      throw new IllegalStateException(Plans.report(compilation));
    }
    return compilation;
  }
}
