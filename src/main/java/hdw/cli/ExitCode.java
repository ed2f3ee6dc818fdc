package hdw.cli;

/** How hdw ends; the numbers are a contract. */
enum ExitCode {
  /** All done. */
  DONE(0),
  /** The workflow has errors. */
  WORKFLOW_ERRORS(1),
  /** The command line is wrong. */
  USAGE(2),
  /** Jobs failed, or the run waits for a decision. */
  JOBS_FAILED(3),
  /** The surroundings failed: no such file, no scheduler, disk full. */
  SURROUNDINGS(4),
  /** {@code status --exit-code}: still running. */
  RUNNING(11),
  /** {@code verify}: some file is not in exactly one accepted result. */
  NOT_COVERED(13),
  /** A bug in hdw. */
  BUG(70),
  /** Interrupted by a person. */
  INTERRUPTED(130);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
