package hdw;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spoils workflows as typing, merging, copying and bad disks do; the same seed spoils alike. */
final class Mutator {
  private static final Pattern TOKEN = Pattern.compile("\\w+|\\s+|\"\"\"|.", Pattern.DOTALL);
  private static final Pattern WHOLE = Pattern.compile("\"[^\"\\n]*\"|[0-9]\\w*|\\w+|[=<>!+*/-]+");

  /** Pieces that have a meaning somewhere, or that break what holds them. */
  private static final List<String> PIECES =
      List.of(
          "{{",
          "}}",
          "\"\"\"",
          "\"",
          "\\",
          "\\{{",
          "\\\"",
          "'",
          "`",
          "$(",
          "${",
          "<<'E'\n",
          "<<E\n",
          "$((",
          "[[",
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          ",",
          ".",
          "==",
          "=",
          "-",
          "not ",
          " and ",
          "/",
          " in ",
          " matches ",
          "each ",
          " by 3",
          "# ",
          "\n",
          "\r\n",
          "\t",
          "\u0000",
          "\uFEFF",
          "\u00A0",
          "\uD800",
          "\uDC00",
          "\uD83D\uDE00",
          "é",
          "\u2028",
          "\u0663",
          "ſ",
          "İ",
          "1e999999999",
          "1e-999999999",
          "99999999999999999999",
          "0",
          "-1",
          "0.0000001",
          "1_000",
          "4 GB",
          "1 h 30 min",
          "10 files",
          "50 %",
          "true",
          "sample",
          "sample.files",
          "chunk",
          "{{input}}",
          "{{inputs}}",
          "{{output}}",
          "{{raw(x)}}",
          "{{join(inputs, \",\")}}",
          "min(",
          "max()",
          "range(0, 1000000000)",
          "glob(\"**\")",
          "env(\"USER\")",
          "stem(\"a.b\")",
          "\"(a|b)*\"",
          "task ",
          "rule ",
          "on failure",
          "queue ",
          "site ",
          "directive htcondor = ",
          "for each ",
          "where ",
          "when ",
          "then ",
          "let a = ",
          "param b = ",
          "use \"sites/lxplus\"",
          "reason ==",
          "attempt");

  private final List<String> corpus;
  private final Map<Character, List<String>> vocabulary = new TreeMap<>();

  Mutator(List<String> corpus) {
    this.corpus = List.copyOf(corpus);
    for (String text : corpus) {
      Matcher matcher = WHOLE.matcher(text);
      while (matcher.find()) {
        vocabulary
            .computeIfAbsent(kind(matcher.group()), c -> new ArrayList<>())
            .add(matcher.group());
      }
    }
  }

  private static char kind(String token) {
    char first = token.charAt(0);
    return Character.isDigit(first)
        ? '0'
        : Character.isLetter(first) || first == '_' ? 'a' : first == '"' ? '"' : '=';
  }

  /** The workflow that belongs to a seed: one of the corpus, spoilt one to five times. */
  String spoilt(long seed) {
    var random = new SplittableRandom(seed);
    String text = any(corpus, random);
    int times = random.nextInt(3) > 0 ? 1 : 1 + random.nextInt(5);
    for (int i = 0; i < times; i++) {
      text = spoil(text, random);
    }
    return text;
  }

  private static <T> T any(List<T> all, SplittableRandom random) {
    return all.get(random.nextInt(all.size()));
  }

  private String spoil(String text, SplittableRandom random) {
    int at = random.nextInt(text.length() + 1);
    return switch (random.nextInt(30)) {
      case 0, 1 -> flip(text, at, random);
      case 2, 3, 4 -> insert(text, at, any(PIECES, random));
      case 5, 6, 7, 8 -> tokens(text, random);
      case 9 -> text.substring(0, at);
      case 10, 11 -> splice(text, at, random);
      case 12 -> insert(text, at, many(random));
      case 13, 14 -> line(text, random);
      default -> like(text, random);
    };
  }

  private static String insert(String text, int at, String piece) {
    return text.substring(0, at) + piece + text.substring(at);
  }

  private static String flip(String text, int at, SplittableRandom random) {
    if (at >= text.length()) {
      return text + (char) random.nextInt(256);
    }
    char other =
        random.nextInt(4) == 0
            ? (char) random.nextInt(Character.MAX_VALUE + 1)
            : (char) (text.charAt(at) ^ 1 << random.nextInt(7));
    return text.substring(0, at) + other + text.substring(at + 1);
  }

  private static String tokens(String text, SplittableRandom random) {
    var tokens = new ArrayList<String>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    if (tokens.isEmpty()) {
      return text;
    }
    int one = random.nextInt(tokens.size());
    int other = random.nextInt(tokens.size());
    switch (random.nextInt(4)) {
      case 0 -> tokens.remove(one);
      case 1 -> tokens.add(one, tokens.get(one));
      case 2 -> tokens.set(one, tokens.get(other));
      default -> tokens.set(one, tokens.set(other, tokens.get(one)));
    }
    return String.join("", tokens);
  }

  /** Another word for a word, another text for a text: most of these are still workflows. */
  private String like(String text, SplittableRandom random) {
    var found = WHOLE.matcher(text).results().toList();
    if (found.isEmpty()) {
      return text;
    }
    var token = any(found, random);
    String other = any(vocabulary.get(kind(token.group())), random);
    return text.substring(0, token.start()) + other + text.substring(token.end());
  }

  private String splice(String text, int at, SplittableRandom random) {
    String other = any(corpus, random);
    int from = random.nextInt(other.length() + 1);
    int to = from + random.nextInt(other.length() - from + 1);
    return insert(text, at, other.substring(from, to));
  }

  /** The same piece again and again: deep nesting, long lines, long lists. */
  private static String many(SplittableRandom random) {
    int times = 1 << random.nextInt(13);
    return switch (random.nextInt(5)) {
      case 0 -> "(".repeat(times) + "1" + ")".repeat(times);
      case 1 -> "[" + "1, ".repeat(times) + "1]";
      case 2 -> "not ".repeat(times) + "true";
      case 3 -> "1" + " + 1".repeat(times);
      default -> any(PIECES, random).repeat(Math.min(times, 2048));
    };
  }

  private static String line(String text, SplittableRandom random) {
    var lines = new ArrayList<>(List.of(text.split("\n", -1)));
    int one = random.nextInt(lines.size());
    if (random.nextBoolean()) {
      lines.remove(one);
    } else {
      lines.add(random.nextInt(lines.size()), lines.get(one));
    }
    return String.join("\n", lines);
  }
}
