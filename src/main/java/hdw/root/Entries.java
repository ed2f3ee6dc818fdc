package hdw.root;

/**
 * The entries of a TTree or RNTuple.
 *
 * @param count how many, at least 0
 * @param clusters where they are written together; {@link Clusters#NONE} where the file does not
 *     say
 */
public record Entries(long count, Clusters clusters) {}
