package hdw.units;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;

/**
 * An amount of memory, disk or data, kept in bytes.
 *
 * <p>{@code GB} and {@code GiB} are both 2^30 bytes, as HTCondor ({@code request_memory}) and Slurm
 * ({@code --mem}) count: {@code reference/htcondor.md} and {@code reference/slurm.md}.
 */
public record Memory(long bytes) implements Comparable<Memory> {
  private static final long KIB = 1L << 10;
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;
  private static final long TIB = 1L << 40;
  private static final Map<String, Long> UNITS =
      Map.of(
          "B", 1L, "KB", KIB, "KiB", KIB, "MB", MIB, "MiB", MIB, "GB", GIB, "GiB", GIB, "TB", TIB,
          "TiB", TIB);

  /** Refuses a negative amount. */
  public Memory {
    if (bytes < 0) {
      throw new IllegalArgumentException("negative memory: " + bytes);
    }
  }

  /** The amount of {@code mebibytes} MiB. */
  public static Memory ofMebibytes(long mebibytes) {
    return new Memory(Math.multiplyExact(mebibytes, MIB));
  }

  /** The bytes of one {@code unit} such as {@code GB}, or nothing when it is no unit of memory. */
  public static Optional<Long> unit(String unit) {
    return Optional.ofNullable(UNITS.get(unit));
  }

  /**
   * The amount as written, rounded up to a whole byte.
   *
   * @throws ArithmeticException when it does not fit in 2^63 bytes
   */
  public static Memory of(BigDecimal amount, long unitBytes) {
    return new Memory(
        amount
            .multiply(BigDecimal.valueOf(unitBytes))
            .setScale(0, RoundingMode.CEILING)
            .longValueExact());
  }

  /** Whole mebibytes, rounded up: what schedulers are asked for. */
  public long mebibytes() {
    return bytes / MIB + (bytes % MIB == 0 ? 0 : 1);
  }

  @Override
  public int compareTo(Memory other) {
    return Long.compare(bytes, other.bytes);
  }

  /** The shortest exact spelling in the language, such as {@code 2 GB} or {@code 1536 MB}. */
  @Override
  public String toString() {
    if (bytes == 0) {
      return "0 MB";
    }
    for (var unit : new Object[][] {{TIB, "TB"}, {GIB, "GB"}, {MIB, "MB"}, {KIB, "KB"}}) {
      if (bytes % (Long) unit[0] == 0) {
        return bytes / (Long) unit[0] + " " + unit[1];
      }
    }
    return bytes + " B";
  }

  /** A rounded spelling for people, such as {@code 3.4 GB}. */
  public String rounded() {
    for (var unit : new Object[][] {{TIB, "TB"}, {GIB, "GB"}, {MIB, "MB"}, {KIB, "KB"}}) {
      long size = (Long) unit[0];
      if (bytes >= size) {
        var amount =
            BigDecimal.valueOf(bytes).divide(BigDecimal.valueOf(size), 1, RoundingMode.HALF_UP);
        return amount.stripTrailingZeros().toPlainString() + " " + unit[1];
      }
    }
    return bytes + " B";
  }
}
