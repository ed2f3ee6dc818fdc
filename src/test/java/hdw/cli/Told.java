package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A report as a reader of its figures sees it. */
final class Told {
  private static final Pattern FIGURE =
      Pattern.compile("<data id=\"([^\"]*)\" value=\"(-?[0-9]+)\">");

  private final String html;
  private final Map<String, Long> figures = new LinkedHashMap<>();

  Told(String html) {
    this.html = html;
    Matcher figure = FIGURE.matcher(html);
    while (figure.find()) {
      assertTrue(
          figures.put(figure.group(1), Long.parseLong(figure.group(2))) == null,
          "two figures are called " + figure.group(1));
    }
  }

  /** The exact value of a figure. */
  long figure(String id) {
    assertTrue(figures.containsKey(id), "no figure " + id + " among " + figures.keySet());
    return figures.get(id);
  }

  boolean has(String text) {
    return html.contains(text);
  }
}
