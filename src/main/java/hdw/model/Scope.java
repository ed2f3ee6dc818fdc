package hdw.model;

/** Where a variable gets its value from. */
public enum Scope {
  /** A {@code param} or {@code let}. */
  GLOBAL,
  /** A dimension of the task other than {@code sample}. */
  DIMENSION,
  /**
   * The sample: its name (the empty variable name), {@code files}, {@code events}, {@code bytes},
   * or a metadatum.
   */
  SAMPLE,
  /** The chunk: its id (the empty name), {@code files}, {@code events}, {@code bytes}. */
  CHUNK,
  /**
   * What a job is and has: {@code task}, {@code job}, {@code input}, {@code inputs}, {@code tree},
   * event ranges.
   */
  JOB,
  /** What a job asks for: {@code memory}, {@code cpus}, {@code time}, ... */
  RESOURCE,
  /**
   * What is known only where the job runs: {@code output}, {@code attempt}, {@code run}, {@code
   * inputs.list}.
   */
  RUNTIME,
  /** What is known of a failed attempt: {@code reason}, {@code exit}, {@code log}, ... */
  FAILURE
}
