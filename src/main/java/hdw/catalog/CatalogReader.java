package hdw.catalog;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Source;
import hdw.diagnostic.Span;
import hdw.eval.Bindings;
import hdw.eval.EvaluationException;
import hdw.eval.Evaluator;
import hdw.eval.MissingVariableException;
import hdw.model.Expression;
import hdw.model.Expression.ListOf;
import hdw.model.Global;
import hdw.model.SampleSource;
import hdw.model.Scope;
import hdw.model.Setting;
import hdw.model.Type;
import hdw.model.Value;
import hdw.model.Workflow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evaluates params and lets, and looks up the files of every sample. */
public final class CatalogReader {
  private final Surroundings world;
  private final int limit;
  private final Diagnostics diagnostics;
  private final Map<String, Value> globals = new LinkedHashMap<>();
  private final Map<String, Sample> samples = new LinkedHashMap<>();
  private final Evaluator evaluator;

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
    var files = new ArrayList<String>();
    int errors = diagnostics.size();
    addFiles(single.files().value(), files);
    Optional<String> tree =
        single.tree().flatMap(each -> evaluate(each.value(), Type.TEXT)).map(Value::text);
    if (diagnostics.size() == errors || !files.isEmpty()) {
      add(single.span(), single.name(), files, tree, metadata, single.skipMissing());
    }
  }

  /**
   * Flattens what {@code files} holds; a relative path belongs to the folder of the file that wrote
   * it.
   */
  private void addFiles(Expression expression, List<String> files) {
    if (expression instanceof ListOf list) {
      list.elements().forEach(each -> addFiles(each, files));
      return;
    }
    String writer = expression.span().source().name();
    evaluate(expression, Type.ANY).ifPresent(value -> flatten(value, expression, writer, files));
  }

  private void flatten(Value value, Expression expression, String writer, List<String> files) {
    if (value instanceof Value.Listed list) {
      list.elements().forEach(each -> flatten(each, expression, writer, files));
    } else if (value instanceof Value.Text text) {
      boolean lookedUp = expression instanceof Expression.Apply apply && apply.function().looksUp();
      files.add(lookedUp ? text.text() : world.located(text.text(), writer));
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
    String writer = file.span().source().name();
    String text;
    try {
      text = world.read(path.get(), writer);
    } catch (IOException unreadable) {
      diagnostics.add(Code.HDW0506, file.span(), unreadable.getMessage());
      return;
    }
    var source = new Source(world.located(path.get(), writer), text);
    for (SampleJson.Entry each : SampleJson.read(source, diagnostics)) {
      var metadata = new LinkedHashMap<>(each.metadata());
      metadata.putAll(blockMetadata);
      Optional<String> tree = Optional.ofNullable(metadata.remove("tree")).map(Value::text);
      List<String> files =
          each.files().stream()
              .map(one -> world.located(one, world.resolved(path.get(), writer)))
              .toList();
      add(each.span(), each.name(), files, tree, metadata, file.skipMissing());
    }
  }

  private void add(
      Span span,
      String name,
      List<String> files,
      Optional<String> tree,
      Map<String, Value> metadata,
      boolean skip) {
    Sample earlier = samples.get(name);
    if (earlier != null) {
      diagnostics.add(
          Diagnostic.of(Code.HDW0202, span, "sample `" + name + "` is declared twice")
              .note("first declared at", earlier.span()));
      return;
    }
    List<String> taken = files.size() > limit ? files.subList(0, limit) : files;
    var list = new FileLookUp(world, diagnostics).look(span, name, taken, skip);
    samples.put(name, new Sample(span, name, list, tree, metadata));
  }
}
