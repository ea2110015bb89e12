//===- LayerGroups.cpp - Which layers run in which kernel -----------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Dialect/Row/IR/LayerGroups.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::row;

//===----------------------------------------------------------------------===//
// Gradient layers
//===----------------------------------------------------------------------===//

Value lrcnn::row::getIncoming(Operation *gradient) {
  return gradient->getOperand(
      cast<GradientOpInterface>(gradient).getResultGradientOperand());
}

static bool isPartial(Operation *op) {
  auto gradient = dyn_cast_or_null<GradientOpInterface>(op);
  return gradient && gradient.isPartial();
}

SmallVector<Operation *> GradientLayers::getAll(Operation *layer) const {
  SmallVector<Operation *> all(partials.lookup(layer));
  for (unsigned operand : llvm::seq(layer->getNumOperands()))
    if (Operation *gradient = ofOperand.lookup({layer, operand}))
      all.push_back(gradient);
  return all;
}

GradientLayers lrcnn::row::getGradientLayers(ChainOp chain) {
  GradientLayers result;
  if (!chain.isDifferentiated())
    return result;
  // The value of the forward chain whose gradient each gradient is.
  DenseMap<Value, Value> primal;
  auto yield = cast<YieldOp>(chain.getBodyBlock()->getTerminator());
  for (unsigned i = 0; i < chain.getNumOutputs(); ++i)
    primal[chain.getSeedArgument(i)] = yield.getValues()[i];
  for (Operation &op : chain.getBodyBlock()->without_terminator()) {
    if (isGradientSum(&op)) {
      primal[op.getResult(0)] = primal.lookup(op.getOperand(0));
      continue;
    }
    auto gradient = dyn_cast<GradientOpInterface>(op);
    if (!gradient)
      continue;
    Value incoming = getIncoming(&op), seen = primal.lookup(incoming);
    Operation *layer = seen ? seen.getDefiningOp() : nullptr;
    if (layer && !isPartial(incoming.getDefiningOp()) &&
        result.incoming.try_emplace(layer, incoming).first->second != incoming)
      layer = nullptr;
    if (layer && gradient.isPartial()) {
      result.partials[layer].push_back(&op);
      result.layerOf[&op] = layer;
      primal[op.getResult(0)] = layer->getResult(0);
      continue;
    }
    unsigned operand = gradient.getDifferentiatedOperand();
    if (!layer || operand >= layer->getNumOperands()) {
      result.orphan = &op;
      return result;
    }
    result.ofOperand[{layer, operand}] = &op;
    result.layerOf[&op] = layer;
    primal[op.getResult(0)] = layer->getOperand(operand);
  }
  return result;
}

//===----------------------------------------------------------------------===//
// Bodies
//===----------------------------------------------------------------------===//

namespace {
/// Collects the layers of kernels of a group.
class BodyBuilder {
public:
  BodyBuilder(const LayerGroup &group, const GradientLayers &gradients)
      : group(group), gradients(gradients) {}

  /// The body whose result is the sum of `terms`, which layers of the group or
  /// gradient layers of these give.
  KernelBody build(ArrayRef<Value> terms) {
    body = {};
    seen.clear();
    body.terms.assign(terms.begin(), terms.end());
    for (Value term : terms)
      addLayer(term.getDefiningOp());
    return std::move(body);
  }

private:
  /// Whether kernels of the group compute `value` for themselves.
  bool isInside(Value value) const {
    Operation *op = value.getDefiningOp();
    if (!op || value == group.incoming || value == group.getResult() ||
        value == gradients.incoming.lookup(group.members.back()))
      return false;
    if (llvm::is_contained(group.members, op) || isGradientSum(op))
      return true;
    return llvm::is_contained(group.members, gradients.layerOf.lookup(op)) &&
           !isPartial(op);
  }
  void addLayer(Operation *op) {
    // Verifiers run before it is known that layers are in order.
    if (!seen.insert(op).second)
      return;
    for (Value operand : op->getOperands())
      if (isInside(operand))
        addLayer(operand.getDefiningOp());
      else if (!llvm::is_contained(body.reads, operand))
        body.reads.push_back(operand);
    body.layers.push_back(op);
  }

  const LayerGroup &group;
  const GradientLayers &gradients;
  KernelBody body;
  SmallPtrSet<Operation *, 8> seen;
};
} // namespace

