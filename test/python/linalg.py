# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs linalg on tensors by MLIR's own lowering, without any pass of lrcnn."""

import ctypes
import pathlib
import subprocess

import numpy as np

LLVM = pathlib.Path("/usr/lib/llvm-22/bin")
RUNTIME = [
    "-L/usr/lib/llvm-22/lib",
    "-lmlir_c_runner_utils",
    "-Wl,-rpath,/usr/lib/llvm-22/lib",
]

# Results become arguments behind the others.
LOWERING = [
    "one-shot-bufferize{bufferize-function-boundaries=true "
    "function-boundary-type-conversion=identity-layout-map}",
    "buffer-results-to-out-params{hoist-static-allocs=true modify-public-functions=true}",
    "func.func(llvm-request-c-wrappers,convert-linalg-to-loops)",
    "convert-scf-to-cf",
    "expand-strided-metadata",
    "lower-affine",
    "convert-math-to-llvm",
    "convert-math-to-libm",
    "arith-expand",
    "convert-arith-to-llvm",
    "convert-index-to-llvm",
    "convert-cf-to-llvm",
    "finalize-memref-to-llvm",
    "convert-func-to-llvm",
    "reconcile-unrealized-casts",
]


class Module:
    """The functions of a module, compiled into FOLDER."""

    def __init__(self, text, folder):
        folder = pathlib.Path(folder)
        pipeline = f"--pass-pipeline=builtin.module({','.join(LOWERING)})"
        lowered = _run([LLVM / "mlir-opt", pipeline], text)
        llvm = _run([LLVM / "mlir-translate", "--mlir-to-llvmir"], lowered)
        library = folder / "linalg.so"
        clang = [LLVM / "clang", "-w", "-x", "ir", "-O1", "-fPIC", "-shared"]
        _run([*clang, "-o", library, "-", "-lm", *RUNTIME], llvm)
        self.library = ctypes.CDLL(str(library))

    def call(self, name, arguments, results):
        """Calls @name; `results` are arrays that it writes."""
        arrays = [*arguments, *results]
        assert all(array.flags.c_contiguous for array in arrays)
        memrefs = [_memref(array) for array in arrays]
        function = getattr(self.library, f"_mlir_ciface_{name}")
        function.restype = None
        function(*(ctypes.byref(memref) for memref in memrefs))


def _run(command, text):
    result = subprocess.run(command, input=text, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr[-4000:]
    return result.stdout


def _memref(array):
    """MLIR's descriptor of an array: pointers, offset, sizes, strides."""

    class Memref(ctypes.Structure):
        _fields_ = [
            ("allocated", ctypes.c_void_p),
            ("aligned", ctypes.c_void_p),
            ("offset", ctypes.c_int64),
            ("sizes", ctypes.c_int64 * array.ndim),
            ("strides", ctypes.c_int64 * array.ndim),
        ]

    pointer = array.ctypes.data
    strides = [stride // array.itemsize for stride in array.strides]
    sizes = (ctypes.c_int64 * array.ndim)(*array.shape)
    return Memref(pointer, pointer, 0, sizes, (ctypes.c_int64 * array.ndim)(*strides))


def unwritten(shape, dtype):
    """An array to write to, filled with NaN."""
    return np.full(tuple(shape), np.nan, dtype)
