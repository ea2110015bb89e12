//===- KernelList.h - The kernels that tests build and run ------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The generator writes NAME.ptx (and NAME.cubin where it finds ptxas) for every
// kernel and one line for each in kernels.txt; the device test reads them back.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TEST_TARGET_CUDA_KERNELLIST_H
#define LRCNN_TEST_TARGET_CUDA_KERNELLIST_H

#include "lrcnn/Target/CUDA/ConvSpec.h"

#include <istream>
#include <ostream>

namespace lrcnn::cuda::testing {

struct Kernel {
  ConvSpec spec;
  ConvTile tile;
};

inline std::ostream &operator<<(std::ostream &os, const Kernel &kernel) {
  const ConvSpec &spec = kernel.spec;
  const ConvTile &tile = kernel.tile;
  return os << int(spec.type) << ' ' << spec.channels << ' ' << spec.filters
            << ' ' << spec.kernel[0] << ' ' << spec.kernel[1] << ' '
            << spec.stride[0] << ' ' << spec.stride[1] << ' ' << spec.bias
            << ' ' << spec.relu << ' ' << spec.mask << ' ' << tile.pixels << ' '
            << tile.filters << ' ' << tile.stages << ' ' << tile.slots;
}

inline std::istream &operator>>(std::istream &is, Kernel &kernel) {
  ConvSpec &spec = kernel.spec;
  ConvTile &tile = kernel.tile;
  int type = 0;
  is >> type >> spec.channels >> spec.filters >> spec.kernel[0] >>
      spec.kernel[1] >> spec.stride[0] >> spec.stride[1] >> spec.bias >>
      spec.relu >> spec.mask >> tile.pixels >> tile.filters >> tile.stages >>
      tile.slots;
  spec.type = MultiplyType(type);
  return is;
}

/// Representative kernels: every type, forward and data gradient, the tiles
/// that are chosen, channels and filters that fill no block, strides.
inline std::vector<Kernel> getKernels() {
  std::vector<Kernel> kernels;
  struct Layer {
    int64_t channels, filters, kernelRows, kernelColumns, stride;
  };
  for (MultiplyType type :
       {MultiplyType::bf16, MultiplyType::f16, MultiplyType::tf32})
    for (Layer layer : {Layer{64, 64, 3, 3, 1}, Layer{128, 128, 3, 3, 1},
                        Layer{256, 256, 3, 3, 1}, Layer{512, 512, 3, 3, 1},
                        Layer{64, 256, 1, 1, 1}, Layer{96, 192, 3, 3, 1},
                        Layer{128, 128, 3, 3, 2}, Layer{40, 72, 3, 5, 1},
                        Layer{8, 24, 7, 7, 2}}) {
      ConvSpec spec;
      spec.type = type;
      spec.channels = layer.channels;
      spec.filters = layer.filters;
      spec.kernel = {layer.kernelRows, layer.kernelColumns};
      spec.stride = {layer.stride, layer.stride};
      ConvSpec forward = spec;
      forward.bias = forward.relu = true;
      kernels.push_back({forward, chooseTile(forward)});
      if (layer.stride != 1)
        continue;
      ConvSpec gradient = *makeDataGradient(spec, /*mask=*/true);
      kernels.push_back({gradient, chooseTile(gradient)});
    }
  // Neither bias nor ReLU nor mask; bias alone; a tile that none of them has.
  ConvSpec plain;
  plain.channels = plain.filters = 64;
  plain.kernel = {3, 3};
  kernels.push_back({plain, chooseTile(plain)});
  plain.bias = true;
  kernels.push_back({plain, {128, 64, 6, 1}});
  return kernels;
}

} // namespace lrcnn::cuda::testing

#endif // LRCNN_TEST_TARGET_CUDA_KERNELLIST_H
