# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""VGG-16's convolution part as a `row.chain` and as a PyTorch function."""

import torch
import torch.nn.functional as F

# Numbers are convolutions' filters; layers of the chain count ReLUs, too.
VGG16 = [64, 64, "M", 128, 128, "M", 256, 256, 256, "M"]
VGG16 += [512, 512, 512, "M", 512, 512, 512, "M"]

HYBRIDS = {
    "overlap_hybrid": [("overlap", 10, 8), ("overlap", 17, 4), ("store", 31, 1)],
    "two_phase_hybrid": [("two_phase", 10, 8), ("two_phase", 24, 4), ("recompute", 31, 1)],
}


def hybrid(name):
    """A plan file's contents."""
    return {
        "segments": [
            {"strategy": strategy, "end": end, "rows": rows}
            for strategy, end, rows in HYBRIDS[name]
        ]
    }


def vgg16_chain(images, height, width, dtype, activations=False):
    """The text of a module; parameters are w0, b0, w1, ... in order. Results are
    the output and, if wanted, before it every ReLU's."""
    channels, yielded = 3, []

    def feature(channels, nchw=False):
        dims = (channels, height, width) if nchw else (height, width, channels)
        return f"tensor<{images}x{'x'.join(map(str, dims))}x{dtype}>"

    outside = feature(3, nchw=True)
    arguments = [f'%x: {outside} {{lrcnn.name = "x"}}']
    bindings = [f"%v = %x nchw : {outside}"]
    body, value, convs = [], "%v", 0
    for number, layer in enumerate(VGG16):
        before = feature(channels)
        if layer == "M":
            height, width = height // 2, width // 2
            body.append(
                f"%v{number} = row.max_pool {value} kernel [2, 2] stride [2, 2] "
                f": ({before}) -> {feature(channels)}"
            )
        else:
            weight = f"tensor<{layer}x{channels}x3x3x{dtype}>"
            filters = f"tensor<{layer}x3x3x{channels}x{dtype}>"
            bias = f"tensor<{layer}x{dtype}>"
            channels = layer
            arguments += [
                f'%w{convs}: {weight} {{lrcnn.name = "w{convs}"}}',
                f'%b{convs}: {bias} {{lrcnn.name = "b{convs}"}}',
            ]
            bindings += [
                f"%f{convs} = %w{convs} fchw : {weight}",
                f"%c{convs} = %b{convs} vector : {bias}",
            ]
            body += [
                f"%u{number} = row.conv {value}, %f{convs} bias %c{convs} "
                f"pad [1, 1, 1, 1] : ({before}, {filters}, {bias}) "
                f"-> {feature(channels)}",
                f"%v{number} = row.relu %u{number} : ({feature(channels)}) "
                f"-> {feature(channels)}",
            ]
            convs += 1
        value = f"%v{number}"
        if number == len(VGG16) - 1 or (activations and layer != "M"):
            yielded.append((value, feature(channels), feature(channels, nchw=True)))
    values, slabs, results = zip(*yielded)
    lines = "\n    ".join(body)
    return f"""func.func @main({", ".join(arguments)}) -> ({", ".join(results)}) {{
  %y:{len(results)} = row.chain ({", ".join(bindings)})
      -> ({", ".join(f"nchw {result}" for result in results)}) {{
    {lines}
    row.yield {", ".join(values)} : {", ".join(slabs)}
  }}
  return {", ".join(f"%y#{k}" for k in range(len(results)))} : {", ".join(results)}
}}
"""


def vgg16_parameters(seed=0):
    """Filters and biases in float64, scaled so that activations keep their size."""
    generator = torch.Generator().manual_seed(seed)
    parameters, channels, convs = {}, 3, 0
    for layer in VGG16:
        if layer == "M":
            continue
        shape = (layer, channels, 3, 3)
        weight = torch.randn(shape, generator=generator, dtype=torch.float64)
        bias = torch.randn(layer, generator=generator, dtype=torch.float64)
        parameters[f"w{convs}"] = weight * (2 / (9 * channels)) ** 0.5
        parameters[f"b{convs}"] = bias * 0.1
        channels, convs = layer, convs + 1
    return parameters


def vgg16_layers(x, parameters, decisions=None):
    """Every ReLU's result, then the output. With another run's `decisions`, ReLUs
    and pools let through what they let through there."""
    results = []
    for number, layer in enumerate(VGG16):
        if layer != "M":
            k = len(results)
            x = F.conv2d(x, parameters[f"w{k}"], parameters[f"b{k}"], padding=1)
            x = x * decisions[number] if decisions else F.relu(x)
            results.append(x)
        elif decisions:
            where = decisions[number]
            x = x.flatten(2).gather(2, where.flatten(2)).view(where.shape)
        else:
            x = F.max_pool2d(x, 2)
    return [*results, x]


def vgg16_decisions(relus):
    """Layer by layer, where ReLUs are not zero and where windows have their maxima."""
    decisions, remaining = [], iter(relus)
    for layer in VGG16:
        if layer == "M":
            decisions.append(F.max_pool2d(relu, 2, return_indices=True)[1])
        else:
            relu = next(remaining)
            decisions.append(relu > 0)
    return decisions


def vgg16(x, parameters):
    return vgg16_layers(x, parameters)[-1]


def photograph(height, width):
    """A photograph, scaled: 1x3xHxW in float64, mean 0 and variance 1."""
    from skimage import data, transform

    image = transform.resize(data.astronaut(), (height, width), anti_aliasing=True)
    image = torch.from_numpy(image).permute(2, 0, 1)[None].to(torch.float64)
    return (image - image.mean()) / image.std()
