package stemma

import (
	"cmp"
	"context"
	"iter"
	"slices"
)

// Remember is a view that looks up once what hearing a claim looks up, however many are heard:
// the log of judgements, as it is when it is first asked for, and the documents of their members.
// It is for one goroutine, and for as long as one answer takes: what changes meanwhile it does not see.
func Remember(view View) View {
	if _, ok := view.(*memory); ok {
		return view
	}
	return &memory{View: view, docs: map[ID]*Document{}, texts: map[ID]bool{}}
}

// mostText is how many bytes of text are remembered: that of some ten thousand articles. With
// more, all is forgotten and looked up anew.
const mostText = 64 << 20

type memory struct {
	View
	log    []*Judgement
	logged bool
	docs   map[ID]*Document
	texts  map[ID]bool // documents whose text and regions are remembered too
	size   int         // of the texts
}

func (m *memory) Judgements(ctx context.Context) iter.Seq2[*Judgement, error] {
	return func(yield func(*Judgement, error) bool) {
		if !m.logged {
			log, err := Log(ctx, m.View)
			if err != nil {
				yield(nil, err)
				return
			}
			m.log, m.logged = log, true
		}
		for _, j := range m.log {
			if !yield(j, nil) {
				return
			}
		}
	}
}

func (m *memory) Documents(ctx context.Context, f DocumentFilter) iter.Seq2[*Document, error] {
	if f.IDs == nil || f.AllVersions || f.Path != "" || f.About != "" || f.Format != "" || f.Lang != "" || f.Limit != 0 || f.Offset != 0 {
		return m.View.Documents(ctx, f)
	}
	return func(yield func(*Document, error) bool) {
		if err := m.fetch(ctx, f); err != nil {
			yield(nil, err)
			return
		}
		var found []*Document
		seen, paths := map[ID]bool{}, map[string]bool{}
		for _, id := range f.IDs {
			if d := m.docs[id]; d != nil && !seen[id] {
				seen[id], paths[d.Path] = true, true
				found = append(found, d)
			}
		}
		if len(paths) < len(found) { // the order of versions only the store knows
			m.View.Documents(ctx, f)(yield)
			return
		}
		slices.SortFunc(found, func(a, b *Document) int { return cmp.Compare(a.Path, b.Path) })
		for _, d := range found {
			own := *d // the caller's to keep
			if !f.Texts {
				own.Text, own.Regions = "", nil
			}
			if !yield(&own, nil) {
				return
			}
		}
	}
}

// fetch looks up those of the documents that are not remembered.
func (m *memory) fetch(ctx context.Context, f DocumentFilter) error {
	if m.size > mostText {
		clear(m.docs)
		clear(m.texts)
		m.size = 0
	}
	missing := []ID{}
	for _, id := range f.IDs {
		if m.docs[id] == nil || f.Texts && !m.texts[id] {
			missing = append(missing, id)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	for d, err := range m.View.Documents(ctx, DocumentFilter{IDs: missing, Texts: f.Texts}) {
		if err != nil {
			return err
		}
		m.docs[d.ID] = d
		if f.Texts {
			m.texts[d.ID] = true
			m.size += len(d.Text)
		}
	}
	return nil
}
