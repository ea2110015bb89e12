# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random chains, each as a PyTorch function and as the text of a `row.chain`.

A case is made from its seed alone. It has an input `x`, sometimes a second one
`z`, and parameters; its gradients are judged against autograd in float64. Draws
whose reference is zero somewhere, or what is left of a sum that cancels, are
thrown away, so that every relative error means something.
"""

import random

import torch
import torch.nn.functional as F

import philox
from drawing import ACTIVATIONS, RANDOM, draw_network

EPS = 1e-3
# Layers of one operand whose gradients read their result.
EPILOGUES = ("relu", "relu6", "leaky_relu", "sigmoid", "tanh", "hardsigmoid")
FUSIBLE = (*ACTIVATIONS, "add", "mul", "scale", "normalize")
CONVOLUTIONS = ("conv", "conv_transpose")
LAYOUTS = {"nchw": (0, 1, 2, 3), "nhwc": (0, 2, 3, 1)}
FILTER_LAYOUTS = {"fchw": (0, 1, 2, 3), "fhwc": (0, 2, 3, 1), "hwcf": (2, 3, 1, 0)}


class Case:
    """A chain with its arguments. `arguments` maps names to float64 tensors in
    the caller's layout, gradients of the outputs (`dy`, `dy1`) among them;
    `outputs` and `gradients` are what PyTorch gives, `inferred` are the outputs of
    inference."""

    def __init__(self, seed):
        self.seed = seed
        for attempt in range(1000):
            rng = random.Random(f"{seed} {attempt}")
            self.nodes, self.results = draw_network(rng)
            self._draw_border(rng)
            if self.layers and self._compute(rng.randrange(2**31)):
                return
        raise AssertionError(f"no usable chain for seed {seed}")

    @property
    def layers(self):
        return [node for node in self.nodes if node.op]

    @property
    def height(self):
        """The most rows that the cuts of a segment divide."""
        return max(self.segment_height(*span) for span in self.sweeps)

    @property
    def cancels(self):
        """Whether digits cancel, in a normalization."""
        return any(node.op in ("normalize", "layer_norm") for node in self.layers)

    @property
    def tolerance(self):
        """How far float64 may be from PyTorch."""
        return 1e-11 if self.cancels else 1e-12

    @property
    def is_random(self):
        """Whether layers draw numbers."""
        return any(node.op in RANDOM for node in self.layers)

    @property
    def sweeps(self):
        """Spans of layers, each without a layer that reads what the same span
        folds."""
        layers = self.layers
        begins, folds = [0], set()
        for number, node in enumerate(layers):
            if any(self.nodes[operand] in folds for operand in node.operands):
                begins.append(number)
                folds.clear()
            if node.is_fold:
                folds.add(node)
        return list(zip(begins, begins[1:] + [len(layers)]))

    def may_run_in_kernel(self, number):
        """Whether layer `number` may run in the kernel of the layer in front of it,
        which no other kernel reads: both are pointwise, or its gradient reads its
        result only. (It does not if gradients would read more maps then.)"""
        layers = self.layers
        if number == 0:
            return False
        before = self.nodes.index(layers[number - 1])
        readers = [n for n in self.nodes if before in n.operands]
        if before in self.results or not readers:
            return False
        if all(n.op in FUSIBLE for n in [layers[number - 1], layers[number], *readers]):
            return True
        return layers[number].op in EPILOGUES and readers == [layers[number]]

    def segment_height(self, begin, end):
        """Rows of the primary output of a segment of layers: of its last layer
        that is no fold, or of what the last one folds."""
        nodes = self.layers[begin:end]
        folded = self.nodes[nodes[-1].operands[0]]
        primary = next((n for n in reversed(nodes) if not n.is_fold), folded)
        return primary.shape[2]

    @property
    def images(self):
        return self.nodes[0].shape[0]

    def _draw_border(self, rng):
        self.dtype = rng.choice(["f64", "f64", "f64", "f32"])
        self.input_layout = rng.choice(["nchw", "nchw", "nhwc"])
        self.output_layout = rng.choice(["nchw", "nchw", "nhwc"])
        self.filter_layout = rng.choice(["fchw", "fchw", "fhwc", "hwcf"])

    # -- reference ----------------------------------------------------------

    def _compute(self, seed):
        generator = torch.Generator().manual_seed(seed)

        def draw(shape):
            return torch.randn(shape, generator=generator, dtype=torch.float64)

        values, parameters = {}, {}
        for number, node in enumerate(self.nodes):
            if not node.op:
                values["x" if number == 0 else "z"] = draw(node.shape)
            if node.op in CONVOLUTIONS and not node.parameters_of:
                channels = self.nodes[node.operands[0]].shape[1]
                parameters[f"l{number}.weight"] = (
                    draw(node.filter_shape(channels))
                    / (channels // node.groups * node.kernel[0] * node.kernel[1]) ** 0.5
                )
                if node.bias:
                    parameters[f"l{number}.bias"] = draw((node.shape[1],))
            for name in ("scale", "shift"):
                if getattr(node, name):
                    parameters[f"l{number}.{name}"] = draw((node.shape[1],))
        leaves = {"x": values["x"], **parameters}
        if self.is_random:
            step = torch.randint(2**24, (2,), generator=generator)
            values["seed"] = step.to(torch.float64)
        for leaf in leaves.values():
            leaf.requires_grad_()
        outputs = self.run({**values, **parameters})
        seeds = [draw(output.shape) for output in outputs]
        gradients = torch.autograd.grad(
            outputs, list(leaves.values()), seeds, allow_unused=True
        )
        tensors = [*outputs, *gradients]
        if any(t is None or not 1e-3 < t.norm() < float("inf") for t in tensors):
            return False
        # What a normalization takes out again, such as a shift in front of it.
        sizes = [gradient.norm() for gradient in gradients]
        if self.cancels and min(sizes) < 1e-3 * max(sizes):
            return False

        def caller(name, tensor):
            if name.endswith(".weight"):
                return tensor.permute(FILTER_LAYOUTS[self.filter_layout])
            if tensor.dim() == 1:
                return tensor
            output = name.lstrip("d").startswith("y")
            layout = self.output_layout if output else self.input_layout
            return tensor.permute(LAYOUTS[layout])

        names = ["y" if i == 0 else f"y{i}" for i in range(len(outputs))]
        self.arguments = {
            name: caller(name, tensor.detach())
            for name, tensor in {**values, **parameters}.items()
        }
        self.seeds = {
            f"d{name}": caller(name, tensor) for name, tensor in zip(names, seeds)
        }
        self.outputs = {
            name: caller(name, tensor.detach()) for name, tensor in zip(names, outputs)
        }
        self.inferred = self.outputs
        if self.is_random:
            inferred = self.run({**values, **parameters}, training=False)
            self.inferred = {
                name: caller(name, tensor.detach())
                for name, tensor in zip(names, inferred)
            }
        self.gradients = {
            f"d{name}": caller(name, tensor)
            for name, tensor in zip(leaves, gradients)
        }
        return True

    def run(self, tensors, training=True):
        """The outputs for inputs and parameters by name, in PyTorch's layout."""
        values = []
        for number, node in enumerate(self.nodes):
            operands = [values[operand] for operand in node.operands]
            if not node.op:
                values.append(tensors["x" if number == 0 else "z"])
            elif node.op == "conv":
                owner = node.parameters_of or number
                weight = tensors[f"l{owner}.weight"]
                values.append(
                    F.conv2d(
                        _padded(operands[0], node, 0.0),
                        weight,
                        tensors.get(f"l{owner}.bias"),
                        node.stride,
                        0,
                        node.dilation,
                        node.groups,
                    )
                )
            elif node.op == "normalize":
                mean, variance = operands[1].unbind(3)
                value = operands[0] - mean.unsqueeze(3)
                value = value / (variance.unsqueeze(3) + EPS).sqrt()
                if node.scale:
                    value = value * tensors[f"l{number}.scale"].view(-1, 1, 1)
                if node.shift:
                    value = value + tensors[f"l{number}.shift"].view(-1, 1, 1)
                values.append(value)
            elif node.op == "layer_norm":
                vectors = [tensors.get(f"l{number}.{n}") for n in ("scale", "shift")]
                pixels = operands[0].permute(0, 2, 3, 1).contiguous()
                pixels = F.layer_norm(pixels, (node.shape[1],), *vectors, EPS)
                values.append(pixels.permute(0, 3, 1, 2).contiguous())
            elif node.op == "scale":
                values.append(operands[0] * tensors[f"l{number}.scale"].view(-1, 1, 1))
            elif node.op in RANDOM:
                value = operands[0]
                if training:
                    factors = philox.factors(
                        node.op, tensors["seed"].numpy(), number, node.p, node.shape
                    )
                    value = value * torch.from_numpy(factors).to(value.dtype)
                values.append(value)
            elif node.op == "conv_transpose":
                # All that the windows reach, then less at the edges.
                everything = F.conv_transpose2d(
                    operands[0],
                    tensors[f"l{number}.weight"],
                    tensors.get(f"l{number}.bias"),
                    node.stride,
                    0,
                    node.output_pad,
                    node.groups,
                    node.dilation,
                )
                top, bottom, left, right = node.pad
                values.append(F.pad(everything, (-left, -right, -top, -bottom)))
            else:
                values.append(_apply(node, operands))
        return [values[result] for result in self.results]

    # -- text ---------------------------------------------------------------

    def _tensor(self, shape, dims=(0, 1, 2, 3)):
        sizes = "x".join(str(shape[dim]) for dim in dims[: len(shape)])
        return f"tensor<{sizes}x{self.dtype}>"

    def mlir(self, name, plan=None):
        """A function of one chain; `plan` is the text of a `#row.plan`."""
        nhwc = LAYOUTS["nhwc"]
        arguments, bindings, body = [], [], []

        def argument(full_name, value, layout, layout_dims, shape):
            outside = f"%arg_{value}"
            text = self._tensor(shape, layout_dims)
            arguments.append(f'{outside}: {text} {{lrcnn.name = "{full_name}"}}')
            bindings.append(f"%{value} = {outside} {layout} : {text}")

        def feature(number):
            return self._tensor(self.nodes[number].shape, nhwc)

        if self.is_random:
            argument("seed", "seed", "vector", (0,), (2,))
        for number, node in enumerate(self.nodes):
            if not node.op:
                layout = self.input_layout
                argument(
                    "x" if number == 0 else "z",
                    f"v{number}",
                    layout,
                    LAYOUTS[layout],
                    node.shape,
                )
                continue
            operands = ", ".join(f"%v{operand}" for operand in node.operands)
            types = [feature(operand) for operand in node.operands]
            if node.op in CONVOLUTIONS:
                shape = node.filter_shape(self.nodes[node.operands[0]].shape[1])
                dims = FILTER_LAYOUTS[self.filter_layout]
                owner = node.parameters_of or number
                if owner == number:
                    argument(
                        f"l{number}.weight", f"w{number}", self.filter_layout, dims, shape
                    )
                operands += f", %w{owner}"
                types.append(self._tensor(shape, FILTER_LAYOUTS["fhwc"]))
                if node.bias:
                    shape = (node.shape[1],)
                    if owner == number:
                        argument(f"l{number}.bias", f"b{number}", "vector", (0,), shape)
                    operands += f" bias %b{owner}"
                    types.append(self._tensor(shape))
            if node.op in RANDOM:
                operands += f", %seed p {node.p} layer {number}"
                types.append(self._tensor((2,)))
            for vector in ("scale", "shift"):
                if getattr(node, vector):
                    shape = (node.shape[1],)
                    value = f"{vector}{number}"
                    argument(f"l{number}.{vector}", value, "vector", (0,), shape)
                    operands += f", %{value}" if node.op == "scale" else f" {vector} %{value}"
                    types.append(self._tensor(shape))
            body.append(
                f"    %v{number} = row.{node.op} {operands}{_attributes(node)}\n"
                f"        : ({', '.join(types)}) -> {feature(number)}"
            )
        dims = LAYOUTS[self.output_layout]
        results = [self._tensor(self.nodes[r].shape, dims) for r in self.results]
        layouts = ", ".join(f"{self.output_layout} {text}" for text in results)
        returned = ", ".join(f"%y#{i}" for i in range(len(results)))
        yielded = ", ".join(f"%v{result}" for result in self.results)
        yielded_types = ", ".join(feature(result) for result in self.results)
        planned = f"\n      plan {plan}" if plan else ""
        body = "\n".join(body)
        return (
            f"func.func @{name}({', '.join(arguments)})\n"
            f"    -> ({', '.join(results)}) {{\n"
            f"  %y:{len(results)} = row.chain ({', '.join(bindings)})\n"
            f"      -> ({layouts}){planned} {{\n"
            f"{body}\n"
            f"    row.yield {yielded} : {yielded_types}\n"
            f"  }}\n"
            f"  return {returned} : {', '.join(results)}\n"
            f"}}\n"
        )


