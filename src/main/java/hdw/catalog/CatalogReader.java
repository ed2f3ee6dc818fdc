package hdw.catalog;

import hdw.catalog.Sample.FileList;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Source;
import hdw.eval.Bindings;
import hdw.eval.EvaluationException;
import hdw.eval.Evaluator;
import hdw.eval.MissingVariableException;
import hdw.model.Expression;
import hdw.model.Expression.ListOf;
import hdw.model.Function;
import hdw.model.Global;
import hdw.model.SampleSource;
import hdw.model.Scope;
import hdw.model.Setting;
import hdw.model.Type;
import hdw.model.Value;
import hdw.model.Workflow;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Evaluates params and lets, and looks up the files of every sample. */
public final class CatalogReader {
  private final Surroundings world;
  private final int limit;
  private final Diagnostics diagnostics;
  private final Map<String, Value> globals = new LinkedHashMap<>();
  private final Map<String, Sample> samples = new LinkedHashMap<>();
  private final Evaluator evaluator;
  private Redirectors redirectors = Redirectors.NONE;

  private CatalogReader(Surroundings world, int limit, Diagnostics diagnostics) {
    this.world = world;
    this.limit = limit;
    this.diagnostics = diagnostics;
    Bindings bindings =
        variable ->
            variable.scope() == Scope.GLOBAL
                ? Optional.ofNullable(globals.get(variable.name()))
                : Optional.empty();
    this.evaluator = new Evaluator(bindings, world);
  }

  /**
   * Looks everything up.
   *
   * @param limit the most files to take of each sample, for a quick look
   */
  public static Catalog read(
      Workflow workflow, Surroundings world, int limit, Diagnostics diagnostics) {
    var reader = new CatalogReader(world, limit, diagnostics);
    for (Global each : workflow.globals()) {
      reader
          .evaluate(each.value(), Type.ANY)
          .ifPresent(value -> reader.globals.put(each.name(), value));
    }
    workflow
        .site()
        .map(site -> site.settings().get("redirector"))
        .ifPresent(setting -> reader.redirectors = reader.redirectors(setting));
    for (SampleSource each : workflow.samples()) {
      reader.read(each);
    }
    new SampleChecks(diagnostics).check(List.copyOf(reader.samples.values()));
    return new Catalog(reader.globals, List.copyOf(reader.samples.values()), world);
  }

  private Optional<Value> evaluate(Expression expression, Type wanted) {
    try {
      return Optional.of(evaluator.evaluate(expression, wanted));
    } catch (EvaluationException noValue) {
      diagnostics.add(noValue.diagnostic());
    } catch (MissingVariableException missing) {
      // its own declaration has been reported
    }
    return Optional.empty();
  }

  private Redirectors redirectors(Setting setting) {
    var servers = new ArrayList<String>();
    Optional<Value> value = evaluate(setting.value(), Type.ANY);
    value.ifPresent(each -> flatten(each, setting.value(), servers::add));
    for (String each : servers) {
      if (!Surroundings.isUrl(each)) {
        diagnostics.add(
            Diagnostic.of(Code.HDW0302, setting.span(), "`" + each + "` is no server")
                .hint("write its URL, such as `root://cms-xrd-global.cern.ch`"));
      }
    }
    return new Redirectors(servers);
  }

