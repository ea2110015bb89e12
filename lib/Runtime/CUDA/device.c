//===- device.c - A GPU as the device of programs -------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Runtime/device.h"

#include "lrcnn/Runtime/CUDA/code.h"
#include "module.h"

#include <stdlib.h>
#include <string.h>

struct lrcnn_device_state {
  const lrcnn_cuda_driver *driver;
  cuda_device device;
  /// The device's primary context, in which PyTorch's tensors are as well.
  cuda_context context;
  lrcnn_cuda_module *module;
  /// Of the device: the most bytes between pieces of one copy.
  int max_pitch;
};

//===----------------------------------------------------------------------===//
// Programs
//===----------------------------------------------------------------------===//

/// Says that the driver refused to `act`.
static int32_t fail(const lrcnn_cuda_driver *driver, const char *act,
                    cuda_result result) {
  return lrcnn_fail(LRCNN_DEVICE_FAILED, "expected the driver to %s, got %s",
                    act, lrcnn_get_cuda_error(driver, result));
}

/// Finds the device and what it can do.
static int32_t find_device(lrcnn_device_state *state, lrcnn_device device,
                           int32_t *capability) {
  const lrcnn_cuda_driver *driver = state->driver;
  int count = 0, major = 0, minor = 0;
  cuda_result result = driver->count_devices(&count);
  if (result == CUDA_SUCCEEDED && (device.index < 0 || device.index >= count))
    return lrcnn_fail(LRCNN_UNSUPPORTED,
                      "config: expected one of %d CUDA devices, got %s", count,
                      lrcnn_print_device(device).text);
  if (result == CUDA_SUCCEEDED)
    result = driver->get_device(&state->device, device.index);
  struct {
    int *value, attribute;
  } wanted[] = {{&major, CUDA_CAPABILITY_MAJOR},
                {&minor, CUDA_CAPABILITY_MINOR},
                {&state->max_pitch, CUDA_MAX_PITCH}};
  for (int i = 0; result == CUDA_SUCCEEDED && i < 3; ++i)
    result = driver->get_device_attribute(wanted[i].value, wanted[i].attribute,
                                          state->device);
  if (result != CUDA_SUCCEEDED)
    return fail(driver, "describe its devices", result);
  *capability = 10 * major + minor;
  return LRCNN_OK;
}

/// Checks the device against the features, which are as compute_80.
static int32_t check_features(const lrcnn_program_descriptor *descriptor,
                              lrcnn_device device, int32_t capability) {
  static const char prefix[] = "compute_";
  const char *features = descriptor->info.features;
  long least = 0;
  if (strncmp(features, prefix, sizeof prefix - 1) == 0)
    least = strtol(features + sizeof prefix - 1, NULL, 10);
  if (least > 0 && capability >= least)
    return LRCNN_OK;
  return lrcnn_fail(LRCNN_UNSUPPORTED,
                    "expected a device of compute capability %ld.%ld or more, "
                    "got %s of %d.%d; compile the program for target 'cpu'",
                    least / 10, least % 10, lrcnn_print_device(device).text,
                    capability / 10, capability % 10);
}

/// Loads the program's code in the device's primary context.
static int32_t load(lrcnn_device_state *state, int32_t capability) {
  const lrcnn_cuda_driver *driver = state->driver;
  cuda_result result = driver->retain_context(&state->context, state->device);
  if (result != CUDA_SUCCEEDED) {
    state->context = NULL;
    return fail(driver, "give the device's context", result);
  }
  result = driver->push_context(state->context);
  if (result != CUDA_SUCCEEDED)
    return fail(driver, "enter the device's context", result);
  int32_t status = lrcnn_take_cuda_module(driver, state->context, capability,
                                          &state->module);
  driver->pop_context(NULL);
  return status;
}

int32_t lrcnn_device_create(const lrcnn_program_descriptor *descriptor,
                            lrcnn_device device, const lrcnn_config *config,
                            lrcnn_device_state **state) {
  (void)config;
  const lrcnn_cuda_driver *driver;
  int32_t status = lrcnn_load_cuda_driver(&driver);
  if (status)
    return status;
  lrcnn_device_state *created = calloc(1, sizeof *created);
  if (!created)
    return lrcnn_fail(LRCNN_OUT_OF_RESOURCES,
                      "expected memory for the program, got none");
  created->driver = driver;
  int32_t capability;
  status = find_device(created, device, &capability);
  if (!status)
    status = check_features(descriptor, device, capability);
  if (!status)
    status = load(created, capability);
  if (status)
    lrcnn_device_destroy(created);
  else
    *state = created;
  return status;
}

