//===- SeparableForm.cpp - Elements as sums of elements -------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SeparableForm.h"
#include "Expression.h"
#include "Layer.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"

#include <cmath>

using namespace mlir;
using namespace lrcnn;

using Form = SmallVector<Term>;
using MaybeForm = std::optional<Form>;

/// More terms than resizing has, many times.
static constexpr size_t kMaxTerms = 64;

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

/// `compute` of the numbers at each position; nothing if they depend on several
/// dimensions, or if `compute` gives nothing somewhere.
static std::optional<Function>
apply(ArrayRef<Function> operands,
      function_ref<std::optional<double>(ArrayRef<double>)> compute) {
  Function result = Function::constant(0);
  for (const Function &operand : operands) {
    if (!operand.dim)
      continue;
    if (result.dim && result.dim != operand.dim)
      return std::nullopt;
    result.dim = operand.dim;
    result.values.resize(operand.values.size());
  }
  SmallVector<double> numbers(operands.size());
  for (auto [position, value] : llvm::enumerate(result.values)) {
    for (auto [number, operand] : llvm::zip_equal(numbers, operands))
      number = operand[position];
    std::optional<double> computed = compute(numbers);
    if (!computed)
      return std::nullopt;
    value = *computed;
  }
  return result;
}

static Function multiply(const Function &lhs, const Function &rhs) {
  return *apply({lhs, rhs}, [](ArrayRef<double> in) { return in[0] * in[1]; });
}

/// Takes `weight` among the factors of `term`.
static void multiply(Term &term, const Function &weight) {
  if (!weight.dim) {
    term.factor *= weight.values.front();
    return;
  }
  for (Function &own : term.weights)
    if (own.dim == weight.dim) {
      own = multiply(own, weight);
      return;
    }
  term.weights.push_back(weight);
}

static Form makeForm(const Function &function) {
  Term term;
  multiply(term, function);
  return {term};
}

/// The number that `form` is, if that depends on one dimension and no element.
static std::optional<Function> getFunction(const Form &form) {
  if (form.size() != 1 || form[0].tensor || form[0].weights.size() > 1)
    return std::nullopt;
  Function factor = Function::constant(form[0].factor);
  return form[0].weights.empty() ? factor
                                 : multiply(factor, form[0].weights[0]);
}

static std::optional<SmallVector<Function>> getFunctions(ArrayRef<Form> forms) {
  SmallVector<Function> functions;
  for (const Form &form : forms) {
    std::optional<Function> function = getFunction(form);
    if (!function)
      return std::nullopt;
    functions.push_back(*function);
  }
  return functions;
}

//===----------------------------------------------------------------------===//
// Forms
//===----------------------------------------------------------------------===//

static Form multiply(Form form, const Function &weight) {
  for (Term &term : form)
    multiply(term, weight);
  return form;
}

static Form add(Form lhs, const Form &rhs) {
  llvm::append_range(lhs, rhs);
  return lhs;
}

/// The product of two sums, of which one has no elements.
static MaybeForm multiply(const Form &lhs, const Form &rhs) {
  auto isNumber = [](const Term &term) { return !term.tensor; };
  if (!llvm::all_of(lhs, isNumber))
    return llvm::all_of(rhs, isNumber) ? multiply(rhs, lhs) : std::nullopt;
  Form product;
  for (const Term &number : lhs)
    for (Term term : rhs) {
      term.factor *= number.factor;
      for (const Function &weight : number.weights)
        multiply(term, weight);
      product.push_back(term);
    }
  return product;
}

/// What the scalar op `op` makes of `operands`.
static MaybeForm combine(Operation *op, ArrayRef<Form> operands) {
  auto isElement = [](const Term &term) { return term.tensor != nullptr; };
  if (isa<arith::TruncFOp>(op) && llvm::any_of(operands[0], isElement))
    return std::nullopt;
  if (isa<arith::ExtFOp, arith::TruncFOp>(op))
    return operands[0];
  if (auto functions = getFunctions(operands)) {
    auto function = apply(
        *functions, [&](ArrayRef<double> in) { return computeScalar(op, in); });
    if (function)
      return makeForm(*function);
  }
  if (isa<arith::AddFOp>(op))
    return add(operands[0], operands[1]);
  if (isa<arith::SubFOp>(op))
    return add(operands[0], multiply(operands[1], Function::constant(-1)));
  if (isa<arith::MulFOp>(op))
    return multiply(operands[0], operands[1]);
  std::optional<Function> condition;
  if (isa<arith::SelectOp>(op))
    condition = getFunction(operands[0]);
  if (!condition)
    return std::nullopt;
  Function otherwise = *apply(
      *condition, [](ArrayRef<double> in) { return in[0] != 0 ? 0.0 : 1.0; });
  return add(multiply(operands[1], *condition),
             multiply(operands[2], otherwise));
}