  private void read(SampleSource source) {
    Map<String, Value> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, Setting> each : source.metadata().entrySet()) {
      evaluate(each.getValue().value(), Type.ANY)
          .ifPresent(value -> metadata.put(each.getKey(), value));
    }
    if (source instanceof SampleSource.Single single) {
      readSingle(single, metadata);
    } else {
      readFile((SampleSource.File) source, metadata);
    }
  }

  private void readSingle(SampleSource.Single single, Map<String, Value> metadata) {
    var named = new Listing.Builder();
    int errors = diagnostics.size();
    addFiles(single.files().value(), named);
    Listing files = named.build();
    Optional<String> tree =
        single.tree().flatMap(each -> evaluate(each.value(), Type.TEXT)).map(Value::text);
    if (diagnostics.size() == errors || !files.isEmpty()) {
      add(
          new Sample(
              single.span(), single.name(), FileList.NONE, tree, single.leniency(), metadata),
          files);
    }
  }

  /**
   * Flattens what {@code files} holds; a relative path belongs to the folder of the file that wrote
   * it.
   */
  private void addFiles(Expression expression, Listing.Builder files) {
    if (expression instanceof ListOf list) {
      list.elements().forEach(each -> addFiles(each, files));
      return;
    }
    Optional<Value> value = evaluate(expression, Type.ANY);
    if (expression instanceof Expression.Apply apply && apply.function() == Function.REPLICAS) {
      var places = new ArrayList<String>();
      value.ifPresent(each -> flatten(each, expression, places::add));
      if (!places.isEmpty()) {
        files.add(places.stream().flatMap(each -> redirectors.places(each).stream()).toList());
      }
    } else {
      value.ifPresent(
          each -> flatten(each, expression, path -> files.add(redirectors.places(path))));
    }
  }

  private void flatten(Value value, Expression expression, Consumer<String> paths) {
    if (value instanceof Value.Listed list) {
      list.elements().forEach(each -> flatten(each, expression, paths));
    } else if (value instanceof Value.Text text) {
      boolean lookedUp = expression instanceof Expression.Apply apply && apply.function().looksUp();
      paths.accept(
          lookedUp ? text.text() : world.located(text.text(), expression.span().source().name()));
    } else {
      diagnostics.add(
          Code.HDW0302, expression.span(), "a file is a text but this is " + value.type().phrase());
    }
  }

  private void readFile(SampleSource.File file, Map<String, Value> blockMetadata) {
    Optional<String> path = evaluate(file.path(), Type.TEXT).map(Value::text);
    if (path.isEmpty()) {
      return;
    }
    String lister = world.resolved(path.get(), file.span().source().name());
    for (SampleJson.Entry each : entries(file, path.get())) {
      var metadata = new LinkedHashMap<>(each.metadata());
      metadata.putAll(blockMetadata);
      Optional<String> tree = Optional.ofNullable(metadata.remove("tree")).map(Value::text);
      add(
          new Sample(each.span(), each.name(), FileList.NONE, tree, file.leniency(), metadata),
          located(each.files(), lister));
    }
  }

  private List<SampleJson.Entry> entries(SampleSource.File file, String path) {
    String writer = file.span().source().name();
    String name = world.located(path, writer);
    try {
      var later = Source.readLater(name, () -> readAgain(path, writer));
      try (Reader text = world.open(path, writer)) {
        Optional<List<SampleJson.Entry>> entries = SampleJson.stream(text, later);
        if (entries.isPresent()) {
          return entries.get();
        }
      } catch (IOException saidBelow) {
        // as is all that is wrong with the text
      }
      return SampleJson.read(new Source(name, world.read(path, writer)), diagnostics);
    } catch (IOException unreadable) {
      diagnostics.add(Code.HDW0506, file.span(), unreadable.getMessage());
      return List.of();
    }
  }

  /** The text of a file that was read before, for a message; none where that fails now. */
  private String readAgain(String path, String writer) {
    try {
      return world.read(path, writer);
    } catch (IOException | OutOfMemoryError goneOrTooLarge) {
      return "";
    }
  }

  /** Where files are looked for that a file lists. */
  private Listing located(Listing listed, String lister) {
    if (listed.isFarAway()) {
      return listed; // just as it is
    }
    var located = new Listing.Builder();
    for (List<String> each : listed) {
      located.add(
          each.size() == 1
              ? redirectors.places(world.located(each.get(0), lister))
              : each.stream()
                  .map(place -> world.located(place, lister))
                  .flatMap(place -> redirectors.places(place).stream())
                  .toList());
    }
    return located.build();
  }

  private void add(Sample sample, Listing files) {
    Sample earlier = samples.get(sample.name());
    if (earlier != null) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0202, sample.span(), "sample `" + sample.name() + "` is declared twice")
              .note("first declared at", earlier.span()));
      return;
    }
    samples.put(sample.name(), new FileLookUp(world, diagnostics).look(sample, files.first(limit)));
  }
}
