"""Writes figures as tables and as a plot into a page, between two lines that it keeps."""

import datetime
import os
import platform
import shutil
import subprocess
from dataclasses import dataclass

BEGIN = "<!-- what follows is written by src/bench/run -->"
END = "<!-- what src/bench/run writes ends here -->"


@dataclass
class Table:
    """Figures of one comparison; the first one is what the others are measured against.

    kind  `seconds`, or `jobs` where `jobs` were run and a rate says more
    """

    title: str
    figures: list
    kind: str
    jobs: int = 0

    def rows(self):
        base = self.figures[0].median
        for each in self.figures:
            least, most = each.spread
            rate = [f"{self.jobs / each.median:,.0f}"] if self.kind == "jobs" else []
            yield [
                each.name,
                f"{each.median:.3g}",
                f"{least:.3g} to {most:.3g}",
                *rate,
                f"{each.median / base:.2f}",
                f"{each.most_memory:.0f}",
            ]

    def text(self):
        rate = ["jobs/s"] if self.kind == "jobs" else []
        head = ["", "median, s", "least to most, s", *rate, "times the first", "MiB at most"]
        lines = [f"### {self.title}", "", "| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
        lines += ["| " + " | ".join(row) + " |" for row in self.rows()]
        return "\n".join(lines) + "\n"


@dataclass
class Inner:
    """What JMH measured of the inner parts: name, microseconds, error of 99.9 %."""

    rows: list

    def text(self):
        lines = ["### The inner parts, warm", "", "| | microseconds | error |", "|---|---|---|"]
        lines += [f"| {name} | {score:,.3g} | {error} |" for name, score, error in self.rows]
        return "\n".join(lines) + "\n"


def write(file, tables):
    """Puts the tables between the two lines, and the plot beside the page."""
    text = file.read_text()
    begin, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    plot = file.with_name("performance.svg")
    body = "\n".join(["", machine(), f"![the medians, drawn]({plot.name})", "", *(each.text() for each in tables)])
    file.write_text(text[:begin] + "\n" + body + "\n" + text[end:])
    draw(plot, [each for each in tables if isinstance(each, Table)])


def machine():
    """The machine and the versions, in a sentence or two."""
    today = datetime.date.today().isoformat()
    versions = [first_line([name, flag]) for name, flag in VERSIONS if shutil.which(name)]
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.release()}, Python {platform.python_version()}, "
        f"{today}. {'; '.join(versions)}. Medians of rounds in which all took turns.\n"
    )


VERSIONS = [
    ("java", "-version"),
    ("snakemake", "--version"),
    ("nextflow", "-v"),
    ("make", "--version"),
    ("parallel", "--version"),
    ("dask", "--version"),
    ("condor_submit", "-version"),
]


def first_line(command):
    answer = subprocess.run(command, capture_output=True, text=True)
    said = (answer.stdout or answer.stderr).strip().splitlines()
    line = said[0] if said else "?"
    return line if command[0] in line.lower() else f"{command[0]} {line}"


def draw(file, tables):
    """A bar for each median, in groups, on a logarithmic scale."""
    if not tables:
        return
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "hdw"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(
        len(tables), 1, figsize=(7, 0.6 + sum(0.5 + 0.28 * len(each.figures) for each in tables)),
        gridspec_kw={"height_ratios": [len(each.figures) + 1 for each in tables]}, squeeze=False,
    )
    for table, axis in zip(tables, axes[:, 0]):
        names = [each.name.replace("`", "") for each in table.figures][::-1]
        values = [each.median for each in table.figures][::-1]
        colors = ["#0072b2" if name.startswith("hdw") else "#999999" for name in names]
        axis.barh(names, values, color=colors)
        axis.set_xscale("log")
        axis.set_title(table.title + ", seconds", fontsize=9, loc="left")
        axis.tick_params(labelsize=8)
    figure.tight_layout()
    figure.savefig(file, metadata={"Date": None})
