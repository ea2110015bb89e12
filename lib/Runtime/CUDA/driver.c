//===- driver.c - The part of CUDA's driver that is used ------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "driver.h"

#include "lrcnn/Runtime/device.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

/// What loading gave; a message where it failed.
static lrcnn_cuda_driver loaded;
static char message[512];

static void load(void) {
  void *library = dlopen("libcuda.so.1", RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    snprintf(message, sizeof message,
             "expected NVIDIA's driver, which runs programs for CUDA, got none "
             "(%s); run the program on a machine that has a CUDA device, or "
             "compile it for target 'cpu'",
             dlerror());
    return;
  }
  static const struct {
    const char *name;
    size_t offset;
  } functions[] = {
#define X(MEMBER, NAME, PARAMETERS) {NAME, offsetof(lrcnn_cuda_driver, MEMBER)},
      LRCNN_CUDA_FUNCTIONS(X)
#undef X
  };
  for (size_t i = 0; i < sizeof functions / sizeof *functions; ++i) {
    void *function = dlsym(library, functions[i].name);
    *(void **)((char *)&loaded + functions[i].offset) = function;
    if (!function) {
      snprintf(message, sizeof message,
               "expected a driver that has %s, got an older one; update "
               "NVIDIA's driver",
               functions[i].name);
      return;
    }
  }
  cuda_result result = loaded.init(0);
  if (result != CUDA_SUCCEEDED)
    snprintf(message, sizeof message,
             "expected a CUDA device that NVIDIA's driver can use, got %s from "
             "cuInit; see whether nvidia-smi lists one",
             lrcnn_get_cuda_error(&loaded, result));
}

int32_t lrcnn_load_cuda_driver(const lrcnn_cuda_driver **driver) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  if (message[0])
    return lrcnn_fail(LRCNN_UNSUPPORTED, "%s", message);
  *driver = &loaded;
  return LRCNN_OK;
}

const char *lrcnn_get_cuda_error(const lrcnn_cuda_driver *driver,
                                 cuda_result result) {
  const char *name;
  if (driver->get_error_name(result, &name) != CUDA_SUCCEEDED || !name)
    return "an unknown error";
  return name;
}
