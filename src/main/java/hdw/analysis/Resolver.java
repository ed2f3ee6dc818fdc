package hdw.analysis;

import hdw.ast.Expression.Piece;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.diagnostic.Suggestion;
import hdw.eval.Mismatch;
import hdw.model.Expression;
import hdw.model.Expression.Apply;
import hdw.model.Expression.Constant;
import hdw.model.Expression.Part;
import hdw.model.Function;
import hdw.model.Type;
import hdw.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Resolves the names of an expression and checks its types; nothing where something is wrong, with
 * a report.
 */
final class Resolver {
  private final References references;
  private final Diagnostics diagnostics;

  Resolver(Names names, Locals locals, Diagnostics diagnostics) {
    this.references = new References(names, locals, diagnostics);
    this.diagnostics = diagnostics;
  }

  /** Resolves an expression that may be of any type. */
  Optional<Expression> resolve(hdw.ast.Expression expression) {
    return resolve(expression, Type.ANY);
  }

  /**
   * Resolves an expression that must be of type {@code wanted}; where two things have a name, that
   * type decides.
   */
  Optional<Expression> resolve(hdw.ast.Expression expression, Type wanted) {
    Optional<Expression> resolved = resolveAny(expression, wanted);
    if (resolved.isPresent() && !resolved.get().type().fits(wanted)) {
      diagnostics.add(WrongType.of(expression.span(), resolved.get(), wanted));
      return Optional.empty();
    }
    return resolved;
  }

