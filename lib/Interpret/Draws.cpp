//===- Draws.cpp - The numbers that layers draw ---------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Draws.h"
#include "llvm/ADT/bit.h"
#include <algorithm>
#include <array>

using namespace lrcnn;

/// The first word of Philox 4x32-10.
static uint32_t philox(std::array<uint32_t, 4> counter,
                       std::array<uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    uint64_t first = uint64_t(0xD2511F53) * counter[0];
    uint64_t second = uint64_t(0xCD9E8D57) * counter[2];
    counter = {uint32_t(second >> 32) ^ counter[1] ^ key[0], uint32_t(second),
               uint32_t(first >> 32) ^ counter[3] ^ key[1], uint32_t(first)};
    key[0] += 0x9E3779B9;
    key[1] += 0xBB67AE85;
  }
  return counter[0];
}

void interpret::drawRow(row::RandomOpInterface layer, const double *seed,
                        int64_t image, int64_t row,
                        llvm::MutableArrayRef<double> draws) {
  std::array<uint32_t, 2> key;
  for (unsigned i = 0; i < 2; ++i)
    key[i] = llvm::bit_cast<uint32_t>(static_cast<float>(seed[i]));
  auto draw = [&](int64_t element, int64_t row) {
    uint32_t word = philox({uint32_t(element), uint32_t(row), uint32_t(image),
                            uint32_t(layer.getLayer())},
                           key);
    return (word >> 8) * 0x1p-24;
  };
  if (layer.isOfImage()) {
    std::fill(draws.begin(), draws.end(), draw(0, 0));
    return;
  }
  for (auto [element, number] : llvm::enumerate(draws))
    number = draw(element, row);
}
