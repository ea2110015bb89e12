# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Long: networks of the zoo as they are, at two sizes, in twelve plans. The peak of a
schedule, that of the packed program and what the program asks its allocator for are the
same, to the byte."""

import functools
import re
import warnings

import pytest
import torch

import lrcnn
from lrcnn import zoo
from lrcnn.torch_export import export
from meter import expect_the_bytes_of_the_plan
from test_peak import PLANS, expect_equal_peaks, write_chain

SIZES = [(224, 224), (320, 480)]


@functools.cache
def export_network(name, size):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return export(zoo.NETWORKS[name](), (torch.zeros(1, 3, *size),))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", zoo.NETWORKS)
def test_peak_of_whole_networks(name, size, tmp_path):
    expect_equal_peaks(write_chain(export_network(name, size), tmp_path))


UNIFORM = [{"strategy": s, "rows": rows} for s, rows, part in PLANS if part is None]
# In parts of the least budget that there is a plan for.
BUDGETS = [{"budget": part} for part in (1, 1.1, 1.3, 1.6, 2)]


@functools.cache
def least_budget(name, size):
    with pytest.raises(lrcnn.Error) as error:
        lrcnn.plan(export_network(name, size), grad="x", budget=1)
    return int(re.search(r"a budget of at least (\d+)", str(error.value)).group(1))


@pytest.mark.parametrize(
    "options", UNIFORM + BUDGETS, ids=lambda options: "-".join(map(str, options.values()))
)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", zoo.NETWORKS)
def test_what_is_asked_for_is_the_peak(name, size, options):
    if "budget" in options:
        options = {"budget": round(options["budget"] * least_budget(name, size))}
    try:
        program = lrcnn.compile_program(export_network(name, size), grad="x", **options)
    except lrcnn.Error as error:
        if "expected 1 to" in str(error):
            pytest.skip(str(error))  # the lowest segment has fewer rows
        raise
    described = {a.name: a for a in program.arguments}

    def make(names):
        return [
            torch.rand(described[n].shape, dtype=getattr(torch, described[n].dtype))
            for n in names
        ]

    expect_the_bytes_of_the_plan(
        program, make(program.inputs), make(program.output_gradients)
    )
