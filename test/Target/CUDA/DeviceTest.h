//===- DeviceTest.h - What tests of kernels on a GPU share ------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TEST_TARGET_CUDA_DEVICETEST_H
#define LRCNN_TEST_TARGET_CUDA_DEVICETEST_H

#include "Driver.h"
#include "Floats.h"
#include "KernelList.h"

#include <algorithm>
#include <functional>
#include <map>

namespace lrcnn::cuda::testing {

/// A folder of kernels, and what to do with them.
class Run {
public:
  Run(Driver &driver, std::string folder)
      : driver(driver), folder(std::move(folder)) {}

  Driver &driver;
  std::string folder;
  bool withTimes = false;
  /// Only kernels whose names contain this are run.
  std::string only;

  bool takes(const std::string &name) const {
    return name.find(only) != std::string::npos;
  }
  /// Kernel `name`, loaded once: its machine code if there is any, else its
  /// PTX.
  void *load(const std::string &name, int64_t sharedBytes) const;

private:
  mutable std::map<std::string, void *> loaded;
};

/// How many kernels were run, and how many of them were wrong.
struct Count {
  int run = 0, wrong = 0;

  /// Prints the kernel's largest relative error.
  void add(const std::string &name, double error, bool right);
};

Count testConvolutions(const Run &run);
Count testWeightGradients(const Run &run);

/// A tensor on the device between two guard zones.
class DeviceTensor {
public:
  DeviceTensor(Driver &driver, const std::vector<unsigned char> &contents)
      : driver(driver), size(contents.size()),
        memory(driver.allocate(size + 2 * guard)) {
    std::vector<unsigned char> zone(guard, pattern);
    driver.write(memory, zone.data(), guard);
    driver.write(memory + guard + size, zone.data(), guard);
    if (size != 0)
      driver.write(get(), contents.data(), size);
  }
  DeviceTensor(const DeviceTensor &) = delete;
  ~DeviceTensor() { driver.release(memory); }

  DevicePointer get() const { return memory + guard; }
  /// The guard zones have to be as they were.
  void checkGuards() {
    for (DevicePointer zone : {memory, memory + guard + size}) {
      std::vector<unsigned char> bytes(guard);
      driver.read(bytes.data(), zone, guard);
      if (std::count(bytes.begin(), bytes.end(), pattern) != int64_t(guard))
        Driver::fail("expected guard zones that no kernel writes");
    }
  }
  std::vector<unsigned char> read() {
    checkGuards();
    std::vector<unsigned char> contents(size);
    driver.read(contents.data(), get(), size);
    return contents;
  }

private:
  static constexpr size_t guard = 1 << 16;
  static constexpr unsigned char pattern = 0xff;
  Driver &driver;
  size_t size;
  DevicePointer memory;
};

/// A launch of one kernel on tensors on the device.
class Launch {
public:
  /// `pointers` are parameters between the maps and the numbers.
  Launch(Driver &driver, void *function, const ConvLaunch &launch,
         const std::map<MapTensor, DevicePointer> &tensors,
         std::vector<DevicePointer> pointers);
  Launch(const Launch &) = delete;
  void run();

private:
  Driver &driver;
  void *function;
  ConvLaunch launch;
  std::vector<EncodedMap> maps;
  std::vector<DevicePointer> pointers;
  std::vector<void *> parameters;
};

/// Numbers of unit variance, quickly: large shapes have many.
class Random {
public:
  explicit Random(unsigned seed) : state(seed) {}
  float draw();
  void fill(HostTensor &tensor, float scale);

private:
  uint64_t state;
};

std::vector<unsigned char> toBytes(const std::vector<float> &floats);

/// Shapes that fill no tile, then random ones; all pads differ.
std::vector<ConvShape> makeShapes(const ConvSpec &spec);
/// One large image, the smaller the more channels it has.
ConvShape makeLargeShape(const ConvSpec &spec);
/// Small images, the fewer the more channels they have.
ConvShape makeManyImages(const ConvSpec &spec);

/// Calls work(i) for all i below `count`, on all processors.
void forAll(int64_t count, const std::function<void(int64_t)> &work);

/// The median time, in milliseconds, of calling one of `calls` after the other.
float measure(Driver &driver, const std::vector<std::function<void()>> &calls);
void printTime(const ConvSpec &spec, const ConvShape &shape, float milliseconds,
               double error);

} // namespace lrcnn::cuda::testing

#endif // LRCNN_TEST_TARGET_CUDA_DEVICETEST_H
