package hdw.rules;

import hdw.diagnostic.Span;
import hdw.model.Executor;
import hdw.model.Resource;
import hdw.model.Site;
import hdw.model.Value;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a job asks for.
 *
 * @param chains for each resource that has a value, every step of it; the last one counts
 * @param queue the site's queue; none for a local job or a site without queues
 */
public record Request(Map<Resource, List<Origin>> chains, Optional<Site.Queue> queue) {

  /** Copies the chains. */
  public Request {
    var copy = new EnumMap<Resource, List<Origin>>(Resource.class);
    chains.forEach((resource, chain) -> copy.put(resource, List.copyOf(chain)));
    chains = Collections.unmodifiableMap(copy);
  }

  /** The same with one more step for a resource. */
  public Request with(Resource resource, Origin origin) {
    var more = new EnumMap<Resource, List<Origin>>(Resource.class);
    more.putAll(chains);
    var chain = new ArrayList<>(chain(resource));
    chain.add(origin);
    more.put(resource, chain);
    return new Request(more, queue);
  }

  /** The same in this queue. */
  public Request in(Site.Queue chosen) {
    return new Request(chains, Optional.of(chosen));
  }

  /** How a value came to be; empty where there is none. */
  public List<Origin> chain(Resource resource) {
    return chains.getOrDefault(resource, List.of());
  }

  /** The value that counts. */
  public Optional<Value> value(Resource resource) {
    List<Origin> chain = chain(resource);
    return chain.isEmpty() ? Optional.empty() : Optional.of(chain.get(chain.size() - 1).value());
  }

  /** Where the value that counts was written. */
  public Optional<Span> span(Resource resource) {
    List<Origin> chain = chain(resource);
    return chain.isEmpty() ? Optional.empty() : chain.get(chain.size() - 1).span();
  }

  /** What runs the job. */
  public Executor executor() {
    return Executor.named(value(Resource.EXECUTOR).orElseThrow().text()).orElseThrow();
  }

  /** The memory of the job. */
  public Memory memory() {
    return ((Value.Size) value(Resource.MEMORY).orElseThrow()).amount();
  }

  /** The disk space of the job, if it asks for any. */
  public Optional<Memory> disk() {
    return value(Resource.DISK).map(each -> ((Value.Size) each).amount());
  }

  /** The cores of the job. */
  public int cpus() {
    return whole(Resource.CPUS);
  }

  /** The GPUs of the job. */
  public int gpus() {
    return whole(Resource.GPUS);
  }

  /** How often all reactions together may try the job again. */
  public int retries() {
    return whole(Resource.RETRIES);
  }

  /** The wall-time limit, if there is one. */
  public Optional<WallTime> time() {
    return value(Resource.TIME).map(each -> ((Value.Time) each).time());
  }

  /** The account to charge, if one is named. */
  public Optional<String> account() {
    return value(Resource.ACCOUNT).map(Value::text);
  }

  private int whole(Resource resource) {
    return ((Value.Numeric) value(resource).orElseThrow()).number().intValue();
  }
}
