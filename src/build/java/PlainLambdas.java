import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Turns the lambdas of compiled classes into classes of their own, as javac did before Java 8.
 *
 * <p>What javac writes instead asks Java to make such a class when the lambda is first met. That
 * takes a tenth of a millisecond each, also where the class comes from an archive: a quarter of all
 * that {@code hdw check} does. A class that is there already takes a tenth of that time.
 *
 * <p>java PlainLambdas FOLDER: the folder of classes, which are rewritten in place; those that have
 * been are left alone.
 */
public final class PlainLambdas {
  private static final String CLASS = ".class";

  private final Path folder;

  /** The new members of each nest, by the name of its host: they may call what is private. */
  private final Map<String, List<String>> members = new TreeMap<>();

  private PlainLambdas(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException {
    new PlainLambdas(Path.of(arguments[0])).rewrite();
  }

  private void rewrite() throws IOException {
    for (Path each : classes(false)) {
      rewrite(each);
    }
    for (Map.Entry<String, List<String>> each : members.entrySet()) {
      welcome(file(each.getKey()), each.getValue());
    }
    removeStrangers();
  }

  /** The files of all classes, sorted: those that are lambdas, or those that are none. */
  private List<Path> classes(boolean lambdas) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(each -> each.toString().endsWith(CLASS))
          .filter(each -> each.toString().contains(LambdaRewriting.MARK) == lambdas)
          .sorted()
          .toList();
    }
  }

  private Path file(String name) {
    return folder.resolve(name + CLASS);
  }

  private void rewrite(Path file) throws IOException {
    var reader = new ClassReader(Files.readAllBytes(file));
    var writer = new ClassWriter(0);
    var rewriting = new LambdaRewriting(writer);
    reader.accept(rewriting, 0);
    if (rewriting.made().isEmpty()) {
      return;
    }
    for (Map.Entry<String, byte[]> each : rewriting.made().entrySet()) {
      Files.write(file(each.getKey()), each.getValue());
    }
    Files.write(file, writer.toByteArray());
    members
        .computeIfAbsent(rewriting.host(), host -> new ArrayList<>())
        .addAll(rewriting.made().keySet());
  }

  /** Lets the host of a nest know its new members. */
  private static void welcome(Path host, List<String> names) throws IOException {
    var writer = new ClassWriter(0);
    Set<String> known = members(host);
    new ClassReader(Files.readAllBytes(host))
        .accept(
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public void visitEnd() {
                names.stream().filter(each -> !known.contains(each)).forEach(this::visitNestMember);
                super.visitEnd();
              }
            },
            0);
    Files.write(host, writer.toByteArray());
  }

  private static Set<String> members(Path host) throws IOException {
    Set<String> names = new HashSet<>();
    new ClassReader(Files.readAllBytes(host))
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public void visitNestMember(String name) {
                names.add(name);
              }
            },
            ClassReader.SKIP_CODE);
    return names;
  }

  /** Removes the lambdas of classes as they were once: no host knows them any more. */
  private void removeStrangers() throws IOException {
    Set<Path> known = new HashSet<>();
    for (Path each : classes(false)) {
      members(each).forEach(name -> known.add(file(name)));
    }
    for (Path each : classes(true)) {
      if (!known.contains(each)) {
        Files.delete(each);
      }
    }
  }
}
