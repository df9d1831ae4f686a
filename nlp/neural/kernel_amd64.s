//go:build amd64 && !purego

#include "textflag.h"

// func hasAVX() bool
TEXT ·hasAVX(SB), NOSPLIT, $0-1
	MOVL $1, AX
	XORL CX, CX
	CPUID
	// Bit 27: the system saves vector registers; bit 28: AVX.
	ANDL $0x18000000, CX
	CMPL CX, $0x18000000
	JNE  no
	XORL CX, CX
	XGETBV
	ANDL $6, AX
	CMPL AX, $6
	JNE  no
	MOVB $1, ret+0(FP)
	RET

no:
	MOVB $0, ret+0(FP)
	RET

// func fourAVX(y, w, a *float32, n, stride int)
// n is a multiple of 8.
TEXT ·fourAVX(SB), NOSPLIT, $0-40
	MOVQ y+0(FP), DI
	MOVQ w+8(FP), R8
	MOVQ a+16(FP), AX
	MOVQ n+24(FP), CX
	MOVQ stride+32(FP), DX
	SHLQ $2, DX
	LEAQ (R8)(DX*1), R9
	LEAQ (R9)(DX*1), R10
	LEAQ (R10)(DX*1), R11
	VBROADCASTSS 0(AX), Y0
	VBROADCASTSS 4(AX), Y1
	VBROADCASTSS 8(AX), Y2
	VBROADCASTSS 12(AX), Y3
	XORQ BX, BX
	SHLQ $2, CX

loop:
	VMOVUPS (DI)(BX*1), Y4
	VMULPS  (R8)(BX*1), Y0, Y5
	VMULPS  (R9)(BX*1), Y1, Y6
	VADDPS  Y5, Y4, Y4
	VMULPS  (R10)(BX*1), Y2, Y7
	VADDPS  Y6, Y4, Y4
	VMULPS  (R11)(BX*1), Y3, Y8
	VADDPS  Y7, Y4, Y4
	VADDPS  Y8, Y4, Y4
	VMOVUPS Y4, (DI)(BX*1)
	ADDQ $32, BX
	CMPQ BX, CX
	JLT  loop
	VZEROUPPER
	RET

// func fourSSE(y, w, a *float32, n, stride int)
// n is a multiple of 4.
TEXT ·fourSSE(SB), NOSPLIT, $0-40
	MOVQ y+0(FP), DI
	MOVQ w+8(FP), R8
	MOVQ a+16(FP), AX
	MOVQ n+24(FP), CX
	MOVQ stride+32(FP), DX
	SHLQ $2, DX
	LEAQ (R8)(DX*1), R9
	LEAQ (R9)(DX*1), R10
	LEAQ (R10)(DX*1), R11
	MOVSS  0(AX), X0
	SHUFPS $0, X0, X0
	MOVSS  4(AX), X1
	SHUFPS $0, X1, X1
	MOVSS  8(AX), X2
	SHUFPS $0, X2, X2
	MOVSS  12(AX), X3
	SHUFPS $0, X3, X3
	XORQ BX, BX
	SHLQ $2, CX

loop:
	MOVUPS (DI)(BX*1), X4
	MOVUPS (R8)(BX*1), X5
	MOVUPS (R9)(BX*1), X6
	MOVUPS (R10)(BX*1), X7
	MOVUPS (R11)(BX*1), X8
	MULPS  X0, X5
	MULPS  X1, X6
	MULPS  X2, X7
	MULPS  X3, X8
	ADDPS  X5, X4
	ADDPS  X6, X4
	ADDPS  X7, X4
	ADDPS  X8, X4
	MOVUPS X4, (DI)(BX*1)
	ADDQ $16, BX
	CMPQ BX, CX
	JLT  loop
	RET
