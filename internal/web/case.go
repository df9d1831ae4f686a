package web

import (
	"cmp"
	"context"
	"iter"
	"net/http"
	"slices"
	"strings"

	"github.com/stemma/stemma"
)

// collect gathers a sequence of the store; at most limit, 0 for all.
func collect[T any](seq iter.Seq2[T, error], limit int) ([]T, error) {
	out := []T{}
	for v, err := range seq {
		if err != nil {
			return nil, err
		}
		if out = append(out, v); len(out) == limit {
			break
		}
	}
	return out, nil
}

// caseFile shows what is in the case.
func (s *server) caseFile(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	var v struct {
		Summary  stemma.Summary
		Sources  []stemma.SourceCount
		Issues   []*stemma.Issue
		Kinds    []stemma.Count
		Latest   []entry
		Disputes []dispute
	}
	var err error
	if v.Summary, err = s.view.Summary(ctx); err != nil {
		return err
	}
	if v.Sources, err = held(ctx, s, "sources", func() ([]stemma.SourceCount, error) { return s.view.Sources(ctx, 12) }); err != nil {
		return err
	}
	if v.Issues, err = collect(s.view.Issues(ctx, stemma.IssueFilter{}), 0); err != nil {
		return err
	}
	v.Kinds = kindsOf(v.Issues)
	v.Issues = v.Issues[:min(8, len(v.Issues))]
	log, err := stemma.Log(ctx, s.view)
	if err != nil {
		return err
	}
	v.Latest = entries(log)
	v.Latest = v.Latest[:min(5, len(v.Latest))]
	if err := s.chains(ctx, v.Latest); err != nil {
		return err
	}
	if v.Disputes, err = s.surest(ctx, 5); err != nil {
		return err
	}
	return s.render(w, r, "case", cmp.Or(s.opts.Case, "Case"), v)
}

func kindsOf(issues []*stemma.Issue) []stemma.Count {
	n := map[string]int{}
	for _, i := range issues {
		n[string(i.Kind)]++
	}
	var kinds []stemma.Count
	for k, n := range n {
		kinds = append(kinds, stemma.Count{Name: k, N: n})
	}
	slices.SortFunc(kinds, func(a, b stemma.Count) int { return cmp.Or(b.N-a.N, strings.Compare(a.Name, b.Name)) })
	return kinds
}

// issues shows what could not be read, and why.
func (s *server) issues(w http.ResponseWriter, r *http.Request) error {
	all, err := collect(s.view.Issues(r.Context(), stemma.IssueFilter{}), 0)
	if err != nil {
		return err
	}
	v := struct {
		Kinds  []stemma.Count
		Kind   string
		Path   string
		Total  int
		Issues []*stemma.Issue
		Pager  pager
	}{Kinds: kindsOf(all), Path: r.FormValue("path"), Total: len(all)}
	kind, err := oneOf(r, "kind", stemma.IssueKinds...)
	if err != nil {
		return err
	}
	v.Kind = string(kind)
	all = slices.DeleteFunc(all, func(i *stemma.Issue) bool {
		return v.Kind != "" && string(i.Kind) != v.Kind || !strings.Contains(i.Path, v.Path)
	})
	from := min(offset(r), len(all))
	all = all[from:]
	v.Issues, v.Pager = page(r, from, all[:min(len(all), pageSize+1)])
	return s.render(w, r, "issues", "Issues", v)
}

// documents lists the documents.
func (s *server) documents(w http.ResponseWriter, r *http.Request) error {
	sum, err := s.view.Summary(r.Context())
	if err != nil {
		return err
	}
	v := struct {
		About, Format, Lang string
		Formats, Langs      []stemma.Count
		Total               int
		Filtered            bool
		Documents           []*stemma.Document
		Pager               pager
	}{About: r.FormValue("about"), Formats: sum.Formats, Langs: sum.Langs, Total: sum.Documents}
	if v.Format, err = oneOf(r, "format", namesOf(v.Formats)...); err != nil {
		return err
	}
	if v.Lang, err = oneOf(r, "lang", namesOf(v.Langs)...); err != nil {
		return err
	}
	v.Filtered = v.About+v.Format+v.Lang != ""
	from := offset(r)
	found, err := collect(s.view.Documents(r.Context(), stemma.DocumentFilter{
		About: v.About, Format: v.Format, Lang: v.Lang, Limit: pageSize + 1, Offset: from}), 0)
	if err != nil {
		return err
	}
	v.Documents, v.Pager = page(r, from, found)
	return s.render(w, r, "documents", "Documents", v)
}

// search looks for words over documents and statements.
func (s *server) search(w http.ResponseWriter, r *http.Request) error {
	v := struct {
		Words string
		Kind  string
		Hits  []hit
		Pager pager
	}{Words: strings.TrimSpace(r.FormValue("q"))}
	var err error
	if v.Kind, err = oneOf(r, "in", "documents", "statements"); err != nil {
		return err
	}
	if v.Words != "" {
		q := stemma.Query{Words: v.Words, Limit: pageSize + 1, Offset: offset(r)}
		switch v.Kind {
		case "documents":
			q.Kind = 'd'
		case "statements":
			q.Kind = 's'
		}
		hits, err := s.view.Search(r.Context(), q)
		if err != nil {
			return err
		}
		hits, v.Pager = page(r, q.Offset, hits)
		sheets := map[stemma.ID]*sheet{} // many hits may be in one long document
		for _, h := range hits {
			found, err := s.hit(r.Context(), h, sheets)
			if err != nil {
				return err
			}
			v.Hits = append(v.Hits, found)
		}
	}
	return s.render(w, r, "search", "Search", v)
}

// A hit is a result of a search, with its words cut at the marks.
type hit struct {
	stemma.Hit
	Address string
	Words   []marked
	Chain   []rung
	// Speaking is the statement whose chain it is: the one found, or the one in
	// whose voice the words found in a text stand.
	Speaking stemma.ID
}

type marked struct {
	Text string
	Mark bool
}

func (s *server) hit(ctx context.Context, h stemma.Hit, sheets map[stemma.ID]*sheet) (hit, error) {
	out := hit{Hit: h, Address: placeAddress(h.Doc, h.Place)}
	pos := 0
	for _, m := range h.Marks {
		if m.Begin < pos || m.End > len(h.Snippet) || m.Begin >= m.End {
			continue
		}
		out.Words = append(out.Words, marked{h.Snippet[pos:m.Begin], false}, marked{h.Snippet[m.Begin:m.End], true})
		pos = m.End
	}
	out.Words = append(out.Words, marked{h.Snippet[pos:], false})
	st, err := s.speaking(ctx, h)
	if err != nil || st == nil {
		return out, err
	}
	if h.Statement != "" {
		out.Address = statementPlace(h.Doc, h.Statement)
	}
	out.Speaking = st.ID
	if sheets[h.Doc] == nil {
		doc, err := s.view.Document(ctx, h.Doc)
		if err != nil {
			return out, err
		}
		sheets[h.Doc] = newSheet(doc, nil, nil)
	}
	out.Chain = sheets[h.Doc].rungs(st)
	return out, nil
}

// speaking is the statement found, or the one in whose voice the words found in
// a text stand; nil where there is none.
func (s *server) speaking(ctx context.Context, h stemma.Hit) (*stemma.Statement, error) {
	if h.Statement != "" {
		return s.view.Statement(ctx, h.Statement)
	}
	return h.SpeakingIn(ctx, s.view)
}
