package hdw.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A piece of a bash script with references to variables in it, each knowing the place in which it
 * stands.
 */
public record ShellText(List<Part> parts) {
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?:\\s|\\\\\n|#[^\n]*\n)*+(?![0-9]+[<>])([A-Za-z0-9_./+@%:,-]++)"
              + "(?=[\\s;&|<>]|$)(?![ \t]*\\()");

  /** Copies the parts. */
  public ShellText {
    parts = List.copyOf(parts);
  }

  /** What a script is made of. */
  public sealed interface Part {}

  /** Text of the script, as it is written. */
  public record Literal(String text) implements Part {}

  /** A value, which reaches the script in a variable. */
  public record Reference(String variable, boolean list, Place place) implements Part {}

  /** A variable of the script that holds a value or a list of values. */
  public record Variable(String name, boolean list) {}

  /**
   * A script with {@code holes} between its {@code literals}, of which there is one more than of
   * the holes.
   */
  public static ShellText script(List<String> literals, List<Variable> holes) {
    var places = ShellScanner.places(literals);
    return filled(literals.stream().<Part>map(Literal::new).toList(), holes, places);
  }

  /**
   * One word that is {@code literals} and {@code holes} joined; here the literals are data too, not
   * bash.
   */
  public static ShellText word(List<String> literals, List<Variable> holes) {
    var quoted =
        literals.stream()
            .<Part>map(
                text ->
                    new Literal(text.isEmpty() && !holes.isEmpty() ? "" : ShellQuoting.quote(text)))
            .toList();
    var place = new Place(Place.Kind.BARE, false);
    return filled(quoted, holes, Stream.generate(() -> place).limit(holes.size()).toList());
  }

  /** A script without values. */
  public static ShellText of(String script) {
    return new ShellText(List.of(new Literal(script)));
  }

  private static ShellText filled(List<Part> literals, List<Variable> holes, List<Place> places) {
    if (literals.size() != holes.size() + 1) {
      throw new IllegalArgumentException(
          literals.size() + " literals around " + holes.size() + " holes");
    }
    var parts = new ArrayList<Part>();
    for (int at = 0; at < holes.size(); at++) {
      parts.add(literals.get(at));
      parts.add(new Reference(holes.get(at).name(), holes.get(at).list(), places.get(at)));
    }
    parts.add(literals.get(holes.size()));
    return new ShellText(parts);
  }

  /** The references, in order. */
  public Stream<Reference> references() {
    return parts.stream().filter(Reference.class::isInstance).map(Reference.class::cast);
  }

  /**
   * The word that it begins with, where that is plainly the name of a command; nothing for an
   * assignment, for a function that is defined here, and for all that bash would expand first.
   */
  public Optional<String> command() {
    if (!(parts.get(0) instanceof Literal first)) {
      return Optional.empty();
    }
    // a value behind it may be glued to it, so it counts as a character of the word
    var matcher = COMMAND.matcher(parts.size() > 1 ? first.text() + "\0" : first.text());
    return matcher.lookingAt() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Whether there is nothing in it but white space. */
  public boolean isBlank() {
    return parts.stream()
        .allMatch(part -> part instanceof Literal literal && literal.text().isBlank());
  }

  /**
   * The text as bash.
   *
   * @throws IllegalStateException when a reference cannot stand in its place: ask {@link
   *     Place#whyNot} first
   */
  public String render() {
    return parts.stream().map(ShellText::render).collect(Collectors.joining());
  }

  private static String render(Part part) {
    if (part instanceof Literal literal) {
      return literal.text();
    }
    var reference = (Reference) part;
    return reference.place().reference(reference.variable(), reference.list());
  }
}
