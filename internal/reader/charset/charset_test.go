package charset

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"pgregory.net/rapid"

	"github.com/stemma/stemma"
)

func encode(t testing.TB, label, text string) []byte {
	t.Helper()
	e, _ := charset.Lookup(label)
	data, err := e.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatalf("encode in %s: %v", label, err)
	}
	return data
}

const (
	french  = "Le préfet a déclaré que la forêt brûlait déjà à l’aube, près de l’église Saint-Étienne, où l’été fut très sec."
	polish  = "Burmistrz powiedział, że most został zamknięty w poniedziałek, ponieważ ktoś źle obliczył ciężar; później zaś zaprzeczył, jakoby cokolwiek wiedział."
	russian = "Мэр сказал, что мост закрыт с понедельника и что в деревне никто об этом не знал до самого вечера."
	greek   = "Ο δήμαρχος είπε ότι η γέφυρα είναι κλειστή από τη Δευτέρα και ότι κανείς στο χωριό δεν το γνώριζε."
	japan   = "市長は、橋は月曜日から閉鎖されており、村では誰もそれを知らなかったと述べた。警察は調査を始めたという。"
	chinese = "市长说，大桥自星期一以来一直关闭，村里没有人知道这件事。警察已经开始调查，但是没有公布任何结果。"
	arab    = "قال رئيس البلدية إن الجسر مغلق منذ يوم الاثنين وإن أحدا في القرية لم يكن على علم بذلك حتى المساء"
)

func TestDecodeGuessesLegacyEncodings(t *testing.T) {
	for _, test := range []struct{ name, text string }{
		{"windows-1252", french},
		{"windows-1252", "The “bridge” was closed – so the mayor said – and nobody’s papers were in order."},
		{"windows-1252", "The ferry was built by Lindholm® in 1980."},
		{"windows-1252", "It cost 20 £ a day."},
		{"windows-1250", polish},
		{"iso-8859-2", polish},
		{"windows-1251", russian},
		{"koi8-r", russian},
		{"windows-1253", greek},
		{"windows-1256", arab},
		{"shift_jis", japan},
		{"euc-jp", japan},
		{"iso-2022-jp", japan},
		{"gb18030", chinese},
		{"big5", "市長說，大橋自星期一以來一直關閉，村裡沒有人知道這件事。警察已經開始調查，但是沒有公布任何結果。"},
		{"euc-kr", "시장은 다리가 월요일부터 폐쇄되었으며 마을에서 아무도 몰랐다고 말했다. 경찰은 조사를 시작했다고 밝혔다."},
		{"utf-16le", french},
		{"utf-16be", "The bridge was closed."},
	} {
		got, err := Decode(encode(t, test.name, test.text), "")
		if err != nil || got.String != test.text {
			t.Errorf("%s: read as %s: %q (%v)", test.name, got.Encoding, got.String, err)
		}
		// Declared, it is the one declared.
		if got, err := Decode(encode(t, test.name, test.text), test.name); err != nil || got.Encoding != test.name || got.Faults != 0 {
			t.Errorf("%s declared: read as %s with %d faults (%v)", test.name, got.Encoding, got.Faults, err)
		}
	}
}

func TestDecodeKeepsOffsetsOfUTF8(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`(\x{FEFF})?[\p{L} .,\r\n’“]*`).Draw(t, "text")
		got, err := Decode([]byte(text), rapid.SampledFrom([]string{"", "utf-8", "windows-1252", "nonsense"}).Draw(t, "declared"))
		if err != nil || got.String != text || got.Encoding != "utf-8" || got.Faults != 0 {
			t.Fatalf("%q became %+v (%v)", text, got, err)
		}
	})
}

func TestDecodeStatesWhatItCouldNot(t *testing.T) {
	data := []byte("Élan, déjà, forêt: " + "caf\xff, th\xe9. Ça suffit, évidemment.")
	got, err := Decode(data, "")
	if err != nil {
		t.Fatal(err)
	}
	if got.Encoding != "utf-8" || got.Faults != 2 || got.First != bytes.IndexByte(data, 0xff) || !strings.Contains(got.String, "caf\uFFFD, th\uFFFD.") {
		t.Errorf("got %+v", got)
	}
	fault := got.Fault("a.txt")
	if e, ok := errors.AsType[*stemma.Error](fault); !ok || e.Kind != stemma.Broken || !strings.Contains(fault.Error(), "a.txt") || !strings.Contains(fault.Error(), fmt.Sprint("byte ", got.First)) {
		t.Errorf("fault %v", fault)
	}
	if clean, _ := Decode([]byte("plain"), ""); clean.Fault("a.txt") != nil {
		t.Error("a sound text has a fault")
	}
	for _, bad := range []string{"The bridge \xff\xfe was closed.", "It was\xc3 closed."} {
		if got, err := Decode([]byte(bad), ""); err != nil || got.Faults == 0 {
			t.Errorf("%q: %+v, %v", bad, got, err)
		}
	}
}

func TestDecodeRefusesNoise(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	noise := make([]byte, 4096)
	for i := range noise {
		noise[i] = byte(random.Uint32())
	}
	for name, data := range map[string][]byte{
		"random bytes": noise,
		"zero bytes":   make([]byte, 100),
		"a program":    append([]byte("\x7fELF\x02\x01\x01"), make([]byte, 200)...),
		"a picture":    append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), noise[:512]...),
	} {
		if got, err := Decode(data, ""); !errors.Is(err, ErrNotText) {
			t.Errorf("%s is read as %s (%d faults, %v)", name, got.Encoding, got.Faults, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(french), "")
	f.Add([]byte("\xff\xfea\x00"), "utf-16")
	f.Add(encode(f, "iso-2022-jp", japan), "iso-2022-jp")
	f.Fuzz(func(t *testing.T, data []byte, declared string) {
		got, err := Decode(data, declared)
		if err != nil {
			return
		}
		again, _ := Decode(data, declared)
		if got != again || !utf8.ValidString(got.String) || got.Encoding == "" {
			t.Errorf("%q: %+v, again %+v", data, got, again)
		}
	})
}
