package hdw.shell;

import hdw.shell.Frame.Construct;
import hdw.shell.Frame.Stage;
import hdw.shell.Place.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads the words and operators of commands: where a word begins, which are keywords, what a
 * bracket opens.
 */
final class CommandWords {
  private static final Set<String> COMPARES_NUMBERS =
      Set.of("-eq", "-ne", "-lt", "-le", "-gt", "-ge");
  private static final Set<String> BEFORE_COMMANDS =
      Set.of("if", "then", "else", "elif", "do", "while", "until", "!", "time", "function");
  private static final int LONGEST_KEYWORD = 8;

  private final Scan scan;
  private final HereDocuments hereDocuments;
  private final ShellScanner scanner;

  CommandWords(Scan scan, HereDocuments hereDocuments, ShellScanner scanner) {
    this.scan = scan;
    this.hereDocuments = hereDocuments;
    this.scanner = scanner;
  }

  /** Reads one character, one operator, or what opens here. */
  void step(Frame top) {
    if (scan.isHole(scan.at)) {
      hole(top);
      return;
    }
    char c = scan.peek(0);
    switch (c) {
      case ' ', '\t' -> {
        if (endWord(top)) {
          scan.at++;
        }
      }
      case '\n' -> newline(top);
      case '#' -> hash(top);
      case '<', '>', '|', '&', ';', '(', ')' -> operator(top, c);
      case '[' -> openBracket(top);
      default -> character(top, c);
    }
  }

  private void character(Frame top, char c) {
    if (c == '\\' && scan.peek(1) == '\n') {
      scan.at += 2;
    } else if (c == '\\' || c == '$' || c == '`') {
      top.word(scan.at, false);
      scanner.escapeOrExpansion(top);
    } else if (c == '\'' || c == '"') {
      top.word(scan.at, false);
      scanner.quotes();
    } else {
      boolean identifier = ShellScanner.isName(c) && (top.wordStart < 0 || top.identifier);
      top.assignment |= c == '=' && top.wordStart >= 0 && top.identifier;
      top.word(scan.at, true);
      top.identifier = identifier;
      top.brace |= c == '{';
      scan.at++;
    }
  }

  private void hole(Frame top) {
    boolean range = top.brace && top.wordStart >= 0 && (besides("..", -2) || besides("..", 1));
    scan.place(range ? Kind.BRACE_RANGE : Kind.BARE, standsAlone(top));
    top.word(scan.at, false);
    scan.at++;
  }

  private boolean besides(String text, int offset) {
    return scan.text.startsWith(text, scan.at + offset);
  }

  private boolean standsAlone(Frame top) {
    boolean severalWords =
        top.construct != Construct.CONDITION
            && top.construct != Construct.GROUP
            && top.stage == Stage.BODY;
    int behind = scan.at + 1;
    while (besides("\\\n", behind - scan.at)) {
      behind += 2;
    }
    boolean ends =
        behind >= scan.text.length() || " \t\n;&|<>()".indexOf(scan.text.charAt(behind)) >= 0;
    return severalWords && top.wordStart < 0 && !top.redirect && ends;
  }

  private void newline(Frame top) {
    if (endWord(top)) {
      top.commandStart = true;
      top.redirect = false;
      scan.at++;
      hereDocuments.beginLine();
    }
  }

  private void hash(Frame top) {
    boolean wordStart = top.wordStart < 0;
    if (top.construct == Construct.CONDITION) {
      // `(` and `|` begin no word in a regular expression
      wordStart &= scan.at > 0 && " \t\n".indexOf(scan.text.charAt(scan.at - 1)) >= 0;
    }
    if (wordStart) {
      scanner.open(Construct.COMMENT, 1);
    } else {
      character(top, '#');
    }
  }

  private void openBracket(Frame top) {
    boolean named = top.wordStart >= 0 && top.identifier && top.commandStart && !top.redirect;
    if ((named && top.construct != Construct.CONDITION)
        || (top.construct == Construct.ARRAY && top.wordStart < 0)) {
      top.word(scan.at, false);
      top.assignment = true;
      scanner.open(Construct.SUBSCRIPT, 1);
    } else {
      character(top, '[');
    }
  }

  private void operator(Frame top, char c) {
    if (c == '(' && top.wordStart >= 0 && glued(top)) {
      return;
    }
    if (!endWord(top)) {
      return;
    }
    if (top.construct == Construct.CONDITION) {
      scan.at++;
      return;
    }
    switch (c) {
      case '<' -> less(top);
      case '>' -> greater(top, 1);
      case '(' -> openParenthesis(top);
      case ')' -> closeParenthesis(top);
      case ';' -> semicolon(top);
      default -> {
        if (scan.looksAt("&>")) {
          greater(top, 2);
        } else {
          top.commandStart = true;
          top.redirect = false;
          scan.at++;
        }
      }
    }
  }

