//===- lrcnn_runtime.h - Calling a compiled program ---------------*- C -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The C contract of NAME.so. Needs C11 or C++ and nothing else: NAME.so carries
// its own runtime. docs/ABI.md explains it with a complete program.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_RUNTIME_LRCNN_RUNTIME_H
#define LRCNN_RUNTIME_LRCNN_RUNTIME_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Version of everything in this header. It changes when a program built
/// against an older header could no longer be called correctly.
#define LRCNN_ABI_VERSION 2

//===----------------------------------------------------------------------===//
// Codes
//===----------------------------------------------------------------------===//

/// What a call returns. Anything but LRCNN_OK is an error, and says more
/// through last_error.
enum lrcnn_status {
  LRCNN_OK = 0,
  /// An argument does not fit the program; nothing was written.
  LRCNN_INVALID_ARGUMENT = 1,
  /// The step is not one that the call can work on; nothing was written.
  LRCNN_INVALID_STATE = 2,
  /// This machine or this program cannot do what was asked for.
  LRCNN_UNSUPPORTED = 3,
  /// Memory or threads ran out.
  LRCNN_OUT_OF_RESOURCES = 4,
  /// The caller's executor failed: what the call writes is undefined.
  LRCNN_EXECUTOR_FAILED = 5,
  /// The device failed: what the call writes is undefined.
  LRCNN_DEVICE_FAILED = 6
};

/// Element types.
enum lrcnn_dtype {
  LRCNN_F32 = 1,
  LRCNN_F64 = 2,
  LRCNN_F16 = 3,
  LRCNN_BF16 = 4,
  LRCNN_U8 = 5,
  LRCNN_I64 = 6
};

/// Kinds of devices, numbered as in DLPack.
enum lrcnn_device_kind { LRCNN_CPU = 1, LRCNN_CUDA = 2 };

/// What an argument is to the network.
enum lrcnn_role {
  /// A filter, bias or affine.
  LRCNN_PARAMETER = 0,
  /// An input or output of the network.
  LRCNN_ACTIVATION = 1,
  /// The gradient of either: given (dy) or asked for (dx, dw).
  LRCNN_GRADIENT = 2,
  /// Carried from step to step, such as running statistics.
  LRCNN_STATE = 3
};

/// The calls of a program, as bits of lrcnn_argument::reads and ::writes.
enum lrcnn_calls { LRCNN_IN_FORWARD = 1, LRCNN_IN_BACKWARD = 2 };

/// What a step is ready for.
enum lrcnn_step_state {
  /// Forward has not filled it; so is a step of zeros.
  LRCNN_STEP_EMPTY = 0,
  /// A call works on it.
  LRCNN_STEP_RUNNING = 1,
  /// Forward has filled it: backward may use it.
  LRCNN_STEP_FULL = 2,
  /// Backward has used it up.
  LRCNN_STEP_USED = 3,
  /// A call failed while it worked on it.
  LRCNN_STEP_FAILED = 4
};

/// Bits of lrcnn_config::flags.
enum lrcnn_flags {
  /// backward adds to the gradients that it finds instead of overwriting them.
  LRCNN_ACCUMULATE_GRADIENTS = 1
};

//===----------------------------------------------------------------------===//
// Structures
//
// `struct_size` is sizeof the structure as the caller knows it, so that later
// versions can append members.
//===----------------------------------------------------------------------===//

typedef struct lrcnn_device {
  int32_t kind;  ///< lrcnn_device_kind
  int32_t index; ///< Which of them; 0 for the CPU.
} lrcnn_device;

/// A tensor of the caller's. With `data` null the rest is not looked at: an
/// argument that the call does not use, a gradient that is not wanted, or a
/// given gradient that is zero.
typedef struct lrcnn_buffer {
  uint64_t struct_size;
  void *data;
  int32_t dtype; ///< lrcnn_dtype
  int32_t rank;
  const int64_t *shape;
  /// In elements, one for each dimension. Null: contiguous, last dimension
  /// fastest. What is only read may have zero or negative strides.
  const int64_t *strides;
  lrcnn_device device;
} lrcnn_buffer;

/// Memory of the caller's: at least `bytes` bytes at `data`. All zero: none.
typedef struct lrcnn_memory {
  void *data;
  int64_t bytes;
} lrcnn_memory;

/// One training step: what a forward call leaves for its backward call, and the
/// memory that they work in. The record lies in host memory and is the
/// caller's, who sets all of it to zero but for struct_size and the memories,
/// and may fill it again and again. `state` and `fingerprint` are the program's
/// to write. The caller may change memories between calls, as long as the stash
/// and the offload hold what forward has left there.
typedef struct lrcnn_step {
  uint64_t struct_size;
  int32_t state; ///< lrcnn_step_state
  uint32_t reserved;
  /// lrcnn_program_info::fingerprint of the program that has filled it.
  uint64_t fingerprint;
  /// stash_bytes on the program's device, for forward and backward. None:
  /// forward is inference.
  lrcnn_memory stash;
  /// Bytes on the program's device, as many as the call needs.
  lrcnn_memory workspace;
  /// offload_bytes of host memory, for forward and backward.
  lrcnn_memory offload;
} lrcnn_step;

