# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""lrcnn.compile_program, plan and load: what they take, what they refuse, and how a
program takes arrays."""

import json
import os
import subprocess
import sys

import lrcnn
import numpy
import pytest
import torch
from torch import nn

SHAPE = (2, 3, 12, 10)


@pytest.fixture(scope="module")
def network():
    torch.manual_seed(0)
    return nn.Sequential(
        nn.Conv2d(3, 8, 3, padding=1),
        nn.ReLU(),
        nn.Conv2d(8, 5, 3, padding=1),
        nn.MaxPool2d(2),
    )


@pytest.fixture(scope="module")
def text(network):
    from lrcnn.torch_export import export

    return export(network, (torch.zeros(SHAPE),))


@pytest.fixture(scope="module")
def path(text, tmp_path_factory):
    """The program, compiled once: PATH.so and PATH.json."""
    path = tmp_path_factory.mktemp("program") / "net"
    lrcnn.compile_program(text, strategy="overlap", rows=3, grad="input", output=path)
    return path


@pytest.fixture
def program(path):
    return lrcnn.load(path)


@pytest.fixture(scope="module")
def step(network):
    """An input, the parameters and a gradient, and what PyTorch makes of them."""
    torch.manual_seed(1)
    x = torch.randn(SHAPE)
    parameters = [p.detach() for p in network.parameters()]
    dy = torch.randn(2, 5, 6, 5)
    wide = [t.double().requires_grad_() for t in (x, *parameters)]
    names = dict(zip([n for n, _ in network.named_parameters()], wide[1:], strict=True))
    y = torch.func.functional_call(network.double(), names, (wide[0],))
    y.backward(dy.double())
    network.float()
    gradients = {"input": wide[0].grad} | {n: p.grad for n, p in names.items()}
    return x, parameters, dy, y.detach(), gradients


def close(a, b):
    a, b = torch.as_tensor(numpy.asarray(a)).double(), b.double()
    return a.shape == b.shape and (a - b).norm() <= 1e-5 * b.norm()


def test_a_module_compiles_with_its_parameters_as_inputs(network, step):
    x, parameters, dy, y, gradients = step
    program = lrcnn.compile_program(network, (x,), strategy="two_phase", rows=2)
    names = [name for name, _ in network.named_parameters()]
    assert program.inputs == ["input", *names]
    result, step = program.forward(x, *parameters)
    assert close(result, y)
    results = program.backward(step, dy)
    assert set(results) == set(names)
    assert all(close(results[name], gradients[name]) for name in names)


def test_gives_what_it_takes(program, step):
    x, parameters, dy, y, gradients = step
    result, kept = program.forward(x, *parameters)
    assert isinstance(result, torch.Tensor) and close(result, y)
    assert all(isinstance(g, torch.Tensor) for g in program.backward(kept, dy).values())
    arrays = [t.numpy() for t in (x, *parameters)]
    result, kept = program.forward(*arrays)
    assert isinstance(result, numpy.ndarray) and close(result, y)
    results = program.backward(kept, dy.numpy())
    assert all(isinstance(g, numpy.ndarray) for g in results.values())
    assert all(close(results[name], gradients[name]) for name in gradients)


class OnlyDLPack:
    """An array of which nothing but the DLPack protocol is known."""

    def __init__(self, array):
        self.array = array

    def __dlpack__(self, **options):
        return self.array.__dlpack__(**options)

    def __dlpack_device__(self):
        return self.array.__dlpack_device__()


class ElsewhereDLPack(OnlyDLPack):
    """One that says that it lies on a GPU."""

    def __dlpack_device__(self):
        return 2, 1


class CopyDLPack(OnlyDLPack):
    """One that gives out copies, which nothing else keeps alive."""

    def __dlpack__(self, **options):
        return self.array.copy().__dlpack__(**options)


def test_takes_dlpack(program, step):
    x, parameters, _, y, _ = step
    inputs = [CopyDLPack(t.numpy()) for t in (x, *parameters)]
    assert close(program.forward(*inputs)[0], y)
    inputs = [OnlyDLPack(t.numpy()) for t in (x, *parameters)]
    assert close(program.forward(*inputs)[0], y)


def test_takes_any_strides_and_copies_nothing(program, step):
    x, parameters, dy, y, gradients = step
    channels_last = x.contiguous(memory_format=torch.channels_last)
    backwards = numpy.ascontiguousarray(x.numpy()[:, :, ::-1])[:, :, ::-1]
    every_other = torch.zeros(2, 3, 12, 20)[..., ::2].copy_(x)
    expected, _ = program.forward(x, *parameters)
    for view in (channels_last, backwards, every_other):
        assert numpy.array_equal(program.forward(view, *parameters)[0], expected)
    wide = torch.full((2, 5, 6, 10), 7.0)
    out = wide[..., ::2]
    result, kept = program.forward(x, *parameters, out={"y": out})
    assert result is out
    assert torch.equal(out, expected) and (wide[..., 1::2] == 7).all()
    into = {name: torch.empty_like(g, dtype=torch.float32) for name, g in gradients.items()}
    into["input"] = into["input"].contiguous(memory_format=torch.channels_last)
    results = program.backward(kept, dy, out=into)
    assert all(results[name] is into[name] for name in into)
    assert all(close(into[name], gradients[name]) for name in gradients)


def test_gradients_can_be_left_out_and_added(program, step):
    x, parameters, dy, _, gradients = step
    _, kept = program.forward(x, *parameters)
    results = program.backward(kept, dy, out={"input": None, "0.weight": None})
    assert set(results) == set(gradients) - {"input", "0.weight"}
    assert all(close(results[name], gradients[name]) for name in results)
    ones = {name: torch.ones_like(g, dtype=torch.float32) for name, g in gradients.items()}
    _, kept = program.forward(x, *parameters)
    program.backward(kept, dy, out=ones, accumulate=True)
    assert all(close(ones[name] - 1, gradients[name]) for name in gradients)


def test_inference_keeps_nothing(program, step):
    x, parameters, dy, y, _ = step
    assert close(program.forward(x, *parameters, training=False), y)
    with pytest.raises(lrcnn.Error, match="expected the step that .* gave, got Tensor"):
        program.backward(dy)


def test_a_step_that_keeps_nothing_is_one():
    """Its stash is not empty: without a stash forward would be inference."""
    x, weight, dy = torch.rand(1, 3, 8, 8), torch.rand(4, 3, 3, 3), torch.rand(1, 4, 6, 6)
    net = nn.Conv2d(3, 4, 3, bias=False)
    program = lrcnn.compile_program(net, (x,), strategy="store")
    assert program.stash_bytes == 1
    _, kept = program.forward(x, weight)
    gradient = program.backward(kept, dy)["weight"]
    expected = torch.nn.grad.conv2d_weight(x.double(), weight.shape, dy.double())
    assert expected.norm() > 0 and close(gradient, expected)


def test_a_second_backward_is_refused(program, step):
    x, parameters, dy, _, _ = step
    _, kept = program.forward(x, *parameters)
    assert not kept.is_used
    program.backward(kept, dy)
    assert kept.is_used
    for _ in range(2):
        with pytest.raises(lrcnn.Error, match="expected a step that no backward pass"):
            program.backward(kept, dy)
        # Its stash is another step's now.
        _, other = program.forward(x, *parameters)
    program.backward(other, dy)


def test_several_steps_are_alive(program, step):
    """Two forward passes, then their backward passes, in any order."""
    x, parameters, dy, _, gradients = step
    steps = [program.forward(factor * x, *parameters)[1] for factor in (1, -2, 1)]
    first = program.backward(steps[0], dy)
    other = program.backward(steps[1], dy)
    last = program.backward(steps[2], dy)
    for name, expected in gradients.items():
        assert close(first[name], expected)
        assert torch.equal(first[name], last[name])
    assert not close(other["0.weight"], gradients["0.weight"])


def test_a_step_belongs_to_its_program(program, path, step):
    x, parameters, dy, _, _ = step
    _, kept = lrcnn.load(path).forward(x, *parameters)
    with pytest.raises(lrcnn.Error, match="got one of another program"):
        program.backward(kept, dy)


@pytest.mark.parametrize("changed", ["input", "2.weight"])
def test_what_backward_reads_must_not_change(program, step, changed):
    x, parameters, dy, _, gradients = step
    tensors = [x.clone(), *(p.clone() for p in parameters)]
    _, kept = program.forward(*tensors)
    tensors[program.inputs.index(changed)].add_(1)
    with pytest.raises(lrcnn.Error, match=f"expected '{changed}' as forward has seen it"):
        program.backward(kept, dy)
    # What is not read may change, and the step keeps alive what is.
    _, kept = program.forward(x.clone(), *(p.clone() for p in parameters))
    assert close(program.backward(kept, dy)["0.weight"], gradients["0.weight"])


def test_pytorch_sees_what_is_written(program, step):
    """A tensor that autograd has saved is refused after a program wrote to it."""
    x, parameters, dy, _, _ = step
    out = torch.ones(2, 5, 6, 5)
    scale = torch.ones(1, requires_grad=True)
    product = scale * out
    _, kept = program.forward(x, *parameters, out={"y": out})
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        product.sum().backward()
    bias = torch.ones(5)
    version = bias._version
    program.backward(kept, dy, out={"2.bias": bias})
    assert bias._version > version


def test_inference_tensors_are_taken(program, step):
    with torch.inference_mode():
        x, *parameters = (t.clone() for t in (step[0], *step[1]))
        y, kept = program.forward(x, *parameters)
        assert close(y, step[3])
        assert close(program.backward(kept, step[2])["0.bias"], step[4]["0.bias"])


def test_the_stash_is_pytorchs(path, step):
    x, parameters, *_ = step
    program = lrcnn.load(path)
    with torch.profiler.profile(profile_memory=True) as profile:
        _, kept = program.forward(x, *parameters)
    allocated = sum(e.cpu_memory_usage for e in profile.events() if e.cpu_memory_usage > 0)
    assert allocated >= program.stash_bytes + program.workspace_bytes


def test_a_refused_backward_can_be_tried_again(program, step):
    x, parameters, dy, _, gradients = step
    _, kept = program.forward(x, *parameters)
    with pytest.raises(lrcnn.Error, match="dy"):
        program.backward(kept, dy[:1])
    assert close(program.backward(kept, dy)["0.bias"], gradients["0.bias"])


def unaligned(x):
    """The same values, one byte off."""
    memory = numpy.empty(x.numel() * 4 + 1, numpy.uint8)[1:]
    array = memory.view(numpy.float32).reshape(x.shape)
    array[:] = x.numpy()
    return array


@pytest.mark.parametrize(
    "change, words",
    [
        (lambda x: x[:1], "input"),
        (lambda x: x.double(), "input"),
        (lambda x: x.half(), "expected float32 or float64 for 'input', got float16"),
        (lambda x: x[0], "input"),
        (lambda x: x.to("meta"), "expected 'input' on the CPU, got device 'meta'"),
        (lambda x: ElsewhereDLPack(x.numpy()), "on the CPU, got DLPack device 2:1"),
        (lambda x: numpy.ma.array(x.numpy()), "expected an array without a mask"),
        (lambda x: torch._efficientzerotensor(x.shape), "expected memory of 'input'"),
        (lambda x: [1.0], "expected an array for 'input', got list"),
        (lambda x: x.numpy().astype(">f4"), "expected native byte order for 'input'"),
        (lambda x: x.to_sparse(), "expected a dense tensor for 'input'"),
        (lambda x: torch.complex(x, x).conj().imag, "without a pending negation"),
        (lambda x: x.numpy()[:0], r"expected shape \[2, 3, 12, 10\], got \[0, 3, 12, 10\]"),
        (lambda x: None, "expected data, got a null pointer"),
        (lambda x: unaligned(x), "expected data aligned to its type"),
    ],
    ids=[
        "shape", "dtype", "half", "rank", "meta", "elsewhere", "mask", "zero", "list", "byte order", "sparse",
        "negated", "empty", "none", "unaligned",
    ],
)
def test_refuses_arrays_that_do_not_fit(program, step, change, words):
    x, parameters, *_ = step
    with pytest.raises(lrcnn.Error, match=words):
        program.forward(change(x), *parameters)


@pytest.mark.parametrize("device", ["meta", "zero"])
def test_refuses_gradients_without_memory(program, step, device):
    """They would count as zeros, or as gradients that are not wanted."""
    x, parameters, dy, _, _ = step
    _, kept = program.forward(x, *parameters)
    make = {"meta": lambda t: t.to("meta"), "zero": lambda t: torch._efficientzerotensor(t.shape)}
    with pytest.raises(lrcnn.Error, match="expected .*'dy'"):
        program.backward(kept, make[device](dy))
    with pytest.raises(lrcnn.Error, match="expected .*'d0.bias'"):
        program.backward(kept, dy, out={"0.bias": make[device](parameters[1])})


def test_refuses_calls_that_do_not_fit(program, step):
    x, parameters, dy, *_ = step
    with pytest.raises(lrcnn.Error, match=r"expected 5 arrays \(input, .*got 1"):
        program.forward(x)
    with pytest.raises(lrcnn.Error, match="expected one of y, got 'z'"):
        program.forward(x, *parameters, out={"z": x})
    with pytest.raises(lrcnn.Error, match="expected a writable array for 'y'"):
        fixed = numpy.zeros((2, 5, 6, 5), numpy.float32)
        fixed.flags.writeable = False
        program.forward(x, *parameters, out={"y": fixed})
    with pytest.raises(lrcnn.Error, match="'y'.*expected positive strides"):
        program.forward(x, *parameters, out={"y": torch.zeros(1).expand(2, 5, 6, 5)})
    with pytest.raises(lrcnn.Error, match="expected arrays by name for out, got ndarray"):
        program.forward(x, *parameters, out=fixed)
    _, kept = program.forward(x, *parameters)
    with pytest.raises(lrcnn.Error, match="expected one of .*, got 'nothing'"):
        program.backward(kept, dy, out={"nothing": x})
    with pytest.raises(lrcnn.Error, match="expected an array for every gradient"):
        program.backward(kept, dy, out={"0.bias": parameters[1]}, accumulate=True)


def test_says_what_it_needs(program, path):
    metadata = json.loads((path.parent / "net.json").read_text())
    assert program.metadata == metadata
    assert program.peak_bytes == metadata["peak_bytes"]
    assert program.stash_bytes == metadata["stash_bytes"]
    assert program.workspace_bytes == max(metadata["workspace_bytes"].values())
    assert program.plan == metadata["plan"]
    (segment,) = program.plan["segments"]
    assert (segment["strategy"], segment["rows"]) == ("overlap", 3)
    words = program.explain()
    assert "overlap, 3 tiles over rows" in words
    assert "net for cpu: peak" in words


def test_a_plan_says_the_same_as_the_program(text, program):
    planned = lrcnn.plan(text, strategy="overlap", rows=3, grad="input")
    own = {key: program.metadata[key] for key in ("name", "fingerprint")}
    assert planned | own == program.metadata


def test_a_plan_can_be_a_dictionary_or_a_file(text, tmp_path):
    plan = {
        "segments": [
            {"end": 2, "strategy": "overlap", "rows": 4},
            {"end": 4, "strategy": "store"},
        ]
    }
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(plan))
    from_file = lrcnn.plan(text, plan=file)
    assert from_file == lrcnn.plan(text, plan=plan)
    assert [s["end"] for s in from_file["plan"]["segments"]] == [2, 4]
    # The plan that a program reports is one that the compiler takes.
    assert lrcnn.plan(text, plan=from_file["plan"]) == from_file
    program = lrcnn.compile_program(text, plan=plan)
    again = lrcnn.compile_program(text, plan=program.plan)
    assert again.plan == program.plan == from_file["plan"]


def test_a_plan_needs_no_file(text, monkeypatch):
    def refuse(*_, **__):
        raise OSError("no temporary files")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    monkeypatch.setattr("tempfile.TemporaryDirectory", refuse)
    plan = {"segments": [{"end": 4, "strategy": "overlap", "rows": 2}]}
    (segment,) = lrcnn.plan(text, plan=plan)["plan"]["segments"]
    assert segment["rows"] == 2


def test_draws_its_memory(program, tmp_path):
    picture = tmp_path / "memory.png"
    program.plot_memory(picture)
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_runs_on_a_given_number_of_threads(path, step):
    x, parameters, dy, *_ = step
    results = []
    for threads in (1, 2, 3):
        program = lrcnn.load(path, threads=threads)
        y, kept = program.forward(x, *parameters)
        results.append([y, *program.backward(kept, dy).values()])
    for other in results[1:]:
        assert all(map(torch.equal, results[0], other))


@pytest.mark.parametrize(
    "options, words",
    [
        ({"target": "tpu"}, "expected a target of: cpu, cuda; got 'tpu'"),
        ({"strategy": "fast"}, "'fast'"),
        ({"strategy": "overlap", "rows": 99}, "99"),
        ({"strategy": "overlap", "rows": 0}, "0"),
        ({"plan": {"segments": []}}, "segments"),
        ({"plan": "missing.json"}, "missing.json"),
        ({"plan": {}, "rows": 2}, "expected either a plan, or a budget, or strategy"),
        ({"plan": {}, "budget": 9}, "expected either a plan, or a budget, or strategy"),
        ({"budget": 9}, "expected a budget of at least [0-9]+ bytes .*, got 9"),
        ({"budget": "9k"}, "expected a budget of bytes, or .*, got '9k'"),
        ({"budget": 1.5}, "expected a whole number for budget, got 1.5"),
        ({"grad": "z"}, "'?z'?"),
        ({"vector_bits": 100}, "expected vector_bits of 0, 256 or 512"),
        ({"vector_bits": "512"}, "expected a whole number for vector_bits, got '512'"),
        ({"rows": 1.5}, "expected a whole number for rows, got 1.5"),
        ({"rows": 1 << 63}, "expected a whole number for rows"),
        ({"batch_tiles": 0}, "expected 1 to 2 batch tiles .*, got 0"),
        ({"strategy": 3}, "expected the name of a strategy, got 3"),
        ({"strategy": ""}, "got ''"),
        ({"grad": None}, "expected names of inputs for grad, got None"),
        ({"grad": [3]}, "expected names of inputs for grad"),
        ({"plan": [1]}, "expected a plan's contents or path"),
        ({"plan": {"segments": {1}}}, "expected a plan that JSON can hold"),
        ({"plan": {"segments": [{"end": 1.5, "strategy": "store"}]}}, "expected 'end'"),
        ({"plan": os.sep}, "cannot read plan file '/'"),
        ({"output": "/nowhere/net"}, "/nowhere"),
        ({"output": "not-an-identifier"}, "C identifier"),
        ({"output": 3}, "expected a path for output, got 3"),
        ({"threads": -1}, "expected 0 to 1024 threads, got -1"),
        ({"threads": 1 << 32}, "expected 0 to 1024 threads"),
        ({"threads": "2"}, "expected 0 to 1024 threads, got '2'"),
    ],
)
def test_refuses_options_that_do_not_fit(text, options, words):
    with pytest.raises(lrcnn.Error, match=words):
        lrcnn.compile_program(text, **options)


def test_writes_both_files_or_none(text, tmp_path):
    """A folder is where a file should be."""
    for name in ("net.so", "net.json"):
        folder = tmp_path / name.replace(".", "_") / name
        folder.mkdir(parents=True)
        with pytest.raises(lrcnn.Error, match=f"cannot write '.*{name}': Is a directory"):
            lrcnn.compile_program(text, output=folder.parent / "net")
        assert list(folder.parent.iterdir()) == [folder]


class Outputs(nn.Module):
    """Returns its last layer first; an input has the name of an output."""

    def forward(self, x, y):
        total = x + y
        return nn.functional.max_pool2d(total, 2), torch.relu(total)


def test_names_are_unique_and_outputs_in_order():
    x, y = torch.rand(2, 1, 3, 4, 6)
    program = lrcnn.compile_program(Outputs(), (x, x), grad=["x", "y"])
    assert (program.inputs, program.outputs) == (["x", "y"], ["y_", "y1"])
    (pooled, total), step = program.forward(x, y)
    assert torch.equal(pooled, nn.functional.max_pool2d(x + y, 2))
    assert torch.equal(total, x + y)
    gradients = program.backward(step, torch.zeros_like(pooled), torch.ones_like(total))
    assert set(gradients) == {"x", "y"}
    assert torch.equal(gradients["y"], torch.ones_like(y))


@pytest.mark.parametrize(
    "module, words",
    [
        (nn.Softsign(), r"no layer of @main could be raised; first is 'linalg.generic'"),
        (
            nn.Sequential(nn.ReLU(), nn.Softsign()),
            r"(?s)results of its chain only, got one of 'linalg.generic'.*"
            r"remark: row.chain does not take this linalg.generic: expected a conv",
        ),
        (nn.Conv2d(5, 4, 3), "torch-mlir cannot export Conv2d"),
        (
            nn.Sequential(nn.ReLU(), nn.Softsign(), nn.ReLU()),
            r"(?s)expected one chain in a function.*remark: row.chain does not take",
        ),
        (
            nn.Sequential(nn.Softsign(), nn.ReLU()),
            r"(?s)expected a function of one row.chain.*remark: row.chain does not",
        ),
    ],
    ids=["nothing", "last", "shape", "middle", "first"],
)
def test_says_which_layer_it_does_not_take(module, words):
    with pytest.raises(lrcnn.Error, match=words):
        lrcnn.compile_program(module, (torch.rand(1, 3, 8, 8),))


def test_compile_is_another_name():
    assert lrcnn.compile is lrcnn.compile_program


def test_refuses_what_is_no_module(network):
    with pytest.raises(lrcnn.Error, match="expected a module's text, .* got int"):
        lrcnn.compile_program(3)
    with pytest.raises(lrcnn.Error, match="expected example_inputs for a torch"):
        lrcnn.compile_program(network)
    with pytest.raises(lrcnn.Error, match="expected example_inputs for a torch"):
        lrcnn.compile_program("module {}", (torch.zeros(1),))
    with pytest.raises(lrcnn.Error, match="list or tuple of example_inputs, got Tensor"):
        lrcnn.compile_program(network, torch.zeros(SHAPE))
    with pytest.raises(lrcnn.Error, match="expected tensors as inputs, got ndarray"):
        lrcnn.compile_program(network, (numpy.zeros(SHAPE),))
    for path in ("", "/", "a\0b"):
        with pytest.raises(lrcnn.Error, match="cannot read module"):
            lrcnn.compile_program(path)
    for words in ("some text\n", "module {"):
        with pytest.raises(lrcnn.CompileError, match="^module:1:"):
            lrcnn.compile_program(words)
    with pytest.raises(lrcnn.CompileError, match="expected a function to compile"):
        lrcnn.compile_program("module {}")


def test_refuses_what_is_no_program(path, tmp_path):
    with pytest.raises(lrcnn.Error, match="cannot read .*missing.json"):
        lrcnn.load(tmp_path / "missing")
    (tmp_path / "net.json").write_text((path.parent / "net.json").read_text())
    (tmp_path / "net.so").write_text("not a library")
    with pytest.raises(lrcnn.Error, match="cannot load program .*net.so"):
        lrcnn.load(tmp_path / "net")
    library = (path.parent / "net.so").read_bytes()
    (tmp_path / "net.so").write_bytes(library[: len(library) // 2])
    with pytest.raises(lrcnn.Error, match="cannot load .*expected at least .* bytes"):
        lrcnn.load(tmp_path / "net")
    # What an older version wrote says less than this one reads.
    fields = json.loads((path.parent / "net.json").read_text())
    del fields["fingerprint"]
    (tmp_path / "net.json").write_text(json.dumps(fields))
    with pytest.raises(lrcnn.Error, match="expected .*net.json' to describe a program"):
        lrcnn.load(tmp_path / "net")
    (tmp_path / "net.json").write_text('{"name": "net"}')
    with pytest.raises(lrcnn.Error, match="expected .*net.json' to describe a program"):
        lrcnn.load(tmp_path / "net")
    with pytest.raises(lrcnn.Error, match="expected the path of a program, got 3"):
        lrcnn.load(3)


def test_a_path_that_is_compiled_to_again_gives_the_new_program(tmp_path):
    """In one process, and whether or not the old one is still there."""
    x = torch.randn(1, 2, 5, 5)
    nets = [nn.Sequential(nn.Conv2d(2, 3, 1), act) for act in (nn.ReLU(), nn.Sigmoid())]
    programs = [lrcnn.compile_program(net, (x,), output=tmp_path / "net") for net in nets]
    for net, program in zip(nets, programs):
        assert close(program.forward(x, *net.parameters())[0], net(x).detach())
    again = lrcnn.load(tmp_path / "net")
    parameters = list(nets[1].parameters())
    results = [p.forward(x, *parameters)[0] for p in (again, programs[1])]
    assert torch.equal(*results)


def test_a_library_that_is_written_over_goes_on_as_it_was(path, step, tmp_path):
    x, parameters, _, y, _ = step
    for suffix in (".so", ".json"):
        (tmp_path / f"net{suffix}").write_bytes((path.parent / f"net{suffix}").read_bytes())
    program = lrcnn.load(tmp_path / "net")
    library = tmp_path / "net.so"
    library.write_bytes(bytes(library.stat().st_size))
    assert close(program.forward(x, *parameters)[0], y)


def test_refuses_a_description_of_another_program(path, tmp_path):
    other = lrcnn.compile_program(nn.ReLU(), (torch.zeros(SHAPE),), output=tmp_path / "net")
    (tmp_path / "net.json").write_text((path.parent / "net.json").read_text())
    expected = json.loads((path.parent / "net.json").read_text())["fingerprint"]
    words = f"net.json' describes, {expected}, got {other.metadata['fingerprint']}"
    with pytest.raises(lrcnn.Error, match=words):
        lrcnn.load(tmp_path / "net")


RUN_WITHOUT_COMPILER = """
import sys
sys.modules["lrcnn._core"] = None  # importing it raises
import lrcnn, numpy
path, inputs, results = sys.argv[1:]
given = numpy.load(inputs)
*given, dy = [given[name] for name in given]
program = lrcnn.load(path)
y, step = program.forward(*given)
numpy.savez(results, y=y, **program.backward(step, dy))
print(program.explain())
assert "torch" not in sys.modules
try:
    lrcnn.compile_program
