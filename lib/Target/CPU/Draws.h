//===- Draws.h - The numbers that layers draw -------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_TARGET_CPU_DRAWS_H
#define LRCNN_LIB_TARGET_CPU_DRAWS_H

#include "lrcnn/Target/CPU/KernelBuilder.h"

namespace lrcnn::cpu {

/// The generator's key: two scalars.
struct DrawKey {
  mlir::Value words[2];
};

/// The key that the seed makes which operand `position` of the call is.
DrawKey loadKey(KernelBuilder &builder, unsigned position);

/// What layer `layer` draws for a vector of the elements of a row from
/// `element` on; see RandomOpInterface.
mlir::Value emitDraws(KernelBuilder &builder, DrawKey key, int64_t layer,
                      Index image, Index row, Index element);
/// The number that it draws for all elements of an image, in each lane.
mlir::Value emitImageDraw(KernelBuilder &builder, DrawKey key, int64_t layer,
                          Index image);

} // namespace lrcnn::cpu

#endif // LRCNN_LIB_TARGET_CPU_DRAWS_H
