//===- Match.cpp - Kernels that run a group of layers ---------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FusedLayers.h"
#include "Matching.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::kernel;
using namespace lrcnn::row;

#include "lrcnn/Kernel/MatchOpInterface.cpp.inc"

//===----------------------------------------------------------------------===//
// Epilogues
//===----------------------------------------------------------------------===//

static Value buildElement(Operation *op, OpBuilder &builder, Location loc,
                          ValueRange elements) {
  return cast<PointwiseOpInterface>(op).buildElement(builder, loc, elements);
}

Epilogue lrcnn::kernel::getEpilogue(KernelOp kernel, Operation *anchor) {
  Operation *op = anchor->getNextNode();
  Epilogue epilogue;
  if (isa<YieldOp>(op))
    return epilogue;
  epilogue.body = {describe(op), [op](OpBuilder &builder, Location loc,
                                      ArrayRef<Value> elements) {
                     return buildElement(op, builder, loc, elements);
                   }};
  if (op->getNumOperands() == 2)
    epilogue.activation = getStorage(kernel, op->getOperand(0));
  return epilogue;
}

//===----------------------------------------------------------------------===//
// Pools
//===----------------------------------------------------------------------===//

template <typename OpT>
static PoolShape getPoolShape(OpT op, Value input) {
  auto type = cast<RankedTensorType>(input.getType());
  PoolShape shape;
  shape.type = getElementType(input);
  shape.height = type.getDimSize(1);
  shape.width = type.getDimSize(2);
  shape.channels = type.getDimSize(3);
  for (unsigned dim = 0; dim < 2; ++dim) {
    shape.kernel[dim] = op.getKernel()[dim];
    shape.stride[dim] = op.getStride()[dim];
    if constexpr (requires { op.getDilation(); })
      shape.dilation[dim] = op.getDilation()[dim];
  }
  shape.top = op.getPad()[0];
  shape.bottom = op.getPad()[1];
  shape.left = op.getPad()[2];
  shape.right = op.getPad()[3];
  return shape;
}

static KernelCall match(KernelOp kernel, MaxPoolOp pool) {
  Value input = getStorage(kernel, pool.getInput());
  MaxPoolSpec spec;
  spec.shape = getPoolShape(pool, pool.getInput());
  spec.epilogue = getEpilogue(kernel, pool).body;
  spec.input = getLayout(input);
  spec.result = getLayout(kernel.getOut());
  return makeCall(spec, {input, kernel.getOut()});
}

static KernelCall match(KernelOp kernel, AvgPoolOp pool) {
  Value input = getStorage(kernel, pool.getInput());
  AvgPoolSpec spec;
  spec.shape = getPoolShape(pool, pool.getInput());
  spec.excludePad = pool.getExcludePad();
  spec.epilogue = getEpilogue(kernel, pool).body;
  spec.input = getLayout(input);
  spec.result = getLayout(kernel.getOut());
  return makeCall(spec, {input, kernel.getOut()});
}

static KernelCall match(KernelOp kernel, MaxPoolGradOp gradient) {
  Value input = getStorage(kernel, gradient.getInput());
  Value dy = getStorage(kernel, gradient.getResultGradient());
  MaxPoolGradientSpec spec;
  spec.shape = getPoolShape(gradient, gradient.getInput());
  // That of the activation in front of the pool: its result is the pool's
  // input.
  spec.epilogue = getEpilogue(kernel, gradient).body;
  spec.input = getLayout(input);
  spec.gradient = getLayout(dy);
  spec.result = getLayout(kernel.getOut());
  return makeCall(spec, {input, dy, kernel.getOut()});
}

static KernelCall match(KernelOp kernel, AvgPoolGradOp gradient) {
  Value dy = getStorage(kernel, gradient.getResultGradient());
  SmallVector<Value> operands{dy};
  AvgPoolGradientSpec spec;
  spec.shape = getPoolShape(gradient, gradient.getResult());
  spec.excludePad = gradient.getExcludePad();
  spec.gradient = getLayout(dy);
  spec.result = getLayout(kernel.getOut());
  if (Epilogue epilogue = getEpilogue(kernel, gradient); epilogue.body) {
    operands.push_back(epilogue.activation);
    spec.epilogue = epilogue.body;
    spec.activation = getLayout(epilogue.activation);
  }
  operands.push_back(kernel.getOut());
  return makeCall(spec, std::move(operands));
}

//===----------------------------------------------------------------------===//
// Pointwise layers and channel copies
//===----------------------------------------------------------------------===//

