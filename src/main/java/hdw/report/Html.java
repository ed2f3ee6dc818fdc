package hdw.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.commons.text.StringEscapeUtils;

/** Writes HTML and SVG: every text and every value of an attribute is escaped here. */
final class Html {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Begins an element; attributes are names and values in turn. */
  Html open(String tag, String... attributes) {
    begin(tag, attributes);
    out.append('>');
    open.push(tag);
    return this;
  }

  /** Ends the element that was begun last. */
  Html close() {
    String tag = open.pop();
    out.append("</").append(tag).append('>');
    if (!tag.equals("td") && !tag.equals("th") && !tag.equals("span")) {
      out.append('\n');
    }
    return this;
  }

  /** An element that holds nothing, such as a line of a picture. */
  Html single(String tag, String... attributes) {
    begin(tag, attributes);
    out.append("/>");
    return this;
  }

  /** An element that holds a text. */
  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  private void begin(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      out.append(escaped(attributes[i + 1])).append('"');
    }
  }

  /** A text. */
  Html text(String text) {
    out.append(escaped(text));
    return this;
  }

  /** A figure that can be read back: its exact value stands beside what people read. */
  Html figure(String id, long value, String shown) {
    begin("data", "id", id, "value", Long.toString(value));
    out.append('>').append(escaped(shown)).append("</data>");
    return this;
  }

  /** A cell with a text. */
  Html cell(String text) {
    return element("td", text);
  }

  /** A cell with a name in it that may be long. */
  Html nameCell(String name) {
    return element("td", name, "class", "name");
  }

  /** A cell with a figure. */
  Html cell(String id, long value, String shown) {
    return open("td", "class", "n").figure(id, value, shown).close();
  }

  /** A cell with a count. */
  Html cell(String id, long count) {
    return cell(id, count, Figures.count(count));
  }

  /** Begins a table up to its body; headings that begin with {@code #} are those of figures. */
  Html table(List<String> headings) {
    open("div", "class", "wide").open("table").open("thead").open("tr");
    for (String each : headings) {
      boolean isFigure = each.startsWith("#");
      element(
          "th", isFigure ? each.substring(1) : each, "scope", "col", "class", isFigure ? "n" : "t");
    }
    return close().close().open("tbody");
  }

  /** Ends a table. */
  Html endTable() {
    return close().close().close();
  }

  /** What is neither text nor came from anybody else: the document's own style. */
  Html raw(String own) {
    out.append(own);
    return this;
  }

  /** A text as it may stand in HTML; what cannot be shown is marked. */
  private static String escaped(String text) {
    var shown = new StringBuilder(text.length());
    text.codePoints().forEach(each -> shown.appendCodePoint(isShown(each) ? each : 0xFFFD));
    return StringEscapeUtils.escapeXml10(shown.toString());
  }

  /** Neither control characters nor those that turn the direction of what follows. */
  private static boolean isShown(int point) {
    boolean turns = point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069;
    return point == '\n' || point == '\t' || !(Character.isISOControl(point) || turns);
  }

  /** All that was written. */
  String text() {
    return out.toString();
  }
}
