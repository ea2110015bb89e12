# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Dropout and stochastic depth draw the same numbers in every plan."""

import numpy as np
import pytest
import torch

import lrcnn
import philox
from interpreter import BUFFERIZE, Batch, relative_error

SHAPE = (5, 9, 23, 7)  # N, C, H, W
P, LAYER = 0.3, 6
SEEDS = torch.tensor([[1234567.0, 1.0], [1234567.0, 2.0]], dtype=torch.float64)
OPS = ["dropout", "stochastic_depth"]
DTYPES = {"f32": torch.float32, "f64": torch.float64}


def segment(end, strategy, batch, *cuts, checkpoint=True):
    return (
        f"#row.segment<end = {end}, strategy = {strategy}, batch = {batch}, "
        f"cuts = {list(cuts)}{'' if checkpoint else ', checkpoint = false'}>"
    )


PLANS = [
    segment(2, "store", 1, 23),
    segment(2, "recompute", 3, 23),
    segment(2, "overlap", 1, 2, 9, 10, 23),
    segment(2, "overlap", 5, 11, 23),
    segment(2, "two_phase", 1, *range(1, 24)),
    segment(2, "two_phase", 2, 5, 17, 23),
    segment(1, "store", 1, 23) + ", " + segment(2, "overlap", 2, 8, 23),
    segment(1, "two_phase", 3, 8, 23) + ", " + segment(2, "recompute", 1, 23),
    segment(1, "overlap", 2, 8, 23, checkpoint=False)
    + ", "
    + segment(2, "two_phase", 5, 3, 10, 23),
]


class Masked:
    """The layer on ones, which gives its factors, and a convolution that reads
    what it gives: a plan may have to make that again."""

    def __init__(self, op, dtype="f64", seed=SEEDS[0], layer=LAYER):
        self.op, self.dtype, self.layer = op, dtype, layer
        self.seed, self.tolerance = 0, 1e-12
        x = torch.ones(SHAPE, dtype=torch.float64, requires_grad=True)
        w = torch.zeros(2, SHAPE[1], 3, 3, dtype=torch.float64)
        w[:, :, 1, 1] = torch.arange(1, 19).view(2, 9)
        w.requires_grad_()
        factors = philox.factors(op, seed.numpy(), layer, P, SHAPE)
        self.factors = torch.from_numpy(factors)
        masked = x * self.factors
        y1 = torch.nn.functional.conv2d(masked, w, padding=1)
        dy = torch.ones(SHAPE, dtype=torch.float64)
        dy1 = torch.zeros(y1.shape, dtype=torch.float64)
        dy1[:, :, ::2] = 1
        dw = torch.autograd.grad(y1, w, dy1)[0]
        self.arguments = {"x": x.detach(), "w": w.detach(), "seed": seed}
        self.seeds = {"dy": dy, "dy1": dy1}
        self.outputs = {"y": self.factors, "y1": y1.detach()}
        self.inferred = {"y": x.detach()}
        ahead = torch.nn.functional.conv_transpose2d(dy1, w, padding=1)
        self.gradients = {"dx": ((dy + ahead) * self.factors).detach(), "dw": dw}

    def mlir(self, name, plan=None):
        n, c, h, w = SHAPE
        planned = f" plan #row.plan<{plan}>" if plan else ""
        return f"""
func.func @{name}(%x: tensor<{n}x{c}x{h}x{w}xDT> {{lrcnn.name = "x"}},
    %w: tensor<2x{c}x3x3xDT> {{lrcnn.name = "w"}},
    %s: tensor<2xDT> {{lrcnn.name = "seed"}})
    -> (tensor<{n}x{c}x{h}x{w}xDT>, tensor<{n}x2x{h}x{w}xDT>) {{
  %y:2 = row.chain (%0 = %x nchw : tensor<{n}x{c}x{h}x{w}xDT>,
      %1 = %w fchw : tensor<2x{c}x3x3xDT>, %2 = %s vector : tensor<2xDT>)
      -> (nchw tensor<{n}x{c}x{h}x{w}xDT>, nchw tensor<{n}x2x{h}x{w}xDT>){planned} {{
    %3 = row.{self.op} %0, %2 p {P} layer {self.layer}
        : (tensor<{n}x{h}x{w}x{c}xDT>, tensor<2xDT>) -> tensor<{n}x{h}x{w}x{c}xDT>
    %4 = row.conv %3, %1 pad [1, 1, 1, 1]
        : (tensor<{n}x{h}x{w}x{c}xDT>, tensor<2x3x3x{c}xDT>)
        -> tensor<{n}x{h}x{w}x2xDT>
    row.yield %3, %4 : tensor<{n}x{h}x{w}x{c}xDT>, tensor<{n}x{h}x{w}x2xDT>
  }}
  return %y#0, %y#1 : tensor<{n}x{c}x{h}x{w}xDT>, tensor<{n}x2x{h}x{w}xDT>
}}
""".replace("DT", self.dtype)

    def step(self, plan=PLANS[0], **options):
        program = lrcnn.compile_program(self.mlir("main", plan), grad="x", **options)
        dtype = DTYPES[self.dtype]
        outputs, step = program.forward(*(self.arguments[n].to(dtype) for n in program.inputs))
        gradients = program.backward(
            step, *(self.seeds[n].to(dtype) for n in program.output_gradients)
        )
        return dict(zip(program.outputs, outputs)) | {
            f"d{name}": value for name, value in gradients.items()
        }


