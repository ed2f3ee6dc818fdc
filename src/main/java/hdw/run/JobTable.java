package hdw.run;

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
  private JobStory[] stories = new JobStory[16];
  private int[] hashes = new int[16];
  private int size;

  /** The number of the story that was made or found last. */
  private int last = -1;

  /** For each place 1 + the number of the story there, or 0; at least half of it is empty. */
  private int[] places = new int[32];

  /** The story of a job, made where there is none. */
  JobStory make(String id) {
    int hash = hash(id);
    // of jobs that were first mentioned together a journal often tells in the same order again
    if (last + 1 < size && hashes[last + 1] == hash && stories[last + 1].id().equals(id)) {
      last++;
      return stories[last];
    }
    int place = place(id, hash);
    if (places[place] == 0) {
      add(new JobStory(id), hash);
      last = size - 1;
    } else {
      last = places[place] - 1;
    }
    return stories[last];
  }

  /** The story of a job. */
  Optional<JobStory> find(String id) {
    int found = places[place(id, hash(id))];
    return found == 0 ? Optional.empty() : Optional.of(stories[found - 1]);
  }

  /** All stories. */
  List<JobStory> all() {
    return Collections.unmodifiableList(Arrays.asList(Arrays.copyOf(stories, size)));
  }

  private static int hash(String id) {
    int hash = id.hashCode() * 0x9E3779B9;
    return hash ^ (hash >>> 15);
  }

  /** The place where a job stands, or where it would. */
  private int place(String id, int hash) {
    int mask = places.length - 1;
    int place = hash & mask;
    while (places[place] != 0) {
      int found = places[place] - 1;
      if (hashes[found] == hash && stories[found].id().equals(id)) {
        return place;
      }
      place = (place + 1) & mask;
    }
    return place;
  }

  private void add(JobStory story, int hash) {
    if (size == stories.length) {
      stories = Arrays.copyOf(stories, 2 * size);
      hashes = Arrays.copyOf(hashes, 2 * size);
      places = new int[4 * size];
      for (int i = 0; i < size; i++) {
        enter(i);
      }
    }
    stories[size] = story;
    hashes[size] = hash;
    enter(size);
    size++;
  }

  private void enter(int number) {
    int mask = places.length - 1;
    int place = hashes[number] & mask;
    while (places[place] != 0) {
      place = (place + 1) & mask;
    }
    places[place] = number + 1;
  }
}
