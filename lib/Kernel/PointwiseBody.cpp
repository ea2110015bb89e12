//===- PointwiseBody.cpp - What a kernel does to each element -------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Kernel/PointwiseBody.h"

using namespace mlir;
using namespace lrcnn::kernel;

PointwiseBody PointwiseBody::copy() {
  return {"copy", [](OpBuilder &, Location, ArrayRef<Value> operands) {
            return operands[0];
          }};
}
