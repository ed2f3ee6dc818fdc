package hdw.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Makes the disk take what was written to a file: at most once a second, on a thread of its own.
 */
final class DiskForcer implements AutoCloseable {
  private static final long MILLISECONDS_TO_WAIT = 1000;

  private final FileChannel channel;
  private final AtomicBoolean waiting = new AtomicBoolean();
  private final AtomicReference<IOException> failure = new AtomicReference<>();
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, DiskForcer::daemon);

  DiskForcer(FileChannel channel) {
    this.channel = channel;
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "journal");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * The disk shall have what was written, within about a second.
   *
   * @throws IOException where it could not take something earlier
   */
  void somethingIsNew() throws IOException {
    Optional<IOException> failed = Optional.ofNullable(failure.getAndSet(null));
    if (failed.isPresent()) {
      throw new IOException("the disk did not take the journal", failed.get());
    }
    if (waiting.compareAndSet(false, true)) {
      var unused = thread.schedule(this::force, MILLISECONDS_TO_WAIT, TimeUnit.MILLISECONDS);
    }
  }

  private void force() {
    waiting.set(false); // before, so that what is written meanwhile asks again
    try {
      channel.force(false);
    } catch (IOException failed) {
      failure.set(failed);
    }
  }

  /** Waits until the disk has everything; the file must still be open. */
  @Override
  public void close() throws IOException {
    thread.shutdown(); // not at once: an interrupt would close the file
    channel.force(false);
  }
}
