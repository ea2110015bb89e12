# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Prints the mlir examples of the dialect's page as modules to parse.

What an example leaves out is put around it: a layer stands in a chain, an
operation of a program in an entry, an attribute on a module.
"""

import re
import sys

TENSOR_LAYOUTS = {4: "nhwc", 1: "vector"}
IN_FUNCTION = {"chain"}
IN_PROGRAM = {"argument", "entry"}
IN_ENTRY = {"tiles", "pack", "unpack"}
IN_TILES = {"buffer", "kernel", "keep", "restore"}


def examples(path):
    """The name and the text of each example: `row.conv`, `#row.rows`, ..."""
    text = open(path).read()
    for block in re.findall(r"```mlir\n(.*?)```", text, re.S):
        yield re.search(r"[#!]?\brow\.\w+", block).group(), block


def header_of(block):
    """The example up to the region or the results, whichever is first."""
    return re.split(r"\{$|->", block, maxsplit=1, flags=re.M)[0]


def operands_of(block):
    """Names used and not made by the example, with their types, in order."""
    header = header_of(block)
    names, types = [], []
    for name in re.findall(r"%\w+(?!\w*\s*=)(?!\w)", header):
        if name not in names:
            names.append(name)
    types = re.findall(r"(?:tensor|memref|!row\.\w+)<[^>]*>", header)
    return names, types


def tensor_layout(type):
    return TENSOR_LAYOUTS[type.count("x")]


def layer(block):
    names, types = operands_of(block)
    types = types if len(types) == len(names) else types * len(names)
    result = re.findall(r"tensor<[^>]*>", block)[-1]
    value = block.split("=")[0].strip()
    bindings = [
        f"{name} = %of_{name[1:]} {tensor_layout(type)} : {type}"
        for name, type in zip(names, types)
    ]
    if "%p" in names or "%s" in names:
        # Between other gradient layers, or of a gradient of one row: alone.
        alone = ", ".join(f"{n}: {t}" for n, t in zip(names, types))
        return f"func.func @alone({alone}) {{\n{block}  return\n}}"
    arguments = ", ".join(f"%of_{n[1:]}: {t}" for n, t in zip(names, types))
    results, yielded = f"{tensor_layout(result)} {result}", f"{value} : {result}"
    if "%dy" not in names:
        return f"""func.func @layer({arguments}) {{
  %result = row.chain ({", ".join(bindings)}) -> ({results}) {{
{block}    row.yield {yielded}
  }}
  return
}}"""
    # A gradient layer: the chain's output is a ReLU, `dy` its gradient.
    number = names.index("%dy")
    output = types[number]
    seed = bindings.pop(number)
    bindings.insert(0, f"%in = %of_dy nhwc : {output}")
    return f"""func.func @gradient({arguments}) {{
  %result:2 = row.chain ({", ".join(bindings)}) seeds ({seed})
      -> (nhwc {output}, {results}) differentiated [0] {{
    %out = row.relu %in : ({output}) -> {output}
{block}    row.yield %out, {value} : {output}, {result}
  }}
  return
}}"""


def chain(block):
    inputs = re.findall(r"%\w+ = (%\w+) \w+ : (tensor<[^>]*>)", block)
    arguments = ", ".join(f"{name}: {type}" for name, type in inputs)
    return f"func.func @chain({arguments}) {{\n{block}  return\n}}"


def end_of_chain(block):
    """Outputs and gradients of a chain, here made by other layers."""
    output, filter = re.findall(r"tensor<[^>]*>", block)
    input = "tensor<1x56x56x3xf32>"
    return f"""func.func @end(%o: {input}, %p: {filter}, %q: {output}) {{
  %0:2 = row.chain (%x = %o nhwc : {input}, %w = %p fhwc : {filter})
      seeds (%dy = %q nhwc : {output})
      -> (nhwc {output}, fhwc {filter}) differentiated [1] {{
    %3 = row.conv %x, %w pad [1, 1, 1, 1] : ({input}, {filter}) -> {output}
    %dw = row.conv_filter_grad %x, %dy pad [1, 1, 1, 1]
        : ({input}, {output}) -> {filter}
{block}  }}
  return
}}"""


def entry(block, in_tiles):
    names, types = operands_of(block)
    tables = re.search(r"<\[(.*?)\]>", block)
    tiles = tables.group(1).count(":") if tables else 1
    names = [name for name in names if name not in ("%r", "%m")]
    made = "\n".join(
        f'{name} = "test.storage"() : () -> {type}'
        for name, type in zip(names, types)
    )
    if in_tiles:
        block = f"row.tiles (%m, %r) in (1, {tiles}) images 1 {{\n{block}}}\n"
    return f"row.program @p {{\nrow.entry forward {{\n{made}\n{block}}}\n}}"


def module(name, block):
    op = name.removeprefix("row.")
    if name.startswith("#"):
        return f"module attributes {{test.example = {block.strip()}}} {{}}"
    if name.startswith("!"):
        return f"func.func private @type({block.strip()})"
    if op == "yield":
        return end_of_chain(block)
    if op == "program":
        return block
    if op in IN_FUNCTION:
        return chain(block)
    if op in IN_PROGRAM:
        return f"row.program @p {{\n{block}}}"
    if op in IN_ENTRY | IN_TILES:
        return entry(block, op in IN_TILES)
    return layer(block)


print("\n// -----\n".join(
    f"// {name}\n{module(name, block)}\n"
    for path in sys.argv[1:]
    for name, block in examples(path)
))
