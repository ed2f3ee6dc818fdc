package hdw.scan;

import hdw.remote.RemoteException;
import hdw.root.RootException;
import hdw.scan.Scan.Failed;
import hdw.scan.Scan.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.CompletionException;

/** What kept a file from being read, in words behind its name. */
final class Failures {
  private Failures() {}

  static Failed of(IOException failed) {
    if (failed instanceof RootException broken) {
      boolean noTree = broken.kind() == RootException.Kind.NO_SUCH_TREE;
      return new Failed(
          noTree ? Kind.NO_SUCH_TREE : Kind.BROKEN, broken.getMessage(), broken.trees());
    }
    if (failed instanceof RemoteException remote) {
      boolean missing = remote.kind() == RemoteException.Kind.NOT_FOUND;
      return failed(missing ? Kind.MISSING : Kind.UNREACHABLE, remote.getMessage());
    }
    if (failed instanceof NoSuchFileException) {
      return failed(Kind.MISSING, "is not there");
    }
    if (failed instanceof AccessDeniedException) {
      return failed(Kind.UNREACHABLE, "may not be read");
    }
    String words = failed.getMessage() == null ? failed.toString() : failed.getMessage();
    return failed(Kind.UNREACHABLE, "cannot be read: " + words);
  }

  private static Failed failed(Kind kind, String message) {
    return new Failed(kind, message, List.of());
  }

  /** Whether another try may do: a server that refuses will refuse again. */
  static boolean mayPass(Throwable failed) {
    return cause(failed) instanceof RemoteException remote
        && (remote.kind() == RemoteException.Kind.UNREACHABLE
            || remote.kind() == RemoteException.Kind.BROKEN);
  }

  /** What lies below the wrapping of futures. */
  static Throwable cause(Throwable failed) {
    return failed instanceof CompletionException && failed.getCause() != null
        ? cause(failed.getCause())
        : failed;
  }
}
