/*===- resident_growth.c - What a program adds to the resident set ----------===
 *
 * Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
 * See LICENSE for license information.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 *===----------------------------------------------------------------------===
 *
 * Runs one training step of PATH.so, program NAME, and prints the most bytes by
 * which the resident set grew over what parameters, their gradients and the
 * process itself take. To be compared with peak_bytes.
 */

#include "lrcnn/Runtime/lrcnn_runtime.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

typedef const lrcnn_program_info *(*info_function)(void);
typedef int32_t (*create_function)(const lrcnn_config *, lrcnn_program **);
typedef int32_t (*call_function)(lrcnn_program *, const lrcnn_buffer *, int64_t,
                                 lrcnn_step *, void *);

static void fail(const char *what) {
  fprintf(stderr, "resident_growth: %s\n", what);
  exit(1);
}

static void *find(void *library, const char *name, const char *suffix) {
  char symbol[256];
  snprintf(symbol, sizeof symbol, "%s_%s", name, suffix);
  void *function = dlsym(library, symbol);
  if (!function)
    fail(dlerror());
  return function;
}

/// Pages that take no memory until they are touched.
static void *reserve(int64_t bytes) {
  if (bytes == 0)
    return NULL;
  void *memory = mmap(NULL, (size_t)bytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED)
    fail("out of memory");
  return memory;
}

static lrcnn_memory reserve_memory(int64_t bytes) {
  return (lrcnn_memory){reserve(bytes), bytes};
}

static int64_t read_status(const char *key) {
  FILE *file = fopen("/proc/self/status", "r");
  char line[256];
  long long value = -1;
  size_t length = strlen(key);
  while (file && fgets(line, sizeof line, file))
    if (strncmp(line, key, length) == 0)
      value = atoll(line + length);
  if (value < 0)
    fail("cannot read the resident set");
  fclose(file);
  return value * 1024;
}

/// Makes the high-water mark start anew.
static void reset_peak(void) {
  FILE *file = fopen("/proc/self/clear_refs", "w");
  if (!file || fputs("5", file) < 0 || fclose(file) != 0)
    fail("cannot reset the high-water mark");
}

static int64_t get_bytes(const lrcnn_argument *argument) {
  int64_t bytes = argument->dtype == LRCNN_F64 ? 8 : 4;
  for (int32_t d = 0; d < argument->rank; ++d)
    bytes *= argument->shape[d];
  return bytes;
}

static void fill(lrcnn_buffer *buffer, const lrcnn_argument *argument) {
  int64_t count = get_bytes(argument) / (argument->dtype == LRCNN_F64 ? 8 : 4);
  for (int64_t i = 0; i < count; ++i) {
    double value = (double)(i * 7 % 11) / 64 - 0.07;
    if (argument->dtype == LRCNN_F64)
      ((double *)buffer->data)[i] = value;
    else
      ((float *)buffer->data)[i] = (float)value;
  }
}

/// Whether the argument is a feature map or the gradient of one.
static int is_feature(const lrcnn_program_info *info, int64_t i) {
  const lrcnn_argument *argument = &info->arguments[i];
  if (argument->role == LRCNN_ACTIVATION)
    return 1;
  if (argument->role != LRCNN_GRADIENT)
    return 0;
  for (int64_t k = 0; k < info->argument_count; ++k)
    if (strcmp(info->arguments[k].name, argument->name + 1) == 0)
      return info->arguments[k].role == LRCNN_ACTIVATION;
  return 0;
}

int main(int argc, char **argv) {
  if (argc != 3)
    fail("usage: resident_growth PATH NAME");
  void *library = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
  if (!library)
    fail(dlerror());
  const lrcnn_program_info *info =
      ((info_function)find(library, argv[2], "info"))();
  create_function create = (create_function)find(library, argv[2], "create");
  call_function forward = (call_function)find(library, argv[2], "forward");
  call_function backward = (call_function)find(library, argv[2], "backward");

  int64_t n = info->argument_count;
  lrcnn_buffer *buffers = calloc((size_t)n, sizeof *buffers);
  for (int64_t i = 0; i < n; ++i) {
    const lrcnn_argument *argument = &info->arguments[i];
    buffers[i] = (lrcnn_buffer){.struct_size = sizeof(lrcnn_buffer),
                                .data = reserve(get_bytes(argument)),
                                .dtype = argument->dtype,
                                .rank = argument->rank,
                                .shape = argument->shape,
                                .device = {LRCNN_CPU, 0}};
    if (!is_feature(info, i))
      fill(&buffers[i], argument);
  }
  lrcnn_program *program;
  if (create(NULL, &program))
    fail("create failed");
  lrcnn_step step = {.struct_size = sizeof step,
                     .stash = reserve_memory(info->stash_bytes)};

  reset_peak();
  int64_t before = read_status("VmRSS:");
  for (int64_t i = 0; i < n; ++i)
    if (info->arguments[i].reads & LRCNN_IN_FORWARD && is_feature(info, i))
      fill(&buffers[i], &info->arguments[i]);
  step.workspace = reserve_memory(info->forward_workspace_bytes);
  if (forward(program, buffers, n, &step, NULL))
    fail("forward failed");
  if (step.workspace.data)
    munmap(step.workspace.data, (size_t)step.workspace.bytes);
  for (int64_t i = 0; i < n; ++i) {
    const lrcnn_argument *argument = &info->arguments[i];
    if (argument->role == LRCNN_ACTIVATION &&
        argument->writes & LRCNN_IN_FORWARD)
      munmap(buffers[i].data, (size_t)get_bytes(argument));
    if (argument->role == LRCNN_GRADIENT && argument->reads & LRCNN_IN_BACKWARD)
      fill(&buffers[i], argument);
  }
  step.workspace = reserve_memory(info->backward_workspace_bytes);
  if (backward(program, buffers, n, &step, NULL))
    fail("backward failed");
  printf("%lld\n", (long long)(read_status("VmHWM:") - before));
  return 0;
}
