package train

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/ner"
)

// namedText reads a text whose names stand as [words/Type], cut at spaces, a
// line a sentence; a name "?" is only known to be of its type.
func namedText(marked string, silent ...nlp.EntityType) NamedText {
	doc := &nlp.Doc{}
	var names []Known
	var text strings.Builder
	for line := range strings.Lines(marked) {
		first := len(doc.Tokens)
		open := -1
		for _, word := range strings.Fields(line) {
			if strings.HasPrefix(word, "[") {
				open, word = text.Len(), word[1:]
			}
			word, kind, closes := strings.Cut(strings.TrimSuffix(word, "]"), "/")
			begin := text.Len()
			text.WriteString(word)
			doc.Tokens = append(doc.Tokens, nlp.Token{Span: nlp.Span{Begin: begin, End: text.Len()}})
			if closes {
				names = append(names, Known{Span: nlp.Span{Begin: open, End: text.Len()}, Types: []nlp.EntityType{nlp.EntityType(kind)}})
			}
			text.WriteByte(' ')
		}
		doc.Sentences = append(doc.Sentences, nlp.Sentence{First: first, Last: len(doc.Tokens)})
	}
	doc.Text = text.String()
	doc.Has = nlp.Tokens | nlp.Sentences | nlp.Tags
	return NewNamedText(doc, names, silent)
}

func TestAllowed(t *testing.T) {
	text := namedText("then [Ana Orel/Person] left [Varo/Place] .", nlp.Group)
	group := anyPosition(kindOf(nlp.Group))
	for i, want := range []Labels{
		1 | group, bit(kindOf(nlp.Person), ner.Begin), bit(kindOf(nlp.Person), ner.Last), 1 | group, bit(kindOf(nlp.Place), ner.Unit), 1 | group,
	} {
		if text.Allowed[i] != want {
			t.Errorf("token %d may be %b, want %b", i, text.Allowed[i], want)
		}
	}
}

func TestNames(t *testing.T) {
	var texts []NamedText
	for range 4 {
		texts = append(texts,
			namedText("then [Ana Orel/Person] left [Varo/Place] .\nthe boats of [Varo/Place] came back\nMs [Orel/Person] did not"),
			namedText("Mr [Dunn/Person] went to [Linsk/Place] .\nthe port of [Linsk/Place] was shut", nlp.Group))
	}
	learn := func() *model.File {
		table := WordTable{List: []string{"orel"}, Rows: []int32{ner.Pack(1, 2, 3), 1}}
		return Names(texts, table, NameOptions{Seed: 1, Epochs: 6, Rate: 0.3, Drop: 0.1, Least: 1, Rows: 1000, Fields: 2, Log: t.Logf})
	}
	weights := learn()
	if !bytes.Equal(weights.Encode(), learn().Encode()) {
		t.Error("learning twice gave different weights")
	}
	r, err := ner.Load(weights)
	if err != nil {
		t.Fatal(err)
	}
	doc := namedText("then Orel went to Varo .").Doc
	r.Annotate(doc)
	var got []string
	for _, m := range doc.Mentions {
		got = append(got, m.In(doc.Text)+"/"+string(m.Type))
	}
	if want := "Orel/Person Varo/Place"; strings.Join(got, " ") != want {
		t.Errorf("names are %q, want %q", got, want)
	}
}
