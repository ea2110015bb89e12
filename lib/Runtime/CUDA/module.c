//===- module.c - A program's code in a context ---------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "module.h"

#include "lrcnn/Runtime/CUDA/code.h"
#include "lrcnn/Runtime/device.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static lrcnn_cuda_module *modules;

/// Loads machine code if it is for the device, else lets the driver compile.
static int32_t load_code(const lrcnn_cuda_driver *driver, int32_t capability,
                         cuda_module *module) {
  const lrcnn_cuda_code *code = &lrcnn_cuda_program_code;
  if (code->cubin && code->cubin_capability == capability &&
      driver->load_module(module, code->cubin, 0, NULL, NULL) == CUDA_SUCCEEDED)
    return LRCNN_OK;
  char log[512] = "";
  int options[] = {CUDA_JIT_ERROR_LOG, CUDA_JIT_ERROR_LOG_BYTES};
  // The driver takes numbers in the place of pointers.
  // NOLINTNEXTLINE(performance-no-int-to-ptr)
  void *values[] = {log, (void *)(uintptr_t)sizeof log};
  cuda_result result =
      driver->load_module(module, code->ptx, 2, options, values);
  if (result == CUDA_SUCCEEDED)
    return LRCNN_OK;
  log[strcspn(log, "\n")] = 0;
  return lrcnn_fail(LRCNN_UNSUPPORTED,
                    "expected a driver that compiles the program's kernels for "
                    "compute capability %d.%d, got %s%s%s",
                    capability / 10, capability % 10,
                    lrcnn_get_cuda_error(driver, result), *log ? ": " : "",
                    log);
}

/// Finds the functions and the zero in a loaded module.
static int32_t find_symbols(const lrcnn_cuda_driver *driver,
                            lrcnn_cuda_module *module) {
  const lrcnn_cuda_code *code = &lrcnn_cuda_program_code;
  const char *name = LRCNN_CUDA_ZERO;
  size_t bytes;
  cuda_result result =
      driver->get_global(&module->zero, &bytes, module->module, name);
  for (int64_t i = 0; result == CUDA_SUCCEEDED && i < code->kernel_count; ++i) {
    name = code->kernels[i].name;
    result = driver->get_function(&module->functions[i], module->module, name);
    // Asked for something, the driver loads a function that it would else load
    // at its first launch, where nothing may be allocated.
    int registers;
    if (result == CUDA_SUCCEEDED)
      result = driver->get_function_attribute(
          &registers, CUDA_FUNCTION_REGISTERS, module->functions[i]);
  }
  if (result == CUDA_SUCCEEDED)
    return LRCNN_OK;
  return lrcnn_fail(LRCNN_DEVICE_FAILED,
                    "expected '%s' in the program's code, got %s", name,
                    lrcnn_get_cuda_error(driver, result));
}

static void destroy(const lrcnn_cuda_driver *driver,
                    lrcnn_cuda_module *module) {
  if (module->module)
    driver->unload_module(module->module);
  free((void *)module->functions);
  free(module);
}

static int32_t load(const lrcnn_cuda_driver *driver, cuda_context context,
                    int32_t capability, lrcnn_cuda_module **module) {
  lrcnn_cuda_module *created = calloc(1, sizeof *created);
  size_t count = (size_t)lrcnn_cuda_program_code.kernel_count;
  if (created)
    created->functions =
        (cuda_function *)calloc(count + 1, sizeof *created->functions);
  if (!created || !created->functions) {
    free(created);
    return lrcnn_fail(LRCNN_OUT_OF_RESOURCES,
                      "expected memory for the program, got none");
  }
  created->context = context;
  int32_t status = load_code(driver, capability, &created->module);
  if (!status)
    status = find_symbols(driver, created);
  if (status) {
    destroy(driver, created);
    return status;
  }
  created->next = modules;
  modules = created;
  *module = created;
  return LRCNN_OK;
}

int32_t lrcnn_take_cuda_module(const lrcnn_cuda_driver *driver,
                               cuda_context context, int32_t capability,
                               lrcnn_cuda_module **module) {
  pthread_mutex_lock(&lock);
  *module = modules;
  while (*module && (*module)->context != context)
    *module = (*module)->next;
  int32_t status = LRCNN_OK;
  if (!*module)
    status = load(driver, context, capability, module);
  if (!status)
    ++(*module)->users;
  pthread_mutex_unlock(&lock);
  return status;
}

void lrcnn_leave_cuda_module(const lrcnn_cuda_driver *driver,
                             lrcnn_cuda_module *module) {
  pthread_mutex_lock(&lock);
  if (--module->users == 0) {
    lrcnn_cuda_module **link = &modules;
    while (*link != module)
      link = &(*link)->next;
    *link = module->next;
    destroy(driver, module);
  }
  pthread_mutex_unlock(&lock);
}
