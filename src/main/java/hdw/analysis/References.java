package hdw.analysis;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.diagnostic.Suggestion;
import hdw.model.Expression;
import hdw.model.Expression.Constant;
import hdw.model.Expression.Variable;
import hdw.model.Scope;
import hdw.model.Type;
import hdw.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds what a bare name, or a name behind a dot, stands for. */
final class References {
  private final Names names;
  private final Locals locals;
  private final Diagnostics diagnostics;
  private boolean inTemplate;

  References(Names names, Locals locals, Diagnostics diagnostics) {
    this.names = names;
    this.locals = locals;
    this.diagnostics = diagnostics;
  }

  /** Resolves what {@code inside} asks for as the names of a template. */
  Optional<Expression> inTemplate(Supplier<Optional<Expression>> inside) {
    boolean before = inTemplate;
    inTemplate = true;
    Optional<Expression> resolved = inside.get();
    inTemplate = before;
    return resolved;
  }

  /** Whether values of this type are written as bare names. */
  static boolean isName(Type type) {
    return type == Type.EXECUTOR || type == Type.QUEUE || type == Type.TASK || type == Type.REASON;
  }

  /** Whether a bare name stands for something here. */
  boolean isKnown(String name) {
    return locals.knows(name) || !names.find(name).isEmpty();
  }

  Optional<Expression> resolve(String name, Span span, Type wanted) {
    Optional<Variable> local = locals.find(name, span);
    if (local.isPresent()) {
      return Optional.of(local.get());
    }
    List<Symbol> found =
        names.find(name).stream().filter(each -> mayBeMeant(each, wanted)).toList();
    if (found.isEmpty()) {
      diagnostics.add(unknown(name, span, wanted));
      return Optional.empty();
    }
    if (found.stream().map(Symbol::kind).distinct().count() > 1) {
      diagnostics.add(ambiguous(name, span, found));
      return Optional.empty();
    }
    Symbol symbol = found.get(0);
    names.mention(symbol);
    return Optional.of(
        switch (symbol.kind()) {
          case PARAM, LET -> new Variable(span, Scope.GLOBAL, name, symbol.type());
          case SAMPLE -> new Constant(span, new Value.Text(name));
          case TASK, QUEUE, EXECUTOR, REASON ->
              new Constant(span, new Value.Named(symbol.type(), name));
        });
  }

  private boolean mayBeMeant(Symbol symbol, Type wanted) {
    boolean variable = symbol.kind() == Symbol.Kind.PARAM || symbol.kind() == Symbol.Kind.LET;
    return variable || !inTemplate && (!isName(wanted) || symbol.type() == wanted);
  }

  /**
   * What {@code owner.member} stands for, where the owner is a word with members of its own.
   *
   * @return nothing where the owner is an ordinary value; an empty answer, reported, where it has
   *     no such member
   */
  Optional<Optional<Expression>> member(
      hdw.ast.Expression.Reference owner, hdw.ast.Expression.Member member) {
    Span span = owner.span().to(member.span());
    Optional<Variable> local = locals.find(owner.name() + "." + member.name(), span);
    if (local.isPresent()) {
      return Optional.of(Optional.of(local.get()));
    }
    if (locals.isOwner(owner.name())) {
      List<String> known = locals.known(owner.name() + ".");
      if (locals
          .find(owner.name(), span)
          .filter(each -> !Members.of(each.type()).isEmpty())
          .isPresent()) {
        return Optional.empty();
      }
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0212,
                  member.span(),
                  "`" + owner.name() + "` has no `" + member.name() + "` here")
              .note("it has `" + String.join("`, `", known) + "`")
              .hint(Suggestion.didYouMean(member.name(), known)));
      return Optional.of(Optional.empty());
    }
    boolean isTask = names.find(owner.name(), Symbol.Kind.TASK).isPresent();
    if (isTask && locals.find("inputs", span).isPresent()) {
      String name = owner.name() + "." + member.name();
      return Optional.of(Optional.of(new Variable(span, Scope.JOB, name, Type.LIST)));
    }
    if (owner.name().equals("sample") && names.find("sample").isEmpty()) {
      diagnostics.add(
          Diagnostic.of(
                  inTemplate ? Code.HDW0210 : Code.HDW0203,
                  owner.span(),
                  "there is no `sample` here")
              .hint("a task has one where it says `for each sample`"));
      return Optional.of(Optional.empty());
    }
    return Optional.empty();
  }

  private Diagnostic unknown(String name, Span span, Type wanted) {
    var known = new ArrayList<String>();
    String what = "nothing here is called `" + name + "`";
    if (isName(wanted) && !inTemplate) {
      known.addAll(names.known(kindOf(wanted)));
      String article = wanted.phrase().replaceFirst("^an? ", "");
      what = "there is no " + article + " `" + name + "`";
    } else {
      known.addAll(locals.known(""));
      known.addAll(inTemplate ? names.known(Symbol.Kind.PARAM, Symbol.Kind.LET) : names.known());
    }
    var diagnostic = Diagnostic.of(inTemplate ? Code.HDW0210 : Code.HDW0203, span, what);
    return diagnostic.hint(
        locals
            .elsewhere(name)
            .or(() -> Suggestion.didYouMean(name, known))
            .orElseGet(() -> remedy(name, wanted, known)));
  }

  /** What to do about a name that is like no other. */
  private String remedy(String name, Type wanted, List<String> known) {
    if (name.toLowerCase(Locale.ROOT).matches("true|false|yes|no|on|off")) {
      return "truth values are `true` and `false`";
    }
    if (inTemplate) {
      return "write `\\{{` for two braces that hdw should leave alone";
    }
    return switch (wanted) {
      case QUEUE ->
          known.isEmpty()
              ? "`use` a site that has queues, such as `use \"sites/lxplus\"`, or leave it out"
              : "known are `" + String.join("`, `", known) + "`";
      case EXECUTOR, TASK, REASON ->
          known.isEmpty() ? "none is declared" : "known are `" + String.join("`, `", known) + "`";
      case NUMBER -> "write a number";
      case MEMORY -> "write an amount, such as `2 GB`";
      case TIME -> "write a time, such as `20 min`";
      case SHARE -> "write a share, such as `1 %`";
      case TRUTH -> "write a condition, or `true` or `false`";
      default -> "text is written in quotes: \"" + name + "\"";
    };
  }

  private static Symbol.Kind kindOf(Type type) {
    return switch (type) {
      case EXECUTOR -> Symbol.Kind.EXECUTOR;
      case QUEUE -> Symbol.Kind.QUEUE;
      case TASK -> Symbol.Kind.TASK;
      default -> Symbol.Kind.REASON;
    };
  }

  private static Diagnostic ambiguous(String name, Span span, List<Symbol> found) {
    String kinds =
        String.join(" and a ", found.stream().map(each -> each.kind().word()).distinct().toList());
    var diagnostic = Diagnostic.of(Code.HDW0204, span, "`" + name + "` is a " + kinds);
    for (Symbol each : found) {
      if (each.span().isPresent()) {
        diagnostic =
            diagnostic.note("the " + each.kind().word() + " is declared at", each.span().get());
      }
    }
    return diagnostic.hint("give one of them another name");
  }
}
