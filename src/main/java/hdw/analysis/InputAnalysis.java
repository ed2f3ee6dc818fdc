package hdw.analysis;

import hdw.ast.Name;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.diagnostic.Suggestion;
import hdw.model.Dimension;
import hdw.model.Input;
import hdw.model.Input.Mode;
import hdw.model.Task;
import hdw.model.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands behind {@code input} and {@code after}. */
final class InputAnalysis {
  private final Names names;
  private final Map<String, List<String>> outputsOfTasks;
  private final Resolver resolver;
  private final Diagnostics diagnostics;

  /**
   * An analysis that knows the names of the outputs of every task; a single output has the empty
   * name.
   */
  InputAnalysis(
      Names names,
      Map<String, List<String>> outputsOfTasks,
      Resolver resolver,
      Diagnostics diagnostics) {
    this.names = names;
    this.outputsOfTasks = outputsOfTasks;
    this.resolver = resolver;
    this.diagnostics = diagnostics;
  }

  /** The inputs in order; the sample's files where a task has a sample and says nothing. */
  List<Input> inputs(Optional<hdw.ast.Expression> written, Span task, List<Dimension> dimensions) {
    boolean hasSample =
        dimensions.stream()
            .anyMatch(
                each ->
                    each.name().startsWith(Dimension.SAMPLE)
                        && (each.name().equals(Dimension.SAMPLE) || each.metadatum().isPresent()));
    if (written.isEmpty()) {
      return hasSample ? List.of(new Input.SampleFiles(task)) : List.of();
    }
    var inputs = new ArrayList<Input>();
    for (hdw.ast.Expression each : elements(written.get())) {
      input(each, hasSample).ifPresent(inputs::add);
    }
    return inputs;
  }

  /** How many inputs are written. */
  static int count(hdw.ast.Expression written) {
    return elements(written).size();
  }

  private static List<hdw.ast.Expression> elements(hdw.ast.Expression written) {
    return written instanceof hdw.ast.Expression.ListLiteral list
        ? list.elements()
        : List.of(written);
  }

  private Optional<Input> input(hdw.ast.Expression element, boolean hasSample) {
    if (element instanceof hdw.ast.Expression.Each each) {
      return outputs(each.span(), each.task(), each.output(), new Mode.Each());
    }
    if (element instanceof hdw.ast.Expression.By by) {
      BigDecimal width = by.width().value();
      if (width.compareTo(BigDecimal.valueOf(2)) < 0
          || width.compareTo(BigDecimal.valueOf(1_000_000)) > 0
          || width.stripTrailingZeros().scale() > 0) {
        diagnostics.add(
            Code.HDW0305, by.width().span(), "a tree has from 2 to 1000000 inputs to a job");
        return Optional.empty();
      }
      return outputs(by.span(), by.task(), by.output(), new Mode.Tree(width.intValueExact()));
    }
    if (element instanceof hdw.ast.Expression.Member member
        && member.owner() instanceof hdw.ast.Expression.Reference owner
        && isTask(owner.name())) {
      Name output = new Name(member.span(), member.name());
      return outputs(
          owner.span().to(member.span()),
          new Name(owner.span(), owner.name()),
          Optional.of(output),
          new Mode.Gather());
    }
    if (element instanceof hdw.ast.Expression.Reference name) {
      return named(name, hasSample);
    }
    return resolver
        .resolve(element)
        .flatMap(
            paths -> {
              if (!paths.type().fits(Type.TEXT) && paths.type() != Type.LIST) {
                diagnostics.add(
                    Diagnostic.of(
                        Code.HDW0302,
                        element.span(),
                        "an input is a task, files or `sample`, not " + paths.type().phrase()));
                return Optional.empty();
              }
              return Optional.of(new Input.Files(element.span(), paths));
            });
  }

  private boolean isTask(String name) {
    return names.find(name, Symbol.Kind.TASK).isPresent();
  }

  private Optional<Input> named(hdw.ast.Expression.Reference name, boolean hasSample) {
    if (isTask(name.name())
        && names.find(name.name()).stream()
            .allMatch(
                each ->
                    each.kind() == Symbol.Kind.TASK
                        || each.kind() == Symbol.Kind.SAMPLE
                        || each.kind() == Symbol.Kind.QUEUE
                        || each.kind() == Symbol.Kind.EXECUTOR)) {
      return outputs(
          name.span(), new Name(name.span(), name.name()), Optional.empty(), new Mode.Gather());
    }
    if (name.name().equals(Dimension.SAMPLE)) {
      if (hasSample) {
        return Optional.of(new Input.SampleFiles(name.span()));
      }
      diagnostics.add(
          Diagnostic.of(Code.HDW0405, name.span(), "this task has no sample to read")
              .hint("write `for each sample` behind its name"));
      return Optional.empty();
    }
    boolean isVariable =
        names.find(name.name()).stream()
            .anyMatch(each -> each.kind() == Symbol.Kind.PARAM || each.kind() == Symbol.Kind.LET);
    if (!isVariable) {
      diagnostics.add(
          Diagnostic.of(Code.HDW0203, name.span(), "there is no task `" + name.name() + "`")
              .hint(
                  Suggestion.didYouMean(name.name(), names.known(Symbol.Kind.TASK))
                      .or(
                          () ->
                              Optional.of(
                                  "a file is written in quotes: \"" + name.name() + "\""))));
      return Optional.empty();
    }
    return resolver.resolve(name).map(paths -> new Input.Files(name.span(), paths));
  }

  private Optional<Input> outputs(Span span, Name task, Optional<Name> output, Mode mode) {
    if (!isTask(task.text())) {
      diagnostics.add(
          Diagnostic.of(Code.HDW0203, task.span(), "there is no task `" + task.text() + "`")
              .hint(Suggestion.didYouMean(task.text(), names.known(Symbol.Kind.TASK))));
      return Optional.empty();
    }
    List<String> known = outputsOfTasks.getOrDefault(task.text(), List.of());
    if (known.isEmpty()) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0405, span, "task `" + task.text() + "` has no output that could come in")
              .hint("for order alone write `after = " + task.text() + "`"));
      return Optional.empty();
    }
    if (output.isPresent() && !known.contains(output.get().text())) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0203,
                  output.get().span(),
                  "task `" + task.text() + "` has no output `" + output.get().text() + "`")
              .hint(
                  known.equals(List.of(""))
                      ? Optional.of("it has a single output: write `" + task.text() + "`")
                      : Suggestion.didYouMean(output.get().text(), known)
                          .or(() -> Optional.of("it has `" + String.join("`, `", known) + "`"))));
      return Optional.empty();
    }
    return Optional.of(new Input.TaskOutputs(span, task.text(), output.map(Name::text), mode));
  }

  /** The tasks behind {@code after}. */
  List<Task.After> after(Optional<hdw.ast.Expression> written) {
    var tasks = new ArrayList<Task.After>();
    for (hdw.ast.Expression each : written.map(InputAnalysis::elements).orElse(List.of())) {
      resolver
          .resolve(each, Type.TASK)
          .ifPresent(
              task ->
                  tasks.add(
                      new Task.After(
                          each.span(),
                          ((hdw.model.Value.Named) ((hdw.model.Expression.Constant) task).value())
                              .text())));
    }
    return tasks;
  }
}
