# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The peak of a schedule is that of the packed program, to the byte.

lrcnn-tile says the peak that its schedule has. The target is then attached
anew, which forgets that, and lrcnn-bufferize packs what it finds in the program.
test_interpreter.py does the same with every generated network.

What a compiled program asks its allocator for is compared by meter.py.
"""

import json
import pathlib
import re

import pytest
from interpreter import run_tool

INPUTS = pathlib.Path(__file__).parents[1] / "Conversion" / "LinalgToRow" / "Inputs"

# Live bytes are a part of what lies between the least that there are borders
# for and all feature maps.
PLANS = [
    ("store", 1, None),
    ("recompute", 1, None),
    *[("two_phase", rows, None) for rows in (2, 3, 8)],
    *[("overlap", rows, None) for rows in (2, 5)],
    *[("two_phase", rows, part) for rows, part in ((1, 0.0), (4, 0.0), (4, 0.3))],
    *[("overlap", rows, part) for rows, part in ((2, 0.1), (8, 0.0))],
]

ATTACH = "lrcnn-attach-target{parameters=vector_bits=256}"


def write_chain(text, folder):
    """The network of `text` as a chain with gradients."""
    path = folder / "chain.mlir"
    passes = f"func.func(lrcnn-raise,{ATTACH},lrcnn-differentiate)"
    result = run_tool(
        "lrcnn-opt", f"--pass-pipeline=builtin.module({passes})", "-o", path, text=text
    )
    assert result.returncode == 0, result.stderr[-2000:]
    return path


def run_passes(path, passes, output):
    return run_tool(
        "lrcnn-opt", path, f"--pass-pipeline=builtin.module({passes})", "-o", output
    )


def read_peak(path):
    with path.open() as file:
        for line in file:
            if found := re.search(r"row\.program .*peak_bytes = (\d+)", line):
                return int(found.group(1))
    raise AssertionError(f"no peak in {path}")


def tile(chain, strategy, rows, live_bytes):
    """Plans in `rows` tiles, or in as many as the lowest segment has rows."""
    plan = f"lrcnn-plan{{strategy={strategy} rows={rows} live-bytes={live_bytes}}}"
    output = chain.with_name("tiled.mlir")
    result = run_passes(chain, f"func.func({plan}),lrcnn-tile", output)
    most = re.search(r"expected 1 to (\d+) rows \(tiles\)", result.stderr)
    if most and int(most.group(1)) < rows:
        return tile(chain, strategy, int(most.group(1)), live_bytes)
    return result


def expect_equal_peaks(chain):
    peaks, compared = set(), 0
    for strategy, rows, part in PLANS:
        tiled = tile(chain, strategy, rows, 0 if part is None else 1)
        least = re.search(r"live-bytes of at least (\d+)", tiled.stderr)
        if least:
            live_bytes = round(int(least.group(1)) * (1 + part))
            tiled = tile(chain, strategy, rows, live_bytes)
            # Borders with fewer tiles than asked for need more: there is no such plan.
            if "live-bytes of at least" in tiled.stderr:
                continue
        assert tiled.returncode == 0, tiled.stderr[-2000:]
        compared += 1
        packed = chain.with_name("packed.mlir")
        result = run_passes(
            chain.with_name("tiled.mlir"), f"row.program({ATTACH},lrcnn-bufferize)", packed
        )
        assert result.returncode == 0, result.stderr[-2000:]
        peak = read_peak(packed)
        assert read_peak(chain.with_name("tiled.mlir")) == peak, (strategy, rows, part)
        peaks.add(peak)
    # Plans differ.
    assert compared >= 8 and len(peaks) > 3 and min(peaks) > 0


@pytest.mark.parametrize("name", sorted(path.stem for path in INPUTS.glob("*.mlir")))
def test_peak_is_that_of_the_schedule(name, tmp_path):
    expect_equal_peaks(write_chain((INPUTS / f"{name}.mlir").read_text(), tmp_path))


@pytest.mark.parametrize("name", sorted(path.stem for path in INPUTS.glob("*.mlir")))
def test_problem_says_all_that_a_plan_is_made_of(name, tmp_path):
    """Read again, without IR, it is the same, and plans cost the same."""
    text = (INPUTS / f"{name}.mlir").read_text()
    module, problem, again = (tmp_path / n for n in ("m.mlir", "p.json", "again.json"))
    module.write_text(text)
    for options in ([], ["--strategy=two_phase"], ["--budget=80%"]):
        made = run_tool("lrcnn", "plan", module, "--json", *options, f"--write-problem={problem}")
        read = run_tool("lrcnn", "plan", problem, "--json", *options, f"--write-problem={again}")
        assert made.returncode == read.returncode, read.stderr
        assert problem.read_text() == again.read_text()
        if made.returncode != 0:
            assert "at least" in made.stderr and "at least" in read.stderr
            continue
        made, read = json.loads(made.stdout), json.loads(read.stdout)
        assert made["work"] == read["work"]
        # A program that keeps nothing has a stash of one byte.
        kept_nothing = made["stash_bytes"] == 1
        assert made["peak_bytes"] - kept_nothing == read["peak_bytes"] > 0
