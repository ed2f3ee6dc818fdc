package hdw.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FileNamesTest {
  private static final List<List<String>> LISTS =
      List.of(
          List.of(),
          List.of(""),
          List.of("", "a"),
          List.of("a.root"),
          List.of("a.root", "a.root"),
          List.of("aa", "aaa", "a"),
          List.of("data/é\uD83D\uDE00.root", "data/é\uD83D\uDE01.root"),
          List.of("root://one//store/a.root", "root://one//store/b.root"),
          List.of("root://one//store/a.root", "root://one//store/b.root?x=1"),
          List.of("root://one//store/a.root", "root://two//store/b.root"),
          List.of("root://one//a.root", "root://one///b.root"),
          List.of("root://one/a.root", "root://one/"),
          List.of("root://one", "root://one"),
          List.of("https://one//a.root", "https://one//b.root?x"),
          List.of("root://one//a.root", "https://one//b.root", "./c.root"),
          List.of("out//a", "out//b"),
          List.of("./a", "./b"),
          List.of("data/a.root", "data/.b.root"));

  @Test
  void packed_names_are_those_that_were_packed() {
    for (List<String> each : LISTS) {
      assertEquals(each, FileNames.of(each));
    }
  }

  @Test
  void a_hash_is_that_of_the_name() {
    for (List<String> each : LISTS) {
      FileNames names = FileNames.of(each);
      for (int i = 0; i < each.size(); i++) {
        assertEquals(Fnv.hash(each.get(i)), names.hash(Fnv.START, i));
        assertEquals(Fnv.add(Fnv.hash("x"), each.get(i)), names.hash(Fnv.hash("x"), i));
      }
    }
  }

  @Test
  void logical_names_of_a_list_are_those_of_its_files() {
    for (List<String> each : LISTS) {
      assertEquals(each.stream().map(LogicalName::of).toList(), LogicalName.of(FileNames.of(each)));
    }
  }

  @Test
  void no_name_is_longer_than_the_longest() {
    for (List<String> each : LISTS) {
      for (String name : each) {
        assertTrue(
            name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length
                <= FileNames.of(each).longest());
        assertTrue(name.length() - name.lastIndexOf('/') - 1 <= FileNames.of(each).longestLast());
      }
    }
  }

  @Test
  void names_of_few_letters_are_packed_and_found_twice_as_they_are() {
    var random = new Random(20261124);
    for (int round = 0; round < 300; round++) {
      List<FileNames> lists = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        List<String> names =
            IntStream.range(0, random.nextInt(6)).mapToObj(k -> name(random)).toList();
        lists.add(FileNames.of(names));
        assertEquals(names, lists.get(i));
      }
      assertTwins(lists);
    }
  }

  private static String name(Random random) {
    var name = new StringBuilder();
    for (int i = random.nextInt(5); i >= 0; i--) {
      name.append((char) ('a' + random.nextInt(3)));
    }
    return name.toString();
  }

  /** Every name that is there twice is among those that are looked at again. */
  private static void assertTwins(List<FileNames> lists) {
    List<String> all = lists.stream().flatMap(List::stream).toList();
    Twins twins = Twins.among(lists);
    for (FileNames each : lists) {
      var files = new Sample.FileList(each.toArray(String[]::new), new long[9], new long[9]);
      assertEquals(
          each.stream().filter(name -> all.indexOf(name) != all.lastIndexOf(name)).toList(),
          twins.in(files));
    }
  }
}
