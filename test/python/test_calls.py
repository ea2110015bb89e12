# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Calls remember what the one before was given, and see whatever has changed."""

import weakref

import lrcnn
import numpy
import pytest
import torch
import torch.nn.functional as F
from interpreter import relative_error


@pytest.fixture(scope="module")
def program():
    """A convolution of square images and filters, so that dimensions can be swapped."""
    builder = lrcnn.Builder()
    x = builder.input("x", (3, 3, 6, 6), dtype="float64")
    w = builder.input("w", (3, 3, 3, 3), dtype="float64", role="parameter")
    builder.output(builder.add("conv", x, w))
    return lrcnn.compile_program(builder)


@pytest.fixture
def arrays():
    torch.manual_seed(7)
    x = torch.randn(3, 3, 6, 6, dtype=torch.float64)
    return x, torch.randn(3, 3, 3, 3, dtype=torch.float64)


def expect_right(program, x, w):
    """Of arrays of any kind: outputs and gradients are PyTorch's."""
    y, step = program.forward(x, w)
    wide = [torch.from_dlpack(a).clone().requires_grad_() for a in (x, w)]
    reference = F.conv2d(*wide)
    assert relative_error(y, reference.detach()) < 1e-13
    seed = torch.randn_like(reference)
    reference.backward(seed)
    assert relative_error(program.backward(step, seed)["w"], wide[1].grad) < 1e-13


def test_strides_and_addresses_may_change_from_call_to_call(program, arrays):
    x, w = arrays
    w = torch.nn.Parameter(w, requires_grad=False)
    expect_right(program, x, w)
    w.data = torch.randn(3, 3, 3, 3, dtype=torch.float64)  # another address
    expect_right(program, x, w)
    w.transpose_(0, 1)  # other strides of the same tensor at the same address
    expect_right(program, x, w)
    x.copy_(torch.randn_like(x))
    expect_right(program, x.transpose(2, 3), w)
    expect_right(program, x.flip(0)[::1], w)


def test_kinds_of_arrays_may_change_from_call_to_call(program, arrays):
    x, w = arrays
    for kind in (torch.Tensor.clone, torch.Tensor.numpy, OnlyDLPack, torch.Tensor.clone):
        expect_right(program, kind(x), kind(w))
        expect_right(program, kind(x), w)
    expect_right(program, x.numpy().T.copy().T, w)


class OnlyDLPack:
    """What is neither of PyTorch nor of NumPy."""

    def __init__(self, tensor):
        self._tensor = tensor

    def __dlpack__(self, **_):
        return self._tensor.__dlpack__()

    def __dlpack_device__(self):
        return self._tensor.__dlpack_device__()


def test_what_was_right_once_is_checked_again(program, arrays):
    x, w = (torch.nn.Parameter(a, requires_grad=False) for a in arrays)
    expect_right(program, x, w)
    w.data = w.data.float()
    with pytest.raises(lrcnn.Error, match="'w'.*expected dtype f64, got f32"):
        program.forward(x, w)
    w.data = w.data.double()
    expect_right(program, x, w)
    w.data = w.data[:2]
    with pytest.raises(lrcnn.Error, match="'w'.*expected shape"):
        program.forward(x, w)
    with pytest.raises(lrcnn.Error, match="expected 'w' on the CPU, got device 'meta'"):
        program.forward(x, torch.empty(3, 3, 3, 3, dtype=torch.float64, device="meta"))
    w.data = torch.randn(3, 3, 3, 3, dtype=torch.float64)
    expect_right(program, x, w)
    with pytest.raises(lrcnn.Error, match="expected 'x' without a pending negation"):
        program.forward(torch._neg_view(x), w)
    expect_right(program, x, w)


def test_an_array_that_became_read_only_is_refused(program, arrays):
    x, w = (a.numpy() for a in arrays)
    y = numpy.empty((3, 3, 4, 4))
    program.forward(x, w, out={"y": y})
    y.flags.writeable = False
    with pytest.raises(lrcnn.Error, match="expected a writable array for 'y'"):
        program.forward(x, w, out={"y": y})


def test_a_gradient_may_be_left_out_and_wanted_again(program, arrays):
    x, w = arrays
    y, step = program.forward(x, w)
    assert program.backward(step, torch.ones_like(y), out={"w": None}) == {}
    expect_right(program, x, w)


def test_a_call_keeps_no_array_alive(program, arrays):
    x, w = arrays
    x = x.clone()
    alive = weakref.ref(x)
    y, step = program.forward(x, w)
    program.backward(step, torch.ones_like(y))
    del x, step
    assert alive() is None


def test_a_counter_of_steps_is_not_read_by_python(monkeypatch):
    net = torch.nn.Sequential(
        torch.nn.Conv2d(3, 4, 3), torch.nn.BatchNorm2d(4, momentum=None)
    )
    x = torch.randn(2, 3, 6, 6)
    program = lrcnn.compile_program(net, (x,))

    def refuse(*_):
        raise AssertionError("waits for the device")

    expected = net[1](net[0](x)).detach()
    net[1].reset_running_stats()
    with monkeypatch.context() as patch:
        for method in ("__int__", "__index__", "item", "tolist", "__bool__"):
            patch.setattr(torch.Tensor, method, refuse)
        y, _ = program.forward(x, *net.parameters(), *net.buffers())
    assert relative_error(y, expected) < 1e-5
    assert net[1].num_batches_tracked.item() == 1
