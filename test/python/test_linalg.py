# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Chains written as linalg compute the same by MLIR's own lowering, and are the
same chains when they are raised again."""

import os
import re

import numpy as np
import pytest

import linalg
from cases import Case
from interpreter import optimize, relative_error

FIRST = int(os.environ.get("LRCNN_SEED", 0))
COUNT = min(int(os.environ.get("LRCNN_CASES", 2000)), 100)
CHUNK = 25
TYPES = {"f64": (np.float64, 1e-12), "f32": (np.float32, 2e-5)}
CHUNKS = [
    range(FIRST + begin, FIRST + min(begin + CHUNK, COUNT))
    for begin in range(0, COUNT, CHUNK)
]


@pytest.fixture(params=CHUNKS, ids=lambda seeds: f"{seeds.start}-{seeds.stop - 1}")
def cases(request):
    drawn = {f"c{seed}": Case(seed) for seed in request.param}
    return {name: case for name, case in drawn.items() if has_form(case)}


def has_form(case):
    """Whether linalg has one for every layer: not for those that draw numbers,
    nor for statistics that are a result."""
    statistics = {i for i, node in enumerate(case.nodes) if node.op == "statistics"}
    return not case.is_random and not statistics & set(case.results)


def lowered(cases):
    text = "".join(case.mlir(name) for name, case in cases.items())
    text = optimize(text, "func.func(lrcnn-row-to-linalg)")
    assert "row.chain" not in text
    return text


def test_linalg_computes_the_same(cases, tmp_path):
    text = lowered(cases)
    module = linalg.Module(text, tmp_path)
    for name, case in cases.items():
        signature = re.search(rf"@{name}\((.*?)\) ->", text).group(1)
        order = re.findall(r'lrcnn.name = "(.*?)"', signature)
        dtype, tolerance = TYPES[case.dtype]
        arguments = [np.ascontiguousarray(case.arguments[n], dtype) for n in order]
        results = {
            n: linalg.unwritten(y.shape, dtype) for n, y in case.outputs.items()
        }
        module.call(name, arguments, results.values())
        for output, value in results.items():
            error = relative_error(value, case.outputs[output])
            assert error <= tolerance, f"seed {case.seed}: {output} is off by {error}"


def test_linalg_is_raised_to_the_same_chain(cases):
    """Where all operands have one order: a chain that reads NCHW and writes NHWC
    is raised as well, but may have a transpose of a filter in front of it. The
    first trip leaves out what changes nothing, such as padding that no window
    reaches; from there on the chain stays as it is."""
    filters = {"nchw": "fchw", "nhwc": "fhwc"}
    cases = {
        name: case
        for name, case in cases.items()
        if filters[case.input_layout] == case.filter_layout
    }
    assert cases
    raised = optimize(lowered(cases), "func.func(lrcnn-raise)")
    assert raised == optimize(raised, "func.func(lrcnn-row-to-linalg,lrcnn-raise)")
