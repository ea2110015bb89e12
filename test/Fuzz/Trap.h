//===- Trap.h - A pass that fails ------------------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TEST_FUZZ_TRAP_H
#define LRCNN_TEST_FUZZ_TRAP_H

namespace lrcnn::fuzz {

/// Registers `fuzz-trap`, which fails in each way that a pass must not, as its
/// option `kind` says: the tests of what is said of such a pass use it.
void registerTrapPass();

} // namespace lrcnn::fuzz

#endif // LRCNN_TEST_FUZZ_TRAP_H
