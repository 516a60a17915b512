"""Runs programs and says what they cost."""

import os
import resource
import subprocess
import time
from dataclasses import dataclass


@dataclass
class Cost:
    wall: float = 0.0
    cpu: float = 0.0
    peak: int = 0
    failure: str = ""
    messages: str = ""

    def __add__(self, other):
        return Cost(self.wall + other.wall, self.cpu + other.cpu, max(self.peak, other.peak), self.failure or other.failure, self.messages + other.messages)


def measured(command, environment=None, seconds=None, gibibytes=None):
    """Wall seconds, CPU seconds (user and system) and peak memory in bytes of a program and its children, within limits of CPU and address space.

    A program's peak is at least that of the process that starts it, so that this one must stay small: it loads no NumPy.
    """

    def limit():
        if seconds:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        if gibibytes:
            resource.setrlimit(resource.RLIMIT_AS, (gibibytes << 30, gibibytes << 30))

    start = time.monotonic()
    process = subprocess.Popen(command, env=environment, preexec_fn=limit if seconds or gibibytes else None, stderr=subprocess.PIPE, text=True)
    messages = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    cost = Cost(time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, messages=messages)
    if seconds and cost.cpu >= seconds:
        cost.failure = f"over {seconds} CPU s"
    elif process.returncode and gibibytes and ("MemoryError" in messages or "allocate" in messages):
        cost.failure = f"over {gibibytes} GiB"
    elif process.returncode:
        cost.failure = (messages.strip().splitlines() or [f"status {process.returncode}"])[-1][:100]
    return cost
