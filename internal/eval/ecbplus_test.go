package eval

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/stemma/stemma/nlp"
)

const ecbText = `<Document doc_name="2_1ecb.xml" doc_id="D1">
<token t_id="1" sentence="0" number="0">The</token>
<token t_id="2" sentence="0" number="1">pier</token>
<token t_id="3" sentence="0" number="2">burned</token>
<token t_id="4" sentence="0" number="3">down</token>
<token t_id="5" sentence="1" number="0">Smith</token>
<token t_id="6" sentence="1" number="1">&amp;</token>
<token t_id="7" sentence="1" number="2">Ríos</token>
<token t_id="8" sentence="1" number="3">saw</token>
<token t_id="9" sentence="1" number="4">the</token>
<token t_id="10" sentence="1" number="5">fire</token>
<Markables>
<ACTION_OCCURRENCE m_id="1"><token_anchor t_id="3"/><token_anchor t_id="4"/></ACTION_OCCURRENCE>
<NEG_ACTION_PERCEPTION m_id="2"><token_anchor t_id="8"/></NEG_ACTION_PERCEPTION>
<ACTION_OCCURRENCE m_id="3"><token_anchor t_id="10"/></ACTION_OCCURRENCE>
<LOC_FAC m_id="4"><token_anchor t_id="2"/></LOC_FAC>
<ACTION_OCCURRENCE m_id="5" RELATED_TO="" TAG_DESCRIPTOR="t2_fire" instance_id="ACT7"/>
</Markables>
<Relations>
<CROSS_DOC_COREF r_id="9" note="ACT7"><source m_id="1"/><source m_id="3"/><target m_id="5"/></CROSS_DOC_COREF>
</Relations>
</Document>`

func TestReadECBPlus(t *testing.T) {
	folder := t.TempDir()
	within := strings.NewReplacer("CROSS_DOC_COREF", "INTRA_DOC_COREF", ` note="ACT7"`, "").Replace(ecbText)
	for name, content := range map[string]string{"2/2_10ecb.xml": ecbText, "2/2_9ecb.xml": within, "2/2_1ecbplus.xml": ecbText, "3/3_1ecb.xml": ecbText} {
		writeFile(t, filepath.Join(folder, filepath.FromSlash(name)), content)
	}
	texts, err := ReadECBPlus(folder, "dev")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, text := range texts {
		names = append(names, text.Name)
	}
	if want := []string{"2_9ecb", "2_10ecb", "2_1ecbplus"}; !reflect.DeepEqual(names, want) {
		t.Fatalf("texts %v, want %v", names, want)
	}
	text := texts[1]
	if want := "The pier burned down\nSmith & Ríos saw the fire"; text.Text != want {
		t.Errorf("text %q, want %q", text.Text, want)
	}
	if text.Topic != 2 || text.Second || !texts[2].Second {
		t.Errorf("topic %d, second event %v and %v", text.Topic, text.Second, texts[2].Second)
	}
	want := []ECBEvent{
		{nlp.Span{Begin: 9, End: 20}, "ACT7"},
		{nlp.Span{Begin: 35, End: 38}, ""},
		{nlp.Span{Begin: 43, End: 47}, "ACT7"},
	}
	if !reflect.DeepEqual(text.Events, want) {
		t.Errorf("events %+v, want %+v", text.Events, want)
	}
	if got := texts[0].Events[0].Chain; got != "2_9ecb 9" {
		t.Errorf("a chain within one text is %q", got)
	}
	if train, err := ReadECBPlus(folder, "train"); err != nil || len(train) != 1 {
		t.Errorf("train: %d texts, %v", len(train), err)
	}
	if _, err := ReadECBPlus(folder, "test"); err == nil {
		t.Error("a split that there is not is read without an error")
	}
	if _, err := ReadECBPlus(t.TempDir(), "dev"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an empty folder: %v", err)
	}
	if _, err := readECB(strings.NewReader(strings.Replace(ecbText, `t_id="3"/>`, `t_id="77"/>`, 1)), "x"); err == nil {
		t.Error("a mention at a token that is not there is read without an error")
	}
}

func TestReadMUC(t *testing.T) {
	const report = `<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head>
<meta name="DC.date" content="1990-02-18"/><title>TST9-0001</title></head><body><p>TST9-0001</p>
<p>PORT ANSEL, 18 FEB 90 (RADIO) --  [TEXT] THE <span>PIER</span>
 BURNED &amp; FELL.</p><p>TWO WERE HURT.</p></body></html>`
	folder := t.TempDir()
	writeFile(t, filepath.Join(folder, "text", "tst9", "TST9-0001.xhtml"), report)
	got, err := ReadMUC(folder)
	if err != nil {
		t.Fatal(err)
	}
	want := []Report{{"TST9-0001", "PORT ANSEL, 18 FEB 90 (RADIO) -- [TEXT] THE PIER BURNED & FELL.\n\nTWO WERE HURT."}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("reports %+v, want %+v", got, want)
	}
}

func writeFile(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}
