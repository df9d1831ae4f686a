package model

import "crypto/sha256"

// Seal returns data with its right digest behind it.
func Seal(data []byte) []byte {
	sum := sha256.Sum256(data)
	return append(append([]byte(nil), data...), sum[:]...)
}
