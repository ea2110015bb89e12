//===- ConvSpec.cpp - What a convolution kernel is made for ---------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Kernel/ConvSpec.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace lrcnn::kernel;

bool ConvSpec::isDepthwise() const {
  return groups > 1 && inChannels == groups && outChannels == groups;
}

std::string ConvSpec::getKey() const {
  std::string text;
  llvm::raw_string_ostream os(text);
  auto pair = [&](const std::array<int64_t, 2> &values) {
    os << values[0] << 'x' << values[1];
  };
  os << (type == ElementType::f32 ? "f32" : "f64") << "_c" << inChannels << "_f"
     << outChannels << "_g" << groups << "_i" << inHeight << 'x' << inWidth
     << "_o" << outHeight << 'x' << outWidth << "_k";
  pair(kernel);
  os << "_s";
  pair(stride);
  os << "_d";
  pair(dilation);
  os << "_p" << padTop << 'x' << padLeft;
  for (auto [flag, letter] :
       {std::pair(transposed, 't'), std::pair(bias, 'b'),
        std::pair(stridedInput, 'x'), std::pair(stridedOutput, 'y')})
    if (flag)
      os << '_' << letter;
  if (epilogue)
    os << '_' << epilogue.key;
  return text;
}

llvm::hash_code lrcnn::kernel::hash_value(const ConvSpec &spec) {
  return llvm::hash_value(spec.getKey());
}
