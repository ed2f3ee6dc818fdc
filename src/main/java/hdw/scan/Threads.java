package hdw.scan;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads that keep nobody from ending. */
final class Threads {
  private Threads() {}

  static ExecutorService pool(String name, int size) {
    return Executors.newFixedThreadPool(
        size,
        work -> {
          var thread = new Thread(work, name);
          thread.setDaemon(true);
          return thread;
        });
  }
}
