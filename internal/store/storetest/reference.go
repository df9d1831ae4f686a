package storetest

import (
	"testing"

	"github.com/stemma/stemma"
)

func testReferences(t *testing.T, s stemma.Store) {
	list := []stemma.Reference{{List: "a", ID: "2", Schema: "Person", Names: []string{"Ann Orel", "أن"}}, {List: "a", ID: "1", Names: []string{"Holt"}}}
	other := []stemma.Reference{{List: "b", ID: "1", Names: []string{"Velm"}}}
	for name, entries := range map[string][]stemma.Reference{"a": list, "b": other} {
		if err := s.PutReferences(t.Context(), name, entries); err != nil {
			t.Fatal(err)
		}
	}
	same(t, "one list", all(t, s.References(t.Context(), "a")), []*stemma.Reference{&list[0], &list[1]})
	same(t, "all lists", all(t, s.References(t.Context(), "")), []*stemma.Reference{&list[0], &list[1], &other[0]})
	if err := s.PutReferences(t.Context(), "a", list[1:]); err != nil {
		t.Fatal(err)
	}
	same(t, "another list in its place", all(t, s.References(t.Context(), "a")), []*stemma.Reference{&list[1]})
	if err := s.PutReferences(t.Context(), "a", nil); err != nil {
		t.Fatal(err)
	}
	same(t, "a list taken out", all(t, s.References(t.Context(), "")), []*stemma.Reference{&other[0]})
	wantKind(t, "a list without a name", s.PutReferences(t.Context(), "", list), stemma.Invalid)
}
