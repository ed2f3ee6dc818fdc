"""Runs attempts on a worker: claims them, starts them, holds their process trees to their limits.

Standard library only, as it may be sent to workers that have no file of hdw. What it measures and how it
says so is as in `hdw.executor.local`, so that a job's evidence reads the same wherever it ran.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time

import hdw_processes
from hdw_processes import HURRY, Tree, amount, carriers, families, kernel_kills, kill, read, resident, share

INTERVAL = 0.2  # seconds between two looks at all jobs
SOON = 0.1  # a job that ends before is told of once, with its end
SWEEP = 2.0  # between two looks at all processes of this user
GRACE = 5.0  # between TERM and KILL
LEAVING_GRACE = 2.0  # the same where the worker itself has to go
LAST_GRACE = 1.0  # while all else is killed, the script may tidy up
TOO_MUCH = 1.25  # of its memory: no longer asked
RUNS, ASKED, KILLED, OVER = range(4)


class Attempt:
    """An attempt that is held to its limits. All but `began` happens under the lock of its crew."""

    def __init__(self, order, token, marks):
        self.key, self.token, self.marks = order["key"], token, marks
        self.limit, self.time = order["memory"], order["time"]
        self.process = self.tree = None
        self.begun = self.stage_begun = time.monotonic()
        self.stage, self.grace, self.quiet = RUNS, GRACE, 0
        self.verdict, self.said, self.stopped = "ended", "", False
        self.peak = self.held = self.told = 0
        self.exit, self.ran = None, 0.0
        self.kills = kernel_kills()
        self.over = threading.Event()
        self.beginning = {}  # what is to be told of it; empty once it was

    def began(self, process):
        """It has a process."""
        self.process, self.tree = process, Tree(process.pid)

    def told_of(self):
        """What is to be told of its beginning, once."""
        beginning, self.beginning = self.beginning, {}
        return beginning

    def script_ended(self, status):
        """The script has ended; what it left is ended next."""
        self.exit, self.ran = 128 - status if status < 0 else status, time.monotonic() - self.begun
        if self.exit == 128 + signal.SIGKILL and self.verdict == "ended" and kernel_kills() > self.kills:
            self.verdict, self.said = "out_of_memory", self.used(self.peak)
        if self.stage != RUNS or self.tree.lives():
            self.enter(KILLED)
        else:
            self.finish()

    def used(self, size):
        return f"used {amount(size)} of {amount(self.limit) if self.limit else 'what there is'}"

    def look(self, now, children):
        """Looks at it, a few times in a second."""
        if self.exit is not None or self.stage >= KILLED:
            return
        pids = self.tree.walk(children)
        self.held = sum(map(resident, pids))
        if self.limit and self.held > self.limit:  # forks share pages
            self.held = sum(map(share, pids))
        self.peak = max(self.peak, self.held)
        if self.limit and self.held > self.limit:
            self.ask("out_of_memory", self.used(self.held))
            if self.held > self.limit * TOO_MUCH:
                self.enter(KILLED)
        elif self.stage == RUNS and self.time and now - self.begun > self.time:
            self.ask("out_of_time", f"ran {int(now - self.begun)} s of {self.time} s")
        if self.stage == ASKED and now - self.stage_begun > self.grace:
            self.enter(KILLED)

    def ask(self, verdict, said, grace=GRACE):
        """Asks it to end, once."""
        if self.stage != RUNS or self.exit is not None:
            return
        self.verdict, self.said, self.grace = verdict, said, grace
        self.enter(ASKED if kill(self.process.pid, signal.SIGTERM) else KILLED)

    def stop(self, why):
        """Ends it as its worker goes: what becomes of it is for the driver to say."""
        if self.exit is None:
            self.stopped = True
            note(self.marks, f"stopped\t{why}\n")
            self.ask("removed", why, LEAVING_GRACE)

    def enter(self, stage):
        if stage > self.stage:
            self.stage, self.stage_begun = stage, time.monotonic()

    def strike(self, pids, children):
        """Kills all that is found; over when nothing was found twice in a row."""
        self.tree.add(pids)
        found = self.tree.walk(children)
        if time.monotonic() - self.stage_begun < LAST_GRACE:
            found.discard(self.tree.root)
        for pid in found:
            kill(pid)
        self.quiet = self.quiet + 1 if not found and self.exit is not None else 0
        if self.quiet >= 2:
            self.finish()

    def finish(self):
        self.stage = OVER
        self.over.set()


class Crew:
    """All attempts of this worker, and the one thread that looks at them."""

    def __init__(self):
        self.lock = threading.Lock()
        self.running = {}
        self.leaving = None  # why no more jobs are taken: retired, lifetime, lost
        self.because = ""
        self.ends_at = None  # by time.monotonic
        self.fresh_until = 0.0
        self.longest = 0.0  # seconds that a job took here
        self.swept = set()  # tokens of attempts that ended since all processes were last looked at
        self.unwanted = set()  # attempts that were to end before they had a process
        self.stopping = False
        self.coming = 0  # calls that are to run an attempt, or do
        self.awake = threading.Event()
        self.thread = None
        self.guard = None
        self.tell = lambda event: None
        self.pause = lambda: None  # asks the scheduler for no more jobs, and returns when that is on its way

    def add(self, attempt):
        """Begins to watch; the lock is held."""
        self.running[attempt.key] = attempt
        self.swept.discard(attempt.token)
        if self.thread is None:
            self.thread = threading.Thread(target=self.watch, name="watch of jobs", daemon=True)
            self.thread.start()
        self.awake.set()

    def guarded(self, line):
        """Tells the guard, a process that ends the jobs where this one is killed."""
        if self.guard is None:
            source = getattr(hdw_processes, "__source__", "") or read(hdw_processes.__file__).decode()
            self.guard = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", source, "guard"],
                stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True,
            )
        try:
            self.guard.stdin.write(line.encode())
            self.guard.stdin.flush()
        except OSError:  # somebody ended it: the next job gets another one
            self.guard = None

    def watch(self):
        last_sweep, sweep_took, last_told = time.monotonic(), 0.0, 0.0
        while True:
            self.awake.wait()
            begun = time.monotonic()
            with self.lock:
                attempts = list(self.running.values())
                children = families() if attempts else None
                for each in attempts:
                    if begun - each.begun >= INTERVAL:
                        each.look(begun, children)
                fresh = [each.told_of() for each in attempts if each.beginning and begun - each.begun >= SOON]
                killed = [each for each in attempts if each.stage == KILLED]
                found = carriers({each.token for each in killed}) if killed else {}
                for each in killed:
                    each.strike([pid for pid, token in found.items() if token == each.token], children)
                hurry = any(each.stage == KILLED and begun - each.stage_begun < 2 for each in killed)
                if begun - last_sweep > max(SWEEP, 50 * sweep_took):
                    self.sweep()
                    last_sweep = time.monotonic()
                    sweep_took = last_sweep - begun
                if not self.running and not self.swept:
                    self.awake.clear()
            for each in fresh:
                self.tell(each)
            if begun - last_told > 1:
                self.tell_memory(attempts)
                last_told = begun
            time.sleep(HURRY if hurry else max(INTERVAL, min(0.5, 50 * (time.monotonic() - begun))))

    def tell_memory(self, attempts):
        held = {}
        for each in attempts:
            if each.held and (not each.told or abs(each.held - each.told) > max(each.told / 10, 1 << 24)):
                held[each.key] = each.told = each.held
        if held:
            self.tell({"is": "memory", "held": held})

    def sweep(self):
        """Finds what left its tree before anybody looked: it counts with its job, and ends once that is over.

        Says whether there was anything to end.
        """
        found = carriers({each.token for each in self.running.values()} | self.swept)
        for each in self.running.values():
            if each.exit is None:
                each.tree.add(pid for pid, token in found.items() if token == each.token)
        left = [pid for pid, token in found.items() if token in self.swept]
        for pid in left:
            kill(pid)
        if not left:
            self.swept.clear()
        return bool(left)

    def end(self, keys, because):
        """Ends some attempts, as somebody wishes it."""
        with self.lock:
            for key in keys:
                if key in self.running:
                    self.running[key].ask("removed", because)
                else:
                    self.unwanted.add(key)

    def leave(self, why, because):
        """No more jobs are taken; the first reason stays."""
        with self.lock:
            if self.leaving is None:
                self.leaving, self.because = why, because

    def fits(self, seconds):
        """Whether a job of so many seconds ends before this worker has to; no other has more than a fresh one."""
        if self.ends_at is None or time.monotonic() < self.fresh_until:
            return True
        needed = seconds if seconds is not None else self.longest
        return needed < self.ends_at - time.monotonic()

    def stop(self, why, because):
        """Ends all attempts because the worker goes; they note that they were stopped. Waits for it."""
        self.leave(why, because)
        with self.lock:
            self.stopping = True
            attempts = list(self.running.values())
            for each in attempts:
                each.stop(self.because or why)
        for each in attempts:
            each.over.wait(2 * GRACE)
        for _ in range(20):
            with self.lock:
                if not self.swept or not self.sweep():
                    return


CREW = Crew()


def note(path, line):
    """Adds a line to a file of marks, which the job's script writes to as well."""
    try:
        with open(path, "a") as marks:
            marks.write(line)
    except OSError as full:
        print(f"hdw: cannot note {line.strip()!r}: {full}", file=sys.stderr)


