//===- GeneralBuilder.h - Emits one general kernel --------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// General kernels are scalar code, for any specification and any device. Work
// is cut in units, such as the elements of a result. A thread does a unit
// alone, or a team of threads shares one and adds up what its lanes have,
// always in the same order: results do not depend on how many blocks there are.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_CUDA_GENERALBUILDER_H
#define LRCNN_TARGET_CUDA_GENERALBUILDER_H

#include "lrcnn/Kernel/CallBuilder.h"

#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

namespace lrcnn::cuda {

using kernel::Index;
using kernel::OperandRef;

/// What there is a number of units for: each row and image of a call, each
/// image, or the call.
enum class Per { Row, Image, Call };

/// How a kernel is launched.
struct LaunchShape {
  Per per = Per::Call;
  int64_t count = 1;
  int64_t threads = 256;
  /// Units that a block does at once.
  int64_t units = 256;
};

/// What a thread works on.
struct Unit {
  /// 0 where units are not of a row or image.
  Index image, row;
  /// In [0, count).
  Index number;
  /// In [0, lanes).
  Index lane;
  /// Of a team: whether there is such a unit. Else its threads go through the
  /// last one with the others, and may store nothing.
  mlir::Value isInside;
};

/// The threads that share a unit.
struct Team {
  int64_t lanes;
  /// Whether the lanes of a unit are next to each other, or those of several
  /// units that have the same number.
  bool lanesAdjacent;
};

class GeneralBuilder : public kernel::CallBuilder {
public:
  using Values = llvm::SmallVector<mlir::Value>;
  using UnitBody = llvm::function_ref<void(const Unit &)>;

  /// Starts kernel `name` for calls with so many operands at the end of
  /// `module`.
  GeneralBuilder(mlir::gpu::GPUModuleOp module, llvm::StringRef name,
                 kernel::ElementType type, int64_t operands);
  /// Ends the kernel. Nothing may be emitted afterwards.
  LaunchShape finish();

  //===--------------------------------------------------------------------===//
  // Work: a kernel has one of these
  //===--------------------------------------------------------------------===//

  /// Visits each unit with one thread.
  void forEachUnit(Per per, int64_t count, UnitBody body);
  /// Visits each unit with a team. All threads of a block run the body, which
  /// may not branch around `sumTeam`.
  void forEachUnit(Per per, int64_t count, Team team, UnitBody body);
  /// The sum of what the lanes of this thread's team have, for each of them.
  mlir::Value sumTeam(mlir::Value value);
  /// Emits `body` for the first lane of each unit that there is.
  void ifFirst(const Unit &unit, llvm::function_ref<void()> body);

  //===--------------------------------------------------------------------===//
  // Values
  //===--------------------------------------------------------------------===//

  mlir::Value number(double number);
  mlir::Value zero() { return number(0.0); }
  mlir::Value fma(mlir::Value lhs, mlir::Value rhs, mlir::Value addend);
  mlir::Value isNot(mlir::Value condition);
  mlir::Value isWithin(Index index, Index begin, Index end);
  /// What one of two pieces of code gives: an element, if nothing else is said.
  mlir::Value choose(mlir::Value condition,
                     llvm::function_ref<mlir::Value()> then,
                     llvm::function_ref<mlir::Value()> otherwise,
                     mlir::Type type = {});
  /// What `then` gives, or `otherwise`, which is as many values.
  Values chooseAll(mlir::Value condition, llvm::function_ref<Values()> then,
                   mlir::ValueRange otherwise);
  mlir::Value select(mlir::Value condition, mlir::Value then,
                     mlir::Value otherwise);
  using CallBuilder::select;
  /// An element, or zero, which is not loaded.
  mlir::Value loadIf(mlir::Value condition, mlir::Value base, Index offset);
  /// The sum of `body` over [begin, end), from `init` on.
  mlir::Value
  fold(Index begin, Index end, mlir::Value init,
       llvm::function_ref<mlir::Value(Index, mlir::Value sum)> body);

private:
  Index toIndex(mlir::Value number);
  Index getThread();
  void forEachImage(llvm::function_ref<void(Index image)> body);
  Unit makeUnit(Index image, Index position);
  mlir::Value getShared();

  LaunchShape shape;
  Team team{1, true};
  mlir::LLVM::GlobalOp shared;
};

} // namespace lrcnn::cuda

#endif // LRCNN_TARGET_CUDA_GENERALBUILDER_H
