package hdw.run;

/**
 * What is done lest many jobs fail.
 *
 * @param failFast whether one failed job stops all
 * @param pauses whether a burst of failures that are alike pauses a node
 * @param canaries whether one chunk of each sample runs before the others
 */
public record Caution(boolean failFast, boolean pauses, boolean canaries) {}
