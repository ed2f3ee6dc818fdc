package hdw.catalog;

import java.util.List;

/**
 * Some of a sample's files, for a message that names three of them and counts the rest: a thousand
 * files behind a dead server are one mistake.
 *
 * @param words what to say of each, mostly its path
 * @param all how many files the sample has
 */
record Some(List<String> words, int all) {
  private static final int MOST_NAMED = 3;

  Some {
    words = List.copyOf(words);
  }

  /** {@code 2 of 5 files of sample `DY` cannot be found: `a.root`, `b.root`}. */
  String cannot(String sample, String participle) {
    boolean none = all > 1 && words.size() == all;
    String subject = none ? "none of the " + all + " files" : share();
    return subject + of(sample) + (none ? "can be " : "cannot be ") + participle + ": " + named();
  }

  /**
   * {@code 2 of 5 files of sample `DY` have no events: `a.root`, `b.root`}.
   *
   * @param one the verb for one file, such as {@code has}
   * @param many the verb for several
   */
  String say(String sample, String one, String many, String what) {
    return share() + of(sample) + (words.size() == 1 ? one : many) + " " + what + ": " + named();
  }

  private static String of(String sample) {
    return " of sample `" + sample + "` ";
  }

  private String share() {
    return all == 1
        ? "the file"
        : words.size() == all ? "all " + all + " files" : words.size() + " of " + all + " files";
  }

  private String named() {
    int shown = Math.min(MOST_NAMED, words.size());
    String more = words.size() > shown ? " and " + (words.size() - shown) + " more" : "";
    return String.join(", ", words.subList(0, shown)) + more;
  }
}
