# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Programs called from several threads, in forked processes, beside PyTorch."""

import os
import signal
import threading

import numpy
import pytest

import lrcnn
from cases import Case
from lrcnn import arrays
from lrcnn.frame import Frame
from lrcnn.runtime import IN_BACKWARD, IN_FORWARD, StepRecord

CASE = Case(5)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    path = tmp_path_factory.mktemp("threads") / "net"
    program = lrcnn.compile_program(
        CASE.mlir("main"), strategy="overlap", rows=2, grad="x", output=path
    )
    return program._library


class Step:
    """A training step through the C contract, with buffers of its own."""

    def __init__(self, library):
        info = library.info
        workspace = max(info.forward_workspace_bytes, info.backward_workspace_bytes)
        self.stash = arrays.Arena(info.stash_bytes, info.alignment)
        self.record = StepRecord(self.stash.describe())
        self.workspace = arrays.Arena(workspace, info.alignment)
        self.record.workspace = self.workspace.describe()
        given = CASE.arguments | CASE.seeds
        self.values = {
            a.name: given[a.name].numpy().astype(a.dtype)
            if a.name in given
            else numpy.full(a.shape, numpy.nan, a.dtype)
            for a in library.arguments
        }
        self.written = [a.name for a in library.arguments if a.writes]

    def run(self, library, handle):
        for entry, when in (("forward", IN_FORWARD), ("backward", IN_BACKWARD)):
            frame = Frame(library.arguments, when)
            frame.fill(self.values)
            handle.call(entry, frame.buffers, self.record)
        return {name: self.values[name].copy() for name in self.written}


@pytest.fixture(scope="module")
def expected(library):
    return Step(library).run(library, library.create(1, 0))


def same(results, expected):
    return all(numpy.array_equal(results[name], expected[name]) for name in expected)


@pytest.mark.parametrize("threads", [1, 2])
def test_one_program_serves_two_threads(library, expected, threads):
    handle = library.create(threads, 0)
    right = []

    def caller():
        step = Step(library)
        right.extend(same(step.run(library, handle), expected) for _ in range(20))

    callers = [threading.Thread(target=caller) for _ in range(2)]
    for thread in callers:
        thread.start()
    for thread in callers:
        thread.join()
    assert right == [True] * 40


def test_a_program_works_in_a_forked_child(library, expected):
    handle = library.create(2, 0)
    assert same(Step(library).run(library, handle), expected)
    child = os.fork()
    if child == 0:
        signal.alarm(60)  # a child that waits for the parent's threads dies
        good = same(Step(library).run(library, handle), expected)
        os._exit(0 if good else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert same(Step(library).run(library, handle), expected)


def test_runs_beside_pytorchs_threads(library, expected):
    """Both pools are at work at once; neither changes the other's results."""
    import torch

    image, weight = torch.rand(1, 16, 64, 64), torch.rand(16, 16, 3, 3)
    before = torch.conv2d(image, weight)
    handle = library.create(2, 0)
    step, stop, right = Step(library), threading.Event(), []

    def convolve():
        while not stop.is_set():
            right.append(torch.equal(torch.conv2d(image, weight), before))

    other = threading.Thread(target=convolve)
    other.start()
    try:
        assert all(same(step.run(library, handle), expected) for _ in range(50))
    finally:
        stop.set()
        other.join()
    assert right and all(right)
