package claim

// figureWeights are learned from the pairs of places for training (see
// doc/accuracy-claims.md).
var figureWeights = row{
	-2.55, 0.27, 0.39, 0.30, -0.65, -1.52, 1.12, 0.46, -0.31, 1.72, -0.28, -2.43, 5.27, 1.19, -0.09, -0.19, 0.00, 0.00, -0.58, 1.14, 0.87, 1.65, 1.68, 2.51, 0.81, -0.52, 1.47, 1.31, 0.89, 0.38, 0.63, -0.13, -1.25, 1.49, 0.19, -0.29, 0.00, -0.65, -0.21,
}
