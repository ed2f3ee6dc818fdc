package hdw.executor.htcondor;

/** An event of the log. */
record LogEvent(int number, int cluster, int proc) {}
