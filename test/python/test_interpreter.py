# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Generated chains, through every pass and strategy, against PyTorch in float64.

LRCNN_CASES sets the number of chains, LRCNN_SEED the first seed.
"""

import random
import re

import pytest
import torch

from cases import Case, hybrid_plan, uniform_plan
from interpreter import BUFFERIZE, DIFFERENTIATE, TILE, Batch, optimize
from long import choose

FIRST = choose("LRCNN_SEED", 0, 0)
COUNT = choose("LRCNN_CASES", 2000, 5000)
CHUNK = 50
CHUNKS = [
    range(FIRST + begin, FIRST + min(begin + CHUNK, COUNT))
    for begin in range(0, COUNT, CHUNK)
]


def chunk_name(seeds):
    return f"{seeds.start}-{seeds.stop - 1}"


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def plans(case):
    """Every strategy, whole and over several tiles, cut evenly and at random,
    over the batch, and hybrids."""
    rng = random.Random(case.seed)
    height, images = case.height, case.images
    yield uniform_plan(case, "store", 1)
    yield uniform_plan(case, "recompute", 1, batch=rng.randint(1, images))
    for strategy in ("overlap", "two_phase"):
        tiles = {1, height, min(2, height), rng.randint(1, height)}
        for count in sorted(tiles):
            yield uniform_plan(case, strategy, count)
        yield uniform_plan(case, strategy, rng.randint(1, height), images, rng)
        yield uniform_plan(case, strategy, rng.randint(1, height), 1, rng)
    for _ in range(3):
        yield hybrid_plan(case, rng)


@pytest.mark.parametrize("seeds", CHUNKS[:4], ids=chunk_name)
def test_chains_forward(seeds, tmp_path):
    batch = Batch(tmp_path, pipeline="")
    for seed in seeds:
        batch.add(Case(seed))
    batch.check()


@pytest.mark.parametrize("seeds", CHUNKS[:4], ids=chunk_name)
def test_differentiated_chains(seeds, tmp_path):
    batch = Batch(tmp_path, DIFFERENTIATE)
    for seed in seeds:
        batch.add(Case(seed), entries=("step", "forward"))
    batch.check()


@pytest.mark.parametrize("seeds", CHUNKS[:4], ids=chunk_name)
def test_slab_programs(seeds, tmp_path):
    batch = Batch(tmp_path, TILE)
    for seed in seeds:
        case = Case(seed)
        for plan in plans(case):
            batch.add(case, plan, entries=("step", "inference"))
    batch.check()


@pytest.mark.parametrize("seeds", CHUNKS, ids=chunk_name)
def test_placed_programs(seeds, tmp_path):
    batch = Batch(tmp_path, BUFFERIZE)
    for seed in seeds:
        case = Case(seed)
        for plan in plans(case):
            batch.add(case, plan)
    batch.check()
    batch.check_work()


@pytest.mark.parametrize("seeds", CHUNKS[:4], ids=chunk_name)
@pytest.mark.parametrize(
    "strategy, rows", [("store", 1), ("recompute", 1), ("overlap", 3), ("two_phase", 3)]
)
def test_layers_of_a_kernel_move_together(strategy, rows, seeds, tmp_path):
    """In a chain that has no plan before it has gradients."""
    plan = f"lrcnn-plan{{strategy={strategy} rows={rows}}}"
    batch = Batch(tmp_path, BUFFERIZE.replace("),lrcnn-tile", f",{plan}),lrcnn-tile"))
    for case in map(Case, seeds):
        if case.height >= rows:
            batch.add(case)
    assert len(batch.runs) > len(seeds) / 2
    batch.check()


def keep_more(plan, rng):
    """The plan of a program, with some of what it makes again kept instead."""
    fates = {"kept": [], "again": [], "remade": []}
    for name, layers in re.findall(r"(kept|again|remade)\[([\d, ]+)\]", plan):
        for layer in layers.split(", "):
            kept = name == "kept" or rng.random() < 0.5
            fates["kept" if kept else name].append(layer)
    lists = [f" {name}[{', '.join(of)}]" for name, of in fates.items() if of]
    return re.sub(r"( (kept|again|remade)\[[\d, ]+\])+(?= takes)", "".join(lists), plan)


@pytest.mark.parametrize("seeds", CHUNKS[:4], ids=chunk_name)
def test_more_may_be_kept(seeds, tmp_path):
    cases = [Case(seed) for seed in seeds]
    chosen = Batch(tmp_path, TILE)
    for case in cases:
        rng = random.Random(case.seed)
        for plan in [hybrid_plan(case, rng) for _ in range(3)]:
            chosen.add(case, plan)
    printed = re.findall(
        r"row.program @\w+ .*plan = (#row\.plan<.*>), work",
        optimize("".join(chosen.functions), TILE),
    )
    assert len(printed) == len(chosen.runs)
    batch = Batch(tmp_path, BUFFERIZE)
    changed = 0
    for (case, _, _, _), plan in zip(chosen.runs, printed, strict=True):
        more = keep_more(plan, random.Random(len(batch.runs)))
        changed += more != plan
        batch.add(case, more)
    assert changed > len(printed) / 2
    batch.check()
