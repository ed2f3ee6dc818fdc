package hdw.analysis;

import hdw.ast.Block;
import hdw.ast.Name;
import hdw.ast.Property;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Suggestion;
import hdw.model.Executor;
import hdw.model.Expression;
import hdw.model.Setting;
import hdw.model.Type;
import hdw.model.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads the properties of a block against its schema. */
final class BlockReader {
  private final Block block;
  private final Schema schema;
  private final Diagnostics diagnostics;
  private final Map<String, Property> properties = new LinkedHashMap<>();

  /**
   * Checks that every property is known and set once; {@code others} lets further names through.
   */
  BlockReader(
      Block block, Schema schema, Predicate<String> others, String where, Diagnostics diagnostics) {
    this.block = block;
    this.schema = schema;
    this.diagnostics = diagnostics;
    for (Property each : block.properties()) {
      if (each instanceof Property.Directive directive) {
        checkDirective(directive, where);
      } else if (schema.entry(each.name().text()).isEmpty() && !others.test(each.name().text())) {
        unknown(each.name(), where);
      } else {
        once(each.name().text(), each);
      }
    }
  }

  private void checkDirective(Property.Directive directive, String where) {
    Optional<Executor> scheduler = Executor.named(directive.name().text());
    if (!schema.allowsDirectives()) {
      diagnostics.add(Code.HDW0201, directive.name().span(), where + " takes no directives");
    } else if (scheduler.isEmpty() || scheduler.get() == Executor.LOCAL) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0203,
                  directive.name().span(),
                  "there is no scheduler `" + directive.name().text() + "`")
              .hint("directives are for `htcondor` and `slurm`"));
    } else {
      once("directive " + directive.name().text(), directive);
      OwnLines.in(scheduler.get(), directive.value())
          .ifPresent(own -> diagnostics.add(ownLine(directive, own)));
    }
  }

  private static Diagnostic ownLine(Property.Directive directive, OwnLines.Own own) {
    return Diagnostic.of(
            Code.HDW0216, directive.name().span(), "`" + own.sets() + "` of jobs is written by hdw")
        .note("by it hdw knows its jobs, and how they end")
        .hint(own.hint());
  }

  private void once(String key, Property property) {
    Property earlier = properties.putIfAbsent(key, property);
    if (earlier != null) {
      diagnostics.add(
          Diagnostic.of(Code.HDW0206, property.name().span(), "`" + key + "` is set twice")
              .note("first set at", earlier.name().span()));
    }
  }

  private void unknown(Name name, String where) {
    if (schema == Schema.DEFAULTS && Schema.TASK.entry(name.text()).isPresent()) {
      diagnostics.add(
          Diagnostic.of(Code.HDW0201, name.span(), where + " has no property `" + name.text() + "`")
              .hint("it makes a task what it is: write it in each task"));
      return;
    }
    var known = new java.util.ArrayList<>(schema.names());
    if (schema.allowsDirectives()) {
      known.add("directive");
    }
    diagnostics.add(
        Diagnostic.of(Code.HDW0201, name.span(), where + " has no property `" + name.text() + "`")
            .hint(
                Suggestion.didYouMean(name.text(), known)
                    .or(() -> Optional.of("it has `" + String.join("`, `", known) + "`"))));
  }

  /** Whether the property is set. */
  boolean has(String name) {
    return properties.containsKey(name);
  }

  /** The property as written. */
  Optional<Property> property(String name) {
    return Optional.ofNullable(properties.get(name));
  }

  /** The names that are set and are not in the schema, in order. */
  Map<String, Property> others() {
    var others = new LinkedHashMap<String, Property>();
    properties.forEach(
        (name, property) -> {
          if (schema.entry(name).isEmpty() && !(property instanceof Property.Directive)) {
            others.put(name, property);
          }
        });
    return others;
  }

  /** The value written behind the name; nothing, with a report, where a block stands instead. */
  Optional<hdw.ast.Expression> plain(String name) {
    return property(name).flatMap(this::plain);
  }

  Optional<hdw.ast.Expression> plain(Property property) {
    if (property instanceof Property.Plain plain) {
      return Optional.of(plain.value());
    }
    if (property instanceof Property.Directive directive) {
      return Optional.of(directive.value());
    }
    diagnostics.add(
        Diagnostic.of(
                Code.HDW0302,
                property.name().span(),
                "`" + property.name().text() + "` takes no block")
            .hint("write `" + property.name().text() + " = ...`"));
    return Optional.empty();
  }

  /** The resolved value of a property, of the schema's type. */
  Optional<Setting> setting(String name, Resolver resolver) {
    Schema.Entry entry = schema.entry(name).orElseThrow();
    return plain(name)
        .flatMap(
            value ->
                entry.words().isEmpty()
                    ? resolver
                        .resolve(value, entry.type())
                        .map(resolved -> new Setting(value.span(), resolved))
                    : word(entry, value));
  }

  private Optional<Setting> word(Schema.Entry entry, hdw.ast.Expression value) {
    if (value instanceof hdw.ast.Expression.Reference word && entry.words().contains(word.name())) {
      return Optional.of(
          new Setting(
              word.span(), new Expression.Constant(word.span(), new Value.Text(word.name()))));
    }
    diagnostics.add(
        Diagnostic.of(
            Code.HDW0302,
            value.span(),
            "`" + entry.name() + "` is one of `" + String.join("`, `", entry.words()) + "`"));
    return Optional.empty();
  }

  /** The values of all properties of the schema that are set, by name in the schema's order. */
  Map<String, Setting> settings(Resolver resolver) {
    var settings = new LinkedHashMap<String, Setting>();
    for (String name : schema.names()) {
      if (schema.entry(name).orElseThrow().isGroup()) {
        continue;
      }
      setting(name, resolver).ifPresent(each -> settings.put(name, each));
    }
    return settings;
  }

  /** The raw scheduler lines, by executor. */
  Map<Executor, Setting> directives(Resolver resolver) {
    var directives = new LinkedHashMap<Executor, Setting>();
    for (Executor each : Executor.values()) {
      plain("directive " + each.word())
          .flatMap(
              value ->
                  resolver.resolve(value, Type.TEXT).map(found -> new Setting(value.span(), found)))
          .ifPresent(setting -> directives.put(each, setting));
    }
    return directives;
  }

  /** The block as written. */
  Block block() {
    return block;
  }
}
