# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Generated chains, compiled, against PyTorch in float64.

LRCNN_COMPILED_CASES sets the number of chains, LRCNN_SEED the first seed.
"""

import random

import pytest
import torch

import lrcnn
from cases import FILTER_LAYOUTS, LAYOUTS, Case
from interpreter import relative_error
from long import choose
from meter import expect_the_bytes_of_the_plan
from test_interpreter import plans

FIRST = choose("LRCNN_SEED", 0, 0)
COUNT = choose("LRCNN_COMPILED_CASES", 300, 1000)
CHUNK = 20
CHUNKS = [
    range(FIRST + begin, FIRST + min(begin + CHUNK, COUNT))
    for begin in range(0, COUNT, CHUNK)
]
DTYPES = {"f32": torch.float32, "f64": torch.float64}


def compiled(case, plan, **options):
    return lrcnn.compile_program(case.mlir("main", plan), grad="x", **options)


def take_step(program, inputs, seeds):
    outputs, step = program.forward(*inputs)
    return outputs, program.backward(step, *seeds)


def run(case, program, training=True, take_step=take_step):
    """Outputs and gradients by name, from arguments in strides of their own."""
    dtype = DTYPES[case.dtype]
    inputs = [case.arguments[name].to(dtype) for name in program.inputs]
    gradients = {}
    if training:
        seeds = [case.seeds[name].to(dtype) for name in program.output_gradients]
        outputs, gradients = take_step(program, inputs, seeds)
    else:
        outputs = program.forward(*inputs, training=False)
    outputs = outputs if isinstance(outputs, tuple) else (outputs,)
    results = dict(zip(program.outputs, outputs, strict=True))
    return results | {f"d{name}": value for name, value in gradients.items()}


def to_torch(case, name, tensor):
    """A tensor in the caller's layout, in PyTorch's."""
    if tensor.dim() != 4:
        return tensor
    if name.endswith(".weight"):
        dims = FILTER_LAYOUTS[case.filter_layout]
    elif name.lstrip("d").startswith("y"):
        dims = LAYOUTS[case.output_layout]
    else:
        dims = LAYOUTS[case.input_layout]
    return tensor.permute([dims.index(i) for i in range(4)])


def float32_errors(case):
    """How far PyTorch's own float32 is from the reference, by name."""

    def single(name, tensor):
        return to_torch(case, name, tensor).float()

    leaves = {name: single(name, t) for name, t in case.arguments.items()}
    wanted = [name[1:] for name in case.gradients]
    for name in wanted:
        leaves[name] = leaves[name].detach().requires_grad_()
    outputs = case.run(leaves)
    gradients = torch.autograd.grad(
        outputs,
        [leaves[name] for name in wanted],
        [single(name, seed) for name, seed in case.seeds.items()],
    )
    values = dict(zip(case.outputs, outputs)) | dict(zip(case.gradients, gradients))
    return {
        name: relative_error(
            value.detach().double(),
            to_torch(case, name, (case.outputs | case.gradients)[name]),
        )
        for name, value in values.items()
    }


@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda s: f"{s.start}-{s.stop - 1}")
def test_compiled_chains(seeds):
    for seed in seeds:
        case = Case(seed)
        rng = random.Random(seed)
        plan = rng.choice(list(plans(case)))
        program = compiled(case, plan, vector_bits=rng.choice([0, 256]))
        results = run(case, program, take_step=expect_the_bytes_of_the_plan)
        expected = case.outputs | case.gradients
        assert results.keys() == expected.keys()
        limits = dict.fromkeys(expected, case.tolerance)
        if case.dtype == "f32":
            limits = {
                name: max(2e-5, 2 * error)
                for name, error in float32_errors(case).items()
            }
        for name, reference in expected.items():
            error = relative_error(results[name].double(), reference)
            where = f"seed {seed}, {case.dtype}, {plan}: {name}"
            assert error <= limits[name], f"{where} is off by {error}"


@pytest.mark.parametrize("seed", range(FIRST, FIRST + 12))
def test_forward_is_the_same_for_every_plan(seed):
    """Bit for bit: how rows are cut must not show in the outputs."""
    case = Case(seed)
    results = [run(case, compiled(case, plan), training=False) for plan in plans(case)]
    for other in results[1:]:
        for name, value in results[0].items():
            assert torch.equal(value, other[name]), name


@pytest.mark.parametrize("seed", range(FIRST, FIRST + 12))
def test_results_do_not_depend_on_threads(seed):
    case = Case(seed)
    plan = random.Random(seed).choice(list(plans(case)))
    one, two = (run(case, compiled(case, plan, threads=n)) for n in (1, 2))
    for name, value in one.items():
        assert torch.equal(value, two[name]), name


def test_gradients_are_added_on_request():
    case = next(c for c in map(Case, range(FIRST, FIRST + 100)) if c.dtype == "f64")
    program = compiled(case, None, strategy="two_phase", rows=min(3, case.height))
    plain = run(case, program)
    _, step = program.forward(*(case.arguments[name] for name in program.inputs))
    sums = {name[1:]: torch.ones(case.gradients[name].shape, dtype=torch.float64)
            for name in case.gradients}
    seeds = [case.seeds[name] for name in program.output_gradients]
    program.backward(step, *seeds, out=sums, accumulate=True)
    for name, value in sums.items():
        assert relative_error(value - 1, plain[f"d{name}"]) < 1e-12, name


def test_a_second_backward_is_refused():
    case = Case(FIRST)
    program = compiled(case, None)
    _, step = program.forward(*(case.arguments[name] for name in program.inputs))
    seeds = [case.seeds[name] for name in program.output_gradients]
    program.backward(step, *seeds)
    with pytest.raises(lrcnn.Error, match="expected a step that no backward pass"):
        program.backward(step, *seeds)
