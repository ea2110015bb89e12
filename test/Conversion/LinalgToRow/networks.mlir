// RUN: lrcnn-opt %S/Inputs/vgg16.mlir -lrcnn-raise | FileCheck %s --check-prefixes=WHOLE,VGG
// RUN: lrcnn-opt %S/Inputs/plain_resnet18.mlir -lrcnn-raise | FileCheck %s --check-prefixes=WHOLE,RESNET
// RUN: lrcnn-opt %S/Inputs/plain_unet.mlir -lrcnn-raise | FileCheck %s --check-prefixes=WHOLE,UNET
// RUN: lrcnn-opt %S/Inputs/grouped.mlir -lrcnn-raise | FileCheck %s --check-prefixes=WHOLE,GROUPED
// RUN: lrcnn-opt %S/Inputs/vgg16.mlir -linalg-generalize-named-ops -lrcnn-raise | FileCheck %s --check-prefixes=WHOLE,VGG
// RUN: lrcnn-opt %S/Inputs/plain_resnet18.mlir -linalg-generalize-named-ops -lrcnn-raise | FileCheck %s --check-prefixes=WHOLE,RESNET
// RUN: lrcnn-opt %S/Inputs/plain_unet.mlir -linalg-generalize-named-ops -lrcnn-raise | FileCheck %s --check-prefixes=WHOLE,UNET
// RUN: lrcnn-opt %S/Inputs/grouped.mlir -linalg-generalize-named-ops -lrcnn-raise | FileCheck %s --check-prefixes=WHOLE,GROUPED
// RUN: lrcnn-opt %S/Inputs/short_vgg_bn.mlir -lrcnn-raise | FileCheck %s --check-prefix=WHOLE
// RUN: lrcnn-opt %S/Inputs/short_resnet18.mlir -lrcnn-raise | FileCheck %s --check-prefixes=WHOLE,TRAIN
// RUN: lrcnn-opt %S/Inputs/short_resnet18_eval.mlir -lrcnn-raise | FileCheck %s --check-prefixes=WHOLE,EVAL
// RUN: lrcnn-opt %S/Inputs/short_resnet50.mlir -lrcnn-raise | FileCheck %s --check-prefix=WHOLE
// RUN: lrcnn-opt %S/Inputs/short_unet.mlir -lrcnn-raise | FileCheck %s --check-prefixes=WHOLE,SKIPS
// RUN: lrcnn-opt %S/Inputs/short_mobilenet_v2.mlir -lrcnn-raise | FileCheck %s --check-prefix=WHOLE
// RUN: lrcnn-opt %S/Inputs/short_mobilenet_v3.mlir -lrcnn-raise | FileCheck %s --check-prefixes=WHOLE,GATE
// RUN: lrcnn-opt %S/Inputs/short_efficientnet.mlir -lrcnn-raise | FileCheck %s --check-prefixes=WHOLE,GATE
// RUN: lrcnn-opt %S/Inputs/short_convnext.mlir -lrcnn-raise | FileCheck %s --check-prefixes=WHOLE,CONVNEXT
// RUN: lrcnn-opt %S/Inputs/short_fpn.mlir -lrcnn-raise | FileCheck %s --check-prefix=WHOLE
// RUN: lrcnn-opt %S/Inputs/short_densenet.mlir -lrcnn-raise | FileCheck %s --check-prefix=WHOLE
// RUN: lrcnn-opt %S/Inputs/short_vgg_bn.mlir -linalg-generalize-named-ops -lrcnn-raise | FileCheck %s --check-prefix=WHOLE
// RUN: lrcnn-opt %S/Inputs/short_resnet18.mlir -linalg-generalize-named-ops -lrcnn-raise | FileCheck %s --check-prefixes=WHOLE,TRAIN
// RUN: lrcnn-opt %S/Inputs/short_resnet18_eval.mlir -linalg-generalize-named-ops -lrcnn-raise | FileCheck %s --check-prefixes=WHOLE,EVAL
// RUN: lrcnn-opt %S/Inputs/short_resnet50.mlir -linalg-generalize-named-ops -lrcnn-raise | FileCheck %s --check-prefix=WHOLE
// RUN: lrcnn-opt %S/Inputs/short_unet.mlir -linalg-generalize-named-ops -lrcnn-raise | FileCheck %s --check-prefixes=WHOLE,SKIPS
// RUN: lrcnn-opt %S/Inputs/short_mobilenet_v2.mlir -linalg-generalize-named-ops -lrcnn-raise | FileCheck %s --check-prefix=WHOLE
// RUN: lrcnn-opt %S/Inputs/short_mobilenet_v3.mlir -linalg-generalize-named-ops -lrcnn-raise | FileCheck %s --check-prefixes=WHOLE,GATE
// RUN: lrcnn-opt %S/Inputs/short_efficientnet.mlir -linalg-generalize-named-ops -lrcnn-raise | FileCheck %s --check-prefixes=WHOLE,GATE
// RUN: lrcnn-opt %S/Inputs/short_fpn.mlir -linalg-generalize-named-ops -lrcnn-raise | FileCheck %s --check-prefix=WHOLE
// RUN: lrcnn-opt %S/Inputs/short_densenet.mlir -linalg-generalize-named-ops -lrcnn-raise | FileCheck %s --check-prefix=WHOLE

