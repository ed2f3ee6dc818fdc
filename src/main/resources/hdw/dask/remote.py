"""What of the bridge runs elsewhere. Each function imports what it needs: where nobody has this file, its code is sent."""

import os
import types

from distributed import SchedulerPlugin, WorkerPlugin

NAMES = ("hdw_processes", "hdw_job")


def travelling():
    """This module once more, such that what is in it is sent by value: that is how pickle treats a program's own."""
    with open(__file__, encoding="utf-8") as file:
        text = file.read()
    module = types.ModuleType("__main__")
    module.__file__ = __file__
    exec(compile(text, __file__, "exec"), module.__dict__)
    return module


def sources():
    """The text of the modules that jobs need, in the order of their use."""
    folder = os.path.dirname(os.path.abspath(__file__))
    texts = {}
    for name in NAMES:
        with open(os.path.join(folder, name + ".py"), encoding="utf-8") as file:
            texts[name] = file.read()
    return texts


def run(text, module, topic):
    """A job's task: runs it here, or says that another worker has to."""
    import json
    import sys

    from distributed import Reschedule, get_worker

    worker = get_worker()
    job = sys.modules[module]
    if not job.run(text, str(worker.name), lambda event: worker.log_event(topic, json.dumps(event))):
        raise Reschedule()


def end(module, keys, because):
    """Ends attempts that run on this worker."""
    import sys

    sys.modules[module].CREW.end(keys, because)


def retire(module, dask_worker):
    """Gives this worker no more jobs; it leaves when it has none."""
    import sys

    from distributed.core import Status

    sys.modules[module].CREW.leave("retired", "")
    dask_worker.status = Status.paused


class Carrier(WorkerPlugin):
    """Brings the modules that jobs need to workers that hdw did not start."""

    def __init__(self, texts):
        self.texts = texts

    def setup(self, worker):
        import sys
        import types

        for name, text in self.texts.items():
            if getattr(sys.modules.get(name), "__source__", None) != text:
                module = types.ModuleType(name)
                module.__source__ = text
                sys.modules[name] = module
                exec(compile(text, name, "exec"), module.__dict__)

    def transition(self, key, start, finish, **more):
        """Ends a job that nobody waits for any more, as its bridge has gone."""
        import sys

        _, mine, rest = str(key).partition("-hdw:")
        if mine and start == "executing" and finish in ("cancelled", "released"):
            sys.modules["hdw_job"].CREW.end(["hdw:" + rest], "nobody waits for it any more")


class Watcher(SchedulerPlugin):
    """Tells which workers join and leave."""

    def __init__(self, topic):
        self.topic = topic
        self.names = {}

    async def start(self, scheduler):
        for worker in scheduler.workers:
            self.add_worker(scheduler, worker)

    def add_worker(self, scheduler, worker):
        state = scheduler.workers[worker]
        self.names[worker] = str(state.name)
        self.tell(scheduler, {
            "is": "joined", "worker": str(state.name), "address": worker, "host": state.host,
            "pid": int(state.pid), "slots": state.nthreads})

    def remove_worker(self, scheduler, worker, **more):
        name = self.names.pop(worker, None)
        if name is not None:
            self.tell(scheduler, {"is": "left", "worker": name})

    def tell(self, scheduler, event):
        """As text: distributed adds a field of its own to a dictionary."""
        import json

        scheduler.log_event(self.topic, json.dumps(event))
