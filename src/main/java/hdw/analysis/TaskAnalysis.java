package hdw.analysis;

import hdw.ast.Declaration;
import hdw.ast.Property;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.model.Command;
import hdw.model.Dimension;
import hdw.model.Expression;
import hdw.model.Input;
import hdw.model.Output;
import hdw.model.Setting;
import hdw.model.Task;
import hdw.model.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tasks. */
final class TaskAnalysis {
  private final Names names;
  private final Map<String, List<String>> outputsOfTasks;
  private final List<BlockReader> defaults;
  private final Constants constants;
  private final Diagnostics diagnostics;

  TaskAnalysis(
      Names names,
      Map<String, List<String>> outputsOfTasks,
      List<BlockReader> defaults,
      Constants constants,
      Diagnostics diagnostics) {
    this.names = names;
    this.outputsOfTasks = outputsOfTasks;
    this.defaults = defaults;
    this.constants = constants;
    this.diagnostics = diagnostics;
  }

  /** The names of a task's outputs as written; the empty name for a single one. */
  static List<String> outputNames(Declaration.Task task) {
    Optional<Property> output = task.body().property("output");
    if (output.isPresent() && output.get() instanceof Property.Group group) {
      return group.body().properties().stream().map(each -> each.name().text()).toList();
    }
    return output.isPresent() ? List.of("") : List.of();
  }

  Optional<Task> analyze(Declaration.Task task) {
    List<Dimension> dimensions = new DimensionAnalysis(names, diagnostics).analyze(task);
    List<String> written = DimensionAnalysis.names(task);
    var resolver = new Resolver(names, Locals.ofDimensions(written), diagnostics);
    var properties = new TaskProperties(task, defaults, resolver, diagnostics);
    var inputs = new InputAnalysis(names, outputsOfTasks, resolver, diagnostics);
    Optional<Expression> where = task.where().flatMap(each -> resolver.resolve(each, Type.TRUTH));
    List<Input> allInputs = inputs.inputs(properties.plain("input"), task.span(), dimensions);
    List<Output> outputs = outputs(task, properties);
    List<String> outputNames = outputNames(task);
    var commandResolver =
        new Resolver(
            names, Locals.ofDimensions(written).withJob().withRuntime(outputNames), diagnostics);
    var commands =
        new CommandAnalysis(
            commandResolver, constants, new VariableNames(outputNames), diagnostics);
    Optional<Command> run = properties.plain("run").flatMap(commands::analyze);
    Optional<Command> setup = properties.plain("setup").flatMap(commands::analyze);
    if (!properties.has("run")) {
      diagnostics.add(
          Diagnostic.of(Code.HDW0211, task.span(), "task `" + task.name().text() + "` has no `run`")
              .hint("write the command that makes its output: `run = \"...\"`"));
    }
    Task.Options options = new OptionAnalysis(constants, diagnostics).options(properties);
    Optional<Setting> split = split(task, properties, resolver, allInputs);
    List<Expression> needs =
        properties.plain("needs").map(each -> needs(each, resolver)).orElse(List.of());
    List<Task.After> after = inputs.after(properties.plain("after"));
    var resources = properties.resources();
    var directives = properties.directives();
    var environment = properties.environment();
    // what hangs on a broken input or split would be reported again wherever it is mentioned
    boolean complete =
        allInputs.size() >= properties.plain("input").map(InputAnalysis::count).orElse(0)
            && dimensions.size() == task.dimensions().size()
            && (split.isPresent() || !properties.hasOwn("split") || !isSplit(properties));
    return run.filter(command -> complete)
        .map(
            command ->
                new Task(
                    task.span(),
                    task.name().text(),
                    dimensions,
                    where,
                    allInputs,
                    outputs,
                    after,
                    split,
                    resources,
                    needs,
                    directives,
                    environment,
                    command,
                    setup,
                    options));
  }

  private List<Output> outputs(Declaration.Task task, TaskProperties properties) {
    Locals locals = Locals.ofDimensions(DimensionAnalysis.names(task)).withJob();
    var resolver = new Resolver(names, locals, diagnostics);
    var outputs = new ArrayList<Output>();
    Optional<Property> written = properties.property("output");
    if (written.isPresent() && written.get() instanceof Property.Group group) {
      SiteAnalysis.noQueues(group.body(), diagnostics);
      var seen = new ArrayList<String>();
      for (Property each : group.body().properties()) {
        if (seen.contains(each.name().text())) {
          diagnostics.add(
              Code.HDW0206,
              each.name().span(),
              "output `" + each.name().text() + "` is named twice");
        } else if (each instanceof Property.Plain plain) {
          resolver
              .resolve(plain.value(), Type.TEXT)
              .ifPresent(
                  path -> outputs.add(new Output(plain.value().span(), plain.name().text(), path)));
        } else {
          diagnostics.add(
              Code.HDW0302, each.name().span(), "an output is written `name = \"path\"`");
        }
        seen.add(each.name().text());
      }
    } else if (written.isPresent()) {
      properties
          .plain("output")
          .flatMap(
              value ->
                  resolver
                      .resolve(value, Type.TEXT)
                      .map(path -> new Output(value.span(), "", path)))
          .ifPresent(outputs::add);
    }
    return outputs;
  }

  private Optional<Setting> split(
      Declaration.Task task, TaskProperties properties, Resolver resolver, List<Input> inputs) {
    Optional<hdw.ast.Expression> written = properties.plain("split");
    if (!isSplit(properties)) {
      return Optional.empty();
    }
    Optional<Expression> split = resolver.resolve(written.get());
    if (split.isEmpty()) {
      return Optional.empty();
    }
    boolean splits =
        switch (split.get().type()) {
          case COUNT, MEMORY, TIME, ANY -> true;
          default -> false;
        };
    if (!splits) {
      diagnostics.add(WrongType.of(written.get().span(), split.get(), Type.COUNT));
      return Optional.empty();
    }
    boolean readsSample = inputs.stream().anyMatch(Input.SampleFiles.class::isInstance);
    if (!readsSample && properties.hasOwn("split")) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0405,
                  written.get().span(),
                  "task `" + task.name().text() + "` reads no sample that could be split")
              .hint("for one job to each job of another task write `input = each TASK`"));
      return Optional.empty();
    }
    return readsSample
        ? Optional.of(new Setting(written.get().span(), split.get()))
        : Optional.empty();
  }

  private static boolean isSplit(TaskProperties properties) {
    return properties
        .plain("split")
        .filter(
            each ->
                !(each instanceof hdw.ast.Expression.Reference none && none.name().equals("none")))
        .isPresent();
  }

  private List<Expression> needs(hdw.ast.Expression written, Resolver resolver) {
    var needs = new ArrayList<Expression>();
    var elements =
        written instanceof hdw.ast.Expression.ListLiteral list ? list.elements() : List.of(written);
    for (hdw.ast.Expression each : elements) {
      resolver
          .resolve(each)
          .ifPresent(
              path -> {
                if (path.type().fits(Type.TEXT) || path.type() == Type.LIST) {
                  needs.add(path);
                } else {
                  diagnostics.add(WrongType.of(each.span(), path, Type.TEXT));
                }
              });
    }
    return needs;
  }
}
