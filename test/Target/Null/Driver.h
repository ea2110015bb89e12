//===- Driver.h - A device that is not there --------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the runtime of the null target finds in the process, as that of a GPU
// finds a driver: memory that the host cannot touch, and kernels that run on
// it.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TEST_TARGET_NULL_DRIVER_H
#define LRCNN_TEST_TARGET_NULL_DRIVER_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The kind of the device: DLPack's "extension".
enum { NULL_DEVICE = 12 };

/// An operand: pointer to row 0 of its first image, strides of image, row,
/// pixel and channel in elements.
typedef struct null_operand {
  void *data;
  int64_t strides[4];
} null_operand;

/// A call of an operation of a program; its operands, the result last, follow.
typedef struct null_call {
  int64_t program, operation;
  int64_t images, first_image;
  int64_t row_begin, row_end, limit_begin, limit_end;
  int64_t add_from, adds;
} null_call;

/// `images` pieces of `bytes` bytes.
typedef struct null_copy {
  void *target;
  const void *source;
  int64_t target_stride, source_stride, bytes, images;
} null_copy;

/// Counts what was put on it.
typedef struct null_stream {
  int64_t launches, copies;
} null_stream;

typedef struct null_driver {
  void *(*allocate)(int64_t bytes);
  void (*release)(void *data);
  /// 0, or not after an error.
  int32_t (*launch)(null_stream *stream, const null_call *call);
  void (*copy)(null_stream *stream, const null_copy *copy);
} null_driver;

extern const null_driver null_driver_entry;

#ifdef __cplusplus
} // extern "C"
#endif

#endif // LRCNN_TEST_TARGET_NULL_DRIVER_H
