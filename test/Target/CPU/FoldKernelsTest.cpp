//===- FoldKernelsTest.cpp - Sums over rows and columns against loops -----===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CPU/FoldKernels.h"

#include "KernelTest.h"

#include <set>

using namespace lrcnn::cpu;
using namespace lrcnn::cpu::testing;
using reference::Tensor;

namespace {

using Spread = FeatureLayout::Spread;

class FoldKernelTest : public LayerKernelTest {};
LRCNN_INSTANTIATE_KERNEL_TESTS(FoldKernelTest);

/// The first input, its product with the second, or both.
llvm::SmallVector<mlir::Value> emitTerms(mlir::OpBuilder &builder,
                                         mlir::Location loc, int64_t sums,
                                         llvm::ArrayRef<mlir::Value> elements) {
  mlir::Value first = elements[0];
  if (elements.size() == 1)
    return {first};
  mlir::Value product =
      mlir::arith::MulFOp::create(builder, loc, first, elements[1]);
  if (sums == 1)
    return {product};
  return {first, product};
}

FoldSpec randomSpec(Random &random, ElementType type) {
  FoldSpec spec;
  spec.type = type;
  spec.width = random.in(1, 11);
  spec.channels = randomChannels(random);
  int64_t inputs = random.in(1, 2);
  for (int64_t i = 0; i < inputs; ++i)
    spec.inputs.push_back(randomLayout(random, spec.channels));
  if (inputs == 2 && random.in(0, 3) == 0)
    spec.inputs[1].spread = random.coin() ? Spread::image : Spread::all;
  switch (random.in(0, 2)) {
  case 0:
    spec.overImages = true;
    break;
  case 1:
    spec.gradient = true;
    if (random.coin()) {
      spec.epilogue = halfGradient();
      spec.activation = randomLayout(random, spec.channels);
    }
    break;
  default:
    spec.sums = random.in(1, inputs);
  }
  spec.result = spec.overImages || random.coin() ? FeatureLayout::border()
                                                 : FeatureLayout();
  spec.key = "terms" + std::to_string(inputs) + std::to_string(spec.sums);
  spec.body = [sums = spec.sums](mlir::OpBuilder &builder, mlir::Location loc,
                                 llvm::ArrayRef<mlir::Value> elements) {
    return emitTerms(builder, loc, sums, elements);
  };
  return spec;
}

/// The operand of one call, and the tensor it has rows of.
template <typename T>
class FoldCase {
public:
  FoldCase(const FoldSpec &spec, KernelFunction kernel, Random &random)
      : spec(spec), kernel(kernel), random(random), images(random.in(1, 3)),
        height(random.in(1, 8)), activation(draw(images, 1, 1)),
        old(draw(spec.overImages ? 1 : images, 1, spec.sums)) {
    for (const FeatureLayout &layout : spec.inputs) {
      bool isSpread = layout.spread != Spread::none;
      inputs.push_back(draw(layout.spread == Spread::all ? 1 : images,
                            isSpread ? 1 : height, isSpread ? 1 : spec.width));
    }
  }

  void check() {
    SCOPED_TRACE(spec.getKey());
    auto result = makeSlab<T>(random, spec.result, old.images, 0, 1, spec.sums,
                              spec.channels);
    // One tile overwrites, the next adds.
    int64_t cut = random.in(0, height);
    run({0, cut}, false, *result);
    std::vector<T> before = result->snapshot();
    Tensor expected = evaluate({0, cut});
    result->expectRows(expected, 0, 1, 0);
    run({cut, height}, true, *result);
    Tensor more = evaluate({cut, height});
    for (size_t i = 0; i < expected.values.size(); ++i)
      expected.values[i] += more.values[i];
    result->expectRows(expected, 0, 1, 0);
    result->expectUntouchedOutside(before, 0, 1);
  }

private:
  using Range = std::pair<int64_t, int64_t>;

  Tensor draw(int64_t images, int64_t height, int64_t width) {
    return randomTensor(random, images, height, width, spec.channels);
  }

