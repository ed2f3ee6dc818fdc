package hdw.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a folder lies is told from its path. */
final class MountTest {

  @ParameterizedTest
  @CsvSource({
    "/afs/cern.ch/user/z/zh/analysis, AFS",
    "/eos/user/z/zh/out, EOS_USER",
    "/eos/home-z/zh/out, EOS_USER",
    "/eos/project/h/hgg, EOS_PROJECT",
    "/eos/project-h/hgg, EOS_PROJECT",
    "/eos/cms/store/group, EOS_CMS",
    "/eos/atlas, EOS",
    "/eos, EOS",
    "/tmp, TEMPORARY",
    "/tmp/x509up_u1000, TEMPORARY",
    "/var/tmp/a, TEMPORARY",
    "/home/me/../../tmp/a, TEMPORARY",
    "/tmpfiles/a, OTHER",
    "/home/me/eos/user, OTHER",
    "/afsdata, OTHER"
  })
  void a_path_says_where_it_lies(String path, Mount place) {
    assertEquals(place, Mount.of(Path.of(path)));
  }

  @Test
  void a_folder_of_eos_has_one_name() {
    assertEquals("/eos/user/z/zh/a b", Mount.canonical("/eos/home-z/zh/a b"));
    assertEquals("/eos/project/c/crew", Mount.canonical("/eos/project-c/crew"));
    assertEquals("/eos/home-zh/x", Mount.canonical("/eos/home-zh/x"));
    assertEquals("/data/eos/home-z/x", Mount.canonical("/data/eos/home-z/x"));
  }
}
