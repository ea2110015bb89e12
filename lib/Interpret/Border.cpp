//===- Border.cpp - Between the caller's arrays and rows ------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Border.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::interpret;

static std::string printShape(ArrayRef<int64_t> shape) {
  return "[" +
         llvm::join(
             llvm::map_range(shape,
                             [](int64_t size) { return std::to_string(size); }),
             ", ") +
         "]";
}

/// The elements of `array` with dimension `dims[i]` of it as dimension i.
static Array permute(const Array &array, ArrayRef<int64_t> dims) {
  size_t rank = dims.size();
  SmallVector<int64_t> strides(rank, 1);
  for (size_t dim = rank - 1; dim > 0; --dim)
    strides[dim - 1] = strides[dim] * array.shape[dim];
  Array result;
  for (int64_t dim : dims)
    result.shape.push_back(array.shape[dim]);
  result.values.reserve(array.values.size());
  SmallVector<int64_t> index(rank, 0);
  for (size_t count = 0; count < array.values.size(); ++count) {
    int64_t offset = 0;
    for (size_t dim = 0; dim < rank; ++dim)
      offset += index[dim] * strides[dims[dim]];
    result.values.push_back(array.values[offset]);
    for (size_t dim = rank; dim-- > 0;) {
      if (++index[dim] < result.shape[dim])
        break;
      index[dim] = 0;
    }
  }
  return result;
}

/// Whether `layout` leaves out, or adds, dimensions of size 1 only.
static bool isReshape(row::Layout layout) {
  return layout == row::Layout::fc || layout == row::Layout::c11 ||
         layout == row::Layout::nc;
}

Array lrcnn::interpret::toRowOrder(const Array &array, row::Layout layout) {
  if (isReshape(layout))
    return {row::toRowOrder(array.shape, layout), array.values};
  return permute(array, row::getLayoutDims(layout));
}

Array lrcnn::interpret::fromRowOrder(const Array &array, row::Layout layout) {
  if (isReshape(layout))
    return {row::fromRowOrder(array.shape, layout), array.values};
  ArrayRef<int64_t> dims = row::getLayoutDims(layout);
  SmallVector<int64_t> inverse(dims.size());
  for (auto [index, dim] : llvm::enumerate(dims))
    inverse[dim] = index;
  return permute(array, inverse);
}

FailureOr<const Array *> lrcnn::interpret::findArgument(const Arrays &arguments,
                                                        StringRef name,
                                                        ArrayRef<int64_t> shape,
                                                        Location loc) {
  auto it = arguments.find(name.str());
  if (it == arguments.end())
    return emitError(loc) << "expected an argument '" << name << "' of shape "
                          << printShape(shape) << ", got none";
  if (ArrayRef<int64_t>(it->second.shape) != shape)
    return emitError(loc) << "expected argument '" << name << "' of shape "
                          << printShape(shape) << ", got "
                          << printShape(it->second.shape);
  return &it->second;
}

LogicalResult lrcnn::interpret::checkNames(const Arrays &arguments,
                                           ArrayRef<std::string> names,
                                           Location loc) {
  for (const auto &[name, array] : arguments) {
    if (llvm::is_contained(names, name))
      continue;
    std::string expected =
        names.empty() ? "no arguments"
                      : "arguments among '" + llvm::join(names, "', '") + "'";
    return emitError(loc) << "expected " << expected << ", got '" << name
                          << "'";
  }
  return success();
}
