package hdw.cli;

import java.util.ArrayList;
import java.util.List;

/** A table of texts in columns; columns of numbers stand to the right. */
final class TextTable {
  private final List<List<String>> rows = new ArrayList<>();

  /** A table with these headings. */
  TextTable(String... headings) {
    this(List.of(headings));
  }

  /** A table with these headings. */
  TextTable(List<String> headings) {
    rows.add(List.copyOf(headings));
  }

  void add(String... cells) {
    add(List.of(cells));
  }

  void add(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  /** The table, each line without blanks at its end. */
  String text() {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    boolean[] right = new boolean[columns];
    for (int c = 0; c < columns; c++) {
      int column = c;
      widths[c] = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
      right[c] =
          rows.stream().skip(1).allMatch(row -> row.get(column).matches("[0-9]*"))
              && rows.size() > 1;
    }
    var text = new StringBuilder();
    for (List<String> row : rows) {
      var line = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        String pad = " ".repeat(widths[c] - row.get(c).length());
        line.append(c == 0 ? "" : "  ").append(right[c] ? pad + row.get(c) : row.get(c) + pad);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
