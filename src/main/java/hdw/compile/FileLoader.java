package hdw.compile;

import hdw.analysis.Overrides;
import hdw.ast.Declaration;
import hdw.ast.SourceFile;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Source;
import hdw.diagnostic.Span;
import hdw.parse.WorkflowParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a workflow's file and all that it uses: beside the file that names them, then shipped with
 * hdw.
 */
final class FileLoader {
  private static final int LARGEST = 4 << 20;

  private final Diagnostics diagnostics;
  private final Map<String, SourceFile> loaded = new LinkedHashMap<>();
  private final List<String> path = new ArrayList<>();

  FileLoader(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /**
   * The file first, then what it uses in the order of mention, then the site that the command line
   * names; where it names none and no file has one, the usual one of its executor. Where there is
   * no such file, a shipped one of that name will do.
   */
  List<SourceFile> load(Path file, Overrides overrides) throws IOException {
    byte[] bytes = bytes(file);
    load(file.toString(), bytes, true);
    List<String> declared = sites();
    Optional<String> site = overrides.site();
    if (site.isEmpty() && declared.isEmpty()) {
      site = overrides.usualSite();
    }
    if (site.isPresent() && !declared.contains(site.get())) {
      var option = new Source("--site", "sites/" + site.get());
      use(
          new Declaration.Use(
              option.span("sites/".length(), option.text().length()), option.text()),
          file.toString());
    }
    return List.copyOf(loaded.values());
  }

  private List<String> sites() {
    var names = new ArrayList<String>();
    for (SourceFile each : loaded.values()) {
      for (Declaration declaration : each.declarations()) {
        if (declaration instanceof Declaration.Site site) {
          names.add(site.name().text());
        }
      }
    }
    return names;
  }

  private static byte[] bytes(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException missing) {
      Optional<byte[]> shipped = Shipped.read(file.toString());
      if (shipped.isPresent()) {
        return shipped.get();
      }
      throw missing;
    }
  }

  private void load(String name, byte[] bytes, boolean own) throws IOException {
    Optional<Source> source = decoded(name, bytes);
    if (source.isEmpty()) {
      return;
    }
    SourceFile file = WorkflowParser.parse(source.get(), diagnostics);
    loaded.put(name, file);
    path.add(name);
    new WorkflowNameCheck(diagnostics).check(file, own);
    for (Declaration each : file.declarations()) {
      if (each instanceof Declaration.Use use) {
        use(use, name);
      }
    }
    path.remove(name);
  }

  private void use(Declaration.Use use, String user) throws IOException {
    String wanted = use.path().endsWith(".hdw") ? use.path() : use.path() + ".hdw";
    Path beside = beside(user, wanted);
    if (Files.isRegularFile(beside)) {
      String name = beside.normalize().toString();
      if (isNew(use, name)) {
        load(name, Files.readAllBytes(beside), false);
      }
      return;
    }
    Optional<byte[]> shipped = Shipped.read(wanted);
    if (shipped.isEmpty()) {
      diagnostics.add(
          Diagnostic.of(Code.HDW0207, use.span(), "there is no file `" + wanted + "` to use")
              .note(
                  "hdw looked for `"
                      + beside
                      + "`, then among the shipped "
                      + String.join(" ", Shipped.names()))
              .hint(hdw.diagnostic.Suggestion.didYouMean(use.path(), Shipped.names())));
    } else if (isNew(use, wanted)) {
      load(wanted, shipped.get(), false);
    }
  }

  private static Path beside(String user, String wanted) {
    try {
      return Path.of(user).resolveSibling(wanted);
    } catch (InvalidPathException unspeakable) {
      // a name that this machine cannot spell names no file
      return Path.of(user).resolveSibling("?");
    }
  }

  /** Whether a file is not read yet; one that is being read uses itself. */
  private boolean isNew(Declaration.Use use, String name) {
    if (path.contains(name)) {
      var loop = new ArrayList<>(path.subList(path.indexOf(name), path.size()));
      loop.add(name);
      diagnostics.add(
          Diagnostic.of(Code.HDW0208, use.span(), "these files use each other in a loop")
              .note("the loop is " + String.join(" -> ", loop)));
      return false;
    }
    return !loaded.containsKey(name);
  }

  private Optional<Source> decoded(String name, byte[] bytes) {
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    try {
      String text = decoder.decode(ByteBuffer.wrap(bytes)).toString();
      if (text.length() <= LARGEST && text.indexOf('\0') < 0) {
        return Optional.of(new Source(name, text));
      }
    } catch (CharacterCodingException noText) {
      // said below
    }
    var source =
        new Source(
            name, new String(bytes, 0, Math.min(bytes.length, LARGEST), StandardCharsets.UTF_8));
    int at = Math.max(0, firstOdd(source.text()));
    Span span = source.span(at, at + 1);
    diagnostics.add(
        Diagnostic.of(Code.HDW0105, span, "this is no text in UTF-8, or longer than 4 MiB")
            .hint(
                "save the file as UTF-8; long lists of files belong into a file for `lines(...)`"));
    return Optional.empty();
  }

  private static int firstOdd(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\uFFFD' || text.charAt(i) == '\0') {
        return i;
      }
    }
    return 0;
  }
}
