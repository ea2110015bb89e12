//===- KernelEmitters.h - The GPU's kernels by their kind -------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_CUDA_KERNELEMITTERS_H
#define LRCNN_TARGET_CUDA_KERNELEMITTERS_H

#include "lrcnn/Kernel/Match.h"
#include "lrcnn/Target/CUDA/GeneralBuilder.h"
#include "llvm/ADT/StringMap.h"

#include <functional>

namespace lrcnn::cuda {
using kernel::KernelCall;
using kernel::KernelKind;
using kernel::KernelSpec;

/// How kernels of one kind are made.
struct KernelEmitter {
  /// Adds the kernel of a call to the module under the name.
  std::function<LaunchShape(mlir::gpu::GPUModuleOp, llvm::StringRef,
                            const KernelCall &)>
      emit;
  /// Of a kernel that packs, or that takes out what a fold has accumulated:
  /// bytes of what is packed or accumulated.
  std::function<int64_t(const KernelSpec &)> packedBytes = nullptr;
  /// Of a fold that accumulates for each image on its own: bytes of one.
  std::function<int64_t(const KernelSpec &)> imageBytes = nullptr;
};

/// The element type of a specification.
template <typename SpecT>
kernel::ElementType getElementType(const SpecT &spec) {
  if constexpr (requires { spec.shape; })
    return spec.shape.type;
  else
    return spec.type;
}

/// The emitters of all kinds. A file of kernels adds its own.
class KernelEmitters {
public:
  /// Adds a kind of general kernels, whose code `function` emits.
  template <typename SpecT>
  KernelEmitter &add(KernelKind kind,
                     void (*function)(GeneralBuilder &, const SpecT &)) {
    auto emit = [function](mlir::gpu::GPUModuleOp module, llvm::StringRef name,
                           const KernelCall &call) {
      const SpecT &spec = call.spec.get<SpecT>();
      GeneralBuilder builder(module, name, getElementType(spec),
                             call.operands.size());
      function(builder, spec);
      return builder.finish();
    };
    return emitters[kind.getName()] = {emit};
  }

  /// Null if the target has no such kernels.
  const KernelEmitter *lookup(KernelKind kind) const {
    auto it = emitters.find(kind.getName());
    return it == emitters.end() ? nullptr : &it->second;
  }

  /// Bytes of what a kernel that packs, or takes out, has packed; 0 of other
  /// kinds.
  int64_t getPackedBytes(const KernelCall &call) const;
  /// Bytes that a kernel's result has for each image, where it is an
  /// accumulator of all images; 0 of other kinds.
  int64_t getImageBytes(const KernelCall &call) const;

private:
  llvm::StringMap<KernelEmitter> emitters;
};

/// All kernels of the GPU.
const KernelEmitters &getKernelEmitters();

} // namespace lrcnn::cuda

#endif // LRCNN_TARGET_CUDA_KERNELEMITTERS_H
