# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How programs for CUDA are called: streams, graphs, threads, memory, errors.

    calls.py FOLDER NAME

NAME is a job of prepare.py without states. Every way of calling it must give the bits
of a plain call, and the most memory that a step requests is what the plan says.
"""

import pathlib
import sys
import threading
import time

import torch

from run import Job

import lrcnn  # found through run
from lrcnn import arrays


def equal(results, expected):
    for name, value in expected.items():
        assert torch.equal(results[name], value), name


def check_other_stream(job, expected):
    stream = torch.cuda.Stream()
    with torch.cuda.stream(stream):
        results, _ = job.run()
    stream.synchronize()
    equal(results, expected)


def check_backward_on_another_stream(job, expected):
    """The stash is kept until the other stream is done with it."""
    arguments = job.take_arguments()
    seeds = job.take_seeds()
    _, step = job.program.forward(*arguments.values())
    other = torch.cuda.Stream()
    other.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(other):
        gradients = job.program.backward(step, *seeds)
    # What would overwrite the stash if it were free for this stream.
    noise = [torch.full((job.program.stash_bytes,), 255, dtype=torch.uint8, device="cuda")]
    other.synchronize()
    del noise
    equal({f"d{n}": v for n, v in gradients.items()}, subset(expected, gradients))


def subset(expected, gradients):
    return {f"d{name}": expected[f"d{name}"] for name in gradients}


def check_graph(job, expected):
    """A captured step gives the same when it is replayed, on other arguments too."""
    arguments, seeds = job.take_arguments(), job.take_seeds()

    def step():
        outputs, record = job.program.forward(*arguments.values())
        outputs = outputs if isinstance(outputs, tuple) else (outputs,)
        results = dict(zip(job.program.outputs, outputs, strict=True))
        gradients = job.program.backward(record, *seeds)
        return results | {f"d{name}": value for name, value in gradients.items()}

    step()
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        results = step()
    graph.replay()
    torch.cuda.synchronize()
    equal(results, expected)
    arguments["x"].mul_(0.5)
    graph.replay()
    replayed = {name: value.clone() for name, value in results.items()}
    equal(replayed, step())
    begin, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
    begin.record()
    graph.replay()
    end.record()
    end.synchronize()
    return begin.elapsed_time(end)


def check_threads(job, expected):
    """Programs of one file in two threads, each on a stream of its own."""
    results = [None, None]

    def work(number):
        with torch.cuda.stream(torch.cuda.Stream()):
            other = Job(job.folder, job.name)
            for _ in range(4):
                results[number], _ = other.run()
            torch.cuda.current_stream().synchronize()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for result in results:
        equal(result, expected)


def check_memory(job):
    """What is requested of PyTorch at once, to the byte, apart from the arguments."""
    arguments, seeds = job.take_arguments(), job.take_seeds()
    program = job.program

    def size(names):
        described = {a.name: a for a in program.arguments}
        width = torch.empty(0, dtype=job.dtype).element_size()
        return sum(width * torch.Size(described[n].shape).numel() for n in names)

    torch.cuda.synchronize()
    torch.cuda.reset_peak_memory_stats()
    before = torch.cuda.memory_stats()["requested_bytes.all.current"]
    _, step = program.forward(*arguments.values())
    program.backward(step, *seeds)
    most = torch.cuda.memory_stats()["requested_bytes.all.peak"] - before
    arenas = program.stash_bytes + program.workspace_bytes
    planned = arenas + size(program.outputs) + size(program.gradients)
    assert most == planned, (most, planned)
    return most


class GuardedArena(arrays.Arena):
    """Memory with zones around it that nothing may write."""

    ZONE, SIGN = 4096, 0xA5
    made = []

    def __init__(self, size, alignment, like=None, kind=arrays.CPU):
        super().__init__(size + 2 * self.ZONE, alignment, like, kind)
        self._memory.fill_(self.SIGN)
        self.address += self.ZONE
        self.size = size
        self.made.append(self)

    def is_intact(self):
        zones = torch.cat([self._memory[: self.ZONE], self._memory[self.ZONE + self.size :]])
        return bool((zones == self.SIGN).all())


def check_guards(job, expected):
    plain, arrays.Arena = arrays.Arena, GuardedArena
    try:
        results, _ = job.run()
    finally:
        arrays.Arena = plain
    torch.cuda.synchronize()
    equal(results, expected)
    assert len(GuardedArena.made) >= 2
    assert all(arena.is_intact() for arena in GuardedArena.made)


def check_errors(job):
    arguments = job.take_arguments()
    wrong = dict(arguments, x=arguments["x"].cpu())
    try:
        job.program.forward(*wrong.values())
    except lrcnn.Error as error:
        assert "on a CUDA device, got device 'cpu'" in str(error), error
    else:
        raise AssertionError("expected an error for a tensor on the CPU")


def check_other_device(job, expected):
    """On another GPU than PyTorch's current one; not on two at once."""
    other = Job(job.folder, job.name, index=1)
    results, _ = other.run()
    torch.cuda.synchronize(1)
    equal({name: value.to(job.device) for name, value in results.items()}, expected)
    arguments = job.take_arguments() | {"x": other.take_arguments()["x"]}
    try:
        job.program.forward(*arguments.values())
    except lrcnn.Error as error:
        assert "expected data on device cuda:" in str(error), error
    else:
        raise AssertionError("expected an error for tensors of two devices")


def measure(job):
    """Milliseconds of a step on the device, and of the CPU to queue it."""
    for _ in range(3):
        job.run()
    arguments, seeds = job.take_arguments(), job.take_seeds()
    torch.cuda.synchronize()
    begin, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
    begin.record()
    before = time.perf_counter()
    _, step = job.program.forward(*arguments.values())
    job.program.backward(step, *seeds)
    queued = 1e3 * (time.perf_counter() - before)
    end.record()
    end.synchronize()
    return begin.elapsed_time(end), queued


def main():
    folder, name = pathlib.Path(sys.argv[1]), sys.argv[2]
    job = Job(folder, name)
    assert not job.states, "expected a job without states"
    expected, _ = job.run()
    torch.cuda.synchronize()
    check_other_stream(job, expected)
    check_backward_on_another_stream(job, expected)
    check_threads(job, expected)
    check_guards(job, expected)
    check_errors(job)
    if torch.cuda.device_count() > 1:
        check_other_device(job, expected)
        print(f"{name}: two devices are right")
    print(f"{name}: the most requested is {check_memory(job)} bytes, as planned")
    print(f"{name}: replayed from a graph in {check_graph(job, expected):.2f} ms")
    device, host = measure(job)
    print(f"{name}: {device:.2f} ms on the device, queued in {host:.2f} ms")
    print(f"{name}: streams, threads, graphs, guards and errors are right")


if __name__ == "__main__":
    main()
