package hdw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.cli.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What src/build/java/PlainLambdas.java does to the classes after they are compiled. */
final class PlainLambdasTest {
  @Test
  void no_class_has_its_lambdas_made_when_it_runs() throws Exception {
    assertEquals(List.of(), files().stream().filter(PlainLambdasTest::makesLambdas).toList());
  }

  @Test
  void every_lambda_is_a_class_that_java_finds_sound() throws Exception {
    List<Path> lambdas = files().stream().filter(each -> each.toString().contains("$$L")).toList();
    assertTrue(lambdas.size() > 1000, lambdas.size() + " lambdas");
    for (Path each : lambdas) {
      String name = folder().relativize(each).toString().replace(".class", "").replace('/', '.');
      assertEquals(name, Class.forName(name).getName());
    }
  }

  private static Path folder() throws Exception {
    return Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static List<Path> files() throws Exception {
    try (Stream<Path> all = Files.walk(folder())) {
      return all.filter(each -> each.toString().endsWith(".class")).sorted().toList();
    }
  }

  private static boolean makesLambdas(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains("LambdaMetafactory");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
