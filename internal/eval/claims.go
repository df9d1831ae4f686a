package eval

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime"
	"sync"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/claim"
	"github.com/stemma/stemma/internal/extract"
	"github.com/stemma/stemma/internal/lang"
	"github.com/stemma/stemma/internal/reader"
	"github.com/stemma/stemma/internal/resolve"
)

// A namedText is a text to be read as a plain file of that name.
type namedText struct{ name, text string }

// readPlain reads texts as plain files in English, as `stemma read` does, each
// with what it leaves for claims.
func readPlain(ctx context.Context, texts []namedText) ([]*stemma.Reading, error) {
	pipeline, _, err := lang.For("en")
	if err != nil {
		return nil, err
	}
	out := make([]*stemma.Reading, len(texts))
	errs := make([]error, len(texts))
	todo := make(chan int)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range todo {
				t := texts[i]
				doc, _, err := reader.Read(ctx, stemma.Item{Path: t.name, Data: []byte(t.text), Format: "text"})
				if err == nil && (doc == nil || doc.Text != t.text) {
					err = fmt.Errorf("its text is not what was given")
				}
				if err != nil {
					errs[i] = fmt.Errorf("read %s: %w", t.name, err)
					continue
				}
				digest := sha256.Sum256([]byte(t.text))
				doc.SHA256, doc.Path = hex.EncodeToString(digest[:]), t.name
				doc.ID, doc.Lang, doc.Analysed = stemma.DocumentID(doc.Path, doc.SHA256), "en", true
				note := claim.NewNote(doc)
				out[i] = extract.Document(doc, pipeline, stemma.NewRun("read", "eval", ""), note.Add)
				out[i].Tellings = note.Bytes()
			}
		})
	}
	for i := range texts {
		todo <- i
	}
	close(todo)
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// identified says who is who in the readings, and writes it into them.
func identified(readings []*stemma.Reading) error {
	c, err := resolve.New()
	if err != nil {
		return err
	}
	for _, r := range readings {
		in := resolve.Document{Document: r.Document, Mentions: r.Mentions}
		for i := range r.Statements {
			in.Statements = append(in.Statements, &r.Statements[i])
		}
		c.Add(in)
	}
	who := c.Resolve(nil)
	for _, r := range readings {
		for i := range r.Mentions {
			r.Mentions[i].Entity = who.Of[r.Mentions[i].ID]
		}
		for i := range r.Statements {
			s := &r.Statements[i]
			for k, e := range who.Voices[s.ID] {
				s.Chain[k].SourceEntity = e
			}
			for k, e := range who.Args[s.ID] {
				s.Proposition.Args[k].Entity = e
			}
		}
	}
	return nil
}
