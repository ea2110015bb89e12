//===- KernelEmitters.h - The CPU's kernels by their kind -------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_CPU_KERNELEMITTERS_H
#define LRCNN_TARGET_CPU_KERNELEMITTERS_H

#include "lrcnn/Kernel/KernelSpec.h"
#include "lrcnn/Target/CPU/VectorTarget.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/StringMap.h"

#include <functional>

namespace lrcnn::cpu {
using kernel::KernelKind;
using kernel::KernelSpec;

/// How kernels of one kind are made.
struct KernelEmitter {
  /// Adds the kernel to the module under the name.
  std::function<void(mlir::ModuleOp, llvm::StringRef, const KernelSpec &,
                     const VectorTarget &)>
      emit;
  /// Of a kernel that packs, or that takes out what a fold has accumulated:
  /// bytes of what is packed or accumulated.
  std::function<int64_t(const KernelSpec &, const VectorTarget &)> packedBytes =
      nullptr;
  /// Of a fold that accumulates for each image on its own: bytes of one.
  std::function<int64_t(const KernelSpec &, const VectorTarget &)> imageBytes =
      nullptr;
};

/// The emitters of all kinds. A file of kernels adds its own.
class KernelEmitters {
public:
  KernelEmitter &add(KernelKind kind, KernelEmitter emitter) {
    return emitters[kind.getName()] = std::move(emitter);
  }
  /// Adds a kind that `function` emits.
  template <typename SpecT>
  KernelEmitter &
  add(KernelKind kind,
      mlir::func::FuncOp (*function)(mlir::ModuleOp, llvm::StringRef,
                                     const SpecT &, const VectorTarget &)) {
    return add(kind,
               {[function](mlir::ModuleOp module, llvm::StringRef name,
                           const KernelSpec &spec, const VectorTarget &target) {
                 function(module, name, spec.get<SpecT>(), target);
               }});
  }

  /// Null if the CPU has no such kernels.
  const KernelEmitter *lookup(KernelKind kind) const {
    auto it = emitters.find(kind.getName());
    return it == emitters.end() ? nullptr : &it->second;
  }

  /// Bytes of what a kernel that packs, or takes out, has packed; 0 of other
  /// kinds.
  int64_t getPackedBytes(KernelKind kind, const KernelSpec &spec,
                         const VectorTarget &target) const;
  /// Bytes that a kernel's result has for each image, where it is an
  /// accumulator of all images; 0 of other kinds.
  int64_t getImageBytes(KernelKind kind, const KernelSpec &spec,
                        const VectorTarget &target) const;

private:
  llvm::StringMap<KernelEmitter> emitters;
};

/// All kernels of the CPU.
const KernelEmitters &getKernelEmitters();

} // namespace lrcnn::cpu

#endif // LRCNN_TARGET_CPU_KERNELEMITTERS_H
