package resolve_test

import (
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/resolve"
)

// TestPart: what a document says by itself is the same after it was kept, and what
// is damaged or made by others is not taken for it.
func TestPart(t *testing.T) {
	docs := []resolve.Document{
		read("a", "{Orsa Veld}, {n:the harbour master#1} of {l:Linsk}, came. {Veld} says {p:she#1} left. {Karim al-Harun}, better known as {Abu Layth}, fled to {l:Varo}."),
		read("b", "{l:Linsk} says “{p:We} stay.” {n:A senior official} says no. {o:Interior Ministry of Waters}, {n:the ministry}. {g:Velmians} wept."),
		read("c", "{n:the society} met. {o:Linsk Society} is {n:the society}. {Minister Orsa Veld} says yes."),
		read("d", ""),
		read("e", "{l:Linsk}, the capital of Velmia, slept. {l:Linsk}’s refusal came."),
	}
	docs[1].Publisher = &stemma.Shown{Value: "The Linsk Tribune"}
	c, err := resolve.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		want := c.Read(d)
		data := want.Bytes()
		got, err := c.ReadPart(data)
		if err != nil {
			t.Fatalf("%s: %v", d.Path, err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s was not kept as it is:\n%+v\n%+v", d.Path, got, want)
		}
		for n := range data {
			if _, err := c.ReadPart(data[:n]); err == nil {
				t.Fatalf("%s: %d of %d bytes are taken for the whole", d.Path, n, len(data))
			}
			bad := append([]byte(nil), data...)
			bad[n] ^= 0x55
			if p, err := c.ReadPart(bad); err == nil {
				p.Bytes() // must not panic
			}
		}
		c.Put(got)
	}
	if diff := cmp.Diff(resolution(t, nil, docs...), c.Resolve(nil)); diff != "" {
		t.Errorf("who is who differs (-anew +kept):\n%s", diff)
	}
}
