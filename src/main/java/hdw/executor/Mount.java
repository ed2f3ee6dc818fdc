package hdw.executor;

import java.nio.file.Path;
import java.util.List;

/**
 * What kind of file system a folder lies on, told from its path alone: what is special about CERN's
 * and about folders of one machine.
 */
public enum Mount {
  /** AFS, which every machine of the site sees for as long as a Kerberos ticket lives. */
  AFS,
  /** A person's folder of EOS. */
  EOS_USER,
  /** A project's folder of EOS. */
  EOS_PROJECT,
  /** What the CMS experiment keeps on EOS. */
  EOS_CMS,
  /** Anything else below {@code /eos}. */
  EOS,
  /** A folder for what does not last, which every machine has for itself. */
  TEMPORARY,
  /** Any other folder. */
  OTHER;

  private static final List<String> TEMPORARY_FOLDERS = List.of("/tmp", "/var/tmp", "/dev/shm");

  /**
   * Where an absolute path without links lies.
   *
   * @param path links are followed by whoever asks: {@code /tmp/x} may be a link to AFS
   */
  public static Mount of(Path path) {
    String text = canonical(path.normalize().toString());
    if (isBelow(text, "/afs")) {
      return AFS;
    }
    if (isBelow(text, "/eos")) {
      return ofEos(text);
    }
    return TEMPORARY_FOLDERS.stream().anyMatch(each -> isBelow(text, each)) ? TEMPORARY : OTHER;
  }

  private static Mount ofEos(String text) {
    if (isBelow(text, "/eos/user")) {
      return EOS_USER;
    }
    if (isBelow(text, "/eos/project")) {
      return EOS_PROJECT;
    }
    return isBelow(text, "/eos/cms") ? EOS_CMS : EOS;
  }

  /**
   * The name of a folder of EOS under which every machine and {@code root://} know it: {@code
   * /eos/home-u/user} is {@code /eos/user/u/user}, and {@code /eos/project-c/crew} is {@code
   * /eos/project/c/crew}; other paths stay as they are.
   */
  public static String canonical(String path) {
    return path.replaceFirst("^/eos/home-([a-z])(?=/|$)", "/eos/user/$1")
        .replaceFirst("^/eos/project-([a-z])(?=/|$)", "/eos/project/$1");
  }

  /** Whether it is a part of EOS. */
  public boolean isEos() {
    return this == EOS_USER || this == EOS_PROJECT || this == EOS_CMS || this == EOS;
  }

  private static boolean isBelow(String text, String folder) {
    return text.equals(folder) || text.startsWith(folder + "/");
  }
}