def claim(stem, order, worker):
    """Makes the attempt's file of marks; an attempt whose file is there was begun already, and says by whom."""
    token = order["key"].split(":", 2)[1]
    os.makedirs(os.path.dirname(stem), exist_ok=True)
    line = f"job\t{token}\t{worker}\t{os.getpid()}\t{socket.gethostname()}\t{int(time.time())}\n"
    try:
        file = os.open(stem + ".marks", os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_APPEND, 0o666)
    except FileExistsError:
        words = read(stem + ".marks").decode(errors="replace").partition("\n")[0].split("\t")
        return words[2] if len(words) > 2 else ""
    with os.fdopen(file, "w") as marks:
        marks.write(line)
    return None


def token_of(key):
    """What the processes of an attempt carry: <token>:<job>:<attempt>."""
    _, token, rest = key.split(":", 2)
    return f"{token}:{rest.replace('#', ':')}"


def run(text, worker, tell):
    """Runs an attempt to its end; `tell` is given what happens to it, as dictionaries.

    Says whether it could take it: what does not end before this worker has to is for another one.
    """
    order = json.loads(text)
    with CREW.lock:
        ready = CREW.leaving is None and CREW.fits(order["time"])
        CREW.coming += ready
    if not ready:
        CREW.leave("lifetime", "what waits takes longer than this worker has left")
        CREW.pause()
        return False
    try:
        attempt(order, worker, tell)
    finally:
        with CREW.lock:
            CREW.coming -= 1
            CREW.unwanted.discard(order["key"])
    return True


