package hdw.parse;

import hdw.parse.Lexeme.Comment;
import hdw.parse.antlr.HdwLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** Reads a text's tokens, with their lines and comments; the last one is its end. */
final class Lexemes {
  private final Positions positions;
  private final int[] lines;
  private final int[] columns;
  private final List<Lexeme> lexemes = new ArrayList<>();
  private final List<Comment> pending = new ArrayList<>();

  private int end;

  private Lexemes(Positions positions) {
    this.positions = positions;
    int[] characters = positions.text().codePoints().toArray();
    this.lines = new int[characters.length + 1];
    this.columns = new int[characters.length + 1];
    for (int i = 0; i < characters.length; i++) {
      boolean ends = endsLine(characters, i);
      lines[i + 1] = ends ? lines[i] + 1 : lines[i];
      columns[i + 1] = ends ? 0 : columns[i] + 1;
    }
  }

  /** A carriage return that stands alone ends a line too, as it ends a comment. */
  private static boolean endsLine(int[] characters, int at) {
    return characters[at] == '\n'
        || (characters[at] == '\r' && (at + 1 == characters.length || characters[at + 1] != '\n'));
  }

  static List<Lexeme> of(List<Token> tokens, Positions positions) {
    var reader = new Lexemes(positions);
    tokens.forEach(reader::read);
    return reader.lexemes;
  }

  private void read(Token token) {
    int start = token.getStartIndex();
    int line = lines[start];
    boolean startsLine = lexemes.isEmpty() || lexemes.get(lexemes.size() - 1).lastLine() < line;
    String text = Tokens.span(positions, token).text();
    if (token.getChannel() != Token.DEFAULT_CHANNEL) {
      boolean behind = !startsLine && pending.isEmpty();
      pending.add(new Comment(text.stripTrailing(), line, columns[start], behind, start - end));
      return;
    }
    int lastLine = token.getType() == Token.EOF ? line : lines[token.getStopIndex()];
    Optional<List<String>> raw =
        token.getType() == HdwLexer.RAW_TEXT ? RawText.lines(text) : Optional.empty();
    end = token.getStopIndex() + 1;
    lexemes.add(new Lexeme(text, line, lastLine, startsLine, pending, raw));
    pending.clear();
  }
}
