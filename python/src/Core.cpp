//===- Core.cpp - The extension module lrcnn._core ------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Pipeline.h"

#include <nanobind/nanobind.h>
#include <nanobind/stl/optional.h>
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

  module.def("check_pipeline", &checkPipeline, nb::arg("pipeline"),
             "Returns what is wrong with a pass pipeline, or an empty string.");
  module.def("run_pipeline", &runPipeline, nb::arg("source"),
             nb::arg("file_name"), nb::arg("pipeline"),
             nb::call_guard<nb::gil_scoped_release>(),
             "Runs a pass pipeline on the text of a module.");
}
