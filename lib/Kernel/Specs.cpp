//===- Specs.cpp - What kernels are made for ------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Kernel/FoldSpec.h"
#include "lrcnn/Kernel/LayerNormSpec.h"
#include "lrcnn/Kernel/PointwiseSpec.h"
#include "lrcnn/Kernel/PoolSpec.h"
#include "lrcnn/Kernel/ResamplingSpec.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/raw_ostream.h"

using namespace lrcnn;
using namespace lrcnn::kernel;
using llvm::ArrayRef;
using llvm::StringRef;

std::string PointwiseSpec::getKey() const {
  std::string key;
  llvm::raw_string_ostream os(key);
  os << "pointwise:" << body.key << ":f" << 8 * byteWidth(type) << ":" << width
     << "x" << channels << ":";
  for (const FeatureLayout &input : inputs)
    os << input.getKey() << ",";
  for (const Draw &draw : draws)
    os << (draw.ofImage ? "image" : "element") << draw.layer << ",";
  os << result.getKey();
  if (gradient)
    os << ":gradient";
  return key;
}

std::string FoldSpec::getKey() const {
  std::string text;
  llvm::raw_string_ostream os(text);
  os << "fold:" << key << ":f" << 8 * byteWidth(type) << ":" << width << "x"
     << channels << ":";
  for (const FeatureLayout &input : inputs)
    os << input.getKey() << ",";
  os << result.getKey();
  if (overImages)
    os << ":over_images";
  if (gradient)
    os << ":gradient";
  if (epilogue)
    os << ":" << epilogue.key << ":" << activation.getKey();
  return text;
}

std::string StatisticsSpec::getKey() const {
  std::string text;
  llvm::raw_string_ostream os(text);
  os << "statistics:f" << 8 * byteWidth(type) << ":" << images << "x" << height
     << "x" << width << "x" << channels << ":" << groups << ":"
     << input.getKey();
  return text;
}

std::string NormalizeGradientSpec::getKey() const {
  std::string text;
  llvm::raw_string_ostream os(text);
  os << "normalize_gradient:f" << 8 * byteWidth(type) << ":" << images << "x"
     << channels << ":" << groups << ":" << ofBatch << ":" << scale << ":"
     << llvm::utohexstr(llvm::bit_cast<uint64_t>(eps));
  return text;
}

std::string LayerNormSpec::getKey() const {
  std::string text;
  llvm::raw_string_ostream os(text);
  os << "layer_norm:f" << 8 * byteWidth(type) << ":" << width << "x" << channels
     << ":" << llvm::utohexstr(llvm::bit_cast<uint64_t>(eps)) << ":" << scale
     << shift << ":" << input.getKey() << "," << gradient.getKey() << ","
     << result.getKey();
  if (epilogue)
    os << ":" << epilogue.key << ":" << activation.getKey();
  return text;
}

std::string PoolShape::getKey() const {
  std::string key;
  llvm::raw_string_ostream os(key);
  os << "f" << 8 * byteWidth(type) << ":" << height << "x" << width << "x"
     << channels << ":k" << kernel[0] << "x" << kernel[1] << ":s" << stride[0]
     << "x" << stride[1] << ":d" << dilation[0] << "x" << dilation[1] << ":p"
     << top << "," << bottom << "," << left << "," << right;
  return key;
}

static std::string makeKey(StringRef kernel, const PoolShape &shape,
                           const PointwiseBody &epilogue,
                           ArrayRef<FeatureLayout> layouts,
                           bool excludePad = false) {
  std::string key = (kernel + ":" + shape.getKey()).str();
  if (excludePad)
    key += ":exclude_pad";
  if (epilogue)
    key += ":" + epilogue.key;
  for (const FeatureLayout &layout : layouts)
    key += ":" + layout.getKey();
  return key;
}

std::string MaxPoolSpec::getKey() const {
  return makeKey("max_pool", shape, epilogue, {input, result});
}

std::string MaxPoolGradientSpec::getKey() const {
  return makeKey("max_pool_grad", shape, epilogue, {input, gradient, result});
}

std::string AvgPoolSpec::getKey() const {
  return makeKey("avg_pool", shape, epilogue, {input, result}, excludePad);
}

std::string AvgPoolGradientSpec::getKey() const {
  return makeKey("avg_pool_grad", shape, epilogue,
                 {gradient, epilogue ? activation : FeatureLayout(), result},
                 excludePad);
}

static std::string makeKey(StringRef kernel, ElementType type, int64_t channels,
                           const plan::Resampling &rows,
                           const plan::Resampling &columns,
                           ArrayRef<FeatureLayout> layouts) {
  std::string key;
  llvm::raw_string_ostream os(key);
  os << kernel << ":f" << 8 * byteWidth(type) << ":" << channels << ":"
     << rows.getKey() << ":" << columns.getKey();
  for (const FeatureLayout &layout : layouts)
    os << ":" << layout.getKey();
  return key;
}

std::string ResamplingSpec::getKey() const {
  return makeKey("resample", type, channels, rows, columns, {input, result});
}

std::string ResamplingGradientSpec::getKey() const {
  if (!epilogue)
    return makeKey("resample_grad", type, channels, rows, columns,
                   {gradient, result});
  return makeKey("resample_grad:" + epilogue.key, type, channels, rows, columns,
                 {gradient, activation, result});
}
