package hdw.root;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The numbers that an object begins with, by the names of its members. */
final class Members {
  private static final double EXACT = 1L << 53;

  private final Map<String, long[]> values = new HashMap<>();

  private Members() {}

  /** Reads members one after the other. */
  static Members read(Cursor cursor, List<Member> members) throws IOException {
    var read = new Members();
    for (Member each : members) {
      read.add(cursor, each);
    }
    return read;
  }

  /** The numbers of a member; none where there is no such member. */
  long[] all(String name) {
    return values.getOrDefault(name, new long[0]);
  }

  /** The number of a member. */
  long number(String name, long otherwise) {
    long[] all = all(name);
    return all.length == 1 ? all[0] : otherwise;
  }

  private void add(Cursor cursor, Member member) throws IOException {
    if (member.isObject()) {
      cursor.skipObject();
    } else if (member.isNumber()) {
      values.put(member.name(), numbers(cursor, member, 1));
    } else if (member.isFixedArray()) {
      cursor.skip((long) member.length() * member.size());
    } else if (member.isVariableArray()) {
      long count = cursor.u8() == 0 ? 0 : number(member.counter(), -1);
      values.put(member.name(), numbers(cursor, member, count));
    } else {
      throw new RootException(
          RootException.Kind.UNSUPPORTED,
          "holds a TTree with a part `" + member.name() + "` that hdw cannot read");
    }
  }

  private static long[] numbers(Cursor cursor, Member member, long count) throws IOException {
    if (count < 0 || count > cursor.remaining() / member.size()) {
      throw Damage.of("its `" + member.name() + "` has " + count + " numbers, which do not fit");
    }
    cursor.reserve((int) count * member.size());
    long[] numbers = new long[(int) count];
    for (int i = 0; i < count; i++) {
      numbers[i] = number(cursor, member);
    }
    return numbers;
  }

  private static long number(Cursor cursor, Member member) throws IOException {
    if (member.number() == Member.DOUBLE) {
      double value = cursor.f64();
      return value == Math.rint(value) && Math.abs(value) < EXACT ? (long) value : -1;
    }
    return switch (member.size()) {
      case 1 -> cursor.u8();
      case 2 -> cursor.u16();
      case 4 -> cursor.i32();
      default -> cursor.i64();
    };
  }
}
