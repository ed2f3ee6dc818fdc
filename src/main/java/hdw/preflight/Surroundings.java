package hdw.preflight;

import hdw.executor.Program;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What a run will find around it.
 *
 * @param workFolder the workflow's folder, in which jobs start; absolute, links followed
 * @param runFolder where the run's own files lie; the same
 * @param environment the variables that hdw was started with
 * @param program runs the programs of this machine
 */
public record Surroundings(
    Path workFolder,
    Path runFolder,
    Map<String, String> environment,
    Program program,
    Clock clock) {

  /** A variable; empty where it is not set. */
  String variable(String name) {
    return environment.getOrDefault(name, "");
  }
}
