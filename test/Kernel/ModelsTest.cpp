//===- ModelsTest.cpp - Tests of which kernels run a layer ----------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../LayerModels.h"
#include "lrcnn/Kernel/MatchOpInterface.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::kernel;

TEST(MatchModels, EveryLayerHasABodyOrOne) {
  test::expectModels<MatchOpInterface, row::SumOpInterface>(
      registerMatchModels);
}
