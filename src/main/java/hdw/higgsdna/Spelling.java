package hdw.higgsdna;

import java.util.List;
import java.util.stream.Collectors;

/** How texts are spelt in a workflow's file. */
final class Spelling {
  private Spelling() {}

  /** A text in quotes, in which nothing is filled in. */
  static String text(String text) {
    return "\"" + unfilled(text.replace("\\", "\\\\").replace("\"", "\\\"")) + "\"";
  }

  /** A list of texts. */
  static String list(List<String> texts) {
    return texts.stream().map(Spelling::text).collect(Collectors.joining(", ", "[", "]"));
  }

  /** A name where the language takes one, else a text. */
  static String name(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : text(name);
  }

  /** The name of a workflow: a word, made from any text. */
  static String word(String text) {
    String word = text.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_|_$", "");
    return word.matches("[A-Za-z].*") ? word : "analysis_" + word;
  }

  /** A piece of a command in which hdw fills nothing in. */
  static String unfilled(String text) {
    return text.replace("{{", "\\{{");
  }

  /** A piece of a here-document in which neither bash nor hdw fills anything in. */
  static String here(String text) {
    return unfilled(text.replace("\\", "\\\\").replace("$", "\\$").replace("`", "\\`"));
  }

  /** A text on one line, for a comment. */
  static String comment(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
