//===- Blame.h - Whose failure it is ---------------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TEST_FUZZ_BLAME_H
#define LRCNN_TEST_FUZZ_BLAME_H

namespace lrcnn::fuzz {

/// The status of a process that ended in code of LLVM's and MLIR's libraries,
/// which none of this project's had called: their parsers, verifiers and
/// printers do not stand every input either.
constexpr int kForeign = 98;

/// Lets this process end with `kForeign` at a signal that ends it, if no
/// function of the executable has been called since by the one that called
/// `setBoundary`. What belongs to the project is linked into the
/// executable; LLVM and MLIR are shared libraries.
void installBlame();

/// To be called by a function that calls MLIR then.
void setBoundary();

} // namespace lrcnn::fuzz

#endif // LRCNN_TEST_FUZZ_BLAME_H
