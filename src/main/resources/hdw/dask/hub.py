"""Hands jobs to distributed, and tells what becomes of them."""

import asyncio
import collections
import itertools
import json
import platform
import sys
import time
import traceback

import dask
import distributed
import scheduling

import remote

WINDOW = 4000  # jobs that distributed knows of at a time: it keeps a few kB of each
BATCH = 500
ENDING = 8  # seconds for workers to end their jobs and leave
OURS = "hdw"  # the topic of a scheduler that is the run's alone
MODULE = "hdw_job"


def security(tls):
    """Scheduler and client show the run's one certificate, and trust no other."""
    if tls is None:
        return None
    both = {f"tls_{role}_{kind}": tls[kind] for role in ("scheduler", "client") for kind in ("cert", "key")}
    return distributed.Security(tls_ca_file=tls["cert"], require_encryption=True, **both)


def can_draw():
    """Whether Dask's own pages can be drawn: Bokeh is there, in a version that distributed likes."""
    try:
        import distributed.dashboard.scheduler  # noqa: F401
    except ImportError:
        return False
    return True


async def serve(config, waiting, tell):
    """Works until an order says to end; gives the exit code."""
    dask.config.set({
        "distributed.scheduler.allowed-failures": 1 << 30,
        "distributed.scheduler.work-stealing": False,
        "distributed.admin.low-level-log-length": 1000,
    })
    scheduler, address, draws = None, config["address"], False
    try:
        if address is None:
            draws = can_draw()
            scheduler = await scheduling.Scheduler(
                host=config["host"], port=0, protocol="tls" if config["tls"] else "tcp",
                security=security(config["tls"]), dashboard=draws,
                dashboard_address=f"127.0.0.1:{config['dashboard']}")
            address = scheduler.address
        client = await distributed.Client(
            address, asynchronous=True, set_as_default=False, security=security(config["tls"]), timeout=30)
    except (OSError, ValueError, asyncio.TimeoutError, TimeoutError, RuntimeError) as refused:
        tell(**{"is": "refused"}, said=f"{address or 'the scheduler'}: {refused}")
        return 4
    hub = Hub(client, scheduler, OURS if scheduler else f"hdw-{config['token']}", tell)
    tell(**{"is": "ready"}, scheduler=address, wanted=config["dashboard"], bokeh=draws,
         dashboard=scheduler.http_server.port if draws else None,
         distributed=distributed.__version__, python=platform.python_version())
    await hub.begin()
    return await hub.work(waiting)


