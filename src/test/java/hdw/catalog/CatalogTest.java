package hdw.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.compile.Compilation;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Source;
import hdw.executor.Plans;
import hdw.model.Value;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Samples as they are found. */
final class CatalogTest {
  @TempDir Path folder;

  private CatalogTest file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  private Compilation compile(String text) throws IOException {
    return Plans.compile(
        Files.writeString(
            folder.resolve("w.hdw"),
            "workflow w\n" + text + "\ntask t for each sample { run = \"true {{inputs}}\" }\n"));
  }

  private Catalog catalog(String text) throws IOException {
    Compilation compilation = compile(text);
    assertEquals(List.of(), compilation.diagnostics());
    return compilation.plan().orElseThrow().catalog();
  }

  private static List<String> paths(Catalog catalog, String sample) {
    return catalog.sample(sample).orElseThrow().files().paths();
  }

  @Test
  void files_come_in_the_order_of_the_list_with_lists_in_it_flattened() throws IOException {
    file("b.root", "")
        .file("a.root", "")
        .file("d/c.root", "")
        .file("more.txt", "# old\n\nd/c.root\n");
    assertEquals(
        List.of("b.root", "a.root", "d/c.root", "root://h//x.root"),
        paths(
            catalog(
                "sample A { files = [\"b.root\", [glob(\"a*.root\"), lines(\"more.txt\")], \"root://h//x.root\"] }"),
            "A"));
  }

  @Test
  void a_relative_path_belongs_to_the_folder_of_the_file_that_wrote_it() throws IOException {
    file("sub/a.root", "").file("sub/b.root", "").file("sub/c.root", "").file("sub/d.root", "");
    file("sub/list.txt", "b.root\n").file("sub/mc.json", "{\"J\": [\"c.root\"]}");
    file(
        "sub/used.hdw",
        "sample U { files = [\"a.root\", lines(\"list.txt\"), glob(\"d*.root\")] }");
    Catalog catalog = catalog("use \"sub/used\"\nsamples from \"sub/mc.json\"");
    assertEquals(List.of("sub/a.root", "sub/b.root", "sub/d.root"), paths(catalog, "U"));
    assertEquals(List.of("sub/c.root"), paths(catalog, "J"));
  }

  @Test
  void a_json_of_one_long_line_is_looked_through_once() {
    var json = new StringBuilder("{");
    for (int i = 0; i < 40_000; i++) {
      json.append(i == 0 ? "" : ",").append("\"S").append(i);
      json.append("\":{\"files\":[\"root://h//x.root\"],\"xsec\":1.5,\"era\":\"2018\"}");
    }
    var source = new Source("mc.json", json.append('}').toString());
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    assertEquals(40_000, SampleJson.read(source, new Diagnostics()).size());
    long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    assertTrue(taken < 3_000_000_000L, taken / 1_000_000 + " ms");
  }

  @Test
  void values_of_json_keep_their_type_and_the_block_wins() throws IOException {
    file("a.root", "12345");
    file(
        "mc.json",
        """
        {"A": {"files": "a.root", "treename": "T", "xsec": 1.50, "loose": true, "kind": "x",
               "metadata": {"cuts": ["p", "q"], "none": null}}}
        """);
    Sample sample = catalog("samples from \"mc.json\" { kind = \"mc\" }").sample("A").orElseThrow();
    assertEquals("T", sample.tree().orElseThrow());
    assertEquals(5, sample.bytes().bytes());
    assertEquals(
        "{xsec=1.50, loose=true, kind=mc, cuts=p q}",
        sample.metadata().entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue().text())
            .toList()
            .toString()
            .replace('[', '{')
            .replace(']', '}'));
    assertEquals(new Value.Truth(true), sample.metadata().get("loose"));
  }

  @Test
  void a_missing_file_is_an_error_unless_the_sample_says_otherwise() throws IOException {
    file("a.root", "");
    String files = "files = [\"a.root\", \"gone.root\"]";
    assertEquals(
        List.of("HDW0502"),
        compile("sample A { " + files + " }").diagnostics().stream()
            .map(each -> each.code().name())
            .toList());
    Compilation lenient = compile("sample A { " + files + " on_missing = skip }");
    assertEquals(
        List.of("HDW0551"),
        lenient.diagnostics().stream().map(each -> each.code().name()).toList());
    assertEquals(List.of("a.root"), paths(lenient.plan().orElseThrow().catalog(), "A"));
  }

  @Test
  void a_url_is_taken_as_it_is_and_its_size_is_not_known() throws IOException {
    Sample sample = catalog("sample A { files = \"root://h//a.root\" }").sample("A").orElseThrow();
    assertEquals(-1, sample.files().bytes()[0]);
    assertEquals(0, sample.bytes().bytes());
  }

  @Test
  void params_are_evaluated_in_the_order_in_which_they_need_each_other() throws IOException {
    file("data/a.root", "");
    Catalog catalog =
        catalog(
            """
            let pattern = "{{base}}/*.root"
            param base = "data"
            sample A { files = glob(pattern) }
            """);
    assertEquals(new Value.Text("data/*.root"), catalog.globals().get("pattern"));
    assertEquals(List.of("data/a.root"), paths(catalog, "A"));
  }
}
