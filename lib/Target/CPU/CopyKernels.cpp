//===- CopyKernels.cpp - Kernels that move rows ---------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CPU/CopyKernels.h"

#include "lrcnn/Target/CPU/PointwiseKernels.h"

using namespace mlir;
using namespace lrcnn::cpu;

static PointwiseSpec makePointwise(const CopySpec &spec) {
  PointwiseSpec pointwise;
  pointwise.type = spec.type;
  pointwise.width = spec.width;
  pointwise.channels = spec.channels;
  pointwise.inputs = {spec.source};
  pointwise.result = spec.target;
  pointwise.body = PointwiseBody::copy();
  pointwise.gradient = spec.gradient;
  return pointwise;
}

std::string CopySpec::getKey() const { return makePointwise(*this).getKey(); }

func::FuncOp lrcnn::cpu::emitCopy(ModuleOp module, StringRef name,
                                  const CopySpec &spec,
                                  const VectorTarget &target) {
  return emitPointwise(module, name, makePointwise(spec), target);
}
