//===- Core.cpp - The extension module lrcnn._core ------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Compiler.h"

#include <nanobind/nanobind.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

namespace nb = nanobind;
using namespace lrcnn::python;

NB_MODULE(_core, module) {
  module.doc() = "The compiler behind the package lrcnn.";
  registerAll();

  nb::class_<Diagnostic>(module, "Diagnostic",
                         "What the compiler said about one place.")
      .def_ro("severity", &Diagnostic::severity,
              "\"error\", \"warning\", \"remark\" or \"note\".")
      .def_ro("message", &Diagnostic::message)
      .def_ro("file", &Diagnostic::file, "Empty where there is no position.")
      .def_ro("line", &Diagnostic::line)
      .def_ro("column", &Diagnostic::column)
      .def_ro("notes", &Diagnostic::notes);

  nb::class_<Outcome>(module, "Outcome", "What a pipeline gave.")
      .def_ro("text", &Outcome::text, "The module, or None when a pass failed.")
      .def_ro("diagnostics", &Outcome::diagnostics);

  module.def("print_pipeline", &printPipeline, nb::arg("steps"),
             "Prints a pipeline of passes with their options.");
  module.def("run_pipeline", &runPipeline, nb::arg("source"),
             nb::arg("file_name"), nb::arg("steps"),
             nb::call_guard<nb::gil_scoped_release>(),
             "Runs a pipeline on the text of a module.");

  nb::class_<lrcnn::CompileOptions>(module, "CompileOptions",
                                    "How a module is compiled.")
      .def(nb::init<>())
      .def_rw("strategy", &lrcnn::CompileOptions::strategy)
      .def_rw("rows", &lrcnn::CompileOptions::rows)
      .def_rw("batch_tiles", &lrcnn::CompileOptions::batchTiles)
      .def_rw("budget", &lrcnn::CompileOptions::budget)
      .def_rw("plan_file", &lrcnn::CompileOptions::planFile)
      .def_rw("grad", &lrcnn::CompileOptions::grad)
      .def_rw("target", &lrcnn::CompileOptions::target)
      .def_rw("target_parameters", &lrcnn::CompileOptions::targetParameters);

  module.def("plan_module", &planModule, nb::arg("source"),
             nb::arg("file_name"), nb::arg("options"),
             nb::call_guard<nb::gil_scoped_release>(),
             "Plans a module without compiling it; the text is its JSON.");
  module.def("compile_module", &compileModule, nb::arg("source"),
             nb::arg("file_name"), nb::arg("options"), nb::arg("path"),
             nb::call_guard<nb::gil_scoped_release>(),
             "Compiles a module to PATH.so and PATH.json.");
}
