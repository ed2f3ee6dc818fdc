package hdw.higgsdna;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The datasets, and the sample JSON that they stand in.
 *
 * @param path of the sample JSON, from the workflow's file
 * @param whole whether the file can be taken as it is: every dataset in it runs, and its relative
 *     paths belong to the workflow's folder as well
 * @param differing the keys under which not all datasets have the same
 */
record SampleFile(String path, boolean whole, List<Dataset> datasets, List<String> differing) {
  SampleFile {
    datasets = List.copyOf(datasets);
    differing = List.copyOf(differing);
  }

  static SampleFile of(
      DatasetReader.Found found, Path samples, Path target, AnalysisJson analysis) {
    boolean absolute = Path.of(analysis.samplejson()).isAbsolute();
    Path folder = target.toAbsolutePath().normalize();
    Path file = samples.toAbsolutePath().normalize();
    String path = absolute ? analysis.samplejson() : folder.relativize(file).toString();
    List<Dataset> datasets = found.datasets();
    boolean placed =
        folder.equals(file.getParent())
            || datasets.stream()
                .flatMap(each -> each.files().stream())
                .allMatch(SampleFile::isFixed);
    return new SampleFile(
        path,
        found.complete() && placed,
        datasets,
        differing(datasets, analysis.perDataset().keySet()));
  }

  /** Whether a file is the same from every folder. */
  private static boolean isFixed(String file) {
    return file.startsWith("/") || file.contains("://");
  }

  private static List<String> differing(List<Dataset> datasets, Set<String> keys) {
    return keys.stream()
        .filter(key -> datasets.stream().map(each -> each.names().get(key)).distinct().count() > 1)
        .toList();
  }

  /** Whether a metadatum is a text: all datasets have one name under this key, as plain in JSON. */
  boolean single(String key) {
    return datasets.stream()
        .map(each -> each.names().get(key))
        .allMatch(names -> names.size() == 1 && !names.get(0).matches(".*[\"\\\\].*"));
  }

  /** Lists of several names that datasets share, each under a name of its own. */
  Map<List<String>, String> shared() {
    Map<List<String>, String> shared = new LinkedHashMap<>();
    for (String key : differing) {
      var seen = new ArrayList<List<String>>();
      int number = 0;
      for (Dataset each : datasets) {
        List<String> names = each.names().get(key);
        if (names.size() > 1 && seen.contains(names) && !shared.containsKey(names)) {
          shared.put(names, key + "_" + ++number);
        }
        seen.add(names);
      }
    }
    return shared;
  }
}
