package hdw.higgsdna;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Source;
import hdw.parse.WorkflowFormatter;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A workflow that does what {@code run_analysis.py} would do with an analysis JSON. */
public final class ImportedWorkflow {
  private ImportedWorkflow() {}

  /**
   * The folders of an import.
   *
   * @param analysis the analysis JSON
   * @param target where the workflow's file will stand
   * @param here the current folder
   */
  public record Places(Path analysis, Path target, Path here) {}

  /**
   * The text of the workflow, laid out as hdw lays out; nothing, with reports, where HiggsDNA could
   * not use the files either.
   *
   * @throws IOException where the analysis JSON cannot be read
   */
  public static Optional<String> of(Places places, JobOptions options, Diagnostics diagnostics)
      throws IOException {
    Optional<AnalysisJson> analysis =
        AnalysisJson.read(source(places.analysis(), diagnostics), diagnostics);
    if (analysis.isEmpty()) {
      return Optional.empty();
    }
    Optional<Path> samples = samples(places, analysis.get(), diagnostics);
    if (samples.isEmpty()) {
      return Optional.empty();
    }
    DatasetReader.Found found =
        new DatasetReader(analysis.get(), diagnostics).read(source(samples.get(), diagnostics));
    if (diagnostics.hasErrors()) {
      return Optional.empty();
    }
    var catalog = SampleFile.of(found, samples.get(), places.target(), analysis.get());
    String text = new WorkflowText(analysis.get(), catalog, options).text();
    return WorkflowFormatter.format(new Source("imported workflow", text), diagnostics);
  }

  private static Source source(Path file, Diagnostics diagnostics) throws IOException {
    try {
      return new Source(file.toString(), Files.readString(file));
    } catch (CharacterCodingException noText) {
      var source = new Source(file.toString(), "");
      diagnostics.add(Code.HDW0505, source.span(0, 0), "this file is no text in UTF-8");
      return source;
    }
  }

  /** Beside the analysis JSON, or else in the current folder, where HiggsDNA looks. */
  private static Optional<Path> samples(
      Places places, AnalysisJson analysis, Diagnostics diagnostics) {
    Path beside = places.analysis().resolveSibling(analysis.samplejson());
    Path here = places.here().resolve(analysis.samplejson());
    Optional<Path> found = List.of(beside, here).stream().filter(Files::isRegularFile).findFirst();
    if (found.isEmpty()) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0527,
                  analysis.samplejsonSpan(),
                  "there is no sample JSON `" + analysis.samplejson() + "`")
              .hint("give its path from the analysis JSON or from the current folder"));
    }
    return found;
  }
}
