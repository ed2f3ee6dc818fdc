package hdw.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests in which a person sends jobs to a real batch system. */
abstract class SessionOnQueue {
  @TempDir Path folder;
  QueueSession pool;
  private final RealQueue queue;

  SessionOnQueue(RealQueue queue) {
    this.queue = queue;
  }

  @BeforeEach
  void begin() throws Exception {
    pool = new QueueSession(folder, queue);
  }

  @AfterEach
  void leave_nothing_in_the_queue() throws Exception {
    pool.close();
  }
}
