package hdw.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LuggageTest {
  @TempDir Path folder;

  @Test
  void files_keep_their_names_and_urls_their_places() {
    var luggage = Luggage.of(List.of("a/x, y.root", "root://h//z.root", "/b/dir/"));
    assertEquals(luggage.name() + "/x, y.root", luggage.seen("a/x, y.root"));
    assertEquals("root://h//z.root", luggage.seen("root://h//z.root"));
    assertEquals(luggage.name() + "/dir/", luggage.seen("/b/dir/"));
    assertTrue(luggage.folder().matches("travel/../in-[0-9a-f]{16}"), luggage.folder());
  }

  @Test
  void files_of_one_name_come_apart() {
    var luggage = Luggage.of(List.of("a/x", "b/x", "a/x"));
    assertEquals(luggage.name() + "/0/x", luggage.seen("a/x"));
    assertEquals(luggage.name() + "/1/x", luggage.seen("b/x"));
  }

  @Test
  void the_same_files_are_packed_once() {
    assertEquals(Luggage.of(List.of("a", "b")).name(), Luggage.of(List.of("a", "b")).name());
    assertTrue(!Luggage.of(List.of("a", "b")).name().equals(Luggage.of(List.of("b")).name()));
  }

  @Test
  void what_has_gone_is_not_packed_again() throws IOException {
    Path work = Files.createDirectories(folder.resolve("work"));
    Files.createDirectories(work.resolve("d/sub"));
    Files.writeString(work.resolve("d/sub/one"), "1");
    Files.writeString(work.resolve("d/two"), "2");
    var packing = new Packing(folder.resolve("run"), work);
    var luggage = Luggage.of(List.of("d/"));
    packing.pack(luggage);
    Files.delete(work.resolve("d/two"));
    Files.writeString(work.resolve("d/three"), "3");
    packing.pack(luggage);
    Path packed = folder.resolve("run").resolve(luggage.folder()).resolve("d");
    assertEquals("1", Files.readString(packed.resolve("sub/one")));
    assertEquals("3", Files.readString(packed.resolve("three")));
    assertTrue(!Files.isSymbolicLink(packed.resolve("two")));
  }
}