  private Optional<Expression> resolveAny(hdw.ast.Expression expression, Type wanted) {
    Span span = expression.span();
    if (expression instanceof hdw.ast.Expression.NumberLiteral number) {
      return constant(span, new Value.Numeric(number.value()));
    }
    if (expression instanceof hdw.ast.Expression.Truth truth) {
      return constant(span, new Value.Truth(truth.value()));
    }
    if (expression instanceof hdw.ast.Expression.Quantity quantity) {
      return Quantities.value(quantity, diagnostics).map(value -> new Constant(span, value));
    }
    if (expression instanceof hdw.ast.Expression.Text text) {
      return text(text);
    }
    if (expression instanceof hdw.ast.Expression.ListLiteral list) {
      return all(list.elements()).map(elements -> new Expression.ListOf(span, elements));
    }
    if (expression instanceof hdw.ast.Expression.Reference reference) {
      return references.resolve(reference.name(), span, wanted);
    }
    if (expression instanceof hdw.ast.Expression.Member member) {
      return member(member);
    }
    if (expression instanceof hdw.ast.Expression.Call call) {
      return call(call);
    }
    if (expression instanceof hdw.ast.Expression.Unary unary) {
      return operation(span, unary.operator().word(), List.of(unary.operand()));
    }
    Optional<Span> path = BarePath.of(expression);
    if (path.isPresent() && !references.isKnown(BarePath.first(expression))) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0203,
                  path.get(),
                  "nothing here is called `" + BarePath.first(expression) + "`")
              .hint("a path is written in quotes: \"" + path.get().text() + "\""));
      return Optional.empty();
    }
    if (expression instanceof hdw.ast.Expression.Binary binary) {
      return operation(span, binary.operator().word(), List.of(binary.left(), binary.right()));
    }
    diagnostics.add(
        Diagnostic.of(
                Code.HDW0405,
                span,
                "`each` and `by` say how an input comes in; they mean nothing here")
            .hint("write them behind `input =`"));
    return Optional.empty();
  }

  private Optional<Expression> text(hdw.ast.Expression.Text text) {
    var parts = new ArrayList<Part>();
    boolean complete = true;
    for (Piece piece : text.pieces()) {
      if (piece instanceof Piece.Literal literal) {
        parts.add(new Part.Literal(literal.text()));
      } else {
        var hole = (Piece.Hole) piece;
        Optional<Expression> value = inTemplate(hole);
        value.ifPresent(each -> parts.add(new Part.Hole(hole.span(), each)));
        complete &= value.isPresent();
      }
    }
    if (!complete) {
      return Optional.empty();
    }
    if (parts.isEmpty()) {
      return constant(text.span(), new Value.Text(""));
    }
    return parts.size() == 1 && parts.get(0) instanceof Part.Literal only
        ? constant(text.span(), new Value.Text(only.text()))
        : Optional.of(new Expression.Template(text.span(), parts));
  }

  /** Resolves what stands between the braces of a template. */
  Optional<Expression> inTemplate(Piece.Hole hole) {
    return references.inTemplate(() -> resolve(hole.value()));
  }

  private Optional<Expression> member(hdw.ast.Expression.Member member) {
    if (member.owner() instanceof hdw.ast.Expression.Reference owner) {
      Optional<Optional<Expression>> known = references.member(owner, member);
      if (known.isPresent()) {
        return known.get();
      }
    }
    Optional<Expression> owner = resolve(member.owner());
    if (owner.isEmpty()) {
      return Optional.empty();
    }
    Optional<Value> unit = Members.unit(owner.get().type(), member.name());
    if (unit.isEmpty()) {
      List<String> members = Members.of(owner.get().type());
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0212,
                  member.span(),
                  owner.get().type().phrase() + " has no `" + member.name() + "`")
              .hint(
                  members.isEmpty()
                      ? Optional.empty()
                      : Optional.of("it has `" + String.join("`, `", members) + "`")));
      return Optional.empty();
    }
    var parts =
        new Apply(
            member.span(),
            Function.OVER,
            List.of(owner.get(), new Constant(member.span(), unit.get())),
            Type.NUMBER);
    return Optional.of(new Apply(member.span(), Function.CEIL, List.of(parts), Type.NUMBER));
  }

  private Optional<Expression> call(hdw.ast.Expression.Call call) {
    Optional<Function> function = Function.named(call.function());
    if (function.isEmpty()) {
      var known =
          java.util.Arrays.stream(Function.values())
              .filter(f -> !f.isOperator())
              .map(Function::word)
              .toList();
      diagnostics.add(
          Diagnostic.of(Code.HDW0209, call.span(), "there is no function `" + call.function() + "`")
              .note("functions are " + String.join(" ", known))
              .hint(Suggestion.didYouMean(call.function(), known)));
      return Optional.empty();
    }
    int count = call.arguments().size();
    if (count < function.get().fewest() || count > function.get().most()) {
      String wanted =
          function.get().fewest() == function.get().most()
              ? Integer.toString(function.get().most())
              : "at least " + function.get().fewest();
      diagnostics.add(
          Code.HDW0306,
          call.span(),
          "`"
              + call.function()
              + "` takes "
              + wanted
              + " argument"
              + (wanted.equals("1") ? "" : "s")
              + " but got "
              + count);
      return Optional.empty();
    }
    var arguments = new ArrayList<Expression>();
    for (int i = 0; i < count; i++) {
      resolve(call.arguments().get(i), Types.wanted(function.get(), i)).ifPresent(arguments::add);
    }
    if (arguments.size() < count) {
      return Optional.empty();
    }
    return checkExtremes(call.span(), function.get(), arguments)
        ? Optional.of(
            new Apply(
                call.span(),
                function.get(),
                arguments,
                Types.of(function.get(), arguments.get(0).type())))
        : Optional.empty();
  }

  private boolean checkExtremes(Span span, Function function, List<Expression> arguments) {
    if (function == Function.MIN || function == Function.MAX) {
      for (Expression each : arguments) {
        if (!each.type().fits(arguments.get(0).type())) {
          diagnostics.add(Mismatch.of(span, function, arguments.get(0).type(), each.type()));
          return false;
        }
      }
    }
    return true;
  }

  private Optional<Expression> operation(
      Span span, String word, List<hdw.ast.Expression> operands) {
    Function operator = Function.operator(word);
    Optional<List<Expression>> resolved = operands.size() == 2 ? pair(operands) : all(operands);
    if (resolved.isEmpty()) {
      return Optional.empty();
    }
    List<Type> types = resolved.get().stream().map(Expression::type).toList();
    Optional<Type> type = Types.of(operator, types);
    if (type.isEmpty()) {
      diagnostics.add(
          types.size() == 2
              ? Mismatch.of(span, operator, types.get(0), types.get(1))
              : WrongType.of(
                  operands.get(0).span(),
                  resolved.get().get(0),
                  operator == Function.NOT ? Type.TRUTH : Type.NUMBER));
      return Optional.empty();
    }
    if (operator == Function.MATCHES && !Patterns.check(resolved.get().get(1), diagnostics)) {
      return Optional.empty();
    }
    return Optional.of(new Apply(span, operator, resolved.get(), type.get()));
  }

  /** Two operands: where one is a bare name that could be two things, the other's type decides. */
  private Optional<List<Expression>> pair(List<hdw.ast.Expression> operands) {
    boolean firstIsName = operands.get(0) instanceof hdw.ast.Expression.Reference;
    int known = firstIsName && !(operands.get(1) instanceof hdw.ast.Expression.Reference) ? 1 : 0;
    Optional<Expression> one = resolve(operands.get(known));
    Type hint = one.map(Expression::type).filter(References::isName).orElse(Type.ANY);
    Optional<Expression> other = resolveAny(operands.get(1 - known), hint);
    if (one.isEmpty() || other.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        known == 0 ? List.of(one.get(), other.get()) : List.of(other.get(), one.get()));
  }

  private Optional<List<Expression>> all(List<hdw.ast.Expression> expressions) {
    var resolved = new ArrayList<Expression>();
    for (hdw.ast.Expression each : expressions) {
      resolve(each).ifPresent(resolved::add);
    }
    return resolved.size() == expressions.size() ? Optional.of(resolved) : Optional.empty();
  }

  private static Optional<Expression> constant(Span span, Value value) {
    return Optional.of(new Constant(span, value));
  }
}
