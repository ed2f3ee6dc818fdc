package hdw.cli;

import hdw.remote.RemoteException;
import hdw.root.LocalBytes;
import hdw.root.RootException;
import hdw.scan.RemoteBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw root}: objects, entries and clusters of ROOT files. */
final class RootCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "root",
            "Shows what is in ROOT files: objects, entries and clusters of trees, compression.",
            "hdw root nano.root",
            "hdw root --tree Events --json data/*.root   one tree of each file, for machines");
    Options.text(spec, "NAME", "shows this tree only, such as Events or ntuples/tree", "--tree");
    Options.flag(spec, "prints one JSON document", "--json");
    Options.argument(spec, "FILE", "1..*", "ROOT files, or their URLs: root://, http://, https://");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) throws IOException {
    Optional<String> tree =
        Optional.of(Options.value(parsed, "--tree", "")).filter(e -> !e.isEmpty());
    List<String> files = Options.arguments(parsed);
    boolean json = Options.has(parsed, "--json");
    var outside = new Outside(console);
    boolean right = true;
    try (RootPrinter printer = json ? new RootJson(console.out()) : new RootTables(console.out())) {
      for (String each : files) {
        RootContents contents = contents(each, tree, outside);
        printer.print(contents);
        contents.errors().forEach(error -> console.say("hdw: `" + each + "` " + error));
        right &= contents.errors().isEmpty();
      }
    }
    return right ? ExitCode.DONE : ExitCode.WORKFLOW_ERRORS;
  }

  /** What is in a file; the one place that knows where files are. */
  private static RootContents contents(String file, Optional<String> tree, Outside outside) {
    try {
      return file.contains("://") ? far(file, tree, outside) : here(file, tree);
    } catch (RootException | RemoteException said) {
      return RootContents.unread(file, said.getMessage());
    } catch (NoSuchFileException missing) {
      return RootContents.unread(file, "is not there");
    } catch (IOException unreadable) {
      return RootContents.unread(file, "cannot be read: " + Surroundings.words(unreadable));
    }
  }

  private static RootContents here(String file, Optional<String> tree) throws IOException {
    if (Files.isDirectory(Path.of(file))) {
      return RootContents.unread(file, "is a folder");
    }
    try (LocalBytes bytes = LocalBytes.open(Path.of(file))) {
      return RootContents.read(file, bytes, tree);
    }
  }

  private static RootContents far(String url, Optional<String> tree, Outside outside)
      throws IOException {
    try (RemoteBytes bytes = RemoteBytes.open(outside.remote(), url)) {
      return RootContents.read(url, bytes, tree);
    }
  }
}
