package hdw.shell;

import hdw.shell.Frame.Construct;
import hdw.shell.Frame.Stage;
import hdw.shell.Place.Kind;
import java.util.List;

/**
 * Finds where the values of a script stand, in one pass over it.
 *
 * <p>Follows the grammar of bash as its manual's chapter 3 has it, as far as it decides about
 * quotes and words. A script that bash refuses gets some answer too. Not followed: aliases, what
 * {@code eval}, {@code let}, {@code bash -c} and their like make of their arguments, and {@code
 * extglob} patterns with unbalanced brackets.
 */
public final class ShellScanner {
  private final Scan scan;
  private final HereDocuments hereDocuments;
  private final CommandWords words;

  private ShellScanner(Scan scan) {
    this.scan = scan;
    this.hereDocuments = new HereDocuments(scan);
    this.words = new CommandWords(scan, hereDocuments, this);
  }

  /**
   * The place of each value between {@code literals}, in order: one fewer than there are literals.
   *
   * @param literals the texts before, between and behind the values; at least one
   */
  public static List<Place> places(List<String> literals) {
    var scan = new Scan(literals);
    new ShellScanner(scan).run();
    return scan.places();
  }

  private void run() {
    hereDocuments.closeEnded();
    while (!scan.ended()) {
      step(scan.top());
      hereDocuments.closeEnded();
    }
  }

  private void step(Frame top) {
    switch (top.construct) {
      case SCRIPT, SUBSHELL, SUBSTITUTION, CASE, CONDITION, ARRAY, GROUP -> words.step(top);
      case DOUBLE_QUOTES -> doubleQuotes(top);
      case HERE_DOCUMENT -> openText(top, Kind.HERE_DOCUMENT);
      case SINGLE_QUOTES -> closedBy('\'', Kind.SINGLE_QUOTED, false);
      case ANSI_QUOTES -> closedBy('\'', Kind.ANSI_QUOTED, true);
      case BACKQUOTES -> closedBy('`', Kind.BACKQUOTES, true);
      case COMMENT -> comment();
      case PARAMETER -> parameter(top);
      case SUBSCRIPT -> subscript(top);
      case ARITHMETIC, COMMAND_ARITHMETIC -> arithmetic(top);
      case OLD_ARITHMETIC -> bracketed(top, Kind.ARITHMETIC);
    }
  }

  private void doubleQuotes(Frame top) {
    if (scan.peek(0) == '"') {
      scan.pop();
      scan.at++;
    } else {
      openText(top, Kind.DOUBLE_QUOTED);
    }
  }

  private void openText(Frame top, Kind kind) {
    if (!escapeOrExpansion(top)) {
      character(kind);
    }
  }

  /** Reads one character that means nothing here, or settles the hole that stands here. */
  private void character(Kind kind) {
    if (scan.isHole(scan.at)) {
      scan.place(kind, false);
    }
    scan.at++;
  }

  private void closedBy(char quote, Kind kind, boolean escapes) {
    char c = scan.peek(0);
    if (c == quote) {
      scan.pop();
    } else if (escapes && c == '\\' && scan.peek(1) != '\0') {
      scan.at++;
    }
    character(kind);
  }

  private void comment() {
    if (scan.peek(0) == '\n') {
      scan.pop();
    } else {
      character(Kind.COMMENT);
    }
  }

