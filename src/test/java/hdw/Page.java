package hdw;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A page of the documentation as its tests see it: the fenced blocks in order, each with the marks
 * above it.
 *
 * <p>A mark is an HTML comment, which no reader of the page sees: a name, and behind it what the
 * mark says. {@link DocsTest} tells what each means.
 */
record Page(Path path, List<Block> blocks) {

  /**
   * A fenced block.
   *
   * @param number counts the blocks of the page from 0
   * @param line where its fence stands in the page, from 1
   * @param language the word behind the fence
   * @param marks by name, in order
   */
  record Block(int number, int line, String language, String text, Map<String, String> marks) {
    boolean has(String mark) {
      return marks.containsKey(mark);
    }

    String mark(String name, String otherwise) {
      return marks.getOrDefault(name, otherwise);
    }
  }

  /** Reads a page; a mark belongs to the next block. */
  static Page read(Path path) throws IOException {
    List<String> lines = Files.readAllLines(path);
    var blocks = new ArrayList<Block>();
    Map<String, String> marks = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("<!--")) {
        int end = indexOf(lines, i, "-->");
        String comment = String.join("\n", lines.subList(i, end + 1));
        String said = comment.substring(4, comment.indexOf("-->")).strip();
        String name = said.split("[:\\s]", 2)[0];
        marks.put(name, said.substring(name.length()).replaceFirst("^:", "").strip());
        i = end;
      } else if (lines.get(i).startsWith("```")) {
        int end = indexOf(lines, i + 1, "```");
        String text = String.join("\n", lines.subList(i + 1, end)) + "\n";
        blocks.add(new Block(blocks.size(), i + 1, lines.get(i).substring(3).strip(), text, marks));
        marks = new LinkedHashMap<>();
        i = end;
      }
    }
    return new Page(path, blocks);
  }

  /** Writes the page anew, with another text in a block. */
  void write(Block block, String text) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(path));
    int fence = read(path).blocks().get(block.number()).line();
    lines.subList(fence, indexOf(lines, fence, "```")).clear();
    lines.addAll(fence, text.lines().map(String::stripTrailing).toList());
    Files.writeString(path, String.join("\n", lines) + "\n");
  }

  /** The first line from {@code from} on that has {@code end} in it. */
  private static int indexOf(List<String> lines, int from, String end) {
    for (int i = from; i < lines.size(); i++) {
      if (lines.get(i).contains(end)) {
        return i;
      }
    }
    throw new IllegalStateException("line " + from + " opens what no `" + end + "` closes");
  }
}
