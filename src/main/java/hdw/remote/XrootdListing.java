package hdw.remote;

import java.util.ArrayList;
import java.util.List;

/** What a server answers when a folder is listed with the state of each entry. */
final class XrootdListing {
  /** The first entry is this, where states come along. */
  private static final String MARK = ".\n0 0 0 0";

  private static final int IS_FOLDER = 2;

  private XrootdListing() {}

  /** The names, sorted; those of folders end with {@code /}. */
  static List<String> names(XrootdAnswer answer) {
    String text = answer.text(0);
    String[] lines = text.split("\n", -1);
    boolean withStates = text.startsWith(MARK);
    var names = new ArrayList<String>();
    for (int i = withStates ? 2 : 0; i < lines.length; i += withStates ? 2 : 1) {
      String name = lines[i].strip();
      if (!name.isEmpty() && !name.equals(".") && !name.equals("..")) {
        boolean isFolder = withStates && i + 1 < lines.length && isFolder(lines[i + 1]);
        names.add(isFolder ? name + "/" : name);
      }
    }
    names.sort(null);
    return names;
  }

  /** Of {@code id size flags time} the flags. */
  private static boolean isFolder(String state) {
    String[] fields = state.strip().split(" +", -1);
    try {
      return fields.length > 2 && (Integer.parseInt(fields[2]) & IS_FOLDER) != 0;
    } catch (NumberFormatException odd) {
      return false;
    }
  }
}