static PointwiseSpec makePointwise(RankedTensorType type, Value out,
                                   bool gradient) {
  PointwiseSpec spec;
  spec.type =
      type.getElementType().isF64() ? ElementType::f64 : ElementType::f32;
  spec.width = type.getDimSize(2);
  spec.channels = type.getDimSize(3);
  spec.result = getLayout(out);
  spec.gradient = gradient;
  return spec;
}

static KernelCall matchPointwise(KernelOp kernel) {
  bool gradient = llvm::any_of(*kernel.getBodyBlock(), [](Operation &op) {
    return isa<GradientOpInterface>(op);
  });
  PointwiseSpec spec =
      makePointwise(kernel.getLogicalType(), kernel.getOut(), gradient);
  FusedLayers layers =
      getFusedLayers(kernel, kernel.getBodyBlock()->getTerminator(),
                     kernel.getLogicalType().getDimSize(0));
  spec.inputs = std::move(layers.inputs);
  SmallVector<Value> operands = std::move(layers.operands);
  for (RandomOpInterface layer : layers.random) {
    operands.push_back(getStorage(kernel, layer.getSeed()));
    spec.draws.push_back(
        {static_cast<int64_t>(layer.getLayer()), layer.isOfImage()});
  }
  operands.push_back(kernel.getOut());
  spec.body = {layers.key,
               [emit = layers.emit](OpBuilder &builder, Location loc,
                                    ArrayRef<Value> elements) {
                 return emit(builder, loc, elements).front();
               }};
  return makeCall(spec, std::move(operands));
}

/// The epilogue on the result where it is, for a layer whose kernel has none.
static KernelCall matchInPlace(KernelOp kernel, PointwiseBody body) {
  PointwiseSpec spec =
      makePointwise(kernel.getLogicalType(), kernel.getOut(), false);
  spec.inputs.push_back(getLayout(kernel.getOut()));
  spec.body = std::move(body);
  return makeCall(spec, {kernel.getOut(), kernel.getOut()});
}

/// One copy into a range of the result's channels for each operand.
static std::vector<KernelCall> matchConcat(KernelOp kernel, ConcatOp concat) {
  std::vector<KernelCall> kernels;
  Epilogue epilogue = getEpilogue(kernel, concat);
  int64_t channel = 0;
  for (Value operand : concat.getInputs()) {
    auto type = cast<RankedTensorType>(operand.getType());
    Value input = getStorage(kernel, operand);
    PointwiseSpec spec = makePointwise(type, kernel.getOut(), false);
    spec.inputs.push_back(getLayout(input));
    bool border = spec.result.strided;
    if (!border)
      spec.result =
          FeatureLayout::channelsOf(concat.getType().getDimSize(3), channel);
    spec.body = epilogue.body ? epilogue.body : PointwiseBody::copy();
    kernels.push_back(makeCall(spec, {input, kernel.getOut()}));
    kernels.back().resultChannel = border ? channel : 0;
    channel += type.getDimSize(3);
  }
  return kernels;
}

static KernelCall match(KernelOp kernel, ConcatGradOp gradient) {
  Value dy = getStorage(kernel, gradient.getResultGradient());
  int64_t channels = gradient.getResultGradient().getType().getDimSize(3);
  SmallVector<Value> operands{dy};
  PointwiseSpec spec = makePointwise(gradient.getType(), kernel.getOut(), true);
  bool border = getLayout(dy).strided;
  spec.inputs.push_back(
      border ? FeatureLayout::border()
             : FeatureLayout::channelsOf(channels, gradient.getOffset()));
  spec.body = PointwiseBody::copy();
  if (Epilogue epilogue = getEpilogue(kernel, gradient); epilogue.body) {
    operands.push_back(epilogue.activation);
    spec.inputs.push_back(getLayout(epilogue.activation));
    spec.body = {epilogue.body.key,
                 [body = epilogue.body](OpBuilder &builder, Location loc,
                                        ArrayRef<Value> elements) {
                   return body.emit(builder, loc, {elements[1], elements[0]});
                 }};
  }
  operands.push_back(kernel.getOut());
  KernelCall result = makeCall(spec, std::move(operands));
  result.inputChannel = border ? gradient.getOffset() : 0;
  return result;
}

//===----------------------------------------------------------------------===//
// Resizing and padding
//===----------------------------------------------------------------------===//

template <typename SpecT>
static SpecT makeResampling(ResamplingOpInterface op) {
  auto type = cast<RankedTensorType>(op->getResult(0).getType());
  SpecT spec;
  spec.type = getElementType(op->getResult(0));
  spec.channels = type.getDimSize(3);
  spec.rows = op.getResampling(0);
  spec.columns = op.getResampling(1);
  return spec;
}

