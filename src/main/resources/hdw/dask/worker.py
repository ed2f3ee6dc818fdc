"""A worker of distributed that hdw started: `python worker.py <run>/dask/worker.json NAME SIZE`.

It has no nanny: each job's process tree is held to its limits by `hdw_job`. It leaves with all its jobs when
it is told to, when its scheduler is gone, when its batch job is about to end (SIGTERM, or its lifetime).
Exit codes: 0 it was to leave, 3 distributed is missing, 4 no scheduler found, 5 the scheduler is gone,
143 SIGTERM.
"""

import asyncio
import json
import os
import shutil
import signal
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True

import hdw_job  # noqa: E402

STARTED = time.monotonic()
DEATH_TIMEOUT = 60  # seconds to find a scheduler
LAST_SECONDS = 30  # before the end of its lifetime, for ending what runs
FRESH = 20  # seconds after it joined in which it takes jobs of any length
CLOSING = 15  # seconds; after that it goes without saying good-bye
CREW = hdw_job.CREW


def settings(path):
    """What the driver wrote, which it does once its scheduler is there."""
    while True:
        try:
            with open(path, encoding="utf-8") as file:
                return json.load(file)
        except (FileNotFoundError, ValueError):
            if time.monotonic() - STARTED > DEATH_TIMEOUT:
                print(f"hdw: {path} did not appear within {DEATH_TIMEOUT} s: has the driver ended?", file=sys.stderr)
                sys.exit(4)
            time.sleep(0.2)


try:
    import dask
    import distributed
    from distributed.core import Status
except ImportError as missing:
    print(f"hdw: {sys.executable} on this machine cannot import distributed ({missing});"
          " install it there: python3 -m pip install distributed", file=sys.stderr)
    sys.exit(3)


class Worker(distributed.Worker):
    """Ends its jobs before it closes, whoever closes it, and says why it leaves."""

    async def close(self, *args, reason="", **others):
        first = self.status not in (Status.closed, Status.closing, Status.failed)
        if first and not self.closes:
            self.closes = True
            threading.Timer(CLOSING, os._exit, [5]).start()
            broken = reason == "worker-handle-scheduler-connection-broken"
            CREW.leave("lost" if broken else "retired", "the scheduler is gone" if broken else "")
            self.log_event("hdw", json.dumps({
                "is": "leaving", "worker": self.name, "because": CREW.leaving, "said": CREW.because}))
            await asyncio.get_running_loop().run_in_executor(None, CREW.stop, CREW.leaving, CREW.because)
        others["executor_wait"] = False
        return await super().close(*args, **others)

    closes = False


async def work(config, name, size):
    """Works until it is to leave; gives the exit code."""
    share, tls = config["sizes"][size], config.get("tls")
    resources = {f"cpus-{size}": share["cpus"]}
    if share.get("memory"):
        resources[f"memory-{size}"] = share["memory"]
    scratch = tempfile.mkdtemp(prefix="hdw-worker-")
    dask.config.set({"distributed.worker.profile.enabled": False})
    try:
        worker = await Worker(
            config["scheduler"], name=name, nthreads=share["cpus"], resources=resources, memory_limit=0,
            death_timeout=DEATH_TIMEOUT, local_directory=scratch, dashboard=False,
            dashboard_address="127.0.0.1:0", security=security(tls))
    except (OSError, asyncio.TimeoutError, TimeoutError) as unreachable:
        print(f"hdw: no scheduler at {config['scheduler']}: {unreachable}", file=sys.stderr)
        shutil.rmtree(scratch, ignore_errors=True)
        return 4
    try:
        return await leave(worker, config.get("lifetime"))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def security(tls):
    """Both sides show the run's one certificate, and trust no other."""
    if tls is None:
        return None
    return distributed.Security(
        tls_ca_file=tls["cert"], tls_worker_cert=tls["cert"], tls_worker_key=tls["key"], require_encryption=True)


async def leave(worker, lifetime):
    """Waits for a reason to leave, and leaves."""
    loop, over = asyncio.get_running_loop(), asyncio.Event()

    def asked():
        CREW.leave("lost", f"asked to end by signal {int(signal.SIGTERM)}")
        over.set()

    def pause():
        paused = threading.Event()

        def act():
            worker.status = Status.paused
            paused.set()

        loop.call_soon_threadsafe(act)
        paused.wait(CLOSING)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, asked)
    CREW.pause = pause
    if lifetime is not None:
        CREW.ends_at = STARTED + lifetime - LAST_SECONDS
        CREW.fresh_until = min(time.monotonic() + FRESH, CREW.ends_at)
    while not over.is_set() and worker.status not in (Status.closing, Status.closed, Status.failed):
        if CREW.ends_at is not None and time.monotonic() > CREW.ends_at:
            CREW.leave("lifetime", f"its lifetime of {lifetime} s is nearly over")
            break
        if CREW.leaving is not None and CREW.coming == 0:
            break
        await asyncio.sleep(0.2)
    await worker.close()
    await worker.finished()
    return 143 if over.is_set() else 5 if CREW.leaving == "lost" else 0


if __name__ == "__main__":
    code = asyncio.run(work(settings(sys.argv[1]), sys.argv[2], sys.argv[3]))
    sys.stderr.flush()
    os._exit(code)
