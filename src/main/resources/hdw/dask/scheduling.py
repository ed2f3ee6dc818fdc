"""The scheduler of distributed, which gives a worker no more jobs than its cores and memory hold.

The one that comes with distributed counts the resources that a worker has, not those that are free: the first
worker that joins would get all jobs that wait, and stealing, which counts threads, would not take a job of
four cores from it again. Here a job waits at the scheduler until a worker has room for it.
"""

import collections

import distributed

SHORT = 2.0  # seconds: jobs of a kind that takes less may wait at a worker, as many as run there


class Scheduler(distributed.Scheduler):
    """Gives jobs that ask for resources to workers that have them free."""

    def __init__(self, *args, **others):
        self.filling = False
        self.lines = {}  # shape -> the tasks that wait and ask for the same, first come first
        super().__init__(*args, **others)

    def valid_workers(self, ts):
        """Those of the workers that may run a task which have room for it now."""
        workers = super().valid_workers(ts)
        asked = ts.resource_restrictions
        if not asked or not workers:
            return workers
        depth = 2 if 0 <= ts.prefix.duration_average < SHORT else 1
        return {
            ws for ws in workers
            if all(ws.used_resources.get(each, 0) + share <= depth * ws.resources.get(each, 0)
                   for each, share in asked.items())
        }

    def release_resources(self, ts, ws):
        """A worker has room again: what waits is looked at, once for all that ended at this moment."""
        super().release_resources(ts, ws)
        if ts.resource_restrictions and self.unrunnable and not self.filling:
            self.filling = True
            self.loop.call_later(0.002, self.fill)

    def fill(self):
        """Gives workers what waits, in its order; of jobs that ask for the same one refusal is enough."""
        self.filling = False
        if sum(map(len, self.lines.values())) != len(self.unrunnable):
            self.line_up()
        open_lines = [each for each in self.lines.values() if each]
        while open_lines:
            line = min(open_lines, key=lambda each: each[0].priority)
            ts = line[0]
            if ts not in self.unrunnable:
                line.popleft()
            elif self.valid_workers(ts):
                line.popleft()
                self.transitions({ts.key: "processing"}, "hdw-room")
            else:
                open_lines = [each for each in open_lines if each is not line]
            open_lines = [each for each in open_lines if each]

    def line_up(self):
        """Looks at all that waits: needed only where something came or went by another way than this one."""
        self.lines = collections.defaultdict(collections.deque)
        for ts in sorted(self.unrunnable, key=lambda each: each.priority):
            shape = ts.prefix.name, tuple(sorted((ts.resource_restrictions or {}).items()))
            self.lines[shape].append(ts)
