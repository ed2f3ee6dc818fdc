package hdw.root;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which members stand at the beginning of a TTree, by its version.
 *
 * <p>Taken from the classes that files of ROOT 4.00 to 6.38 describe in themselves.
 */
final class TreeLayout {
  static final String ENTRIES = "fEntries";
  static final String AUTO_FLUSH = "fAutoFlush";
  static final String RANGES = "fNClusterRange";
  static final String RANGE_ENDS = "fClusterRangeEnd";
  static final String RANGE_SIZES = "fClusterSize";

  /** Below it a TTree does not say how long its parts are. */
  static final int LEAST = 5;

  private static final Set<String> WANTED = Set.of(ENTRIES, AUTO_FLUSH, RANGE_ENDS, RANGE_SIZES);
  private static final int VARIABLE_LONG64 = Member.VARIABLE + Member.LONG64;

  private TreeLayout() {}

  /** Whether this version is known without a look at what the file says of it. */
  static boolean knows(int version) {
    return version == LEAST || version >= 16 && version <= 20;
  }

  /** The members up to the last that is wanted, of a version that is known. */
  static List<Member> of(int version) {
    var members = new ArrayList<Member>();
    for (String each : List.of("TNamed", "TAttLine", "TAttFill", "TAttMarker")) {
      members.add(new Member(each, Member.BASE));
    }
    if (version == LEAST) {
      members.add(new Member(ENTRIES, Member.DOUBLE));
      return members;
    }
    add(members, Member.LONG64, ENTRIES, "fTotBytes", "fZipBytes", "fSavedBytes");
    addFrom(18, version, members, new Member("fFlushedBytes", Member.LONG64));
    add(members, Member.DOUBLE, "fWeight");
    add(members, Member.INT, "fTimerInterval", "fScanField", "fUpdate");
    addFrom(17, version, members, new Member("fDefaultEntryOffsetLen", Member.INT));
    addFrom(19, version, members, new Member(RANGES, Member.INT));
    add(members, Member.LONG64, "fMaxEntries", "fMaxEntryLoop", "fMaxVirtualSize", "fAutoSave");
    addFrom(18, version, members, new Member(AUTO_FLUSH, Member.LONG64));
    add(members, Member.LONG64, "fEstimate");
    addFrom(19, version, members, new Member(RANGE_ENDS, VARIABLE_LONG64, 1, RANGES));
    addFrom(19, version, members, new Member(RANGE_SIZES, VARIABLE_LONG64, 1, RANGES));
    return wanted(members);
  }

  /** The members up to the last that is wanted. */
  static List<Member> wanted(List<Member> members) {
    int count = 0;
    for (int i = 0; i < members.size(); i++) {
      count = WANTED.contains(members.get(i).name()) ? i + 1 : count;
    }
    return List.copyOf(members.subList(0, count));
  }

  private static void add(List<Member> members, int type, String... names) {
    for (String each : names) {
      members.add(new Member(each, type));
    }
  }

  private static void addFrom(int first, int version, List<Member> members, Member member) {
    if (version >= first) {
      members.add(member);
    }
  }
}
