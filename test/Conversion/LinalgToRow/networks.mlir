// RUN: lrcnn-opt %S/Inputs/vgg16.mlir -lrcnn-raise | FileCheck %s --check-prefixes=WHOLE,VGG
// RUN: lrcnn-opt %S/Inputs/plain_resnet18.mlir -lrcnn-raise | FileCheck %s --check-prefixes=WHOLE,RESNET
// RUN: lrcnn-opt %S/Inputs/plain_unet.mlir -lrcnn-raise | FileCheck %s --check-prefixes=WHOLE,UNET
// RUN: lrcnn-opt %S/Inputs/grouped.mlir -lrcnn-raise | FileCheck %s --check-prefixes=WHOLE,GROUPED
// RUN: lrcnn-opt %S/Inputs/vgg16.mlir -linalg-generalize-named-ops -lrcnn-raise | FileCheck %s --check-prefixes=WHOLE,VGG
// RUN: lrcnn-opt %S/Inputs/plain_resnet18.mlir -linalg-generalize-named-ops -lrcnn-raise | FileCheck %s --check-prefixes=WHOLE,RESNET
// RUN: lrcnn-opt %S/Inputs/plain_unet.mlir -linalg-generalize-named-ops -lrcnn-raise | FileCheck %s --check-prefixes=WHOLE,UNET
// RUN: lrcnn-opt %S/Inputs/grouped.mlir -linalg-generalize-named-ops -lrcnn-raise | FileCheck %s --check-prefixes=WHOLE,GROUPED

// Networks as torch-mlir exports them (test/inputs/export.py). Each becomes one
// chain from the image to the result: the function holds it and nothing else.

// WHOLE:      func.func @main(%[[X:.*]]: tensor<{{[0-9x]+}}xf32> {lrcnn.name = "x"}
// WHOLE-NEXT: %[[Y:.*]] = row.chain (%{{.*}} = %[[X]] nchw
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
// RESNET:      row.avg_pool {{.*}} kernel [2, 2] :
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

// WHOLE:      }
// WHOLE-NEXT: return %[[Y]]
