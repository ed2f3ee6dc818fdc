"""The bridge between a driver of hdw and Dask: `python bridge.py <run>/dask/bridge.json`.

It holds the scheduler of distributed (or reaches one that runs) and a client of it. Orders come as lines of
JSON on standard input, reports go as such lines to standard output; `hdw.executor.dask.Order` and `Report` say
what is in them. It decides nothing, and ends with its input. Exit codes: 0 it was to end, 3 a package is
missing, 4 it cannot listen or reach its scheduler.
"""

import asyncio
import json
import os
import queue
import signal
import sys
import threading

sys.dont_write_bytecode = True
OLDEST = (2022, 12)


class Reports:
    """Standard output, which nothing else may write to; a thread of its own, so that a slow reader stops nobody."""

    def __init__(self):
        self.out = os.fdopen(os.dup(1), "w", encoding="utf-8")
        os.dup2(2, 1)
        self.lines = queue.SimpleQueue()
        self.thread = threading.Thread(target=self.write, daemon=True)
        self.thread.start()

    def tell(self, **report):
        self.lines.put(json.dumps(report, ensure_ascii=False) + "\n")

    def write(self):
        try:
            while (line := self.lines.get()) is not None:
                self.out.write(line)
                if self.lines.empty():
                    self.out.flush()
            self.out.flush()
        except OSError:  # nobody reads: the input ends as well
            pass

    def close(self):
        self.lines.put(None)
        self.thread.join(2)


def orders(loop, waiting):
    """Reads the orders into a queue; the end of the input is an order as well."""
    try:
        for line in sys.stdin.buffer:
            loop.call_soon_threadsafe(waiting.put_nowait, json.loads(line))
    finally:
        loop.call_soon_threadsafe(waiting.put_nowait, {"do": "end"})


async def main(path):
    """Works until it is to end; gives the exit code."""
    reports, waiting = Reports(), asyncio.Queue()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, waiting.put_nowait, {"do": "end"})
    threading.Thread(target=orders, args=(loop, waiting), daemon=True).start()
    with open(path, encoding="utf-8") as file:
        config = json.load(file)
    try:
        missing = lacks()
        if missing:
            reports.tell(**{"is": "missing"}, what="distributed", said=missing)
            return 3
        import hub

        return await hub.serve(config, waiting, reports.tell)
    finally:
        reports.close()


def lacks():
    """What hinders this Python from talking to Dask; empty where nothing does."""
    try:
        import distributed
    except ImportError as missing:
        return f"{sys.executable} cannot import distributed: {missing}"
    if tuple(map(int, distributed.__version__.split(".")[:2])) < OLDEST:
        return f"{sys.executable} has distributed {distributed.__version__}, which is older than 2022.12"
    return ""


if __name__ == "__main__":
    status = asyncio.run(main(sys.argv[1]))
    sys.stderr.flush()
    os._exit(status)
