//===- KernelABI.h - What a CPU kernel is called with -----------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The one signature that every generated CPU kernel has.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_CPU_KERNELABI_H
#define LRCNN_TARGET_CPU_KERNELABI_H

#include "lrcnn/Kernel/CallRecord.h"

namespace lrcnn::cpu {

/// What a kernel is said to be is the same for every target.
using namespace kernel;

/// A call with `N` operands.
template <int N>
struct CallWith : Call {
  Operand operands[N];
};

/// Does share `task` of `tasks` of the work; the result does not depend on
/// `tasks`.
using KernelFunction = void (*)(const Call *call, int64_t task, int64_t tasks);

static_assert(sizeof(CallWith<2>) == 144,
              "operands follow the record without a gap");

} // namespace lrcnn::cpu

#endif // LRCNN_TARGET_CPU_KERNELABI_H