//===----------------------------------------------------------------------===//
// Evaluation
//===----------------------------------------------------------------------===//

namespace {

/// How elements are looked for, and how many more scalars are looked at: sums
/// of sums have more terms than ops.
struct Search {
  bool isDeep;
  int steps = 4096;
};

/// The scalars in the body of a linalg op whose loops are at `loops`.
class Scope {
public:
  Scope(linalg::LinalgOp op, ArrayRef<Function> loops, Search &search)
      : op(op), loops(loops), search(search) {}

  MaybeForm evaluate(Value scalar) {
    auto [entry, isNew] = forms.try_emplace(scalar);
    if (!isNew)
      return entry->second;
    MaybeForm form;
    if (search.steps-- > 0)
      form = compute(scalar);
    if (form && form->size() > kMaxTerms)
      form.reset();
    return forms[scalar] = form;
  }

private:
  MaybeForm compute(Value scalar);
  MaybeForm computeArgument(OpOperand *operand);

  linalg::LinalgOp op;
  SmallVector<Function> loops;
  Search &search;
  DenseMap<Value, MaybeForm> forms;
};

} // namespace

/// Whether `place` is one of a tensor of `shape`.
static bool isInside(ArrayRef<double> place, ArrayRef<int64_t> shape) {
  if (place.size() != shape.size())
    return false;
  return llvm::all_of(llvm::zip_equal(place, shape), [](auto entry) {
    auto [index, size] = entry;
    return index >= 0 && index < size && index == std::floor(index);
  });
}

/// The number at `place` of a constant.
static std::optional<double> getNumber(Attribute constant,
                                       ArrayRef<double> place) {
  if (auto elements = dyn_cast<DenseElementsAttr>(constant)) {
    if (!isInside(place, elements.getType().getShape()))
      return std::nullopt;
    SmallVector<uint64_t> index(place.begin(), place.end());
    constant = elements.isSplat() ? elements.getSplatValue<Attribute>()
                                  : elements.getValues<Attribute>()[index];
  }
  if (auto number = dyn_cast<FloatAttr>(constant))
    return number.getValueAsDouble();
  if (auto number = dyn_cast<IntegerAttr>(constant))
    return number.getValue().getSExtValue();
  return std::nullopt;
}

/// The place in `to`, the other side of a reshape of `from`, which has the same
/// elements in the same order.
static std::optional<SmallVector<Function>>
reshape(ArrayRef<Function> place, RankedTensorType from, RankedTensorType to) {
  SmallVector<Function> result(to.getRank());
  int64_t stride = 1;
  for (int64_t dim : llvm::reverse(llvm::seq(to.getRank()))) {
    // A dimension that both have is taken as it is, whatever the others are.
    int64_t size = to.getDimSize(dim), own = 1;
    const Function *same = nullptr;
    for (int64_t other : llvm::reverse(llvm::seq(from.getRank()))) {
      if (own == stride && from.getDimSize(other) == size)
        same = same ? same : &place[other];
      own *= from.getDimSize(other);
    }
    if (size == 1) {
      result[dim] = Function::constant(0);
    } else if (same) {
      result[dim] = *same;
    } else {
      auto index = apply(place, [&](ArrayRef<double> in) {
        if (!isInside(in, from.getShape()))
          return std::optional<double>();
        int64_t number = 0;
        for (auto [i, extent] : llvm::zip_equal(in, from.getShape()))
          number = number * extent + static_cast<int64_t>(i);
        return std::optional<double>(number / stride % size);
      });
      if (!index)
        return std::nullopt;
      result[dim] = *index;
    }
    stride *= size;
  }
  return result;
}

