package hdw.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run without a terminal says when it is left to itself. */
final class FarewellTest {
  private static final Instant EVENING = Instant.parse("2026-11-23T20:00:00Z");
  private static final String AFS = "/afs/cern.ch/user/m/me";
  private static final String MIT =
      """
      Ticket cache: FILE:/tmp/krb5cc_1000_x
      Default principal: me@CERN.CH

      Valid starting     Expires            Service principal
      11/23/26 19:05:12  11/24/26 20:05:12  krbtgt/CERN.CH@CERN.CH
      \trenew until 11/28/26 19:05:12
      11/23/26 19:05:13  11/24/26 18:00:00  afs/cern.ch@CERN.CH
      """;
  private static final String HEIMDAL =
      """
      Credentials cache: FILE:/tmp/krb5cc_1000
              Principal: me@CERN.CH

        Issued                Expires               Principal
      Nov 23 19:05:12 2026  Nov 24 20:05:12 2026  krbtgt/CERN.CH@CERN.CH
      """;

  private static Farewell of(String folder, Program program, Map<String, String> environment) {
    return Farewell.of(surroundings(folder, program, environment), Logout.GO_ON);
  }

  private static Surroundings surroundings(
      String folder, Program program, Map<String, String> environment) {
    return new Surroundings(
        Path.of(folder),
        Path.of(folder, ".hdw/r"),
        environment,
        program,
        Clock.fixed(EVENING, ZoneId.of("Europe/Zurich")));
  }

  private static Answers kerberos(String klist) {
    return new Answers().says("klist -s", "").says("env LC_ALL=C klist", klist);
  }

  @Test
  void without_tickets_it_goes_on_and_says_no_more() {
    Farewell all = of("/home/me", new Answers(), Map.of());
    assertEquals(new Farewell(Optional.empty(), List.of("goes on after logout")), all);
  }

  @Test
  void where_a_logout_ends_it_it_is_refused_with_two_ways_out() {
    String why =
        Farewell.of(surroundings("/home/me", new Answers(), Map.of()), Logout.END)
            .refusal()
            .orElseThrow();
    assertTrue(why.contains("loginctl enable-linger"), why);
    assertTrue(why.contains("--in-pool"), why);
  }

  @Test
  void where_the_last_session_ends_it_that_is_said() {
    Farewell all =
        Farewell.of(
            surroundings("/home/me", new Answers(), Map.of()), Logout.END_WITH_LAST_SESSION);
    assertEquals(Optional.empty(), all.refusal());
    assertTrue(all.lines().get(0).contains("ends with your last session"), all.toString());
  }

  @Test
  void on_afs_the_end_of_the_ticket_is_said_in_the_time_of_this_place() {
    String said = "goes on after logout; the Kerberos ticket ends at 2026-11-24 20:05";
    assertEquals(List.of(said), of(AFS, kerberos(MIT), Map.of()).lines());
    assertEquals(List.of(said), of(AFS, kerberos(HEIMDAL), Map.of()).lines());
    assertEquals(
        List.of(said), of(AFS, kerberos(MIT.replaceAll("/26 ", "/2026 ")), Map.of()).lines());
    assertEquals(
        List.of(said), of("/home/me", kerberos(MIT), Map.of("KRB5CCNAME", "FILE:x")).lines());
    assertEquals(List.of("goes on after logout"), of("/home/me", kerberos(MIT), Map.of()).lines());
  }

  @Test
  void an_answer_that_nobody_understands_is_no_reason_to_stay() {
    assertEquals(List.of("goes on after logout"), of(AFS, kerberos("?"), Map.of()).lines());
  }

  @Test
  void on_afs_and_eos_it_is_refused_without_a_ticket() {
    Answers none = new Answers().fails("klist -s", "");
    for (String folder : List.of(AFS, "/eos/user/m/me")) {
      String why = of(folder, none, Map.of()).refusal().orElseThrow();
      assertTrue(why.contains("no valid Kerberos ticket"), why);
      assertTrue(why.contains("`kinit`"), why);
    }
    Farewell elsewhere = of("/home/me", none, Map.of("KRB5CCNAME", "FILE:x"));
    assertEquals(Optional.empty(), elsewhere.refusal());
    assertEquals(
        List.of("goes on after logout; there is no valid Kerberos ticket"), elsewhere.lines());
  }

  @Test
  void an_afs_token_ends_in_this_year_or_the_next() {
    Answers machine =
        kerberos(MIT)
            .says("tokens", "User's (AFS ID 1000) tokens for afs@cern.ch [Expires Nov 24 18:00]\n");
    assertEquals(
        List.of(
            "goes on after logout; the Kerberos ticket ends at 2026-11-24 20:05;"
                + " the AFS token ends at 2026-11-24 18:00"),
        of(AFS, machine, Map.of()).lines());
    machine.says("tokens", "Tokens for afs@cern.ch [Expires Jan  2 18:00]\n");
    assertTrue(
        of(AFS, machine, Map.of()).lines().get(0).endsWith("ends at 2027-01-02 18:00"),
        of(AFS, machine, Map.of()).toString());
    machine.says("tokens", "Tokens for afs@cern.ch [>> Expired <<]\n");
    String why = of(AFS, machine, Map.of()).refusal().orElseThrow();
    assertTrue(why.contains("no valid AFS token"), why);
  }

  @Test
  void a_token_of_the_grid_says_its_end_itself(@TempDir Path folder) throws IOException {
    String payload =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"sub\":\"me\",\"exp\":1795467600}".getBytes(StandardCharsets.UTF_8));
    Path file = Files.writeString(folder.resolve("token"), "h." + payload + ".s\n");
    assertEquals(
        List.of("goes on after logout; the token in BEARER_TOKEN_FILE ends at 2026-11-23 22:00"),
        of("/home/me", new Answers(), Map.of("BEARER_TOKEN_FILE", file.toString())).lines());
  }
}
