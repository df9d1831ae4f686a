package extract

import (
	"testing"

	"github.com/stemma/stemma/nlp"
)

func TestTitleIn(t *testing.T) {
	for _, x := range []struct{ words, want string }{
		{"the Harbour Safety Report", "Harbour Safety Report"},
		{"A 3/11 Commission Report", "3/11 Commission Report"},
		{"the Memorandum of Waters", "Memorandum of Waters"},
		{"the harbour report", ""},
		{"the Orvel report", ""},
		{"THE HARBOUR REPORT", ""},
		{"The Report", ""},
		{"A June Report, based on hearsay", ""},
		{"Safety in the Harbour and on the Lake for All Who Sail Report", ""},
	} {
		m := nlp.Mention{Span: nlp.Span{Begin: 3, End: 3 + len(x.words)}, Form: nlp.Nominal, Type: nlp.Document}
		text := "So " + x.words + " said."
		got, ok := titleIn(text, m)
		if ok != (x.want != "") || ok && got.In(text) != x.want {
			t.Errorf("%s: %q, %v", x.words, got.In(text), ok)
		}
		m.Type = nlp.Organization
		if _, ok := titleIn(text, m); ok {
			t.Errorf("%s is a document's name though it is none", x.words)
		}
	}
}
