//===- ToyProgram.cpp - A program written by hand -------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ToyProgram.h"

using namespace lrcnn::test;

static const int64_t matrix[] = {2, 3};
static const int64_t vector[] = {3};

/// The element of a tensor, through its strides.
static float &at(const lrcnn_tensor &tensor, int64_t i, int64_t j) {
  return static_cast<float *>(
      tensor.data)[i * tensor.strides[0] + j * tensor.strides[1]];
}
static float &at(const lrcnn_tensor &tensor, int64_t j) {
  return static_cast<float *>(tensor.data)[j * tensor.strides[0]];
}

static void multiply(const void *call, int64_t task, int64_t tasks) {
  const auto *arguments = static_cast<const lrcnn_tensor *>(call);
  for (int64_t i = 2 * task / tasks; i < 2 * (task + 1) / tasks; ++i)
    for (int64_t j = 0; j < 3; ++j)
      at(arguments[Y], i, j) = at(arguments[X], i, j) * at(arguments[W], j);
}

static void infer(lrcnn_invocation *invocation) {
  lrcnn_parallel(invocation, multiply, invocation->arguments, 2);
}

static void forward(lrcnn_invocation *invocation) {
  infer(invocation);
  auto *kept = reinterpret_cast<float *>(invocation->stash);
  for (int64_t i = 0; i < 6; ++i)
    kept[i] = at(invocation->arguments[X], i / 3, i % 3);
}

static void backward(lrcnn_invocation *invocation) {
  const lrcnn_tensor *arguments = invocation->arguments;
  if (!arguments[DW].data)
    return;
  const auto *x = reinterpret_cast<const float *>(invocation->stash);
  for (int64_t j = 0; j < 3; ++j) {
    float sum =
        at(arguments[DY], 0, j) * x[j] + at(arguments[DY], 1, j) * x[3 + j];
    if (invocation->flags & LRCNN_ACCUMULATE_GRADIENTS)
      sum += at(arguments[DW], j);
    at(arguments[DW], j) = sum;
  }
}

static const lrcnn_argument arguments[NumToyArguments] = {
    {"x", matrix, 2, LRCNN_F32, LRCNN_ACTIVATION, LRCNN_IN_FORWARD, 0, 0},
    {"w", vector, 1, LRCNN_F32, LRCNN_PARAMETER, LRCNN_IN_FORWARD, 0, 0},
    {"y", matrix, 2, LRCNN_F32, LRCNN_ACTIVATION, 0, LRCNN_IN_FORWARD, 0},
    {"y.grad", matrix, 2, LRCNN_F32, LRCNN_GRADIENT, LRCNN_IN_BACKWARD, 0, 0},
    {"w.grad", vector, 1, LRCNN_F32, LRCNN_GRADIENT, 0, LRCNN_IN_BACKWARD, 0}};

lrcnn_program_descriptor lrcnn::test::makeToyDescriptor() noexcept {
  lrcnn_program_descriptor descriptor{};
  descriptor.info = {sizeof(lrcnn_program_info),
                     LRCNN_ABI_VERSION,
                     "toy",
                     arguments,
                     NumToyArguments,
                     /*fingerprint=*/0x746f79,
                     /*features=*/"sse3",
                     LRCNN_CPU,
                     0,
                     /*alignment=*/64,
                     /*stash_bytes=*/24,
                     /*forward_workspace_bytes=*/64,
                     /*inference_workspace_bytes=*/0,
                     /*backward_workspace_bytes=*/64,
                     /*offload_bytes=*/0};
  descriptor.forward = forward;
  descriptor.inference = infer;
  descriptor.backward = backward;
  return descriptor;
}

ToyCaller::ToyCaller(const lrcnn_program_descriptor &descriptor,
                     const lrcnn_config *config)
    : descriptor(descriptor),
      created(lrcnn_runtime_create(&descriptor, config, &program)) {
  void *data[] = {x.data(), w.data(), y.data(), dy.data(), dw.data()};
  for (int64_t i = 0; i < NumToyArguments; ++i)
    buffers[i] = {
        sizeof(lrcnn_buffer), data[i],       LRCNN_F32, arguments[i].rank,
        arguments[i].shape,
        /*strides=*/nullptr,  {LRCNN_CPU, 0}};
}
