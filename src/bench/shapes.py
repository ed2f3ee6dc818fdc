"""The same work, written for each tool: S samples of F files -> process -> merge for each sample -> plot.

No tool looks at a file: hdw's and Snakemake's inputs are names on a server that nobody asks, make's are none.
"""

import json


def sizes(jobs):
    """Samples, and files of each, for about so many jobs."""
    samples = 100 if jobs >= 10_000 else 10
    return samples, jobs // samples


def hdw(folder, jobs, executor="local"):
    """Writes `shape.hdw` and its list of files; gives the name of the workflow's file."""
    samples, files = sizes(jobs)
    names = {
        f"s{s}": [f"root://server.example//store/s{s}/f{f}.root" for f in range(files)]
        for s in range(samples)
    }
    (folder / "samples.json").write_text(json.dumps(names))
    (folder / "shape.hdw").write_text(
        f"""workflow shape
samples from "samples.json"
defaults {{ executor = {executor}  memory = 1 GB  time = 1 h }}
task process for each sample {{
  split  = 1 file
  output = "out/{{{{sample}}}}/{{{{chunk}}}}.txt"
  run    = "cp {{{{inputs}}}} {{{{output}}}}"
}}
task merge for each sample {{
  input  = process
  output = "out/{{{{sample}}}}.txt"
  run    = "cat {{{{inputs}}}} > {{{{output}}}}"
}}
task plot {{
  input  = merge
  output = "out/plot.txt"
  run    = "cat {{{{inputs}}}} > {{{{output}}}}"
}}
"""
    )
    return "shape.hdw"


def chain(folder, executor):
    """Writes `chain.hdw`: five jobs of one second, each of which takes what the one before made."""
    tasks = []
    for before, name in zip(" abcd", "abcde"):
        takes, makes = ("  input = " + before, "cat {{inputs}}") if before != " " else ("", "echo 1")
        tasks.append(f'task {name} {{\n{takes}\n  output = "{name}"\n  run = "sleep 1; {makes} > {{{{output}}}}"\n}}\n')
    head = f"workflow chain\ndefaults {{ executor = {executor}  memory = 100 MB  time = 10 min }}\n"
    (folder / "chain.hdw").write_text(head + "".join(tasks))


def without_configuration(dag):
    """Takes out of a .dag what would make DAGMan faster than its defaults."""
    lines = dag.read_text().splitlines(keepends=True)
    dag.write_text("".join(line for line in lines if not line.startswith("CONFIG")))


def hundred(folder):
    """Writes a workflow of 100 lines: 12 samples, 6 tasks, 252 jobs; gives the name of its file."""
    lines = ["workflow hundred", 'param outdir = "out"']
    for n in range(12):
        lines += [f"sample s{n} {{", f'  files = ["s{n}_1.csv", "s{n}_2.csv"]', '  kind = "mc"', "}"]
        for part in (1, 2):
            (folder / f"s{n}_{part}.csv").touch()
    for n in range(1, 7):
        kinds = ' in ["nominal", "up", "down"]' if n == 1 else ""
        chunk = "/{{chunk}}" if n == 1 else ""
        lines += [
            f"task t{n} for each sample, variation{kinds} {{",
            "  split = 1 file" if n == 1 else f"  input = t{n - 1}",
            f"  memory = {n + 1} GB",
            f"  time = {n + 1} h",
            "  cpus = 1",
            f'  output = "{{{{outdir}}}}/t{n}/{{{{sample}}}}/{{{{variation}}}}{chunk}.parquet"',
            f'  run = "step{n} --variation {{{{variation}}}} --output {{{{output}}}} {{{{inputs}}}}"',
            "}",
        ]
    lines += ["# two lines for", "# the hundred to be full"]
    (folder / "hundred.hdw").write_text("\n".join(lines) + "\n")
    return "hundred.hdw"


def snakemake(folder, jobs):
    """Writes a Snakefile."""
    samples, files = sizes(jobs)
    (folder / "Snakefile").write_text(
        rf"""S = range({samples})
F = range({files})
wildcard_constraints: s=r"\d+", f=r"\d+"
rule plot:
    input: expand("out/{{s}}.txt", s=S)
    output: "out/plot.txt"
    shell: "cat {{input}} > {{output}}"
rule merge:
    input: expand("out/{{{{s}}}}/{{f}}.txt", f=F)
    output: "out/{{s}}.txt"
    shell: "cat {{input}} > {{output}}"
rule process:
    output: "out/{{s}}/{{f}}.txt"
    params: url="root://server.example//store/s{{s}}/f{{f}}.root"
    shell: "cp {{params.url}} {{output}}"
"""
    )


