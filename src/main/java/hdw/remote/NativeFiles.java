package hdw.remote;

import hdw.remote.NativeClient.Answer;
import hdw.remote.RemoteException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;

/**
 * Reads files through {@code xrdfs}, for servers that want to know who asks: it knows proxies,
 * tokens and Kerberos.
 *
 * <p>It is a process for each piece, so that only a few run at a time.
 */
final class NativeFiles implements AutoCloseable {
  private static final int AT_A_TIME = 4;
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** The longest list of a folder that is taken. */
  private static final int MOST_TEXT = 16 << 20;

  /** Of {@code xrdfs}: the server answered with an error. */
  private static final int SERVER_ERROR = 54;

  private final NativeClient xrdfs;
  private final ExecutorService threads = Threads.pool("xrdfs", AT_A_TIME);

  private final UnderWay underWay = new UnderWay();

  NativeFiles(NativeClient xrdfs) {
    this.xrdfs = xrdfs;
  }

  /** Opens a file: asks for its size and time. */
  CompletableFuture<RemoteFile> open(XrootdUrl url, boolean encrypted) {
    String server = server(url, encrypted);
    return run(MOST_TEXT, List.of(server, "stat", url.path()))
        .thenApply(answer -> new NativeFile(this, server, url.path(), state(answer.text())));
  }

  private static String server(XrootdUrl url, boolean encrypted) {
    return (encrypted ? "roots://" : "root://") + url.server();
  }

  /** The lines {@code Size:} and {@code MTime:} of {@code xrdfs stat}. */
  private static NativeFile.State state(String printed) {
    long size = -1;
    long modified = -1;
    for (String line : printed.lines().toList()) {
      if (line.startsWith("Size:")) {
        size = Long.parseLong(line.substring("Size:".length()).strip());
      } else if (line.startsWith("MTime:")) {
        String time = line.substring("MTime:".length()).strip().replace(' ', 'T') + "Z";
        modified = Instant.parse(time).toEpochMilli();
      }
    }
    if (size < 0) {
      throw new CompletionException(
          new RemoteException(Kind.BROKEN, "is there, but xrdfs does not tell its size"));
    }
    return new NativeFile.State(size, modified);
  }

  /** The names in a folder, sorted; those of folders end with {@code /}. */
  CompletableFuture<List<String>> list(XrootdUrl folder, boolean encrypted) {
    return run(MOST_TEXT, List.of(server(folder, encrypted), "ls", "-l", folder.path()))
        .thenApply(
            answer -> {
              var names = new ArrayList<String>();
              for (String line : answer.text().lines().toList()) {
                int slash = line.indexOf(" /");
                if (slash >= 0) {
                  String path = line.substring(slash + 1);
                  String name = path.substring(path.lastIndexOf('/') + 1);
                  names.add(line.startsWith("d") ? name + "/" : name);
                }
              }
              names.sort(null);
              return names;
            });
  }

  /** The last {@code count} bytes of a file: from where a piece is wanted to its end. */
  CompletableFuture<byte[]> tail(String server, String path, long count, int length) {
    return run(length, List.of(server, "tail", "-c", Long.toString(count), path))
        .thenApply(
            answer -> {
              if (answer.printed().length < length) {
                throw new CompletionException(
                    new RemoteException(Kind.BROKEN, "was answered with less than was asked for"));
              }
              return Arrays.copyOf(answer.printed(), length);
            });
  }

  private CompletableFuture<Answer> run(int most, List<String> arguments) {
    return underWay.start(
        () -> CompletableFuture.supplyAsync(() -> answer(most, arguments), threads));
  }

  private Answer answer(int most, List<String> arguments) {
    try {
      Answer answer = xrdfs.run(arguments, most, LONGEST);
      if (answer.exit() != 0) {
        throw new CompletionException(failure(answer));
      }
      return answer;
    } catch (IOException noProgram) {
      throw new CompletionException(
          new RemoteException(
              Kind.REFUSED,
              "may not be read without showing who asks, and there is no `xrdfs` here to do that",
              noProgram));
    }
  }

  private static RemoteException failure(Answer answer) {
    String said = answer.errors().strip();
    String last = said.substring(said.lastIndexOf('\n') + 1);
    if (answer.exit() == SERVER_ERROR && last.contains("[3011]")) {
      return new RemoteException(Kind.NOT_FOUND, "is not on the server: " + last);
    }
    boolean refused =
        last.contains("[3010]") || last.contains("Auth failed") || last.contains("authentic");
    return refused
        ? new RemoteException(
            Kind.REFUSED, "may not be read: " + last + " (is there a valid proxy or ticket?)")
        : new RemoteException(Kind.UNREACHABLE, "cannot be read: xrdfs says: " + last);
  }

  @Override
  public void close() {
    underWay.close();
    threads.shutdownNow();
  }
}
