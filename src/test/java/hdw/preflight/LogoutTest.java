package hdw.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a logout does, on machines that are made up of a few files. */
final class LogoutTest {
  private static final String SESSION = "0::/user.slice/user-1000.slice/session-3.scope\n";

  @TempDir Path root;

  @BeforeEach
  void a_machine_with_systemd() throws IOException {
    Files.createDirectories(root.resolve("run/systemd/system"));
    file("proc/self/cgroup", SESSION);
  }

  private void file(String name, String text) throws IOException {
    Path path = root.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private Logout logout(Answers programs) throws IOException {
    return Logout.of(root, "me", programs);
  }

  private Logout logout() throws IOException {
    return logout(new Answers());
  }

  @Test
  void without_systemd_nothing_ends() throws IOException {
    file("etc/systemd/logind.conf", "[Login]\nKillUserProcesses=yes\n");
    Files.delete(root.resolve("run/systemd/system"));
    assertEquals(Logout.GO_ON, logout());
  }

  @Test
  void most_distributions_let_processes_be() throws IOException {
    assertEquals(Logout.GO_ON, logout());
    file("etc/systemd/logind.conf", "[Login]\n#KillUserProcesses=no\n#KillExcludeUsers=root\n");
    assertEquals(Logout.GO_ON, logout());
  }

  @Test
  void a_machine_that_ends_them_is_found_by_its_files() throws IOException {
    file("etc/systemd/logind.conf", "[Login]\nKillUserProcesses = yes\n");
    assertEquals(Logout.END, logout());
    file("etc/systemd/logind.conf", "[Login]\n#KillUserProcesses=yes\n");
    assertEquals(Logout.END, logout());
  }

  @Test
  void an_addition_counts_more_than_the_file_and_the_last_name_most() throws IOException {
    file("etc/systemd/logind.conf", "[Login]\nKillUserProcesses=yes\n");
    file("usr/lib/systemd/logind.conf.d/20-site.conf", "[Login]\nKillUserProcesses=no\n");
    assertEquals(Logout.GO_ON, logout());
    file("etc/systemd/logind.conf.d/10-early.conf", "[Login]\nKillUserProcesses=yes\n");
    assertEquals(Logout.GO_ON, logout());
    file("etc/systemd/logind.conf.d/20-site.conf", "[Login]\nKillUserProcesses=yes\n");
    assertEquals(Logout.END, logout());
  }

  @Test
  void users_are_excepted_and_named() throws IOException {
    file("etc/systemd/logind.conf", "KillUserProcesses=yes\nKillExcludeUsers=root me\n");
    assertEquals(Logout.GO_ON, logout());
    file("etc/systemd/logind.conf", "KillUserProcesses=yes\nKillOnlyUsers=you\n");
    assertEquals(Logout.GO_ON, logout());
    file("etc/systemd/logind.conf", "KillUserProcesses=no\nKillOnlyUsers=you me\n");
    assertEquals(Logout.END, logout());
    assertEquals(Logout.GO_ON, Logout.of(root, "root", new Answers()));
  }

  @Test
  void logind_itself_knows_better_than_its_files() throws IOException {
    Answers logind =
        new Answers()
            .says(
                "loginctl show-user -p KillUserProcesses",
                "KillUserProcesses=yes\nKillOnlyUsers=\nKillExcludeUsers=root\n");
    assertEquals(Logout.END, logout(logind));
    assertEquals(
        Logout.GO_ON_IN_SCOPE,
        logout(logind.says("loginctl show-user me -p Linger", "Linger=yes\n")));
  }

  @Test
  void who_lingers_goes_on_outside_the_session() throws IOException {
    file("etc/systemd/logind.conf", "KillUserProcesses=yes\n");
    file("var/lib/systemd/linger/me", "");
    assertEquals(Logout.GO_ON_IN_SCOPE, logout());
  }

  @Test
  void what_the_users_own_manager_started_ends_with_it_unless_he_lingers() throws IOException {
    file(
        "proc/self/cgroup", "0::/user.slice/user-1000.slice/user@1000.service/app.slice/a.scope\n");
    assertEquals(Logout.END_WITH_LAST_SESSION, logout());
    file("var/lib/systemd/linger/me", "");
    assertEquals(Logout.GO_ON, logout());
  }

  @Test
  void what_belongs_to_no_session_is_left_alone() throws IOException {
    file("etc/systemd/logind.conf", "KillUserProcesses=yes\n");
    file("proc/self/cgroup", "1:name=systemd:/system.slice/cron.service\n");
    assertEquals(Logout.GO_ON, logout());
  }
}
