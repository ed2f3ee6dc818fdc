package hdw.executor;

import static org.junit.jupiter.api.Assertions.assertFalse;

import hdw.compile.Compilation;
import hdw.compile.Compiler;
import hdw.diagnostic.DiagnosticPrinter;
import hdw.plan.Plan;
import hdw.scan.FileScan;
import hdw.scan.Progress;
import hdw.scan.Scan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Plans for tests, and their files written into a run's folder. */
public final class Plans {
  private Plans() {}

  /** For plans in which nothing hangs on the events of files. */
  public static final Scan NO_SCAN =
      files -> {
        throw new AssertionError("nobody asked for the events of " + files);
      };

  /** Looks into files of this machine alone, and keeps what it finds in a folder. */
  public static Scan localScan(Path cache) {
    return new FileScan(
        cache,
        () -> {
          throw new AssertionError("nobody asked for a network");
        },
        Progress.NONE);
  }

  /** The plan of a workflow's text, whose file is put into {@code folder}. */
  public static Plan of(Path folder, String text) {
    try {
      return of(Files.writeString(folder.resolve("analysis.hdw"), text));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The plan of a file, which must be right. */
  public static Plan of(Path file) {
    Compilation compilation = compile(file);
    assertFalse(compilation.hasErrors(), () -> report(compilation));
    return compilation.plan().orElseThrow();
  }

  /** The plan of a file, in which something may hang on the events of files beside it. */
  public static Plan scanned(Path file, Path cache) {
    try {
      Compilation compilation =
          new Compiler(Map.of(), (line, at) -> List.of(), localScan(cache))
              .compile(file, Compiler.Options.PLAIN);
      assertFalse(compilation.hasErrors(), () -> report(compilation));
      return compilation.plan().orElseThrow();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** A compiler that runs no command and looks into no file. */
  public static Compiler compiler() {
    return new Compiler(Map.of(), (line, at) -> List.of(), NO_SCAN);
  }

  /** What compiling a file gives; no command is run for it. */
  public static Compilation compile(Path file) {
    try {
      return compiler().compile(file, Compiler.Options.PLAIN);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** What compiling said, as a person reads it. */
  public static String report(Compilation compilation) {
    return new DiagnosticPrinter(false).print(compilation.diagnostics());
  }

  /** Writes the files of a plan into a run's folder below the workflow's, and gives that folder. */
  public static Path write(Rendering rendering, Path workflow) {
    Path run = workflow.resolve(".hdw/run");
    try {
      for (RenderedFile each : rendering.files()) {
        Path file = run.resolve(each.path());
        Files.createDirectories(file.getParent());
        Files.writeString(file, each.text());
        if (each.executable() && !file.toFile().setExecutable(true)) {
          throw new IOException("cannot be made a program: " + file);
        }
      }
      for (String each : rendering.folders()) {
        Files.createDirectories(run.resolve(each));
      }
      return run;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** A workflow with as many samples of a thousand files, each processed, merged and plotted. */
  public static Path large(Path folder, int samples) throws IOException {
    var json = new StringBuilder("{");
    for (int i = 0; i < samples; i++) {
      json.append(i == 0 ? "" : ",").append("\"Sample_").append(i).append("\":{\"files\":[");
      for (int k = 0; k < 1000; k++) {
        json.append(k == 0 ? "" : ",").append("\"root://eos.cern.ch//store/mc/Sample_").append(i);
        json.append("/NANOAODSIM/nano_").append(k).append(".root\"");
      }
      json.append("],\"xsec\":1.5}");
    }
    Files.writeString(folder.resolve("mc.json"), json.append('}').toString());
    return Files.writeString(
        folder.resolve("large.hdw"),
        """
        workflow large
        use "sites/lxplus"
        samples from "mc.json" { kind = "mc" }
        task process for each sample {
          split  = 1 file
          queue  = espresso
          output = "out/{{sample}}/{{chunk}}.root"
          run    = "process --xsec {{sample.xsec}} --output {{output}} {{inputs}}"
        }
        task merged for each sample {
          input  = process
          queue  = espresso
          output = "merged/{{sample}}.root"
          run    = "hadd {{output}} {{inputs}}"
        }
        task plot {
          input    = merged
          executor = local
          output   = "plot.pdf"
          run      = "plot --table {{inputs.table}} --output {{output}}"
        }
        """);
  }
}
