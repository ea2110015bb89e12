//===- descriptor.h - What generated code and runtime share -------*- C -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The contract inside NAME.so, for every device. The generated object defines
// one constant lrcnn_program_descriptor and the exported functions, each of
// which hands the descriptor to the function here that does the work; the
// runtime checks the arguments and calls the generated entry.
// lrcnn/Target/Program/ProgramInterface.h builds the generated side.
// lrcnn/Runtime/device.h has what differs between devices.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_RUNTIME_DESCRIPTOR_H
#define LRCNN_RUNTIME_DESCRIPTOR_H

#include "lrcnn/Runtime/lrcnn_runtime.h"

#ifdef __cplusplus
extern "C" {
#endif

/// The alignments that a program may ask for: from an element's to a large
/// page's.
#define LRCNN_MIN_ALIGNMENT INT64_C(8)
#define LRCNN_MAX_ALIGNMENT (INT64_C(2) << 20)

/// Greatest rank of an argument.
#define LRCNN_MAX_RANK 8

/// An argument as generated code sees it: checked, never with null strides.
///
/// `data` is null for an argument that the entry does not use, and for a
/// gradient that the caller does not want: its work is skipped. A given
/// gradient (dy) is never null: for a null of the caller's, `data` is a zero
/// element and all strides are 0, so code that reads it through its strides
/// reads zeros.
typedef struct lrcnn_tensor {
  void *data;
  const int64_t *strides; ///< In elements, in the argument's own dimensions.
} lrcnn_tensor;

/// One call of an entry. Lives on the caller's stack.
typedef struct lrcnn_invocation {
  const lrcnn_tensor *arguments; ///< One for each of the descriptor's.
  char *stash;                   ///< Null in inference.
  char *workspace;
  char *offload;
  int64_t flags; ///< lrcnn_flags
  void *stream;
  /// Of the device, for the functions of its runtime that entries call; and the
  /// lrcnn_status of the call.
  void *state;
  int32_t status;
} lrcnn_invocation;

typedef void (*lrcnn_entry)(lrcnn_invocation *invocation);

typedef struct lrcnn_program_descriptor {
  /// What the caller may see; NAME_info returns its address.
  lrcnn_program_info info;
  /// Null where the program was compiled without the entry.
  lrcnn_entry forward, inference, backward;
} lrcnn_program_descriptor;

//===----------------------------------------------------------------------===//
// Called by the generated NAME_create, NAME_forward, ...
//===----------------------------------------------------------------------===//

int32_t lrcnn_runtime_create(const lrcnn_program_descriptor *descriptor,
                             const lrcnn_config *config,
                             lrcnn_program **program);
int32_t lrcnn_runtime_forward(const lrcnn_program_descriptor *descriptor,
                              lrcnn_program *program,
                              const lrcnn_buffer *arguments, int64_t n,
                              lrcnn_step *step, void *stream);
int32_t lrcnn_runtime_backward(const lrcnn_program_descriptor *descriptor,
                               lrcnn_program *program,
                               const lrcnn_buffer *arguments, int64_t n,
                               lrcnn_step *step, void *stream);
void lrcnn_runtime_destroy(lrcnn_program *program);
const char *lrcnn_runtime_last_error(void);

#ifdef __cplusplus
} // extern "C"
#endif

#endif // LRCNN_RUNTIME_DESCRIPTOR_H
