package hdw.cli;

import hdw.catalog.KeptAnswers;
import hdw.compile.Compiler;
import hdw.executor.local.ShellLookUp;
import hdw.executor.local.Xrdfs;
import hdw.remote.Remote;
import hdw.scan.FileScan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** What compiling may ask of this machine and the network, in the name of a person. */
final class Outside {
  private final Console console;
  private Optional<Remote> remote = Optional.empty();

  Outside(Console console) {
    this.console = console;
  }

  /**
   * A compiler that asks.
   *
   * @param asksAnew whether answers of commands that were kept do not count
   */
  Compiler compiler(boolean asksAnew) {
    Clock clock = Clock.systemUTC(); // time zones take 20 ms to load
    var shell = new KeptAnswers(new ShellLookUp(), cache(), asksAnew, clock, this::tell);
    var scan = new FileScan(cache(), this::remote, new ScanProgress(console));
    return new Compiler(console.environment(), shell, this::list, scan);
  }

  /** The user's cache folder: what is in it can be made again. */
  private Path cache() {
    String wanted = console.environment().getOrDefault("XDG_CACHE_HOME", "");
    Path base =
        wanted.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(wanted);
    return base.resolve("hdw");
  }

  private void tell(KeptAnswers.Used used) {
    console.say(
        "answer of "
            + DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)
                .format(used.given().atZone(ZoneId.systemDefault()))
            + " kept for `"
            + used.line()
            + "`; --refresh asks again");
  }

  /** The network; nothing connects before the first file is opened. */
  synchronized Remote remote() {
    if (remote.isEmpty()) {
      remote = Optional.of(new Remote(console.environment(), new Xrdfs()));
    }
    return remote.get();
  }

  private List<String> list(String folder) throws IOException {
    try {
      return remote().list(folder).join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof hdw.remote.RemoteException said) {
        if (said.kind() == hdw.remote.RemoteException.Kind.NOT_FOUND) {
          return List.of();
        }
        throw new IOException("`" + folder + "` " + said.getMessage(), said);
      }
      throw failed;
    }
  }
}
