package hdw.shell;

import java.util.Optional;

/**
 * Where in a script a value stands, as bash reads it.
 *
 * @param alone whether the value is a word of its own where several words may stand: what a list
 *     needs
 * @param number whether bash calculates with the value, so that anything but a whole number would
 *     be run as code
 */
public record Place(Kind kind, boolean alone, boolean number) {

  /** A place in which bash does not calculate. */
  public Place(Kind kind, boolean alone) {
    this(kind, alone, false);
  }

  /** What surrounds a value. */
  public enum Kind {
    /** Outside all quotes, also inside {@code $(...)}, {@code [[ ]]} and {@code ${x%...}}. */
    BARE,
    /** In {@code "..."}. */
    DOUBLE_QUOTED,
    /** In {@code '...'}. */
    SINGLE_QUOTED,
    /** In the text of a here-document that bash fills in. */
    HERE_DOCUMENT,
    /**
     * In {@code $((...))}, {@code ((...))}, {@code $[...]} or the numbers of {@code ${x:...:...}}.
     */
    ARITHMETIC,
    /** In the brackets of {@code ${a[...]}} or {@code a[...]=}. */
    SUBSCRIPT,
    /** Behind a {@code #}, where it does nothing. */
    COMMENT,

    /** In the text of a here-document whose end word is quoted. */
    QUOTED_HERE_DOCUMENT(
        "a here-document with a quoted end word is passed on as it is written",
        "leave the quotes of the end word out and write `\\$` for each `$` that the shell should leave alone"),
    /** In the end word of a here-document. */
    HERE_DOCUMENT_WORD(
        "the end word of a here-document cannot be a value", "write a fixed word such as `END`"),
    /** In backquotes. */
    BACKQUOTES(
        "inside backquotes a value could be read as code",
        "write `$(...)` instead of the backquotes"),
    /** In {@code $'...'}. */
    ANSI_QUOTED(
        "nothing is filled in inside `$'...'`",
        "end the quotes before the value, or use double quotes"),
    /** Directly behind a dollar sign, or in the name of a variable. */
    VARIABLE_NAME(
        "a value cannot be the name of a shell variable, and a `$` stands before it",
        "leave the `$` out, or write `\\$` for a dollar sign"),
    /** Directly behind a backslash. */
    AFTER_BACKSLASH(
        "a backslash stands before it", "leave the backslash out, or write two for one that stays"),
    /** An end of a range in braces. */
    BRACE_RANGE("bash expands `{1..9}` before it fills in values", "write `$(seq FIRST LAST)`"),
    /** What {@code ${x/old/new}} puts in, inside double quotes or a here-document. */
    QUOTED_REPLACEMENT(
        "versions of bash differ in what they put in here",
        "assign `${x/old/new}` to a variable of your own first, without double quotes"),
    /** Between {@code ((} and a bracket that turns out to close a command. */
    UNCLEAR_BRACKETS(
        "`((` starts arithmetic, but what follows looks like commands",
        "write a blank between the two brackets");

    private final Optional<String> reason;
    private final String remedy;

    Kind() {
      this.reason = Optional.empty();
      this.remedy = "";
    }

    Kind(String reason, String remedy) {
      this.reason = Optional.of(reason);
      this.remedy = remedy;
    }
  }

  /** Why a value, or with {@code list} a list of values, cannot stand here; nothing when it can. */
  public Optional<String> whyNot(boolean list) {
    if (kind.reason.isPresent() || !list || kind == Kind.COMMENT || (kind == Kind.BARE && alone)) {
      return kind.reason;
    }
    return Optional.of("a list becomes several words, and here only one fits");
  }

  /** What to write instead; nothing when the value can stand here. */
  public Optional<String> remedy(boolean list) {
    return whyNot(list)
        .map(
            reason ->
                kind.reason.isPresent()
                    ? kind.remedy
                    : "give it blanks on both sides and no quotes, or join it");
  }

  /** A reference to a variable as it has to be written here. */
  String reference(String variable, boolean list) {
    var reason = whyNot(list);
    if (reason.isPresent()) {
      throw new IllegalStateException(variable + ": " + reason.get());
    }
    return switch (kind) {
      case BARE -> list ? "\"${" + variable + "[@]}\"" : "\"$" + variable + "\"";
      case SINGLE_QUOTED -> "'\"$" + variable + "\"'";
      default -> list ? "${" + variable + "[@]}" : "${" + variable + "}";
    };
  }
}
