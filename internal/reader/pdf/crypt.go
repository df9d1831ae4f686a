package pdf

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
	"errors"

	"github.com/stemma/stemma"
)

// Many files are encrypted with an empty password: anyone may read them, only
// printing or changing is forbidden. These are read (ISO 32000-2, 7.6, the
// standard security handler, revisions 2 to 6); all others are refused.

type crypt struct {
	key  []byte
	aes  bool // streams and strings; otherwise RC4
	r5   bool // the key serves all objects alike
	none bool // nothing but the file's own data is encrypted
	id   int  // number of the dictionary itself, which is not encrypted
}

var padding = []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")

func newCrypt(f *file) (*crypt, error) {
	locked := &stemma.Error{Kind: stemma.Encrypted, Op: "open " + f.path, Err: errors.New("it is locked with a password"), Hint: "Save it without the password and read that."}
	e := f.dict(f.trailer["Encrypt"])
	if f.name(e["Filter"]) != "Standard" {
		return nil, locked
	}
	v, r := f.int(e["V"], 0), f.int(e["R"], 0)
	o, u := []byte(f.str(e["O"])), []byte(f.str(e["U"]))
	c := &crypt{}
	if n, ok := f.trailer["Encrypt"].(ref); ok {
		c.id = int(n)
	}
	length := f.int(e["Length"], 40) / 8
	if v >= 4 {
		filter := f.dict(f.dict(e["CF"])[f.name(e["StmF"])])
		switch f.name(filter["CFM"]) {
		case "AESV2", "AESV3":
			c.aes = true
		case "V2":
		default:
			c.none = true
		}
		length = 16
	}
	if v == 5 {
		c.r5 = true
		ue := []byte(f.str(e["UE"]))
		if len(u) < 48 || len(ue) < 32 {
			return nil, locked
		}
		hash := hash5
		if r >= 6 {
			hash = hash6
		}
		if !bytes.Equal(hash(u[32:40]), u[:32]) {
			return nil, locked
		}
		block, err := aes.NewCipher(hash(u[40:48]))
		if err != nil {
			return nil, locked
		}
		c.key = make([]byte, 32)
		cipher.NewCBCDecrypter(block, make([]byte, 16)).CryptBlocks(c.key, ue[:32])
		return c, nil
	}
	if v < 1 || v > 4 || len(o) < 32 || len(u) < 32 {
		return nil, locked
	}
	if length < 5 || length > 16 || r == 2 {
		length = 5
	}
	id := ""
	if a := f.array(f.trailer["ID"]); len(a) > 0 {
		id = f.str(a[0])
	}
	h := md5.New()
	h.Write(padding)
	h.Write(o[:32])
	binary.Write(h, binary.LittleEndian, uint32(int64(f.num(e["P"]))))
	h.Write([]byte(id))
	if meta, ok := f.get(e["EncryptMetadata"]).(bool); ok && !meta && r >= 4 {
		h.Write([]byte{0xFF, 0xFF, 0xFF, 0xFF})
	}
	key := h.Sum(nil)[:length]
	if r >= 3 {
		for range 50 {
			s := md5.Sum(key)
			key = s[:length]
		}
	}
	c.key = key
	// The user's entry is what the empty password gives, if it is the one.
	test := append([]byte(nil), padding...)
	n := 32
	if r >= 3 {
		s := md5.Sum(append(append([]byte(nil), padding...), id...))
		test, n = s[:], 16
	}
	for i := range 20 {
		k := append([]byte(nil), key...)
		for j := range k {
			k[j] ^= byte(i)
		}
		rc, err := rc4.NewCipher(k)
		if err != nil {
			return nil, locked
		}
		rc.XORKeyStream(test, test)
		if r == 2 {
			break
		}
	}
	if !bytes.Equal(test[:n], u[:n]) {
		return nil, locked
	}
	return c, nil
}

func hash5(salt []byte) []byte {
	s := sha256.Sum256(salt)
	return s[:]
}

// hash6 is algorithm 2.B with an empty password.
func hash6(salt []byte) []byte {
	k := hash5(salt)
	for i := 0; ; i++ {
		data := bytes.Repeat(k, 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(data, data)
		sum := 0
		for _, c := range data[:16] {
			sum += int(c)
		}
		switch sum % 3 {
		case 0:
			s := sha256.Sum256(data)
			k = s[:]
		case 1:
			s := sha512.Sum384(data)
			k = s[:]
		default:
			s := sha512.Sum512(data)
			k = s[:]
		}
		if i >= 63 && int(data[len(data)-1]) <= i-31 {
			return k[:32]
		}
	}
}

// bytes decrypts data of an object.
func (c *crypt) bytes(data []byte, num, gen int) []byte {
	if c.none || num == c.id && num != 0 {
		return data
	}
	key := c.key
	if !c.r5 {
		h := md5.New()
		h.Write(key)
		h.Write([]byte{byte(num), byte(num >> 8), byte(num >> 16), byte(gen), byte(gen >> 8)})
		if c.aes {
			h.Write([]byte("sAlT"))
		}
		key = h.Sum(nil)[:min(16, len(key)+5)]
	}
	if !c.aes {
		rc, err := rc4.NewCipher(key)
		if err != nil {
			return data
		}
		out := make([]byte, len(data))
		rc.XORKeyStream(out, data)
		return out
	}
	n := (len(data) - 16) &^ 15
	if n <= 0 {
		return nil
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return data
	}
	out := make([]byte, n)
	cipher.NewCBCDecrypter(block, data[:16]).CryptBlocks(out, data[16:16+n])
	if pad := int(out[n-1]); pad >= 1 && pad <= 16 {
		out = out[:n-pad]
	}
	return out
}

// strings decrypts the strings in an object.
func (c *crypt) strings(x any, num, gen int) any {
	switch x := x.(type) {
	case string:
		return string(c.bytes([]byte(x), num, gen))
	case array:
		for i := range x {
			x[i] = c.strings(x[i], num, gen)
		}
	case dict:
		for k := range x {
			x[k] = c.strings(x[k], num, gen)
		}
	case *stream:
		c.strings(x.dict, num, gen)
	}
	return x
}
