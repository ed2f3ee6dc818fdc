package hdw.remote;

import java.io.IOException;

/** Why a file could not be read over the network, in words that can stand behind its URL. */
public final class RemoteException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** What kind of reason. */
  public enum Kind {
    /** The server says that there is no such file. */
    NOT_FOUND,
    /** The server wants to know who asks, or does not let them. */
    REFUSED,
    /** No server answers, or not in time. */
    UNREACHABLE,
    /** The server failed, or answered what cannot be understood. */
    BROKEN
  }

  /** A reason in words. */
  public RemoteException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** The same with what lies behind it. */
  public RemoteException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What kind of reason. */
  public Kind kind() {
    return kind;
  }
}
