package hdw.root;

/**
 * The entries of a TTree or RNTuple.
 *
 * @param count how many, at least 0
 * @param clusters where they are written together; {@link Clusters#NONE} where the file does not
 *     say
 * @param whole false where the file has more than {@code count}, and only the first are wanted
 */
public record Entries(long count, Clusters clusters, boolean whole) {

  /** All entries of a file. */
  public Entries(long count, Clusters clusters) {
    this(count, clusters, true);
  }

  /** The first of them, at most so many. */
  public Entries first(long most) {
    return most >= count ? this : new Entries(most, clusters, false);
  }
}
