//===- KernelList.h - The kernels that tests build and run ------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The generator writes NAME.ptx (and NAME.cubin where it finds ptxas) for every
// kernel and one line for each in kernels.txt, or in gradients.txt for those of
// weight gradients; the device test reads them back.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TEST_TARGET_CUDA_KERNELLIST_H
#define LRCNN_TEST_TARGET_CUDA_KERNELLIST_H

#include "lrcnn/Target/CUDA/WeightGradient.h"

#include <istream>
#include <ostream>

namespace lrcnn::cuda::testing {

struct Kernel {
  ConvSpec spec;
  ConvTile tile;
};

/// The kernel of a weight gradient's partial sums.
struct GradientKernel {
  ConvSpec forward;
  GradientTile tile;

  std::string name() const { return getGradientName(forward, tile); }
};

inline std::ostream &operator<<(std::ostream &os, const ConvSpec &spec) {
  return os << int(spec.type) << ' ' << spec.channels << ' ' << spec.filters
            << ' ' << spec.kernel[0] << ' ' << spec.kernel[1] << ' '
            << spec.stride[0] << ' ' << spec.stride[1] << ' ' << spec.bias
            << ' ' << spec.relu << ' ' << spec.mask << ' ' << spec.spread[0]
            << ' ' << spec.spread[1];
}

inline std::istream &operator>>(std::istream &is, ConvSpec &spec) {
  int type = 0;
  is >> type >> spec.channels >> spec.filters >> spec.kernel[0] >>
      spec.kernel[1] >> spec.stride[0] >> spec.stride[1] >> spec.bias >>
      spec.relu >> spec.mask >> spec.spread[0] >> spec.spread[1];
  spec.type = MultiplyType(type);
  return is;
}

inline std::ostream &operator<<(std::ostream &os, const Kernel &kernel) {
  const ConvTile &tile = kernel.tile;
  return os << kernel.spec << ' ' << tile.pixels << ' ' << tile.filters << ' '
            << tile.stages << ' ' << tile.slots;
}

inline std::istream &operator>>(std::istream &is, Kernel &kernel) {
  ConvTile &tile = kernel.tile;
  return is >> kernel.spec >> tile.pixels >> tile.filters >> tile.stages >>
         tile.slots;
}

inline std::ostream &operator<<(std::ostream &os,
                                const GradientKernel &kernel) {
  const GradientTile &tile = kernel.tile;
  return os << kernel.forward << ' ' << tile.filterGroups << ' '
            << tile.columnGroups << ' ' << tile.chunks << ' ' << tile.stages
            << ' ' << tile.strip << ' ' << tile.pixels;
}

inline std::istream &operator>>(std::istream &is, GradientKernel &kernel) {
  GradientTile &tile = kernel.tile;
  return is >> kernel.forward >> tile.filterGroups >> tile.columnGroups >>
         tile.chunks >> tile.stages >> tile.strip >> tile.pixels;
}

/// The static part of a convolution with as many rows as columns of strides.
inline ConvSpec makeLayer(MultiplyType type, int64_t channels, int64_t filters,
                          std::array<int64_t, 2> kernel, int64_t stride) {
  ConvSpec spec;
  spec.type = type;
  spec.channels = channels;
  spec.filters = filters;
  spec.kernel = kernel;
  spec.stride = {stride, stride};
  return spec;
}

/// Layers of every kind: the tiles that are chosen, channels and filters that
/// fill no block, strides.
inline std::vector<ConvSpec> getLayers(MultiplyType type) {
  return {makeLayer(type, 64, 64, {3, 3}, 1),
          makeLayer(type, 128, 128, {3, 3}, 1),
          makeLayer(type, 256, 256, {3, 3}, 1),
          makeLayer(type, 512, 512, {3, 3}, 1),
          makeLayer(type, 64, 256, {1, 1}, 1),
          makeLayer(type, 96, 192, {3, 3}, 1),
          makeLayer(type, 128, 128, {3, 3}, 2),
          makeLayer(type, 128, 128, {1, 1}, 2),
          makeLayer(type, 40, 72, {3, 5}, 1),
          makeLayer(type, 8, 24, {7, 7}, 2)};
}

constexpr MultiplyType allTypes[] = {MultiplyType::bf16, MultiplyType::f16,
                                     MultiplyType::tf32};

/// Representative kernels: every type and layer, forward and data gradient.
inline std::vector<Kernel> getKernels() {
  std::vector<Kernel> kernels;
  for (MultiplyType type : allTypes)
    for (const ConvSpec &spec : getLayers(type)) {
      ConvSpec forward = spec;
      forward.bias = forward.relu = true;
      kernels.push_back({forward, chooseTile(forward)});
      ConvSpec gradient = *makeDataGradient(spec, /*mask=*/true);
      kernels.push_back({gradient, chooseTile(gradient)});
    }
  // A stride of 2 in one direction alone.
  ConvSpec uneven = makeLayer(MultiplyType::bf16, 64, 64, {3, 3}, 2);
  uneven.stride = {1, 2};
  ConvSpec gradient = *makeDataGradient(uneven, /*mask=*/false);
  kernels.push_back({gradient, chooseTile(gradient)});
  // Neither bias nor ReLU nor mask; bias alone; a tile that none of them has.
  ConvSpec plain = makeLayer(MultiplyType::bf16, 64, 64, {3, 3}, 1);
  kernels.push_back({plain, chooseTile(plain)});
  plain.bias = true;
  kernels.push_back({plain, {128, 64, 6, 1}});
  return kernels;
}

/// Every type and layer, for wide images and for narrow ones.
inline std::vector<GradientKernel> getGradientKernels() {
  std::vector<GradientKernel> kernels;
  for (MultiplyType type : allTypes) {
    std::vector<ConvSpec> layers = getLayers(type);
    layers.push_back(makeLayer(type, 64, 64, {1, 1}, 1));
    layers.push_back(makeLayer(type, 256, 64, {1, 1}, 1));
    for (const ConvSpec &layer : layers) {
      GradientTile wide = chooseGradientTile(layer, 1024);
      GradientTile narrow = chooseGradientTile(layer, 14);
      kernels.push_back({layer, wide});
      if (!(narrow == wide))
        kernels.push_back({layer, narrow});
    }
  }
  return kernels;
}

} // namespace lrcnn::cuda::testing

#endif // LRCNN_TEST_TARGET_CUDA_KERNELLIST_H
