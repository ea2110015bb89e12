//===- FeatureLayout.h - How a kernel's operand lies in memory --*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_KERNEL_FEATURELAYOUT_H
#define LRCNN_KERNEL_FEATURELAYOUT_H

#include <cstdint>
#include <string>

namespace lrcnn::kernel {

/// What a kernel knows, when it is generated, of how a feature operand lies in
/// memory. By default the operand is a slab: NHWC, without gaps between pixels.
struct FeatureLayout {
  /// All four strides are taken from the call: a tensor of the caller.
  bool strided = false;
  /// For a slab: the first of its channels that the kernel uses, and how many
  /// it has; 0 means as many as the kernel uses.
  int64_t channelOffset = 0;
  int64_t slabChannels = 0;
  /// The operand is one row that is read at every row and column: one of each
  /// image, or one for all images. Its `columns` are elements of their own. Or
  /// it is one element, which is read everywhere.
  enum class Spread { none, image, all, element } spread = Spread::none;
  int64_t columns = 1;

  static FeatureLayout border() {
    FeatureLayout layout;
    layout.strided = true;
    return layout;
  }
  static FeatureLayout channelsOf(int64_t slabChannels, int64_t offset) {
    FeatureLayout layout;
    layout.channelOffset = offset;
    layout.slabChannels = slabChannels;
    return layout;
  }

  bool operator==(const FeatureLayout &) const = default;
  bool isSpread() const { return spread != Spread::none; }
  /// True if a row of `channels` channels is one run of elements.
  bool isDense(int64_t channels) const {
    return !strided && spread == Spread::none &&
           (slabChannels == 0 || slabChannels == channels);
  }
  std::string getKey() const {
    std::string key;
    if (spread == Spread::element)
      key = "element.";
    else if (isSpread())
      key = (spread == Spread::image ? "image" : "all") +
            std::to_string(columns) + ".";
    if (strided)
      return key + "strided";
    return key + "slab" + std::to_string(slabChannels) + "." +
           std::to_string(channelOffset);
  }
};

} // namespace lrcnn::kernel

#endif // LRCNN_KERNEL_FEATURELAYOUT_H