void lrcnn_device_destroy(lrcnn_device_state *state) {
  if (!state)
    return;
  const lrcnn_cuda_driver *driver = state->driver;
  // While a process ends the driver may be gone: then there is nothing to give
  // back.
  if (state->module && driver->push_context(state->context) == CUDA_SUCCEEDED) {
    lrcnn_leave_cuda_module(driver, state->module);
    driver->pop_context(NULL);
  }
  if (state->context)
    driver->release_context(state->device);
  free(state);
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

int32_t lrcnn_device_check_stream(const lrcnn_device_state *state,
                                  const void *stream) {
  // Null, and the numbers 1 and 2, are default streams of every context.
  if ((uintptr_t)stream <= 2)
    return LRCNN_OK;
  cuda_context context;
  // The driver's functions take handles without const.
  // NOLINTNEXTLINE(performance-no-int-to-ptr)
  cuda_stream handle = (cuda_stream)(uintptr_t)stream;
  cuda_result result = state->driver->get_stream_context(handle, &context);
  if (result != CUDA_SUCCEEDED)
    return lrcnn_fail(LRCNN_INVALID_ARGUMENT, "expected a stream, got %s",
                      lrcnn_get_cuda_error(state->driver, result));
  if (context != state->context)
    return lrcnn_fail(LRCNN_INVALID_ARGUMENT,
                      "expected a stream of the program's device, got one of "
                      "another device or context");
  return LRCNN_OK;
}

void *lrcnn_device_zero(lrcnn_device_state *state) {
  // An address of the device is a number to the driver.
  // NOLINTNEXTLINE(performance-no-int-to-ptr)
  return (void *)(uintptr_t)state->module->zero;
}

int32_t lrcnn_device_run(lrcnn_device_state *state, lrcnn_entry entry,
                         lrcnn_invocation *invocation) {
  invocation->state = state;
  cuda_result result = state->driver->push_context(state->context);
  if (result != CUDA_SUCCEEDED)
    return fail(state->driver, "enter the device's context", result);
  entry(invocation);
  state->driver->pop_context(NULL);
  // Who set the status has said why.
  return invocation->status;
}

//===----------------------------------------------------------------------===//
// Called by entries
//===----------------------------------------------------------------------===//

/// As many as are left if `most` are too few: kernels walk over the rest.
static unsigned at_most(int64_t number, int64_t most) {
  return (unsigned)(number < most ? number : most);
}

void lrcnn_cuda_launch(lrcnn_invocation *invocation, int64_t kernel,
                       void *record, int64_t units, int64_t images) {
  if (invocation->status || units < 1 || images < 1)
    return;
  const lrcnn_device_state *state = invocation->state;
  const lrcnn_cuda_kernel *info = &lrcnn_cuda_program_code.kernels[kernel];
  int64_t blocks = (units + info->units - 1) / info->units;
  void *parameters[] = {record};
  cuda_result result = state->driver->launch(
      state->module->functions[kernel], at_most(blocks, INT32_MAX),
      at_most(images, UINT16_MAX), 1, (unsigned)info->threads, 1, 1, 0,
      invocation->stream, parameters, NULL);
  if (result != CUDA_SUCCEEDED)
    invocation->status = lrcnn_fail(
        LRCNN_DEVICE_FAILED,
        "expected the driver to launch kernel '%s' (%s), got %s", info->name,
        info->key, lrcnn_get_cuda_error(state->driver, result));
}

/// All pieces at once, where the driver can do that.
static cuda_result copy_pieces(const lrcnn_device_state *state,
                               const cuda_copy_2d *copy, cuda_stream stream) {
  size_t most = (size_t)state->max_pitch;
  if (copy->height > 1 && copy->target_pitch <= most &&
      copy->source_pitch <= most)
    return state->driver->copy_2d(copy, stream);
  cuda_result result = CUDA_SUCCEEDED;
  for (size_t i = 0; i < copy->height && result == CUDA_SUCCEEDED; ++i)
    result = state->driver->copy(copy->target + i * copy->target_pitch,
                                 copy->source + i * copy->source_pitch,
                                 copy->width, stream);
  return result;
}

void lrcnn_cuda_copy(lrcnn_invocation *invocation, void *target,
                     int64_t target_stride, const void *source,
                     int64_t source_stride, int64_t bytes, int64_t images) {
  if (invocation->status || bytes < 1 || images < 1)
    return;
  const lrcnn_device_state *state = invocation->state;
  const cuda_copy_2d copy = {.source_type = CUDA_MEMORY_ON_DEVICE,
                             .source = (uintptr_t)source,
                             .source_pitch = (size_t)source_stride,
                             .target_type = CUDA_MEMORY_ON_DEVICE,
                             .target = (uintptr_t)target,
                             .target_pitch = (size_t)target_stride,
                             .width = (size_t)bytes,
                             .height = (size_t)images};
  cuda_result result = copy_pieces(state, &copy, invocation->stream);
  if (result != CUDA_SUCCEEDED)
    invocation->status = lrcnn_fail(
        LRCNN_DEVICE_FAILED, "expected the driver to copy rows, got %s",
        lrcnn_get_cuda_error(state->driver, result));
}
