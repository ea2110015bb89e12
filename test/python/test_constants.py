# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Modules that have their weights in them, as constants."""

import json

import pytest
import torch
from torch import nn
from torch_mlir import fx

import lrcnn
from interpreter import relative_error


def network():
    torch.manual_seed(0)
    net = nn.Sequential(
        nn.Conv2d(3, 4, 3, padding=1),
        nn.BatchNorm2d(4),
        nn.ReLU(),
        nn.Conv2d(4, 5, 3, stride=2, bias=False),
        nn.GroupNorm(1, 5),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(5, 2),
    ).double()
    for tensor in net.state_dict().values():
        if tensor.is_floating_point():
            tensor.uniform_(0.1, 1.0)
    return net.eval()


@pytest.fixture(scope="module")
def text():
    x = torch.zeros(2, 3, 9, 7, dtype=torch.float64)
    options = {"output_type": "linalg-on-tensors", "func_name": "main"}
    return str(fx.export_and_import(network(), x, **options))


def test_constants_are_arguments_with_values(text, tmp_path):
    net = network()
    program = lrcnn.compile_program(text, output=tmp_path / "net")
    values = dict(net.named_parameters())
    values |= {n: b for n, b in net.named_buffers() if b.is_floating_point()}
    # torch-mlir does not keep the names: each tensor is known by its elements.
    names = {}
    for constant, array in program.constants.items():
        same = [
            name
            for name, value in values.items()
            if value.shape == array.shape and torch.equal(value, torch.tensor(array))
        ]
        assert len(same) == 1
        names[constant] = same[0]
    assert sorted(names.values()) == sorted(values)
    assert json.loads((tmp_path / "net.json").read_text())["constants"] == [
        name for name in program.inputs if name in names
    ]

    (image,) = set(program.inputs) - names.keys()
    x = torch.randn(2, 3, 9, 7, dtype=torch.float64)
    inputs = {image: x, **program.constants}
    y, step = program.forward(*(inputs[name] for name in program.inputs))
    expected = net(x)
    assert relative_error(torch.as_tensor(y), expected.detach()) <= 1e-12
    # They are the last inputs, which may be left out.
    assert program.inputs[0] == image
    assert torch.equal(torch.as_tensor(program.forward(x)[0]), torch.as_tensor(y))
    seed = torch.randn_like(expected)
    expected.backward(seed)
    gradients = program.backward(step, seed)
    parameters = dict(net.named_parameters())
    assert {names[name] for name in gradients} == parameters.keys()
    for name, gradient in gradients.items():
        wanted = parameters[names[name]].grad
        assert relative_error(torch.as_tensor(gradient), wanted) <= 1e-12, name


def test_constants_of_another_program_are_refused(text, tmp_path):
    for folder, options in (("a", {}), ("b", {"strategy": "recompute"})):
        (tmp_path / folder).mkdir()
        lrcnn.compile_program(text, output=tmp_path / folder / "net", **options)
    file = tmp_path / "a" / "net.safetensors"
    metadata = read_header(file)["__metadata__"]
    own = lrcnn.load(tmp_path / "a" / "net").metadata["fingerprint"]
    assert metadata == {"fingerprint": own}
    file.write_bytes((tmp_path / "b" / "net.safetensors").read_bytes())
    with pytest.raises(lrcnn.Error, match=f"constants of this program, {own}, got"):
        lrcnn.load(tmp_path / "a" / "net")


def read_header(file):
    contents = file.read_bytes()
    return json.loads(contents[8 : 8 + int.from_bytes(contents[:8], "little")])


def test_a_file_that_was_cut_off_is_refused(text, tmp_path):
    lrcnn.compile_program(text, output=tmp_path / "net")
    file = tmp_path / "net.safetensors"
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(lrcnn.Error, match="cannot read the constants .* expected .* bytes"):
        lrcnn.load(tmp_path / "net")


def test_without_constants_there_is_no_file(tmp_path):
    x = torch.zeros(1, 3, 5, 5)
    program = lrcnn.compile_program(nn.Conv2d(3, 2, 1), (x,), output=tmp_path / "net")
    assert program.constants == {}
    assert {path.suffix for path in tmp_path.iterdir()} == {".so", ".json"}


def test_a_file_that_cannot_be_written_leaves_none(text, tmp_path):
    (tmp_path / "net.safetensors").mkdir()
    with pytest.raises(lrcnn.Error, match="cannot write '.*net.safetensors'"):
        lrcnn.compile_program(text, output=tmp_path / "net")
    assert [path.name for path in tmp_path.iterdir()] == ["net.safetensors"]


@pytest.mark.parametrize(
    "contents",
    [None, b"", b"\x02\0\0\0\0\0\0\0[]", b'\x12\0\0\0\0\0\0\0{"__metadata__":1}'],
    ids=["missing", "empty", "list", "number"],
)
def test_a_file_that_cannot_be_read_is_an_error(contents, text, tmp_path):
    lrcnn.compile_program(text, output=tmp_path / "net")
    path = tmp_path / "net.safetensors"
    path.unlink()
    if contents is not None:
        path.write_bytes(contents)
    with pytest.raises(lrcnn.Error, match="cannot read the constants in"):
        lrcnn.load(tmp_path / "net.so")
