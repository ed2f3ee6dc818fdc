package hdw.plan;

import java.util.Optional;

/** What the last run of a workflow left behind that planning goes by. */
public interface Past {
  /** There was no run before, or it does not count. */
  Past NONE =
      new Past() {
        @Override
        public Optional<KeptChunks> chunks(String node, String sample) {
          return Optional.empty();
        }

        @Override
        public Optional<Throughput> throughput(String task) {
          return Optional.empty();
        }
      };

  /** The same as if no sample had been cut yet. */
  default Past withoutChunks() {
    return new Past() {
      @Override
      public Optional<KeptChunks> chunks(String node, String sample) {
        return Optional.empty();
      }

      @Override
      public Optional<Throughput> throughput(String task) {
        return Past.this.throughput(task);
      }
    };
  }

  /** How a sample was cut for a node. */
  Optional<KeptChunks> chunks(String node, String sample);

  /** How fast the jobs of a task were. */
  Optional<Throughput> throughput(String task);
}
