//===- ToyProgram.h - A program written by hand -----------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// y = x * w for x, y of [2, 3] and w of [3], as generated code would look like:
// what the runtime does with a program can be seen on it.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TEST_TARGET_TOYPROGRAM_H
#define LRCNN_TEST_TARGET_TOYPROGRAM_H

#include "lrcnn/Runtime/CPU/parallel.h"
#include "lrcnn/Runtime/descriptor.h"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace lrcnn::test {

/// The toy program's arguments, in order.
enum ToyArgument { X, W, Y, DY, DW, NumToyArguments };

/// The toy program; a test may change its copy.
lrcnn_program_descriptor makeToyDescriptor() noexcept;

/// Memory as a caller would bring it, filled with numbers, and calls on it.
class ToyCaller {
public:
  explicit ToyCaller(const lrcnn_program_descriptor &descriptor,
                     const lrcnn_config *config = nullptr);
  ToyCaller(const ToyCaller &) = delete;
  ~ToyCaller() { lrcnn_runtime_destroy(program); }

  int32_t forward(bool keep = true) {
    lrcnn_memory stash = step.stash;
    if (!keep)
      step.stash = {};
    int32_t status = lrcnn_runtime_forward(&descriptor, program, buffers.data(),
                                           count, &step, stream);
    step.stash = stash;
    return status;
  }
  int32_t backward() {
    return lrcnn_runtime_backward(&descriptor, program, buffers.data(), count,
                                  &step, stream);
  }

  const lrcnn_program_descriptor &descriptor;
  lrcnn_program *program = nullptr;
  int32_t created;

  std::array<float, 6> x{1, 2, 3, 4, 5, 6}, y{}, dy{1, 1, 1, 10, 10, 10};
  std::array<float, 3> w{1, 10, 100}, dw{};
  std::array<lrcnn_buffer, NumToyArguments> buffers;
  int64_t count = NumToyArguments;
  alignas(64) std::array<char, 256> stashBytes{}, workspaceBytes{};
  lrcnn_step step{sizeof(lrcnn_step),
                  LRCNN_STEP_EMPTY,
                  0,
                  0,
                  {stashBytes.data(), sizeof stashBytes},
                  {workspaceBytes.data(), sizeof workspaceBytes},
                  {}};
  void *stream = nullptr;
};

/// The message of the last error.
inline std::string lastError() { return lrcnn_runtime_last_error(); }

} // namespace lrcnn::test

#endif // LRCNN_TEST_TARGET_TOYPROGRAM_H
