package hdw.run;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The stories of jobs by id, in the order in which they were first asked for.
 *
 * <p>A few arrays in the place of an object for each entry: with a map, half of the time of reading
 * a large journal goes into moving its entries about in memory.
 */
final class JobTable {
  private final JobNames names = new JobNames();
  private JobStory[] stories = new JobStory[16];
  private int[] hashes = new int[16];
  private int size;

  /** The number of the story that was made, found or guessed last. */
  private int last = -1;

  /**
   * For each place the hash of the story there, and behind it in the lower half 1 + its number, or
   * 0; at least half of it is empty.
   */
  private long[] places = new long[32];

  /** The story of a job, made where there is none. */
  JobStory make(String id) {
    int hash = mixed(id.hashCode());
    last = isNext(hash) && stories[last + 1].isCalled(id) ? last + 1 : number(id, hash);
    if (last < 0) {
      add(story(id), hash);
    }
    return stories[last];
  }

  /** The story of the job of a line, made where there is none. */
  JobStory make(JobLine line, byte[] block) {
    JobStory guess = line.guess;
    if (guess != null && is(guess, line, block)) {
      return guess;
    }
    int hash = mixed(line.hash);
    last =
        isNext(hash) && is(stories[last + 1], line, block) ? last + 1 : number(line, block, hash);
    if (last < 0) {
      add(story(line.family, block, line.from, line.to), hash);
    }
    return stories[last];
  }

  /**
   * Guesses the stories of the jobs of lines, for {@link #make}, where there are some.
   *
   * <p>In a large table nearly each step to a story has to wait for the memory. Here each step is
   * done for all lines before the next one, so that they wait together.
   *
   * @return nothing of use: so that reading of the stories is not left out
   */
  int guess(JournalBlock lines) {
    int[] numbers = new int[lines.jobLines()];
    for (int i = 0; i < numbers.length; i++) {
      int hash = mixed(lines.jobLine(i).hash);
      numbers[i] = isNext(hash) ? last + 1 : number(hash);
      last = numbers[i] < 0 ? last : numbers[i];
    }
    for (int i = 0; i < numbers.length; i++) {
      lines.jobLine(i).guess = numbers[i] < 0 ? null : stories[numbers[i]];
    }
    int read = 0;
    for (int i = 0; i < numbers.length; i++) {
      read += numbers[i] < 0 ? 0 : stories[numbers[i]].letter();
    }
    return read;
  }

  /** Of jobs that were first mentioned together a journal often tells in the same order again. */
  private boolean isNext(int hash) {
    return last + 1 < size && hashes[last + 1] == hash;
  }

  /** The number of the first story with this hash; negative where there is none. */
  private int number(int hash) {
    int mask = places.length - 1;
    int place = hash & mask;
    long found = places[place];
    while (found != 0 && (int) (found >>> 32) != hash) {
      place = (place + 1) & mask;
      found = places[place];
    }
    return (int) found - 1;
  }

  private static boolean is(JobStory story, JobLine line, byte[] block) {
    return story.hasRest(block, line.from, line.to) && story.family().equals(line.family);
  }

  /** A story without anything in it; an id that is not ASCII, or very long, is not taken apart. */
  private JobStory story(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    int split = id.lastIndexOf('/') + 1;
    if (bytes.length != id.length() || bytes.length - split > JobNames.LONGEST) {
      return story(id, bytes, 0, 0);
    }
    String before = size == 0 ? "" : stories[size - 1].family();
    boolean isAsBefore = before.length() == split && id.startsWith(before);
    String family = isAsBefore ? before : id.substring(0, split).intern();
    return story(family, bytes, split, bytes.length);
  }

  private JobStory story(String family, byte[] bytes, int from, int to) {
    int kept = names.add(bytes, from, to - from);
    return new JobStory(size, family, names.page(), kept, to - from);
  }

  /** The story of a job. */
  Optional<JobStory> find(String id) {
    return at(number(id, mixed(id.hashCode())));
  }

  /** The story of the job of a line. */
  Optional<JobStory> find(JobLine line, byte[] block) {
    return at(number(line, block, mixed(line.hash)));
  }

  private Optional<JobStory> at(int number) {
    return number < 0 ? Optional.empty() : Optional.of(stories[number]);
  }

  /** All stories. */
  List<JobStory> all() {
    return Collections.unmodifiableList(Arrays.asList(Arrays.copyOf(stories, size)));
  }

  private static int mixed(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 15);
  }

  /** The number of the story of a job; negative where there is none. */
  private int number(String id, int hash) {
    int mask = places.length - 1;
    int place = hash & mask;
    long found = places[place];
    while (found != 0 && !((int) (found >>> 32) == hash && stories[(int) found - 1].isCalled(id))) {
      place = (place + 1) & mask;
      found = places[place];
    }
    return (int) found - 1;
  }

  private int number(JobLine line, byte[] block, int hash) {
    int mask = places.length - 1;
    int place = hash & mask;
    long found = places[place];
    while (found != 0
        && !((int) (found >>> 32) == hash && is(stories[(int) found - 1], line, block))) {
      place = (place + 1) & mask;
      found = places[place];
    }
    return (int) found - 1;
  }

  private void add(JobStory story, int hash) {
    if (size == stories.length) {
      stories = Arrays.copyOf(stories, 2 * size);
      hashes = Arrays.copyOf(hashes, 2 * size);
      places = new long[4 * size];
      for (int i = 0; i < size; i++) {
        enter(i);
      }
    }
    stories[size] = story;
    hashes[size] = hash;
    enter(size);
    last = size;
    size++;
  }

  private void enter(int number) {
    int mask = places.length - 1;
    int place = hashes[number] & mask;
    while (places[place] != 0) {
      place = (place + 1) & mask;
    }
    places[place] = (long) hashes[number] << 32 | number + 1;
  }
}
