package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.AttemptKey;
import hdw.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;

/** A driver of jobs in a real HTCondor that is killed. */
@Tag("engine")
final class CondorKillTest extends DriverKills {
  private static final Pattern EVENT =
      Pattern.compile("(000|005|009) \\((\\d+\\.\\d+)\\.\\d+\\) .*");

  CondorKillTest() {
    super(new CondorQueue(), "hdw.condor");
  }

  @Override
  Set<String> checkHistory(RunFolder run, int lostOnes) throws IOException {
    Map<String, AttemptKey> jobs = new HashMap<>();
    Map<String, Integer> there = new HashMap<>();
    Set<AttemptKey> submitted = new HashSet<>();
    int overlaps = 0;
    String id = "";
    for (String line : Files.readAllLines(run.file("condor.log"))) {
      Matcher event = EVENT.matcher(line);
      if (event.matches()) {
        id = event.group(1).equals("000") ? event.group(2) : "";
        if (id.isEmpty() && jobs.containsKey(event.group(2))) {
          there.merge(jobs.get(event.group(2)).job(), -1, Integer::sum);
        }
      } else if (!id.isEmpty() && AttemptKey.parse(line).isPresent()) {
        AttemptKey key = AttemptKey.parse(line).get();
        jobs.put(id, key);
        assertTrue(submitted.add(key), key + " was submitted twice");
        overlaps += there.merge(key.job(), 1, Integer::sum) > 1 ? 1 : 0;
      }
    }
    assertTrue(overlaps <= lostOnes, overlaps + " attempts beside others, " + lostOnes + " lost");
    return submitted.stream().map(AttemptKey::token).collect(Collectors.toSet());
  }
}
