package hdw.remote;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real {@code xrootd} on this machine: one port for {@code root://} and {@code http://}. */
final class XrootdServer implements AutoCloseable {
  private static final String NOBODY = "nobody";
  private static final long READY_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final Path folder;
  private final int port;
  private final Process process;

  private XrootdServer(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /** Skips the test where there is no such program; where servers are required, the test fails. */
  static void needs(String program) {
    boolean found =
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
    if ("1".equals(System.getenv("HDW_ENGINES_REQUIRED"))) {
      assertTrue(found, "HDW_ENGINES_REQUIRED=1, but there is no " + program + " here");
    }
    assumeTrue(found, "there is no " + program + " here");
  }

  /** Starts one, with more lines in its configuration, and waits until it listens. */
  static XrootdServer start(String... more) throws IOException {
    needs("xrootd");
    Path folder = Files.createTempDirectory("hdw-xrootd");
    int port = freePort();
    var server = new XrootdServer(folder, port, process(folder, port, List.of(more)));
    try {
      server.awaitPort();
      return server;
    } catch (IOException broken) {
      server.close();
      throw broken;
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private static Process process(Path folder, int port, List<String> more) throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    var lines =
        new ArrayList<String>(
            List.of(
                "all.export /",
                "oss.localroot " + data,
                "xrd.protocol http libXrdHttp.so",
                "xrd.allow host localhost",
                "all.adminpath " + folder.resolve("adm"),
                "all.pidpath " + folder.resolve("run"),
                "xrd.network nodnr"));
    lines.addAll(more);
    Path configuration = Files.write(folder.resolve("x.cfg"), lines);
    var words = new ArrayList<String>(List.of("xrootd", "-c", configuration.toString(), "-n", "t"));
    words.addAll(List.of("-p", Integer.toString(port), "-I", "v4"));
    words.addAll(List.of("-l", folder.resolve("log").toString()));
    if ("root".equals(System.getProperty("user.name"))) { // which xrootd refuses to be
      words.addAll(List.of("-R", NOBODY));
      Files.setOwner(
          folder,
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY));
    }
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new ProcessBuilder(words)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("out").toFile())
        .start();
  }

  private void awaitPort() throws IOException {
    long end = System.nanoTime() + READY_NANOS;
    while (true) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IOException("xrootd does not start: " + said(), notYet);
        }
        Thread.onSpinWait();
      }
    }
  }

  private String said() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.filter(one -> one.endsWith("log") || one.endsWith("out")).toList()) {
        if (Files.isRegularFile(each) && Files.size(each) > 0) {
          return Files.readString(each);
        }
      }
    }
    return "it says nothing";
  }

  /** The folder whose files it hands out. */
  Path data() {
    return folder.resolve("data");
  }

  int port() {
    return port;
  }

  String address() {
    return "localhost:" + port;
  }

  /** The URL of a file, by {@code root} or {@code http}. */
  String url(String protocol, String name) {
    return protocol.equals("root")
        ? "root://" + address() + "//" + name
        : "http://" + address() + "/" + name.replace("%", "%25");
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    process.onExit().join();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
