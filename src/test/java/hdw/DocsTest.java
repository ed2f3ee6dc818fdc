package hdw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.Page.Block;
import hdw.compile.Compilation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every example in {@code docs/} is true: an {@code hdw} block is parsed, checked and planned, and
 * what a page says is printed is what is printed.
 *
 * <p>All blocks of a page share one folder. Marks in HTML comments above a block say what it is:
 *
 * <ul>
 *   <li>{@code file: NAME} the block is written to this file; without it an {@code hdw} block is
 *       {@code example.hdw}
 *   <li>{@code files: A B} these files are there, with their name as their only line
 *   <li>{@code root: NAME TREE ENTRIES CLUSTER} a ROOT file with such a tree is there; a comma
 *       stands between several
 *   <li>{@code example: NAME} the files of this example are there
 *   <li>{@code around} and lines below it: the standard wrapper of the page from here on, in which
 *       a line {@code ...} stands for a block marked {@code fragment}
 *   <li>{@code error HDW0301}, {@code warning HDW0251} the block has exactly this mistake; without
 *       either it has none, and no warning
 *   <li>{@code plan} the text block is what {@code hdw plan} prints for the {@code hdw} block above
 *   <li>{@code prints: COMMAND} the block is what the command prints
 *   <li>{@code session} the lines behind {@code $} are typed one by one, and print what is below
 *       them
 * </ul>
 *
 * <p>With {@code -Dhdw.docs.write} what is printed now is written into the pages: look at the
 * difference before you keep it.
 */
class DocsTest {
  private static final Path DOCS = Path.of("docs");
  private static final String DEFAULT_FILE = "example.hdw";

  @TempDir Path folder;
  private String around = "...";
  private String current = DEFAULT_FILE;
  private Page page = new Page(DOCS, List.of());
  private final Set<Block> checked = Collections.newSetFromMap(new IdentityHashMap<>());

  @TestFactory
  Stream<DynamicNode> every_example_is_true() throws IOException {
    try (Stream<Path> files = Files.walk(DOCS)) {
      List<Path> pages = files.filter(each -> each.toString().endsWith(".md")).sorted().toList();
      return pages.stream().map(this::examples).filter(Optional::isPresent).map(Optional::get);
    }
  }

  private Optional<DynamicNode> examples(Path path) {
    try {
      Page page = Page.read(path);
      Path own = Files.createDirectories(folder.resolve(path.getFileName()));
      var bench = new Workbench(own);
      List<Block> blocks = page.blocks().stream().filter(DocsTest::isTested).toList();
      List<DynamicTest> all =
          IntStream.range(0, blocks.size())
              .mapToObj(
                  i ->
                      DynamicTest.dynamicTest(
                          title(blocks.get(i)),
                          () -> {
                            catchUp(page, blocks.subList(0, i), bench);
                            check(page, blocks.get(i), bench);
                          }))
              .toList();
      return all.isEmpty()
          ? Optional.empty()
          : Optional.of(DynamicContainer.dynamicContainer(path.toString(), all));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("a page cannot be read: " + path, unreadable);
    }
  }

  private static boolean isTested(Block block) {
    return block.language().equals("hdw") || !block.marks().isEmpty();
  }

  private static String title(Block block) {
    return "line " + block.line() + ": " + block.text().lines().findFirst().orElse("");
  }

  /** What stands further up on a page comes first, also where one example alone is tried again. */
  private void catchUp(Page on, List<Block> before, Workbench bench) throws Exception {
    for (Block each : before) {
      if (!checked.contains(each)) {
        try {
          check(on, each, bench);
        } catch (AssertionError saidByItsOwnTest) {
          // goes on: what comes later may not need it
        }
      }
    }
  }

  private void check(Page on, Block block, Workbench bench) throws Exception {
    checked.add(block);
    page = on;
    for (String each : block.mark("files", "").split("\\s+", -1)) {
      if (!each.isEmpty()) {
        bench.write(each, each + "\n");
      }
    }
    for (String each :
        block.has("root") ? block.mark("root", "").split(",\\s*", -1) : new String[0]) {
      String[] words = each.split("\\s+", -1);
      bench.root(words[0], words[1], Long.parseLong(words[2]), Long.parseLong(words[3]));
    }
    if (block.has("example")) {
      bench.copy(Path.of("examples", block.mark("example", "")));
    }
    around = block.mark("around", around);
    if (block.language().equals("hdw")) {
      checkWorkflow(block, bench);
    } else if (block.has("file")) {
      bench.write(block.mark("file", ""), block.text());
    } else if (block.has("session")) {
      compare(block, bench.session(block.text()));
    } else if (block.has("plan")) {
      compare(block, bench.type("hdw plan " + current));
    } else if (block.has("prints")) {
      compare(block, bench.type(block.mark("prints", "")));
    }
  }

  private void compare(Block block, String printed) throws IOException {
    String expected = Workbench.masked(block.text());
    String found = Workbench.masked(printed);
    if (System.getProperty("hdw.docs.write") != null && !found.equals(expected)) {
      page.write(block, printed.stripTrailing());
    } else {
      assertEquals(expected, found);
    }
  }

  private void checkWorkflow(Block block, Workbench bench) throws IOException {
    current = block.mark("file", DEFAULT_FILE);
    String text =
        block.has("fragment")
            ? around.replaceFirst(
                "(?m)^[ \\t]*\\.\\.\\.$", Matcher.quoteReplacement(block.text().stripTrailing()))
            : block.text();
    bench.write(current, text);
    Compilation compilation = bench.compile(current);
    List<String> found =
        compilation.diagnostics().stream().map(each -> each.code().name()).toList();
    String expected = block.mark("error", block.mark("warning", ""));
    assertEquals(expected.isEmpty() ? List.of() : List.of(expected), found, text);
    assertTrue(block.has("error") || compilation.plan().isPresent(), "it has no plan");
  }
}
