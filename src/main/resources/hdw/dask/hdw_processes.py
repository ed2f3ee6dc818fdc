"""Looks at the processes of this machine, and ends those of jobs; what Linux says of them is in proc(5).

Standard library only, as it may be sent to workers that have no file of hdw. Run as a program it is the guard
of a worker: it ends what is left of the worker's jobs once that has gone, be it by SIGKILL.
"""

import os
import signal
import sys
import time

PATIENCE = 0.3  # seconds after which a guard reads on: most jobs that are short are over by then
HURRY = 0.02  # seconds between two looks while something is being killed
PAGE = os.sysconf("SC_PAGE_SIZE")


def read(path):
    """The bytes of a small file; none where it is gone or somebody else's."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


def start_time(pid):
    """When a process started, in ticks; None where it is gone or only waits to be seen. proc(5)"""
    fields = read(f"/proc/{pid}/stat").rpartition(b") ")[2].split()
    return int(fields[19]) if len(fields) > 19 and fields[0] not in b"ZX" else None


def processes():
    """The numbers of all processes."""
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def families():
    """A function from a process to its children."""
    if os.path.exists("/proc/thread-self/children"):
        return listed_children
    below = {}
    for pid in processes():
        fields = read(f"/proc/{pid}/stat").rpartition(b") ")[2].split()
        if len(fields) > 1:
            below.setdefault(int(fields[1]), []).append(pid)
    return lambda pid: below.get(pid, [])


def listed_children(pid):
    """The children of all threads of a process."""
    try:
        threads = os.listdir(f"/proc/{pid}/task")
    except OSError:
        return []
    return [int(each) for at in threads for each in read(f"/proc/{pid}/task/{at}/children").split()]


def resident(pid):
    """The bytes that a process has in use, shared ones included."""
    fields = read(f"/proc/{pid}/statm").split()
    return int(fields[1]) * PAGE if len(fields) > 1 else 0


def share(pid):
    """Its share of them, without files that can be read again; all of them before Linux 4.14."""
    sizes = {}
    for line in read(f"/proc/{pid}/smaps_rollup").splitlines()[1:]:
        name, _, rest = line.partition(b":")
        sizes[name] = int(rest.split()[0])
    if not sizes:
        return resident(pid)
    kept = sizes[b"Pss_Anon"] + sizes.get(b"Pss_Shmem", 0) if b"Pss_Anon" in sizes else sizes.get(b"Pss", 0)
    return (kept + sizes.get(b"SwapPss", 0)) << 10


def carriers(tokens):
    """The living processes of this user whose HDW_TOKEN is one of these, as a map to the token."""
    wanted = {b"HDW_TOKEN=" + os.fsencode(token): token for token in tokens}
    found = {}
    for pid in processes():
        try:
            mine = os.stat(f"/proc/{pid}").st_uid == os.getuid() and pid != os.getpid()
        except OSError:
            continue
        words = read(f"/proc/{pid}/environ").split(b"\0") if mine else ()
        token = next((wanted[word] for word in words if word in wanted), None)
        if token is not None and start_time(pid) is not None:
            found[pid] = token
    return found


def carries(pid, token):
    """Whether a process has this HDW_TOKEN."""
    return os.fsencode("HDW_TOKEN=" + token) in read(f"/proc/{pid}/environ").split(b"\0")


def kernel_kills():
    """How many processes the kernel has ended for memory in the control group of this worker."""
    for line in read("/proc/self/cgroup").decode().splitlines():
        _, kind, path = line.split(":", 2)
        if "memory" in kind.split(","):
            files = [f"/sys/fs/cgroup/memory{at}/memory.oom_control" for at in (path, "")]
        elif not kind:
            files = [f"/sys/fs/cgroup{path}/memory.events"]
        else:
            continue
        for file in files:
            for pair in read(file).splitlines():
                if pair.startswith(b"oom_kill "):
                    return int(pair.split()[1])
    return 0


def amount(size):
    """Bytes for people, as `hdw.units.Memory.rounded` writes them."""
    for power, unit in ((40, "TB"), (30, "GB"), (20, "MB"), (10, "KB")):
        if size >= 1 << power:
            whole, tenth = divmod((size * 20 + (1 << power)) // (2 << power), 10)
            return f"{whole}.{tenth} {unit}" if tenth else f"{whole} {unit}"
    return f"{size} B"


def kill(pid, number=signal.SIGKILL):
    """Sends a signal; says whether there was somebody."""
    try:
        os.kill(pid, number)
        return True
    except OSError:
        return False


class Tree:
    """A process with all that came from it, as far as it was ever seen."""

    def __init__(self, root):
        self.root = root
        self.known = {}  # with the start time: a number alone may be used again

    def walk(self, children):
        """Looks again: all that live, also those that have left the tree since the last time."""
        seen, looked, open_ = {}, set(), [self.root, *self.known]
        while open_:
            pid = open_.pop()
            if pid in looked:
                continue
            looked.add(pid)
            start = start_time(pid)
            if start is not None and self.known.get(pid, start) == start:
                seen[pid] = start
                open_.extend(children(pid))
        self.known = seen
        return set(seen)

    def add(self, pids):
        """Adds some that were found elsewhere."""
        self.known.update((pid, start) for pid in pids if (start := start_time(pid)) is not None)

    def lives(self):
        """Whether any of those that were seen the last time still lives, its root aside."""
        return any(pid != self.root and start_time(pid) == start for pid, start in self.known.items())


def guard():
    """Waits until the worker has gone, however it went, and then kills what is left of its jobs."""
    jobs, rest = {}, b""
    while chunk := os.read(0, 1 << 16):
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            sign, pid, token = os.fsdecode(line).split(" ", 2)
            if sign == "+":
                jobs[token] = int(pid)
            else:
                jobs.pop(token, None)
        for token, tree in jobs.items():
            if isinstance(tree, int):
                jobs[token] = Tree(tree)
                # by now its number may be another's
                jobs[token].add([tree] if carries(tree, token) else [])
        time.sleep(PATIENCE)
    quiet = 0
    while jobs and quiet < 3:
        children, found = families(), carriers(jobs)
        for token, tree in jobs.items():
            tree.add(pid for pid, each in found.items() if each == token)
        pids = {pid for tree in jobs.values() for pid in tree.walk(children) if pid in tree.known}
        for pid in pids:
            kill(pid)
        quiet = 0 if pids else quiet + 1
        time.sleep(HURRY)


if __name__ == "__main__" and sys.argv[1:] == ["guard"]:
    guard()
