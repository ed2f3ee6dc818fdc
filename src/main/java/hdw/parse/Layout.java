package hdw.parse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * The tokens of a file with the gaps between them, and the folds at which its lines end.
 *
 * <p>A gap has the number of the token behind it; gaps whose folds are shut are one line.
 */
final class Layout {
  /** No line that can be folded is longer. */
  static final int WIDTH = 120;

  /** How much deeper a line stands that goes on with what the line before began. */
  static final int HANGING = 4;

  private final List<Lexeme> lexemes;
  private final List<Gap> gaps;
  private final List<Fold> folds = new ArrayList<>();
  private final int[] numbers;

  private Layout(List<Lexeme> lexemes, int[] numbers) {
    this.lexemes = lexemes;
    this.numbers = numbers;
    this.gaps = new ArrayList<>(lexemes.size());
    for (int i = 0; i < lexemes.size(); i++) {
      String before = i == 0 ? "" : lexemes.get(i - 1).text();
      gaps.add(new Gap(isTight(before, lexemes.get(i).text()) ? 0 : 1));
    }
  }

  /** Everything on one line still. */
  static Layout of(Positions positions) {
    var stream = Tokens.of(positions);
    stream.fill();
    List<Token> tokens = stream.getTokens();
    int[] numbers = new int[tokens.size()];
    for (int i = 1; i < numbers.length; i++) {
      boolean counts = tokens.get(i - 1).getChannel() == Token.DEFAULT_CHANNEL;
      numbers[i] = numbers[i - 1] + (counts ? 1 : 0);
    }
    return new Layout(Lexemes.of(tokens, positions), numbers);
  }

  private static boolean isTight(String before, String text) {
    return List.of("(", "[", ".").contains(before) || List.of(")", "]", ".", ",").contains(text);
  }

  /** The number of an ANTLR token among those that are no comments. */
  int number(Token token) {
    return numbers[token.getTokenIndex()];
  }

  int size() {
    return lexemes.size();
  }

  Lexeme lexeme(int number) {
    return lexemes.get(number);
  }

  Gap gap(int number) {
    return gaps.get(number);
  }

  Gap gap(Token token) {
    return gap(number(token));
  }

  /**
   * Keeps a fold; outer ones come before inner ones, and those on the left before those on the
   * right.
   */
  Fold add(Fold fold) {
    folds.add(fold);
    return fold;
  }

  List<Fold> folds() {
    return List.copyOf(folds);
  }

  /** Opens the fold if the author had a line end before one of the tokens. */
  void openAsWritten(Fold fold, int... tokens) {
    if (Arrays.stream(tokens).anyMatch(each -> lexeme(each).startsLine())) {
      fold.open();
    }
  }

  /** Whether the author had a line end between two tokens. */
  boolean isOverLines(int first, int last) {
    return lexeme(first).line() < lexeme(last).line();
  }

  /** Whether a token begins a line. */
  boolean startsLine(int number) {
    return number == 0 || !lexeme(number).comments().isEmpty() || gap(number).isOpen();
  }

  /** The indent of a token that begins a line. */
  int indent(int number) {
    return gap(number).indent().map(Indent::columns).orElseGet(() -> hanging(number));
  }

  /** The indent of the comments before a token. */
  int commentIndent(int number) {
    return gap(number).commentIndent().map(Indent::columns).orElseGet(() -> hanging(number));
  }

  private int hanging(int number) {
    int line = number;
    while (line > 0 && !(gap(line).indent().isPresent() && startsLine(line))) {
      line--;
    }
    return gap(line).indent().map(Indent::columns).orElse(0) + HANGING;
  }

  /** A token's text; text in three quotes is indented as its place asks. */
  String text(int number) {
    Lexeme lexeme = lexeme(number);
    return lexeme
        .lines()
        .map(lines -> RawText.write(lines, gap(number).textIndent()))
        .orElse(lexeme.text());
  }

  /** Whether a line ends nowhere between the tokens, nor in them. */
  boolean isOneLine(int first, int last) {
    for (int i = first; i <= last; i++) {
      if (lexeme(i).isMultiline() || (i > first && startsLine(i))) {
        return false;
      }
    }
    return true;
  }

  /** How wide the tokens are on one line. */
  int width(int first, int last) {
    int width = 0;
    for (int i = first; i <= last; i++) {
      width += (i == first ? 0 : gap(i).width()) + length(lexeme(i).text());
    }
    return width;
  }

  /** Whether the line ends, or may go on with text in several lines, before it is too long. */
  boolean fits(int number) {
    int width = column(number) + length(firstLine(number));
    for (int i = number + 1; width <= WIDTH; i++) {
      if (i == size() || startsLine(i) || lexeme(i - 1).isMultiline()) {
        return true;
      }
      width += gap(i).width() + length(firstLine(i));
    }
    return false;
  }

  private int column(int number) {
    int width = 0;
    for (int i = number; ; i--) {
      if (startsLine(i)) {
        return width + indent(i);
      }
      width += gap(i).width();
      String before = text(i - 1);
      int lineEnd = before.lastIndexOf('\n');
      width += length(before.substring(lineEnd + 1));
      if (lineEnd >= 0) {
        return width;
      }
    }
  }

  private String firstLine(int number) {
    Lexeme lexeme = lexeme(number);
    return lexeme.lines().isPresent() ? "\"\"\"" : lexeme.text().lines().findFirst().orElse("");
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
