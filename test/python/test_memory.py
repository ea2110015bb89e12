# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What programs need, as planned and as measured from outside.

LRCNN_MEMORY_SIZE is the height and width at which memory is measured.
"""

import os
import pathlib
import shutil
import subprocess

import pytest

import lrcnn
from networks import vgg16_chain

ROOT = pathlib.Path(__file__).resolve().parents[2]
SIZE = int(os.environ.get("LRCNN_MEMORY_SIZE", 512))
MIB = 1 << 20
HYBRID = {
    "segments": [
        {"end": 10, "strategy": "overlap", "rows": 16},
        {"end": 17, "strategy": "overlap", "rows": 4},
        {"end": 31, "strategy": "store"},
    ]
}
PACKED = 118 * MIB


def test_peaks_of_vgg16_at_1024():
    """The figures of docs/Benchmarks: bytes are exact, so they are tested."""
    text = vgg16_chain(1, 1024, 1024, "f32")
    store = lrcnn.plan(text, strategy="store")
    assert store["work"] == 1
    assert store["peak_bytes"] <= 1244 * MIB + PACKED
    hybrid = lrcnn.plan(text, plan=HYBRID)
    assert hybrid["work"] <= 1.24
    assert hybrid["peak_bytes"] <= 225 * MIB + PACKED
    two_phase = lrcnn.plan(text, strategy="two_phase", rows=16)
    assert two_phase["work"] <= 4 / 3 + 0.01
    assert two_phase["peak_bytes"] < store["peak_bytes"] / 2


@pytest.fixture(scope="module")
def resident_growth(tmp_path_factory):
    compiler = shutil.which("clang-22") or shutil.which("cc")
    binary = tmp_path_factory.mktemp("growth") / "resident_growth"
    subprocess.run(
        [compiler, "-std=gnu11", "-O1", "-Wall", "-Wextra", "-Werror", f"-I{ROOT}/include",
         ROOT / "test/Target/resident_growth.c", "-o", binary, "-ldl"],
        check=True,
    )
    return binary


@pytest.mark.parametrize("plan", ["store", "hybrid"])
def test_resident_growth_is_the_peak(resident_growth, tmp_path, plan):
    """A C program sees the peak that is promised, within 2 % and the pages at
    the arenas' ends."""
    text = vgg16_chain(1, SIZE, SIZE, "f32")
    options = {"plan": HYBRID} if plan == "hybrid" else {"strategy": "store"}
    program = lrcnn.compile_program(text, output=tmp_path / "vgg", **options)
    result = subprocess.run(
        [resident_growth, tmp_path / "vgg.so", "vgg"], capture_output=True, text=True
    )
    assert result.returncode == 0, result.stderr
    growth = int(result.stdout)
    assert abs(growth - program.peak_bytes) <= 0.02 * program.peak_bytes