static std::vector<KernelCall> matchResampling(KernelOp kernel,
                                               ResamplingOpInterface op) {
  Value input = getStorage(kernel, op->getOperand(0));
  auto spec = makeResampling<ResamplingSpec>(op);
  spec.input = getLayout(input);
  spec.result = getLayout(kernel.getOut());
  std::vector<KernelCall> kernels{makeCall(spec, {input, kernel.getOut()})};
  if (Epilogue epilogue = getEpilogue(kernel, op); epilogue.body)
    kernels.push_back(matchInPlace(kernel, epilogue.body));
  return kernels;
}

template <typename OpT>
static KernelCall matchResamplingGradient(KernelOp kernel, OpT op) {
  Value dy = getStorage(kernel, op->getOperand(0));
  SmallVector<Value> operands{dy};
  auto spec = makeResampling<ResamplingGradientSpec>(op);
  spec.gradient = getLayout(dy);
  spec.result = getLayout(kernel.getOut());
  if (Epilogue epilogue = getEpilogue(kernel, op); epilogue.body) {
    operands.push_back(epilogue.activation);
    spec.epilogue = epilogue.body;
    spec.activation = getLayout(epilogue.activation);
  }
  operands.push_back(kernel.getOut());
  return makeCall(spec, std::move(operands));
}

//===----------------------------------------------------------------------===//
// Normalization over channels
//===----------------------------------------------------------------------===//

template <typename OpT>
static LayerNormSpec makeLayerNorm(KernelOp kernel, OpT op) {
  RankedTensorType type = op.getInput().getType();
  LayerNormSpec spec;
  spec.type = getElementType(op.getInput());
  spec.width = type.getDimSize(2);
  spec.channels = type.getDimSize(3);
  spec.eps = op.getEps().convertToDouble();
  if constexpr (requires { op.getScale(); })
    spec.scale = static_cast<bool>(op.getScale());
  spec.input = getLayout(getStorage(kernel, op.getInput()));
  if constexpr (requires { op.getResultGradient(); })
    spec.gradient = getLayout(getStorage(kernel, op.getResultGradient()));
  spec.result = getLayout(kernel.getOut());
  return spec;
}

static KernelCall match(KernelOp kernel, LayerNormOp op) {
  LayerNormSpec spec = makeLayerNorm(kernel, op);
  spec.shift = static_cast<bool>(op.getShift());
  spec.epilogue = getEpilogue(kernel, op).body;
  SmallVector<Value> operands = getOperandStorage(kernel, op);
  operands.push_back(kernel.getOut());
  return makeCall(LayerNormSpec::forward, spec, std::move(operands));
}

static KernelCall match(KernelOp kernel, LayerNormGradOp op) {
  LayerNormSpec spec = makeLayerNorm(kernel, op);
  SmallVector<Value> operands = getOperandStorage(kernel, op);
  if (Epilogue epilogue = getEpilogue(kernel, op); epilogue.body) {
    operands.push_back(epilogue.activation);
    spec.epilogue = epilogue.body;
    spec.activation = getLayout(epilogue.activation);
  }
  operands.push_back(kernel.getOut());
  return makeCall(LayerNormSpec::dataGradient, spec, std::move(operands));
}

static KernelCall match(KernelOp kernel, LayerNormScaleGradOp op) {
  SmallVector<Value> operands = getOperandStorage(kernel, op);
  operands.push_back(kernel.getOut());
  return makeCall(LayerNormSpec::scaleGradient, makeLayerNorm(kernel, op),
                  std::move(operands));
}

//===----------------------------------------------------------------------===//
// Models
//===----------------------------------------------------------------------===//

namespace {
struct ConcatModel : MatchOpInterface::ExternalModel<ConcatModel, ConcatOp> {
  std::vector<KernelCall> match(Operation *op, KernelOp kernel) const {
    return matchConcat(kernel, cast<ConcatOp>(op));
  }
};

template <typename OpT>
struct ResamplingModel
    : MatchOpInterface::ExternalModel<ResamplingModel<OpT>, OpT> {
  std::vector<KernelCall> match(Operation *op, KernelOp kernel) const {
    return matchResampling(kernel, cast<ResamplingOpInterface>(op));
  }
};
} // namespace

