//===- Interpret.h - Reference interpreter ----------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Computes chains and slab programs in double precision, whatever their element
// type, without generating code. It is the meaning of the `row` dialect written
// down once more, plainly: passes are tested by interpreting what they give.
//
// A program is not only computed but watched. A kernel that reads a row outside
// of a slab's window, a row that was never written, or one that another buffer
// at an overlapping place has overwritten, is an error at that kernel.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_INTERPRET_INTERPRET_H
#define LRCNN_INTERPRET_INTERPRET_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/DialectRegistry.h"
#include <map>
#include <string>
#include <vector>

namespace lrcnn::interpret {

/// A tensor of the caller's: its shape and its elements, the last dimension
/// contiguous.
struct Array {
  llvm::SmallVector<int64_t> shape;
  std::vector<double> values;
};

using Arrays = std::map<std::string, Array>;

/// What is computed.
enum class Entry {
  /// Outputs and gradients: a program's forward, then its backward entry.
  step,
  /// Outputs, by a program's forward entry.
  forward,
  /// Outputs, by a program's inference entry, which has no stash.
  inference,
};

struct Options {
  Entry entry = Entry::step;
  /// The function or program to interpret. Empty: the module's only one.
  std::string symbol;
};

struct Result {
  /// Outputs and gradients by name, shaped as the caller's arguments are.
  Arrays arrays;
  /// Multiply-adds that were done. Padded positions count.
  int64_t multiplyAdds = 0;
};

/// Attaches to the layers of the `row` dialect how they are computed. Pointwise
/// layers need nothing; `interpret` refuses other layers without it.
void registerInterpreterModels(mlir::DialectRegistry &registry);

/// Interprets a function of `row.chain`s or a `row.program` of `module`.
///
/// Arguments are named by the attribute `lrcnn.name`, else by their location,
/// else arg<i>; their dimensions are in the caller's order, that of the
/// function's types or of the layout of a `row.argument`. Results are named by
/// `lrcnn.name` or `row.argument`, else y, y1, ... Errors are diagnostics.
///
/// Loads the dialects `arith` and `math` into the module's context, in which
/// pointwise layers give their scalar bodies.
llvm::FailureOr<Result> interpret(mlir::ModuleOp module,
                                  const Arrays &arguments,
                                  const Options &options = {});

} // namespace lrcnn::interpret

#endif // LRCNN_INTERPRET_INTERPRET_H