/// Runs parallel loops. The caller may bring its own, so that the program uses
/// the same threads as everything around it.
typedef struct lrcnn_executor {
  uint64_t struct_size;
  /// Handed to every call of parallel_for.
  void *self;
  /// Calls body(context, task) once for each task in [0, tasks), on any threads
  /// and in any order, and returns 0 when all are done. Anything else says that
  /// not all ran, and that none is running any more. Several threads may call
  /// it at once when several threads call the program at once.
  int32_t (*parallel_for)(void *self, int64_t tasks,
                          void (*body)(void *context, int64_t task),
                          void *context);
  /// How many tasks can run at once; at least 1. Results do not depend on it.
  int32_t threads;
} lrcnn_executor;

typedef struct lrcnn_config {
  uint64_t struct_size;
  /// Where the program runs: a device of the kind that it was compiled for. All
  /// zero: the first of them.
  lrcnn_device device;
  /// Copied by create. Null: a pool of the program's own.
  const lrcnn_executor *executor;
  /// Threads of the program's own pool, the calling thread among them. 0: the
  /// environment variable LRCNN_NUM_THREADS, else the cores that this process
  /// may use.
  int32_t threads;
  uint32_t flags; ///< lrcnn_flags
} lrcnn_config;

/// What a program says about one of its arguments.
typedef struct lrcnn_argument {
  const char *name;
  const int64_t *shape;
  int32_t rank;
  int32_t dtype;   ///< lrcnn_dtype
  int32_t role;    ///< lrcnn_role
  uint32_t reads;  ///< The calls that read it.
  uint32_t writes; ///< The calls that write it.
  uint32_t reserved;
} lrcnn_argument;

/// What a program says about itself.
typedef struct lrcnn_program_info {
  uint64_t struct_size;
  uint64_t abi_version; ///< LRCNN_ABI_VERSION
  const char *name;
  const lrcnn_argument *arguments;
  int64_t argument_count;
  /// Differs between programs whose arguments, memory or code differ; the same
  /// as in NAME.json.
  uint64_t fingerprint;
  /// What the code needs of the device, separated by commas: the instruction
  /// sets of a CPU.
  const char *features;
  /// lrcnn_device_kind: where the program runs, and where tensors, stash and
  /// workspace lie.
  int32_t device_kind;
  uint32_t reserved;
  /// Least alignment of stash, workspace and offload, a power of two.
  int64_t alignment;
  /// At least 1 where there is a backward pass: by its stash a training step is
  /// told from inference.
  int64_t stash_bytes;
  int64_t forward_workspace_bytes;
  int64_t inference_workspace_bytes;
  int64_t backward_workspace_bytes;
  /// Host memory that holds a part of what forward leaves for backward.
  int64_t offload_bytes;
} lrcnn_program_info;

/// A program that is ready to be called. It may be called from several threads
/// at once, each with a step, workspace and outputs of its own.
typedef struct lrcnn_program lrcnn_program;

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

/// Declares the functions of the program NAME.
///
/// NAME_info returns a constant and cannot fail.
///
/// NAME_create makes *program; a null config asks for all defaults. On an error
/// *program is set to null.
///
/// NAME_forward and NAME_backward take all arguments in the order of
/// NAME_info()->arguments, n of them; those that the call neither reads nor
/// writes are not looked at. Everything is checked before anything is written.
/// They allocate nothing. What is written must not overlap anything else that
/// the call uses. `stream` is where a GPU queues the work; null on the CPU.
///
/// forward fills `step` for one backward. Without a stash it is inference: it
/// keeps nothing, works in inference_workspace_bytes, and neither reads nor
/// writes the rest of `step`. backward uses `step` up.
///
/// NAME_destroy takes null too. No call may be running.
///
/// NAME_last_error describes the calling thread's last error in this library;
/// it is "" before the first, and valid until the next.
#define LRCNN_DECLARE_PROGRAM(NAME)                                            \
  const lrcnn_program_info *NAME##_info(void);                                 \
  int32_t NAME##_create(const lrcnn_config *config, lrcnn_program **program);  \
  int32_t NAME##_forward(lrcnn_program *program,                               \
                         const lrcnn_buffer *arguments, int64_t n,             \
                         lrcnn_step *step, void *stream);                      \
  int32_t NAME##_backward(lrcnn_program *program,                              \
                          const lrcnn_buffer *arguments, int64_t n,            \
                          lrcnn_step *step, void *stream);                     \
  void NAME##_destroy(lrcnn_program *program);                                 \
  const char *NAME##_last_error(void)

/// The same as NAME_last_error, for those who load one library by its path.
/// When several programs are linked into one executable, this name means the
/// first of them only.
const char *lrcnn_last_error(void);

#ifdef __cplusplus
} // extern "C"
#endif

#endif // LRCNN_RUNTIME_LRCNN_RUNTIME_H