except ImportError as error:
    assert "_core" in str(error)
else:
    raise AssertionError("the compiler is there")
"""


def test_a_program_runs_without_compiler_pytorch_and_source(path, step, tmp_path):
    """Loading and running take the two files and NumPy, in a fresh process."""
    x, parameters, dy, y, gradients = step
    numpy.savez(tmp_path / "in.npz", *[t.numpy() for t in (x, *parameters, dy)])
    arguments = map(os.fspath, [path, tmp_path / "in.npz", tmp_path / "out.npz"])
    subprocess.run([sys.executable, "-c", RUN_WITHOUT_COMPILER, *arguments], check=True)
    results = dict(numpy.load(tmp_path / "out.npz"))
    assert close(results.pop("y"), y)
    assert results.keys() == gradients.keys()
    assert all(close(results[name], gradients[name]) for name in gradients)


def test_compile_is_another_name():
    assert lrcnn.compile is lrcnn.compile_program


def test_the_package_loads_the_compiler_when_it_is_needed():
    code = (
        "import sys, lrcnn\n"
        "assert set(lrcnn.__all__) <= set(dir(lrcnn)) and not hasattr(lrcnn, 'other')\n"
        "assert 'lrcnn._core' not in sys.modules\n"
        "for name in lrcnn.__all__: getattr(lrcnn, name)\n"
        "assert 'lrcnn._core' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
