package hdw.cli;

import hdw.run.Driver;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Asks the person at the terminal whether a paused node shall go on. */
final class PauseQuestion implements Driver.Asker {
  private final Console console;
  private final BufferedReader keyboard =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

  PauseQuestion(Console console) {
    this.console = console;
  }

  @Override
  public void ask(String name, Driver driver) {
    var asking = new Thread(() -> answer(name, driver), "question about " + name);
    asking.setDaemon(true);
    asking.start();
  }

  private void answer(String name, Driver driver) {
    synchronized (keyboard) {
      console.err().print("go on with " + name + " all the same? [y/N] ");
      console.err().flush();
      driver.answer(name, readsYes());
    }
  }

  private boolean readsYes() {
    try {
      String typed = keyboard.readLine();
      return typed != null && typed.strip().toLowerCase(java.util.Locale.ROOT).startsWith("y");
    } catch (IOException gone) {
      return false;
    }
  }
}
