package hdw.cli;

/** How a line looks on a terminal; what it says, it says in words as well. */
enum Paint {
  GOOD("32"),
  BAD("31"),
  BUSY("1"),
  QUIET("2"),
  PLAIN("");

  private final String code;

  Paint(String code) {
    this.code = code;
  }

  /** The text with this look, where colour is wanted. */
  String on(String text, boolean color) {
    return color && this != PLAIN ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
