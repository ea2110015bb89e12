//===- use_program.c - One training step of any program -------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// use_program PATH NAME loads the library PATH, runs forward and backward of
// the program NAME and prints the sum of all that it wrote. docs/ABI.md shows
// this file.
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Runtime/lrcnn_runtime.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

typedef const lrcnn_program_info *(*info_function)(void);
typedef int32_t (*create_function)(const lrcnn_config *, lrcnn_program **);
typedef int32_t (*call_function)(lrcnn_program *, const lrcnn_buffer *, int64_t,
                                 lrcnn_step *, void *);
typedef void (*destroy_function)(lrcnn_program *);
typedef const char *(*error_function)(void);

static void fail(const char *what, const char *why) {
  fprintf(stderr, "use_program: %s: %s\n", what, why);
  exit(1);
}

/// The function NAME_suffix of the library.
static void *find(void *library, const char *name, const char *suffix) {
  char symbol[256];
  snprintf(symbol, sizeof symbol, "%s_%s", name, suffix);
  void *function = dlsym(library, symbol);
  if (!function)
    fail("dlsym", dlerror());
  return function;
}

/// Zeroed memory; null for no bytes, which a program takes for no memory.
static void *allocate(int64_t alignment, int64_t bytes) {
  if (bytes == 0)
    return NULL;
  size_t size = (size_t)((bytes + alignment - 1) / alignment * alignment);
  char *memory = aligned_alloc((size_t)alignment, size);
  if (!memory)
    fail("aligned_alloc", "out of memory");
  for (size_t i = 0; i < size; ++i)
    memory[i] = 0;
  return memory;
}

static lrcnn_memory allocate_memory(const lrcnn_program_info *info,
                                    int64_t bytes) {
  return (lrcnn_memory){allocate(info->alignment, bytes), bytes};
}

static int64_t count_elements(const lrcnn_argument *argument) {
  int64_t count = 1;
  for (int32_t d = 0; d < argument->rank; ++d)
    count *= argument->shape[d];
  return count;
}

/// A contiguous tensor; what the program reads holds small numbers.
static lrcnn_buffer make_buffer(const lrcnn_argument *argument) {
  int64_t count = count_elements(argument);
  int wide = argument->dtype == LRCNN_F64;
  void *data = allocate(64, count * (wide ? 8 : 4));
  for (int64_t i = 0; i < count && !argument->writes; ++i) {
    double value = (double)(i * 7 % 11) / 8 - 0.5;
    if (wide)
      ((double *)data)[i] = value;
    else
      ((float *)data)[i] = (float)value;
  }
  return (lrcnn_buffer){.struct_size = sizeof(lrcnn_buffer),
                        .data = data,
                        .dtype = argument->dtype,
                        .rank = argument->rank,
                        .shape = argument->shape,
                        .strides = NULL,
                        .device = {LRCNN_CPU, 0}};
}

static void print_sum(const lrcnn_argument *argument,
                      const lrcnn_buffer *buffer) {
  double sum = 0;
  for (int64_t i = 0; i < count_elements(argument); ++i)
    sum += argument->dtype == LRCNN_F64 ? ((const double *)buffer->data)[i]
                                        : ((const float *)buffer->data)[i];
  printf("%s %.9g\n", argument->name, sum);
}

int main(int argc, char **argv) {
  if (argc != 3)
    fail("usage", "use_program PATH NAME");
  void *library = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
  if (!library)
    fail("dlopen", dlerror());
  const char *name = argv[2];
  const lrcnn_program_info *info =
      ((info_function)find(library, name, "info"))();
  create_function create = (create_function)find(library, name, "create");
  call_function forward = (call_function)find(library, name, "forward");
  call_function backward = (call_function)find(library, name, "backward");
  destroy_function destroy = (destroy_function)find(library, name, "destroy");
  error_function error = (error_function)find(library, name, "last_error");
  if (info->abi_version != LRCNN_ABI_VERSION)
    fail(name, "made for another version of lrcnn_runtime.h");
  if (info->device_kind != LRCNN_CPU)
    fail(name, "made for another device than the CPU");

  // Every byte that the program uses is allocated here, once.
  int64_t n = info->argument_count;
  lrcnn_buffer *buffers = calloc((size_t)n, sizeof *buffers);
  if (!buffers)
    fail("calloc", "out of memory");
  for (int64_t i = 0; i < n; ++i)
    buffers[i] = make_buffer(&info->arguments[i]);
  int64_t workspace_bytes = info->forward_workspace_bytes;
  if (workspace_bytes < info->backward_workspace_bytes)
    workspace_bytes = info->backward_workspace_bytes;
  lrcnn_step step = {.struct_size = sizeof step,
                     .stash = allocate_memory(info, info->stash_bytes),
                     .workspace = allocate_memory(info, workspace_bytes),
                     .offload = allocate_memory(info, info->offload_bytes)};

  lrcnn_program *program;
  if (create(NULL, &program))
    fail("create", error());
  if (forward(program, buffers, n, &step, NULL))
    fail("forward", error());
  if (backward(program, buffers, n, &step, NULL))
    fail("backward", error());
  destroy(program);

  for (int64_t i = 0; i < n; ++i)
    if (info->arguments[i].writes)
      print_sum(&info->arguments[i], &buffers[i]);
  for (int64_t i = 0; i < n; ++i)
    free(buffers[i].data);
  free(buffers);
  free(step.stash.data);
  free(step.workspace.data);
  free(step.offload.data);
  dlclose(library);
  return 0;
}
