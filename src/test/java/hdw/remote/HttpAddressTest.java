package hdw.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class HttpAddressTest {
  @Test
  void names_of_files_are_spelt() throws Exception {
    assertSpelt("http://h/my%20file%231.root", "http://h/my file#1.root");
    assertSpelt("http://h/t%C3%BCr%5E2.root", "http://h/tür^2.root");
  }

  @Test
  void square_brackets_are_spelt_in_names_and_stay_around_a_host() throws Exception {
    assertSpelt("http://h/a%5B1%5D.root", "http://h/a[1].root");
    assertSpelt("http://[::1]:80/a%5B1%5D.root", "http://[::1]:80/a[1].root");
    assertEquals("[::1]", HttpAddress.of("http://[::1]:80/a.root").getHost());
  }

  @Test
  void what_is_spelt_already_stays() throws Exception {
    assertSpelt("https://h/a%20b%25.root?token=c%2Bd", "https://h/a%20b%25.root?token=c%2Bd");
  }

  @Test
  void a_url_without_a_host_says_so() {
    assertThrows(RemoteException.class, () -> HttpAddress.of("http:///a.root"));
    assertThrows(RemoteException.class, () -> HttpAddress.of("http://"));
  }

  private static void assertSpelt(String spelt, String url) throws RemoteException {
    assertEquals(spelt, HttpAddress.of(url).toString());
  }
}
