package hdw.shell;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that was opened in a script and is not closed yet: quotes, brackets, a here-document.
 */
final class Frame {
  /** What was opened. */
  enum Construct {
    /** The script itself. */
    SCRIPT,
    /** {@code (...)}. */
    SUBSHELL,
    /** {@code $(...)}, {@code <(...)}. */
    SUBSTITUTION,
    /** {@code case ... esac}. */
    CASE,
    /** {@code [[ ... ]]}. */
    CONDITION,
    /** {@code x=(...)}. */
    ARRAY,
    /** {@code @(...)} and its like in a file name pattern. */
    GROUP,
    DOUBLE_QUOTES,
    SINGLE_QUOTES,
    ANSI_QUOTES,
    BACKQUOTES,
    COMMENT,
    HERE_DOCUMENT,
    /** {@code ${...}}. */
    PARAMETER,
    /** {@code a[...]}. */
    SUBSCRIPT,
    /** {@code $((...))}. */
    ARITHMETIC,
    /** {@code ((...))} as a command. */
    COMMAND_ARITHMETIC,
    /** {@code $[...]}. */
    OLD_ARITHMETIC;

    /** Whether bash calculates with what stands in it, subscripts left aside. */
    boolean calculates() {
      return compareTo(ARITHMETIC) >= 0;
    }
  }

  /** The part of a {@code case} or of a {@code ${...}} that the scan has come to. */
  enum Stage {
    SUBJECT,
    PATTERN,
    BODY,

    OPERATOR,
    DEFAULT,
    TRIMMED,
    REPLACED,
    REPLACEMENT,
    OFFSET
  }

  Construct construct;
  Stage stage = Stage.BODY;

  /** Whether double quotes or a here-document stand around a {@code ${...}}. */
  boolean quoted;

  /** Brackets that were opened inside arithmetic or a subscript. */
  int depth;

  /** The number of holes that came before. */
  final int firstHole;

  /** Where the word that is being read began, or -1 between words. */
  int wordStart = -1;

  /** Whether the word so far is nothing but characters without a meaning. */
  boolean plain;

  /** Whether the word so far could be the name of a variable. */
  boolean identifier;

  boolean assignment;

  /** Whether a brace was opened in the word. */
  boolean brace;

  /** Words that have ended, in the subject of a {@code case}. */
  int words;

  /** Whether the next word can be a keyword. */
  boolean commandStart = true;

  /** Whether the last word was {@code for}. */
  boolean afterFor;

  /** Whether the next word is what a redirection goes to. */
  boolean redirect;

  /** The holes of the word before, and of this one, in a condition. */
  List<Integer> operand = List.of();

  List<Integer> wordHoles = new ArrayList<>();

  /** Whether a condition calculates with the next word. */
  boolean numberNext;

  /**
   * Where a here-document's text ends, where the script goes on behind it, and what still waits for
   * its text.
   */
  int end;

  int resume;
  ArrayDeque<HereDocuments.Pending> waiting;

  Frame(Construct construct, int firstHole) {
    this.construct = construct;
    this.firstHole = firstHole;
  }

  /** Whether single quotes are nothing special here, as inside double quotes. */
  boolean quotesAreText() {
    return switch (construct) {
      case DOUBLE_QUOTES, HERE_DOCUMENT, ARITHMETIC, COMMAND_ARITHMETIC, OLD_ARITHMETIC -> true;
      case PARAMETER -> quoted && (stage == Stage.DEFAULT || stage == Stage.OFFSET);
      default -> false;
    };
  }

  /** Takes note that a word goes on at {@code at}. */
  void word(int at, boolean plainCharacter) {
    if (wordStart < 0) {
      wordStart = at;
      plain = true;
      identifier = true;
      assignment = false;
      brace = false;
    }
    plain &= plainCharacter;
    identifier &= plainCharacter;
  }
}
