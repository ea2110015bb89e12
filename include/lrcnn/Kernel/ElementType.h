//===- ElementType.h - What kernels compute with ----------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_KERNEL_ELEMENTTYPE_H
#define LRCNN_KERNEL_ELEMENTTYPE_H

#include <cstdint>

namespace lrcnn::kernel {

enum class ElementType { f32, f64 };

inline int64_t byteWidth(ElementType type) {
  return type == ElementType::f32 ? 4 : 8;
}

} // namespace lrcnn::kernel

#endif // LRCNN_KERNEL_ELEMENTTYPE_H