/// The element of `tensor` at `place`. Unless the search is deep, only what is
/// computed from constants and places is looked into.
static MaybeForm getElement(Value tensor, ArrayRef<Function> place,
                            Search &search) {
  auto type = dyn_cast<RankedTensorType>(tensor.getType());
  if (!isCountable(tensor) || std::ssize(place) != type.getRank())
    return std::nullopt;
  Attribute constant;
  if (matchPattern(tensor, m_Constant(&constant))) {
    auto number = apply(
        place, [&](ArrayRef<double> at) { return getNumber(constant, at); });
    return number ? MaybeForm(makeForm(*number)) : std::nullopt;
  }
  MaybeForm made;
  Operation *op = tensor.getDefiningOp();
  auto linalgOp = dyn_cast_if_present<linalg::LinalgOp>(op);
  if (Value result = linalgOp ? getElementResult(linalgOp) : Value()) {
    made = Scope(linalgOp, place, search).evaluate(result);
  } else if (isa_and_present<tensor::ExpandShapeOp, tensor::CollapseShapeOp>(
                 op)) {
    Value source = op->getOperand(0);
    if (auto there =
            reshape(place, type, cast<RankedTensorType>(source.getType())))
      made = getElement(source, *there, search);
  }
  bool hasElements = made && llvm::any_of(*made, [](const Term &term) {
                       return term.tensor != nullptr;
                     });
  if (made && (search.isDeep || !hasElements))
    return made;
  if (!isa<FloatType>(type.getElementType()))
    return std::nullopt;
  Term element;
  element.tensor = tensor;
  element.place.assign(place.begin(), place.end());
  return Form{element};
}

/// What an argument of the body stands for.
MaybeForm Scope::computeArgument(OpOperand *operand) {
  if (!isa<RankedTensorType>(operand->get().getType()))
    return evaluate(operand->get());
  SmallVector<Function> place;
  for (AffineExpr index : op.getMatchingIndexingMap(operand).getResults()) {
    if (auto dim = dyn_cast<AffineDimExpr>(index))
      place.push_back(loops[dim.getPosition()]);
    else if (auto constant = dyn_cast<AffineConstantExpr>(index))
      place.push_back(Function::constant(constant.getValue()));
    else
      return std::nullopt;
  }
  return getElement(operand->get(), place, search);
}

MaybeForm Scope::compute(Value scalar) {
  auto argument = dyn_cast<BlockArgument>(scalar);
  if (argument && argument.getOwner() == op.getBlock())
    return computeArgument(op.getMatchingOpOperand(argument));
  Attribute constant;
  if (matchPattern(scalar, m_Constant(&constant))) {
    auto number = getNumber(constant, {});
    return number ? MaybeForm(makeForm(Function::constant(*number)))
                  : std::nullopt;
  }
  Operation *maker = scalar.getDefiningOp();
  if (!maker || maker->getNumRegions() != 0)
    return std::nullopt;
  if (auto index = dyn_cast<linalg::IndexOp>(maker))
    return makeForm(loops[index.getDim()]);
  auto extract = dyn_cast<tensor::ExtractOp>(maker);
  SmallVector<Form> operands;
  for (Value operand : extract ? ValueRange(extract.getIndices())
                               : ValueRange(maker->getOperands())) {
    MaybeForm form = evaluate(operand);
    if (!form)
      return std::nullopt;
    operands.push_back(std::move(*form));
  }
  if (!extract)
    return combine(maker, operands);
  auto place = getFunctions(operands);
  return place ? getElement(extract.getTensor(), *place, search) : std::nullopt;
}

std::optional<SmallVector<Term>> lrcnn::getSeparableForm(Value tensor,
                                                         bool isDeep) {
  auto type = cast<RankedTensorType>(tensor.getType());
  auto op = tensor.getDefiningOp<linalg::LinalgOp>();
  Value result = op ? getElementResult(op) : Value();
  if (!result)
    return std::nullopt;
  SmallVector<Function> loops;
  for (auto [dim, size] : llvm::enumerate(type.getShape())) {
    Function &loop = loops.emplace_back();
    loop.dim = dim;
    for (int64_t position : llvm::seq(size))
      loop.values.push_back(position);
  }
  Search search{isDeep};
  return Scope(op, loops, search).evaluate(result);
}
