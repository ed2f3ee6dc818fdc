package hdw.diagnostic;

/**
 * Every message that hdw can give, numbered by phase; a number is never changed and never used
 * again.
 *
 * <p>Each has a page {@code hdw/diagnostic/HDWnnnn.md}, shown by {@code hdw explain}, and at least
 * one test script.
 */
public enum Code {
  // syntax
  HDW0101("unexpected word"),
  HDW0102("text without an end"),
  HDW0103("character that means nothing"),
  HDW0104("broken template"),
  HDW0105("file that is not text"),
  HDW0106("nested too deeply"),
  HDW0107("misplaced workflow name"),
  // names
  HDW0201("unknown property"),
  HDW0202("declared twice"),
  HDW0203("unknown name"),
  HDW0204("name that could be two things"),
  HDW0205("unknown unit"),
  HDW0206("property set twice"),
  HDW0207("used file not found"),
  HDW0208("files that use each other"),
  HDW0209("unknown function"),
  HDW0210("unknown name in a template"),
  HDW0211("property missing"),
  HDW0212("metadatum that is not there"),
  HDW0213("name that cannot stand in an id"),
  HDW0214("setting of something unknown"),
  HDW0215("queue that the site lacks"),
  HDW0216("line for a scheduler that hdw writes itself"),
  HDW0251("declared but never used", Severity.WARNING),
  HDW0252("name that hides another", Severity.WARNING),
  // types, units and limits
  HDW0301("more than the queue allows"),
  HDW0302("wrong type"),
  HDW0303("number without a unit"),
  HDW0304("types that do not go together"),
  HDW0305("value out of range"),
  HDW0306("wrong number of arguments"),
  HDW0307("no queue fits"),
  HDW0308("broken regular expression"),
  HDW0309("parameter without a value"),
  HDW0310("one metadatum with two types"),
  HDW0311("arithmetic that has no result"),
  HDW0312("value that does not fit where it stands in the command"),
  HDW0313("action that means nothing here"),
  HDW0314("settings of a cluster that do not go together"),
  HDW0315("job that no worker can run"),
  HDW0316("queues of another batch system", Severity.WARNING),
  // graph
  HDW0401("things that wait for each other"),
  HDW0402("node without input"),
  HDW0403("dimension without values"),
  HDW0404("task without nodes", Severity.WARNING),
  HDW0405("input that does not fit the task"),
  // samples, expansion and rules
  HDW0501("sample without files"),
  HDW0502("file that is not there"),
  HDW0503("file twice in one sample"),
  HDW0504("file in two samples", Severity.WARNING),
  HDW0505("broken JSON"),
  HDW0506("look-up that failed"),
  HDW0507("two jobs with one output"),
  HDW0508("chunk where there is none"),
  HDW0509("one input where there may be several"),
  HDW0510("name that would leave its folder"),
  HDW0511("split that cannot be made"),
  HDW0512("rule that can never match", Severity.WARNING),
  HDW0513("retry that changes nothing", Severity.WARNING),
  HDW0514("needed file that is not there"),
  HDW0515("command line that is too long"),
  HDW0516("file that cannot be read"),
  HDW0517("tree that is not there"),
  HDW0518("file that must not be empty"),
  // HiggsDNA's analysis JSON
  HDW0521("analysis JSON without a key that it needs"),
  HDW0522("key that HiggsDNA does not know", Severity.WARNING),
  HDW0523("analysis JSON with something else than it should hold"),
  HDW0524("year that HiggsDNA does not know"),
  HDW0525("dataset that no sample JSON has", Severity.WARNING),
  HDW0526("dataset without a year", Severity.WARNING),
  HDW0527("sample JSON that is not there"),
  // files and events
  HDW0530("events that every job would read"),
  HDW0551("missing files left out", Severity.WARNING),
  HDW0552("unreadable files left out", Severity.WARNING),
  HDW0553("file that hdw cannot look into", Severity.WARNING),
  HDW0554("file without events", Severity.WARNING),
  HDW0555("empty files left out", Severity.NOTE),
  HDW0556("file taken from another place", Severity.WARNING),
  HDW0557("key that is nearly another", Severity.WARNING),
  // workers of Dask and the jobs that they get
  HDW0561("workers that this machine has no room for", Severity.NOTE),
  HDW0562("job that is larger than a worker", Severity.NOTE),
  HDW0563("cores that memory leaves idle", Severity.NOTE),
  // tests of rules
  HDW0601("case that comes out differently"),
  // execution
  HDW0701("output that no run made"),
  HDW0703("setup or command that does not work here"),
  HDW0704("job that cannot be submitted ahead"),
  // execution: what would let the jobs of a batch system fail
  HDW0711("batch system that is not there"),
  HDW0712("grid proxy that is missing or expired"),
  HDW0713("no grid proxy for files behind root://", Severity.WARNING),
  HDW0714("grid proxy that ends too early", Severity.WARNING),
  HDW0715("folder that jobs elsewhere do not see", Severity.WARNING),
  HDW0716("grid proxy that jobs elsewhere do not see", Severity.WARNING),
  HDW0717("jobs that no partition would start"),
  HDW0718("partition that is closed", Severity.WARNING),
  HDW0719("files that do not travel"),
  HDW0720("Python without what Dask needs");

  private final String title;
  private final Severity severity;

  Code(String title) {
    this(title, Severity.ERROR);
  }

  Code(String title, Severity severity) {
    this.title = title;
    this.severity = severity;
  }

  /** The message's name in a few words. */
  public String title() {
    return title;
  }

  /** Whether it stops a run. */
  public Severity severity() {
    return severity;
  }
}
