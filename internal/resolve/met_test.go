package resolve_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/resolve"
)

// A growing case is one from which documents come and go, with what is kept of it.
type growing struct {
	here  map[stemma.ID]resolve.Document
	parts map[stemma.ID][]byte
	met   map[stemma.ID][]byte
	put   int // how often something was kept
}

// resolved says who is who from what is kept, and keeps what is new.
func (g *growing) resolved(t *testing.T) *stemma.Resolution {
	t.Helper()
	c, err := resolve.New()
	if err != nil {
		t.Fatal(err)
	}
	for id, d := range g.here {
		if g.parts[id] == nil {
			g.parts[id] = c.Read(d).Bytes()
		}
		p, err := c.ReadPart(g.parts[id])
		if err != nil {
			t.Fatal(err)
		}
		c.Put(p)
	}
	for id, data := range g.met {
		if _, ok := g.here[id]; ok {
			c.Recall(id, data)
		} else {
			delete(g.met, id)
		}
	}
	r := c.Resolve(nil)
	for _, k := range c.Learned() {
		g.met[k.Doc] = k.Data
		g.put++
	}
	return r
}

func (g *growing) anew(t *testing.T) *stemma.Resolution {
	var docs []resolve.Document
	for _, d := range g.here {
		docs = append(docs, d)
	}
	return resolution(t, nil, docs...)
}

// TestGrowing holds that a case into which documents come one by one, and from which
// they go, is the same as if all of them had come at once.
func TestGrowing(t *testing.T) {
	pool := []string{"Karim al-Harun", "KARIM AL-HARUN", "Kareem Haroun", "KAREEM HAROUN", "Karim al-Haroun", "Abu Layth", "Abu Layth al-Linski", "Orsa Veld", "ORSA VELD", "O. Veld", "Colonel Veld", "Milan Veld", "Harun", "Олег Лисов", "Oleg Lisov",
		"o:Orvel Harbour Authority", "o:ORVEL HARBOUR AUTHORITY", "o:OHA", "o:Orvel Harbor Authority", "o:Interior Ministry", "o:Interior Ministry of Orvel", "o:Kalibar", "o:Kalebar", "l:Linsk", "l:Kalibar", "Linsk", "o:Upper Linsk", "g:Linskian"}
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(3, seed))
		text := func() string {
			var b strings.Builder
			for range 3 {
				fmt.Fprintf(&b, "{%s} says that {%s} left. ", pool[r.IntN(len(pool))], pool[r.IntN(len(pool))])
			}
			return b.String()
		}
		var docs []resolve.Document
		for i := range 16 {
			docs = append(docs, read(fmt.Sprintf("%d.txt", i), text()))
		}
		g := &growing{map[stemma.ID]resolve.Document{}, map[stemma.ID][]byte{}, map[stemma.ID][]byte{}, 0}
		for step := range 60 {
			if d := docs[r.IntN(len(docs))]; g.here[d.ID].Document == nil {
				g.here[d.ID] = d
			} else if step > 8 {
				delete(g.here, d.ID)
			}
			if diff := cmp.Diff(g.anew(t), g.resolved(t)); diff != "" {
				t.Fatalf("seed %d, step %d: with %d documents it is otherwise (-anew +kept):\n%s", seed, step, len(g.here), diff)
			}
		}
		before := g.put
		g.resolved(t)
		if g.put != before {
			t.Errorf("seed %d: though nothing changed %d documents were kept", seed, g.put-before)
		}
	}
}

// TestCrowd holds that two names that were not compared, because too many share their
// key, are when there are fewer.
func TestCrowd(t *testing.T) {
	var b strings.Builder
	for i := range 130 {
		fmt.Fprintf(&b, "{A%c%cdra Velmorin} met {o:Linsk}. ", "aeiou"[i%5], "bcdfghjklmnpqrstvwxyzabcdefg"[i/5])
	}
	crowd, one, other := read("crowd.txt", b.String()), read("one.txt", "{Zorana Velmorin} came."), read("other.txt", "{Zorata Velmorin} left.")
	g := &growing{map[stemma.ID]resolve.Document{}, map[stemma.ID][]byte{}, map[stemma.ID][]byte{}, 0}
	for _, docs := range [][]resolve.Document{{crowd, one, other}, {one, other}, {crowd, one}, {crowd, one, other}, {other, one}} {
		clear(g.here)
		for _, d := range docs {
			g.here[d.ID] = d
		}
		got := g.resolved(t)
		if diff := cmp.Diff(g.anew(t), got); diff != "" {
			t.Fatalf("with %d documents it is otherwise (-anew +kept):\n%s", len(docs), diff)
		}
		near := 0
		for _, e := range got.Entities {
			near += len(e.Near)
		}
		if len(docs) == 2 && docs[0].ID != crowd.ID && near == 0 {
			t.Error("the two are not compared when they are alone")
		}
	}
}

// TestLearned holds that one document more has nothing kept but its own names, and that
// what is damaged is not recalled.
func TestLearned(t *testing.T) {
	g := &growing{map[stemma.ID]resolve.Document{}, map[stemma.ID][]byte{}, map[stemma.ID][]byte{}, 0}
	add := func(path, text string) {
		d := read(path, text)
		g.here[d.ID] = d
		g.resolved(t)
	}
	for i := range 20 {
		add(fmt.Sprintf("%d.txt", i), fmt.Sprintf("{Orsa Veld} met {Karim Harun%c} in {l:Linsk}.", 'a'+i))
	}
	before := g.put
	add("more.txt", "{Orso Veldt} met {Karim Harunz} in {l:Linsk}.")
	if g.put != before+1 {
		t.Errorf("one document more, and %d were kept", g.put-before)
	}
	for id, data := range g.met {
		for n := range data {
			bad := append([]byte(nil), data...)
			bad[n] ^= 0x55
			c, err := resolve.New()
			if err != nil {
				t.Fatal(err)
			}
			c.Recall(id, bad) // must not panic
			c.Recall(id, data[:n])
		}
		break
	}
}
