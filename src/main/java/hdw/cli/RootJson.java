package hdw.cli;

import hdw.json.JsonWriter;
import hdw.root.Clusters;
import hdw.root.Compression;
import hdw.root.RootObject;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.util.Optional;

/** Prints ROOT files as one JSON document, which is printed when it is whole. */
final class RootJson implements RootPrinter {
  private final PrintStream out;
  private final StringWriter text = new StringWriter();
  private final JsonWriter json;

  RootJson(PrintStream out) throws IOException {
    this.out = out;
    this.json = JsonWriter.indented(text).begin().put("schema", 1).beginList("files");
  }

  @Override
  public void print(RootContents contents) throws IOException {
    json.begin().put("file", contents.file());
    if (contents.facts().isPresent()) {
      RootContents.Facts facts = contents.facts().get();
      json.put("size_bytes", facts.bytes())
          .put("root_version", facts.version())
          .put("compression", facts.compression());
    }
    json.beginList("objects");
    for (RootContents.Item each : contents.items()) {
      print(each);
    }
    json.endList().put("errors", contents.errors()).end();
  }

  private void print(RootContents.Item item) throws IOException {
    RootObject object = item.object();
    json.begin()
        .put("path", object.path())
        .put("class", object.className())
        .put("title", object.title())
        .put("cycle", object.cycle())
        .put("stored_bytes", object.storedBytes())
        .put("full_bytes", object.fullBytes());
    if (object.isTree()) {
      Optional<Clusters> clusters =
          item.entries().map(each -> each.clusters()).filter(each -> each.count() > 0);
      json.put("compression", item.compression().map(Compression::word))
          .put("entries", item.entries().map(each -> each.count()))
          .put("clusters", clusters.map(Clusters::count))
          .put("cluster_entries", clusters.map(RootContents::typicalSize));
    }
    json.end();
  }

  @Override
  public void close() throws IOException {
    json.endList().end().close();
    out.print(text);
    out.flush();
  }
}
