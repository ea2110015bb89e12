//===- Target.h - What programs are compiled for ----------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_TARGET_H
#define LRCNN_TARGET_TARGET_H

#include "lrcnn/Dialect/Row/Transforms/ProgramTarget.h"
#include "lrcnn/Runtime/lrcnn_runtime.h"
#include "mlir/Pass/PassManager.h"

#include "llvm/ADT/MapVector.h"

#include <vector>

namespace lrcnn {

/// Reports an error that has no place in the IR.
using EmitError = llvm::function_ref<mlir::InFlightDiagnostic()>;

/// An object file in memory.
using ObjectCode = llvm::SmallVector<char, 0>;

/// Runs passes on a module, as the pass does that lowers a program.
using RunPipeline = llvm::function_ref<mlir::LogicalResult(
    mlir::OpPassManager &, mlir::Operation *)>;

/// What a program is compiled for: a kind of machine with its parameters. All
/// that depends on it is asked here, so a target is a class, a runtime for its
/// device (lrcnn/Runtime/device.h) and a registration.
class Target : public row::ProgramTarget {
public:
  /// As in `#row.target<"cpu">`.
  virtual llvm::StringRef getName() const = 0;

  /// The attribute that gives this target on every machine: what was left to
  /// the machine that compiles is said in it.
  virtual row::TargetAttr getAttr(mlir::MLIRContext *context) const = 0;

  /// The kind of device that runs the program and has its memory, an
  /// lrcnn_device_kind or another number of DLPack's.
  virtual int32_t getDeviceKind() const = 0;

  /// Whether kernels can read and write elements of `type`.
  virtual bool hasElementType(mlir::FloatType type) const = 0;

  /// The static library that is linked into every program: the common part of
  /// the runtime and that of the device.
  virtual llvm::StringRef getRuntimeArchive() const = 0;

  /// Turns `program`, which has places, into the LLVM dialect with the
  /// functions of the C contract around it; see lowerProgram.
  virtual mlir::LogicalResult lower(row::ProgramOp program,
                                    RunPipeline runPipeline) const = 0;

  /// Compiles what `lower` has left in `module`.
  virtual mlir::LogicalResult emit(mlir::ModuleOp module,
                                   std::vector<ObjectCode> &objects) const = 0;
};

/// Makes a target of its attribute. Parameters that are left out are those of
/// this machine; one that the target cannot have is an error.
using TargetFactory = mlir::FailureOr<std::unique_ptr<const Target>> (*)(
    row::TargetAttr, EmitError);

/// The targets of a context, by name.
class TargetRegistry : public row::ProgramTargets {
public:
  using ProgramTargets::ProgramTargets;

  void add(llvm::StringRef name, TargetFactory factory);

  mlir::FailureOr<std::unique_ptr<const Target>>
  create(row::TargetAttr target, EmitError emitError) const;

  mlir::FailureOr<std::unique_ptr<const row::ProgramTarget>>
  getTarget(row::TargetAttr target, EmitError emitError) const override;

private:
  llvm::MapVector<llvm::StringRef, TargetFactory> factories;
};

/// The registry of the dialect, which is made at its first use.
TargetRegistry &getTargetRegistry(row::RowDialect &dialect);

/// The target that `program` is for; an error if it has none, or if the target
/// cannot have the program's elements.
mlir::FailureOr<std::unique_ptr<const Target>>
getTarget(row::ProgramOp program);

} // namespace lrcnn

#endif // LRCNN_TARGET_TARGET_H
