//===- Blame.cpp - Whose failure it is ------------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Blame.h"
#include <csignal>
#include <cstdint>
#include <initializer_list>
#include <unistd.h>
#include <unwind.h>

// The code of the executable, as the linker says.
extern "C" const char __executable_start, etext;

/// Where the code of the function begins that called MLIR.
static const void *boundary;

void lrcnn::fuzz::setBoundary() {
  boundary = _Unwind_FindEnclosingFunction(__builtin_return_address(0));
}

namespace {
/// The functions from the place of a signal to the boundary.
struct Search {
  bool isBehindHandler = false;
  bool foundOwn = false;
};
} // namespace

static _Unwind_Reason_Code visitFrame(_Unwind_Context *frame, void *data) {
  auto *search = static_cast<Search *>(data);
  int wasInterrupted = 0;
  uintptr_t code = _Unwind_GetIPInfo(frame, &wasInterrupted);
  search->isBehindHandler |= wasInterrupted != 0;
  if (!search->isBehindHandler ||
      code < reinterpret_cast<uintptr_t>(&__executable_start) ||
      code >= reinterpret_cast<uintptr_t>(&etext))
    return _URC_NO_REASON;
  search->foundOwn =
      _Unwind_FindEnclosingFunction(reinterpret_cast<void *>(code)) != boundary;
  return _URC_END_OF_STACK;
}

static void handle(int signal) {
  Search search;
  _Unwind_Backtrace(visitFrame, &search);
  if (!search.foundOwn)
    _exit(lrcnn::fuzz::kForeign);
  // The action is the default one again: this ends the process.
  raise(signal);
}

void lrcnn::fuzz::installBlame() {
  static char stack[1 << 16];
  stack_t alternative = {stack, 0, sizeof(stack)};
  sigaltstack(&alternative, nullptr);
  struct sigaction action = {};
  action.sa_handler = handle;
  action.sa_flags = SA_ONSTACK | SA_RESETHAND | SA_NODEFER;
  for (int signal : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGPROF})
    sigaction(signal, &action, nullptr);
}
