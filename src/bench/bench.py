"""Measures hdw beside what people would use instead, and writes what it found into docs/performance.md.

Each figure is a ratio of medians measured in one run, A B A B; `run` beside this file installs the others.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import page
import shapes
from measure import Rival, compare

TOP = Path(__file__).resolve().parents[2]
HDW = TOP / "hdw"
SLOTS = 2


class Bench:
    """The comparisons; each gives a `page.Table`."""

    def __init__(self, work, rounds):
        self.work = work
        self.rounds = rounds

    def folder(self, name):
        folder = self.work / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def startup(self):
        """An empty Java program with the options of ./hdw, hdw, and the others saying their version."""
        folder = self.folder("startup")
        hello = folder / "Hello.java"
        hello.write_text("public final class Hello { public static void main(String[] a) {} }\n")
        java, options = java_of_hdw(folder)
        subprocess.run([java.parent / "javac", "-d", folder, hello], check=True)
        rivals = [
            Rival("empty Java program", [java, *options, "-cp", folder, "Hello"], folder),
            Rival("`hdw --version`", [HDW, "--version"], folder),
            Rival("`hdw check` of 100 lines", [HDW, "check", shapes.hundred(folder)], folder),
            *self.there("snakemake", "`snakemake --version`", ["snakemake", "--version"], folder),
            *self.there("nextflow", "`nextflow -v`", ["nextflow", "-v"], folder),
        ]
        return page.Table("Start-up", compare(rivals, 5 * self.rounds), "seconds")

    def planning(self, jobs, others=True):
        """A dry run of the shape that every analysis has."""
        folder = self.folder(f"planning-{jobs}")
        rivals = [Rival("`hdw plan`", [HDW, "plan", shapes.hdw(folder, jobs)], folder)]
        if others:
            shapes.make(folder, jobs)
            shapes.dask(folder, jobs)
            rivals += self.there("make", "`make -n`", ["make", "-n"], folder)
            rivals += self.there("dask", "`dask.delayed` and `order`", [sys.executable, "graph.py"], folder)
            if jobs <= 10_000:
                shapes.snakemake(folder, jobs)
                rivals += self.there(
                    "snakemake", "`snakemake -n`", ["snakemake", "-n", "-q"], folder, rounds=2
                )
        return page.Table(f"Planning {jobs:,} jobs", compare(rivals, self.rounds), "seconds")

    def rendering(self, jobs):
        """All files of a run for HTCondor and for Slurm, beside a copy of the same bytes."""
        rivals = []
        for executor in ("htcondor", "slurm"):
            folder = self.folder(f"rendering-{executor}")
            name = shapes.hdw(folder, jobs, executor)
            rendered, copied = folder / "rendered", folder / "copied"
            render = [HDW, "render", name, "--output", rendered]
            subprocess.run(render, cwd=folder, check=True, stdout=subprocess.DEVNULL)
            gone = lambda at: lambda: shutil.rmtree(at, ignore_errors=True)
            original = folder / "original"
            shutil.copytree(rendered, original)
            rivals += [
                Rival(f"`hdw render`, {executor}", render, folder, before=gone(rendered)),
                Rival(f"`cp -r` of the same, {executor}", ["cp", "-r", original, copied], folder, before=gone(copied)),
            ]
        return page.Table(f"Rendering {jobs:,} jobs, start of Java and plan included", compare(rivals, self.rounds), "seconds")

    def local(self, jobs):
        """Jobs that do nothing, two at a time, all by the script that hdw renders for them."""
        folder = self.folder("local")
        shapes.trivial_hdw(folder, jobs)
        quiet = [HDW, "run", "trivial.hdw", "--new", "-q", "-j", str(SLOTS)]
        subprocess.run(quiet, cwd=folder, check=True)
        run = (folder / ".hdw" / "latest").resolve()
        lines = shapes.commands(run, "t")
        (run / "lines").write_text("".join(line + "\n" for line in lines))
        shapes.script_make(run, lines)
        shapes.script_dask(run, lines, SLOTS)
        java, options = java_of_hdw(folder)
        subprocess.run([java.parent / "javac", "-d", folder, TOP / ".ci" / "BareLoop.java"], check=True)
        rivals = [
            Rival("`hdw run`", quiet, folder),
            Rival("a bare Java loop", [java, *options, "-cp", folder, "BareLoop", run, "t", SLOTS], folder),
            Rival("`xargs -P2`", ["sh", "-c", "xargs -P2 -L1 <lines env"], run),
            *self.there("make", "`make -j2`", ["make", "-s", "-j2"], run),
            *self.there("parallel", "GNU parallel", ["sh", "-c", "parallel --will-cite -j2 <lines"], run),
            *self.there("dask", "Dask, `client.map`", [sys.executable, "mapped.py"], run),
        ]
        return page.Table(f"{jobs:,} jobs here, two at a time", compare(rivals, self.rounds), "jobs", jobs)

    def slow_ones(self, jobs):
        """The same for those that need seconds for what hdw does in one."""
        folder = self.folder("slow")
        shapes.trivial_hdw(folder, jobs)
        quiet = [HDW, "run", "trivial.hdw", "--new", "-q", "-j", str(SLOTS)]
        subprocess.run(quiet, cwd=folder, check=True)
        run = (folder / ".hdw" / "latest").resolve()
        lines = shapes.commands(run, "t")
        shapes.script_snakemake(run, lines)
        shapes.script_nextflow(run, lines)
        rivals = [
            Rival("`hdw run`", quiet, folder),
            *self.there(
                "snakemake",
                "Snakemake",
                ["snakemake", "-q", "all", "-j2"],
                run,
                before=lambda: shutil.rmtree(run / "snake", ignore_errors=True),
            ),
            *self.there("nextflow", "Nextflow", ["nextflow", "-q", "run", "main.nf"], run, rounds=1),
        ]
        return page.Table(f"{jobs:,} jobs here, two at a time", compare(rivals, min(2, self.rounds)), "jobs", jobs)

    def again(self, jobs):
        """A workflow of which everything is done, run again."""
        folder = self.folder("again")
        (folder / "again.hdw").write_text(
            f"workflow again\ntask t for each n in range({jobs}) {{\n"
            '  output = "out/{{n}}"\n  run = "echo {{n}} > {{output}}"\n}\n'
        )
        subprocess.run([HDW, "run", "again.hdw", "-q", "-j", "4"], cwd=folder, check=True)
        (folder / "Makefile").write_text(
            "all: " + " ".join(f"out/{n}" for n in range(jobs)) + "\nout/%:\n\techo $* > $@\n"
        )
        (folder / "Snakefile").write_text(
            f'rule all:\n    input: expand("out/{{n}}", n=range({jobs}))\n'
            'rule one:\n    output: "out/{n}"\n    shell: "echo {wildcards.n} > {output}"\n'
        )
        rivals = [
            Rival("`hdw run`", [HDW, "run", "again.hdw"], folder),
            *self.there("make", "`make`", ["make", "-s"], folder),
            *self.there("snakemake", "`snakemake`", ["snakemake", "-q", "all", "-j2"], folder, rounds=2),
        ]
        return page.Table(f"{jobs:,} finished jobs run again", compare(rivals, self.rounds), "seconds")

    def chain(self):
        """Five jobs one after the other on the HTCondor pool whose programs are on the path, beside DAGMan."""
        folder = self.folder("chain")
        if not shutil.which("condor_submit_dag"):
            print("there is no HTCondor: a chain on a pool is left out", file=sys.stderr)
            return None
        shapes.chain(folder, "htcondor")
        subprocess.run([HDW, "render", "--dagman", "chain.hdw", "-o", "dag"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        shapes.without_configuration(folder / "dag" / "chain.dag")

        def afresh():
            for each in [*map(folder.joinpath, "abcde"), *(folder / "dag").glob("chain.dag.*")]:
                each.unlink(missing_ok=True)

        submit = "condor_submit_dag -f chain.dag && condor_wait chain.dag.dagman.log && test -e ../e"
        rivals = [
            Rival("`hdw run`", [HDW, "run", "chain.hdw", "-q", "--new"], folder, before=afresh),
            Rival(
                "DAGMan with its defaults",
                ["sh", "-c", submit],
                folder / "dag",
                before=afresh,
                environment={"_CONDOR_DAGMAN_USE_STRICT": "0"},
            ),
        ]
        return page.Table("A chain of five jobs of one second on a pool", compare(rivals, min(3, self.rounds)), "seconds")

    def inner(self, quick):
        """The inner parts, by JMH."""
        short = ["-f", "1", "-wi", "1", "-i", "1", "-w", "1", "-r", "1"] if quick else []
        subprocess.run([TOP / "src" / "bench" / "inner", *short], check=True, stdout=subprocess.DEVNULL)
        rows = []
        for each in json.loads((TOP / "target" / "bench" / "inner.json").read_text()):
            metric = each["primaryMetric"]
            error = metric["scoreError"]
            told = f"{error:,.3g}" if isinstance(error, float) else "-"
            rows.append((each["benchmark"].rsplit(".", 1)[1], metric["score"], told))
        return page.Inner(rows)

    def there(self, program, name, command, folder, **options):
        """The rival, where its program is installed."""
        if program == "dask":
            probe = subprocess.run([sys.executable, "-c", "import distributed"], stderr=subprocess.DEVNULL)
            found = probe.returncode == 0
        else:
            found = shutil.which(command[0] if command[0] != "sh" else program) is not None
        if not found:
            print(f"{program} is not here: left out", file=sys.stderr)
        return [Rival(name, command, folder, **options)] if found else []


def java_of_hdw(folder):
    """The `java` that ./hdw starts, and the options that it gives it: a stand-in says what it was called with."""
    home = subprocess.run(
        [HDW, "--version"],
        env={**os.environ, "HDW_JAVA_OPTS": "-XshowSettings:properties"},
        capture_output=True,
        text=True,
        check=True,
    )
    line = next(each for each in home.stderr.splitlines() + home.stdout.splitlines() if "java.home" in each)
    real = Path(line.split("=")[1].strip())
    false = folder / "java"
    (false / "bin").mkdir(parents=True, exist_ok=True)
    shutil.copy(real / "release", false / "release")
    (false / "bin" / "java").write_text('#!/bin/bash\nprintf "%s\\n" "$@"\n')
    (false / "bin" / "java").chmod(0o755)
    said = subprocess.run(
        [HDW, "--version"], env={**os.environ, "JAVA_HOME": str(false)}, capture_output=True, text=True, check=True
    )
    words = said.stdout.splitlines()
    options = [each for each in words[: words.index("-cp")] if "SharedArchiveFile" not in each]
    return real / "bin" / "java", options


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the jobs and two rounds: whether it works")
    parser.add_argument("--page", type=Path, default=TOP / "docs" / "performance.md")
    parser.add_argument("names", nargs="*", help="the comparisons to make; all without")
    asked = parser.parse_args()
    scale = 10 if asked.quick else 1
    with tempfile.TemporaryDirectory(prefix="hdw-bench-") as work:
        bench = Bench(Path(work), 2 if asked.quick else 5)
        parts = {
            "startup": bench.startup,
            "planning": lambda: bench.planning(10_000 // scale),
            "planning-large": lambda: bench.planning(100_000 // scale),
            "planning-huge": lambda: bench.planning(1_000_000 // scale, others=False),
            "rendering": lambda: bench.rendering(100_000 // scale),
            "local": lambda: bench.local(2_000 // scale),
            "slow": lambda: bench.slow_ones(200 // scale),
            "again": lambda: bench.again(10_000 // scale),
            "chain": bench.chain,
            "inner": lambda: bench.inner(asked.quick),
        }
        tables = []
        for name in asked.names or parts:
            table = parts[name]()
            if table:
                tables.append(table)
                print(table.text(), flush=True)
        page.write(asked.page, tables)


if __name__ == "__main__":
    main()
