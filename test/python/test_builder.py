# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""lrcnn.Builder: networks from Python calls, beside PyTorch in float64."""

import random
from concurrent.futures import ThreadPoolExecutor

import lrcnn
import pytest
import torch
import torch.nn.functional as F
from interpreter import interpret, relative_error
from torch import nn

SAME = [1, 1, 1, 1]


def vgg(builder, x, parameters):
    """Two convolutions with ReLUs and a pool."""
    w0, b0, w1, b1 = parameters
    y = builder.add("relu", builder.add("conv", x, w0, b0, pad=SAME))
    y = builder.add("relu", builder.add("conv", y, w1, bias=b1, pad=SAME))
    builder.output(builder.add("max_pool", y, [2, 2], stride=(2, 2)))


class Vgg(nn.Sequential):
    def __init__(self):
        super().__init__(
            nn.Conv2d(3, 8, 3, padding=1),
            nn.ReLU(),
            nn.Conv2d(8, 6, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
        )


def residual(builder, x, parameters):
    """A convolution with stride, BatchNorm in training mode, and a shortcut."""
    weight, scale, shift, shortcut, mean, variance = parameters
    y = builder.add("conv", x, weight, None, [2, 2], pad=SAME)
    statistics = builder.add("statistics", y)
    images, rows, columns, _ = y.shape
    count = images * rows * columns
    builder.add("running_mean", mean, statistics, momentum=0.1)
    builder.add("running_variance", variance, statistics, momentum=0.1, count=count)
    y = builder.add("normalize", y, statistics, scale, shift, eps=1e-5)
    z = builder.add("conv", x, shortcut, stride=[2, 2])
    builder.output(builder.add("relu", builder.add("add", y, z)))


class Residual(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3, stride=2, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(8)
        self.shortcut = nn.Conv2d(3, 8, 1, stride=2, bias=False)

    def forward(self, x):
        return F.relu(self.norm(self.conv(x)) + self.shortcut(x))


def decoder(builder, x, parameters):
    """Down, up again, and joined with what was there before; two outputs."""
    w0, b0, w1, b1 = parameters
    skip = builder.add("silu", builder.add("conv", x, w0, b0, pad=SAME))
    low = builder.add("avg_pool", skip, kernel=[2, 2], stride=[2, 2])
    up = builder.add("resize", low, "bilinear", size=skip.shape[1:3])
    joined = builder.add("concat", [skip, up])
    builder.output(builder.add("conv", joined, w1, b1))
    builder.output(builder.add("global_avg_pool", low), layout="nc")


class Decoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(3, 5, 3, padding=1)
        self.last = nn.Conv2d(10, 4, 1)

    def forward(self, x):
        skip = F.silu(self.first(x))
        low = F.avg_pool2d(skip, 2)
        up = F.interpolate(low, size=skip.shape[2:], mode="bilinear")
        return self.last(torch.cat([skip, up], 1)), low.mean((2, 3))


NETWORKS = {"vgg": (vgg, Vgg), "residual": (residual, Residual), "decoder": (decoder, Decoder)}
SHAPE = (2, 3, 12, 10)


def build(name):
    """The network, the builder that has made the same, and an input."""
    describe, module = NETWORKS[name]
    torch.manual_seed(3)
    network = module().double()
    builder = lrcnn.Builder()
    x = builder.input("x", SHAPE, dtype="float64")
    values = [
        builder.input(name, value.shape, dtype="float64", role="parameter")
        for name, value in network.named_parameters()
    ] + [
        builder.input(name, value.shape, dtype="float64", role="state")
        for name, value in network.named_buffers()
        if value.dim()
    ]
    describe(builder, x, values)
    return network, builder, torch.randn(SHAPE, dtype=torch.float64)


@pytest.mark.parametrize("plan", [("store", 1), ("overlap", 3), ("two_phase", 3)])
@pytest.mark.parametrize("name", NETWORKS)
def test_what_is_built_has_pytorchs_outputs_and_gradients(name, plan):
    network, builder, x = build(name)
    strategy, rows = plan
    program = lrcnn.compile_program(builder, strategy=strategy, rows=rows, grad="x")
    buffers = [b.clone() for b in network.buffers()]
    given = [p.detach() for p in network.parameters()]
    y, step = program.forward(x, *given, *buffers)
    outputs = y if isinstance(y, tuple) else (y,)
    dy = [torch.randn_like(one) for one in outputs]
    gradients = program.backward(step, *dy)

    wide = x.clone().requires_grad_()
    references = network(wide)
    references = references if isinstance(references, tuple) else (references,)
    torch.autograd.backward(references, dy)
    for ours, reference in zip(outputs, references, strict=True):
        assert relative_error(ours, reference.detach()) < 1e-12
    expected = {"x": wide.grad} | {n: p.grad for n, p in network.named_parameters()}
    assert gradients.keys() == expected.keys()
    for key, reference in expected.items():
        assert relative_error(gradients[key], reference) < 1e-11, key
    for ours, reference in zip(buffers, network.buffers(), strict=True):
        assert relative_error(ours, reference) < 1e-13


def test_the_module_is_that_of_the_text():
    builder = lrcnn.Builder()
    x = builder.input("x", (2, 3, 8, 7))
    w = builder.input("w", (4, 3, 3, 3), role="parameter")
    unread = builder.input("unread", (4, 3), role="parameter", requires_grad=False)
    assert (x.shape, w.shape, unread.shape) == ([2, 8, 7, 3], [4, 3, 3, 3], [4, 1, 1, 3])
    y = builder.add("conv", x, w, dilation=[1, 2], pad=[1, 1, 2, 2])
    builder.output(builder.add("leaky_relu", y, 0.25), layout="nhwc")
    text = """
      func.func @main(%x: tensor<2x3x8x7xf32> {lrcnn.name = "x"},
          %w: tensor<4x3x3x3xf32> {lrcnn.name = "w", lrcnn.role = "parameter"},
          %u: tensor<4x3xf32> {lrcnn.name = "unread",
            lrcnn.requires_grad = false, lrcnn.role = "parameter"})
          -> tensor<2x8x7x4xf32> {
        %y = row.chain (%a = %x nchw : tensor<2x3x8x7xf32>,
                        %f = %w fchw : tensor<4x3x3x3xf32>)
            -> (nhwc tensor<2x8x7x4xf32>) {
          %1 = row.conv %a, %f dilation [1, 2] pad [1, 1, 2, 2]
              : (tensor<2x8x7x3xf32>, tensor<4x3x3x3xf32>) -> tensor<2x8x7x4xf32>
          %2 = row.leaky_relu %1 slope 0.25
              : (tensor<2x8x7x4xf32>) -> tensor<2x8x7x4xf32>
          row.yield %2 : tensor<2x8x7x4xf32>
        }
        return %y : tensor<2x8x7x4xf32>
      }"""
    assert str(builder) == lrcnn.Pipeline().run(text)
    assert lrcnn.plan(builder) == lrcnn.plan(text)
    pipeline = lrcnn.Pipeline().add("lrcnn-differentiate")
    assert pipeline.run(builder) == pipeline.run(text)


def test_the_interpreter_takes_the_text(tmp_path):
    network, builder, x = build("vgg")
    given = {"x": x} | {n: p.detach() for n, p in network.named_parameters()}
    (y,) = interpret(str(builder), given, tmp_path).values()
    assert relative_error(y, network(x).detach()) < 1e-13


def test_a_builder_goes_on_after_it_was_compiled():
    builder = lrcnn.Builder()
    x = builder.input("x", (1, 1, 4, 4))
    y = builder.add("relu", x)
    builder.output(y)
    first = str(builder)
    lrcnn.plan(builder)
    assert str(builder) == first
    builder.output(builder.add("tanh", y))
    text = str(builder)
    assert "row.tanh" in text and "row.tanh" not in first
    assert len(lrcnn.compile_program(builder).outputs) == 2


def test_layers_without_an_output_are_left_out():
    builder = lrcnn.Builder()
    x = builder.input("x", (2, 3, 8, 8))
    w = builder.input("w", (4, 3, 3, 3), role="parameter")
    builder.output(builder.add("relu", x))
    before = lrcnn.plan(builder, strategy="overlap", rows=2)
    builder.add("global_avg_pool", builder.add("conv", x, w))
    assert lrcnn.plan(builder, strategy="overlap", rows=2) == before
    assert "row.conv" not in str(builder)


def test_threads_may_share_a_builder():
    builder = lrcnn.Builder()
    y = builder.input("x", (1, 2, 64, 64))
    for _ in range(20):
        y = builder.add("tanh", y)
    builder.output(y)
    expected = lrcnn.plan(builder)

    def use(number):
        if number % 2:
            builder.add("relu", y)
        return lrcnn.plan(builder) == expected

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(use, range(24)))


def test_every_forward_layer_can_be_added():
    layers = lrcnn.Builder.layers()
    assert {"add", "conv", "count_steps", "dropout", "normalize", "resize"} <= set(layers)
    assert not [layer for layer in layers if layer.endswith("_grad")]


def test_arguments_go_by_position_or_name():
    builder = lrcnn.Builder()
    x = builder.input("x", (1, 4, 6, 6))
    w = builder.input("w", (4, 1, 3, 3), role="parameter")
    texts = set()
    for positional, named in [
        ((x, w, None, [1, 1], [1, 1], SAME, 4), {}),
        ((x, w), {"pad": tuple(SAME), "groups": 4, "bias": None}),
        ((), {"groups": 4, "pad": SAME, "filter": w, "input": x}),
    ]:
        other = lrcnn.Builder()
        own = {
            x: other.input("x", (1, 4, 6, 6)),
            w: other.input("w", (4, 1, 3, 3), role="parameter"),
        }

        def swap(value, own=own):
            return own[value] if isinstance(value, lrcnn.Value) else value

        y = other.add("conv", *map(swap, positional), **{k: swap(v) for k, v in named.items()})
        other.output(y)
        texts.add(str(other))
    assert len(texts) == 1


def add(*arguments, **named):
    """Adds a layer to a builder of an image, a filter and a vector: x, w, b."""

    def test(builder, x, w, b):
        values = {"x": x, "w": w, "b": b}

        def look(argument):
            if isinstance(argument, tuple):
                return [values[name] for name in argument]
            return values.get(argument, argument) if isinstance(argument, str) else argument

        return builder.add(*map(look, arguments), **{k: look(v) for k, v in named.items()})

    return test


REFUSED = [
    (add("convolution", "x"), "expected a layer .add, avg_pool, .*, got 'convolution'"),
    (add("relu_grad", "x", "x"), "expected a layer"),
    (add("conv", "x"), "'row.conv' expected 'filter', .*, got none"),
    (add("conv"), "expected 'input'"),
    (add("relu", "x", "x"), r"expected at most 1 argument\(s\) \(input\), got 2"),
    (add("conv", "x", "w", input="x"), "expected 'input' once, got it twice"),
    (add("conv", "x", "w", padding=SAME), "expected one of input, filter, .*, got 'padding'"),
    (add("conv", "x", "b"), r"expected 'filter' to be a 4-D .*, got 'tensor<4xf32>'"),
    (add("conv", "x", "w", "w"), "expected 'bias' to be a 1-D"),
    (add("conv", "x", "w", 3), "expected a value for 'bias', got 3"),
    (add("conv", ("x", "x"), "w"), "expected a value for 'input', got a list of values"),
    (add("conv", "x", "w", pad=1), "expected a list of whole numbers for 'pad', got 1"),
    (add("conv", "x", "w", pad=[1, 1]), "expected 4 values .* in 'pad', got 2"),
    (add("conv", "x", "w", stride=[0, 1]), "expected 'stride' from 1 to .*, got 0"),
    (add("conv", "x", "w", groups=2.5), "expected a whole number for 'groups', got 2.5"),
    (add("conv", "x", "w", groups=3), "expected 'groups' to divide"),
    (add("conv", "x", "w", groups=2), "expected input channels = .* = 8, got 4"),
    (add("max_pool", "x"), "expected 'kernel', a list of whole numbers, got none"),
    (add("max_pool", "x", [2, 2], [-1, 1]), "expected 'stride' from 1"),
    (add("max_pool", "x", [2**62, 2]), "expected the window to fit"),
    (add("avg_pool", "x", [2, 2], exclude_pad=1), "expected True or False for 'exclude_pad'"),
    (add("concat", ()), "expected at least one operand"),
    (add("concat", ("x", "w")), "expected operands that differ in channels only"),
    (add("add", "x", "w"), "expected operands of one type"),
    (add("resize", "x", "cubic", size=[3, 3]), "expected one of nearest, bilinear .*, got 'cubic'"),
    (add("resize", "x", "nearest", size=[0, 3]), "expected 'size' from 1"),
    (add("pad", "x", "zero", [-9, 0, 0, 0]), "expected to crop less"),
    (add("normalize", "x", ("b",), eps=1e-5), "normalize"),
    (add("normalize", "x", (), eps=1e-5), "normalize"),
    (add("normalize", "x", ("b", "b"), eps="small"), "expected a number for 'eps', got 'small'"),
    (add("running_mean", "b", "x"), "expected either a 'momentum' or 'steps'"),
    (add("relu", object()), "expected a value, .* for 'relu', got <object"),
    (add("conv", "x", "w", groups=2**70), "for 'conv', got 1180591620717411303424"),
    (add(3), "expected the name of a layer, got 3"),
]


@pytest.mark.parametrize("call, message", REFUSED)
def test_a_wrong_call_is_one_clear_error(call, message):
    builder = lrcnn.Builder()
    x = builder.input("x", (1, 4, 6, 6))
    w = builder.input("w", (4, 4, 3, 3), role="parameter")
    b = builder.input("b", (4,), role="parameter")
    builder.output(builder.add("relu", x))
    before = str(builder)
    with pytest.raises(lrcnn.Error, match=message) as caught:
        call(builder, x, w, b)
    assert str(caught.value).count("error:") <= 1
    assert str(builder) == before


def test_an_error_names_the_layer_and_the_line():
    builder = lrcnn.Builder()
    x = builder.input("x", (1, 4, 6, 6))
    w = builder.input("w", (4, 3, 3, 3), role="parameter")
    with pytest.raises(lrcnn.CompileError, match="net.py:12: error: 'encoder.conv1': ") as caught:
        builder.add("conv", x, w, name="encoder.conv1", place=("net.py", 12))
    error = caught.value
    assert (error.layer, error.location) == ("encoder.conv1", "net.py:12")
    builder.output(builder.add("relu", x, name="head", place=("net.py", 20)))
    builder.add("global_avg_pool", x)
    with pytest.raises(lrcnn.CompileError, match="'relu2': "):
        builder.add("relu", 3)
    for place in [3, ("net.py",), ("net.py", "12"), ("net.py", -1), (None, 1)]:
        with pytest.raises(lrcnn.Error, match="expected a file and a line"):
            builder.add("relu", x, place=place)


def test_inputs_and_outputs_are_checked():
    builder = lrcnn.Builder()
    x = builder.input("x", (1, 4, 6, 6))
    for arguments, named, message in [
        (("x", (4,)), {}, "'x': expected a name that no other input has"),
        (("", (4,)), {}, "expected a name"),
        (("z", (4, 0)), {}, r"expected positive sizes.*, got \[4, 0\]"),
        (("z", (2**20 + 1, 4)), {}, "expected positive sizes, .* up to 2.20"),
        (("z", (2**49,)), {}, "at most 2.48 elements, got"),
        (("z", (1, 2, 3, 4, 5)), {}, "expected 4 dimensions for layout 'nchw', got 5"),
        (("z", ()), {}, "expected 4 dimensions for layout 'nchw', got 0"),
        (("z", 4), {}, "expected a list of sizes for the shape of 'z', got 4"),
        (("z", (4.0,)), {}, "expected .* for 'shape', got"),
        ((3, (4,)), {}, "expected a string for the name"),
        (("z", (4,)), {"dtype": "int8"}, "expected float32 or float64, got 'int8'"),
        (("z", (4,)), {"layout": "nhwc"}, "expected 4 dimensions for layout 'nhwc', got 1"),
        (("z", (4,)), {"layout": "hwc"}, "expected a layout .*, got 'hwc'"),
        (("z", (4,)), {"role": "gradient"}, "expected parameter, activation or state"),
        (("z", (4,)), {"requires_grad": 1}, "expected True or False for requires_grad"),
    ]:
        with pytest.raises(lrcnn.Error, match=message):
            builder.input(*arguments, **named)
    y = builder.add("relu", x)
    for value, layout, message in [
        (x, "nchw", "expected an output that a layer makes, got an input"),
        (y, "fchw", "expected layout nchw, nhwc or nc, got 'fchw'"),
        (y, "nc", "expected a feature map, of one row and one column"),
        (3, "nchw", "expected a value and a layout"),
        (lrcnn.Builder().input("x", (4,)), "nchw", "expected a value of this builder"),
    ]:
        with pytest.raises(lrcnn.Error, match=message):
            builder.output(value, layout=layout)
    with pytest.raises(lrcnn.CompileError, match="expected at least one output"):
        lrcnn.plan(builder)
    builder.output(y)
    assert lrcnn.plan(builder)["name"] == "main"


def test_no_call_ends_the_process():
    """Random calls either give a value or raise an error of the package."""
    rng = random.Random(0)
    builder = lrcnn.Builder()
    values = [
        builder.input(f"i{n}", shape, role=rng.choice([None, "parameter", "state"]))
        for n, shape in enumerate([(1, 4, 6, 6), (2, 3, 5, 4), (4, 4, 3, 3), (4,), (2,), (1,)])
    ]
    numbers = [-1, 0, 1, 2, 3, 6, 2**31, 2**62, -(2**62), 2**63 - 1]
    added = 0

    def draw():
        return rng.choice(
            [
                lambda: rng.choice(values),
                lambda: rng.choice(values),
                lambda: rng.choices(values, k=rng.randrange(4)),
                lambda: rng.choices(numbers, k=rng.choice([1, 2, 2, 4, 4])),
                lambda: rng.choices([1, 2, 3], k=rng.choice([2, 4])),
                lambda: rng.choice(numbers),
                lambda: rng.choice([0.5, -1.5, 1e-5, float("nan"), float("inf")]),
                lambda: rng.choice([None, True, False, "zero", "nearest", "x"]),
            ]
        )()

    for _ in range(4000):
        arguments = [draw() for _ in range(rng.randrange(1, 6))]
        try:
            value = builder.add(rng.choice(lrcnn.Builder.layers()), *arguments)
        except lrcnn.Error:
            continue
        added += 1
        values.append(value)
    assert added > 50
