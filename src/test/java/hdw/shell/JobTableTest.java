package hdw.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bash reads from a row what went into it. */
final class JobTableTest {
  private static final List<String> NASTY =
      List.of(
          "",
          "plain",
          "tab\tnewline\nreturn\r",
          "\n",
          "quotes \" ' `",
          "$(touch x) ${HOME} $$",
          "ends with \\",
          "\\\\ \\n \\0101 \\c \\0",
          "-n",
          "--",
          "* ? [a]",
          "\u0001\u001f\u007f\u001e",
          " ",
          "  two  ",
          "µ 日本 \uD83D\uDE00 \u0085",
          "%s %b");

  @TempDir Path folder;

  @Test
  void every_value_comes_back() throws Exception {
    for (var value : NASTY) {
      assertEquals("<before><" + value + "><after>", decoded(value), value);
    }
  }

  @Test
  void every_list_comes_back() throws Exception {
    var lists =
        List.of(
            List.<String>of(),
            List.of(""),
            List.of("", ""),
            List.of("a", "", "b"),
            NASTY,
            List.of(" "));
    for (var list : lists) {
      var items = String.join("", list.stream().map(item -> "<" + item + ">").toList());
      assertEquals(list.size() + items, decoded(list), () -> "list " + list);
    }
  }

  @Test
  void a_field_has_no_blank_and_no_control_character() {
    assertEquals("a\\0040b\\0011\\0134\\0177", JobTable.field("a b\t\\\u007f"));
    assertEquals("\\0 a\\0040b \\0", JobTable.list(List.of("", "a b", "")));
    assertEquals("", JobTable.list(List.of()));
    assertEquals("# job\tinputs\n", JobTable.header(List.of("job", "inputs")));
    assertEquals("a\tb c\n", JobTable.row(List.of("a", "b c")));
    assertThrows(IllegalArgumentException.class, () -> JobTable.field("a\0"));
  }

  @Test
  void five_thousand_items_are_read_at_once() throws Exception {
    var items =
        IntStream.range(0, 5000)
            .mapToObj(i -> "/store/mc/a file/" + "x".repeat(60) + i + ".root")
            .toList();
    String row = JobTable.row(List.of("", JobTable.list(items), "", ""));
    decoded(row, "hdw_text a; hdw_list hdw_list");
    long start = System.nanoTime();
    assertEquals("5000", decoded(row, "hdw_text a; hdw_list hdw_list; printf %s ${#hdw_list[@]}"));
    // a machine that does other things too gets five times as long as it should take
    assertEquals(true, System.nanoTime() - start < 1_000_000_000L);
  }

  private String decoded(String value) throws Exception {
    String row = JobTable.row(List.of("before", JobTable.field(value), "", "after"));
    return decoded(
        row,
        "hdw_text a; hdw_text b; hdw_text none; hdw_text c; printf '<%s>' \"$a\" \"$b\" \"$c\"");
  }

  private String decoded(List<String> list) throws Exception {
    String row = JobTable.row(List.of("", JobTable.list(list), "after", ""));
    String show = "printf %s ${#l[@]}; ((${#l[@]} == 0)) || printf '<%s>' \"${l[@]}\"";
    return decoded(row, "l=(old old); hdw_text a; hdw_list l; " + show);
  }

  private String decoded(String row, String script) throws Exception {
    String header = "# first line\nanother row µ\n";
    Path table = folder.resolve("table.tsv");
    Files.writeString(table, header + row + "next row\n");
    int offset = header.getBytes(StandardCharsets.UTF_8).length;
    int length = row.getBytes(StandardCharsets.UTF_8).length;
    String prelude =
        new String(
            JobTable.class.getResourceAsStream("prelude.sh").readAllBytes(),
            StandardCharsets.UTF_8);
    var result =
        Bash.run(
            folder,
            prelude + "hdw_read_row 4 table.tsv " + offset + " " + length + " 1\n" + script + "\n");
    assertEquals("", result.err());
    try (var files = Files.list(folder)) {
      assertEquals(List.of(table), files.toList());
    }
    return result.out();
  }
}