def _attributes(node):
    def listed(name, values, default=None):
        if list(values) == default:
            return ""
        return f" {name} [{', '.join(map(str, values))}]"

    if node.op == "resize":
        corners = " align_corners" if node.align_corners else ""
        return f" {node.mode}{corners}{listed('to', node.size)}"
    if node.op == "pad":
        return f" {node.mode} [{', '.join(map(str, node.pad))}]"
    if node.op == "leaky_relu":
        return f" slope {node.slope}"
    if node.op == "gelu":
        return " tanh" if node.tanh else ""
    if node.op == "layer_norm":
        return f" eps {EPS:e}"
    if node.op in ("normalize", "statistics"):
        text = f" eps {EPS:e}" if node.op == "normalize" else ""
        return text + (f" groups {node.norm_groups}" if node.norm_groups else "")
    text = listed("kernel", node.kernel) if node.op in ("max_pool", "avg_pool") else ""
    text += listed("stride", node.stride, [1, 1])
    text += listed("dilation", node.dilation, [1, 1])
    text += listed("pad", node.pad, [0, 0, 0, 0])
    text += listed("output_pad", node.output_pad, [0, 0])
    if node.groups != 1:
        text += f" groups {node.groups}"
    return text + (" exclude_pad" if node.exclude_pad else "")