def make(folder, jobs):
    """Writes a Makefile with a rule for each kind of job."""
    samples, files = sizes(jobs)
    lines = [".SECONDARY:", "plot: " + " ".join(f"out/s{s}.txt" for s in range(samples)), "\tcat $^ > $@"]
    for s in range(samples):
        inputs = " ".join(f"out/s{s}/{f}.txt" for f in range(files))
        lines += [f"out/s{s}.txt: {inputs}", "\tcat $^ > $@"]
        lines += [f"{inputs}: ", "\tcp root://server.example//store/$@ $@"]
    (folder / "Makefile").write_text("\n".join(lines) + "\n")


def dask(folder, jobs):
    """Writes a program that builds the graph of delayed calls and puts it in order."""
    samples, files = sizes(jobs)
    (folder / "graph.py").write_text(
        f"""from dask import delayed
from dask.order import order
process = delayed(lambda url: url, pure=False)
merge = delayed(lambda parts: parts, pure=False)
names = [[f"root://server.example//store/s{{s}}/f{{f}}.root" for f in range({files})] for s in range({samples})]
whole = delayed(lambda parts: parts)([merge([process(f) for f in s]) for s in names])
print(len(order(dict(whole.__dask_graph__()))))
"""
    )


def trivial_hdw(folder, jobs):
    """Writes a workflow of jobs that do nothing."""
    (folder / "trivial.hdw").write_text(
        f'workflow trivial\ntask t for each n in range({jobs}) {{\n  run = "true"\n}}\n'
    )


def commands(folder, task):
    """The commands, in `folder`, by which each job of a task that hdw has rendered there is started."""
    place, found = 0, []
    for number, line in enumerate((folder / "input" / f"{task}.tsv").read_bytes().splitlines(keepends=True)):
        if number > 0:
            found.append(f"bash jobs/{task}.sh input/{task}.tsv {place} {len(line)} 1")
        place += len(line)
    return found


def script_make(folder, lines):
    """The same jobs for make."""
    rules = "".join(f"job-{n}:\n\t@{line}\n" for n, line in enumerate(lines))
    every = " ".join(f"job-{n}" for n in range(len(lines)))
    (folder / "Makefile").write_text(f".PHONY: all {every}\nall: {every}\n{rules}")


def script_snakemake(folder, lines):
    """The same jobs for Snakemake, which wants a file of each to know that it was done."""
    (folder / "lines.json").write_text(json.dumps(lines))
    (folder / "Snakefile").write_text(
        """import json
LINES = json.load(open("lines.json"))
rule all:
    input: expand("snake/{n}", n=range(len(LINES)))
rule one:
    output: touch("snake/{n}")
    params: line=lambda w: LINES[int(w.n)]
    shell: "{params.line}"
"""
    )


def script_nextflow(folder, lines):
    """The same jobs for Nextflow, each in a folder of its own."""
    (folder / "lines.txt").write_text("".join(line + "\n" for line in lines))
    (folder / "main.nf").write_text(
        f"""process one {{
  input: val line
  script: "cd {folder}; $line"
}}
workflow {{ one(Channel.fromList(file("{folder}/lines.txt").readLines())) }}
"""
    )


def script_dask(folder, lines, slots):
    """The same jobs for `client.map` on a cluster of this machine with so many threads."""
    (folder / "lines.json").write_text(json.dumps(lines))
    (folder / "mapped.py").write_text(
        f"""import json
import shlex
import subprocess
from distributed import Client, LocalCluster


def run(words):
    return subprocess.run(words).returncode


if __name__ == "__main__":
    lines = [shlex.split(line) for line in json.load(open("lines.json"))]
    with LocalCluster(n_workers=1, threads_per_worker={slots}, dashboard_address=None) as cluster:
        with Client(cluster) as client:
            assert client.gather(client.map(run, lines, pure=False)) == [0] * len(lines)
"""
    )