void lrcnn::kernel::attachRowLayers(MLIRContext &context) {
  attachMatch<MaxPoolOp, match>(context);
  attachMatch<MaxPoolGradOp, match>(context);
  attachMatch<AvgPoolOp, match>(context);
  attachMatch<AvgPoolGradOp, match>(context);
  attachMatch<ConcatGradOp, match>(context);
  attachMatch<LayerNormOp, match>(context);
  attachMatch<LayerNormGradOp, match>(context);
  attachMatch<LayerNormScaleGradOp, match>(context);
  attachMatch<ResizeGradOp, matchResamplingGradient<ResizeGradOp>>(context);
  attachMatch<PadGradOp, matchResamplingGradient<PadGradOp>>(context);
  ConcatOp::attachInterface<ConcatModel>(context);
  ResizeOp::attachInterface<ResamplingModel<ResizeOp>>(context);
  PadOp::attachInterface<ResamplingModel<PadOp>>(context);
}

void lrcnn::kernel::registerMatchModels(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, RowDialect *) {
    attachConvolutions(*context);
    attachFolds(*context);
    attachRowLayers(*context);
  });
}

//===----------------------------------------------------------------------===//
// Selection
//===----------------------------------------------------------------------===//

/// What a kernel's layers make of each other is there for one pixel at a time.
static LogicalResult verifySpread(KernelOp kernel) {
  for (Operation &layer : kernel.getBodyBlock()->without_terminator())
    for (OpOperand &operand : layer.getOpOperands())
      if (operand.get().getDefiningOp() && isSpread(operand))
        return kernel.emitOpError()
               << "expected '" << layer.getName()
               << "' to spread operands of the kernel, got what '"
               << operand.get().getDefiningOp()->getName() << "' makes in it";
  return success();
}

FailureOr<std::vector<KernelCall>>
lrcnn::kernel::matchKernels(KernelOp kernel) {
  if (failed(verifySpread(kernel)))
    return failure();
  auto layers = kernel.getBodyBlock()->without_terminator();
  auto found = llvm::find_if_not(layers, llvm::IsaPred<PointwiseOpInterface>);
  if (found == layers.end())
    return std::vector<KernelCall>{matchPointwise(kernel)};
  Operation *layer = &*found, *epilogue = layer->getNextNode();
  bool fits = isa<YieldOp>(epilogue) || (isa<PointwiseOpInterface>(epilogue) &&
                                         isa<YieldOp>(epilogue->getNextNode()));
  if (auto sum = dyn_cast<SumOpInterface>(layer); sum && fits)
    return std::vector<KernelCall>{matchSum(kernel, sum)};
  bool isFirst = found == layers.begin();
  auto model = dyn_cast<MatchOpInterface>(layer);
  if (fits && model && isFirst)
    return model.match(kernel);
  Operation *other = isFirst ? epilogue : layer->getPrevNode();
  return kernel.emitOpError()
         << "expected a group that there are kernels for, got '"
         << layer->getName() << "' " << (isFirst ? "followed by '" : "behind '")
         << other->getName() << "'";
}

/// The kernel that reads or makes what is packed.
static KernelOp getUser(Value packed) {
  for (Operation *user : packed.getUsers())
    if (auto kernel = dyn_cast<KernelOp>(user))
      return kernel;
  llvm_unreachable("lrcnn-bufferize refuses buffers without a kernel");
}

KernelCall lrcnn::kernel::matchFilterPacking(Operation *layer) {
  return *cast<MatchOpInterface>(layer).matchFilterPacking();
}

KernelCall lrcnn::kernel::matchUnpacking(Operation *fold) {
  return *cast<MatchOpInterface>(fold).matchUnpacking();
}

/// `call` from `source` to `target`.
static KernelCall withOperands(KernelCall call, Value source, Value target) {
  call.operands = {source, target};
  return call;
}

KernelCall lrcnn::kernel::matchPack(PackOp pack) {
  KernelOp kernel = getUser(pack.getTarget());
  for (auto layer : kernel.getBodyBlock()->getOps<MatchOpInterface>())
    if (std::optional<KernelCall> call = layer.matchFilterPacking())
      return withOperands(std::move(*call), pack.getSource(), pack.getTarget());
  llvm_unreachable("expected a kernel that reads a packed filter");
}

KernelCall lrcnn::kernel::matchUnpack(UnpackOp unpack) {
  // Nothing stands behind a fold.
  Operation *fold = &getUser(unpack.getSource()).getBodyBlock()->front();
  return withOperands(matchUnpacking(fold), unpack.getSource(),
                      unpack.getTarget());
}

std::string KernelCall::getKey() const {
  return kind.getName().str() + "." + spec.getKey();
}
