package hdw.parse;

import hdw.ast.Declaration;
import hdw.ast.Expression;
import hdw.ast.SourceFile;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Source;
import hdw.parse.antlr.HdwParser;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** Reads the text of an {@code .hdw} file, or of a single value, into a tree. */
public final class WorkflowParser {
  /** A little of all that stands in nearly every file. */
  private static final String USUAL =
      """
      workflow w
      param p = "o"
      sample s { files = ["root://a/b", "root://a/c"] kind = "mc" }
      task t for each sample, v in ["n"] {
        split = 1 file
        memory = 2 GB
        time = 1 h
        cpus = 1
        output = "{{p}}/{{sample}}/{{v}}/{{chunk}}"
        run = "x {{v}} {{output}} {{inputs}}"
      }
      task u for each sample, v {
        input = t
        output = "{{p}}/{{sample}}/{{v}}"
        run = "x {{output}} {{inputs}}"
      }
      """;

  private WorkflowParser() {}

  /**
   * Reads a small file for nothing: what the first reading makes of the grammar serves all later
   * ones. It may be done on another thread while something else is in the way of the first file.
   */
  public static void getReady() {
    var unused = parse(new Source("", USUAL), new Diagnostics());
  }

  /**
   * Reads a whole file.
   *
   * @return the tree; without declarations where the file has a syntax error, and then the first
   *     one is reported
   */
  public static SourceFile parse(Source source, Diagnostics diagnostics) {
    var positions = Positions.of(source);
    var declarations =
        parseTree(positions, diagnostics)
            .map(file -> declarations(file, positions, diagnostics))
            .orElse(List.of());
    return new SourceFile(source, declarations);
  }

  /**
   * Reads a whole file into ANTLR's tree; nothing where it has a syntax error, and then the first
   * one is reported.
   */
  static Optional<HdwParser.FileContext> parseTree(Positions positions, Diagnostics diagnostics) {
    return parse(positions, diagnostics, HdwParser::file);
  }

  private static List<Declaration> declarations(
      HdwParser.FileContext file, Positions positions, Diagnostics diagnostics) {
    var builder = new DeclarationBuilder(positions, diagnostics);
    return file.declaration().stream().map(each -> each.accept(builder)).toList();
  }

  /**
   * Reads the single value that fills a source from {@code start} on, such as the text behind
   * {@code --set name=}; nothing where it has a syntax error.
   */
  public static Optional<Expression> parseValue(Source source, int start, Diagnostics diagnostics) {
    String text = source.text();
    var offsets = IntStream.range(start, text.length());
    return parseExpression(
        Positions.part(source, text.substring(start), offsets, text.length()), diagnostics);
  }

  /** Reads the expression that fills {@code positions}, and nothing behind it. */
  static Optional<Expression> parseExpression(Positions positions, Diagnostics diagnostics) {
    return parse(positions, diagnostics, HdwParser::value)
        .map(value -> value.expression().accept(new ExpressionBuilder(positions, diagnostics)));
  }

  private static <C extends ParserRuleContext> Optional<C> parse(
      Positions positions,
      Diagnostics diagnostics,
      java.util.function.Function<HdwParser, C> rule) {
    CommonTokenStream tokens = Tokens.of(positions);
    tokens.fill();
    var errors = new SyntaxErrors(positions, diagnostics);
    if (errors.tooDeep(tokens.getTokens())) {
      return Optional.empty();
    }
    var parser = new HdwParser(tokens);
    parser.removeErrorListeners();
    parser.setErrorHandler(errors);
    parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
    errors.quietly(true);
    try {
      return Optional.of(rule.apply(parser));
    } catch (ParseCancellationException inSll) {
      // SLL prediction may stop where LL would not: try again in full before saying anything
      parser.reset();
      parser.getInterpreter().setPredictionMode(PredictionMode.LL);
      errors.quietly(false);
      try {
        return Optional.of(rule.apply(parser));
      } catch (ParseCancellationException reported) {
        return Optional.empty();
      }
    }
  }
}
