//===- NullTarget.h - A target without a machine ----------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A target from outside of lib: it shows what one needs to be, and that nothing
// that all targets share takes the device for the host. Its kernels are the
// interpreter's, its memory cannot be touched but by them.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TEST_TARGET_NULL_NULLTARGET_H
#define LRCNN_TEST_TARGET_NULL_NULLTARGET_H

#include "lrcnn/Dialect/Row/IR/Row.h"

namespace lrcnn::test {

/// Adds the target "null" to those of the contexts of `registry`.
void registerNullTarget(mlir::DialectRegistry &registry);

/// Gives the null device the operations of a program, numbered in the order of
/// a walk; the program's number. They stay there until the device is emptied,
/// which must happen before their context goes away.
int64_t loadOnNullDevice(row::ProgramOp program);
void emptyNullDevice();

/// Bytes that the null device takes for a packed filter, and for what a fold
/// accumulates.
int64_t getNullFilterBytes(mlir::Operation *layer);
int64_t getNullAccumulatorBytes(mlir::Operation *fold);

/// While it lives, the host may touch the device's memory.
class NullDeviceAccess {
public:
  NullDeviceAccess();
  NullDeviceAccess(const NullDeviceAccess &) = delete;
  ~NullDeviceAccess();
};

} // namespace lrcnn::test

#endif // LRCNN_TEST_TARGET_NULL_NULLTARGET_H
