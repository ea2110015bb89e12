# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Arrays of NumPy, PyTorch and whatever speaks DLPack as buffers, uncopied."""

import ctypes
import sys
from typing import Any

import numpy

from .errors import Error
from .runtime import Buffer, Device

_CODES = {"float32": 1, "float64": 2}
_CPU, _CUDA = 1, 2


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


def buffer(array: Any, name: str, *, writable: bool) -> Buffer:
    """Describes an array; it must stay alive for as long as the buffer is used."""
    if is_torch(array):
        if array.layout != sys.modules["torch"].strided:
            raise Error(f"expected a dense tensor for '{name}', got {array.layout}")
        if array.is_neg():  # its memory holds the negated values
            raise Error(
                f"expected '{name}' without a pending negation; use its resolve_neg()"
            )
        data, shape, strides = array.data_ptr(), array.shape, array.stride()
        dtype = str(array.dtype).removeprefix("torch.")
        device = Device(_CUDA if array.is_cuda else _CPU, array.device.index or 0)
    else:
        view = _numpy_view(array, name, writable)
        size = view.itemsize
        if any(stride % size for stride in view.strides):
            raise Error(f"expected strides of '{name}' in whole elements")
        data, shape, dtype = view.ctypes.data, view.shape, view.dtype.name
        strides = [stride // size for stride in view.strides]
        device = Device(_CPU, 0)
    if dtype not in _CODES:
        raise Error(f"expected float32 or float64 for '{name}', got {dtype}")
    integers = ctypes.c_int64 * len(shape)
    return Buffer(
        struct_size=ctypes.sizeof(Buffer),
        data=data,
        dtype=_CODES[dtype],
        rank=len(shape),
        shape=integers(*shape),
        strides=integers(*strides),
        device=device,
    )


def absent() -> Buffer:
    """Stands for an argument that a call does not use."""
    return Buffer(struct_size=ctypes.sizeof(Buffer))


class Arena:
    """Aligned memory for a stash or workspace, made when it is first used."""

    def __init__(self, size: int, alignment: int) -> None:
        self._size = size
        self._alignment = alignment
        self._memory: numpy.ndarray | None = None

    @property
    def address(self) -> int:
        if self._memory is None:
            self._memory = numpy.empty(self._size + self._alignment, numpy.uint8)
        start = self._memory.ctypes.data
        return start + -start % self._alignment


def _numpy_view(array: Any, name: str, writable: bool) -> numpy.ndarray:
    if not isinstance(array, numpy.ndarray):
        if not hasattr(array, "__dlpack__"):
            raise Error(f"expected an array for '{name}', got {type(array).__name__}")
        array = numpy.from_dlpack(array)
    if not array.dtype.isnative:
        raise Error(f"expected native byte order for '{name}'")
    if writable and not array.flags.writeable:
        raise Error(f"expected a writable array for '{name}'")
    return array
