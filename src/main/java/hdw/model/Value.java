package hdw.model;

import hdw.units.Count;
import hdw.units.Memory;
import hdw.units.Share;
import hdw.units.WallTime;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;

/** A value: what an expression comes to. */
public sealed interface Value {

  /** Its kind. */
  Type type();

  /** Which of two numbers, sizes or times is larger; nothing for other values. */
  static OptionalInt order(Value one, Value other) {
    if (one instanceof Numeric a && other instanceof Numeric b) {
      return OptionalInt.of(a.number().compareTo(b.number()));
    }
    if (one instanceof Size a && other instanceof Size b) {
      return OptionalInt.of(a.amount().compareTo(b.amount()));
    }
    if (one instanceof Time a && other instanceof Time b) {
      return OptionalInt.of(a.time().compareTo(b.time()));
    }
    return OptionalInt.empty();
  }

  /**
   * The spelling that {@code {{name}}} puts into a text; for a list its elements with blanks
   * between.
   */
  String text();

  /** A text. */
  record Text(String text) implements Value {
    @Override
    public Type type() {
      return Type.TEXT;
    }

    // written out, as the JVM takes milliseconds to make these two for a record when hdw starts
    @Override
    public boolean equals(Object other) {
      return other instanceof Text same && same.text.equals(text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }
  }

  /** A number without a unit. */
  record Numeric(BigDecimal number) implements Value {
    /** A whole number. */
    public static Numeric of(long number) {
      return new Numeric(BigDecimal.valueOf(number));
    }

    @Override
    public Type type() {
      return Type.NUMBER;
    }

    @Override
    public String text() {
      return number.toPlainString();
    }
  }

  /** {@code true} or {@code false}. */
  record Truth(boolean holds) implements Value {
    @Override
    public Type type() {
      return Type.TRUTH;
    }

    @Override
    public String text() {
      return Boolean.toString(holds);
    }
  }

  /** An amount of memory, disk or data. */
  record Size(Memory amount) implements Value {
    @Override
    public Type type() {
      return Type.MEMORY;
    }

    @Override
    public String text() {
      return amount.toString();
    }
  }

  /** A length of time. */
  record Time(WallTime time) implements Value {
    @Override
    public Type type() {
      return Type.TIME;
    }

    @Override
    public String text() {
      return time.toString();
    }
  }

  /** A number of files, events or jobs. */
  record Counted(Count count) implements Value {
    @Override
    public Type type() {
      return Type.COUNT;
    }

    @Override
    public String text() {
      return count.toString();
    }
  }

  /** A share in per cent. */
  record Part(Share share) implements Value {
    @Override
    public Type type() {
      return Type.SHARE;
    }

    @Override
    public String text() {
      return share.toString();
    }
  }

  /** Several values, in order. */
  record Listed(List<Value> elements) implements Value {
    /** Copies the list. */
    public Listed {
      elements = List.copyOf(elements);
    }

    @Override
    public Type type() {
      return Type.LIST;
    }

    @Override
    public String text() {
      return String.join(" ", elements.stream().map(Value::text).toList());
    }
  }

  /** The name of an executor, a queue, a task or a reason: which of them the type says. */
  record Named(Type type, String text) implements Value {}
}
