package eval

import "github.com/stemma/stemma/nlp"

// OwnVoice is the share, in percent, of the sentences without a content of
// ours that hold none of the gold either: how far a sentence that is given to
// the author is his own.
func OwnVoice(pipeline *nlp.Pipeline, articles []Article) float64 {
	own, all := 0, 0
	for _, a := range articles {
		doc := nlp.NewDoc(a.Text)
		pipeline.Annotate(doc)
		said, gold := byteSet{}, byteSet{}
		for _, f := range doc.Attributions {
			said.union(bytesOf(f.Content))
		}
		for _, g := range a.Gold {
			for _, c := range g.Content {
				gold.add(nlp.Span{Begin: c[0], End: c[1]}) // code points
			}
		}
		runes := runeIndex(a.Text)
		for i := range doc.Sentences {
			s := doc.Sentence(i)
			if said.count(s) > 0 {
				continue
			}
			all++
			if gold.count(nlp.Span{Begin: runes[s.Begin], End: runes[s.End]}) == 0 {
				own++
			}
		}
	}
	return percent(own, all)
}