def _padded(tensor, node, value):
    top, bottom, left, right = node.pad
    return F.pad(tensor, (left, right, top, bottom), value=value)


def _apply(node, operands):
    if node.op == "leaky_relu":
        return F.leaky_relu(operands[0], node.slope)
    if node.op == "gelu":
        return F.gelu(operands[0], approximate="tanh" if node.tanh else "none")
    if node.op == "hardsigmoid":
        # PyTorch's own gradient has a sixth in float32.
        return F.relu6(operands[0] + 3) / 6
    if node.op in ACTIVATIONS:
        return getattr(F, node.op)(operands[0])
    if node.op == "max_pool" and node.ceil_pad:
        return F.max_pool2d(
            operands[0], node.kernel, node.stride, node.ceil_pad, node.dilation, True
        )
    if node.op == "avg_pool" and node.ceil_pad:
        return F.avg_pool2d(
            operands[0], node.kernel, node.stride, node.ceil_pad, True, False
        )
    if node.op == "max_pool":
        padded = _padded(operands[0], node, float("-inf"))
        return F.max_pool2d(padded, node.kernel, node.stride, 0, node.dilation)
    if node.op == "avg_pool":
        mean = F.avg_pool2d(_padded(operands[0], node, 0.0), node.kernel, node.stride)
        if node.exclude_pad:
            inside = _padded(torch.ones_like(operands[0]), node, 0.0)
            mean = mean / F.avg_pool2d(inside, node.kernel, node.stride)
        return mean
    if node.op == "add":
        return operands[0] + operands[1]
    if node.op == "mul":
        return operands[0] * operands[1]
    if node.op == "concat":
        return torch.cat(operands, 1)
    if node.op == "global_avg_pool":
        return operands[0].mean((2, 3), keepdim=True)
    if node.op == "statistics":
        x = operands[0]
        groups = node.norm_groups
        if groups:
            x = x.view(x.shape[0], groups, -1)
            mean, variance = x.mean(2), x.var(2, correction=0)
            repeat = operands[0].shape[1] // groups
            both = [t.repeat_interleave(repeat, 1) for t in (mean, variance)]
        else:
            both = [x.mean((0, 2, 3))[None], x.var((0, 2, 3), correction=0)[None]]
        return torch.stack(both, 2).unsqueeze(2)
    if node.op == "resize":
        corners = node.align_corners if node.mode == "bilinear" else None
        return F.interpolate(
            operands[0], node.size, mode=node.mode, align_corners=corners
        )
    if node.op == "pad":
        top, bottom, left, right = node.pad
        mode = "constant" if node.mode == "zero" else node.mode
        return F.pad(operands[0], (left, right, top, bottom), mode)
    raise ValueError(node.op)


