//===- Draws.h - The numbers that layers draw -------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_KERNEL_DRAWS_H
#define LRCNN_KERNEL_DRAWS_H

#include "mlir/IR/Builders.h"

#include <array>

namespace lrcnn::kernel {

/// Emits the generator of RandomOpInterface on words, which are i32 or, for a
/// number in each lane, vectors of them.
class DrawBuilder {
public:
  DrawBuilder(mlir::OpBuilder &builder, mlir::Location loc)
      : builder(builder), loc(loc) {}

  /// A word of the key, of the seed's element.
  mlir::Value getKeyWord(mlir::Value seed);
  /// The first word of Philox 4x32-10, as a multiple of 2^-24 below 1 in
  /// elements of the scalar type `element`. All words are of one type.
  mlir::Value draw(std::array<mlir::Value, 4> counter,
                   std::array<mlir::Value, 2> key, mlir::Type element);

private:
  mlir::Value philox(std::array<mlir::Value, 4> counter,
                     std::array<mlir::Value, 2> key);

  mlir::OpBuilder &builder;
  mlir::Location loc;
};

} // namespace lrcnn::kernel

#endif // LRCNN_KERNEL_DRAWS_H
