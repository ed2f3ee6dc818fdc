package hdw.diagnostic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What other programs call the things that hdw has names for. */
final class Synonyms {
  /** A name of hdw, and behind the colon words that people bring along for it. */
  private static final String TABLE =
      """
      task: job step stage process
      sample: dataset
      samples: datasets
      use: import include
      let: var const def set
      param: parameter option
      site: profile
      memory: ram mem request_memory mem_per_cpu
      cpus: cores ncores ncpus threads request_cpus cpus_per_task num_cpus
      gpus: request_gpus gres
      disk: request_disk
      time: walltime runtime wall_time max_runtime time_limit
      queue: partition flavour flavor jobflavour jobflavor qos
      run: command cmd script shell exec executable code
      setup: before_script prescript
      input: inputs source
      output: outputs target targets
      needs: transfer_input_files dependencies requires
      after: depends depends_on parents dependency
      environment: env envvars
      container: image singularity apptainer docker
      retries: retry max_retries
      executor: backend scheduler engine
      split: splitting chunk_size chunksize files_per_job units_per_job
      files: file paths fileset filelist
      tree: treename tree_name ttree
      max_running: max_jobs maxjobs max_materialize
      account: accounting_group acct_group
      length: len size count
      name: basename filename
      dir: dirname parent folder
      env: getenv environ
      ceil: ceiling
      round: int floor rint
      lines: readlines open read cat
      json: load loads
      command: system subprocess popen sh
      glob: ls find listdir
      htcondor: condor condor_submit vanilla
      slurm: sbatch
      out_of_memory: oom memory oomkilled oom_killed
      out_of_time: timeout timed_out walltime
      command_failed: failed failure error crashed
      preempted: evicted
      h: hour hours hr hrs
      min: minute minutes mins m
      s: sec secs second seconds
      d: day days
      w: week weeks
      KB: K k kilobytes
      MB: M meg megs megabyte megabytes Mi
      GB: G g gig gigs gigabyte gigabytes Gi
      TB: T t terabyte terabytes Ti
      %: percent pct
      events: evts evt entries
      text: string str path
      number: int integer float double
      truth: bool boolean
      list: array vector
      """;

  private static final Map<String, List<String>> NAMES = names();

  private Synonyms() {}

  /** The names that a foreign word may mean; a letter's case counts where it is listed in both. */
  static List<String> of(String word) {
    List<String> exact = named(word);
    return exact.isEmpty() ? named(word.toLowerCase(Locale.ROOT)) : exact;
  }

  private static List<String> named(String word) {
    return NAMES.getOrDefault(word, List.of());
  }

  private static Map<String, List<String>> names() {
    var names = new HashMap<String, List<String>>();
    for (String line : TABLE.lines().toList()) {
      String name = line.substring(0, line.indexOf(": "));
      for (String word : line.substring(name.length() + 2).split(" ", -1)) {
        names.computeIfAbsent(word, each -> new ArrayList<>()).add(name);
      }
    }
    return Collections.unmodifiableMap(names);
  }
}
