package hdw.eval;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.model.Expression.Apply;
import hdw.model.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The functions that ask the world: files, folders, commands, the environment. */
final class LookUps {
  private final World world;

  LookUps(World world) {
    this.world = world;
  }

  Value apply(Apply apply, List<Value> arguments) throws EvaluationException {
    String file = apply.span().source().name();
    String first = Functions.text(apply, 0, arguments.get(0));
    try {
      return switch (apply.function()) {
        case GLOB -> globbed(apply, arguments, file);
        case LINES -> texts(lines(world.read(first, file)), world.resolved(first, file));
        case COMMAND -> texts(nonEmpty(apply, first, world.command(first, file)), file);
        case JSON -> world.json(first, keys(apply, arguments), file);
        case ENV -> environment(apply, first, arguments);
        default -> new Value.Truth(world.exists(first, file));
      };
    } catch (IOException failed) {
      throw new EvaluationException(
          Diagnostic.of(Code.HDW0506, apply.arguments().get(0).span(), failed.getMessage()));
    }
  }

  private Value globbed(Apply apply, List<Value> patterns, String file)
      throws EvaluationException, IOException {
    var found = new ArrayList<Value>();
    for (int i = 0; i < patterns.size(); i++) {
      String pattern = Functions.text(apply, i, patterns.get(i));
      List<String> files = world.glob(pattern, file);
      if (files.isEmpty()) {
        var diagnostic =
            Diagnostic.of(
                Code.HDW0506, apply.arguments().get(i).span(), "no file matches `" + pattern + "`");
        throw new EvaluationException(
            pattern.startsWith("/")
                ? diagnostic
                : diagnostic.hint("relative paths belong to the folder of `" + name(file) + "`"));
      }
      files.forEach(each -> found.add(new Value.Text(each)));
    }
    return new Value.Listed(found);
  }

  private static String name(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  private static List<String> keys(Apply apply, List<Value> arguments) throws EvaluationException {
    var keys = new ArrayList<String>();
    for (int i = 1; i < arguments.size(); i++) {
      keys.add(Functions.text(apply, i, arguments.get(i)));
    }
    return keys;
  }

  private static List<String> nonEmpty(Apply apply, String command, List<String> lines)
      throws EvaluationException {
    if (lines.isEmpty()) {
      throw new EvaluationException(
          Code.HDW0506,
          apply.arguments().get(0).span(),
          "the command `" + command + "` printed nothing");
    }
    return lines;
  }

  private static List<String> lines(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  private Value texts(List<String> lines, String file) {
    return new Value.Listed(
        lines.stream().map(line -> (Value) new Value.Text(world.located(line, file))).toList());
  }

  private Value environment(Apply apply, String name, List<Value> arguments)
      throws EvaluationException {
    var found = world.environment(name);
    if (found.isPresent()) {
      return new Value.Text(found.get());
    }
    if (arguments.size() == 2) {
      return arguments.get(1);
    }
    throw new EvaluationException(
        Diagnostic.of(
                Code.HDW0506,
                apply.arguments().get(0).span(),
                "the environment has no `" + name + "`")
            .hint("give a second value for when it is not set: `env(\"" + name + "\", \"...\")`"));
  }
}
