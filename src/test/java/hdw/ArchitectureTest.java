package hdw;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fences of the house: who may use whom, no circles, each library behind its one door. */
@AnalyzeClasses(packages = "hdw", importOptions = ArchitectureTest.OnlyMain.class)
final class ArchitectureTest {

  /** Leaves the tests out, in whatever folder they were built. */
  static final class OnlyMain implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/");
    }
  }

  /** The floors from the top down: each may use what stands behind it, and nothing else of hdw. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry(
              "cli",
              Set.of(
                  "dashboard",
                  "report",
                  "forecast",
                  "insight",
                  "run",
                  "preflight",
                  "draw",
                  "executor",
                  "compile",
                  "plan",
                  "rules",
                  "graph",
                  "higgsdna",
                  "catalog",
                  "scan",
                  "remote",
                  "root",
                  "analysis",
                  "parse",
                  "model",
                  "json",
                  "units",
                  "diagnostic")),
          Map.entry(
              "dashboard", Set.of("insight", "run", "draw", "rules", "model", "json", "units")),
          Map.entry("report", Set.of("insight", "run", "draw", "rules", "model", "json", "units")),
          Map.entry(
              "forecast",
              Set.of(
                  "insight",
                  "run",
                  "plan",
                  "rules",
                  "graph",
                  "catalog",
                  "eval",
                  "model",
                  "json",
                  "units",
                  "diagnostic")),
          Map.entry("insight", Set.of("run", "rules", "model", "json", "units")),
          Map.entry(
              "run",
              Set.of(
                  "executor",
                  "plan",
                  "rules",
                  "graph",
                  "catalog",
                  "eval",
                  "model",
                  "shell",
                  "json",
                  "units",
                  "diagnostic")),
          Map.entry(
              "preflight",
              Set.of(
                  "executor",
                  "plan",
                  "rules",
                  "graph",
                  "catalog",
                  "model",
                  "json",
                  "units",
                  "diagnostic")),
          Map.entry("draw", Set.of("plan", "rules", "graph", "model", "json")),
          Map.entry(
              "executor",
              Set.of(
                  "plan",
                  "rules",
                  "graph",
                  "catalog",
                  "remote",
                  "eval",
                  "model",
                  "shell",
                  "json",
                  "units",
                  "diagnostic")),
          Map.entry(
              "compile",
              Set.of(
                  "plan",
                  "graph",
                  "catalog",
                  "scan",
                  "analysis",
                  "parse",
                  "ast",
                  "model",
                  "diagnostic")),
          Map.entry(
              "plan",
              Set.of(
                  "rules",
                  "graph",
                  "catalog",
                  "root",
                  "eval",
                  "model",
                  "shell",
                  "units",
                  "diagnostic")),
          Map.entry("rules", Set.of("graph", "catalog", "eval", "model", "units", "diagnostic")),
          Map.entry("graph", Set.of("catalog", "eval", "model", "json", "units", "diagnostic")),
          Map.entry(
              "catalog", Set.of("scan", "remote", "root", "eval", "model", "units", "diagnostic")),
          Map.entry(
              "higgsdna", Set.of("catalog", "parse", "model", "shell", "units", "diagnostic")),
          Map.entry("scan", Set.of("remote", "root")),
          Map.entry("remote", Set.of()),
          Map.entry("root", Set.of()),
          Map.entry(
              "analysis", Set.of("parse", "ast", "eval", "model", "shell", "units", "diagnostic")),
          Map.entry("eval", Set.of("model", "units", "diagnostic")),
          Map.entry("parse", Set.of("ast", "diagnostic")),
          Map.entry("model", Set.of("shell", "units", "diagnostic")),
          Map.entry("ast", Set.of("diagnostic")),
          Map.entry("shell", Set.of()),
          Map.entry("json", Set.of()),
          Map.entry("units", Set.of()),
          Map.entry("diagnostic", Set.of()));

  /** Each library, and the packages that may use it. */
  private static final Map<String, List<String>> DOORS =
      Map.of(
          "org.antlr..", List.of("hdw.parse.."),
          "org.jgrapht..", List.of("hdw.graph.."),
          "org.eclipse.elk..", List.of("hdw.draw.."),
          "com.fasterxml..", List.of("hdw.json..", "hdw.catalog..", "hdw.higgsdna.."),
          "org.apache.commons.text..",
              List.of("hdw.diagnostic..", "hdw.report..", "hdw.dashboard.."),
          "io.airlift..", List.of("hdw.root.."),
          "org.tukaani..", List.of("hdw.root.."),
          "picocli..", List.of("hdw.cli.."),
          "org.jline..", List.of("hdw.cli.."));

  @ArchTest
  void packages_use_only_what_the_table_allows(JavaClasses classes) {
    MAY_USE.forEach(
        (name, allowed) -> {
          List<String> open = new ArrayList<>(List.of("hdw." + name + ".."));
          allowed.forEach(each -> open.add("hdw." + each + ".."));
          noClasses()
              .that()
              .resideInAPackage("hdw." + name + "..")
              .should()
              .dependOnClassesThat(
                  resideInAPackage("hdw..")
                      .and(DescribedPredicate.not(resideInAnyPackage(open.toArray(String[]::new)))))
              .check(classes);
        });
  }

  @ArchTest
  void every_package_is_in_the_table(JavaClasses classes) {
    Set<String> packages = new LinkedHashSet<>();
    for (JavaClass each : classes) {
      String[] parts = each.getPackageName().split("\\.", -1);
      packages.add(parts.length > 1 ? parts[1] : "");
    }
    packages.removeAll(MAY_USE.keySet());
    assertTrue(packages.isEmpty(), "not in the table: " + packages);
  }

  @ArchTest
  void no_package_reaches_itself(JavaClasses classes) {
    slices().matching("hdw.(*)..").should().beFreeOfCycles().check(classes);
  }

  @ArchTest
  void each_library_has_one_door(JavaClasses classes) {
    DOORS.forEach(
        (library, doors) ->
            noClasses()
                .that()
                .resideOutsideOfPackages(doors.toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(classes));
  }

  @ArchTest
  void only_executors_start_processes(JavaClasses classes) {
    noClasses()
        .that()
        .resideOutsideOfPackage("hdw.executor..")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(ProcessBuilder.class, Runtime.Version.class)
        .check(classes);
  }

  @ArchTest
  void only_the_command_line_prints(JavaClasses classes) {
    noClasses()
        .that()
        .resideOutsideOfPackage("hdw.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(System.class, "getenv")
        .check(classes);
  }

  @ArchTest
  void nothing_static_changes(JavaClasses classes) {
    fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat(resideOutsideGenerated())
        .should()
        .beFinal()
        .check(classes);
  }

  @ArchTest
  void what_was_written_and_said_never_changes(JavaClasses classes) {
    fields()
        .that()
        .areDeclaredInClassesThat(resideInAnyPackage("hdw.ast..", "hdw.model..", "hdw.units.."))
        .should()
        .beFinal()
        .check(classes);
  }

  private static DescribedPredicate<JavaClass> resideOutsideGenerated() {
    return DescribedPredicate.not(resideInAPackage("hdw.parse.antlr.."));
  }
}
