package hdw.higgsdna;

import hdw.shell.ShellQuoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes a workflow as a person would: what all datasets share stands once, in the analysis JSON
 * that each job makes for itself; what a dataset has of its own is a metadatum.
 */
final class WorkflowText {
  private final AnalysisJson analysis;
  private final SampleFile samples;
  private final JobOptions options;
  private final StringBuilder text = new StringBuilder();

  WorkflowText(AnalysisJson analysis, SampleFile samples, JobOptions options) {
    this.analysis = analysis;
    this.samples = samples;
    this.options = options;
  }

  String text() {
    String file = analysis.name().substring(analysis.name().lastIndexOf('/') + 1);
    line("# HiggsDNA's " + Spelling.comment(file) + ", by hdw import higgsdna.");
    line("workflow " + Spelling.word(file.replaceFirst("\\..*", "")));
    line("");
    options
        .request()
        .site()
        .ifPresent(
            site ->
                line(
                    "use " + Spelling.text("sites/" + site) + " # executor, queues, their limits"));
    line("use \"rules/standard\" # what to do when memory, time or a file runs out");
    line("use \"higgsdna\" # the commands higgsdna, json_list and collect");
    line("");
    options.request().workers().ifPresent(this::writeSite);
    line("param dump = " + Spelling.text(options.dump()) + " # hdw run --set dump=...");
    line("");
    writeSamples();
    line("");
    line("defaults { setup = " + setup() + " }");
    line("");
    writeAnalyse();
    line("");
    writeNtuples();
    return text.toString();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private void writeSite(String workers) {
    line("# The workers of Dask; docs/dask.md says what else a cluster has.");
    line("site " + workers + " {");
    line("cluster {");
    line("executor = " + workers);
    line("}");
    line("}");
    line("");
  }

  private void writeSamples() {
    if (samples.whole() && samples.differing().isEmpty()) {
      line("samples from " + Spelling.text(samples.path()));
      return;
    }
    line("let samplejson = " + Spelling.text(samples.path()));
    var shared = samples.shared();
    shared.forEach((names, name) -> line("let " + name + " = " + Spelling.list(names)));
    line("");
    for (Dataset each : samples.datasets()) {
      var entries = new ArrayList<String>();
      entries.add("files = " + files(each));
      each.tree().ifPresent(tree -> entries.add("tree = " + Spelling.text(tree)));
      for (String key : samples.differing()) {
        List<String> names = each.names().get(key);
        String value =
            samples.single(key)
                ? Spelling.text(names.get(0))
                : Optional.ofNullable(shared.get(names)).orElse(Spelling.list(names));
        entries.add(key + " = " + value);
      }
      line("sample " + Spelling.name(each.name()) + " { " + String.join("  ", entries) + " }");
    }
  }

  private String files(Dataset dataset) {
    return "json(samplejson, "
        + Spelling.text(dataset.name())
        + (dataset.bare() ? ")" : ", \"files\")");
  }

  private String setup() {
    if (options.setup().isEmpty()) {
      return "higgsdna";
    }
    String lines =
        options.setup().stream().map(Spelling::unfilled).collect(Collectors.joining("\n    "));
    return "\"\"\"\n    " + lines + "\n    {{raw(higgsdna)}}\n  \"\"\"";
  }

  private void writeAnalyse() {
    int files = options.filesPerJob();
    line("task analyse for each sample {");
    line("split = " + files + (files == 1 ? " file" : " files"));
    JobOptions.Request request = options.request();
    request.executor().ifPresent(each -> line("executor = " + each));
    request.queue().ifPresent(each -> line("queue = " + each));
    request.memory().ifPresent(each -> line("memory = " + each));
    request.time().ifPresent(each -> line("time = " + each));
    if (request.clusterPerJob()) {
      line("cluster_per_sample = false");
    }
    line("output = \"{{dump}}_jobs/{{sample}}/{{chunk}}/\"");
    line("on_missing_output = empty # it may be that no event survives");
    line("run = \"\"\"");
    line("    higgsdna --dump {{output}}" + flags() + " <<END");
    line("    {");
    line(
        analysis.keys().keySet().stream()
            .map(key -> "      \"" + Spelling.here(key) + "\": " + value(key))
            .collect(Collectors.joining(",\n")));
    line("    }");
    line("    END");
    line("  \"\"\"");
    line("}");
  }

  private String flags() {
    return options.flags().stream()
        .map(each -> " " + Spelling.unfilled(ShellQuoting.quote(each)))
        .collect(Collectors.joining());
  }

  private String value(String key) {
    if (key.equals(AnalysisJson.SAMPLES)) {
      return "\"{{inputs.json}}\"";
    }
    if (!analysis.perDataset().containsKey(key)) {
      return Spelling.here(analysis.keys().get(key).literal());
    }
    if (samples.differing().contains(key)) {
      return "{\"{{sample}}\": "
          + (samples.single(key)
              ? "[\"{{sample." + key + "}}\"]"
              : "$(json_list {{join(sample." + key + ", \",\")}})")
          + "}";
    }
    return common(key);
  }

  /** What all datasets have under a key, spelt as for the first of them. */
  private String common(String key) {
    Dataset first = samples.datasets().get(0);
    return first.names().get(key).isEmpty()
        ? "{}"
        : "{\"{{sample}}\": "
            + Spelling.here(analysis.of(key, first.name()).orElseThrow().literal())
            + "}";
  }

  /** The layout that HiggsDNA's other scripts look for, in which jobs share folders. */
  private void writeNtuples() {
    line("# As one run of HiggsDNA leaves it: links <dump>/<dataset>/<variation>/*.parquet.");
    line("task ntuples for each sample {");
    line("input = analyse");
    line("executor = local");
    line("output = \"{{dump}}/{{sample}}/\"");
    line("on_missing_output = empty");
    line("run = \"collect {{output}} < {{inputs.list}}\"");
    line("}");
  }
}