def attempt(order, worker, tell):
    """Claims an attempt and runs it, if it was not begun elsewhere."""
    key, stem = order["key"], os.path.join(order["folder"], order["log"])
    CREW.tell = tell
    try:
        holder = claim(stem, order, worker)
        if holder is not None:
            tell({"is": "not mine", "key": key, "worker": holder})
            return
        mine = start(order, stem, {
            "is": "began", "key": key, "worker": worker, "host": socket.gethostname(), "at": time.time()})
    except OSError as refused:
        tell({"is": "ended", "key": key, "exit": None, "verdict": "not_started",
              "said": f"worker {worker} on {socket.gethostname()}: {refused}", "memory": None, "ran": 0.0})
        return
    status = mine.process.wait()
    with CREW.lock:
        mine.script_ended(status)
    mine.over.wait()
    with CREW.lock:
        del CREW.running[key]
        CREW.swept.add(mine.token)
        CREW.longest = max(CREW.longest, mine.ran)
        CREW.guarded(f"- {mine.process.pid} {mine.token}\n")
        beginning = mine.told_of()
    if not mine.stopped:
        tell({"is": "ended", "key": key, "exit": mine.exit, "verdict": mine.verdict, "said": mine.said,
              "memory": mine.peak or None, "ran": mine.ran, "began": beginning})
    elif beginning:
        tell(beginning)


def start(order, stem, beginning):
    """Starts the command in a session of its own; no preexec_fn, so that Python need not fork itself."""
    environment = {**os.environ, **order["env"]}
    for name, value in (("MARKS", stem + ".marks"), ("METRICS", stem + ".metrics"), ("TOKEN", token_of(order["key"]))):
        environment["HDW_" + name] = order["env"].get("HDW_" + name, value)
    attempt = Attempt(order, environment["HDW_TOKEN"], stem + ".marks")
    with open(stem + ".out", "wb") as out, open(stem + ".err", "wb") as err, CREW.lock:
        process = subprocess.Popen(
            order["command"], cwd=order["folder"], env=environment, stdin=subprocess.DEVNULL, stdout=out,
            stderr=err, start_new_session=True,
        )
        attempt.began(process)
        attempt.beginning = beginning
        CREW.guarded(f"+ {process.pid} {attempt.token}\n")
        CREW.add(attempt)
        if CREW.stopping:
            attempt.stop(CREW.because or CREW.leaving)
        elif attempt.key in CREW.unwanted:
            attempt.ask("removed", "nobody waits for it any more")
    return attempt
