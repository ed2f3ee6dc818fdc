package hdw.cli;

/** How far compiling looks. */
enum Depth {
  /** At the workflow's own files alone: no sample, no command. */
  OFFLINE,
  /** At samples, and into their files where something in the plan hangs on it. */
  AS_NEEDED,
  /** At samples, and into all of their ROOT files. */
  INTO_FILES
}
