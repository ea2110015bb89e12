# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Arrays of NumPy, PyTorch and whatever speaks DLPack as buffers, uncopied; on a
GPU those of PyTorch."""

import ctypes
import sys
from collections.abc import Iterable
from typing import Any

import numpy

from .errors import Error
from .runtime import CPU, CUDA, DEVICES, DTYPES, Buffer, Device, Memory

# The types that programs take; no program has others yet.
_CODES = {name: code for code, name in DTYPES.items() if name in ("float32", "float64")}


def is_torch(array: Any) -> bool:
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(array, torch.Tensor)


def is_counter(array: Any) -> bool:
    """Whether `array` is one integer that can be written, without a dimension."""
    if getattr(array, "ndim", None) != 0:
        return False
    if not is_torch(array):
        if not isinstance(array, numpy.ndarray) or not array.flags.writeable:
            return False
    return str(array.dtype).removeprefix("torch.").startswith(("int", "uint"))


def empty(shape: tuple[int, ...], dtype: str, like: Any, kind: int = CPU) -> Any:
    """A new array of the same framework as `like`: PyTorch's, else NumPy's. On a
    device of that kind; if `like` is on one, on the same."""
    if is_torch(like):
        torch = sys.modules["torch"]
        device = like.device if kind == CUDA and like.is_cuda else "cpu"
        return torch.empty(shape, dtype=getattr(torch, dtype), device=device)
    return numpy.empty(shape, dtype)


def get_index(arrays: Iterable[Any]) -> int:
    """Which GPU the first of the arrays that is on one is on; 0 if there is none."""
    return next((a.device.index for a in arrays if is_torch(a) and a.is_cuda), 0)


def get_stream(kind: int, index: int) -> int | None:
    """The stream on which PyTorch works at present."""
    if kind != CUDA:
        return None
    return sys.modules["torch"].cuda.current_stream(index).cuda_stream


def move(array: numpy.ndarray, like: Any) -> Any:
    """A copy of the array where `like` is, if that is a GPU; else the array."""
    if not is_torch(like) or not like.is_cuda:
        return array
    return sys.modules["torch"].from_numpy(array).to(like.device)


def version(array: Any) -> int | None:
    """A number that is another one after each change, if the framework counts."""
    if not is_torch(array) or array.is_inference():
        return None
    return array._version


def mark_written(arrays: list[Any]) -> None:
    """Tells the framework that arrays were written behind its back, so that it does
    not take for the old values what was computed of them."""
    tensors = [a for a in arrays if is_torch(a) and not a.is_inference()]
    if tensors:
        sys.modules["torch"].autograd.graph.increment_version(tensors)


def from_counter(counter: Any, dtype: str) -> Any:
    """What stands for a counter of integers in a call; nothing waits for its value."""
    if is_torch(counter):
        return counter.to(getattr(sys.modules["torch"], dtype)).reshape(1)
    return numpy.full(1, counter, dtype)


class Slot:
    """The buffer of one argument, from call to call: of an array that has the type,
    shape and strides, and lies on the device, of the one before only the address is
    written. The program is for devices of that kind."""

    def __init__(self, buffer: Buffer, name: str, *, writable: bool, kind: int) -> None:
        self._buffer = buffer
        self._buffer.device = Device(kind, 0)
        self._kind = kind
        self._name = name
        self._writable = writable
        # Of the last array; no type where it has to be described anew.
        self._type: Any = None
        self._dtype: Any = None
        self._shape: Any = None
        self._strides: Any = None
        self._layout: Any = None
        self._device: Any = None
        self._address: int | None = None

    def set(self, array: Any) -> Any:
        """Describes `array`, None for what is left out. Returns what must stay alive
        during the call besides: what came through DLPack may be a copy."""
        if array is None:
            self._buffer.data = self._address = None
            return None
        if (
            type(array) is self._type
            and array.dtype is self._dtype
            and array.shape == self._shape
        ):
            if self._type is numpy.ndarray:
                if array.strides == self._strides and (
                    array.flags.writeable or not self._writable
                ):
                    self._buffer.data = self._address = _numpy_address(array)
                    return None
            elif (
                array.stride() == self._strides
                and (array.is_cpu if self._kind == CPU else array.device == self._device)
                and not array.is_neg()
                and array.layout is self._layout
            ):
                address = _torch_address(array, self._name)
                if address != self._address:
                    self._buffer.data = self._address = address
                return None
        return self._describe(array)

    def _describe(self, array: Any) -> Any:
        self._type = None
        view = None
        if is_torch(array):
            _expect_plain(array, self._name, self._kind)
            address = _torch_address(array, self._name)
            self._device = array.device
            self._buffer.device.index = array.device.index or 0
            dtype = str(array.dtype).removeprefix("torch.")
            strides = self._strides = array.stride()
            self._layout = array.layout
        elif self._kind != CPU:
            raise Error(
                f"expected a tensor of PyTorch on {DEVICES[self._kind]} for "
                f"'{self._name}', got {type(array).__name__}"
            )
        else:
            view = _numpy_view(array, self._name, self._writable)
            address, dtype = _numpy_address(view), view.dtype.name
            size, self._strides = view.itemsize, view.strides
            if any(stride % size for stride in view.strides):
                raise Error(f"expected strides of '{self._name}' in whole elements")
            strides = [stride // size for stride in view.strides]
        if dtype not in _CODES:
            raise Error(f"expected float32 or float64 for '{self._name}', got {dtype}")
        integers = ctypes.c_int64 * len(strides)
        self._buffer.data = self._address = address
        self._buffer.dtype = _CODES[dtype]
        self._buffer.rank = len(strides)
        self._buffer.shape = integers(*(array if view is None else view).shape)
        self._buffer.strides = integers(*strides)
        if type(array) in _plain_types():
            self._type, self._dtype, self._shape = type(array), array.dtype, array.shape
        return view


def _plain_types() -> tuple[type, ...]:
    """Types whose attributes say all there is to know of an array."""
    torch = sys.modules.get("torch")
    return (numpy.ndarray, *((torch.Tensor, torch.nn.Parameter) if torch else ()))


class Arena:
    """Aligned memory for a stash or workspace, of the framework that `like` is of,
    and where it is: PyTorch counts what it gives."""

    def __init__(
        self, size: int, alignment: int, like: Any = None, kind: int = CPU
    ) -> None:
        self.is_torch = is_torch(like)
        self.size = size
        begin = self._allocate(size, like, kind)
        if begin % alignment != 0:  # more than the allocator aligns to
            begin = self._allocate(size + alignment, like, kind)
        self.address: int = begin + -begin % alignment

    def _allocate(self, size: int, like: Any, kind: int) -> int:
        self._memory = empty((size,), "uint8", like, kind)
        return self._memory.data_ptr() if self.is_torch else self._memory.ctypes.data

    def describe(self) -> Memory:
        """The memory for a call; it must stay alive for as long as it is used."""
        return Memory(self.address, self.size)

    def use_on(self, index: int) -> None:
        """Lets PyTorch keep the memory until what its current stream of that GPU
        has to do is done, whichever stream it was made on."""
        self._memory.record_stream(sys.modules["torch"].cuda.current_stream(index))


def _expect_plain(array: Any, name: str, kind: int) -> None:
    if array.layout != sys.modules["torch"].strided:
        raise Error(f"expected a dense tensor for '{name}', got {array.layout}")
    if array.is_neg():  # its memory holds the negated values
        raise Error(
            f"expected '{name}' without a pending negation; use its resolve_neg()"
        )
    if array.device.type != ("cpu" if kind == CPU else "cuda"):
        raise Error(
            f"expected '{name}' on {DEVICES[kind]}, got device '{array.device}'"
        )


def _numpy_address(array: numpy.ndarray) -> int:
    return array.__array_interface__["data"][0]


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