  /**
   * Reads a backslash, a {@code $} or a backquote with what belongs to it; says whether one was
   * there.
   */
  boolean escapeOrExpansion(Frame top) {
    switch (scan.peek(0)) {
      case '\\' -> pair(Kind.AFTER_BACKSLASH);
      case '$' -> dollar(top);
      case '`' -> open(Construct.BACKQUOTES, 1);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Reads single or double quotes where they open; says whether one was there. */
  boolean quotes() {
    switch (scan.peek(0)) {
      case '"' -> open(Construct.DOUBLE_QUOTES, 1);
      case '\'' -> open(Construct.SINGLE_QUOTES, 1);
      default -> {
        return false;
      }
    }
    return true;
  }

  Frame open(Construct construct, int length) {
    scan.at += length;
    return scan.push(construct);
  }

  private void pair(Kind kind) {
    scan.at++;
    if (!scan.ended()) {
      character(kind);
    }
  }

  private void dollar(Frame top) {
    char next = scan.peek(1);
    switch (next) {
      case '(' -> {
        boolean arithmetic = scan.peek(2) == '(';
        open(arithmetic ? Construct.ARITHMETIC : Construct.SUBSTITUTION, arithmetic ? 3 : 2);
      }
      case '[' -> open(Construct.OLD_ARITHMETIC, 2);
      case '{' -> openParameter(top);
      case '\'' -> {
        if (top.quotesAreText()) {
          scan.at++;
        } else {
          open(Construct.ANSI_QUOTES, 2);
        }
      }
      case '#', '$', '!', '*', '@', '?', '-' -> scan.at += 2;
      default -> {
        scan.at++;
        if (scan.isHole(scan.at)) {
          character(Kind.VARIABLE_NAME);
        }
      }
    }
  }

  private void openParameter(Frame top) {
    boolean quoted = top.quotesAreText();
    var frame = open(Construct.PARAMETER, 2);
    frame.quoted = quoted;
    frame.stage = Stage.OPERATOR;
    char first = scan.peek(0);
    if ((first == '#' || first == '!') && (isName(scan.peek(1)) || scan.isHole(scan.at + 1))) {
      scan.at++;
    } else if ("@*#?-$!".indexOf(first) >= 0) {
      scan.at++;
    }
  }

  static boolean isName(char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  private void parameter(Frame top) {
    char c = scan.peek(0);
    if (c == '}') {
      scan.pop();
      scan.at++;
    } else if (top.stage == Stage.OPERATOR) {
      operator(top, c);
    } else if (c == '/' && top.stage == Stage.REPLACED) {
      top.stage = Stage.REPLACEMENT;
      scan.at++;
    } else if (!escapeOrExpansion(top) && ((c == '\'' && top.quotesAreText()) || !quotes())) {
      character(parameterKind(top));
    }
  }

  private void operator(Frame top, char c) {
    if (c == '[') {
      open(Construct.SUBSCRIPT, 1);
      return;
    }
    if (isName(c) || scan.isHole(scan.at)) {
      character(Kind.VARIABLE_NAME);
      return;
    }
    scan.at++;
    boolean colon = c == ':' && "-=?+".indexOf(scan.peek(0)) >= 0;
    if (colon || "-=?+".indexOf(c) >= 0) {
      top.stage = Stage.DEFAULT;
      scan.at += colon ? 1 : 0;
    } else if (c == ':') {
      top.stage = Stage.OFFSET;
    } else if (c == '/') {
      top.stage = Stage.REPLACED;
      scan.at += "/#%".indexOf(scan.peek(0)) >= 0 ? 1 : 0;
    } else {
      top.stage = Stage.TRIMMED;
    }
  }

  private static Kind parameterKind(Frame top) {
    return switch (top.stage) {
      case DEFAULT -> top.quoted ? Kind.DOUBLE_QUOTED : Kind.BARE;
      case REPLACEMENT -> top.quoted ? Kind.QUOTED_REPLACEMENT : Kind.BARE;
      case OFFSET -> Kind.ARITHMETIC;
      default -> Kind.BARE;
    };
  }

  private void subscript(Frame top) {
    if (!quotes()) {
      bracketed(top, Kind.SUBSCRIPT);
    }
  }

  private void bracketed(Frame top, Kind kind) {
    char c = scan.peek(0);
    if (c == ']' && top.depth == 0) {
      scan.pop();
      scan.at++;
    } else if (!escapeOrExpansion(top)) {
      top.depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      character(kind);
    }
  }

  private void arithmetic(Frame top) {
    char c = scan.peek(0);
    if (c == ')' && top.depth == 0) {
      closeArithmetic(top);
    } else if (!escapeOrExpansion(top)) {
      top.depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      character(Kind.ARITHMETIC);
    }
  }

  private void closeArithmetic(Frame top) {
    scan.at++;
    if (scan.peek(0) == ')') {
      scan.pop();
      scan.at++;
    } else if (!scan.ended()) {
      // it was `$( (a) ...)` after all: that bracket closed the inner command
      scan.unclearSince(top);
      top.construct =
          top.construct == Construct.ARITHMETIC ? Construct.SUBSTITUTION : Construct.SUBSHELL;
    }
  }
}
