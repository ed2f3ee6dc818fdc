package hdw.run;

import java.time.Duration;

/** What a thread of its own does, one after the other, and some of it later. */
public interface Duties {
  /** As soon as what came before is done. */
  void soon(Runnable work);

  /** After a pause; never once this is closed. */
  void later(Runnable work, Duration pause);

  /** Again and again. */
  void repeat(Runnable work, Duration pause);

  /** Waits, not for ever, until all is done that was to be done soon. */
  void await(Duration longest);

  /** Drops what is left to do, and interrupts what is being done. */
  void close();
}
