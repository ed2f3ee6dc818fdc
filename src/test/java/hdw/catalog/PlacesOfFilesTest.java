package hdw.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.compile.Compilation;
import hdw.compile.Compiler;
import hdw.executor.Plans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files behind servers: redirectors, several places, folders that servers list. */
final class PlacesOfFilesTest {
  private static final Map<String, List<String>> SERVER =
      Map.of(
          "root://h//store/", List.of("data/", "mc/", "readme.txt"),
          "root://h//store/mc/", List.of("DY/", "TT/", ".hidden/"),
          "root://h//store/mc/DY/", List.of("b.root", "a.root", "log.txt"),
          "root://h//store/mc/TT/", List.of("a.root", "old.root/"));

  @TempDir Path folder;
  private final List<String> listed = new ArrayList<>();

  private Compilation compile(String text) throws IOException {
    Surroundings.Folders folders =
        each -> {
          listed.add(each);
          return SERVER.getOrDefault(each, List.of());
        };
    return new Compiler(Map.of(), (line, at) -> List.of(), folders, Plans.NO_SCAN)
        .compile(
            Files.writeString(
                folder.resolve("w.hdw"),
                "workflow w\n"
                    + text
                    + "\ntask t for each sample { split = 1 file  run = \"true {{inputs}}\" }\n"),
            Compiler.Options.PLAIN);
  }

  private Sample sample(String text) throws IOException {
    Compilation compilation = compile(text);
    assertEquals(List.of(), compilation.diagnostics(), Plans.report(compilation));
    return compilation.plan().orElseThrow().catalog().sample("A").orElseThrow();
  }

  private List<String> paths(String text) throws IOException {
    return sample(text).files().paths();
  }

  private String report(String text) throws IOException {
    return Plans.report(compile(text));
  }

  @Test
  void a_glob_over_a_server_lists_only_the_folders_that_match() throws IOException {
    assertEquals(
        List.of("root://h//store/mc/DY/a.root", "root://h//store/mc/DY/b.root"),
        paths("sample A { files = glob(\"root://h//store/mc/D*/*.root\") }"));
    assertEquals(List.of("root://h//store/mc/", "root://h//store/mc/DY/"), listed);
  }

  @Test
  void folders_are_no_files_and_files_no_folders() throws IOException {
    assertEquals(
        List.of(
            "root://h//store/mc/DY/a.root",
            "root://h//store/mc/DY/b.root",
            "root://h//store/mc/TT/a.root"),
        paths("sample A { files = glob(\"root://h//store/*/*/*.root\") }"));
  }

  @Test
  void a_pattern_that_matches_nothing_or_names_two_stars_is_an_error() throws IOException {
    assertTrue(
        report("sample A { files = glob(\"root://h//store/no/*.root\") }").contains("HDW05"));
    assertTrue(
        report("sample A { files = glob(\"root://h//store/**/a.root\") }")
            .contains("on this machine only"));
    assertTrue(
        report("sample A { files = glob(\"https://h/store/*.root\") }")
            .contains("only servers of `root://` list their folders"));
  }

  @Test
  void a_redirector_of_the_site_stands_in_front_of_logical_names_alone() throws IOException {
    Files.writeString(folder.resolve("own.root"), "");
    String site = "site here { executor = local  redirector = \"root://r.cern.ch\" }\n";
    assertEquals(
        List.of("root://r.cern.ch//store/a.root", "root://other//store/b.root", "own.root"),
        paths(
            site
                + "sample A { files = [\"/store/a.root\", \"root://other//store/b.root\", \"own.root\"] }"));
  }

  @Test
  void several_redirectors_are_several_places_and_change_no_id() throws IOException {
    String files = "sample A { files = \"/store/a.root\" }";
    Sample one =
        sample("site here { executor = local  redirector = \"root://r.cern.ch/\" }\n" + files);
    Sample two =
        sample(
            "site here { executor = local  redirector = [\"root://us//\", \"https://web/\"] }\n"
                + files);
    assertEquals("root://r.cern.ch//store/a.root", one.files().paths().get(0));
    assertEquals("root://us//store/a.root", two.files().paths().get(0));
    assertEquals(List.of("https://web/store/a.root"), two.files().replicas().of(0));
    assertEquals(one.files().name(0), two.files().name(0));
  }

  @Test
  void a_redirector_that_is_no_server_is_an_error() throws IOException {
    Files.writeString(folder.resolve("a.root"), "");
    String report =
        report(
            "site here { executor = local  redirector = \"/eos/cms\" }\n"
                + "sample A { files = \"a.root\" }");
    assertTrue(report.contains("`/eos/cms` is no server"), report);
  }

  @Test
  void a_list_in_the_files_of_a_json_names_the_places_of_one_file() throws IOException {
    Files.writeString(
        folder.resolve("mc.json"),
        "{\"A\": {\"files\": [[\"root://one//a.root\", \"root://two//a.root\"], \"root://one//b.root\"]}}");
    Sample sample = sample("samples from \"mc.json\"");
    assertEquals(List.of("root://one//a.root", "root://one//b.root"), sample.files().paths());
    assertEquals(List.of("root://two//a.root"), sample.files().replicas().of(0));
    assertEquals(List.of(), sample.files().replicas().of(1));
  }

  @Test
  void a_missing_file_is_taken_from_the_first_place_where_it_is() throws IOException {
    Files.writeString(folder.resolve("here.root"), "12345");
    Sample sample =
        sample("sample A { files = replicas(\"gone.root\", \"off.root\", \"here.root\") }");
    assertEquals("here.root", sample.files().paths().get(0));
    assertEquals(5, sample.files().bytes()[0]);
    assertEquals("gone.root", sample.files().name(0));
  }

  @Test
  void a_file_that_is_at_none_of_its_places_is_missing_at_the_first() throws IOException {
    String report = report("sample A { files = replicas(\"gone.root\", \"off.root\") }");
    assertTrue(report.contains("HDW0502"), report);
    assertTrue(report.contains("`gone.root`"), report);
  }

  @Test
  void slips_in_the_keys_of_a_json_are_seen_and_metadata_are_left_alone() throws IOException {
    Files.writeString(folder.resolve("a.root"), "");
    Files.writeString(
        folder.resolve("mc.json"), "{\"A\": {\"files\": [\"a.root\"], \"treee\": \"T\"}}");
    assertTrue(report("samples from \"mc.json\"").contains("did you mean `tree`?"));
    Files.writeString(folder.resolve("mc.json"), "{\"A\": {\"fiels\": [\"a.root\"]}}");
    assertTrue(report("samples from \"mc.json\"").contains("did you mean `files`?"));
    Files.writeString(folder.resolve("mc.json"), "{\"A\": {\"file\": [\"a.root\"]}}");
    assertTrue(report("samples from \"mc.json\"").contains("did you mean `files`?"));
    Files.writeString(
        folder.resolve("mc.json"),
        "{\"A\": {\"files\": [\"a.root\"], \"file\": 1, \"xsec\": 1, \"era\": \"x\", \"trees\": 2}}");
    assertEquals(4, sample("samples from \"mc.json\"").metadata().size());
  }
}
