//===- Core.cpp - The extension module lrcnn._core ------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ChainBuilder.h"
#include "Compiler.h"

#include <nanobind/nanobind.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/variant.h>
#include <nanobind/stl/vector.h>

namespace nb = nanobind;
using namespace lrcnn::python;

/// What is built layer by layer.
static void bindBuilder(nb::module_ &module) {
  nb::class_<Value>(module, "Value", "A tensor of a chain that is being built.")
      .def_ro("shape", &Value::shape,
              "In the dialect's order: N, H, W, C or F, KH, KW, C/groups.")
      .def_ro("dtype", &Value::dtype, "\"float32\" or \"float64\".")
      .def("__repr__", [](const Value &value) {
        return nb::str("<lrcnn.Value of {} {}>")
            .format(value.dtype, nb::cast(value.shape));
      });

  nb::class_<Added>(module, "Added", "What became of an input or a layer.")
      .def_ro("value", &Added::value, "None when it was refused.")
      .def_ro("diagnostics", &Added::diagnostics);

  nb::class_<ChainBuilder>(module, "ChainBuilder",
                           "Makes a row.chain layer by layer.")
      .def(nb::init<>())
      .def(
          "add_input",
          [](ChainBuilder &builder, std::string name,
             std::vector<int64_t> shape, std::string dtype, std::string layout,
             std::string role, std::optional<bool> requiresGrad) {
            return builder.addInput(
                {name, shape, dtype, layout, role, requiresGrad});
          },
          nb::arg("name"), nb::arg("shape"), nb::arg("dtype"),
          nb::arg("layout"), nb::arg("role"), nb::arg("requires_grad").none())
      .def(
          "add_layer",
          [](ChainBuilder &builder, const std::string &layer,
             std::vector<Argument> arguments,
             std::vector<std::pair<std::string, Argument>> named,
             std::string name, std::string file, int64_t line) {
            return builder.addLayer(layer,
                                    {std::move(arguments), std::move(named)},
                                    {std::move(name), std::move(file), line});
          },
          nb::arg("layer"), nb::arg("arguments"), nb::arg("named"),
          nb::arg("name"), nb::arg("file"), nb::arg("line"))
      .def("add_output", &ChainBuilder::addOutput, nb::arg("value"),
           nb::arg("layout"))
      .def("build", &ChainBuilder::build);

  module.def("get_layer_names", &getLayerNames, "What add_layer takes.");
}

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
      .def_ro("layer", &Diagnostic::layer,
              "The layer's name in the user's model, or empty.")
      .def_ro("notes", &Diagnostic::notes);

  nb::class_<Outcome>(module, "Outcome", "What a pipeline gave.")
      .def_ro("text", &Outcome::text, "The module, or None when a pass failed.")
      .def_ro("diagnostics", &Outcome::diagnostics);

  nb::class_<Module>(module, "Module", "A module to work on.")
      .def(nb::init<std::string, std::string>(), nb::arg("text"),
           nb::arg("file_name"));
  bindBuilder(module);

  module.def("print_pipeline", &printPipeline, nb::arg("steps"),
             "Prints a pipeline of passes with their options.");
  module.def("run_pipeline", &runPipeline, nb::arg("module"), nb::arg("steps"),
             nb::call_guard<nb::gil_scoped_release>(),
             "Runs a pipeline on a module and prints it.");

  nb::class_<lrcnn::CompileOptions>(module, "CompileOptions",
                                    "How a module is compiled.")
      .def(nb::init<>())
      .def_rw("strategy", &lrcnn::CompileOptions::strategy)
      .def_rw("rows", &lrcnn::CompileOptions::rows)
      .def_rw("batch_tiles", &lrcnn::CompileOptions::batchTiles)
      .def_rw("budget", &lrcnn::CompileOptions::budget)
      .def_rw("plan_file", &lrcnn::CompileOptions::planFile)
      .def_rw("plan_text", &lrcnn::CompileOptions::planText)
      .def_rw("grad", &lrcnn::CompileOptions::grad)
      .def_rw("target", &lrcnn::CompileOptions::target)
      .def_rw("target_parameters", &lrcnn::CompileOptions::targetParameters);

  module.def("plan_module", &planModule, nb::arg("module"), nb::arg("options"),
             nb::call_guard<nb::gil_scoped_release>(),
             "Plans a module without compiling it; the text is its JSON.");
  module.def("compile_module", &compileModule, nb::arg("module"),
             nb::arg("options"), nb::arg("path"),
             nb::call_guard<nb::gil_scoped_release>(),
             "Compiles a module to PATH.so and PATH.json.");
}
