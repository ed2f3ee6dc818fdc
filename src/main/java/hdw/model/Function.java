package hdw.model;

import java.util.Arrays;
import java.util.Optional;

/** What an expression can do to values: the operators and the named functions of the language. */
public enum Function {
  OR("or"),
  AND("and"),
  NOT("not"),
  EQUAL("=="),
  UNEQUAL("!="),
  LESS("<"),
  AT_MOST("<="),
  GREATER(">"),
  AT_LEAST(">="),
  PLUS("+"),
  MINUS("-"),
  TIMES("*"),
  OVER("/"),
  IN("in"),
  MATCHES("matches"),
  MIN("min", 1, 99),
  MAX("max", 1, 99),
  ROUND("round", 1, 1),
  CEIL("ceil", 1, 1),
  GLOB("glob", 1, 99),
  REPLICAS("replicas", 2, 99),
  LINES("lines", 1, 1),
  JSON("json", 1, 9),
  COMMAND("command", 1, 1),
  ENV("env", 1, 2),
  LENGTH("length", 1, 1),
  NAME("name", 1, 1),
  STEM("stem", 1, 1),
  DIR("dir", 1, 1),
  EXISTS("exists", 1, 1),
  HAS("has", 1, 1),
  JOIN("join", 2, 2),
  RANGE("range", 1, 3),
  RAW("raw", 1, 1);

  private final String word;
  private final int fewest;
  private final int most;

  Function(String word) {
    this(word, 0, 0);
  }

  Function(String word, int fewest, int most) {
    this.word = word;
    this.fewest = fewest;
    this.most = most;
  }

  /** The operator or the function's name as written. */
  public String word() {
    return word;
  }

  /** The fewest arguments it takes. */
  public int fewest() {
    return fewest;
  }

  /** The most arguments it takes. */
  public int most() {
    return most;
  }

  /** Whether it is written between or before its operands. */
  public boolean isOperator() {
    return most == 0;
  }

  /** Whether it asks the world outside the file: a folder, a file, a command, the environment. */
  public boolean looksUp() {
    return switch (this) {
      case GLOB, LINES, JSON, COMMAND, ENV, EXISTS -> true;
      default -> false;
    };
  }

  /** The named function called {@code word}. */
  public static Optional<Function> named(String word) {
    return Arrays.stream(values())
        .filter(each -> !each.isOperator() && each.word.equals(word))
        .findFirst();
  }

  /** The operator written {@code word}. */
  public static Function operator(String word) {
    return Arrays.stream(values())
        .filter(each -> each.isOperator() && each.word.equals(word))
        .findFirst()
        .orElseThrow();
  }
}