/// Lists the gradients that leave the group.
static void addGradients(LayerGroup &group, const GradientLayers &gradients) {
  BodyBuilder builder(group, gradients);
  auto add = [&](Value operand, ArrayRef<Value> terms) {
    group.gradients.push_back({operand, builder.build(terms)});
  };
  // Those of each operand; only pointwise ones have a sum in one kernel.
  llvm::MapVector<Value, SmallVector<Value>> terms;
  for (Value operand : group.body.reads)
    terms[operand];
  for (Operation *member : group.members) {
    for (Operation *partial : gradients.partials.lookup(member))
      add({}, partial->getResult(0));
    for (OpOperand &operand : member->getOpOperands()) {
      auto it = terms.find(operand.get());
      Operation *gradient =
          gradients.ofOperand.lookup({member, operand.getOperandNumber()});
      if (it != terms.end() && gradient)
        it->second.push_back(gradient->getResult(0));
    }
  }
  auto isPointwise = [](Value term) {
    return isa<PointwiseOpInterface>(term.getDefiningOp());
  };
  for (auto &[operand, of] : terms) {
    SmallVector<Value> summed;
    llvm::copy_if(of, std::back_inserter(summed), isPointwise);
    if (!summed.empty())
      add(operand, summed);
    for (Value term : of)
      if (!isPointwise(term))
        add(operand, term);
  }
}

/// The group of these layers, with its bodies.
static LayerGroup makeGroup(ArrayRef<Operation *> members,
                            const GradientLayers &gradients) {
  LayerGroup group;
  group.members.assign(members.begin(), members.end());
  const auto *anchor =
      llvm::find_if_not(members, llvm::IsaPred<PointwiseOpInterface>);
  group.anchor = anchor == members.end() ? members.front() : *anchor;
  Operation *last = members.back(), *incomingOf = last;
  if (members.size() > 1 && last->getNumOperands() == 1 &&
      !cast<AdjointOpInterface>(last).needsOperands()) {
    group.mask = last;
    incomingOf = last->getOperand(0).getDefiningOp();
  }
  group.incoming = gradients.incoming.lookup(incomingOf);
  group.body = BodyBuilder(group, gradients).build(group.getResult());
  addGradients(group, gradients);
  return group;
}

//===----------------------------------------------------------------------===//
// Forming groups
//===----------------------------------------------------------------------===//

/// Whether `op` may be anywhere in a group of pointwise layers. What draws
/// numbers may not: in inference it is no layer.
static bool isFusible(Operation *op) {
  return isa_and_present<PointwiseOpInterface>(op) &&
         !isa<RandomOpInterface, GradientOpInterface>(op);
}

/// Whether the kernel of a gradient layer can compute pointwise layers in front
/// of it, or nothing but a partial's sums comes in.
static bool takesLayersInFront(Operation *gradient) {
  return isa<PointwiseOpInterface, SumOpInterface>(gradient) ||
         isPartial(getIncoming(gradient).getDefiningOp());
}

/// Whether `op` can be an epilogue of the layer that makes its operand, which
/// has a kernel of its own: nothing else reads what that layer makes, not even
/// its own gradient.
static bool isEpilogue(Operation *op) {
  if (!isFusible(op) || op->getNumOperands() != 1 ||
      cast<AdjointOpInterface>(op).needsOperands())
    return false;
  Operation *producer = op->getOperand(0).getDefiningOp();
  return producer && !isFusible(producer) && !isFold(producer) &&
         op->getOperand(0).hasOneUse();
}

namespace {
/// Lets layers join the groups of their readers, from the chain's last layer to
/// its first.
class GroupFormer {
public:
  GroupFormer(ChainOp chain, const GradientLayers &gradients)
      : chain(chain), gradients(gradients) {}

  std::vector<SmallVector<Operation *>> form();

private:
  using Members = SmallVector<Operation *>;

  /// The group that all that reads what `layer` gives is in, gradients of its
  /// own aside; -1 if there is none.
  int getGroupOfReaders(Operation *layer) const;
  bool mayJoin(Operation *layer, const Members &members) const;
  /// Whether `layer` and the group of its readers can be one DAG of pointwise
  /// layers.
  bool canFuse(Operation *layer, const Members &members) const;
  /// Whether both read each value as a map, or both as what is spread.
  static bool readsAlike(Operation *lhs, Operation *rhs);
  /// The maps that the gradients of a group read and nothing but gradients of
  /// `joined`, these members and more, does: those that the backward pass keeps
  /// for them.
  llvm::SmallSetVector<Value, 4>
  getMapsRead(ArrayRef<Operation *> members,
              ArrayRef<Operation *> joined) const;

  /// The most layers of a group: what a kernel is made of is bounded.
  static constexpr size_t maxMembers = 32;

  ChainOp chain;
  const GradientLayers &gradients;
  std::vector<Members> groups;
  DenseMap<Operation *, int> groupOf;
};
} // namespace

int GroupFormer::getGroupOfReaders(Operation *layer) const {
  int group = -1;
  for (Operation *reader : layer->getResult(0).getUsers()) {
    if (isa<GradientOpInterface>(reader))
      reader = gradients.layerOf.lookup(reader);
    if (reader == layer)
      continue;
    auto it = groupOf.find(reader);
    if (it == groupOf.end() || (group >= 0 && it->second != group))
      return -1;
    group = it->second;
  }
  return group;
}

