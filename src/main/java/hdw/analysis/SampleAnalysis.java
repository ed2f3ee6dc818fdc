package hdw.analysis;

import hdw.ast.Declaration;
import hdw.ast.Property;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.model.Expression;
import hdw.model.Expression.Constant;
import hdw.model.Leniency;
import hdw.model.SampleSource;
import hdw.model.Setting;
import hdw.model.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Samples: their files, and their metadata. */
final class SampleAnalysis {
  private static final List<String> COUNTS = List.of("events", "bytes");

  private final Resolver resolver;
  private final Diagnostics diagnostics;
  private final Map<String, Setting> firstOfType = new LinkedHashMap<>();

  SampleAnalysis(Names names, Diagnostics diagnostics) {
    this.resolver = new Resolver(names, Locals.none(), diagnostics);
    this.diagnostics = diagnostics;
  }

  Optional<SampleSource> analyze(Declaration.Sample sample) {
    SiteAnalysis.noQueues(sample.body(), diagnostics);
    var block =
        new BlockReader(sample.body(), Schema.SAMPLE, name -> true, "a sample", diagnostics);
    Map<String, Setting> metadata = metadata(block);
    if (!block.has("files")) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0211,
                  sample.span(),
                  "sample `" + sample.name().text() + "` has no `files`")
              .hint("write `files = [\"a.root\", \"b.root\"]` or `files = glob(\"data/*.root\")`"));
      return Optional.empty();
    }
    return block
        .setting("files", resolver)
        .flatMap(
            files -> {
              if (!files.value().type().fits(Type.LIST) && files.value().type() != Type.TEXT) {
                diagnostics.add(WrongType.of(files.span(), files.value(), Type.LIST));
                return Optional.empty();
              }
              Optional<Setting> tree = block.setting("tree", resolver);
              return Optional.of(
                  new SampleSource.Single(
                      sample.span(), sample.name().text(), files, tree, leniency(block), metadata));
            });
  }

  Optional<SampleSource> analyze(Declaration.SamplesFrom samples) {
    SiteAnalysis.noQueues(samples.body(), diagnostics);
    var block =
        new BlockReader(samples.body(), Schema.SAMPLES, name -> true, "this block", diagnostics);
    Map<String, Setting> metadata = metadata(block);
    block.setting("tree", resolver).ifPresent(tree -> metadata.put("tree", tree));
    return resolver
        .resolve(samples.path(), Type.TEXT)
        .map(path -> new SampleSource.File(samples.span(), path, leniency(block), metadata));
  }

  private Leniency leniency(BlockReader block) {
    Leniency.Empty empty =
        switch (word(block, "on_empty")) {
          case "skip" -> Leniency.Empty.SKIP;
          case "fail" -> Leniency.Empty.FAIL;
          default -> Leniency.Empty.WARN;
        };
    return new Leniency(word(block, "on_missing").equals("skip"), empty);
  }

  /** The word that a property has; empty where it is not set. */
  private String word(BlockReader block, String property) {
    return block
        .setting(property, resolver)
        .map(setting -> ((Constant) setting.value()).value().text())
        .orElse("");
  }

  private Map<String, Setting> metadata(BlockReader block) {
    var metadata = new LinkedHashMap<String, Setting>();
    for (Map.Entry<String, Property> each : block.others().entrySet()) {
      Property property = each.getValue();
      if (COUNTS.contains(each.getKey())) {
        diagnostics.add(
            Diagnostic.of(
                    Code.HDW0252,
                    property.name().span(),
                    "`sample."
                        + each.getKey()
                        + "` is counted by hdw; this metadatum is never seen")
                .hint("give it another name, such as `n_" + each.getKey() + "`"));
      }
      block
          .plain(property)
          .flatMap(value -> resolver.resolve(value).map(found -> new Setting(value.span(), found)))
          .ifPresent(setting -> put(metadata, each.getKey(), setting));
    }
    return metadata;
  }

  private void put(Map<String, Setting> metadata, String name, Setting setting) {
    metadata.put(name, setting);
    Setting first = firstOfType.putIfAbsent(name, setting);
    if (first != null && !first.value().type().fits(setting.value().type())) {
      diagnostics.add(twoTypes(setting.span(), name, setting.value(), first));
    }
  }

  private static Diagnostic twoTypes(Span span, String name, Expression value, Setting first) {
    return Diagnostic.of(
            Code.HDW0310,
            span,
            "`"
                + name
                + "` is "
                + value.type().phrase()
                + " here but "
                + first.value().type().phrase()
                + " elsewhere")
        .note("the other is given at", first.span());
  }
}
