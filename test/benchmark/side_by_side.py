# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Steps of several programs, timed in turn in one process."""

import statistics
import time

PAUSE = 0.02  # so that the one's spinning threads do not slow the other


def timed(step):
    time.sleep(PAUSE)
    begin = time.perf_counter()
    step()
    return time.perf_counter() - begin


def compare(steps, repeat):
    """Runs each of `steps`, by name, once and then `repeat` times; prints the median
    of each and its ratio to the best of PyTorch's."""
    times = {name: [] for name in steps}
    for step in steps.values():
        step()
    for _ in range(repeat):
        for name, step in steps.items():
            times[name].append(timed(step))
    median = {name: statistics.median(values) for name, values in times.items()}
    best = min(seconds for name, seconds in median.items() if name.startswith("pytorch"))
    for name, seconds in median.items():
        print(f"  {name:13} {seconds:8.3f} s   {seconds / best:5.2f} of PyTorch's", flush=True)