bool GroupFormer::readsAlike(Operation *lhs, Operation *rhs) {
  for (OpOperand &left : lhs->getOpOperands())
    for (OpOperand &right : rhs->getOpOperands())
      if (left.get() == right.get() &&
          cast<PointwiseOpInterface>(lhs).isSpread(left.getOperandNumber()) !=
              cast<PointwiseOpInterface>(rhs).isSpread(
                  right.getOperandNumber()))
        return false;
  return true;
}

llvm::SmallSetVector<Value, 4>
GroupFormer::getMapsRead(ArrayRef<Operation *> members,
                         ArrayRef<Operation *> joined) const {
  LayerGroup group = makeGroup(members, gradients);
  BodyBuilder builder(group, gradients);
  auto isAlive = [&](Value value) {
    return isa<BlockArgument>(value) ||
           llvm::any_of(value.getUsers(), [&](Operation *user) {
             Operation *layer = gradients.layerOf.lookup(user);
             return layer && !llvm::is_contained(joined, layer);
           });
  };
  llvm::SmallSetVector<Value, 4> maps;
  for (Operation *member : members)
    for (Operation *gradient : gradients.getAll(member))
      for (Value value : builder.build(gradient->getResult(0)).reads)
        if (value.getType() == group.getResult().getType() &&
            value != gradients.incoming.lookup(member) &&
            value != group.incoming && !isAlive(value))
          maps.insert(value);
  return maps;
}

bool GroupFormer::canFuse(Operation *layer, const Members &members) const {
  Value value = layer->getResult(0);
  auto canFuseWith = [&](Operation *member) {
    return isFusible(member) && readsAlike(layer, member) &&
           llvm::none_of(member->getOpOperands(), [&](OpOperand &operand) {
             return operand.get() == value &&
                    cast<PointwiseOpInterface>(member).isSpread(
                        operand.getOperandNumber());
           });
  };
  auto canCompose = [&](Operation *op) {
    return llvm::all_of(gradients.getAll(op), takesLayersInFront);
  };
  return members.size() < maxMembers && !isEpilogue(layer) &&
         canCompose(layer) && llvm::all_of(members, canCompose) &&
         value.getType() == members.back()->getResult(0).getType() &&
         llvm::all_of(members, canFuseWith);
}

bool GroupFormer::mayJoin(Operation *layer, const Members &members) const {
  if (!isFusible(layer))
    return members.size() == 1 && isEpilogue(members.front()) &&
           members.front()->getOperand(0).getDefiningOp() == layer;
  if (!canFuse(layer, members))
    return false;
  // The backward pass must not keep more: what the gradients of the group would
  // read instead of what the layer gives.
  Members joined = {layer};
  joined.append(members);
  llvm::SmallSetVector<Value, 4> apart = getMapsRead(members, joined);
  for (Value value : getMapsRead(layer, joined))
    apart.insert(value);
  return getMapsRead(joined, joined).size() <= apart.size();
}

std::vector<SmallVector<Operation *>> GroupFormer::form() {
  Members layers = chain.getForwardLayers();
  for (Operation *layer : llvm::reverse(layers)) {
    int group = getGroupOfReaders(layer);
    if (group < 0 || !mayJoin(layer, groups[group])) {
      group = groups.size();
      groups.emplace_back();
    }
    groups[group].insert(groups[group].begin(), layer);
    groupOf[layer] = group;
  }
  std::reverse(groups.begin(), groups.end());
  return std::move(groups);
}

std::vector<SmallVector<Operation *>>
lrcnn::row::formGroups(ChainOp chain, const GradientLayers &gradients) {
  return GroupFormer(chain, gradients).form();
}

std::vector<LayerGroup>
lrcnn::row::getLayerGroups(ChainOp chain, const GradientLayers &gradients) {
  DenseMap<Operation *, size_t> numberOf;
  DenseMap<Operation *, Operation *> lastOf;
  SmallVector<Operation *> layers = chain.getForwardLayers();
  for (auto [number, layer] : llvm::enumerate(layers))
    numberOf[layer] = number;
  for (ArrayRef<Operation *> members : formGroups(chain, gradients))
    for (Operation *member : members)
      lastOf[member] = members.back();

  std::vector<LayerGroup> result;
  for (size_t end = layers.size(); end > 0;) {
    size_t begin = end - 1;
    Operation *last = layers[begin];
    while (begin > 0 && lastOf[last] == last &&
           lastOf[layers[begin - 1]] == last)
      --begin;
    result.push_back(
        makeGroup(ArrayRef(layers).slice(begin, end - begin), gradients));
    LayerGroup &group = result.back();
    group.name = getLayerName(group.anchor, numberOf[group.anchor]);
    end = begin;
  }
  std::reverse(result.begin(), result.end());
  return result;
}
