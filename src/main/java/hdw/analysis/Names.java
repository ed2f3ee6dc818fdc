package hdw.analysis;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.model.Executor;
import hdw.model.Reason;
import hdw.model.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** All names of a workflow, and which of them were mentioned. */
final class Names {
  private final Map<String, List<Symbol>> symbols = new LinkedHashMap<>();
  private final Set<Symbol> mentioned = new LinkedHashSet<>();
  private final Map<Symbol, Set<Symbol>> mentionedBy = new LinkedHashMap<>();
  private Optional<Symbol> reading = Optional.empty();
  private final Diagnostics diagnostics;

  Names(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    for (Executor each : Executor.values()) {
      add(new Symbol(Symbol.Kind.EXECUTOR, each.word(), Optional.empty(), Type.EXECUTOR, false));
    }
    for (Reason each : Reason.values()) {
      add(new Symbol(Symbol.Kind.REASON, each.word(), Optional.empty(), Type.REASON, false));
    }
  }

  /** Declares a name; false, with a report, where its kind has that name already. */
  boolean declare(Symbol.Kind kind, String name, Span span, Type type, boolean own) {
    Optional<Symbol> earlier = find(name, kind);
    if (earlier.isPresent() && kind != Symbol.Kind.QUEUE) {
      // the person can mend their own file
      boolean swap = earlier.get().own() && !own;
      Span first = earlier.get().span().orElse(span);
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0202,
                  swap ? first : span,
                  kind.word() + " `" + name + "` is declared twice")
              .note(swap ? "also declared at" : "first declared at", swap ? span : first)
              .hint(
                  own && !earlier.get().own() || swap
                      ? "give it another name here"
                      : "give one of them another name"));
      return false;
    }
    add(new Symbol(kind, name, Optional.of(span), type, own));
    return true;
  }

  private void add(Symbol symbol) {
    symbols.computeIfAbsent(symbol.name(), name -> new ArrayList<>()).add(symbol);
  }

  /** Everything called {@code name}. */
  List<Symbol> find(String name) {
    return symbols.getOrDefault(name, List.of());
  }

  /** The thing of this kind called {@code name}. */
  Optional<Symbol> find(String name, Symbol.Kind kind) {
    return find(name).stream().filter(each -> each.kind() == kind).findFirst();
  }

  /** The names of one kind, or of all without a kind, in order of declaration. */
  List<String> known(Symbol.Kind... kinds) {
    var wanted = List.of(kinds);
    return symbols.values().stream()
        .flatMap(List::stream)
        .filter(each -> wanted.isEmpty() || wanted.contains(each.kind()))
        .map(Symbol::name)
        .distinct()
        .toList();
  }

  /** Notes that a name was mentioned: by the param or let that is being read, or by what counts. */
  void mention(Symbol symbol) {
    if (reading.isPresent()) {
      mentionedBy.computeIfAbsent(reading.get(), each -> new LinkedHashSet<>()).add(symbol);
    } else {
      mentioned.add(symbol);
    }
  }

  /** Reads the value of a param or let: what only unused values mention is unused itself. */
  <T> T reading(Optional<Symbol> symbol, Supplier<T> read) {
    reading = symbol;
    T value = read.get();
    reading = Optional.empty();
    return value;
  }

  /**
   * Reports params and lets of the user's own file that nothing mentions; where there is no task at
   * all, they are there for the files that use this one.
   */
  void reportUnused() {
    if (known(Symbol.Kind.TASK).isEmpty()) {
      return;
    }
    var todo = new ArrayDeque<>(mentioned);
    while (!todo.isEmpty()) {
      for (Symbol each : mentionedBy.getOrDefault(todo.pop(), Set.of())) {
        if (mentioned.add(each)) {
          todo.push(each);
        }
      }
    }
    for (List<Symbol> each : symbols.values()) {
      for (Symbol symbol : each) {
        boolean variable = symbol.kind() == Symbol.Kind.PARAM || symbol.kind() == Symbol.Kind.LET;
        if (variable && symbol.own() && !mentioned.contains(symbol)) {
          diagnostics.add(
              Diagnostic.of(
                      Code.HDW0251,
                      symbol.span().orElseThrow(),
                      symbol.kind().word() + " `" + symbol.name() + "` is never used")
                  .hint(
                      "remove it, or use it as `"
                          + symbol.name()
                          + "` or `{{"
                          + symbol.name()
                          + "}}`"));
        }
      }
    }
  }
}
