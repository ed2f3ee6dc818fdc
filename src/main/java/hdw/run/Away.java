package hdw.run;

import hdw.executor.AttemptKey;

/**
 * Where an attempt is that a batch system has.
 *
 * @param host the machine on which it runs; empty while it is on none
 * @param restarts how often it was started after the first time
 */
record Away(AttemptKey key, String host, int restarts) {}
