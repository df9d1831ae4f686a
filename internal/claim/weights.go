package claim

// figureWeights are learned from the pairs of places for training (see
// doc/accuracy-claims.md).
var figureWeights = row{
	-2.62, 0.14, 0.36, 0.76, -0.59, -1.43, 1.26, 0.53, -0.02, 1.99, -0.26, -1.81, 5.28, 1.27, 0.05, -0.06, -0.31, 0.33, -0.77, 1.31, 1.86, 1.68, 1.50, 2.52, 0.84,
}
