package hdw.remote;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** Threads that keep nobody from ending. */
public final class Threads {
  private Threads() {}

  /** So many, which share what they are given to do. */
  public static ExecutorService pool(String name, int size) {
    return Executors.newFixedThreadPool(size, named(name));
  }

  /** Makes such threads, all of one name. */
  static ThreadFactory named(String name) {
    return work -> {
      var thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
