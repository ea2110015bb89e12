//===- RowDialect.cpp - The row dialect -----------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Dialect/Row/IR/Row.h"

using namespace mlir;
using namespace lrcnn::row;

#include "lrcnn/Dialect/Row/IR/RowDialect.cpp.inc"

void RowDialect::initialize() {
  registerAttributes();
  registerTypes();
  registerOperations();
}

bool lrcnn::row::areSizesSound(ArrayRef<int64_t> shape) {
  int64_t elements = 1;
  int64_t most = shape.size() == 4 ? kMaxSize : kMaxElements;
  for (int64_t size : shape) {
    if (size < 1 || size > most || size > kMaxElements / elements)
      return false;
    elements *= size;
  }
  return true;
}

std::optional<Role> lrcnn::row::getStatedRole(FunctionOpInterface function,
                                              unsigned number) {
  auto name = dyn_cast_if_present<StringAttr>(
      function.getArgAttr(number, RowDialect::kRoleAttr));
  std::optional<Role> role =
      name ? symbolizeRole(name.getValue()) : std::nullopt;
  return role == Role::gradient ? std::nullopt : role;
}

ArrayRef<int64_t> lrcnn::row::getLayoutDims(Layout layout) {
  static constexpr int64_t identity[] = {0, 1, 2, 3};
  static constexpr int64_t channelsFirst[] = {0, 2, 3, 1};
  static constexpr int64_t filterLast[] = {3, 0, 1, 2};
  static constexpr int64_t matrix[] = {0, -1, -1, 1};
  switch (layout) {
  case Layout::nhwc:
  case Layout::fhwc:
    return identity;
  case Layout::nchw:
  case Layout::fchw:
    return channelsFirst;
  case Layout::hwcf:
    return filterLast;
  case Layout::fc:
  case Layout::nc:
    return matrix;
  case Layout::vector:
  case Layout::c11:
    return ArrayRef<int64_t>(identity).take_front(1);
  }
  llvm_unreachable("unknown layout");
}

bool lrcnn::row::isFeatureLayout(Layout layout) {
  return layout == Layout::nhwc || layout == Layout::nchw ||
         layout == Layout::nc;
}

bool lrcnn::row::isFilterLayout(Layout layout) {
  return layout == Layout::fhwc || layout == Layout::fchw ||
         layout == Layout::hwcf || layout == Layout::fc;
}

int64_t lrcnn::row::getLayoutRank(Layout layout) {
  switch (layout) {
  case Layout::vector:
    return 1;
  case Layout::fc:
  case Layout::nc:
    return 2;
  case Layout::c11:
    return 3;
  default:
    return 4;
  }
}

SmallVector<int64_t> lrcnn::row::toRowOrder(ArrayRef<int64_t> shape,
                                            Layout layout) {
  SmallVector<int64_t> result;
  for (int64_t dim : getLayoutDims(layout))
    result.push_back(dim < 0 ? 1 : shape[dim]);
  return result;
}

SmallVector<int64_t> lrcnn::row::fromRowOrder(ArrayRef<int64_t> shape,
                                              Layout layout) {
  SmallVector<int64_t> result(getLayoutRank(layout), 1);
  for (auto [size, dim] : llvm::zip_equal(shape, getLayoutDims(layout)))
    if (dim >= 0)
      result[dim] = size;
  return result;
}

std::string lrcnn::row::getLayerName(Operation *layer, unsigned index) {
  return (layer->getName().stripDialect() + Twine(index)).str();
}
