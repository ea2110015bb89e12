# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Programs for CUDA where there is no GPU: they are planned, compiled and loaded, and
say what is missing when they are called. tools/check-gpu runs them where there is one.
"""

import pytest
import torch
from torch import nn

import lrcnn
from lrcnn import arrays
from lrcnn.runtime import CUDA, Buffer

X = torch.rand(1, 3, 16, 16)
without_gpu = pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")


def network():
    return nn.Sequential(nn.Conv2d(3, 4, 3, padding=1), nn.ReLU())


@pytest.fixture(scope="module")
def program():
    return lrcnn.compile_program(network(), [X], target="cuda")


def test_is_planned_as_for_the_cpu():
    plans = [
        lrcnn.plan(network(), [X], target=target, strategy="two_phase", rows=4)
        for target in ("cpu", "cuda")
    ]
    assert plans[0]["plan"] == plans[1]["plan"]
    assert plans[1]["target"] == "cuda"
    assert plans[1]["alignment"] == 256
    assert all(buffer["offset"] % 256 == 0 for buffer in plans[1]["buffers"])


@without_gpu
def test_says_that_there_is_no_driver(program):
    with pytest.raises(lrcnn.Error, match="expected (NVIDIA's driver|a CUDA device)") as error:
        program.forward(X, *network().parameters())
    assert "compile it for target 'cpu'" in str(error.value) or "cuInit" in str(error.value)


def test_has_the_size_that_was_planned(program):
    planned = lrcnn.plan(network(), [X], target="cuda")
    assert program.peak_bytes == planned["peak_bytes"]
    assert program.stash_bytes == planned["stash_bytes"]


@pytest.mark.parametrize(
    "array, text",
    [
        (X, "expected 'x' on a CUDA device, got device 'cpu'"),
        (X.numpy(), "expected a tensor of PyTorch on a CUDA device for 'x', got ndarray"),
    ],
)
def test_arrays_must_be_on_the_gpu(array, text):
    slot = arrays.Slot(Buffer(), "x", writable=False, kind=CUDA)
    with pytest.raises(lrcnn.Error, match=text):
        slot.set(array)


def test_has_no_parameters():
    with pytest.raises(lrcnn.CompileError, match="no parameters of target 'cuda'"):
        lrcnn.compile_program(network(), [X], target="cuda", vector_bits=256)


def test_finds_the_assembler_of_a_package(tmp_path, monkeypatch):
    """NVIDIA's packages have it in nvidia/cu13/bin, earlier ones elsewhere."""
    from lrcnn import compiler

    ptxas = tmp_path / "nvidia" / "cu13" / "bin" / "ptxas"
    ptxas.parent.mkdir(parents=True)
    ptxas.write_text("#!/bin/sh\nexit 1\n")
    ptxas.chmod(0o755)
    monkeypatch.delenv("LRCNN_PTXAS", raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.syspath_prepend(tmp_path)
    assert compiler.find_assembler() == str(ptxas)
