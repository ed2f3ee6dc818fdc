package hdw.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Patterns for files. */
final class GlobTest {
  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    for (String each :
        List.of(
            "b.root",
            "a.root",
            "a10.root",
            ".hidden.root",
            "mc/x/c.root",
            "mc/d.root",
            "mc/e.txt")) {
      Path file = folder.resolve(each);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
  }

  private List<String> find(String pattern) throws IOException {
    return Glob.find(folder, pattern).stream().map(Path::toString).toList();
  }

  @Test
  void a_star_stands_for_any_letters_of_one_name_and_the_result_is_sorted() throws IOException {
    assertEquals(List.of("a.root", "a10.root", "b.root"), find("*.root"));
    assertEquals(List.of("mc/d.root"), find("*/*.root"));
  }

  @Test
  void two_stars_stand_for_any_folders_and_for_none() throws IOException {
    assertEquals(
        List.of("a.root", "a10.root", "b.root", "mc/d.root", "mc/x/c.root"), find("**/*.root"));
  }

  @Test
  void question_marks_brackets_and_braces_are_as_in_a_shell() throws IOException {
    assertEquals(List.of("a.root", "b.root"), find("?.root"));
    assertEquals(List.of("b.root"), find("[b-z].root"));
    assertEquals(List.of("mc/d.root", "mc/e.txt"), find("mc/*.{root,txt}"));
  }

  @Test
  void a_name_with_a_dot_in_front_is_found_only_where_the_pattern_has_it() throws IOException {
    assertEquals(List.of(".hidden.root"), find(".*.root"));
  }

  @Test
  void a_path_without_signs_is_itself_where_it_is_there() throws IOException {
    assertEquals(List.of("mc/d.root"), find("mc/d.root"));
    assertEquals(List.of(), find("mc/none.root"));
    assertEquals(List.of(), find("a.root/*"));
  }

  @Test
  void an_absolute_pattern_gives_absolute_paths() throws IOException {
    assertEquals(List.of(folder.resolve("mc/d.root").toString()), find(folder + "/mc/d*"));
  }

  @Test
  void a_broken_pattern_is_said() {
    assertThrows(IOException.class, () -> find("[a.root"));
  }
}
