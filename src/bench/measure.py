"""Runs commands one after the other, A B A B, and says how long each took."""

import os
import statistics
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Figure:
    """What one command needed, round by round: seconds of the clock, seconds of a processor, MiB at most."""

    name: str
    seconds: list = field(default_factory=list)
    cpu: list = field(default_factory=list)
    memory: list = field(default_factory=list)

    @property
    def median(self):
        return statistics.median(self.seconds)

    @property
    def most_memory(self):
        return max(self.memory)

    @property
    def spread(self):
        """The least and the most seconds."""
        return min(self.seconds), max(self.seconds)


@dataclass
class Rival:
    """A command to measure.

    name     as it stands in the table
    command  the words; run in `folder`
    before   called ahead of each round, and not measured
    """

    name: str
    command: list
    folder: Path
    before: object = None
    environment: dict = None
    rounds: int = None


def measure_once(rival, figure, limit):
    """Appends one round. A command that fails, or takes longer than `limit` seconds, is an error."""
    if rival.before:
        rival.before()
    said = rival.folder / "said"
    with open(said, "wb") as out:
        begun = time.perf_counter()
        process = subprocess.Popen(
            [str(word) for word in rival.command],
            cwd=rival.folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(rival.environment or {})},
            start_new_session=True,
        )
        timer = _Timer(process, limit)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        timer.cancel()
    if process.returncode != 0:
        raise SystemExit(
            f"{rival.name} ended with {process.returncode} after {seconds:.1f} s:\n"
            + said.read_text(errors="replace")[-2000:]
        )
    figure.seconds.append(seconds)
    figure.cpu.append(usage.ru_utime + usage.ru_stime)
    figure.memory.append(usage.ru_maxrss / 1024)


class _Timer:
    """Kills a process with all that it started when its time is over."""

    def __init__(self, process, limit):
        import threading

        self._timer = threading.Timer(limit, lambda: os.killpg(process.pid, 9))
        self._timer.start()

    def cancel(self):
        self._timer.cancel()


def compare(rivals, rounds, limit=600):
    """Measures all rivals in turn, `rounds` times; gives a figure for each, in the same order."""
    figures = [Figure(each.name) for each in rivals]
    for number in range(rounds):
        for rival, figure in zip(rivals, figures):
            if number < (rival.rounds or rounds):
                measure_once(rival, figure, limit)
    return figures
