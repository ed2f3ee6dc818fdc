package hdw.plan;

import hdw.eval.Bindings;
import hdw.eval.EvaluationException;
import hdw.eval.Evaluator;
import hdw.eval.MissingVariableException;
import hdw.eval.World;
import hdw.model.Expression;
import hdw.model.Expression.Part;
import hdw.model.Expression.Template;
import hdw.model.Expression.Variable;
import hdw.model.Scope;
import hdw.model.Type;
import hdw.model.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A text that each job of a node has, where jobs differ in it by the ids of their chunks at most:
 * made once for the node, and not for each of a million jobs.
 *
 * @param head what stands in front of the chunk's id; all of it where there is none
 * @param chunked whether the chunk's id stands in it
 * @param tail what stands behind the chunk's id
 */
public record JobText(String head, boolean chunked, String tail) {
  /** Longer ones are left to those who report them. */
  private static final int LONGEST = 1 << 16;

  /** Stands for the id of any chunk: a part of a file's name that is spelt in one way only. */
  private static final String ANY = "hdw-any-chunk";

  /** The text that an expression has; nothing where jobs differ in more, or where it has none. */
  static Optional<JobText> of(Expression expression, Bindings ofNode, World world) {
    List<Part> parts =
        expression instanceof Template template
            ? template.parts()
            : List.of(new Part.Hole(expression.span(), expression));
    var evaluator = new Evaluator(ofNode, world);
    var head = new StringBuilder();
    var tail = new StringBuilder();
    boolean chunked = false;
    for (Part each : parts) {
      if (isChunk(each)) {
        if (chunked) {
          return Optional.empty();
        }
        chunked = true;
      } else {
        Optional<String> same = same(each, evaluator);
        if (same.isEmpty() || head.length() + tail.length() > LONGEST) {
          return Optional.empty();
        }
        (chunked ? tail : head).append(same.get());
      }
    }
    return Optional.of(new JobText(head.toString(), chunked, tail.toString()));
  }

  private static boolean isChunk(Part part) {
    return part instanceof Part.Hole hole
        && hole.value() instanceof Variable variable
        && variable.scope() == Scope.CHUNK
        && variable.name().isEmpty();
  }

  /** What a part is for all jobs. */
  private static Optional<String> same(Part part, Evaluator evaluator) {
    if (part instanceof Part.Literal literal) {
      return Optional.of(literal.text());
    }
    Expression value = ((Part.Hole) part).value();
    boolean task = value instanceof Variable variable && variable.name().equals("task");
    if (value.uses(Scope.CHUNK) || value.uses(Scope.RUNTIME) || value.uses(Scope.JOB) && !task) {
      return Optional.empty();
    }
    try {
      Value same = evaluator.evaluate(value);
      return same.type() == Type.LIST ? Optional.empty() : Optional.of(same.text());
    } catch (EvaluationException | MissingVariableException reportedWhereItIsUsed) {
      return Optional.empty();
    }
  }

  /** The text of the job with this chunk. */
  public String of(String chunk) {
    return chunked ? head.concat(chunk).concat(tail) : head;
  }

  /** The same spelt in another way; nothing where that would hang on the chunk. */
  Optional<JobText> spelt(UnaryOperator<String> spelling) {
    String all = spelling.apply(of(ANY));
    int at = all.indexOf(ANY);
    if (!chunked) {
      return Optional.of(new JobText(all, false, ""));
    }
    return at < 0 || at != all.lastIndexOf(ANY)
        ? Optional.empty()
        : Optional.of(new JobText(all.substring(0, at), true, all.substring(at + ANY.length())));
  }

  /** What it ends with in all jobs. */
  String end() {
    return chunked ? tail : head;
  }
}