// Networks as torch-mlir exports them (test/inputs/export.py). Each becomes one
// chain from the image to the result: the function holds it and nothing else.

// WHOLE:      func.func @main(%[[X:.*]]: tensor<{{[0-9x]+}}xf32> {lrcnn.name = "x", lrcnn.role = "activation"}
// WHOLE-NEXT: %[[Y:[0-9]+]]{{.*}} = row.chain (%{{.*}} = %[[X]] nchw
// CONVNEXT-SAME: fc : tensor<48x12xf32>
// CONVNEXT-SAME: c11 : tensor<12x1x1xf32>
// WHOLE-NEXT: -> (nchw

// VGG-16: 13 convolutions, 13 ReLUs, 5 poolings.

// VGG-COUNT-2: row.conv {{.*}} pad [1, 1, 1, 1] : {{.*}} -> tensor<1x224x224x64xf32>
// VGG:         row.max_pool %{{.*}} kernel [2, 2] stride [2, 2] : {{.*}} -> tensor<1x112x112x64xf32>
// VGG-COUNT-2: row.conv {{.*}} -> tensor<1x112x112x128xf32>
// VGG:         row.max_pool
// VGG-COUNT-3: row.conv {{.*}} -> tensor<1x56x56x256xf32>
// VGG:         row.max_pool
// VGG-COUNT-3: row.conv {{.*}} -> tensor<1x28x28x512xf32>
// VGG:         row.max_pool
// VGG-COUNT-3: row.conv {{.*}} -> tensor<1x14x14x512xf32>
// VGG-NEXT:    %[[R:.*]] = row.relu
// VGG-NEXT:    %[[P:.*]] = row.max_pool %[[R]]
// VGG-NEXT:    row.yield %[[P]] : tensor<1x7x7x512xf32>

// ResNet-18: a projected skip has a convolution without bias.

// RESNET:      row.conv {{.*}} bias {{.*}} stride [2, 2] pad [3, 3, 3, 3]
// RESNET-NEXT: row.relu
// RESNET-NEXT: %[[P:.*]] = row.max_pool {{.*}} kernel [3, 3] stride [2, 2] pad [1, 1, 1, 1]
// RESNET-NEXT: %[[A:.*]] = row.conv %[[P]]
// RESNET-NEXT: %[[B:.*]] = row.relu %[[A]]
// RESNET-NEXT: %[[C:.*]] = row.conv %[[B]]
// RESNET-NEXT: row.add %[[C]], %[[P]]
// RESNET:      row.conv %[[X2:[^,]*]], %{{.*}} bias {{.*}} stride [2, 2] pad [1, 1, 1, 1]
// RESNET:      row.conv %[[X2]], %{{[^ ]*}} stride [2, 2] :
// RESNET:      row.global_avg_pool
// RESNET-NEXT: row.yield

