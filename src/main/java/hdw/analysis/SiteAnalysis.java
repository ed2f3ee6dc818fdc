package hdw.analysis;

import hdw.ast.Block;
import hdw.ast.Declaration;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.model.Resource;
import hdw.model.Setting;
import hdw.model.Site;
import hdw.model.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sites: their properties, and their queues in order. */
final class SiteAnalysis {
  private final Resolver resolver;
  private final Diagnostics diagnostics;

  SiteAnalysis(Names names, Diagnostics diagnostics) {
    this.resolver = new Resolver(names, Locals.none(), diagnostics);
    this.diagnostics = diagnostics;
  }

  Site analyze(Declaration.Site site) {
    var block = new BlockReader(site.body(), Schema.SITE, name -> false, "a site", diagnostics);
    var queues = new ArrayList<Site.Queue>();
    var places = new LinkedHashMap<String, Block.Queue>();
    for (Block.Queue each : site.body().queues()) {
      Block.Queue earlier = places.putIfAbsent(each.name().text(), each);
      if (earlier != null) {
        diagnostics.add(
            Diagnostic.of(
                    Code.HDW0202,
                    each.name().span(),
                    "queue `" + each.name().text() + "` is declared twice")
                .note("first declared at", earlier.name().span()));
      } else {
        queues.add(queue(each));
      }
    }
    Map<String, Setting> settings = block.settings(resolver);
    Optional.ofNullable(settings.get("redirector")).ifPresent(this::checkRedirector);
    return new Site(
        site.span(),
        site.name().text(),
        queues,
        settings,
        new ClusterAnalysis(resolver, diagnostics).analyze(site, block),
        block.directives(resolver));
  }

  /** A text, or a list of texts where there are several ways to one file. */
  private void checkRedirector(Setting redirector) {
    if (!redirector.value().type().fits(Type.TEXT) && !redirector.value().type().fits(Type.LIST)) {
      diagnostics.add(WrongType.of(redirector.span(), redirector.value(), Type.TEXT));
    }
  }

  private Site.Queue queue(Block.Queue queue) {
    var block = new BlockReader(queue.body(), Schema.QUEUE, name -> false, "a queue", diagnostics);
    noQueues(queue.body(), diagnostics);
    Map<Resource, Setting> limits = new LinkedHashMap<>();
    block
        .settings(resolver)
        .forEach((name, setting) -> limits.put(Resource.named(name).orElseThrow(), setting));
    return new Site.Queue(
        queue.name().span(), queue.name().text(), limits, block.directives(resolver));
  }

  /** Reports queues in a block that is no site. */
  static void noQueues(Block block, Diagnostics diagnostics) {
    for (Block.Queue each : block.queues()) {
      diagnostics.add(
          Diagnostic.of(Code.HDW0201, each.name().span(), "a queue is declared in a site, not here")
              .hint("to choose one, write `queue = " + each.name().text() + "`"));
    }
  }

  /** The names of all queues that a site declares. */
  static List<Block.Queue> queues(Declaration.Site site) {
    return site.body().queues();
  }
}
