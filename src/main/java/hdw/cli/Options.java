package hdw.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * Builds commands for picocli without reflection: the options that several commands share have one
 * wording.
 */
final class Options {
  private static final CommandLine.IFactory LISTS =
      new CommandLine.IFactory() {
        @Override
        public <K> K create(Class<K> wanted) {
          if (wanted.equals(List.class)) {
            return wanted.cast(new ArrayList<>());
          }
          throw new IllegalStateException("nothing but lists is made here: " + wanted);
        }
      };

  private Options() {}

  /**
   * A command with nothing but a name. The factory makes lists for options that may stand several
   * times; picocli's own one looks for a class that is not there, and so opens every jar at each
   * start.
   */
  static CommandSpec bare(String name) {
    return CommandSpec.wrapWithoutInspection(null, LISTS).name(name);
  }

  /** A command line that is built in code only. */
  static CommandLine line(CommandSpec spec) {
    return new CommandLine(spec, LISTS);
  }

  /** A command with a summary, examples, and the options that every command has. */
  static CommandSpec command(String name, String summary, String... examples) {
    CommandSpec spec = bare(name);
    spec.usageMessage()
        .description(summary)
        .synopsisHeading("Usage: ")
        .customSynopsis("hdw " + name + " [options]")
        .optionListHeading("%nOptions:%n")
        .parameterListHeading("%nArguments:%n")
        .sortOptions(false)
        .width(100);
    if (examples.length > 0) {
      spec.usageMessage()
          .footerHeading("%nExamples:%n")
          .footer(List.of(examples).stream().map(each -> "  " + each).toArray(String[]::new));
    }
    spec.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("shows this help").build());
    flag(spec, "shows the inner workings of an error", "--debug");
    text(spec, "WHEN", "auto, always or never", "--color");
    return spec;
  }

  static void flag(CommandSpec spec, String description, String... names) {
    spec.addOption(
        OptionSpec.builder(names).type(boolean.class).arity("0").description(description).build());
  }

  static void text(CommandSpec spec, String label, String description, String... names) {
    spec.addOption(
        OptionSpec.builder(names)
            .type(String.class)
            .arity("1")
            .paramLabel(label)
            .description(description)
            .build());
  }

  static void texts(CommandSpec spec, String label, String description, String... names) {
    spec.addOption(
        OptionSpec.builder(names)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .paramLabel(label)
            .description(description)
            .build());
  }

  static void argument(CommandSpec spec, String label, String arity, String description) {
    String shown = arity.endsWith("*") ? label + "..." : label;
    String synopsis = spec.usageMessage().customSynopsis()[0];
    spec.usageMessage()
        .customSynopsis(synopsis + " " + (arity.startsWith("0") ? "[" + shown + "]" : shown));
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel(label)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity(arity)
            .index("0..*")
            .description(description)
            .build());
  }

  static boolean has(ParseResult parsed, String option) {
    return parsed.hasMatchedOption(option);
  }

  static String value(ParseResult parsed, String option, String otherwise) {
    return parsed.hasMatchedOption(option)
        ? parsed.<String>matchedOptionValue(option, otherwise)
        : otherwise;
  }

  static List<String> values(ParseResult parsed, String option) {
    return parsed.hasMatchedOption(option)
        ? parsed.<List<String>>matchedOptionValue(option, List.of())
        : List.of();
  }

  static List<String> arguments(ParseResult parsed) {
    return parsed.hasMatchedPositional(0)
        ? parsed.<List<String>>matchedPositionalValue(0, List.of())
        : List.of();
  }

  /** A whole number of at least {@code least}. */
  static int number(ParseResult parsed, String option, int least, int otherwise) {
    if (!parsed.hasMatchedOption(option)) {
      return otherwise;
    }
    String text = value(parsed, option, "");
    try {
      int number = Integer.parseInt(text);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException noNumber) {
      // said below
    }
    throw new UsageException(
        option + " wants a whole number of at least " + least + ", not `" + text + "`");
  }
}