// U-Net: each level down is read again on the way up.

// UNET:      %[[S1:.*]] = row.relu
// UNET-NEXT: row.avg_pool %[[S1]] kernel [2, 2] stride [2, 2]
// UNET-NEXT: row.conv
// UNET-NEXT: %[[S2:.*]] = row.relu
// UNET-NEXT: row.avg_pool %[[S2]]
// UNET:      %[[U2:.*]] = row.resize %{{.*}} nearest to [{{.*}}]
// UNET-NEXT: row.concat %[[U2]], %[[S2]]
// UNET:      %[[U1:.*]] = row.resize %{{.*}} nearest to [{{.*}}]
// UNET-NEXT: row.concat %[[U1]], %[[S1]]
// UNET:      row.yield

// Depthwise, pointwise, grouped.

// GROUPED:      row.conv {{.*}} bias {{.*}} pad [1, 1, 1, 1] groups 8
// GROUPED-NEXT: row.conv %{{.*}}, %{{[^ ]*}} :
// GROUPED-NEXT: row.relu
// GROUPED-NEXT: row.conv {{.*}} bias {{.*}} stride [2, 2] dilation [2, 1] pad [2, 2, 1, 1] groups 2
// GROUPED-NEXT: row.yield

// In training mode each BatchNorm renews its running statistics, which are the
// last results.

// TRAIN:      %[[C:.*]] = row.conv
// TRAIN-NEXT: %[[S:.*]] = row.statistics %[[C]] :
// TRAIN-NEXT: row.running_mean %{{.*}}, %[[S]] momentum 1.000000e-01 :
// TRAIN-NEXT: row.running_variance %{{.*}}, %[[S]] momentum 1.000000e-01 count 308 :
// TRAIN-NEXT: row.normalize %[[C]], %[[S]] scale %{{.*}} shift %{{.*}} eps 1.000000e-05 :
// TRAIN:      row.yield %{{.*}}, %{{.*}} : tensor<2x3x4x16xf32>, tensor<8xf32>

// In evaluation mode it has them as they are.

// EVAL:      %[[C:.*]] = row.conv
// EVAL-NEXT: row.normalize %[[C]], %{{[^ ]*}}, %{{[^ ]*}} scale %{{.*}} shift %{{.*}} eps 1.000000e-05 :
// EVAL-NOT:  row.statistics

// What a transposed convolution gives is padded to the size of the skip.

// SKIPS:      %[[T:.*]] = row.conv_transpose %{{.*}} bias %{{.*}} stride [2, 2] :
// SKIPS-NEXT: %[[P:.*]] = row.pad %[[T]] zero [0, 1, 0, 1] :
// SKIPS-NEXT: row.concat %{{.*}}, %[[P]]

// A squeeze-and-excitation multiplies a feature map by what is made of its mean.

// GATE:      %[[M:.*]] = row.global_avg_pool %[[F:[^ ]*]] :
// GATE-NEXT: row.conv %[[M]]
// GATE:      %[[S:.*]] = row.{{(hard)?}}sigmoid
// GATE-NEXT: row.mul %[[F]], %[[S]] :

// ConvNeXt has its channels last inside a block: linear layers are convolutions
// whose filters are matrices outside.

// CONVNEXT:      row.conv {{.*}} stride [4, 4]
// CONVNEXT-NEXT: %[[X:.*]] = row.layer_norm
// CONVNEXT-NEXT: row.conv %[[X]], {{.*}} groups 12 :
// CONVNEXT-NEXT: row.layer_norm
// CONVNEXT-NEXT: row.conv %{{.*}} bias {{.*}} tensor<48x1x1x12xf32>
// CONVNEXT-NEXT: row.gelu
// CONVNEXT-NEXT: row.conv %{{.*}} bias {{.*}} tensor<12x1x1x48xf32>
// CONVNEXT-NEXT: %[[BLOCK:.*]] = row.scale
// CONVNEXT-NEXT: row.add %[[BLOCK]], %[[X]] :

// WHOLE:      }
// WHOLE-NEXT: return %[[Y]]
