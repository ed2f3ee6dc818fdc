package hdw.shell;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes the table that holds the values of each job: a line a job, tabs between its columns.
 *
 * <p>In a field every blank, backslash and control character is written as {@code \0ooo}, which
 * bash's {@code printf %b} turns back. A list has one blank between two items; an empty item is
 * {@code \0}; an empty list is an empty field.
 */
public final class JobTable {
  private static final String EMPTY_ITEM = "\\0";

  private JobTable() {}

  /** The first line, with its end. */
  public static String header(List<String> columns) {
    return columns.stream().map(JobTable::field).collect(Collectors.joining("\t", "# ", "\n"));
  }

  /** One job's line, with its end, from fields that {@link #field} and {@link #list} made. */
  public static String row(List<String> fields) {
    return String.join("\t", fields) + "\n";
  }

  /**
   * The field for one value.
   *
   * @throws IllegalArgumentException for a value with a NUL, which bash cannot hold
   */
  public static String field(String value) {
    if (isPlain(value)) {
      return value;
    }
    var out = new StringBuilder(value.length());
    append(value, out);
    return out.toString();
  }

  private static boolean isPlain(String value) {
    for (int at = 0; at < value.length(); at++) {
      if (!isPlain(value.charAt(at))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(char c) {
    return c > ' ' && c != 0x7f && c != '\\';
  }

  /** One item in the field for a list of values. */
  public static String item(String value) {
    return value.isEmpty() ? EMPTY_ITEM : field(value);
  }

  /** The field for a list of values. */
  public static String list(List<String> items) {
    if (items.size() == 1 && !items.get(0).isEmpty()) {
      return field(items.get(0));
    }
    var out = new StringBuilder();
    for (var item : items) {
      if (!out.isEmpty()) {
        out.append(' ');
      }
      if (item.isEmpty()) {
        out.append(EMPTY_ITEM);
      } else {
        append(item, out);
      }
    }
    return out.toString();
  }

  private static void append(String value, StringBuilder out) {
    for (int at = 0; at < value.length(); at++) {
      char c = value.charAt(at);
      if (c == '\0') {
        throw new IllegalArgumentException("a NUL cannot stand in a job table");
      }
      if (isPlain(c)) {
        out.append(c);
      } else {
        out.append("\\0").append((char) ('0' + (c >> 6))).append((char) ('0' + (c >> 3 & 7)));
        out.append((char) ('0' + (c & 7)));
      }
    }
  }
}
