package hdw.parse;

import java.util.Optional;

/** What stands between a token and the one before it, comments aside. */
final class Gap {
  /** Where the author's blank lines are kept, one of several. */
  enum Blanks {
    /** Nowhere. */
    NONE,
    /** Behind the first comment: the gap begins a block. */
    FIRST,
    /** Everywhere. */
    INNER,
    /** Before the last comment: the gap ends a block. */
    LAST
  }

  private int blanks;
  private int padding;
  private Optional<Fold> fold = Optional.empty();
  private Optional<Indent> indent = Optional.empty();
  private Optional<Indent> commentIndent = Optional.empty();
  private Optional<Indent> textIndent = Optional.empty();
  private Optional<Item> before = Optional.empty();
  private Optional<Item> after = Optional.empty();
  private Blanks blankLines = Blanks.NONE;

  /** A gap that is {@code blanks} wide where no line ends in it. */
  Gap(int blanks) {
    this.blanks = blanks;
  }

  /** Makes it {@code count} wide. */
  void blanks(int count) {
    blanks = count;
  }

  /** Makes it wider by {@code count}, so that its token is lined up with others. */
  void padding(int count) {
    padding = count;
  }

  int width() {
    return blanks + padding;
  }

  /** Lets a line end here when {@code where} is open; the next begins with {@code depth}. */
  Gap breaks(Fold where, Indent depth) {
    fold = Optional.of(where);
    indent = Optional.of(depth);
    return this;
  }

  /** Gives comments another indent than the token's own. */
  Gap comments(Indent depth) {
    commentIndent = Optional.of(depth);
    return this;
  }

  Gap blankLines(Blanks kept) {
    blankLines = kept;
    return this;
  }

  /** Says which declarations end and begin here. */
  void between(Optional<Item> one, Optional<Item> next) {
    before = one;
    after = next;
  }

  /** Gives the token, text in three quotes, the indent of its closing quotes. */
  void text(Indent depth) {
    textIndent = Optional.of(depth);
  }

  boolean isOpen() {
    return fold.map(Fold::isOpen).orElse(false);
  }

  /** The indent of a line that begins here, where the layout has one. */
  Optional<Indent> indent() {
    return indent;
  }

  Optional<Indent> commentIndent() {
    return commentIndent.or(() -> indent);
  }

  int textIndent() {
    return textIndent.map(Indent::columns).orElse(0);
  }

  /** Whether a declaration with a block over several lines ends here. */
  boolean isAfterBlock() {
    return before.map(Item::hasOpenBlock).orElse(false);
  }

  /** Whether a declaration with a block over several lines begins here. */
  boolean isBeforeBlock() {
    return after.map(Item::hasOpenBlock).orElse(false);
  }

  Blanks blankLines() {
    return blankLines;
  }
}
