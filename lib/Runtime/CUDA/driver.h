//===- driver.h - The part of CUDA's driver that is used ----------*- C -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Declared here, and found when a program is created: building and compiling
// need neither CUDA's headers nor a driver.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_RUNTIME_CUDA_DRIVER_H
#define LRCNN_RUNTIME_CUDA_DRIVER_H

#include <stddef.h>
#include <stdint.h>

// The driver's types under names of ours: results, devices, and what is
// handled by pointers.
typedef int cuda_result;
typedef int cuda_device;
typedef struct cuda_context *cuda_context;
typedef struct cuda_module *cuda_module;
typedef struct cuda_function *cuda_function;
typedef struct cuda_stream *cuda_stream;
typedef unsigned long long cuda_pointer;

/// CUDA_MEMCPY2D.
typedef struct cuda_copy_2d {
  size_t source_x, source_y;
  int source_type;
  const void *source_host;
  cuda_pointer source;
  void *source_array;
  size_t source_pitch;
  size_t target_x, target_y;
  int target_type;
  void *target_host;
  cuda_pointer target;
  void *target_array;
  size_t target_pitch;
  size_t width, height;
} cuda_copy_2d;

enum {
  CUDA_SUCCEEDED = 0,
  CUDA_MAX_PITCH = 11,
  CUDA_CAPABILITY_MAJOR = 75,
  CUDA_CAPABILITY_MINOR = 76,
  CUDA_FUNCTION_REGISTERS = 4,
  CUDA_MEMORY_ON_DEVICE = 2,
  CUDA_JIT_ERROR_LOG = 5,
  CUDA_JIT_ERROR_LOG_BYTES = 6
};

/// The functions: name here, name there, parameters.
#define LRCNN_CUDA_FUNCTIONS(X)                                                \
  X(init, "cuInit", (unsigned flags))                                          \
  X(get_error_name, "cuGetErrorName", (cuda_result, const char **name))        \
  X(count_devices, "cuDeviceGetCount", (int *count))                           \
  X(get_device, "cuDeviceGet", (cuda_device *, int index))                     \
  X(get_device_attribute, "cuDeviceGetAttribute",                              \
    (int *value, int attribute, cuda_device))                                  \
  X(retain_context, "cuDevicePrimaryCtxRetain", (cuda_context *, cuda_device)) \
  X(release_context, "cuDevicePrimaryCtxRelease_v2", (cuda_device))            \
  X(push_context, "cuCtxPushCurrent_v2", (cuda_context))                       \
  X(pop_context, "cuCtxPopCurrent_v2", (cuda_context *))                       \
  X(get_stream_context, "cuStreamGetCtx", (cuda_stream, cuda_context *))       \
  X(load_module, "cuModuleLoadDataEx",                                         \
    (cuda_module *, const void *image, unsigned count, int *options,           \
     void **values))                                                           \
  X(unload_module, "cuModuleUnload", (cuda_module))                            \
  X(get_function, "cuModuleGetFunction",                                       \
    (cuda_function *, cuda_module, const char *name))                          \
  X(get_global, "cuModuleGetGlobal_v2",                                        \
    (cuda_pointer *, size_t *bytes, cuda_module, const char *name))            \
  X(get_function_attribute, "cuFuncGetAttribute",                              \
    (int *value, int attribute, cuda_function))                                \
  X(launch, "cuLaunchKernel",                                                  \
    (cuda_function, unsigned grid_x, unsigned grid_y, unsigned grid_z,         \
     unsigned block_x, unsigned block_y, unsigned block_z,                     \
     unsigned shared_bytes, cuda_stream, void **parameters, void **extra))     \
  X(copy, "cuMemcpyDtoDAsync_v2",                                              \
    (cuda_pointer target, cuda_pointer source, size_t bytes, cuda_stream))     \
  X(copy_2d, "cuMemcpy2DAsync_v2", (const cuda_copy_2d *, cuda_stream))

typedef struct lrcnn_cuda_driver {
#define X(MEMBER, NAME, PARAMETERS) cuda_result(*MEMBER) PARAMETERS;
  LRCNN_CUDA_FUNCTIONS(X)
#undef X
} lrcnn_cuda_driver;

/// Finds the driver, once in a process, and sets *driver; else sets the last
/// error and returns the status.
int32_t lrcnn_load_cuda_driver(const lrcnn_cuda_driver **driver);

/// Such as CUDA_ERROR_OUT_OF_MEMORY.
const char *lrcnn_get_cuda_error(const lrcnn_cuda_driver *driver,
                                 cuda_result result);

#endif // LRCNN_RUNTIME_CUDA_DRIVER_H
