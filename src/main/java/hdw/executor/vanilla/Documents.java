package hdw.executor.vanilla;

import hdw.catalog.Sample;
import hdw.executor.RenderedFile;
import hdw.json.JsonWriter;
import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The two JSON files of each ROOT file: for people and their tools, as a job makes both for itself
 * where it runs.
 */
public final class Documents {
  private static final String FOLDER = "input/";

  private final VanillaNames names;
  private final Plan plan;
  private final List<RenderedFile> files = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  private Documents(Plan plan) {
    this.plan = plan;
    this.names = new VanillaNames(plan);
  }

  /** The files of a plan, in its order; none where it has another layout. */
  public static List<RenderedFile> of(Plan plan) {
    if (!plan.workflow().layout().isVanilla()) {
      return List.of();
    }
    var documents = new Documents(plan);
    plan.nodes().stream().filter(documents.names::isReader).forEach(documents::add);
    return documents.files;
  }

  private void add(NodePlan node) {
    Optional<AnalysisJson> analysis = AnalysisJson.of(node.node().task().run());
    for (int i = 0; i < node.size(); i++) {
      var job = new JobRef(node, i);
      node.visitFiles(i, (sample, file) -> add(sample, file, job, analysis));
    }
  }

  private void add(Sample sample, int file, JobRef job, Optional<AnalysisJson> analysis) {
    String name = names.sampleJson(sample, file);
    if (seen.add(name)) {
      String path = path(name);
      files.add(RenderedFile.plain(path, sampleJson(sample, file)));
      analysis
          .flatMap(each -> each.text(job, plan.catalog().world(), path))
          .map(text -> RenderedFile.plain(path(VanillaNames.analysisJson(name)), text))
          .ifPresent(files::add);
    }
  }

  private static String path(String name) {
    return FOLDER + name + ".json";
  }

  private static String sampleJson(Sample sample, int file) {
    var text = new StringWriter();
    try (JsonWriter json = JsonWriter.line(text)) {
      json.begin().put(sample.name(), List.of(sample.files().paths().get(file))).end();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }
}