# -- plans ------------------------------------------------------------------


def _random_cuts(rng, height, tiles):
    return sorted(rng.sample(range(1, height), tiles - 1)) + [height]


def _even_cuts(height, tiles):
    return [(tile + 1) * height // tiles for tile in range(tiles)]


def _segment(end, strategy, batch, cuts, checkpoint=True):
    return (
        f"#row.segment<end = {end}, strategy = {strategy}, batch = {batch}, "
        f"cuts = [{', '.join(map(str, cuts))}]"
        + ("" if checkpoint else ", checkpoint = false")
        + ">"
    )


def uniform_plan(case, strategy, tiles, batch=1, rng=None):
    """One segment over each sweep, in up to `tiles` tiles; its cuts are even or
    drawn by `rng`."""
    segments = []
    for span in case.sweeps:
        height = case.segment_height(*span)
        count = min(tiles, height)
        cuts = _random_cuts(rng, height, count) if rng else _even_cuts(height, count)
        segments.append(_segment(span[1], strategy, batch, cuts))
    return f"#row.plan<{', '.join(segments)}>"


def hybrid_plan(case, rng):
    """Segments of any strategies: each sweep is cut once more or twice. Half of
    the borders are no checkpoints."""
    segments = []
    for begin, end in case.sweeps:
        inner = [n for n in range(begin + 1, end) if not case.may_run_in_kernel(n)]
        ends = sorted(rng.sample(inner, min(rng.randint(0, 2), len(inner)))) + [end]
        for end in ends:
            height = case.segment_height(begin, end)
            strategy = rng.choice(["store", "recompute", "overlap", "two_phase"])
            tiled = strategy in ("overlap", "two_phase")
            tiles = rng.randint(1, min(height, 6)) if tiled else 1
            batch = 1 if strategy == "store" else rng.randint(1, case.images)
            cuts = _random_cuts(rng, height, tiles)
            checkpoint = end == len(case.layers) or rng.random() < 0.5
            segments.append(_segment(end, strategy, batch, cuts, checkpoint))
            begin = end
    return f"#row.plan<{', '.join(segments)}>"