class Hub:
    """What is known of jobs and workers. All in one asyncio loop."""

    def __init__(self, client, scheduler, topic, tell):
        self.client, self.scheduler, self.topic = client, scheduler, topic
        self.remote = remote if scheduler else remote.travelling()
        self.tell = tell
        self.backlog = collections.OrderedDict()
        self.given = {}  # key -> future
        self.running = {}  # key -> what is known of it since it began
        self.over = set()  # keys that were told as ended while distributed has them
        self.cancelled = set()  # keys that were told as removed though they may have begun at that moment
        self.workers = {}  # name -> address
        self.leaving = {}  # name -> (because, said), of those that say why
        self.gone = {}  # name -> because, of those that have left
        self.tasks = set()

    async def begin(self):
        """Listens, and makes sure that every worker has what jobs need."""
        self.client.subscribe_topic(self.topic, self.heard)
        if self.scheduler is None:
            await self.register(self.remote.Carrier(self.remote.sources()), self.topic + "-jobs")
        await self.register(self.remote.Watcher(self.topic), self.topic + "-workers")
        if self.scheduler is None:
            self.catch_up(await self.client.get_events(self.topic))

    def catch_up(self, events):
        """Workers that were there before anybody listened; what an earlier bridge of this run heard is among it."""
        there = {}
        for _, text in events:
            event = json.loads(text)
            if event.pop("is") in ("joined", "left"):
                there.pop(event["worker"], None)
                there.update({event["worker"]: event} if "address" in event else {})
        for event in there.values():
            self.on_joined(**event)

    async def register(self, plugin, name):
        """Both ways: one call came in 2023.9 for the three that were there before."""
        if hasattr(self.client, "register_plugin"):
            await self.client.register_plugin(plugin, name=name)
        elif isinstance(plugin, distributed.WorkerPlugin):
            await self.client.register_worker_plugin(plugin, name=name)
        else:
            await self.client.register_scheduler_plugin(plugin, name=name)

    async def work(self, waiting):
        """Does what it is told; gives the exit code."""
        while True:
            try:
                order = await asyncio.wait_for(waiting.get(), 2)
            except (asyncio.TimeoutError, TimeoutError):
                if self.client.status in ("closed", "closing"):
                    self.tell(**{"is": "refused"}, said="the scheduler is gone")
                    return 4
                continue
            if order["do"] == "submit":
                self.submit(order["jobs"])
            elif order["do"] == "cancel":
                await self.cancel(order["keys"], order["because"])
            elif order["do"] == "retire":
                self.background(self.on_workers(self.remote.retire, order["workers"], MODULE))
            else:
                await self.end()
                return 0

    def background(self, work):
        """A task that somebody holds until it is done."""
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.done)

    def done(self, task):
        self.tasks.discard(task)
        if not task.cancelled() and task.exception():
            traceback.print_exception(task.exception())

    def submit(self, jobs):
        for each in jobs:
            self.backlog[each["key"]] = each
        self.tell(**{"is": "taken"}, keys=len(jobs))
        self.feed()

    def feed(self):
        """Gives distributed as much as it may know of."""
        while self.backlog and len(self.given) < WINDOW:
            first = self.shape(next(iter(self.backlog.values())))
            batch = []
            for key in list(itertools.islice(self.backlog, BATCH)):
                if self.shape(self.backlog[key]) != first:
                    break
                batch.append(self.backlog.pop(key))
            futures = self.client.map(
                self.remote.run, [json.dumps(each) for each in batch], module=MODULE, topic=self.topic, pure=False,
                key=[self.name(each["key"]) for each in batch], resources=dict(first[1]) or None)
            self.given.update(zip((each["key"] for each in batch), futures))
            self.background(self.follow({future.key: each["key"] for future, each in zip(futures, batch)}, futures))

    def shape(self, job):
        """The job's task, and what it asks of a worker: nothing where workers are not ours."""
        share = ()
        if self.scheduler is not None:
            share = ((f"cpus-{job['size']}", job["cpus"]), (f"memory-{job['size']}", job["memory"]))
        return self.task(job["key"]), tuple(each for each in share if each[1])

    @staticmethod
    def task(key):
        return key.split(":", 2)[2].partition("/")[0]

    def name(self, key):
        """How distributed knows it: what stands before the - is the kind that its pages and averages are by."""
        return f"{self.task(key).replace('-', '_')}-{key}"

    async def follow(self, keys, futures):
        """Forgets each job of a batch as distributed is done with it."""
        async for future in distributed.as_completed(futures, loop=self.client.loop):
            key = keys.pop(future.key)
            del self.given[key]
            if key in self.over:
                self.over.discard(key)
            elif future.status not in ("finished", "cancelled") and key not in self.running:
                self.failed(key, await future.exception())
            future.release()
            self.feed()

    def failed(self, key, error):
        """Distributed gave a job up before it began, or ran into trouble with it."""
        lost = isinstance(error, distributed.KilledWorker)
        said = "the workers that were to run it died" if lost else f"{type(error).__name__}: {error}"
        self.ended(key, None, "lost_node" if lost else "not_started", said, None, 0.0)

    def ended(self, key, exit, verdict, said, memory, ran):
        """Tells how a job ended, once."""
        self.running.pop(key, None)
        if key in self.over or key in self.cancelled:
            return
        if key in self.given:
            self.over.add(key)
        self.tell(**{"is": "ended"}, key=key, exit=exit, verdict=verdict, said=said, memory=memory, ran=ran)

    def heard(self, event):
        """Something that a worker said, or the scheduler of one. Distributed stops listening after an error."""
        try:
            said = json.loads(event[1])
            getattr(self, "on_" + said.pop("is").replace(" ", "_"))(**said)
        except Exception:
            traceback.print_exc()

    def on_began(self, key, worker, host, at):
        if key in self.cancelled:
            self.background(self.on_workers(self.remote.end, [worker], MODULE, [key], "cancelled"))
            return
        self.running[key] = {"worker": worker, "at": at, "memory": None}
        self.tell(**{"is": "began"}, key=key, worker=worker, host=host, at=at)
        if worker in self.gone:
            self.cut(worker)

    def on_memory(self, held):
        for key, size in held.items():
            if key in self.running:
                self.running[key]["memory"] = size

    def on_ended(self, began=None, **ending):
        """A short job's beginning comes with its end."""
        if began:
            began.pop("is")
            self.on_began(**began)
        self.ended(**ending)

    def on_not_mine(self, key, worker):
        """It began on another worker before, which may have died before it could say so, with its scheduler even."""
        if key in self.given and key not in self.running and key not in self.over and worker not in self.workers:
            self.gone.setdefault(worker, ("lost", ""))
            self.on_began(key, worker, "", time.time())

    def on_joined(self, worker, address, host, pid, slots):
        if self.workers.get(worker) == address:
            return
        self.workers[worker] = address
        self.gone.pop(worker, None)
        self.tell(**{"is": "joined"}, worker=worker, host=host, pid=pid, slots=slots)

    def on_leaving(self, worker, because, said):
        self.leaving[worker] = because, said

    def on_left(self, worker):
        if self.workers.pop(worker, None) is not None:
            self.gone[worker] = self.leaving.pop(worker, ("lost", ""))
            self.cut(worker)

    def cut(self, worker):
        """Tells which jobs had begun on a worker that has left."""
        because, said = self.gone[worker]
        running = [key for key, each in self.running.items() if each["worker"] == worker]
        cut = []
        for key in running:
            each = self.running.pop(key)
            if key in self.given:
                self.over.add(key)
            cut.append({"key": key, "memory": each["memory"], "ran": max(0.0, time.time() - each["at"])})
        self.tell(**{"is": "left"}, worker=worker, running=cut, because=because, said=said)

    async def cancel(self, keys, because):
        futures, begun = [], collections.defaultdict(list)
        for key in keys:
            if key in self.running:
                begun[self.running[key]["worker"]].append(key)
            elif key in self.backlog or key in self.given and key not in self.over:
                self.backlog.pop(key, None)
                futures.extend([self.given[key]] if key in self.given else [])
                self.ended(key, None, "removed", because, None, 0.0)
                self.cancelled.add(key)
        for worker, there in begun.items():
            self.background(self.on_workers(self.remote.end, [worker], MODULE, there, because))
        if futures:
            await self.client.cancel(futures)

    async def on_workers(self, function, names, *words):
        """Calls a function on some workers; one that is just leaving does not answer."""
        there = [self.workers[name] for name in names if name in self.workers]
        if not there:
            return
        try:
            await asyncio.wait_for(self.client.run(function, *words, workers=there, on_error="ignore"), 10)
        except Exception as gone:
            print(f"hdw: {function.__name__} on {names}: {gone}", file=sys.stderr)

    async def end(self):
        """Ends all jobs, and our workers with them."""
        for task in list(self.tasks):
            task.cancel()
        try:
            await asyncio.wait_for(self.leave(), ENDING)
        except (asyncio.TimeoutError, TimeoutError):
            print("hdw: some workers did not leave in time", file=sys.stderr)
        except Exception:  # a scheduler that has gone takes no orders
            traceback.print_exc()

    async def leave(self):
        if self.scheduler is None:
            await self.client.cancel([future for key, future in self.given.items() if key not in self.running])
            for worker in {each["worker"] for each in self.running.values()}:
                there = [key for key, each in self.running.items() if each["worker"] == worker]
                await self.on_workers(self.remote.end, [worker], MODULE, there, "the run ends")
            while self.running:
                await asyncio.sleep(0.05)
            await self.client.unregister_worker_plugin(self.topic + "-jobs")
            return
        for worker in list(self.scheduler.workers):
            self.scheduler.close_worker(worker)
        while self.scheduler.workers:
            await asyncio.sleep(0.05)
