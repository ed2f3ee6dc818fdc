package hdw;

import hdw.diagnostic.Code;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A workflow with mistakes in it, and what hdw must say about them.
 *
 * <p>Behind a line, {@code ### HDW0201 no property / did you mean} expects that code on that line,
 * and each of the phrases between slashes in its message, a note or its hint; several may follow
 * each other. {@code # file: NAME [CHARSET]} begins another file; {@code # --set x=1} and other
 * lines that begin so are options of the command line.
 *
 * @param title the first comment, or else the first line
 * @param files their lines by name, expectations removed; the first one is compiled
 * @param options the option and its value, such as {@code --set} and {@code x=1}
 */
record ErrorScript(
    String title,
    Map<String, List<String>> files,
    Map<String, Charset> charsets,
    List<Map.Entry<String, String>> options,
    List<Expected> expected) {
  /** The file that is compiled. */
  static final String MAIN = "analysis.hdw";

  private static final Pattern FILE = Pattern.compile("# file: (\\S+) ?(\\S*)");
  private static final Pattern OPTION = Pattern.compile("# (--[a-z]+) ?(.*)");
  private static final Pattern EXPECTED = Pattern.compile("(HDW\\d{4})\\s*(.*)");

  /** A message that must be there. */
  record Expected(Code code, String source, int line, List<String> phrases) {
    /** The place, as in {@code analysis.hdw:3}. */
    String where() {
      return source + ":" + line;
    }
  }

  /** The scripts of a file, which {@code ---} on a line of its own separates. */
  static List<ErrorScript> read(Path file) throws IOException {
    var scripts = new ArrayList<ErrorScript>();
    for (String chunk : Files.readString(file).split("(?m)^---\\R", -1)) {
      scripts.add(parse(chunk.lines().toList()));
    }
    return scripts;
  }

  /** One script, from its lines. */
  static ErrorScript parse(List<String> lines) {
    var files = new LinkedHashMap<String, List<String>>();
    var charsets = new LinkedHashMap<String, Charset>();
    var options = new ArrayList<Map.Entry<String, String>>();
    var expected = new ArrayList<Expected>();
    String name = MAIN;
    files.put(name, new ArrayList<>());
    for (String line : lines) {
      int mark = line.indexOf("###");
      String text = mark < 0 ? line : line.substring(0, mark).stripTrailing();
      Matcher file = FILE.matcher(text);
      Matcher option = OPTION.matcher(text);
      if (file.matches()) {
        name = file.group(1);
        files.put(name, new ArrayList<>());
        if (!file.group(2).isEmpty()) {
          charsets.put(name, Charset.forName(file.group(2)));
        }
        continue;
      }
      files.get(name).add(text);
      boolean isOption = name.equals(MAIN) && option.matches();
      if (isOption) {
        options.add(Map.entry(option.group(1), option.group(2)));
      }
      if (mark >= 0) {
        expect(
            line.substring(mark + 3),
            isOption ? option.group(1) : name,
            isOption ? 1 : files.get(name).size(),
            expected);
      }
    }
    String title = lines.stream().filter(each -> !each.isBlank()).findFirst().orElse("empty");
    return new ErrorScript(title.replaceFirst("^# ", ""), files, charsets, options, expected);
  }

  private static void expect(String text, String source, int line, List<Expected> expected) {
    for (String each : text.split("###", -1)) {
      Matcher matcher = EXPECTED.matcher(each.strip());
      if (!matcher.matches()) {
        throw new IllegalArgumentException(source + ":" + line + ": `" + each + "`");
      }
      var phrases = matcher.group(2).isEmpty() ? List.<String>of() : phrases(matcher.group(2));
      expected.add(new Expected(Code.valueOf(matcher.group(1)), source, line, phrases));
    }
  }

  private static List<String> phrases(String text) {
    return List.of(text.split(" / ", -1)).stream().map(String::strip).toList();
  }

  /** Writes all files below a folder. */
  void write(Path folder) throws IOException {
    for (Map.Entry<String, List<String>> each : files.entrySet()) {
      Path path = folder.resolve(each.getKey());
      Files.createDirectories(path.getParent());
      String text = String.join("\n", each.getValue()) + "\n";
      Files.write(
          path, text.getBytes(charsets.getOrDefault(each.getKey(), StandardCharsets.UTF_8)));
    }
  }
}