def test_generator_is_philox():
    """The known answers of the authors' library, Random123."""
    answers = {
        (0, 0, 0, 0, 0, 0): (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8),
        (0xFFFFFFFF,) * 6: (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD),
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344, 0xA4093822, 0x299F31D0): (
            0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1,
        ),
    }
    for (*counter, k0, k1), expected in answers.items():
        assert tuple(map(int, philox.philox(counter, (k0, k1)))) == expected


@pytest.mark.parametrize("op", OPS)
def test_interpreted_in_every_plan(op, tmp_path):
    batch = Batch(tmp_path, BUFFERIZE)
    for plan in PLANS:
        batch.add(Masked(op), plan)
    batch.check()
    for _, plan, _, values in batch.run():
        assert np.array_equal(values["y"], Masked(op).factors), plan


@pytest.mark.parametrize("bits", [0, 256])
@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("op", OPS)
def test_compiled_in_every_plan(op, dtype, bits):
    case = Masked(op, dtype)
    factors = case.factors.to(DTYPES[dtype])
    assert 0 < (factors == 0).double().mean() < 1
    results = [case.step(plan, vector_bits=bits) for plan in PLANS]
    for plan, result in zip(PLANS, results):
        assert torch.equal(result["y"], factors), plan
        # Sums of few numbers: the same in any order.
        kept = result["dx"] != 0
        assert torch.equal(kept, factors != 0), plan
        for name, expected in case.gradients.items():
            error = relative_error(result[name].double(), expected)
            assert error <= (1e-12 if dtype == "f64" else 2e-5), (plan, name)


@pytest.mark.parametrize("op", OPS)
def test_inference_passes_on(op):
    case = Masked(op)
    program = lrcnn.compile_program(case.mlir("main", PLANS[3]), grad="x")
    x = torch.randn(SHAPE, dtype=torch.float64)
    arguments = {**case.arguments, "x": x}
    outputs = program.forward(*(arguments[n] for n in program.inputs), training=False)
    assert torch.equal(outputs[0], x)
    assert {a.name: a.role for a in program.arguments}["seed"] == "state"


def test_seeds_and_layers_draw_their_own():
    masks = [
        Masked("dropout", seed=seed, layer=layer).step()["y"] != 0
        for seed, layer in [(SEEDS[0], 6), (SEEDS[1], 6), (SEEDS[0], 7)]
    ]
    count = masks[0].numel()
    for number, mask in enumerate(masks):
        # Within five standard deviations.
        spread = 5 * (P * (1 - P) / count) ** 0.5
        assert abs(mask.double().mean() - (1 - P)) < spread
        for other in masks[:number]:
            both = (mask & other).double().mean()
            assert abs(both - (1 - P) ** 2) < 2 * spread


def test_what_is_not_finite_stays_so():
    """As in PyTorch: 0 times infinity is NaN."""
    case = Masked("dropout")
    case.arguments["x"] = torch.full(SHAPE, float("inf"), dtype=torch.float64)
    y = case.step()["y"]
    expected = case.arguments["x"] * case.factors
    assert expected.isnan().any() and expected.isinf().any()
    assert torch.equal(y.nan_to_num(0, 1), expected.nan_to_num(0, 1))
