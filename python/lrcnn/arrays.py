# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Arrays of NumPy, PyTorch and whatever speaks DLPack as buffers, uncopied."""

import ctypes
import sys
from typing import Any

import numpy

from .errors import Error
from .runtime import CPU, DTYPES, Buffer, Device, Memory

# The types that programs take; no program has others yet.
_CODES = {name: code for code, name in DTYPES.items() if name in ("float32", "float64")}


def is_torch(array: Any) -> bool:
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(array, torch.Tensor)


def is_counter(array: Any) -> bool:
    """Whether `array` is one integer that can be written, without a dimension."""
    if not is_torch(array):
        if not isinstance(array, numpy.ndarray) or not array.flags.writeable:
            return False
    kind = str(array.dtype).removeprefix("torch.")
    return array.ndim == 0 and kind.startswith(("int", "uint"))


def empty(shape: tuple[int, ...], dtype: str, like: Any) -> Any:
    """A new array of the same framework as `like`: PyTorch's, else NumPy's."""
    if is_torch(like):
        torch = sys.modules["torch"]
        return torch.empty(shape, dtype=getattr(torch, dtype), device="cpu")
    return numpy.empty(shape, dtype)


def version(array: Any) -> int | None:
    """A number that is another one after each change, if the framework counts."""
    if not is_torch(array) or array.is_inference():
        return None
    return array._version


def mark_written(array: Any) -> None:
    """Tells the framework that an array was written behind its back, so that it
    does not take for the old values what was computed of them."""
    if is_torch(array) and not array.is_inference():
        sys.modules["torch"].autograd.graph.increment_version(array)


def buffer(array: Any, name: str, *, writable: bool) -> Buffer:
    """Describes an array; both must stay alive while the memory is used."""
    view = None
    if is_torch(array):
        if array.layout != sys.modules["torch"].strided:
            raise Error(f"expected a dense tensor for '{name}', got {array.layout}")
        if array.is_neg():  # its memory holds the negated values
            raise Error(
                f"expected '{name}' without a pending negation; use its resolve_neg()"
            )
        if array.device.type != "cpu":
            raise Error(f"expected '{name}' on the CPU, got device '{array.device}'")
        data, shape, strides = _torch_address(array, name), array.shape, array.stride()
        dtype = str(array.dtype).removeprefix("torch.")
    else:
        view = _numpy_view(array, name, writable)
        size = view.itemsize
        if any(stride % size for stride in view.strides):
            raise Error(f"expected strides of '{name}' in whole elements")
        data, shape, dtype = view.ctypes.data, view.shape, view.dtype.name
        strides = [stride // size for stride in view.strides]
    if dtype not in _CODES:
        raise Error(f"expected float32 or float64 for '{name}', got {dtype}")
    integers = ctypes.c_int64 * len(shape)
    described = Buffer(
        struct_size=ctypes.sizeof(Buffer),
        data=data,
        dtype=_CODES[dtype],
        rank=len(shape),
        shape=integers(*shape),
        strides=integers(*strides),
        device=Device(CPU, 0),
    )
    # What came through DLPack may be a copy, which nothing else holds.
    described.keep = view
    return described


def absent() -> Buffer:
    """Stands for an argument that a call does not use."""
    return Buffer(struct_size=ctypes.sizeof(Buffer))


class Arena:
    """Aligned memory for a stash or workspace, of the framework that `like` is of:
    PyTorch counts what it gives."""

    def __init__(self, size: int, alignment: int, like: Any = None) -> None:
        self._memory = empty((size + alignment,), "uint8", like)
        self.is_torch = is_torch(like)
        self.size = size
        start = self._memory.data_ptr() if self.is_torch else self._memory.ctypes.data
        self.address: int = start + -start % alignment

    def describe(self) -> Memory:
        """The memory for a call; it must stay alive for as long as it is used."""
        return Memory(self.address, self.size)


def _torch_address(array: Any, name: str) -> int:
    """Where the elements are; not every tensor has some of its own. A null pointer
    would stand for an argument that is left out."""
    try:
        address = array.data_ptr()
    except RuntimeError as error:
        raise Error(f"expected memory of '{name}': {error}") from error
    if address == 0 and array.numel() != 0:
        kind = type(array).__name__
        raise Error(f"expected memory of '{name}', got a {kind} without any")
    return address


def _numpy_view(array: Any, name: str, writable: bool) -> numpy.ndarray:
    if not isinstance(array, numpy.ndarray):
        if not hasattr(array, "__dlpack__"):
            raise Error(f"expected an array for '{name}', got {type(array).__name__}")
        array = _from_dlpack(array, name)
    if isinstance(array, numpy.ma.MaskedArray):
        raise Error(f"expected an array without a mask for '{name}'")
    if not array.dtype.isnative:
        raise Error(f"expected native byte order for '{name}'")
    if writable and not array.flags.writeable:
        raise Error(f"expected a writable array for '{name}'")
    return array


def _from_dlpack(array: Any, name: str) -> numpy.ndarray:
    try:
        kind, index = (int(number) for number in array.__dlpack_device__())
        if kind != CPU:
            raise Error(
                f"expected '{name}' on the CPU, got DLPack device {kind}:{index}"
            )
        return numpy.from_dlpack(array)
    except (AttributeError, BufferError, RuntimeError, TypeError, ValueError) as error:
        raise Error(f"cannot take '{name}' through DLPack: {error}") from error