  /** Opens a bracket inside a word: an array's items, or a part of a pattern. */
  private boolean glued(Frame top) {
    char before = scan.isHole(scan.at - 1) ? '\0' : scan.text.charAt(scan.at - 1);
    boolean array = before == '=' && top.construct != Construct.CONDITION;
    boolean group = "@?*+!".indexOf(before) >= 0 && (scan.at - 1 > top.wordStart || before != '!');
    if (array || group) {
      top.word(scan.at, false);
      scanner.open(array ? Construct.ARRAY : Construct.GROUP, 1);
    }
    return array || group;
  }

  private void less(Frame top) {
    if (scan.looksAt("<<<")) {
      redirect(top, 3);
    } else if (scan.looksAt("<<")) {
      hereDocuments.readOperator();
    } else if (scan.peek(1) == '(') {
      substitution(top);
    } else {
      redirect(top, scan.peek(1) == '&' || scan.peek(1) == '>' ? 2 : 1);
    }
  }

  private void greater(Frame top, int length) {
    char next = scan.peek(length);
    if (next == '(' && length == 1) {
      substitution(top);
    } else {
      redirect(top, next == '>' || next == '&' || next == '|' ? length + 1 : length);
    }
  }

  private void substitution(Frame top) {
    top.word(scan.at, false);
    scanner.open(Construct.SUBSTITUTION, 2);
  }

  private void redirect(Frame top, int length) {
    top.redirect = true;
    scan.at += length;
  }

  private void openParenthesis(Frame top) {
    if (scan.peek(1) == '(' && (top.afterFor || top.commandStart) && top.stage == Stage.BODY) {
      top.afterFor = false;
      scanner.open(Construct.COMMAND_ARITHMETIC, 2);
    } else if (top.stage == Stage.BODY) {
      scanner.open(Construct.SUBSHELL, 1);
    } else {
      scan.at++;
    }
  }

  private void closeParenthesis(Frame top) {
    scan.at++;
    if (top.construct == Construct.CASE) {
      top.stage = top.stage == Stage.PATTERN ? Stage.BODY : top.stage;
    } else if (top.construct != Construct.SCRIPT) {
      scan.pop();
    }
    // the bracket of a `$(...)` only goes on with a word
    if (top.construct == Construct.SUBSHELL) {
      scan.top().commandStart = true;
    }
    top.commandStart = true;
    top.redirect = false;
  }

  private void semicolon(Frame top) {
    boolean endsBody = scan.peek(1) == ';' || scan.peek(1) == '&';
    scan.at += endsBody ? 2 : 1;
    if (endsBody) {
      scan.at += scan.peek(0) == '&' ? 1 : 0;
      top.stage = top.construct == Construct.CASE ? Stage.PATTERN : top.stage;
    }
    top.commandStart = true;
    top.redirect = false;
  }

  /** Ends the word that is being read, if any; says whether the same frame is still on top. */
  private boolean endWord(Frame top) {
    if (top.wordStart < 0) {
      return true;
    }
    boolean keyword = top.plain && scan.at - top.wordStart <= LONGEST_KEYWORD;
    String word = keyword ? scan.text.substring(top.wordStart, scan.at) : "";
    top.wordStart = -1;
    if (top.construct == Construct.CONDITION) {
      endConditionWord(top, word);
    } else if (top.redirect) {
      top.redirect = false;
    } else if (top.stage == Stage.SUBJECT) {
      top.words++;
      top.stage = top.words > 1 && word.equals("in") ? Stage.PATTERN : Stage.SUBJECT;
    } else if (top.stage == Stage.PATTERN) {
      closeCase(top, word);
    } else if (top.construct != Construct.ARRAY && top.construct != Construct.GROUP) {
      endCommandWord(top, word);
    }
    return scan.top() == top;
  }

  private void closeCase(Frame top, String word) {
    if (top.construct == Construct.CASE && word.equals("esac")) {
      scan.pop();
    }
  }

  private void endCommandWord(Frame top, String word) {
    boolean start = top.commandStart;
    top.afterFor = false;
    top.commandStart =
        word.equals("{") || (start && (top.assignment || BEFORE_COMMANDS.contains(word)));
    if (!start) {
      return;
    }
    switch (word) {
      case "case" -> scan.push(Construct.CASE).stage = Stage.SUBJECT;
      case "[[" -> scan.push(Construct.CONDITION);
      case "for" -> top.afterFor = true;
      default -> closeCase(top, word);
    }
  }

  private void endConditionWord(Frame top, String word) {
    if (word.equals("]]")) {
      scan.pop();
      return;
    }
    if (COMPARES_NUMBERS.contains(word)) {
      scan.numbers(top.operand);
      top.numberNext = true;
    } else {
      top.operand = top.wordHoles;
      top.wordHoles = new ArrayList<>(List.of());
      top.numberNext = false;
    }
  }
}
