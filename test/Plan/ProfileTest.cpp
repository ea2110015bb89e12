//===- ProfileTest.cpp - How long calls take on a machine -----------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Plan/Profile.h"
#include "TestGraphs.h"
#include "llvm/Support/FormatVariadic.h"
#include "gtest/gtest.h"

using namespace lrcnn::plan;
namespace json = llvm::json;

/// Round numbers: a multiply-add takes 1 s, a byte too, a call 1000 s.
static Profile makeProfile() {
  Profile profile;
  profile.machine = "slow";
  profile.rates = {{{"", 1, 1, 1, 1}, 1}, {{"", 1, 1, 0, 1}, 1}};
  profile.copyRate = 2;
  profile.keepRate = 4;
  profile.packRate = 5;
  profile.secondsPerCall = 1000;
  return profile;
}

TEST(Profile, IsReadAsItIsWritten) {
  Profile profile = makeProfile();
  profile.rates.push_back({{"conv", 64, 56, 576, 14}, 1.5e10});
  profile.threads = 3;
  ASSERT_EQ(llvm::toString(profile.check()), "");
  llvm::Expected<Profile> read = parseProfile(profile.toJson());
  ASSERT_TRUE(static_cast<bool>(read)) << llvm::toString(read.takeError());
  EXPECT_EQ(llvm::formatv("{0}", json::Value(read->toJson())).str(),
            llvm::formatv("{0}", json::Value(profile.toJson())).str());
}

TEST(Profile, RatesAreThoseOfTheNearestShape) {
  Profile profile = makeProfile();
  profile.rates.push_back({{"conv", 64, 56, 576, 1}, 10});
  profile.rates.push_back({{"conv", 64, 56, 576, 16}, 20});
  profile.rates.push_back({{"conv", 256, 56, 576, 16}, 30});
  EXPECT_EQ(profile.getRate({"conv", 64, 56, 576, 2}), 10);
  EXPECT_EQ(profile.getRate({"conv", 64, 56, 576, 5}), 20);
  EXPECT_EQ(profile.getRate({"conv", 200, 28, 600, 20}), 30);
  // Of another kind, and of one without arithmetic.
  EXPECT_EQ(profile.getRate({"conv_data_grad", 64, 56, 576, 2}), 1);
  EXPECT_EQ(profile.getRate({"conv", 64, 56, 0, 2}), 1);
}

TEST(Profile, ErrorsSayWhatIsExpected) {
  auto error = [](llvm::function_ref<void(Profile &)> change) {
    Profile profile = makeProfile();
    change(profile);
    return llvm::toString(profile.check());
  };
  EXPECT_EQ(error([](Profile &profile) { profile.keepRate = 0; }),
            "expected positive rates of copies, boundaries and packing in a "
            "profile");
  EXPECT_EQ(error([](Profile &profile) { profile.secondsPerCall = -1; }),
            "expected seconds per call of 0 or more in a profile, got -1.00");
  EXPECT_EQ(error([](Profile &profile) { profile.threads = 0; }),
            "expected a profile of at least one thread, got 0");
  EXPECT_EQ(error([](Profile &profile) { profile.rates[0].perSecond = 0; }),
            "expected a positive rate of '' in a profile, got 0.00");
  EXPECT_EQ(error([](Profile &profile) { profile.rates[0].shape.rows = 0; }),
            "expected sizes of '' in a profile to be positive");
  EXPECT_EQ(error([](Profile &profile) { profile.rates.pop_back(); }),
            "expected a profile to have bytes_per_second of kind '', for "
            "kernels of other kinds");
  EXPECT_EQ(error([](Profile &profile) {
              profile.rates.erase(profile.rates.begin());
            }),
            "expected a profile to have multiply_adds_per_second of kind '', "
            "for kernels of other kinds");
  json::Object object = makeProfile().toJson();
  object["thread"] = 1;
  EXPECT_EQ(llvm::toString(parseProfile(std::move(object)).takeError()),
            "unknown key at profile.thread");
}

//===----------------------------------------------------------------------===//
// Steps
//===----------------------------------------------------------------------===//

/// Two convolutions of 8 rows with 9 multiply-adds each, counted by hand.
static Graph makeGraph() {
  GraphBuilder builder;
  const Kernel same = {3, 1, 1, 1, 1};
  int x = builder.conv("a", builder.input(8, 1, 1), same, 1);
  builder.output(builder.conv("b", x, same, 1));
  dropInputGradients(builder.graph);
  for (Layer &layer : builder.graph.layers)
    layer.gradientReadsResult = false;
  for (Argument &argument : builder.graph.arguments)
    argument.bytes = 40;
  return std::move(builder.graph);
}

TEST(Seconds, OfStoredLayers) {
  Graph graph = makeGraph();
  Plan plan = {{makeSegment(graph, Strategy::store, 1)}};
  StepSeconds seconds =
      getSeconds(graph, makeSchedule(graph, plan, Kernels()), makeProfile());
  // Forward: pack a; a; pack b; b. Buffers of filters have no bytes here.
  EXPECT_DOUBLE_EQ(seconds.forward, 4 * 1000 + 2 * 72 + 2 * 40 / 5.0);
  // Backward: b.filter; unpack; pack; b.data; a.filter; unpack.
  EXPECT_DOUBLE_EQ(seconds.backward, 6 * 1000 + 3 * 72 + 3 * 40 / 5.0);
}

/// Each tile is a call; boundaries of two rows go in and out of a slab.
TEST(Seconds, OfTiles) {
  Graph graph = makeGraph();
  Plan plan = {{makeSegment(graph, Strategy::two_phase, 2)}};
  StepSeconds seconds =
      getSeconds(graph, makeSchedule(graph, plan, Kernels()), makeProfile());
  // Forward: pack a; pack b; twice restore a; a; keep a; b.
  EXPECT_DOUBLE_EQ(seconds.forward,
                   10 * 1000 + 2 * 72 + 2 * 40 / 5.0 + 2 * (2 * 4 * 2) / 4.0);
}

/// A kernel without arithmetic takes as long as its bytes.
TEST(Seconds, OfBytes) {
  GraphBuilder builder;
  builder.output(builder.pool("pool", builder.input(8, 4, 1), {2, 2}));
  dropInputGradients(builder.graph);
  builder.graph.layers[0].gradientReadsResult = false;
  Plan plan = {{makeSegment(builder.graph, Strategy::store, 1)}};
  StepSeconds seconds =
      getSeconds(builder.graph, makeSchedule(builder.graph, plan, Kernels()),
                 makeProfile());
  EXPECT_DOUBLE_EQ(seconds.forward, 1000 + 4 * (2 * 4 * 4 + 2 * 4));
}
