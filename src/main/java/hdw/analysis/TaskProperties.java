package hdw.analysis;

import hdw.ast.Block;
import hdw.ast.Declaration;
import hdw.ast.Property;
import hdw.diagnostic.Diagnostics;
import hdw.model.Executor;
import hdw.model.Resource;
import hdw.model.Setting;
import hdw.model.Task;
import hdw.model.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The properties of a task: its own, and behind them those of {@code defaults}. */
final class TaskProperties {
  private final BlockReader own;
  private final List<BlockReader> defaults;
  private final Resolver resolver;

  TaskProperties(
      Declaration.Task task,
      List<BlockReader> defaults,
      Resolver resolver,
      Diagnostics diagnostics) {
    SiteAnalysis.noQueues(task.body(), diagnostics);
    this.own = new BlockReader(task.body(), Schema.TASK, name -> false, "a task", diagnostics);
    this.defaults = defaults;
    this.resolver = resolver;
  }

  /** Reads a {@code defaults} block: everything that a task may say but what makes it a task. */
  static BlockReader defaults(Block block, Diagnostics diagnostics) {
    SiteAnalysis.noQueues(block, diagnostics);
    return new BlockReader(block, Schema.DEFAULTS, name -> false, "`defaults`", diagnostics);
  }

  private BlockReader reader(String name) {
    if (own.has(name)) {
      return own;
    }
    return defaults.stream().filter(each -> each.has(name)).findFirst().orElse(own);
  }

  boolean has(String name) {
    return reader(name).has(name);
  }

  boolean hasOwn(String name) {
    return own.has(name);
  }

  Optional<Setting> setting(String name) {
    return reader(name).setting(name, resolver);
  }

  Optional<hdw.ast.Expression> plain(String name) {
    return reader(name).plain(name);
  }

  Optional<Property> property(String name) {
    return reader(name).property(name);
  }

  Map<Resource, Task.Request> resources() {
    var requests = new LinkedHashMap<Resource, Task.Request>();
    for (Resource each : Resource.values()) {
      setting(each.word())
          .ifPresent(
              setting -> requests.put(each, new Task.Request(setting, !own.has(each.word()))));
    }
    return requests;
  }

  Map<Executor, Setting> directives() {
    var directives = new LinkedHashMap<Executor, Setting>();
    for (BlockReader each : defaults) {
      each.directives(resolver).forEach(directives::putIfAbsent);
    }
    directives.putAll(own.directives(resolver));
    return directives;
  }

  /** The variables of {@code environment { NAME = "value" }}. */
  Map<String, Setting> environment() {
    var environment = new LinkedHashMap<String, Setting>();
    property("environment")
        .ifPresent(
            property -> {
              if (property instanceof Property.Group group) {
                for (Property each : group.body().properties()) {
                  reader("environment")
                      .plain(each)
                      .flatMap(
                          value ->
                              resolver
                                  .resolve(value)
                                  .map(found -> new Setting(value.span(), found)))
                      .filter(setting -> setting.value().type() != Type.LIST)
                      .ifPresent(setting -> environment.put(each.name().text(), setting));
                }
              } else {
                reader("environment").setting("environment", resolver);
              }
            });
    return environment;
  }
}
