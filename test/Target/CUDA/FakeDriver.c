//===- FakeDriver.c - A CUDA driver without a GPU -------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the runtime calls of libcuda.so.1, under that name: who loads this
// library first finds out what the runtime does. Nothing is computed, and there
// is nothing that allocates or waits.
//
//===----------------------------------------------------------------------===//

#include "../../../lib/Runtime/CUDA/driver.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/// What there is; tests set it.
int fake_devices = 2, fake_capability = 90;
/// The function that fails, and with what.
const char *fake_failing = "";
int fake_result;
/// What was called, in words.
char fake_log[1 << 16];

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

__attribute__((format(printf, 1, 2))) static void note(const char *format,
                                                       ...) {
  pthread_mutex_lock(&lock);
  size_t length = strlen(fake_log);
  __builtin_va_list arguments;
  __builtin_va_start(arguments, format);
  vsnprintf(fake_log + length, sizeof fake_log - length, format, arguments);
  __builtin_va_end(arguments);
  pthread_mutex_unlock(&lock);
}

static cuda_result result_of(const char *function) {
  return strcmp(function, fake_failing) ? CUDA_SUCCEEDED : fake_result;
}

/// Contexts are numbered from 1, a device's from 1 on; streams say theirs.
static _Thread_local uintptr_t current;

cuda_result cuInit(unsigned flags) {
  (void)flags;
  return result_of("cuInit");
}

cuda_result cuGetErrorName(cuda_result result, const char **name) {
  *name = result == 100   ? "CUDA_ERROR_NO_DEVICE"
          : result == 222 ? "CUDA_ERROR_UNSUPPORTED_PTX_VERSION"
          : result == 700 ? "CUDA_ERROR_ILLEGAL_ADDRESS"
                          : NULL;
  return *name ? CUDA_SUCCEEDED : 1;
}

cuda_result cuDeviceGetCount(int *count) {
  *count = fake_devices;
  return result_of("cuDeviceGetCount");
}

cuda_result cuDeviceGet(cuda_device *device, int index) {
  *device = index;
  return result_of("cuDeviceGet");
}

cuda_result cuDeviceGetAttribute(int *value, int attribute,
                                 cuda_device device) {
  (void)device;
  *value = attribute == CUDA_CAPABILITY_MAJOR   ? fake_capability / 10
           : attribute == CUDA_CAPABILITY_MINOR ? fake_capability % 10
                                                : 1 << 20;
  return result_of("cuDeviceGetAttribute");
}

cuda_result cuDevicePrimaryCtxRetain(cuda_context *context,
                                     cuda_device device) {
  *context = (cuda_context)(uintptr_t)(device + 1);
  return result_of("cuDevicePrimaryCtxRetain");
}

cuda_result cuDevicePrimaryCtxRelease_v2(cuda_device device) {
  note("release %d\n", device);
  return CUDA_SUCCEEDED;
}

cuda_result cuCtxPushCurrent_v2(cuda_context context) {
  current = (uintptr_t)context;
  return result_of("cuCtxPushCurrent");
}

cuda_result cuCtxPopCurrent_v2(cuda_context *context) {
  (void)context;
  current = 0;
  return CUDA_SUCCEEDED;
}

cuda_result cuStreamGetCtx(cuda_stream stream, cuda_context *context) {
  *context = (cuda_context)((uintptr_t)stream / 1000);
  return result_of("cuStreamGetCtx");
}

cuda_result cuModuleLoadDataEx(cuda_module *module, const void *image,
                               unsigned count, int *options, void **values) {
  (void)values;
  bool is_text = memcmp(image,
                        "\x7f"
                        "ELF",
                        4) != 0;
  if (count > 0 && options[0] == CUDA_JIT_ERROR_LOG && fake_result)
    strcpy(values[0], "line 1\nline 2");
  note("load %s in %d\n", is_text ? "ptx" : "cubin", (int)current);
  *module = (cuda_module)current;
  return result_of(is_text ? "ptx" : "cubin");
}

cuda_result cuModuleUnload(cuda_module module) {
  note("unload %d in %d\n", (int)(uintptr_t)module, (int)current);
  return CUDA_SUCCEEDED;
}

/// Functions are their names.
cuda_result cuModuleGetFunction(cuda_function *function, cuda_module module,
                                const char *name) {
  (void)module;
  *function = (cuda_function)(uintptr_t)name;
  return result_of("cuModuleGetFunction");
}

cuda_result cuModuleGetGlobal_v2(cuda_pointer *pointer, size_t *bytes,
                                 cuda_module module, const char *name) {
  (void)module;
  (void)name;
  *pointer = 1 << 20;
  *bytes = 8;
  return result_of("cuModuleGetGlobal");
}

cuda_result cuFuncGetAttribute(int *value, int attribute,
                               cuda_function function) {
  (void)attribute;
  (void)function;
  *value = 32;
  return CUDA_SUCCEEDED;
}

cuda_result cuLaunchKernel(cuda_function function, unsigned grid_x,
                           unsigned grid_y, unsigned grid_z, unsigned block_x,
                           unsigned block_y, unsigned block_z,
                           unsigned shared_bytes, cuda_stream stream,
                           void **parameters, void **extra) {
  (void)grid_z, (void)block_y, (void)block_z, (void)shared_bytes, (void)extra;
  note("launch %s %ux%u of %u for rows %d to %d on %d in %d\n",
       (const char *)function, grid_x, grid_y, block_x,
       (int)((int64_t *)parameters[0])[1], (int)((int64_t *)parameters[0])[2],
       (int)(uintptr_t)stream, (int)current);
  return result_of("cuLaunchKernel");
}

cuda_result cuMemcpyDtoDAsync_v2(cuda_pointer target, cuda_pointer source,
                                 size_t bytes, cuda_stream stream) {
  (void)target, (void)source;
  note("copy %zu on %d in %d\n", bytes, (int)(uintptr_t)stream, (int)current);
  return result_of("cuMemcpyDtoDAsync");
}

cuda_result cuMemcpy2DAsync_v2(const cuda_copy_2d *copy, cuda_stream stream) {
  note("copy %zux%zu on %d in %d\n", copy->height, copy->width,
       (int)(uintptr_t)stream, (int)current);
  return result_of("cuMemcpy2DAsync");
}
