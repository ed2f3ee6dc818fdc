package hdw.root;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Files that ROOT, uproot and Geant4 wrote tell what is known of them. */
final class RealFilesTest {

  @TestFactory
  Stream<DynamicTest> every_file_of_the_list_tells_its_entries_or_what_is_wrong()
      throws IOException {
    return RealFiles.list().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.get(0), () -> check(row.get(0), row.get(row.size() - 1))));
  }

  private static void check(String name, String known) throws IOException {
    try (LocalBytes bytes = LocalBytes.open(RealFiles.file(name))) {
      if (known.startsWith("BadFile")) {
        var thrown = assertThrows(RootException.class, () -> RootFile.open(bytes));
        assertEquals(RootException.Kind.NOT_CLOSED, thrown.kind());
      } else if (known.equals("(no trees)")) {
        RootFile file = RootFile.open(bytes);
        var thrown = assertThrows(RootException.class, () -> file.entries("Events"));
        assertEquals("has no tree `Events`, and no other", thrown.getMessage());
      } else {
        checkTrees(RootFile.open(bytes), known);
      }
    }
  }

  private static void checkTrees(RootFile file, String known) throws IOException {
    var found = new ArrayList<String>();
    for (RootObject each : file.objects()) {
      if (each.isTree()) {
        found.add(each.id() + " " + each.className() + " " + entries(file, each));
      }
    }
    var expected = new ArrayList<String>();
    for (String each : known.split("; ", -1)) {
      String[] parts = each.split("\\|", -1);
      expected.add(parts[0] + " " + parts[1].replaceAll(" v\\d+$", "") + " " + parts[2]);
    }
    assertEquals(expected.stream().sorted().toList(), found.stream().sorted().toList());
  }

  private static String entries(RootFile file, RootObject tree) throws IOException {
    try {
      return Long.toString(file.entries(tree.id()).count());
    } catch (RootException unread) {
      assertTrue(unread.getMessage().startsWith("holds an RNTuple from before version 1"));
      return unread.kind().name().toLowerCase(Locale.ROOT);
    }
  }

  private static Clusters clusters(String name, String tree) throws IOException {
    try (LocalBytes bytes = LocalBytes.open(RealFiles.file(name))) {
      return RootFile.open(bytes).entries(tree).clusters();
    }
  }

  @Test
  void what_a_file_says_of_its_classes_leads_to_the_same_entries_and_clusters() throws IOException {
    long listed = 0;
    long compared = 0;
    for (List<String> row : RealFiles.list()) {
      String known = row.get(row.size() - 1);
      if (!known.startsWith("BadFile")) {
        listed += Pattern.compile("\\|(TTree|TNtuple)").matcher(known).results().count();
        compared += compare(row.get(0));
      }
    }
    assertEquals(listed, compared);
  }

  /** How many trees of a file were compared. */
  private static int compare(String name) throws IOException {
    try (LocalBytes bytes = LocalBytes.open(RealFiles.file(name))) {
      Described described = Described.of(bytes);
      for (RootObject each : described.trees()) {
        assertEquals(described.known(each), described.said(each), name + " " + each.id());
      }
      return described.trees().size();
    }
  }

  @Test
  void clusters_of_several_sizes_are_ranges() throws IOException {
    Clusters clusters = clusters("stdvector.root", "tvec");
    assertEquals(Clusters.of(new long[] {2, 5, 8, 10}, clusters.steps()), clusters);
    assertEquals(
        Clusters.of(new long[] {501}, new long[] {200}),
        clusters("uproot-small-dy-nooffsets.root", "tree"));
  }

  @Test
  void clusters_of_an_ntuple_go_through_all_its_groups() throws IOException {
    Clusters clusters = clusters("test_multiple_cluster_groups_rntuple_v1-0-0-0.root", "ntuple");
    assertEquals(12, clusters.count());
    assertEquals(1000, clusters.ends()[clusters.ends().length - 1]);
  }

  @Test
  void the_newest_cycle_counts() throws IOException {
    try (LocalBytes bytes = LocalBytes.open(RealFiles.file("tree_cycles_hist.root"))) {
      RootFile file = RootFile.open(bytes);
      assertEquals(6, file.entries("Events").count());
      assertEquals(4, file.entries("Events;1").count());
    }
  }

  @Test
  void a_tree_that_is_not_there_is_answered_with_those_that_are() throws IOException {
    try (LocalBytes bytes = LocalBytes.open(RealFiles.file("uproot-nesteddirs.root"))) {
      RootFile file = RootFile.open(bytes);
      var thrown = assertThrows(RootException.class, () -> file.entries("Events"));
      assertEquals(
          "has no tree `Events`; it has `one/tree`, `three/tree`, `one/two/tree`",
          thrown.getMessage());
      assertFalse(thrown.trees().isEmpty());
      assertEquals(100, file.entries("/one/two/tree").count());
    }
  }
}
