package hdw.cli;

import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.ParseResult;

/** As what {@code hdw graph} writes the DAG. */
enum GraphFormat {
  DOT,
  SVG,
  MERMAID,
  JSON;

  private static final Map<String, GraphFormat> ENDINGS =
      Map.of("dot", DOT, "gv", DOT, "svg", SVG, "mmd", MERMAID, "mermaid", MERMAID, "json", JSON);

  /** What {@code --format} says; else the ending of {@code --output}; else DOT. */
  static GraphFormat of(ParseResult parsed) {
    String word = Options.value(parsed, "--format", "");
    if (word.isEmpty()) {
      String output = Options.value(parsed, "--output", "");
      String ending = output.substring(output.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
      return ENDINGS.getOrDefault(ending, DOT);
    }
    for (GraphFormat each : values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
        return each;
      }
    }
    throw new UsageException("--format wants dot, svg, mermaid or json, not `" + word + "`");
  }
}
