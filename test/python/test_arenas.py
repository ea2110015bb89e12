# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Stash and workspace between pages that must not be touched, full of poison."""

import ctypes
import mmap
import random

import pytest
import torch

import lrcnn
from cases import Case
from lrcnn.runtime import Memory
from test_compiled import compiled, run
from test_interpreter import plans

PAGE = mmap.PAGESIZE
PROT_NONE, PROT_READ_WRITE = 0, 3
MAP_PRIVATE_ANONYMOUS = 0x22


class GuardedArena:
    """Memory that begins just after, or ends just before, a page that traps."""

    def __init__(self, size, alignment, at_end):
        libc = ctypes.CDLL(None, use_errno=True)
        libc.mmap.restype = ctypes.c_void_p
        libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3,
                              ctypes.c_long]
        libc.mprotect.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
        pages = -(-size // PAGE) * PAGE
        base = libc.mmap(None, pages + 2 * PAGE, PROT_NONE, MAP_PRIVATE_ANONYMOUS, -1, 0)
        assert base not in (None, ctypes.c_void_p(-1).value)
        if pages:
            assert libc.mprotect(base + PAGE, pages, PROT_READ_WRITE) == 0
        start = base + PAGE
        if at_end:
            start += (pages - size) // alignment * alignment
        self.address = start
        self.size = size

    def describe(self):
        return Memory(self.address, self.size)

    def poison(self, byte):
        ctypes.memset(self.address, byte, self.size)


@pytest.mark.parametrize("at_end", [False, True], ids=["start", "end"])
@pytest.mark.parametrize("seed", range(24))
def test_arenas_are_enough_and_need_no_care(seed, at_end):
    """Nothing outside of the arenas is touched, and what they held before does
    not show."""
    case = Case(seed)
    plan = random.Random(seed).choice(list(plans(case)))
    program = compiled(case, plan)
    expected = run(case, program)
    info = program._library.info
    arenas = [
        GuardedArena(size, info.alignment, at_end)
        for size in (info.stash_bytes, program.workspace_bytes)
    ]
    for arena in arenas:
        arena.is_torch = True
    for byte in (0xFF, 0x7F):  # NaN, and large numbers
        program._spare, program._workspace = arenas
        for arena in arenas:
            arena.poison(byte)
        results = run(case, program)
        for name, value in expected.items():
            assert torch.equal(value, results[name]), name


def test_the_peak_is_what_is_asked_for():
    """peak_bytes is the arenas and the feature maps of the fuller call."""
    case = Case(3)
    program = lrcnn.compile_program(case.mlir("main"), grad="x", strategy="store")
    info = program._library.info

    def size(*roles):
        elements = 0
        for argument in program.arguments:
            if argument.role in roles and len(argument.shape) == 4:
                if ".weight" not in argument.name:
                    elements += torch.Size(argument.shape).numel()
        return elements * (8 if case.dtype == "f64" else 4)

    inputs = sum(torch.Size(a.shape).numel() for a in program.arguments
                 if a.name in ("x", "z")) * (8 if case.dtype == "f64" else 4)
    forward = info.forward_workspace_bytes + size("activation")
    backward = info.backward_workspace_bytes + inputs + size("gradient")
    assert program.peak_bytes == info.stash_bytes + max(forward, backward)