  void run(Range rows, bool adds, GuardedSlab<T> &result) {
    Call call = {};
    call.images = images;
    auto &[begin, end] = rows;
    if (spec.gradient) {
      call.rowEnd = 1;
      call.limitBegin = begin;
      call.limitEnd = end;
      call.addFrom = adds ? 0 : 1;
    } else {
      call.rowBegin = begin;
      call.rowEnd = end;
      call.flags = adds ? AddToResult : 0;
    }
    std::vector<std::unique_ptr<GuardedSlab<T>>> slabs;
    auto add = [&](const FeatureLayout &layout, const Tensor &tensor,
                   Range held) {
      slabs.push_back(makeSlab<T>(random, layout, tensor.images, held.first,
                                  held.second, tensor.width, spec.channels));
      slabs.back()->write(tensor, held.first, held.second);
    };
    for (size_t i = 0; i < inputs.size(); ++i)
      add(spec.inputs[i], inputs[i],
          spec.inputs[i].isSpread() ? Range(0, 1) : rows);
    if (spec.epilogue)
      add(spec.activation, activation, {0, 1});
    std::vector<Operand> operands;
    for (auto &slab : slabs)
      operands.push_back(slab->operand());
    operands.push_back(result.operand());
    runInShares(kernel, call, operands, result, random);
  }

  Tensor evaluate(Range rows) const {
    Tensor sums(old.images, 1, spec.sums, spec.channels);
    for (int64_t n = 0; n < images; ++n)
      for (int64_t y = rows.first; y < rows.second; ++y)
        for (int64_t x = 0; x < spec.width; ++x)
          for (int64_t c = 0; c < spec.channels; ++c) {
            int64_t image = spec.overImages ? 0 : n;
            double first = inputs[0].at(n, y, x, c), product = first;
            if (inputs.size() == 2)
              product *=
                  inputs[1].at(n % inputs[1].images, y % inputs[1].height,
                               x % inputs[1].width, c);
            if (spec.sums == 2)
              sums.at(image, 0, 0, c) += first;
            sums.at(image, 0, spec.sums - 1, c) += product;
          }
    if (spec.epilogue)
      for (size_t i = 0; i < sums.values.size(); ++i)
        sums.values[i] = halve(activation.values[i], sums.values[i]);
    return sums;
  }

  const FoldSpec &spec;
  KernelFunction kernel;
  Random &random;
  int64_t images, height;
  Tensor activation, old;
  std::vector<Tensor> inputs;
};

TEST_P(FoldKernelTest, RandomSpecs) {
  Random random = makeRandom(6);
  KernelJIT jit(target);
  std::vector<FoldSpec> specs;
  for (int64_t i = 0; i < 40; ++i) {
    specs.push_back(randomSpec(random, type));
    emitFold(jit.getModule(), "k" + std::to_string(i), specs.back(), target);
  }
  ASSERT_TRUE(jit.compile());
  for (size_t i = 0; i < specs.size(); ++i)
    for (int64_t repetition = 0; repetition < 6; ++repetition)
      withElement([&](auto element) {
        FoldCase<decltype(element)>(specs[i],
                                    jit.lookup("k" + std::to_string(i)), random)
            .check();
      });
}

/// Kernels are shared by key: whatever changes the code changes the key.
TEST(FoldSpec, KeyTellsSpecsApart) {
  FoldSpec spec;
  spec.inputs = {FeatureLayout(), FeatureLayout()};
  spec.key = "product";
  std::vector<FoldSpec> specs(11, spec);
  specs[1].type = ElementType::f64;
  specs[2].width = 2;
  specs[3].channels = 2;
  specs[4].inputs[0] = FeatureLayout::border();
  specs[5].result = FeatureLayout::border();
  specs[6].key = "sum";
  specs[7].gradient = true;
  specs[8].overImages = true;
  specs[9].gradient = true;
  specs[9].epilogue = makeReluGradient();
  specs[10] = specs[9];
  specs[10].activation = FeatureLayout::border();
  std::set<std::string> keys;
  for (const FoldSpec &each : specs)
    keys.insert(each.getKey());
  EXPECT_EQ(keys.size(), specs.size());
}

} // namespace
