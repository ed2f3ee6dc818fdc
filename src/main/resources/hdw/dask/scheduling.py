"""The scheduler of distributed, which gives a worker no more jobs than its cores and memory hold.

The one that comes with distributed counts the resources that a worker has, not those that are free: the first
worker that joins would get all jobs that wait, and stealing, which counts threads, would not take a job of
four cores from it again. Here a job waits at the scheduler until a worker has room for it.
"""

import distributed

SHORT = 2.0  # seconds: jobs of a kind that takes less may wait at a worker, as many as run there


class Scheduler(distributed.Scheduler):
    """Gives jobs that ask for resources to workers that have them free."""

    filling = False

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
        full = set()
        for ts in sorted(self.unrunnable, key=lambda each: each.priority):
            shape = (ts.prefix.name, tuple(sorted((ts.resource_restrictions or {}).items())))
            if shape in full:
                continue
            if self.valid_workers(ts):
                self.transitions({ts.key: "processing"}, "hdw-room")
            else:
                full.add(shape)
