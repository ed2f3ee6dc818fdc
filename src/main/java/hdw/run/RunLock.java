package hdw.run;

import hdw.json.JsonReader;
import hdw.json.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps two drivers of one workflow apart, and says who drives.
 *
 * <p>The system's own lock settles it on one machine, and goes with its owner however that dies.
 * Where runs lie on a shared file system whose locks do not reach other machines, the file says who
 * holds it (host, process, when that process began) and is touched every few seconds: an owner on
 * another machine counts as dead when it has not touched it for {@value #SECONDS_TO_LIVE} s.
 */
public final class RunLock implements AutoCloseable {
  private static final int SECONDS_TO_LIVE = 60;
  private static final int SECONDS_BETWEEN_TOUCHES = 10;

  private final FileChannel channel;
  private String own;
  private final Thread heart;
  private boolean closed;

  private RunLock(FileChannel channel) throws IOException {
    this.channel = channel;
    this.own = text(Owner.self(), "");
    this.heart = new Thread(this::beat, "touches the lock");
    heart.setDaemon(true);
  }

  /**
   * Who drives a workflow.
   *
   * @param begun when its process began: another process may have got its number since
   */
  public record Owner(String host, long pid, Instant begun) {

    /** This process. */
    static Owner self() {
      ProcessHandle self = ProcessHandle.current();
      return new Owner(Host.name(), self.pid(), self.info().startInstant().orElse(Instant.EPOCH));
    }

    /** Whether it is on this machine. */
    public boolean isHere() {
      return host.equals(Host.name());
    }

    /** Whether this process, on this machine, is still there. */
    public boolean isAlive() {
      return isHere()
          && ProcessHandle.of(pid)
              .filter(ProcessHandle::isAlive)
              .map(each -> each.info().startInstant().orElse(begun).equals(begun))
              .orElse(false);
    }

    /** The owner in words. */
    public String text() {
      return "process " + pid + " on " + host;
    }
  }

  /** The lock of a workflow's runs. */
  static Path file(Path home, String workflow) {
    return home.resolve(workflow + ".lock");
  }

  /**
   * Takes the lock; one whose owner is dead is taken over.
   *
   * @throws IOException where somebody holds it, in words that say who
   */
  static RunLock take(Path home, String workflow) throws IOException {
    Path file = file(home, workflow);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      Optional<Owner> owner = owner(home, workflow);
      if (!locked(channel) || owner.filter(each -> drives(each, file)).isPresent()) {
        throw new IOException(
            "another hdw runs workflow `"
                + workflow
                + "` now"
                + owner.map(each -> ", " + each.text()).orElse("")
                + "; hdw status shows how far it is");
      }
      var lock = new RunLock(channel);
      lock.write(lock.own);
      lock.heart.start();
      return lock;
    } catch (IOException held) {
      channel.close();
      throw held;
    }
  }

  private static boolean locked(FileChannel channel) {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException held) {
      return false;
    } catch (IOException noLocksHere) {
      return true; // a file system without locks: what the file says has to do
    }
  }

  private static boolean drives(Owner owner, Path file) {
    if (owner.equals(Owner.self())) {
      return false;
    }
    try {
      Instant touched = Files.getLastModifiedTime(file).toInstant();
      boolean lives = touched.isAfter(Instant.now().minusSeconds(SECONDS_TO_LIVE));
      return owner.isHere() ? owner.isAlive() : lives;
    } catch (IOException gone) {
      return false;
    }
  }

  /** Who holds the lock of a workflow, or held it when it died; nothing where it was given back. */
  public static Optional<Owner> owner(Path home, String workflow) {
    return content(home, workflow).flatMap(RunLock::owner);
  }

  private static Optional<Owner> owner(Map<String, Object> json) {
    try {
      return Optional.of(
          new Owner(
              JsonReader.text(json, "host").orElse(""),
              JsonReader.number(json, "pid", 0),
              JsonReader.text(json, "begun").map(Instant::parse).orElse(Instant.EPOCH)));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  /** What the file says; nothing where nobody holds it, or it cannot be read. */
  private static Optional<Map<String, Object>> content(Path home, String workflow) {
    try {
      String text = Files.readString(file(home, workflow));
      return text.isBlank() ? Optional.empty() : Optional.of(JsonReader.object(text));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** Whether a process drives a workflow, as far as can be told from here. */
  static boolean isDrivenBy(Path home, String workflow, long pid) {
    return owner(home, workflow)
        .filter(each -> each.pid() == pid)
        .filter(each -> each.equals(Owner.self()) || drives(each, file(home, workflow)))
        .isPresent();
  }

  private static String text(Owner owner, String run) throws IOException {
    var text = new StringWriter();
    try (JsonWriter json = JsonWriter.line(text)) {
      json.begin()
          .put("host", owner.host())
          .put("pid", owner.pid())
          .put("begun", owner.begun().toString())
          .put("run", run)
          .end();
    }
    return text.toString();
  }

  private void write(String text) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
  }

  private void beat() {
    try {
      while (true) {
        Thread.sleep(Duration.ofSeconds(SECONDS_BETWEEN_TOUCHES).toMillis());
        touch();
      }
    } catch (InterruptedException | IOException over) {
      // given back, or the folder is gone: then there is nothing to keep
    }
  }

  /** Says which run the owner drives: before the run's journal can say it. */
  public synchronized void drives(RunFolder folder) throws IOException {
    own = text(Owner.self(), folder.name());
    write(own);
  }

  /** The name of the run that the owner of a lock drives; empty where it does not say. */
  static String run(Path home, String workflow) {
    return content(home, workflow).flatMap(json -> JsonReader.text(json, "run")).orElse("");
  }

  /**
   * Says that the owner lives. The file is written, and not opened once more for a new time: a
   * process that closes a file gives back every lock that it holds on it.
   */
  synchronized void touch() throws IOException {
    if (!closed) {
      channel.write(ByteBuffer.wrap(own.getBytes(StandardCharsets.UTF_8)), 0);
    }
  }

  /** Gives the lock back. */
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    heart.interrupt(); // in its sleep: a thread that is interrupted while it writes closes the file
    try (channel) {
      write("");
    }
  }
}
